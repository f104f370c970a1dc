"""What a style of the page may hide: enough for a doubt."""

from __future__ import annotations

import time

import pytest

from oecheck.documents.html import parse_html
from oecheck.facts._style_hides import perhaps_hidden


def _hidden(style: str, body: str) -> bool:
    document = parse_html(f"<html><head>{style}</head><body>{body}</body></html>".encode(), "p.html")
    (picture,) = document.named("img")
    return perhaps_hidden(document, picture)


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        (".h{display:none}", '<img class="a h">'),
        (".h { color: red; DISPLAY : NONE }", '<img class="h">'),
        ("#h{visibility:hidden}", '<img id="h">'),
        ("img{visibility:collapse}", "<img>"),
        (".h{display:none}", '<div class="h"><p><img></p></div>'),
        ("p.h, .k{display:none}", '<p class="h"><img></p>'),
        (".menu > .h{display:none}", '<img class="h">'),
        ("/* once */ .h{display:none !important}", '<img class="h">'),
    ],
)
def test_element_that_a_style_of_the_page_hides_may_be_hidden(rule: str, body: str) -> None:
    assert _hidden(f"<style>{rule}</style>", body)


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("", '<img class="h">'),
        ("<style>.h{display:block}</style>", '<img class="h">'),
        ("<style>.h{display:none}</style>", '<img class="g">'),
        ("<style>p.h{display:none}</style>", '<img class="h">'),
        ("<style>.h:hover{display:none}</style>", '<img class="h">'),
        ("<style>.h::before{display:none}</style>", '<img class="h">'),
        ("<style>@media print{.h{display:none}}</style>", '<img class="h">'),
        ("<style>*{visibility:hidden}</style>", "<img>"),
        ("<style>[data-x]{display:none}</style>", '<img data-x="1">'),
        ("<style>.h{list-style-display:none}</style>", '<img class="h">'),
        ("<style>.h{display:none}</style>", '<p class="h">Water</p><img>'),
    ],
)
def test_element_that_no_style_of_the_page_hides_is_shown(style: str, body: str) -> None:
    assert not _hidden(style, body)


def test_many_selectors_and_deep_pages_take_no_long_time() -> None:
    rules = "".join(f".h{number}{{display:none}}" for number in range(5000))
    begun = time.process_time()
    assert not _hidden(f"<style>{rules}</style>", "<div>" * 300 + "<img>" + "</div>" * 300)
    assert time.process_time() - begun < 2
