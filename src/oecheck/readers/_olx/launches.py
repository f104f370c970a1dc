"""`lti` and `lti_consumer`: tools that a course launches. Keys and secrets are never looked at.

Source: formats/olx.md §3; docs "LTI components"; openedx/xblock-lti-consumer `lti_xblock.py`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from oecheck.model.course import Activity, Tool
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.parts import Part, Place, embedded

__all__ = ["launched"]

_ASKED = (("ask_to_send_email", "email"), ("ask_to_send_username", "id"), ("ask_to_send_full_name", "name"))
_VERSIONS = {"lti_1p1": "1.1", "lti_1p3": "1.3"}
_LAUNCHES = ("lti_1p3_launch_url", "launch_url", "lti_1p3_oidc_url")


def launched(block: Block, activity: Activity, _: Place) -> Part:
    """The tool of an LTI block."""
    written = block.text("launch_url") if _version(block) != "1.3" else block.text(*_LAUNCHES)
    address, host = _shown(written)
    tool = Tool(
        source=block.source,
        id=activity.id,
        name=activity.title,
        version=_version(block) or None,
        launch=address or None,
        host=host,
        secure=address.lower().startswith("https://") if address else None,
        sends=tuple(word for name, word in _ASKED if block.says(name)),
        graded=bool(block.says("has_score")),
    )
    points = block.number("weight") if block.says("has_score") else None
    activity = msgspec.structs.replace(activity, entry=address, external=True, needs_network=True, points=points)
    return Part(activity, tool=tool, embedded=embedded(block, activity, block.text("description")))


def _version(block: Block) -> str:
    """Version of LTI; the older block `lti` knows only 1.1."""
    return _VERSIONS.get(block.text("lti_version"), "1.1")


def _shown(written: str) -> tuple[str, str]:
    """An address without user, query and fragment, which may hold a secret, and its host."""
    try:
        parts = urlsplit(written)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return written.partition("?")[0].partition("#")[0].rpartition("@")[2], ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}", host
