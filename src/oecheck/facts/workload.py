"""Stated and estimated workload of a course (WRK-001 to WRK-004).

Units: hours. Source: ECTS Users' Guide 2015 (workload is all that a learner does); proposal §2.5 clause 8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import apart, holds_word
from oecheck.model.course import Course, Module
from oecheck.model.fact import Fact, Method, plain
from oecheck.model.media import Media
from oecheck.model.page import Page
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["FACTS"]

_HOUR_S = 3600.0
_SENTENCE = pattern(r"[.!?;\n。！？؟।]")
_DIGIT = pattern(r"\d")
_MOST, _LONGEST = 5, 200


def study_time_in_words(course: Course) -> bool:
    """Whether the stated time was read out of words such as “4-6 hours a week”."""
    value = course.study_time_s
    return isinstance(value, Fact) and value.method is Method.INFERRED and value.value is not None


def workload_hours(course: Course) -> float | None:
    """The stated hours; None where none are stated, whatever the reason: for what only asks when there are some."""
    seconds = plain(course.study_time_s)
    return seconds / _HOUR_S if seconds is not None and seconds > 0 else None


def study_time_candidates(course: Course, standard_data: StandardData) -> tuple[str, ...]:
    """Sentences of descriptions that hold a number and a word for hours or weeks (list `time-word`)."""
    words = standard_data.lexicon("time-word", "*") or frozenset()
    found = (sentence for sentence in _sentences(course) if holds_word(apart(sentence), words))
    return tuple(dict.fromkeys(found))[:_MOST]


def _sentences(course: Course) -> Iterator[str]:
    texts = [plain(course.description), *(plain(module.description) for module in course.modules)]
    raw = course.study_time_s.raw if isinstance(course.study_time_s, Fact) else None
    for text in (raw, *texts):
        for sentence in _SENTENCE.split(text or ""):
            if _DIGIT.search(sentence) and len(sentence) <= _LONGEST:
                yield sentence.strip()


def claims_credits(course: Course) -> bool:
    """Whether credit points are stated."""
    return plain(course.credits) is not None


def credit_system(course: Course) -> str | None:
    """The credit framework, folded, without what stands in brackets."""
    name = plain(course.credit_framework)
    return None if name is None else fold(name).partition(" (")[0].strip()


def hours_per_credit(course: Course) -> float | None:
    """Stated hours by stated credit points; None where one is missing or the points are no positive number."""
    seconds, points = plain(course.study_time_s), plain(course.credits)
    return seconds / _HOUR_S / points if seconds is not None and points is not None and points > 0 else None


def planned(course: Course) -> Mapping[str, float]:
    """Hours of each node of the table of contents: its own, else those of its children; by id."""
    own = {module.id: hours for module in course.modules if (hours := plain(module.hours)) is not None}
    total = dict(own)
    for module in reversed(course.modules):  # children stand after their parent
        if module.id in total and module.parent and module.parent not in own:
            total[module.parent] = total.get(module.parent, 0.0) + total[module.id]
    return total


def planned_hours(course: Course, planned: Mapping[str, float]) -> float | None:
    """Hours of all topmost parts together; None where no part has any."""
    tops = {module.id for module in course.modules if not module.parent}
    hours = [value for name, value in planned.items() if name in tops]
    return sum(hours) if hours else None


def units_without_hours(units: tuple[Module, ...], planned: Mapping[str, float]) -> tuple[str, ...]:
    """Titles of the units that state no hours."""
    return tuple(plain(module.title) or module.id for module in units if module.id not in planned)


def unit_hours(units: tuple[Module, ...], planned: Mapping[str, float]) -> tuple[str, ...]:
    """Title and hours of each unit that states them."""
    return tuple(f"{plain(one.title) or one.id}: {planned[one.id]:g}" for one in units if one.id in planned)


def words_shown(page_values: Callable[[str], Iterable[tuple[Page, Any]]]) -> int:
    """Words of all pages for learners."""
    return sum(value for page, value in page_values("words") if page.audience != "instructor" and type(value) is int)


def media_hours(media: tuple[Media, ...]) -> float:
    """Running time of the videos and recordings whose length is known."""
    return sum(plain(one.duration_s) or 0.0 for one in media if one.kind in ("video", "audio")) / _HOUR_S


def questions_asked(course: Course) -> int:
    """Questions that learners meet in tests, or questions outside of banks where no test counts them."""
    counted = sum(one.question_count for one in course.assessments if one.kind != "survey")
    return counted or sum(not question.bank for question in course.questions)


_ROWS = (
    ("study_time_in_words", "bool", "", "the learning time was read out of words", study_time_in_words),
    ("workload_hours", "double", "h", "stated hours; absent where none are, whatever the reason", workload_hours),
    ("study_time_candidates", "list<string>", "", "sentences that speak of hours or weeks", study_time_candidates),
    ("claims_credits", "bool", "", "credit points are stated", claims_credits),
    ("credit_system", "string", "", "credit framework in small letters", credit_system),
    ("hours_per_credit", "double", "h", "stated hours by stated credit points", hours_per_credit),
    ("planned", "map<string, double>", "h", "hours of parts by id, children added up (for other facts)", planned),
    ("planned_hours", "double", "h", "hours of all topmost parts together; absent without any", planned_hours),
    ("units_without_hours", "list<string>", "", "titles of the units that state no hours", units_without_hours),
    ("unit_hours", "list<string>", "", "title and hours of each unit that states them", unit_hours),
    ("media_hours", "double", "h", "running time of videos and recordings whose length is known", media_hours),
    ("questions_asked", "int", "", "questions that learners meet", questions_asked),
)
FACTS = (
    *(
        FactDefinition(of="course", name=name, type=type_, unit=unit, meaning=meaning, function=function)
        for name, type_, unit, meaning, function in _ROWS
    ),
    FactDefinition(
        of="course",
        name="words_shown",
        type="int",
        meaning="words of all pages for learners",
        function=words_shown,
        needs=("page.words",),
    ),
)
