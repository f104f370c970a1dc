"""Names that the styles of a page add to elements."""

from __future__ import annotations

import pytest

from oecheck.documents.html import parse_html
from oecheck.facts._made_up_content import made_up_name


def _name(style: str, body: str = '<p class="w"><a href="b.html"><i class="s"></i></a></p>') -> str:
    document = parse_html(f"<style>{style}</style>{body}", "p.html")
    return made_up_name(document, document.named("a")[0])


@pytest.mark.parametrize(
    "style",
    [
        'a::before{content:"Wells"}',
        "a:after { color: red; content : 'Wells' }",
        'p.w > a .s::before{content:"Wells" !important}',
        '.other::before, .s::before{content:"\\2605" / "Wells"}',
        'a::before{content:"\\57 ells"}',
    ],
)
def test_words_of_a_style_are_a_name(style: str) -> None:
    assert _name(style) == "Wells"


@pytest.mark.parametrize(
    "style",
    [
        "",
        "a::before{content:none}",
        'a::before{content:""}',
        'a::before{content:"Wells" / ""}',
        'a::before{content:"\\f015"}',  # a sign that only its own font can draw
        'a::before{content:"\\110000"}',  # beyond all characters
        'a::before{content:"\\d800"}',  # half a character
        'a:hover::before{content:"Wells"}',
        'a{content:"Wells"}',
        '.x a::before{content:"Wells"}',
        'p ~ a::before{content:"Wells"}',  # not understood
        "::before{content:url(well.png)}",
        '@media print{a::before{content:"Wells"}}',
    ],
)
def test_what_says_nothing_here_is_no_name(style: str) -> None:
    assert _name(style) == ""


def test_words_before_and_after_are_joined() -> None:
    assert _name('a::before{content:"Wells"} a::after{content:"and pumps"}') == "Wells and pumps"


def test_a_hidden_part_says_nothing() -> None:
    assert _name('.s::before{content:"Wells"}', '<a href="b.html"><i class="s" aria-hidden="true"></i></a>') == ""


def test_a_page_of_very_many_rules_and_links_is_read_in_bounded_time() -> None:
    rules = "".join(f'.c{number} .d a::before{{content:"W"}}' for number in range(3000))
    document = parse_html(f"<style>{rules}</style>" + '<a href="b.html"></a>' * 3000, "p.html")

    assert {made_up_name(document, link) for link in document.named("a")} == {""}
