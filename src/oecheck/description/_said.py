"""What the record says about the course, field by field of the course model."""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.description._combine import stated, supplied
from oecheck.description._texts import main_text
from oecheck.description.record import Record
from oecheck.model.course import (
    Accessibility,
    Classification,
    Contributor,
    LangText,
    LearningOutcome,
    Licence,
    Provider,
    RemoteDeclaration,
)
from oecheck.model.fact import Fact
from oecheck.model.source import Source
from oecheck.values.licence import normalise

__all__ = ["SIMPLE", "components", "field", "lang_texts", "licence_said", "remote_said", "said"]

_SECONDS_PER_HOUR = 3600.0

# Field of the course → key of the record, for values that are taken over as they are.
SIMPLE = {
    "id": "/id",
    "version": "/version",
    "modified": "/modified",
    "start": "/mode/start",
    "end": "/mode/end",
    "delivery": "/mode/delivery",
    "synchronous": "/mode/synchronous",
    "pacing": "/mode/pacing",
    "credit_framework": "/credits/framework",
    "age_range": "/audience/ageRange",
    "own_work": "/ownWork",
    "syllabus": "/syllabusRef",
    "start_page": "/startRef",
    "source_files": "/sourceRef",
    "data_collected": "/data/collected",
    "data_purposes": "/data/purposes",
    "data_recipients": "/data/recipients",
    "data_retention": "/data/retention",
    "data_contact": "/data/contact",
}


def field(record: Record, pointer: str) -> Fact[Any] | None:
    """The value at a key as a fact, or None where the record is silent."""
    value = record.at(pointer)
    return None if value is None else supplied(value, record.source(pointer))


def said(record: Record) -> dict[str, Fact[Any]]:
    """Every field of the course that the record says something about."""
    facts = {name: field(record, pointer) for name, pointer in SIMPLE.items()}
    facts.update(_texts(record))
    facts.update(_lists(record))
    facts.update(_languages(record))
    hours = field(record, "/workload/hours")
    if hours is not None:
        facts["study_time_s"] = supplied(float(stated(hours)) * _SECONDS_PER_HOUR, hours.sources[0])
    points = field(record, "/credits/points")
    if points is not None:
        facts["credits"] = supplied(float(stated(points)), points.sources[0])
    passing = field(record, "/grading/pass")
    if passing is not None:
        facts["pass_mark"] = supplied(float(stated(passing)), passing.sources[0])
    if isinstance(record.at("/data"), str):  # `none beyond the host platform`
        facts["data_collected"] = field(record, "/data")
    facts["licence"] = licence_said(record)
    facts["provider"] = _provider(record)
    facts["accessibility"] = _accessibility(record)
    return {name: fact for name, fact in facts.items() if fact is not None}


def lang_texts(record: Record, key: str) -> tuple[LangText, ...]:
    """A language map of the record as texts, in its order."""
    entries: dict[str, str] = record.data.get(key, {})
    return tuple(
        LangText(text=text, language=tag, source=record.source(f"/{key}/{tag}")) for tag, text in entries.items()
    )


def _texts(record: Record) -> dict[str, Fact[Any] | None]:
    language = record.main_language
    facts: dict[str, Fact[Any] | None] = {}
    for name in ("title", "description", "prerequisites"):
        value = record.data.get(name)
        facts[name] = None if value is None else supplied(main_text(value, language), record.source(f"/{name}"))
    scheme = record.data.get("grading", {}).get("scheme")
    if scheme is not None:
        facts["grading_scheme"] = supplied(main_text(scheme, language), record.source("/grading/scheme"))
    return facts


def _languages(record: Record) -> dict[str, Fact[Any] | None]:
    at = record.source("/languages")
    every, offered = record.languages(), record.languages("full")
    return {
        "languages": supplied(every, at) if every else None,
        "offered_languages": supplied(offered, at) if offered else None,
    }


def _lists(record: Record) -> dict[str, Fact[Any] | None]:
    made = {
        "keywords": ("/keywords", _keywords(record)),
        "subjects": ("/subjects", _subjects(record)),
        "levels": ("/level", _levels(record)),
        "audiences": ("/audience/roles", _labels(record, "/audience/roles")),
        "resource_types": ("/resourceType", _labels(record, "/resourceType")),
        "contributors": ("/contributors", _contributors(record)),
        "outcomes": ("/outcomes", _outcomes(record)),
        "contacts": ("/contacts", tuple(record.data.get("contacts", {}))),
    }
    return {name: supplied(value, record.source(pointer)) if value else None for name, (pointer, value) in made.items()}


