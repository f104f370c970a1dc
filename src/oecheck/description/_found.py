"""What a package says about its course, as a record would say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from oecheck.description._links import index_of_assessments, index_of_modules
from oecheck.model.course import Assessment, Course, LangText, Licence, Module
from oecheck.model.fact import Fact, Method, State, Value, plain
from oecheck.model.source import Source
from oecheck.values import country
from oecheck.values.language_tag import normalise
from oecheck.values.text import fold

__all__ = ["Found", "found"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_WEB = re.compile(r"https?://\S+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9 /_-]*")
_LIST_LIMIT = 200  # entries of a list that a person will still look through


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The value of one key of the record.

    Attributes:
        value: as it stands in the record; valid against its schema.
        method: how the package says it.
        source: where.
    """

    value: Any
    method: Method = Method.DECLARED
    source: Source | None = None


def found(course: Course) -> dict[str, Found]:
    """The keys of the record that the package answers, each with a valid value."""
    answers: dict[str, Found] = {}
    for key, (field, make) in _MAKERS.items():
        stated = getattr(course, field)
        if isinstance(stated, Fact) and stated.state not in (State.PRESENT, State.CONFLICT):
            continue
        value = make(course)
        if value not in (None, "", [], {}):
            answers[key] = _answer(stated, value, course)
    return answers


def _answer(stated: Any, value: Any, course: Course) -> Found:
    if isinstance(stated, Fact):
        return Found(value=value, method=stated.method, source=next(iter(stated.sources), course.source))
    entry = stated[0] if isinstance(stated, tuple) and stated else stated
    source = getattr(entry, "source", None)
    return Found(value=value, source=source if isinstance(source, Source) else course.source)


def _language_of(course: Course) -> str:
    for tag in plain(course.languages) or ():
        known = normalise(tag)
        if known.registered and known.problem != "private-use":
            return known.tag
    return ""


def _language_map(texts: Iterable[LangText], main: str | None, course: Course) -> dict[str, str]:
    """Texts by language; a text whose language nobody tells is left out, for a wrong tag is worse than none."""
    by_language: dict[str, str] = {}
    for entry in texts:
        tag = normalise(entry.language).tag or _language_of(course)
        if tag and entry.text.strip():
            by_language.setdefault(tag, entry.text)
    if main and main.strip() and _language_of(course):
        by_language.setdefault(_language_of(course), main)
    return by_language


def _languages(course: Course) -> list[dict[str, str]]:
    tags = dict.fromkeys(known.tag for tag in plain(course.languages) or () if (known := normalise(tag)).registered)
    return [{"tag": tag, "role": "full"} for tag in tags if tag]


def _matching(value: str | None, pattern: re.Pattern[str]) -> str | None:
    return value if value and pattern.fullmatch(value) else None


def _provider(course: Course) -> dict[str, str]:
    given = plain(course.provider)
    if given is None or not plain(given.name):
        return {}
    code = (plain(given.country) or "").upper()
    parts = {
        "name": plain(given.name),
        "identifier": _matching(plain(given.identifier), _IRI),
        "country": code if code and country.valid(code) else None,
    }
    return {key: part for key, part in parts.items() if part}


def _subjects(course: Course) -> list[dict[str, str]]:
    return [
        {"scheme": entry.scheme, "code": entry.code} | ({"label": entry.label} if entry.label else {})
        for entry in plain(course.subjects) or ()
        if entry.scheme.strip() and entry.code.strip()
    ]


def _keywords(course: Course) -> list[str]:
    words = {fold(entry.text): entry.text[:500] for entry in plain(course.keywords) or () if entry.text.strip()}
    return list(words.values())[:_LIST_LIMIT]


def _words(entries: Any) -> list[str]:
    words = (entry.label or entry.code for entry in entries or ())
    return list(dict.fromkeys(word for word in words if _matching(word, _WORD) and len(word) <= 80))


def _audience(course: Course) -> dict[str, Any]:
    roles = _words(plain(course.audiences))
    return {"roles": roles} if roles else {}


_MODE_WORDS = {
    "delivery": ("online", "blended", "onsite"),
    "synchronous": ("synchronous", "asynchronous", "mixed"),
    "pacing": ("self-paced", "instructor-paced", "mixed"),
}


def _mode(course: Course) -> dict[str, str]:
    mode: dict[str, str] = {}
    for name, allowed in _MODE_WORDS.items():
        word = plain(getattr(course, name))
        if word in allowed:
            mode[name] = word
    for name in ("start", "end"):
        day = (plain(getattr(course, name)) or "")[:10]
        if _DAY.fullmatch(day):
            mode[name] = day
    return mode


def _level(course: Course) -> dict[str, str]:
    for entry in plain(course.levels) or ():
        if entry.scheme.strip() and (entry.code or entry.label).strip():
            return {"framework": entry.scheme, "value": entry.code or entry.label}
    return {}


def _workload(course: Course) -> dict[str, float]:
    seconds = plain(course.study_time_s)
    if not seconds or seconds <= 0:
        return {}
    hours = round(seconds / 3600, 2)
    return {"hours": int(hours) if hours.is_integer() else hours} if hours > 0 else {}


