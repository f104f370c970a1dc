"""A course with what its course description record adds.

The package's own statements come first. What it leaves out, or has no place for, comes from the record (method
`supplied`); where both say something different the state is `conflict` and requirement OHE-MET-010 reports it.
With a record, what neither says is absent: the record has a place for it. Source: DESIGN.md §2 principle 2, §4.
"""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.description._combine import Same, combine, known, stated, united
from oecheck.description._links import linked
from oecheck.description._parts import accessibility, outcomes, provider
from oecheck.description._said import components, lang_texts, remote_said, said
from oecheck.description._same import (
    covers,
    same_date,
    same_id,
    same_licence,
    same_number,
    same_text,
    same_version,
)
from oecheck.description.record import Record
from oecheck.model.course import Classification, Contributor, Course, LangText
from oecheck.model.fact import Fact, plain
from oecheck.values.text import fold

__all__ = ["merge"]

_SAME: dict[str, Same] = {
    "id": same_id,
    "version": same_version,
    "modified": same_date,
    "start": same_date,
    "end": same_date,
    "delivery": same_text,
    "synchronous": same_text,
    "pacing": same_text,
    "credits": same_number,
    "credit_framework": same_text,
    "study_time_s": same_number,
    "pass_mark": same_number,
    "age_range": same_text,
    "own_work": lambda one, other: one == other,
    "syllabus": same_text,
    "start_page": same_text,
    "source_files": same_text,
    "languages": covers,
    "offered_languages": covers,
    "data_collected": same_text,
    "data_purposes": same_text,
    "data_recipients": same_text,
    "data_retention": same_text,
    "data_contact": same_text,
}


def _classified(entry: Classification) -> object:
    return (fold(entry.scheme), fold(entry.code or entry.label))


def _named(entry: Contributor) -> object:
    return (fold(plain(entry.name) or ""), fold(plain(entry.role) or ""))


def _worded(entry: LangText) -> object:
    return fold(entry.text)


_UNITED: dict[str, Any] = {
    "keywords": _worded,
    "subjects": _classified,
    "levels": _classified,
    "audiences": _classified,
    "resource_types": _classified,
    "contributors": _named,
    "contacts": str,
}


def merge(course: Course, record: Record) -> Course:
    """The course with the record laid under it.

    Args:
        course: as the reader gives it.
        record: as `load` gives it.

    Returns:
        A course with `record` true in which nothing that the record could say is *unsupported* any more.
    """
    facts = said(record)
    changed: dict[str, Any] = {"record": True}
    for name, same in _SAME.items():
        changed[name] = combine(getattr(course, name), facts.get(name), same, course.source)
    for name, key in _UNITED.items():
        changed[name] = united(getattr(course, name), facts.get(name), key, course.source)
    changed.update(_texts(course, record, facts))
    changed["licence"] = _licence(course, facts.get("licence"))
    changed["licences"] = (*course.licences, *components(record))
    changed["provider"] = provider(course, facts.get("provider"))
    changed["accessibility"] = accessibility(course, facts.get("accessibility"))
    changed["outcomes"] = outcomes(course, facts.get("outcomes"))
    changed["remote_declared"] = (*course.remote_declared, *remote_said(record))
    return linked(msgspec.structs.replace(course, **changed), record)


def _texts(course: Course, record: Record, facts: dict[str, Fact[Any]]) -> dict[str, Any]:
    """Titles are compared with every title of the record; of two prose texts the fuller one counts."""
    titles = [entry.text for entry in lang_texts(record, "title")]

    def any_title(native: object, _main: object) -> bool:
        return any(same_text(native, title) for title in titles)

    return {
        "title": combine(course.title, facts.get("title"), any_title, course.source),
        "titles": _with_new(course.titles, lang_texts(record, "title")),
        "description": _fuller(course.description, facts.get("description"), course),
        "descriptions": _with_new(course.descriptions, lang_texts(record, "description")),
        "prerequisites": _fuller(course.prerequisites, facts.get("prerequisites"), course),
        "grading_scheme": _fuller(course.grading_scheme, facts.get("grading_scheme"), course),
    }


def _with_new(native: tuple[LangText, ...], more: tuple[LangText, ...]) -> tuple[LangText, ...]:
    """Texts of the record for languages that the package has none in."""
    have = {fold(entry.language) for entry in native}
    return (*native, *(entry for entry in more if fold(entry.language) not in have))


def _fuller(native: Any, said_so: Fact[Any] | None, course: Course) -> Any:
    """Two texts written freely cannot contradict each other by machine: the longer one is taken."""
    if said_so is None or not known(native):
        return combine(native, said_so, same_text, course.source)
    text: str = stated(native)
    if len(text) >= len(stated(said_so)):
        return native
    fact = native if isinstance(native, Fact) else Fact(value=native, sources=(course.source,))
    return msgspec.structs.replace(said_so, others=(fact,))


def _licence(course: Course, said_so: Fact[Any] | None) -> Any:
    """The licence; what names none, or less of the same one, gives way to the record.

    So does a value that the platform writes where nobody chose one (DESIGN.md §2 principle 3).
    """
    native = plain(course.licence)
    if said_so is None or native is None:
        return combine(course.licence, said_so, same_licence, course.source)
    vague = native.family == "unknown" or (not native.id and same_licence(native, stated(said_so)))
    if not (native.default or vague):
        return combine(course.licence, said_so, same_licence, course.source)
    others = () if native.default else (Fact(value=native, sources=(native.source,)),)
    return msgspec.structs.replace(said_so, others=others)
