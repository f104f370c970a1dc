"""Who gets to see an element: what `hidden`, `aria-hidden`, `inert` and inline styles say.

Source: WHATWG HTML §15.3.1 (hidden elements), §6.3 (inert subtrees, which nobody reaches), WAI-ARIA 1.2 `aria-hidden`;
ACT "visible", "included in the accessibility tree". Style sheets are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from oecheck.documents._html_elements import UNRENDERED
from oecheck.values.patterns import pattern

__all__ = ["ARIA_HIDDEN", "HIDDEN", "may_hide", "own_flags"]

_NOT_RENDERED = 1
_INVISIBLE = 2
ARIA_HIDDEN = 4
HIDDEN = _NOT_RENDERED | _INVISIBLE

_DISPLAY_NONE = pattern(r"(?:^|;)\s{0,9}display\s{0,9}:\s{0,9}none\b", re.IGNORECASE)
_VISIBILITY = pattern(r"(?:^|;)\s{0,9}visibility\s{0,9}:\s{0,9}([a-z]{1,20})", re.IGNORECASE)


def may_hide(style: str) -> bool:
    """Whether an inline style could hide; a quick look."""
    style = style.lower()
    return "none" in style or "hidden" in style or "collapse" in style


def own_flags(name: str, attributes: Mapping[str, str], inherited: int) -> int:
    """The flags of one element, from those of the element around it."""
    flags = inherited
    if name in UNRENDERED and not (name == "dialog" and "open" in attributes):
        flags |= _NOT_RENDERED
    if not attributes:
        return flags
    if "hidden" in attributes:
        flags |= _NOT_RENDERED
    if "inert" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        flags |= ARIA_HIDDEN
    style = attributes.get("style")
    return _styled(style, flags) if style else flags


def _styled(style: str, flags: int) -> int:
    if _DISPLAY_NONE.search(style):
        flags |= _NOT_RENDERED
    visibility = _VISIBILITY.search(style)
    if visibility is None:
        return flags
    shown = visibility[1].lower() == "visible"  # what is visible inside what is not is shown again
    return flags & ~_INVISIBLE if shown else flags | _INVISIBLE
