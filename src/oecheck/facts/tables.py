"""Tables and their header cells (ACC-009).

Source: ACT a25f45 (headers refers to cells of the same table), d0f69e (header cell has data cells).
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement, content_name, shown_text
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import masked
from oecheck.facts._shared import shared
from oecheck.facts._table_layout import NO_DATA, looks_like_layout
from oecheck.model.page import Page, Table

__all__ = ["FACTS"]

_MAX_SPAN = 1000  # HTML §4.9.11: a larger colspan counts as 1000
_MAX_REFS = 20  # header references that one finding names
_PARENT = attrgetter("parent")
_NO_TABLE = frozenset({"presentation", "none"})
_PICTURES = frozenset({"img", "svg", "object", "iframe", "video"})
_TOLD = _PICTURES | NO_DATA
_HEADER_ROLES = frozenset({"columnheader", "rowheader"})


class _Grid:
    """What is gathered of one table while its cells pass by."""

    __slots__ = ("cells", "header_cells", "inner", "more", "pictures", "refs", "widths")

    def __init__(self) -> None:
        self.widths: dict[Any, int] = {}
        self.cells: list[Any] = []
        self.header_cells = 0
        self.refs: list[tuple[Any, str]] = []
        self.inner = False
        self.pictures = False
        self.more = False  # holds what a table of data rarely holds


def tables(document: HtmlDocument, page: Page) -> tuple[Table, ...]:
    """The tables that are exposed, in document order."""
    elements = document.named("table")
    if not elements:
        return ()
    nearest: dict[Any, Any] = {None: None}
    grids = {element.node: _Grid() for element in elements}
    for element in elements:
        around = _table_of(element.node.parent, nearest, grids)
        if around is not None:
            grids[around].inner = True
    for name in ("td", "th"):
        _gather(document, name, nearest, grids)
    _mark(document, nearest, grids)
    return tuple(
        _table(document, page, element, grids[element.node], nearest, grids)
        for element in elements
        if document.exposed(element)
    )


def _table_of(node: Any, nearest: dict[Any, Any], grids: dict[Any, _Grid]) -> Any:
    """The innermost table around a node, each node asked once."""
    path = []
    while node not in nearest and node not in grids:
        path.append(node)
        node = node.parent
    table = node if node in grids else nearest[node]
    for below in path:
        nearest[below] = table
    return table


def _gather(document: HtmlDocument, name: str, nearest: dict[Any, Any], grids: dict[Any, _Grid]) -> None:
    """Counts the cells of a name in the rows of their tables."""
    for row, group in groupby(document.bare(name), _PARENT):
        table = _table_of(row, nearest, grids)
        if table is not None:
            grid, cells = grids[table], list(group)
            grid.cells += cells
            grid.widths[row] = grid.widths.get(row, 0) + len(cells)
            grid.header_cells += len(cells) if name == "th" else 0
    for element in document.dressed(name):
        row = element.node.parent
        table = _table_of(row, nearest, grids)
        if table is not None:
            _take(grids[table], element.node, row, element.attributes)


def _mark(document: HtmlDocument, nearest: dict[Any, Any], grids: dict[Any, _Grid]) -> None:
    """Notes which tables hold pictures, controls, headings or players."""
    for name in _TOLD.intersection(document.names):
        for node in document.nodes(name):
            table = _table_of(node.parent, nearest, grids)
            if table is not None:
                grid = grids[table]
                grid.pictures = grid.pictures or name in _PICTURES
                grid.more = grid.more or name == "img" or name in NO_DATA


def _take(grid: _Grid, node: Any, row: Any, attributes: dict[str, str]) -> None:
    grid.cells.append(node)
    grid.widths[row] = grid.widths.get(row, 0) + _span(attributes.get("colspan", "").strip())
    role = attributes.get("role", "").strip().lower()
    is_header = (node.tag == "th" and not role) or role in _HEADER_ROLES or "scope" in attributes
    grid.header_cells += is_header
    if "headers" in attributes:
        grid.refs.extend((node, one) for one in attributes["headers"].split()[:_MAX_REFS])


def _span(written: str) -> int:
    return min(int(written), _MAX_SPAN) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _table(
    document: HtmlDocument,
    page: Page,
    element: HtmlElement,
    grid: _Grid,
    nearest: dict[Any, Any],
    grids: dict[Any, _Grid],
) -> Table:
    columns = max(grid.widths.values(), default=0)
    bad = [
        identifier
        for cell, identifier in grid.refs
        if not _is_other_cell(document.by_id.get(identifier), cell, element.node, nearest, grids)
    ]
    return Table(
        source=document.source(element),
        page=page.id,
        rows=len(grid.widths),
        columns=columns,
        header_cells=grid.header_cells,
        bad_header_refs=tuple(dict.fromkeys(bad))[:_MAX_REFS],
        presentation=element.role in _NO_TABLE,
        layout_suspected=grid.inner
        or columns <= 1
        or (grid.pictures and _only_images(document, element))
        or looks_like_layout(document, element, grid.cells, closely=grid.more),
        caption=_caption(document, element),
    )


def _is_other_cell(
    named: HtmlElement | None, cell: Any, table: Any, nearest: dict[Any, Any], grids: dict[Any, _Grid]
) -> bool:
    if named is None or named.node is cell or named.name not in ("td", "th"):
        return False
    return _table_of(named.node, nearest, grids) is table


def _only_images(document: HtmlDocument, element: HtmlElement) -> bool:
    if shown_text(document, element, 1):
        return False
    for taken, node in enumerate(element.node.descendants):
        if taken > 500 or not document.step():
            return False
        if type(node) is document.element_type and node.tag in _PICTURES:
            return True
    return False


def _caption(document: HtmlDocument, element: HtmlElement) -> str:
    if not document.has("caption"):
        return ""
    for child in element.node:
        if type(child) is document.element_type and child.tag == "caption":
            caption = document.element(child)
            return shared(masked(content_name(document, caption))) if caption is not None else ""
    return ""


FACTS = (FactDefinition(of="page", name="tables", type="list<table>", meaning="tables of the page", function=tables),)
