"""The task that participants of a workshop do in their own teaching (WKS-003)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._named_places import leads_somewhere
from oecheck.facts._record_said import Record, at, told, words_of
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import apart, holds_word, or_unknown
from oecheck.facts.assessed_work import offered, title_of
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Value, plain

__all__ = ["FACTS"]

_LIST = "own-teaching"
_MOST = 5


def practice_task(record: Record) -> Value[str]:
    """Activity, file or address of the task, as the record says."""
    return told(record, "practiceRef")


def practice_task_lost(course: Course, record: Record, files_by_path: Mapping[str, str]) -> bool:
    """Whether the record names a task that the package does not have."""
    named = words_of(at(record, "practiceRef"))
    return named is not None and not leads_somewhere(named, course, files_by_path)


def practice_candidates(
    course: Course, signposts: tuple[str, ...], standard_data: StandardData, reading_languages: tuple[str, ...]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Titles, headings and tasks that speak of the participants' own teaching."""
    words = standard_data.lexicon(_LIST, "*") or frozenset()
    found = dict.fromkeys(_speaking(course, signposts, words)) if words else {}
    return or_unknown(tuple(found)[:_MOST], standard_data, _LIST, reading_languages)


def _speaking(course: Course, signposts: Iterable[str], words: frozenset[str]) -> Iterator[str]:
    yield from (text for text in signposts if holds_word(apart(text), words))
    for activity in offered(course):
        if holds_word(apart(plain(activity.description) or ""), words):
            yield title_of(activity)


def _fact(name: str, kind: str, meaning: str, function: Any) -> FactDefinition:
    return FactDefinition(of="course", name=name, type=kind, meaning=meaning, function=function)


FACTS = (
    _fact(
        "practice_task", "string", "task that participants do in their own teaching, as the record says", practice_task
    ),
    _fact(
        "practice_task_lost",
        "bool",
        "the record names a task in participants' own teaching that the package does not have",
        practice_task_lost,
    ),
    _fact(
        "practice_candidates",
        "list<string>",
        "titles, headings and tasks that speak of the participants' own teaching, at most five; unknown in a language "
        "without such a list",
        practice_candidates,
    ),
)
