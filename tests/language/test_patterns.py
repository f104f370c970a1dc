"""Patterns: what is read, what runs where, that hostile ones stay linear, that both engines and RE2 agree."""

from __future__ import annotations

import re
import time

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.language.patterns import Pattern, PatternError, matches, read_pattern

PARTS = st.sampled_from(
    [
        *("a", "b", "é", ".", "\\d", "\\w", "\\S", "\\b", "[ab]", "[^a-c]", "(", "(?:", ")", "|", "*", "+", "?", "{2}"),
        *("{1,3}", "^", "$", "\\.", "-", "[\\w-]", "{2,}", "+?", "x", "\\n", " "),
    ]
)
PATTERNS = st.lists(PARTS, max_size=10).map("".join)
SUBJECTS = st.text(alphabet="abcxé1.- \n_", max_size=12)


def linear_engine(translated: str, text: str) -> bool:
    schema = {"type": "string", "pattern": translated.replace(r"\Z", "$")}
    return bool(jsonschema_rs.validator_for(schema, pattern_options=jsonschema_rs.RegexOptions()).is_valid(text))


def understood(pattern: str) -> Pattern | PatternError:
    try:
        return read_pattern(pattern)
    except PatternError as error:
        return error


@settings(max_examples=400, deadline=None)
@given(st.one_of(PATTERNS, st.text(max_size=30)), SUBJECTS)
def test_any_text_is_a_pattern_or_refused_and_both_engines_agree(pattern: str, text: str) -> None:
    read = understood(pattern)
    if isinstance(read, PatternError):
        assert 0 <= read.offset <= len(pattern)
        return
    found = matches(text, pattern)
    assert found == linear_engine(read.translated, text)
    if read.linear_in_re and not read.folded:
        assert found == bool(re.search(read.translated, text, re.ASCII))


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.one_of(PARTS, st.sampled_from(["k", "S", "[ks]", "[^s]", "[A-Z]"])), max_size=8).map("".join),
    st.text(alphabet="aBkKsS\u017f\u212aéÉ1.- _", max_size=12),
)
def test_pattern_without_letter_case_finds_what_the_engine_finds(pattern: str, text: str) -> None:
    read = understood(f"(?i){pattern}")
    if isinstance(read, Pattern):
        assert matches(text, f"(?i){pattern}") == linear_engine(read.translated, text)


def test_pattern_without_letter_case_finds_the_same_after_much_text() -> None:
    pattern = r"(?i)\b\d{1,4}\s?(?:kb|mb)\b"
    texts = ["1 KB and more", "no size", "20mB", "20 \u212ab"] * 4_000
    assert [matches(text, pattern) for text in texts] == [True, False, True, True] * 4_000


@settings(max_examples=400, deadline=None)
@given(PATTERNS, SUBJECTS)
def test_google_finds_the_same_matches(pattern: str, text: str) -> None:
    google = pytest.importorskip(
        "tests.language.google_cel", reason="cel-expr-python is not installed: RE2 not compared"
    )
    try:
        found = matches(text, pattern)
    except PatternError:
        return
    kind, value = google.evaluate("s.matches(p)", {"s": "string", "p": "string"}, {"s": text, "p": pattern})
    assert (kind, value) == ("value", found)


@pytest.mark.parametrize(
    ("pattern", "in_re"),
    [
        ("^[a-z]{1,8}-[0-9]+$", True),
        (r"\.(png|jpe?g|gif)$", True),
        ("^a*$", True),
        ("a*b", False),  # unanchored: tried from every place
        ("^(a+)+$", False),
        ("^a*a*$", False),
        ("(a?){30}", False),
        ("(a{0,30}){0,30}", False),
        ("^(a|aa)*$", False),
        ("(?i)abc", True),
        ("(?i)a*b", False),
    ],
)
def test_only_what_is_surely_linear_runs_on_re(pattern: str, in_re: bool) -> None:
    assert read_pattern(pattern).linear_in_re is in_re


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){12}", "a*a*a*b", "(a?){50}a{50}", "(x+x+)+y", "^(a|b|ab)*c", "a{0,200}b"],
)
def test_hostile_pattern_on_hostile_text_is_quick(pattern: str) -> None:
    start = time.process_time()
    matches("a" * 20_000 + "!", pattern)
    # Quadratic would be minutes; the bound is generous for slow machines.
    assert time.process_time() - start < 5
