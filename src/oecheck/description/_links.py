"""What the record says about parts of the course: modules, assessments, tools, and the outcomes they serve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from oecheck.description._combine import combine, not_unsupported, supplied
from oecheck.description._same import same_number
from oecheck.description._texts import main_text
from oecheck.description.record import Record
from oecheck.model.course import Activity, Assessment, Course, LearningOutcome, Module, RemoteDeclaration, Tool
from oecheck.model.fact import Fact, Method, plain
from oecheck.values.text import fold

__all__ = ["index_of_assessments", "index_of_modules", "linked"]


def linked(course: Course, record: Record) -> Course:
    """The course, its parts completed by what the record says about them."""
    names = _outcome_ids(course, record)
    modules = _by_target(record, "modules", index_of_modules(course), names)
    assessments = _by_target(record, "assessments", index_of_assessments(course), names)
    return msgspec.structs.replace(
        course,
        modules=tuple(_module(entry, modules.get(entry.id), record) for entry in course.modules),
        activities=tuple(_activity(entry, assessments.get(entry.id), record) for entry in course.activities),
        assessments=tuple(
            _assessment(entry, assessments.get(entry.activity or entry.id)) for entry in course.assessments
        ),
        tools=tuple(_tool(entry, course.remote_declared) for entry in course.tools),
        outcomes=_aligned(course.outcomes, (modules, assessments), record),
    )


def index_of_modules(course: Course) -> Mapping[str, str]:
    """Id of a module by everything the record may call it: id, title."""
    index: dict[str, str] = {}
    for module in course.modules:
        _name(index, module.id, module.id, plain(module.title))
    return index


def index_of_assessments(course: Course) -> Mapping[str, str]:
    """Id of an activity (of an assessment that nothing shows: its own) by id, file and title."""
    index: dict[str, str] = {}
    for activity in course.activities:
        _name(index, activity.id, activity.id, activity.entry, plain(activity.title))
    for assessment in course.assessments:
        _name(index, assessment.activity or assessment.id, assessment.id, plain(assessment.title))
    return index


def _name(index: dict[str, str], target: str, *names: str | None) -> None:
    for name in names:
        if name:
            index.setdefault(fold(name), target)


def _outcome_ids(course: Course, record: Record) -> Mapping[str, str]:
    """Id of an outcome in the course by its id in the record, where the package has the same words under another id."""
    by_text = {fold(text): entry.id for entry in plain(course.outcomes) or () if (text := plain(entry.text))}
    language = record.main_language
    return {
        entry["id"]: by_text.get(fold(main_text(entry["text"], language) or ""), entry["id"])
        for entry in record.data.get("outcomes", ())
    }


def _by_target(
    record: Record, key: str, index: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, tuple[dict[str, Any], str]]:
    """Entries of a list of the record, with their pointers, by the id of the part they are about."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for number, entry in enumerate(record.data.get(key, ())):
        target = index.get(fold(entry.get("ref", "")))
        if target:
            served = [names.get(outcome, outcome) for outcome in entry.get("outcomes", ())]
            found.setdefault(target, ({**entry, "outcomes": served}, f"/{key}/{number}"))
    return found


_Said = tuple[dict[str, Any], str]


def _part(said: _Said | None, record: Record, name: str) -> Fact[Any] | None:
    if said is None or name not in said[0]:
        return None
    value = said[0][name]
    number = isinstance(value, int) and not isinstance(value, bool)
    return supplied(float(value) if number else value, record.source(f"{said[1]}/{name}"))


def _joined(native: tuple[str, ...], said: _Said | None) -> tuple[str, ...]:
    return native if said is None else tuple(dict.fromkeys((*native, *said[0].get("outcomes", ()))))


def _module(module: Module, said: _Said | None, record: Record) -> Module:
    hours = combine(module.hours, _part(said, record, "hours"), same_number, module.source)
    return msgspec.structs.replace(module, hours=hours, outcomes=_joined(module.outcomes, said))


def _activity(activity: Activity, said: _Said | None, record: Record) -> Activity:
    weight = combine(activity.weight, _part(said, record, "weight"), same_number, activity.source)
    criteria = not_unsupported(activity.criteria)
    reference = _part(said, record, "criteriaRef")
    if plain(criteria) is not True and reference is not None:
        criteria = msgspec.structs.replace(reference, value=True, raw=reference.value)
    return msgspec.structs.replace(
        activity, weight=weight, criteria=criteria, outcomes=_joined(activity.outcomes, said)
    )


def _assessment(assessment: Assessment, said: _Said | None) -> Assessment:
    if said is None or assessment.kind != "unknown":
        return assessment
    return msgspec.structs.replace(assessment, kind=said[0].get("type", assessment.kind))


def _tool(tool: Tool, declared: tuple[RemoteDeclaration, ...]) -> Tool:
    """The tool with the purpose, owner and fallback of the longest declared address that its launch begins with."""
    launch = plain(tool.launch) or ""
    fitting = [entry for entry in declared if launch and launch.startswith(entry.url)]
    best = max(fitting, key=lambda entry: len(entry.url), default=None)
    fields: dict[str, Any] = {}
    for name in ("purpose", "owner", "fallback"):
        value = getattr(best, name) if best is not None else ""
        said = supplied(value, best.source) if best is not None and value else None
        fields[name] = combine(getattr(tool, name), said, lambda _one, _other: True, tool.source)
    return msgspec.structs.replace(tool, **fields)


def _aligned(native: Any, said: tuple[Mapping[str, _Said], ...], record: Record) -> Any:
    """The outcomes, each with the modules and assessments that the record says serve it."""
    serving: dict[str, list[str]] = {}
    for entries in said:
        for target, (entry, _pointer) in entries.items():
            for outcome in entry.get("outcomes", ()):
                serving.setdefault(outcome, []).append(target)
    listed: tuple[LearningOutcome, ...] | None = plain(native)
    if not serving or not listed:
        return native
    value = tuple(
        msgspec.structs.replace(entry, aligned=tuple(dict.fromkeys((*entry.aligned, *serving.get(entry.id, ())))))
        for entry in listed
    )
    at = native.sources if isinstance(native, Fact) else tuple(entry.source for entry in listed[:1])
    places = tuple(record.source(f"/{key}") for key in ("modules", "assessments") if key in record.data)
    return Fact(value=value, method=Method.SUPPLIED, sources=tuple(dict.fromkeys((*at, *places))))
