"""Plug-in content of a page: Java applets (PRV-005), Flash, Shockwave and Silverlight (PKG-008)."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition

__all__ = ["FACTS"]

_JAVA = (("application/x-java", "application/java"), (".class", ".jar"), ("clsid:8ad9c840", "clsid:cafeefac", "java:"))
_PLAYERS = (
    ("application/x-shockwave-flash", "application/x-silverlight"),
    (".swf", ".xap", ".dcr"),
    ("clsid:d27cdb6e", "clsid:166b1bca", "clsid:dfeaf541"),
)
_Marks = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Beginnings of a media type, ends of a path, beginnings of a class id."""


def applet_line(document: HtmlDocument) -> int:
    """Line of the first Java applet; 0 without one."""
    return _first_line(document, (*document.named("applet"), *_embedded(document, _JAVA)))


def plug_in_line(document: HtmlDocument) -> int:
    """Line of the first element for Flash, Shockwave or Silverlight; 0 without one."""
    return _first_line(document, tuple(_embedded(document, _PLAYERS)))


def _first_line(document: HtmlDocument, elements: tuple[HtmlElement, ...]) -> int:
    return min((document.source(element).line for element in elements), default=0)


def _embedded(document: HtmlDocument, marks: _Marks) -> Iterator[HtmlElement]:
    yield from (element for element in document.named("object") if _has(element, "data", marks))
    yield from (element for element in document.named("embed") if _has(element, "src", marks))


def _has(element: HtmlElement, attribute: str, marks: _Marks) -> bool:
    types, suffixes, classes = marks
    path = element.get(attribute).partition("?")[0].lower()
    return (
        element.get("type").lower().startswith(types)
        or path.endswith(suffixes)
        or element.get("classid").lower().startswith(classes)
    )


FACTS = (
    FactDefinition(
        of="page",
        name="applet_line",
        type="int",
        meaning="line of the first Java applet; 0 without one",
        function=applet_line,
    ),
    FactDefinition(
        of="page",
        name="plug_in_line",
        type="int",
        meaning="line of the first element that needs a plug-in for Flash, Shockwave or Silverlight; 0 without one",
        function=plug_in_line,
    ),
)