def _outcomes(course: Course) -> list[dict[str, Any]]:
    language = _language_of(course)
    entries = []
    for entry in (plain(course.outcomes) or ())[:_LIST_LIMIT]:
        text = plain(entry.text)
        name = re.sub(r"\s+", "-", entry.id.strip())[:200]
        if text and text.strip() and name:
            entries.append({"id": name, "text": {language: text} if language else text})
    return entries


def _modules(course: Course) -> list[dict[str, Any]]:
    called = index_of_modules(course)
    names = {module.id: _name(module.title, module.id, module.id, called) for module in course.modules}
    shown = [module for module in course.modules if _is_unit(module) and names[module.id]]
    return [_module(module, names[module.id]) for module in shown[:_LIST_LIMIT]]


def _name(title: Value[str], identifier: str, target: str, called: Mapping[str, str]) -> str:
    """What the record calls a part: its title, else (or where another part has it as well) its identifier."""
    shown = (plain(title) or "").strip()
    return shown if shown and called.get(fold(shown)) == target else identifier.strip()


def _is_unit(module: Module) -> bool:
    return module.depth == 1 and module.visible and not module.platform_made and not module.leaf


def _module(module: Module, name: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"ref": name}
    hours = plain(module.hours)
    if hours is not None and hours >= 0:
        entry["hours"] = hours
    if module.outcomes:
        entry["outcomes"] = list(module.outcomes)
    return entry


def _assessments(course: Course) -> list[dict[str, Any]]:
    called = index_of_assessments(course)
    return [_assessment(entry, called) for entry in course.assessments[:_LIST_LIMIT]]


def _assessment(assessment: Assessment, called: Mapping[str, str]) -> dict[str, Any]:
    target = assessment.activity or assessment.id
    entry: dict[str, Any] = {"ref": _name(assessment.title, assessment.id, target, called)}
    if assessment.kind in ("formative", "summative", "survey"):
        entry["type"] = assessment.kind
    return entry


def _contributors(course: Course) -> list[dict[str, str]]:
    entries = []
    for person in (plain(course.contributors) or ())[:_LIST_LIMIT]:
        parts = {
            "name": plain(person.name),
            "role": plain(person.role),
            "id": _matching(plain(person.identifier), _IRI),
            "organisation": plain(person.organisation),
        }
        if parts["name"] and parts["name"].strip():
            entries.append({key: part for key, part in parts.items() if part and part.strip()})
    return entries


def _licence(course: Course) -> str | None:
    licence: Licence | None = plain(course.licence)
    if licence is None or licence.default:
        return None
    return licence.id or _matching(licence.url, _WEB)


def _accessibility(course: Course) -> dict[str, Any]:
    given = plain(course.accessibility)
    if given is None:
        return {}
    parts: dict[str, Any] = {
        "accessMode": [word for word in given.access_modes if _WORD.fullmatch(word)],
        "features": [word for word in given.features if _WORD.fullmatch(word)],
        "hazards": [word for word in given.hazards if _WORD.fullmatch(word)],
        "summary": plain(given.summary),
        "conformsTo": plain(given.conforms_to),
        "evaluatedBy": plain(given.evaluated_by),
        "report": plain(given.report),
        "knownLimits": plain(given.known_limits),
    }
    return {key: part for key, part in parts.items() if part}


def _remote(course: Course) -> list[dict[str, str]]:
    addresses = dict.fromkeys(launch for tool in course.tools if (launch := _matching(plain(tool.launch), _WEB)))
    return [{"url": address} for address in list(addresses)[:_LIST_LIMIT]]


def _day(course: Course) -> str | None:
    return _matching((plain(course.modified) or "")[:10], _DAY)


_MAKERS: dict[str, tuple[str, Callable[[Course], Any]]] = {
    "id": ("id", lambda course: _matching(plain(course.id), _IRI)),
    "title": ("title", lambda course: _language_map(course.titles, plain(course.title), course)),
    "description": (
        "description",
        lambda course: _language_map(course.descriptions, plain(course.description), course),
    ),
    "languages": ("languages", _languages),
    "version": ("version", lambda course: (plain(course.version) or "").strip()),
    "modified": ("modified", _day),
    "provider": ("provider", _provider),
    "subjects": ("subjects", _subjects),
    "keywords": ("keywords", _keywords),
    "audience": ("audiences", _audience),
    "resourceType": ("resource_types", lambda course: _words(plain(course.resource_types))),
    "mode": ("pacing", _mode),
    "level": ("levels", _level),
    "workload": ("study_time_s", _workload),
    "prerequisites": ("prerequisites", lambda course: (plain(course.prerequisites) or "").strip()),
    "outcomes": ("outcomes", _outcomes),
    "modules": ("modules", _modules),
    "assessments": ("assessments", _assessments),
    "contributors": ("contributors", _contributors),
    "licence": ("licence", _licence),
    "sourceRef": ("source_files", lambda course: (plain(course.source_files) or "").strip()),
    "accessibility": ("accessibility", _accessibility),
    "remote": ("tools", _remote),
    "syllabusRef": ("syllabus", lambda course: (plain(course.syllabus) or "").strip()),
    "startRef": ("start_page", lambda course: (plain(course.start_page) or "").strip()),
}
