"""Fields of the course that are made of fields: provider, accessibility, outcomes."""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.description._combine import combine, known, not_unsupported, stated
from oecheck.description._same import same_id, same_text
from oecheck.model.course import Accessibility, Course, LearningOutcome, Provider
from oecheck.model.fact import Fact, Method, plain
from oecheck.values.text import fold

__all__ = ["accessibility", "outcomes", "provider"]

_PROVIDER = {"name": same_text, "identifier": same_id, "country": same_text}
_WORDS = ("access_modes", "features", "hazards")
_SENTENCES = ("summary", "conforms_to", "evaluated_by", "report", "known_limits")


def provider(course: Course, said: Fact[Any] | None) -> Any:
    """The provider, its name, identifier and country each from where they are told."""
    native = course.provider
    if not known(native):
        return said if said is not None else not_unsupported(native)
    one: Any = plain(native)
    other = said.value if said is not None else None
    fields = {
        name: combine(getattr(one, name), getattr(other, name) if other else None, same, one.source)
        for name, same in _PROVIDER.items()
    }
    return _same_state(native, Provider(source=one.source, **fields))


def accessibility(course: Course, said: Fact[Any] | None) -> Any:
    """What the course says about its accessibility: words of both, sentences of the package first."""
    native = course.accessibility
    if said is None or not known(native):
        return said if said is not None else not_unsupported(native)
    one: Any = plain(native)
    other: Accessibility = stated(said)
    fields: dict[str, Any] = {}
    for name in _WORDS:
        fields[name] = tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
    for name in _SENTENCES:
        mine, theirs = getattr(one, name), getattr(other, name)
        fields[name] = mine if known(mine) else theirs
    return Fact(
        value=Accessibility(source=one.source, **fields),
        method=Method.SUPPLIED,
        sources=(one.source, *said.sources),
    )


def outcomes(course: Course, said: Fact[Any] | None) -> Any:
    """The outcomes of both; one of the record that has the id or the words of one of the package completes it."""
    native = course.outcomes
    if said is None or not known(native):
        return said if said is not None else not_unsupported(native)
    merged: dict[str, LearningOutcome] = {entry.id: entry for entry in plain(native) or ()}
    by_text = {fold(plain(entry.text) or ""): entry.id for entry in merged.values() if plain(entry.text)}
    for entry in stated(said):
        key = entry.id if entry.id in merged else by_text.get(fold(plain(entry.text) or ""), entry.id)
        merged[key] = _completed(merged[key], entry) if key in merged else entry
    if tuple(merged.values()) == plain(native):
        return native
    at = native.sources if isinstance(native, Fact) else (course.source,)
    return Fact(value=tuple(merged.values()), method=Method.SUPPLIED, sources=(*at, *said.sources))


def _completed(one: LearningOutcome, other: LearningOutcome) -> LearningOutcome:
    fields = {
        name: mine if known(mine := getattr(one, name)) else getattr(other, name) for name in ("text", "uri", "level")
    }
    return msgspec.structs.replace(one, scheme=one.scheme or other.scheme, **fields)


def _same_state(native: Any, value: Any) -> Any:
    return msgspec.structs.replace(native, value=value) if isinstance(native, Fact) else value
