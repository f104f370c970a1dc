"""Web pages that a course sends learners to: the package does not show what they hold (CON-003, ASM-006, SUP-007)."""

from __future__ import annotations

import re

from oecheck.facts._players import media_kind, player_of
from oecheck.model.course import Activity
from oecheck.values.patterns import pattern

__all__ = ["is_outside_page"]

_WEB = pattern(r"https?://(?:[^/?#@\s]{0,200}@)?([^/?#:\s]{1,300})", re.IGNORECASE)
_READ = frozenset(
    {"csv", "doc", "docx", "epub", "gif", "jpeg", "jpg", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx"}
    | {"svg", "txt", "webp", "xls", "xlsx", "zip"}
)


def is_outside_page(activity: Activity) -> bool:
    """Whether it is a link to a web page; a film, a recording or a document asks nothing, and is none."""
    host = _WEB.match(activity.entry) if activity.kind == "link" else None
    if host is None or media_kind(activity.entry) or player_of(host[1].lower())[0]:
        return False
    path = activity.entry.partition("#")[0].partition("?")[0]
    return path.rpartition(".")[2].lower() not in _READ
