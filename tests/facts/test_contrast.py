"""Contrast: cases after ACT afw4f7, and what is left undecided."""

from __future__ import annotations

from typing import Any

import pytest
from page_facts import fact

from oecheck.model.fact import Fact


def _one(markup: str) -> Any:
    (style,) = fact("text_styles", markup)
    return style


@pytest.mark.parametrize(
    ("markup", "ratio"),
    [
        ("<html><body><p style='color:#777;background:#fff'>x</p>", 4.48),
        ("<html><body><p style='color:#777'>x</p>", 4.48),
        ("<html><body bgcolor=navy text=white><p>x</p>", 16.01),
        ("<html><body bgcolor=ffffff><font color=#767676>x</font>", 4.54),
        (
            "<html><style>.a{color:#fff} #b{background-color:rgb(0,0,0)}</style><body><div id=b><p class=a>x</p></div>",
            21.0,
        ),
        ("<html><style>p{color:#fff;background:#000}</style><body><p style='color:#000;background:#fff'>x</p>", 21.0),
        ("<html><style>p{color:red !important}</style><body><p style='color:#000;background:#fff'>x</p>", 4.0),
        ("<html><style>div > p{color:#000} p{color:#fff}</style><body bgcolor=white><div><p>x</p></div>", 21.0),
        ("<html><style>p:hover{color:#fff} @media print{p{color:#fff}}</style><body style='color:#000'><p>x</p>", 21.0),
        ("<html><body><p style='color:rgba(0,0,0,.5);background:#fff'>x</p>", 3.95),
        ("<html><body bgcolor=white><p style='color:#000;opacity:.3'>x</p>", 2.11),
        ("<html><body><p style='color:#000;background:#fff;text-shadow:1px 1px 0 #ccc'>x</p>", 21.0),
        ("<html><body bgcolor=black><p style='background:rgba(255,255,255,.5);color:#000'>x</p>", 5.32),
        ("<html><body bgcolor=navy><a href=x>x</a>", 1.7),
        ("<p style='color:black;background:white'>x</p>", 21.0),
        ("<html><link rel=stylesheet href=a.css><p style='color:#000;background:#fff'><b>x</b></p>", 21.0),
    ],
)
def test_contrast_is_computed_where_the_page_decides(markup: str, ratio: float) -> None:
    assert _one(markup).contrast == pytest.approx(ratio, abs=0.02)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<p style='color:#777'>x</p>", "contrast-platform"),
        ("<html><link rel=stylesheet href=a.css><p style='color:#777'>x</p>", "contrast-style-sheet"),
        ("<html><body background=a.png><p>x</p>", "contrast-picture"),
        ("<html><body style='background:url(a.png)'><p>x</p>", "contrast-picture"),
        ("<html><body style='background:linear-gradient(red,blue)'><p>x</p>", "contrast-gradient"),
        ("<html><body><p style='color:var(--x)'>x</p>", "contrast-value"),
        ("<html><style>p[title]{color:red}</style><body><p>x</p>", "contrast-selector"),
        ("<html><body><p style='opacity:.5;color:red;background:blue'>x</p>", "contrast-transparent"),
        ("<html><body><p style='opacity:0;color:red'>x</p>", "contrast-transparent"),
        ("<html><body><p style='color:red;text-shadow:0 0 3px rgba(0, 0, 0, .5)'>x</p>", "contrast-gradient"),
        ("<html><body><p style='color:#777;font-size:calc(1em + 9px)'>x</p>", "contrast-size"),
    ],
)
def test_contrast_is_unreadable_where_something_else_decides(markup: str, reason: str) -> None:
    contrast = _one(markup).contrast
    assert isinstance(contrast, Fact)
    assert contrast.reason == reason


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><p>x</p>",
        "<html><body><p style='text-align:center'>x</p>",
        "<html><body><p style='color:red'> </p>",
        "<html><body><p style='color:red'>•</p>",
        "<html><body><p hidden style='color:red'>x</p>",
        "<html><style>.a{color:red}</style><body><p>x</p>",
    ],
)
def test_text_without_colours_of_its_own_is_inapplicable(markup: str) -> None:
    assert fact("text_styles", markup) == ()


@pytest.mark.parametrize(
    ("markup", "large"),
    [
        ("<p style='font-size:24px'>x</p>", True),
        ("<p style='font-size:18pt'>x</p>", True),
        ("<p style='font-size:23px'>x</p>", False),
        ("<p style='font-size:14pt'><b>x</b></p>", True),
        ("<p style='font-size:14pt'>x</p>", False),
        ("<div style='font-size:20px'><p style='font-size:1.2em'>x</p></div>", True),
        ("<h1>x</h1>", True),
        ("<h3>x</h3>", True),
        ("<h4>x</h4>", False),
        ("<font size=5>x</font>", True),
    ],
)
def test_large_text(markup: str, large: bool) -> None:
    assert _one("<html><body style='color:#000;background:#fff'>" + markup).large is large


@pytest.mark.parametrize(
    "markup",
    [
        "<button disabled style='color:#999;background:#fff'>x</button>",
        "<label style='color:#999'>x <input disabled></label>",
        "<label style='color:#999' for=n>x</label><input id=n disabled>",
        "<p style='color:#999' id=n>x</p><div role=textbox aria-labelledby=n aria-disabled=true>y</div>",
        "<p style='color:#999;position:absolute;left:-9999px'>x</p>",
    ],
)
def test_text_of_disabled_controls_and_off_the_screen_is_told(markup: str) -> None:
    assert _one(f"<html><body>{markup}").disabled


@pytest.mark.parametrize(
    "markup",
    [
        "<label style='color:#999'>x <input></label>",
        "<label style='color:#999' for=n>x</label><input id=m disabled>",
        "<p style='color:#999;margin-left:-9px'>x</p>",
    ],
)
def test_text_beside_them_is_not(markup: str) -> None:
    assert not _one(f"<html><body>{markup}").disabled


def test_letters_in_the_colour_of_their_background_are_not_looked_at() -> None:
    assert fact("text_styles", "<html><body><p style='color:#fff;background:white'>x</p>") == ()


def test_each_style_is_told_once_at_its_first_text() -> None:
    page = "<html><body style='color:#777'><p>first</p><p>second</p><p style='color:#000'>third</p>"
    assert [style.sample for style in fact("text_styles", page)] == ["first", "third"]


def test_many_rules_and_elements_stay_cheap() -> None:
    rules = "".join(f".a{number} div p{{color:#00{number % 10}}}" for number in range(5000))
    page = f"<html><style>{rules}</style><body>" + "<div class=a1>" * 400 + "<p>x</p>"
    assert len(fact("text_styles", page)) == 1
