"""Roles of elements."""

from __future__ import annotations

import pytest

from oecheck.documents.html import parse_html


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("", ""),
        ("img", "img"),
        (" IMG ", "img"),
        ("well img", "img"),
        ("note img", "note"),
        ("well", ""),
        ("doc-biblioref link", "doc-biblioref"),
        ("widget", ""),  # abstract
        ("x " * 20 + "img", ""),  # beyond what is looked at
    ],
)
def test_the_first_word_that_is_a_role_is_the_role(written: str, role: str) -> None:
    (element,) = parse_html(f'<div role="{written}"></div>', "p.html").named("div")

    assert element.role == role


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img role="none">', True),
        ('<img role="well presentation">', True),
        ('<img role="none" aria-hidden="false">', True),
        ('<img role="none" tabindex="0">', False),
        ('<img role="none" aria-label="">', False),
        ('<img role="img">', False),
        ("<img>", False),
        ('<a role="none" href="b.html">', False),
        ('<a role="none">', True),
        ('<button role="none">', False),
        ('<button role="none" disabled>', True),
    ],
)
def test_a_role_of_none_holds_unless_something_needs_the_element(markup: str, expected: bool) -> None:
    name = markup[1:].split(" ")[0].rstrip(">")
    (element,) = parse_html(markup, "p.html").named(name)

    assert element.presentational is expected
