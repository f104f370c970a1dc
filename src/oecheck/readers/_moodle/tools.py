"""Outside services that a course launches: LTI activities and web conferences.

Keys and secrets are not even read. Source: formats/moodle-mbz.md §5, §7; formats/lti.md.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Tool
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.work import Work

__all__ = ["tool_of"]

_SENDS = (("instructorchoicesendname", "name"), ("instructorchoicesendemailaddr", "email"))
_YES = "1"


def tool_of(work: Work, settings: StreamNode) -> Tool | None:
    """The tool of an LTI activity or conference; None for other activities."""
    module, activity = work.listed.module, work.activity
    if module == "bigbluebuttonbn":
        return Tool(source=activity.source, id=activity.id, name=activity.title, kind="plugin", graded=False)
    if module != "lti":
        return None
    secure, plain = field(settings, "securetoolurl"), field(settings, "toolurl")
    launch = (secure or plain).partition("?")[0].partition("#")[0]
    host, scheme = _split(launch)
    told = {field(settings, name) for name, _ in _SENDS}
    return Tool(
        source=activity.source,
        id=activity.id,
        name=activity.title,
        launch=launch or None,
        host=host,
        secure=scheme == "https" if launch else None,
        sends=tuple(what for name, what in _SENDS if field(settings, name) == _YES) if told != {""} else None,
        graded=field(settings, "instructorchoiceacceptgrades") == _YES,
    )


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.scheme.lower()
    except ValueError:  # a bracket that no IPv6 address has
        return "", ""
