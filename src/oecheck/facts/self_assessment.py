"""Where participants judge themselves before and after a workshop (WKS-006)."""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.facts._definition import FactDefinition
from oecheck.facts._named_places import leads_somewhere
from oecheck.facts._record_said import Record, at, stated, words_of
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import apart, holds_word, or_unknown
from oecheck.facts.assessed_work import offered, title_of
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Value

__all__ = ["FACTS"]

_LIST = "self-assessment"
_ENDS = ("before", "after")
_MOST = 5


def self_assessment_gaps(course: Course, record: Record, files_by_path: Mapping[str, str]) -> Value[tuple[str, ...]]:
    """Which of before and after the record does not name, or names something that the package does not have."""
    names = {end: words_of(at(record, "selfAssessment", end)) for end in _ENDS}
    return stated(
        record,
        tuple(end for end, name in names.items() if name is None or not leads_somewhere(name, course, files_by_path)),
    )


def self_assessment_candidates(
    course: Course, signposts: tuple[str, ...], standard_data: StandardData, reading_languages: tuple[str, ...]
) -> tuple[str, ...] | Fact[tuple[str, ...]]:
    """Surveys of the course, and titles and headings that speak of judging oneself."""
    words = standard_data.lexicon(_LIST, "*") or frozenset()
    surveys = (title_of(one) for one in offered(course) if one.kind == "survey")
    speaking = (text for text in signposts if words and holds_word(apart(text), words))
    found = tuple(dict.fromkeys((*surveys, *speaking)))[:_MOST]
    return or_unknown(found, standard_data, _LIST, reading_languages)


FACTS = (
    FactDefinition(
        of="course",
        name="self_assessment_gaps",
        type="list<string>",
        meaning="which of before and after have no self-assessment in the record, or one that is not in the package",
        function=self_assessment_gaps,
    ),
    FactDefinition(
        of="course",
        name="self_assessment_candidates",
        type="list<string>",
        meaning="surveys, and titles and headings that speak of judging oneself, at most five; unknown in a language "
        "without such a list",
        function=self_assessment_candidates,
    ),
)
