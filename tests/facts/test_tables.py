"""Tables: cases after ACT a25f45, size of the grid, and layout."""

from __future__ import annotations

import pytest
from page_facts import fact


def test_grid_headers_and_caption_are_told() -> None:
    page = (
        "<table><caption>Marks</caption><tr><th>a</th><th colspan=2>b</th></tr><tr><td scope=row>1</td><td>2</td>"
        "<td role=rowheader>3</td></tr></table>"
    )
    (table,) = fact("tables", page)
    assert (table.rows, table.columns, table.header_cells, table.caption) == (2, 3, 4, "Marks")
    assert not table.layout_suspected


@pytest.mark.parametrize("headers", ["a", "a b"])
def test_header_reference_to_a_cell_of_the_table_passes(headers: str) -> None:
    page = f"<table><tr><th id=a>x</th><th id=b>y</th></tr><tr><td headers='{headers}'>1</td><td>2</td></tr></table>"
    assert fact("tables", page)[0].bad_header_refs == ()


@pytest.mark.parametrize("wrong", ["gone", "self", "outside", "other"])
def test_header_reference_to_anything_else_fails(wrong: str) -> None:
    page = (
        f"<p id=outside>x</p><table><tr><th id=a>x</th><td id=self headers='a {wrong}'>1</td></tr></table>"
        "<table><tr><th id=other>x</th></tr></table>"
    )
    assert fact("tables", page)[0].bad_header_refs == (wrong,)


def test_inner_table_keeps_its_cells_to_itself() -> None:
    outer, inner = fact("tables", "<table><tr><td>a<table><tr><th>b</th><th>c</th></tr></table></td></tr></table>")
    assert (outer.rows, outer.columns, outer.header_cells, outer.layout_suspected) == (1, 1, 0, True)
    assert (inner.rows, inner.columns, inner.header_cells, inner.layout_suspected) == (1, 2, 2, False)


@pytest.mark.parametrize(
    ("markup", "layout"),
    [
        ("<table><tr><td><img src=a></td><td><img src=b></td></tr></table>", True),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", True),
        ("<table><tr><td>a</td><td>b</td></tr></table>", False),
    ],
)
def test_layout_is_suspected(markup: str, layout: bool) -> None:
    assert fact("tables", markup)[0].layout_suspected is layout


@pytest.mark.parametrize("role", ["presentation", "none"])
def test_table_for_presentation_says_so(role: str) -> None:
    assert fact("tables", f"<table role={role}><tr><td>a</td></tr></table>")[0].presentation


def test_hidden_table_is_no_target() -> None:
    assert fact("tables", "<table hidden><tr><td>a</td></tr></table>") == ()


def test_deeply_nested_tables_cost_little() -> None:
    found = fact("tables", "<table><tr><td>" * 3000)
    assert len(found) == 3000
    assert found[0].rows == 1


@pytest.mark.parametrize("span", ["0x", "-1", "²", "9" * 30])
def test_nonsense_spans_count_as_one(span: str) -> None:
    assert fact("tables", f"<table><tr><td colspan='{span}'>a</td></tr></table>")[0].columns == 1
