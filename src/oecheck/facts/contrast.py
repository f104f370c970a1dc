"""Contrast of text whose colours the page sets itself (ACC-014).

A colour is taken as known only where the page says it: `style` attributes, `style` elements, old attributes. When it
sets one of the two and not the other, the browser's own (black on white, blue links) is taken for a whole page that
loads no style sheet, because nothing else can decide there; in a fragment the platform decides, and beside linked style
sheets those do: both make the contrast unreadable. Text for which nothing is set gives no style at all.

Source: WCAG 2.2 SC 1.4.3; ACT afw4f7 (minimum contrast).
"""

from __future__ import annotations

from typing import Any

from oecheck.documents.html import HIDDEN, HtmlDocument
from oecheck.facts._cascade import Cascade, Style
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import masked
from oecheck.model.fact import Value, unreadable
from oecheck.model.page import Page, TextStyle
from oecheck.values.colour import Colour, blend, contrast_ratio, hex_of

__all__ = ["FACTS"]

LARGE_PX = 24.0
"""18 pt. Source: WCAG 2.2, "large scale text"."""

LARGE_BOLD_PX = 18.66
"""14 pt, bold. Source: WCAG 2.2, "large scale text"."""

_SAMPLE = 60  # characters, as the model says
_MAX_STYLES = 500  # different styles of one page
_BLACK: Colour = (0, 0, 0, 1.0)
_WHITE: Colour = (255, 255, 255, 1.0)
_LINK: Colour = (0, 0, 238, 1.0)
_LARGE_RANGE = (3.0, 4.5)  # ratios for which the size decides (WCAG 1.4.3)
_NO_TEXT = frozenset({"script", "style", "title", "option", "textarea"})
_MARKERS = frozenset({"bgcolor", "background", "color", "text"})


def text_styles(document: HtmlDocument, page: Page) -> tuple[TextStyle, ...]:
    """The different styles that text of the page has, each at the first text that has it."""
    if not _sets_colours(document):
        return ()
    cascade = Cascade(document)
    linked = _loads_style_sheets(document)
    found: dict[Any, TextStyle] = {}
    for node in document.root_node.descendants:
        if type(node) is not document.text_type or node.data.isspace():
            continue
        parent = node.parent
        if getattr(parent, "tag", "script") in _NO_TEXT or document.flags(parent) & HIDDEN:
            continue
        style = cascade.style(parent)
        if (style.colour is None and style.background is None) or _unseen(style):
            continue
        key: Any = (
            style.colour,
            style.background,
            _is_large(style),
            style.disabled,
            _plain_link(document, parent, style),
        )
        if key not in found and len(found) < _MAX_STYLES and any(map(str.isalnum, node.data[:1000])):
            reason = _outside_decides(page, parent, style, linked=linked)
            found[key] = _text_style(document, page, node, style, reason)
    return tuple(found.values())


def _sets_colours(document: HtmlDocument) -> bool:
    if any(document.having(marker) for marker in _MARKERS):
        return True
    for element in document.having("style"):
        style = element.attributes["style"].lower()
        if "color" in style or "background" in style:
            return True
    sheets = (document.raw_text(element).lower() for element in document.named("style"))
    return any("color" in sheet or "background" in sheet for sheet in sheets)


def _loads_style_sheets(document: HtmlDocument) -> bool:
    if any("stylesheet" in link.get("rel").lower() for link in document.named("link")):
        return True
    return any("@import" in document.raw_text(element).lower() for element in document.named("style"))


def _text_style(document: HtmlDocument, page: Page, node: Any, style: Style, reason: str) -> TextStyle:
    parent = document.element(node.parent)
    if parent is None:
        raise ValueError("text with a style lies in an element")
    colour: Colour | str | None = style.colour
    background: Colour | str | None = style.background
    if not reason:
        colour, background = _known(document, node.parent, style)
    contrast: Value[float] = unreadable(reason) if reason else None
    large = _is_large(style)
    if not reason and isinstance(colour, tuple) and isinstance(background, tuple):
        colour = blend(colour, background)
        ratio = round(contrast_ratio(colour, background), 2)
        low, enough = _LARGE_RANGE
        contrast = unreadable("contrast-size") if large is None and low <= ratio < enough else ratio
    return TextStyle(
        source=document.source(parent),
        page=page.id,
        sample=masked(" ".join(node.data[:400].split()))[:_SAMPLE],
        colour=hex_of(colour) if isinstance(colour, tuple) else "",
        background=hex_of(background) if isinstance(background, tuple) else "",
        contrast=contrast,
        large=bool(large),
        disabled=style.disabled,
    )


def _known(document: HtmlDocument, parent: Any, style: Style) -> tuple[Colour | str, Colour | str]:
    """The two colours, with the browser's own where the page sets none."""
    default = _LINK if _in_link(document, parent) else _BLACK
    return style.colour or default, style.background or _WHITE


def _outside_decides(page: Page, parent: Any, style: Style, *, linked: bool) -> str:
    """Reason why the page alone does not decide the contrast; "" when it does."""
    for value in (style.background, style.colour):
        if isinstance(value, str):
            return value
    one_missing = style.colour is None or style.background is None
    if one_missing and page.fragment:
        return "contrast-platform"
    if linked and (one_missing or not _set_together(parent, style)):
        return "contrast-style-sheet"
    return ""


def _set_together(parent: Any, style: Style) -> bool:
    """Both colours stand in one `style` attribute of the text's element, where no rule of a sheet comes between."""
    return style.colour_at is not None and style.colour_at is style.background_at and _close(parent, style)


def _close(parent: Any, style: Style) -> bool:
    for _ in range(6):
        if parent is style.colour_at:
            return True
        if getattr(parent, "tag", "") not in _FORMATTING:
            return False
        parent = parent.parent
    return False


_FORMATTING = frozenset({"b", "strong", "i", "em", "u", "span", "font", "small", "big", "sub", "sup"})


def _plain_link(document: HtmlDocument, parent: Any, style: Style) -> bool:
    return style.colour is None and _in_link(document, parent)


def _unseen(style: Style) -> bool:
    """Letters in the colour of their background are shown to nobody (ACT afw4f7)."""
    return isinstance(style.colour, tuple) and style.colour == style.background


def _in_link(document: HtmlDocument, node: Any) -> bool:
    for _ in range(6):
        if node is None or not hasattr(node, "tag"):
            return False
        if node.tag == "a" and "href" in document.attributes(node):
            return True
        node = node.parent
    return False


def _is_large(style: Style) -> bool | None:
    """Whether text is large; None where its size cannot be told."""
    if style.size_px is None:
        return None
    return style.size_px >= (LARGE_BOLD_PX if style.bold else LARGE_PX) - 0.005


FACTS = (
    FactDefinition(
        of="page",
        name="text_styles",
        type="list<text_style>",
        meaning="the different styles of text whose colours the page sets, each at its first text",
        function=text_styles,
    ),
)
