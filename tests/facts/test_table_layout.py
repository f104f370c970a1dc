"""Signs of layout tables: the quick look and the close one say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents._html_stdlib import parse as parse_with_stdlib
from oecheck.documents.html import HtmlDocument, parse_html
from oecheck.facts import _table_layout
from oecheck.facts._table_layout import NO_DATA, looks_like_layout
from oecheck.facts.tables import tables
from oecheck.model.page import Page
from oecheck.model.source import Source

CELLS = st.sampled_from(
    [
        "",
        " ",
        "1",
        "word " * 90,
        " " * 500,
        "<b>a</b>" * 60,
        "<img src=a>",
        "<input>",
        "[[input:ans1]][[validation:ans1]]",
        "{1:SHORTANSWER:=a}",
        "<input type=hidden>",
        "<h2>x</h2>",
    ]
)


def _looks(document: HtmlDocument) -> bool:
    """Whether the only table of a page looks like layout."""
    (table,) = document.named("table")
    return looks_like_layout(document, table, document.nodes("td"), closely=bool((NO_DATA | {"img"}) & document.names))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4), st.sampled_from(["", " border=0"]))
def test_quick_look_says_what_the_close_one_says(rows: list[list[str]], border: str) -> None:
    markup = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    for parser in (None, parse_with_stdlib):
        document = parse_html(f"<table{border}>\n{markup}</table>", "page.html", parser=parser)
        (table,) = document.named("table")
        assert _looks(document) == _table_layout._looked_at_closely(document, table)


@pytest.mark.parametrize("markup", ["<td>a<td>b", "<td>a<td>" + "long words " * 50])
def test_table_of_prose_is_told_from_one_of_data(markup: str) -> None:
    document = parse_html(f"<table><tr>{markup}</table>", "page.html")
    assert _looks(document) is ("words" in markup)


@pytest.mark.parametrize("blank", ["[[input:ans1]]", "{1:SHORTANSWER:=a}", "{:MULTICHOICE:a~=b}"])
def test_table_with_blanks_that_a_platform_fills_with_controls_may_be_layout(blank: str) -> None:
    document = parse_html(f"<table><tr><td>a</td><td>{blank}</td></tr><tr><td>b</td><td>c</td></tr></table>", "p.html")
    assert _looks(document)


@pytest.mark.parametrize("text", ["{@d[1]@}", "[[validation:a]]", "{1:2}", "\\(x\\)"])
def test_other_marks_of_platforms_are_no_sign_of_layout(text: str) -> None:
    document = parse_html(f"<table><tr><td>a</td><td>{text}</td></tr><tr><td>b</td><td>c</td></tr></table>", "p.html")
    assert not _looks(document)


@pytest.mark.parametrize("sign", ["<img src=a>b", "<h2>b</h2>", "<input>", "<p><iframe></iframe>b"])
def test_what_stands_in_one_table_is_no_sign_for_the_next(sign: str) -> None:
    plain = "<table border=0><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    document = parse_html(f"{plain}{plain.replace('>a<', f'>{sign}<')}{plain}{sign}", "page.html")
    page = Page(source=Source("page.html"), path="page.html", id="page.html", fragment=False)
    assert [table.layout_suspected for table in tables(document, page)] == [False, True, False]
