"""References of style sheets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts._css_urls import css_urls
from oecheck.facts.css import css_links
from oecheck.values.href import PathIndex, Resolver


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a{background:url(x.png)}", [("x.png", "image")]),
        ("a{background:url( 'x y.png' )}", [("x y.png", "image")]),
        ('a{background:URL("a)b.png")}', [("a)b.png", "image")]),
        ("@import 'a.css'; @import url(b.css) print;", [("a.css", "style"), ("b.css", "style")]),
        ("@font-face{font-family:'x';src:url(a.woff2),url(b.woff)} p{background:url(c.png)}",
         [("a.woff2", "font"), ("b.woff", "font"), ("c.png", "image")]),
        ("/* url(no.png) */ p{content:'url(no.png)'}", []),
        ("/* url(no.png)", []),
        ("a{background:url(x\\20 y.png)}", [("x y.png", "image")]),
        ("a{background:url()}", []),
    ],
)  # fmt: skip  # one case, one line
def test_addresses_are_found_with_their_kind(text: str, found: list[tuple[str, str]]) -> None:
    assert [(url, what) for url, _, what in css_urls(text)] == found


def test_links_have_places_and_states() -> None:
    resolver = Resolver(PathIndex(["c/a.css", "i/x.png"]))
    found = css_links(b"\n a { background: url(../i/x.png) }\n@import 'gone.css';", "c/a.css", resolver)
    assert [(link.state, link.target, link.source.line, link.source.column, link.element) for link in found] == [
        ("found", "i/x.png", 2, 18, "css url()"),
        ("missing", "c/gone.css", 3, 9, "css @import"),
    ]


@pytest.mark.parametrize(
    "text", ["url(" * 20_000, '"' * 20_001, "/*" * 20_000, "@import " * 20_000, "\\" * 20_000 + "'"]
)
def test_hostile_sheets_give_an_end(text: str) -> None:
    assert sum(1 for _ in css_urls(text)) <= 20_001


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="url(')\"/*\\@import;{} a\n", max_size=60) | st.binary(max_size=60))
def test_any_sheet_gives_links(content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    css_links(data, "a.css", Resolver(PathIndex(["a.css"])))
