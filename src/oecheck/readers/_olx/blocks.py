"""One block of a course, with its settings: policy over attributes.

Source: formats/olx.md §2; docs "OLX structure", "Course policies".
"""

from __future__ import annotations

import msgspec
from lxml.etree import tostring

from oecheck.documents.json import YamlNode
from oecheck.documents.xml import Element, XmlDocument, local
from oecheck.model.source import Source
from oecheck.readers._olx.policy import Policy
from oecheck.readers._olx.values import date_of, flag, from_json, number, plain_text, whole

__all__ = ["Block", "inner_markup"]


class Block(msgspec.Struct, frozen=True, eq=False):
    """A block as it was loaded.

    Attributes:
        tag: its tag.
        url_name: its name; "" where none is written.
        element: the element that has its settings and content (of a pointer: the root of the file).
        document: the document of that element.
        parent: index of the block that holds it; -1 for the course.
        position: place among its siblings, from 1.
        page: HTML file that holds its content (`html`); "".
        policy: the policy of the run.
    """

    tag: str
    url_name: str
    element: Element
    document: XmlDocument
    parent: int = -1
    position: int = 1
    page: str = ""
    policy: Policy = Policy()

    @property
    def file(self) -> str:
        """Path of the XML file that it stands in."""
        return self.document.file

    @property
    def source(self) -> Source:
        """Where its element begins."""
        return self.document.source(self.element)

    def attribute(self, name: str) -> str:
        """An attribute as plain text; ""."""
        return plain_text(str(self.element.get(name, "")))

    def text(self, *names: str) -> str:
        """The first setting of some names that is a text, the policy first; ""."""
        for name in names:
            node = self._overriding(name)
            if node is not None and node.kind == "scalar":
                return "" if node.style == "null" else node.text.strip()
            value = self.attribute(name)
            if value:
                return value
        return ""

    def tree(self, name: str) -> YamlNode | None:
        """A setting that is a list or an object."""
        node = self._overriding(name)
        return node if node is not None else from_json(str(self.element.get(name, "")))

    def source_of(self, name: str) -> Source:
        """Where a setting stands: in the policy, or at the element."""
        node = self._overriding(name)
        return self.source if node is None else self.policy.source(node)

    def says(self, name: str) -> bool | None:
        """A setting as a truth value; None where it is none."""
        return flag(self.text(name))

    def number(self, name: str) -> float | None:
        """A setting as a number."""
        return number(self.text(name))

    def whole(self, *names: str) -> int | None:
        """A setting as a whole number."""
        return whole(self.text(*names))

    def date(self, name: str) -> str | None:
        """A setting as a date, ISO 8601."""
        return date_of(self.text(name)) or None

    def _overriding(self, name: str) -> YamlNode | None:
        entry = self.policy.of(self.tag, self.url_name)
        return entry.get(name) if entry is not None else None


def inner_markup(document: XmlDocument, element: Element) -> str:
    """The content of an element as HTML; begins so that its lines, counted from the element's own, are those of the
    file."""
    parts = [_escaped(element.text or "")]
    children = list(element)
    parts += [str(tostring(child, method="html", encoding="unicode")) for child in children]
    first = next((child for child in children if local(child)), None)
    if first is None:
        return "".join(parts)
    written = document.source(first).line - document.source(element).line
    shown = (element.text or "").count("\n")
    return "\n" * max(written - shown, 0) + "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
