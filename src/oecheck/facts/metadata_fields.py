"""Metadata that is stated in two or more places, and whether the places agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import MetadataField
from oecheck.model.course import Course, Licence
from oecheck.model.fact import Fact, Method, State
from oecheck.model.source import Source

__all__ = ["FACTS", "metadata_fields"]


def _shown(value: Any) -> str:
    if isinstance(value, Licence):
        return value.id or value.url or value.raw
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _text_of_map(value: Any) -> str:
    return " / ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _tags(value: Any) -> str:
    return ", ".join(entry["tag"] for entry in value)


# Field of the course → its name in the rule, the key of the record, and how the record's value is shown.
_FIELDS: Mapping[str, tuple[str, str, Callable[[Any], str]]] = {
    "title": ("title", "title", _text_of_map),
    "languages": ("language", "languages", _tags),
    "licence": ("licence", "licence", str),
    "version": ("version", "version", str),
    "modified": ("modified", "modified", str),
    "id": ("identifier", "id", str),
}


def metadata_fields(course: Course, record: dict[str, Any] | None) -> tuple[MetadataField, ...]:
    """The kinds of metadata found in two or more places: of the package, or of the package and its record.

    Readers and the merging of the record note on each value whether its places agree (state conflict) and keep what
    loses among `others`; descriptions are prose and are never compared.
    """
    fields = []
    for name, (shown_as, key, show) in _FIELDS.items():
        told = getattr(course, name)
        if told is None:
            continue
        fact = told if isinstance(told, Fact) else Fact(value=told, sources=(_source(told, course),))
        if fact.state not in (State.PRESENT, State.CONFLICT):
            continue
        values = [_shown(fact.value), *(_shown(other.value) for other in fact.others)]
        if record and key in record and fact.method is not Method.SUPPLIED and not _from_record(fact):
            values.append(show(record[key]))
        if len(values) > 1:
            fields.append(_field(shown_as, values, fact, course))
    return tuple(fields)


def _from_record(fact: Fact[Any]) -> bool:
    return any(other.method is Method.SUPPLIED for other in fact.others)


def _source(value: Any, course: Course) -> Source:
    source = getattr(value, "source", None)
    return source if isinstance(source, Source) else course.source


def _field(name: str, values: list[str], fact: Fact[Any], course: Course) -> MetadataField:
    return MetadataField(
        field=name,
        values=tuple(dict.fromkeys(values)),
        agrees=fact.state is not State.CONFLICT,
        prose=fact.state is not State.CONFLICT and bool(fact.others) and _names_no_licence(fact),
        source=next(iter(fact.sources), course.source),
    )


def _names_no_licence(fact: Fact[Any]) -> bool:
    """A licence told in words beside one that has a name: only a person can say whether they agree."""
    return any(isinstance(other.value, Licence) and other.value.family == "unknown" for other in fact.others)


FACTS = (
    FactDefinition(
        of="course",
        name="metadata_fields",
        type="list<metadata_field>",
        meaning="Kinds of metadata that the package and its record state in two or more places.",
        function=metadata_fields,
    ),
)
