"""Mathematics of a page: MathML, TeX in the text, and pictures that look like formulas (ACC-025).

Source: WCAG 2.2 SC 1.1.1 and 1.4.5. A picture is taken for a formula by its source, class or alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from oecheck.documents.html import HIDDEN, HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition
from oecheck.facts.image_names import name_is_file_name
from oecheck.model.page import Formula, Image, Page
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_TEX = pattern(r"\\\(([^$]{1,300}?)\\\)|\\\[([^$]{1,600}?)\\\]|\$\$([^$]{1,600})\$\$")
_MATHEMATICAL = pattern(r"\\[a-zA-Z]{2}|[\^_=]")
"""TeX has a command, an exponent, an index or an equals sign; `$$` alone is also money."""

_LIBRARIES = ("mathjax", "katex", "asciimath", "jsmath")
_CODE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea", "title"})


def formulas(document: HtmlDocument, page: Page, images: tuple[Image, ...]) -> tuple[Formula, ...]:
    """Mathematics of the page: MathML, the first TeX of its text, pictures."""
    return (
        *(_one(document, page, element, "mathml") for element in document.named("math")),
        *_tex(document, page),
        *(_picture(page, image) for image in images if image.looks_like_formula),
    )


def course_formulas(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> tuple[Formula, ...]:
    """Mathematics of all pages. Texts that the platform shows are counted in one: it renders TeX in all or in none."""
    found: list[Formula] = []
    left_to_platform: list[Formula] = []
    for page, values in page_values("formulas"):
        for formula in values if isinstance(values, tuple) else ():
            open_ = page.fragment and formula.kind == "tex" and not formula.rendered and not formula.hidden
            (left_to_platform if open_ else found).append(formula)
    if left_to_platform:
        first = left_to_platform[0]
        found.append(msgspec.structs.replace(first, by_platform=True, count=len(left_to_platform)))
    return tuple(found)


def _one(document: HtmlDocument, page: Page, element: HtmlElement, kind: str, *, rendered: bool = False) -> Formula:
    return Formula(
        source=document.source(element),
        page=page.id,
        kind=kind,
        rendered=rendered,
        hidden=document.hidden(element),
    )


def _picture(page: Page, image: Image) -> Formula:
    return Formula(
        source=image.source,
        page=page.id,
        kind="image",
        src=image.src,
        name=image.name,
        name_is_file_name=name_is_file_name(image),
        hidden=image.hidden,
    )


def _tex(document: HtmlDocument, page: Page) -> Iterator[Formula]:
    text = document.text
    if not ("\\" in text and ("\\(" in text or "\\[" in text)) and not ("$" in text and "$$" in text):
        return
    for node in document.root_node.descendants:
        if type(node) is document.text_type and _is_tex(node.data):
            element = document.element(node.parent)
            if element is not None and element.name not in _CODE and not document.flags(node.parent) & HIDDEN:
                yield _one(document, page, element, "tex", rendered=_loads_library(document))
                return


def _is_tex(text: str) -> bool:
    return any(_MATHEMATICAL.search(match[match.lastindex or 0]) for match in _TEX.finditer(text))


def _loads_library(document: HtmlDocument) -> bool:
    return any(library in element.get("src").lower() for element in document.named("script") for library in _LIBRARIES)


FACTS = (
    FactDefinition(
        of="course",
        name="formulas",
        type="list<formula>",
        meaning="mathematics of all pages; TeX in texts that a platform shows is counted in one",
        function=course_formulas,
        needs=("page.formulas",),
    ),
    FactDefinition(
        of="page",
        name="formulas",
        type="list<formula>",
        meaning="mathematics of the page: MathML, TeX in the text, pictures that look like formulas",
        function=formulas,
    ),
)
