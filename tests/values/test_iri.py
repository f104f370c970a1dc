"""Absolute IRIs, addresses and their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.values.iri import is_absolute_iri, query_names, url_problem, without_query


@pytest.mark.parametrize(
    "text",
    ["https://a.example/b", "http://a.example", "urn:uuid:1", "app://x", "https://é.example/ü", "tag:a.example,2024:x"],
)
def test_text_with_a_scheme_is_an_absolute_iri(text: str) -> None:
    assert is_absolute_iri(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "w3id.org/xapi/a", "/a", "http:", "http:///a", "https://a b", "[HOST]/a", "https://{host}/a", ":a"],
)
def test_text_without_a_scheme_or_with_a_forbidden_character_is_none(text: str) -> None:
    assert not is_absolute_iri(text)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("index.html", ""),
        ("a/b.html?c=d%20e#f", ""),
        ("leçon.html", ""),
        ("a b.html", "characters"),
        ("a\\b.html", "characters"),
        ("100%.html", "percent"),
        ("http:///a", "host"),
        ("https://a.example", ""),
    ],
)
def test_problem_of_an_address_is_named(url: str, problem: str) -> None:
    assert url_problem(url) == problem


def test_names_of_a_query_are_given_as_written() -> None:
    assert query_names("a.html?b=1&C&=2&b=3#d?e=f") == ("b", "C", "", "b")
    assert query_names("a.html") == ()


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://u:p@a.example/b?key=1#c", "https://a.example/b"),
        ("a.html?key=1", "a.html"),
        ("https://a.example?next=http://b.example/@c", "https://a.example"),
    ],
)
def test_address_without_query_keeps_nothing_secret(url: str, plain: str) -> None:
    assert without_query(url) == plain


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(is_absolute_iri(text), bool)
    assert url_problem(text) in ("", "characters", "percent", "host")
    assert "?" not in without_query(text)
    assert isinstance(query_names(text), tuple)
