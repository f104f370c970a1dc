"""Signs of layout tables: the quick look and the close one say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents._html_stdlib import parse as parse_with_stdlib
from oecheck.documents.html import parse_html
from oecheck.facts import _table_layout
from oecheck.facts._table_layout import looks_like_layout

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


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4), st.sampled_from(["", " border=0"]))
def test_quick_look_says_what_the_close_one_says(rows: list[list[str]], border: str) -> None:
    markup = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    for parser in (None, parse_with_stdlib):
        document = parse_html(f"<table{border}>\n{markup}</table>", "page.html", parser=parser)
        (table,) = document.named("table")
        nodes = list(table.node.descendants)
        assert looks_like_layout(document, table) == _table_layout._looked_at_closely(document, table, nodes)


@pytest.mark.parametrize("markup", ["<td>a<td>b", "<td>a<td>" + "long words " * 50])
def test_table_of_prose_is_told_from_one_of_data(markup: str) -> None:
    document = parse_html(f"<table><tr>{markup}</table>", "page.html")
    assert looks_like_layout(document, document.named("table")[0]) is ("words" in markup)


@pytest.mark.parametrize("blank", ["[[input:ans1]]", "{1:SHORTANSWER:=a}", "{:MULTICHOICE:a~=b}"])
def test_table_with_blanks_that_a_platform_fills_with_controls_may_be_layout(blank: str) -> None:
    document = parse_html(f"<table><tr><td>a</td><td>{blank}</td></tr><tr><td>b</td><td>c</td></tr></table>", "p.html")
    (table,) = document.named("table")
    assert looks_like_layout(document, table)


@pytest.mark.parametrize("text", ["{@d[1]@}", "[[validation:a]]", "{1:2}", "\\(x\\)"])
def test_other_marks_of_platforms_are_no_sign_of_layout(text: str) -> None:
    document = parse_html(f"<table><tr><td>a</td><td>{text}</td></tr><tr><td>b</td><td>c</td></tr></table>", "p.html")
    (table,) = document.named("table")
    assert not looks_like_layout(document, table)
