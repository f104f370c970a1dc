"""Headings: cases after ACT ffd0e9, order, and bold lines."""

from __future__ import annotations

import pytest
from page_facts import fact


def test_headings_come_in_document_order_with_the_level_before() -> None:
    page = "<html><body><h1>One</h1><h3>Two</h3><div role=heading aria-level=2>Three</div><h2 role=presentation>no</h2>"
    assert [(h.level, h.text, h.previous_level) for h in fact("headings", page)] == [
        (1, "One", 0),
        (3, "Two", 1),
        (2, "Three", 3),
    ]


@pytest.mark.parametrize(
    "markup", ["<h1></h1>", "<h1> </h1>", "<h1><img src=a.png></h1>", "<h1><span hidden>x</span></h1>"]
)
def test_heading_without_text_has_an_empty_name(markup: str) -> None:
    (heading,) = fact("headings", markup)
    assert heading.text == ""


@pytest.mark.parametrize("markup", ["<h1><img alt=Text></h1>", "<h1 aria-label=Text></h1>", "<h1>Text</h1>"])
def test_heading_with_text_has_a_name(markup: str) -> None:
    (heading,) = fact("headings", markup)
    assert heading.text == "Text"


@pytest.mark.parametrize("markup", ["<h1 hidden>x</h1>", "<h1 aria-hidden=true>x</h1>", "<p>x</p>"])
def test_hidden_heading_is_no_target(markup: str) -> None:
    assert fact("headings", markup) == ()


def test_first_heading_of_a_fragment_is_marked() -> None:
    assert [h.first_in_fragment for h in fact("headings", "<h2>a</h2><h3>b</h3>")] == [True, False]
    assert [h.first_in_fragment for h in fact("headings", "<html><body><h2>a</h2>")] == [False]


@pytest.mark.parametrize("markup", ["<p><b>Week one</b></p>", "<p> <strong>Week <i>one</i></strong>\n</p>"])
def test_short_bold_paragraph_looks_like_a_heading(markup: str) -> None:
    (heading,) = fact("fake_headings", markup)
    assert (heading.level, heading.text, heading.source.pointer) == (0, "Week one", "(//p)[1]")


@pytest.mark.parametrize(
    "markup",
    [
        "<p><b>Note</b> that this is text</p>",
        "<p><b>A whole sentence.</b></p>",
        f"<p><b>{'long ' * 30}</b></p>",
        "<p><b>12</b></p>",
        "<table><tr><td><p><b>Cell</b></p></td></tr></table>",
        "<h2><b>Week</b></h2>",
    ],
)
def test_other_bold_text_does_not(markup: str) -> None:
    assert fact("fake_headings", markup) == ()
