"""Images of a page and their text alternatives (ACC-001 to ACC-003, ACC-025).

Source: ACT 23a2a8 (image has a name), e88epe and 9eb3f6 (which build on it); HTML-AAM §4.1 (alt, title, role none).
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.html import HtmlDocument, HtmlElement, content_name, explicit_name, folded, shown_text, tooltip
from oecheck.facts._definition import FactDefinition
from oecheck.facts._labels import label_name
from oecheck.facts._page_references import cut_href, masked, resolve
from oecheck.facts._shared import shared
from oecheck.facts._style_hides import perhaps_hidden
from oecheck.model.fact import Value
from oecheck.model.page import Image, Page
from oecheck.values.href import Resolver

__all__ = ["FACTS"]

_IMAGE_ROLES = frozenset({"img", "image", "graphics-document", "graphics-symbol"})
_OTHER_NAMES = ("input", "area", "object", "svg")
_IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif", ".tif", ".tiff")
_FORMULA = (
    "equation",
    "latex",
    "formula",
    "mathml",
    "mathjax",
    "codecogs",
    "texrender",
    "\\frac",
    "\\sum",
    "\\int",
    "\\sqrt",
    "$$",
)
"""Marks of a formula in a source, class or alternative: names of renderers and TeX commands."""

_FORMULA_PARTS = 400  # characters of a source or alternative that are looked at
_MAX_CLIMB = 4  # elements between an image and the link that it may be alone in


def images(document: HtmlDocument, page: Page, resolver: Resolver) -> tuple[Image, ...]:
    """Everything that is shown as an image and can have a text alternative, in document order of each kind."""
    return tuple(_image(document, page, resolver, element) for element in _elements(document))


def _elements(document: HtmlDocument) -> Iterator[HtmlElement]:
    yield from document.named("img")
    if not document.having("role") and not any(document.named(name) for name in _OTHER_NAMES):
        return  # nothing else is an image, by far the commonest
    for element in document.attributed:
        name = element.name
        if name == "input":
            chosen = element.get("type").lower() == "image"
        elif name == "area":
            chosen = "href" in element.attributes
        elif name == "object":
            chosen = _shows_image(element)
        elif name == "svg":
            chosen = element.role in _IMAGE_ROLES or _named_drawing(document, element)
        else:
            chosen = name != "img" and element.role in _IMAGE_ROLES
        if chosen:
            yield element


def _shows_image(element: HtmlElement) -> bool:
    written = element.get("data").partition("?")[0].lower()
    return element.get("type").lower().startswith("image/") or written.endswith(_IMAGE_SUFFIXES)


def _named_drawing(document: HtmlDocument, element: HtmlElement) -> bool:
    """An `svg` without a role is left out of the accessibility tree unless something names it (SVG-AAM §5.1.2)."""
    return bool(explicit_name(document, element)) or bool(_drawing_title(document, element))


def _drawing_title(document: HtmlDocument, element: HtmlElement) -> str:
    for child in element.node:
        if type(child) is document.element_type and child.tag == "title":
            return folded(text.data for text in child if type(text) is document.text_type)
    return ""


def _image(document: HtmlDocument, page: Page, resolver: Resolver, element: HtmlElement) -> Image:
    attributes = element.attributes
    written = attributes.get("data" if element.name == "object" else "src", "")
    resolved = resolve(document, page, resolver, written) if written else None
    name = _name(document, element)
    return Image(
        source=document.source(element),
        page=page.id,
        element=shared(element.name),
        src=shared(cut_href(written, resolved)) if resolved is not None else "",
        target=resolved.target if resolved is not None and resolved.state in ("found", "case") else "",
        name=shared(masked(name)) if isinstance(name, str) else name,
        decorative=_decorative(document, element),
        hidden=document.hidden(element),
        perhaps_hidden=perhaps_hidden(document, element),
        language=document.language(element),
        in_link_alone=_alone_in_link(document, element),
        looks_like_formula=_like_formula(element, written),
    )


def _name(document: HtmlDocument, element: HtmlElement) -> Value[str]:
    name = explicit_name(document, element)
    if name:
        return name
    if element.name == "input":
        return label_name(document, element) or element.get("alt") or tooltip(element) or None
    alternative = element.attributes.get("alt") if element.name in ("img", "area") else None
    if alternative is not None and (alternative == "" or not alternative.isspace()):
        return folded(iter((alternative,)))
    if element.name == "svg" or element.role in _IMAGE_ROLES:
        name = _drawing_title(document, element)
    elif element.name == "object":
        name = content_name(document, element)
    return name or tooltip(element) or None


def _decorative(document: HtmlDocument, element: HtmlElement) -> bool:
    if element.presentational:
        return True
    if element.name == "img" and element.attributes.get("alt") == "" and not explicit_name(document, element):
        return True
    return not document.hidden(element) and not document.exposed(element)


def _alone_in_link(document: HtmlDocument, element: HtmlElement) -> bool:
    around = element.node.parent
    for _ in range(_MAX_CLIMB):
        if type(around) is not document.element_type:
            return False
        if around.tag == "a" and "href" in document.attributes(around):
            link = document.element(around)
            return link is not None and not shown_text(document, link, 1) and _pictures(document, link) == 1
        around = around.parent
    return False


def _pictures(document: HtmlDocument, link: HtmlElement) -> int:
    count = 0
    for taken, node in enumerate(link.node.descendants):
        if taken > 50:
            break
        count += type(node) is document.element_type and node.tag in ("img", "svg", "object")
    return count


def _like_formula(element: HtmlElement, written: str) -> bool:
    attributes = element.attributes
    parts = (attributes.get("alt", ""), "" if written.startswith("data:") else written, attributes.get("class", ""))
    text = " ".join([part[:_FORMULA_PARTS] for part in parts]).lower()
    return any(mark in text for mark in _FORMULA)


FACTS = (
    FactDefinition(
        of="page",
        name="images",
        type="list<image>",
        meaning="images of the page: img, image buttons, areas, drawings and elements with role img",
        function=images,
    ),
)
