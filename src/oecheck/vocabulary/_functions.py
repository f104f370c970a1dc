"""Functions of the rule language that only the standard's own data can answer: word lists and vocabularies."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from oecheck.language import Function, Reason, Unknown, function
from oecheck.model.fact import Fact, State
from oecheck.values import country
from oecheck.values.licence_compatibility import compatibility_table, compatible
from oecheck.values.text import apart, fold

__all__ = ["rule_functions"]

_AROUND_WORDS = " .,:;!?…«»‹›<>→←▶►()[]{}\"'“”„‘’*-–—|/。，、！？：；（）【】؟،"
"""What may stand around a text that is otherwise a word of a list: “Read more »”, “(here)”."""


@cache
def rule_functions() -> tuple[Function, ...]:
    """Functions that only the standard's own data can answer: word lists and vocabularies."""
    return (
        function(
            "inLexicon",
            {"(string, string, string) -> bool": _in_lexicon},
            needs_run=True,
            meaning="the text is one of the words of a list, in the list of its language; unknown without such a list",
        ),
        function(
            "hasLexiconWord",
            {"(string, string, string) -> bool": _has_lexicon_word},
            needs_run=True,
            meaning="the text holds one of the words of a list of its language; unknown without such a list",
        ),
        function(
            "inVocabulary",
            {"(string, string) -> bool": lambda run, text, name: text in run.inputs.standard_data.vocabulary(name)},
            needs_run=True,
            meaning="the text is an entry of a vocabulary",
        ),
        function(
            "isCountry",
            {"(string) -> bool": country.valid},
            meaning="the text is a country code of ISO 3166-1 alpha-2",
        ),
        function(
            "licenceFits",
            {"(licence, licence) -> string": _licence_fits},
            needs_run=True,
            meaning="whether a part under the first licence may stand in a whole under the second: yes, no, "
            "collection-only or unknown",
        ),
    )


def _words(run: Any, name: str, language: str) -> frozenset[str] | Unknown:
    words = run.inputs.standard_data.lexicon(name, language)
    if words is None:
        missing: Fact[str] = Fact(state=State.UNREADABLE, reason="no-lexicon" if language else "language-unstated")
        return Unknown(Reason(run.inputs.course, f"lexicon {name} ({language or 'und'})", missing))
    found: frozenset[str] = words
    return found


def _in_lexicon(run: Any, text: str, name: str, language: str) -> bool | Unknown:
    words = _words(run, name, language)
    if isinstance(words, Unknown):
        return words
    folded = fold(text)
    return folded in words or folded.strip(_AROUND_WORDS) in words


def _has_lexicon_word(run: Any, text: str, name: str, language: str) -> bool | Unknown:
    words = _words(run, name, language)
    if isinstance(words, Unknown):
        return words
    padded = apart(text)
    return any(alone in padded or (not word.isascii() and word in padded) for word, alone in _set_apart(words))


@lru_cache(maxsize=64)
def _set_apart(words: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The words of a list, each as it stands in a text that was set apart as well."""
    return tuple((word, apart(word)) for word in words)


def _licence_fits(run: Any, part: Any, whole: Any) -> str:
    table = compatibility_table(run.inputs.standard_data.vocabulary("licence_compatibility"))
    return compatible(part, whole, table)