def _keywords(record: Record) -> tuple[LangText, ...]:
    given: Any = record.data.get("keywords", [])
    by_language = given if isinstance(given, dict) else {record.main_language: given}
    at = record.source("/keywords")
    return tuple(LangText(text=word, language=tag, source=at) for tag, words in by_language.items() for word in words)


def _subjects(record: Record) -> tuple[Classification, ...]:
    return tuple(
        Classification(
            scheme=entry.get("scheme", ""),
            code=entry.get("code", ""),
            label=entry.get("label", ""),
            source=record.source(f"/subjects/{number}"),
        )
        for number, entry in enumerate(record.data.get("subjects", ()))
    )


def _levels(record: Record) -> tuple[Classification, ...]:
    level = record.data.get("level")
    if not level:
        return ()
    at = record.source("/level")
    return (Classification(scheme=level.get("framework", ""), code=level.get("value", ""), source=at),)


def _labels(record: Record, pointer: str) -> tuple[Classification, ...]:
    at = record.source(pointer)
    return tuple(Classification(label=word, source=at) for word in record.at(pointer) or ())


def _contributors(record: Record) -> tuple[Contributor, ...]:
    return tuple(
        Contributor(
            name=entry.get("name"),
            role=entry.get("role"),
            organisation=entry.get("organisation"),
            identifier=entry.get("id"),
            source=record.source(f"/contributors/{number}"),
        )
        for number, entry in enumerate(record.data.get("contributors", ()))
    )


def _outcomes(record: Record) -> tuple[LearningOutcome, ...]:
    return tuple(
        _outcome(entry, record, number) for number, entry in enumerate(record.data.get("outcomes", ())) if "id" in entry
    )


def _outcome(entry: dict[str, Any], record: Record, number: int) -> LearningOutcome:
    alignments: list[dict[str, str]] = entry.get("alignments", [])
    first = next((one for one in alignments if "uri" in one), alignments[0] if alignments else {})
    return LearningOutcome(
        id=entry["id"],
        text=main_text(entry.get("text"), record.main_language),
        kind="objective",
        scheme=first.get("framework", ""),
        uri=first.get("uri") or first.get("code"),
        level=entry.get("level"),
        source=record.source(f"/outcomes/{number}"),
    )


def licence_said(record: Record) -> Fact[Any] | None:
    """The licence of the whole."""
    raw = record.data.get("licence")
    at = record.source("/licence")
    return None if raw is None else supplied(_licence(raw, at), at)


def _licence(raw: str, at: Source, **about: str) -> Licence:
    parts: dict[str, Any] = {**msgspec.structs.asdict(normalise(raw)), **about}
    return Licence(source=at, **parts)


def components(record: Record) -> tuple[Licence, ...]:
    """The licences of works of others."""
    made = []
    for number, entry in enumerate(record.data.get("components", ())):
        at = record.source(f"/components/{number}")
        made.append(
            _licence(
                entry.get("licence", ""),
                at,
                scope=entry.get("ref", ""),
                holder=entry.get("author", ""),
                title=entry.get("title", ""),
                origin=entry.get("source", ""),
            )
        )
    return tuple(made)


def _provider(record: Record) -> Fact[Any] | None:
    given = record.data.get("provider")
    if not given:
        return None
    at = record.source("/provider")
    made = {name: field(record, f"/provider/{name}") for name in ("name", "identifier", "country")}
    return supplied(Provider(source=at, **made), at)


def _accessibility(record: Record) -> Fact[Any] | None:
    given = record.data.get("accessibility")
    if not given:
        return None
    at = record.source("/accessibility")
    language = record.main_language
    return supplied(
        Accessibility(
            access_modes=tuple(given.get("accessMode", ())),
            features=tuple(given.get("features", ())),
            hazards=tuple(given.get("hazards", ())),
            summary=main_text(given.get("summary"), language),
            conforms_to=given.get("conformsTo"),
            evaluated_by=given.get("evaluatedBy"),
            report=given.get("report"),
            known_limits=main_text(given.get("knownLimits"), language),
            source=at,
        ),
        at,
    )


def remote_said(record: Record) -> tuple[RemoteDeclaration, ...]:
    """The remote addresses that the record explains."""
    language = record.main_language
    return tuple(
        RemoteDeclaration(
            url=entry["url"],
            purpose=main_text(entry.get("purpose"), language) or "",
            owner=entry.get("owner", ""),
            fallback=main_text(entry.get("fallback"), language) or "",
            source=record.source(f"/remote/{number}"),
        )
        for number, entry in enumerate(record.data.get("remote", ()))
    )
