"""Plug-in content of a page: Java applets and Flash (PKG-008, PRV-005)."""

from __future__ import annotations

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._definition import FactDefinition

__all__ = ["FACTS"]

_TYPES = ("application/x-java", "application/java", "application/x-shockwave-flash", "application/x-silverlight")
_SUFFIXES = (".swf", ".class", ".jar", ".xap", ".dcr")
_CLASS_IDS = ("clsid:d27cdb6e", "clsid:8ad9c840", "clsid:cafeefac", "java:")


def applets(document: HtmlDocument) -> int:
    """Elements that need a plug-in for Java, Flash, Shockwave or Silverlight."""
    count = len(document.named("applet"))
    for element in document.named("object"):
        count += _needs_plug_in(element, "data")
    for element in document.named("embed"):
        around = document.parent(element)
        twin = around is not None and around.name == "object" and _needs_plug_in(around, "data")
        count += not twin and _needs_plug_in(element, "src")
    return count


def _needs_plug_in(element: HtmlElement, attribute: str) -> bool:
    path = element.get(attribute).partition("?")[0].lower()
    return (
        element.get("type").lower().startswith(_TYPES)
        or path.endswith(_SUFFIXES)
        or element.get("classid").lower().startswith(_CLASS_IDS)
    )


FACTS = (
    FactDefinition(
        of="page",
        name="applets",
        type="int",
        meaning="elements that need a plug-in for Java, Flash, Shockwave or Silverlight",
        function=applets,
    ),
)
