"""Line, column and pointer of elements, worked out when first asked for."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from xml.parsers import expat

from lxml import etree

from oecheck.documents._xml_bytes import PreparedXml

__all__ = ["Places"]

_MAX_ELEMENTS = 250_000
"""Above this only lines are told: the table of positions would take more memory than the document."""


class Places:
    """Positions and pointers in one document; linear in its size, however many are asked for."""

    def __init__(self, root: etree._Element, prepared: PreparedXml, recovered: bool) -> None:
        self._root = root
        self._prepared: PreparedXml | None = prepared
        self._line_offset = prepared.line_offset
        self._recovered = recovered
        self._positions: dict[etree._Element, tuple[int, int]] = {}
        self._pointers: dict[etree._Element, str] = {}

    def position(self, element: etree._Element) -> tuple[int, int]:
        """Line and column, 1-based; column 0 where only the line is known."""
        if self._prepared is not None:
            self._positions = self._locate(self._prepared)
            self._prepared = None
        found = self._positions.get(element)
        if found is not None:
            return found
        line = element.sourceline
        return (int(line) + self._line_offset if isinstance(line, int) else 0), 0

    def _locate(self, prepared: PreparedXml) -> dict[etree._Element, tuple[int, int]]:
        """A second parser tells where each start tag begins; both see the same elements in the same order."""
        elements = list(self._root.iter(etree.Element))
        if len(elements) > _MAX_ELEMENTS:
            return {}
        found, complete = _start_tags(prepared)
        if complete and len(found) != len(elements):
            return {}  # an internal entity brought elements of its own
        if not complete and not self._recovered:
            return {}
        return dict(zip(elements, found, strict=False))

    def pointer(self, element: etree._Element) -> str:
        """XPath of local names, as short as it can be: `/manifest/resources/resource[@identifier='r1']/file[2]`."""
        waiting = []
        node: etree._Element | None = element
        while node is not None and node not in self._pointers:
            waiting.append(node)
            node = node.getparent()
        for node in reversed(waiting):
            parent = node.getparent()
            if parent is None:
                self._pointers[node] = "/" + _local(str(node.tag))
            elif node not in self._pointers:
                self._name_children(parent)
        return self._pointers.get(element, "")

    def _name_children(self, parent: etree._Element) -> None:
        """Pointers of all children at once: their numbers need one walk, not one each."""
        start = self._pointers[parent] + "/"
        named = [(node, _step(node)) for node in parent if isinstance(node.tag, str)]
        if len(named) == 1:
            node, step = named[0]
            self._pointers[node] = start + step
            return
        totals = Counter([step for _, step in named])
        seen = dict.fromkeys(totals, 0)
        for node, step in named:
            seen[step] += 1
            self._pointers[node] = f"{start}{step}[{seen[step]}]" if totals[step] > 1 else start + step


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


def _step(node: etree._Element) -> str:
    name = _local(str(node.tag))
    for key in ("identifier", "ident"):
        value = node.get(key)
        if value and "'" not in value and len(value) <= 100:
            return f"{name}[@{key}='{value}']"
    return name


def _start_tags(prepared: PreparedXml) -> tuple[list[tuple[int, int]], bool]:
    """Place of each start tag as far as the document is well-formed, and whether all of it is."""
    parser = expat.ParserCreate("utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    found: list[tuple[int, int]] = []
    lines, columns = prepared.line_offset, prepared.column_offset

    def start(_name: str, _attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber
        found.append((line + lines, parser.CurrentColumnNumber + 1 + (columns if line == 1 else 0)))

    parser.StartElementHandler = start
    try:
        parser.Parse(prepared.text().encode("utf-8"), True)
    except expat.ExpatError:
        return found, False
    finally:
        parser.StartElementHandler = None  # parser and handler hold each other, and so all places
    return found, True
