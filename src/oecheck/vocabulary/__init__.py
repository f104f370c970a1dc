"""The names that rules may use: kinds, their fields and facts, and where the things of a kind are found.

The rule language and the rule files are told these names (rules and facts stay strangers to each other). Fields come
from the classes of `oecheck.model`, facts from the modules of `oecheck.facts`; adding either needs no edit here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any

import msgspec

from oecheck.facts import FactDefinition, FactRegistry, registry
from oecheck.language import FactGetter, Field, Kind, kinds_from_structs, parse_type
from oecheck.model import content, course, manifest, media, metadata, package, page
from oecheck.model.fact import Fact
from oecheck.model.manifest import Manifest
from oecheck.vocabulary._functions import rule_functions

__all__ = [
    "COURSE_COLLECTIONS",
    "MANIFEST_COLLECTIONS",
    "PAGE_COLLECTIONS",
    "SINGLE",
    "facts_behind",
    "kind_classes",
    "kind_of",
    "kinds",
    "rule_functions",
    "signature",
    "target_kinds",
]

SINGLE = ("course", "package", "manifest")
"""Kinds of which a package has one thing."""

PAGE_COLLECTIONS: Mapping[str, str] = {
    "heading": "headings",
    "image": "images",
    "link": "links",
    "table": "tables",
    "form_field": "fields",
    "frame": "frames",
    "text_style": "text_styles",
    "auto_refresh": "refreshes",
    "remote": "remotes",
}
"""Kind → fact of a page that holds the things of this kind."""

MANIFEST_COLLECTIONS: Mapping[str, Callable[[Manifest | None], Iterable[Any]]] = {
    "organization": lambda found: found.organizations if found else (),
    "item": lambda found: found.items if found else (),
    "resource": lambda found: found.resources if found else (),
    "manifest_file": lambda found: (file for resource in found.resources for file in resource.files) if found else (),
    "dependency": lambda found: (
        (part for resource in found.resources for part in resource.dependencies) if found else ()
    ),
    "lom_record": lambda found: found.lom_records if found else (),
    "lom_term": lambda found: (term for record in found.lom_records for term in record.terms) if found else (),
    "lti_link": lambda found: found.lti_links if found else (),
    "curriculum_standard": lambda found: found.curriculum_standards if found else (),
}
"""Kind → the things of this kind in an IMS manifest and the descriptors that it names."""

COURSE_COLLECTIONS: Mapping[str, str] = {
    "activity": "activities",
    "active_object": "active_objects",
    "assessment": "assessments",
    "condition": "conditions",
    "contributor": "contributors",
    "course_date": "course_dates",
    "content_unit": "content_units",
    "document": "documents",
    "epub": "epubs",
    "embedded": "embedded",
    "exposure": "exposures",
    "fixed_width": "fixed_widths",
    "formula": "formulas",
    "lang_text": "titles",
    "language_version": "language_versions",
    "licence": "licences",
    "media": "media",
    "metadata_field": "metadata_fields",
    "module": "modules",
    "network_need": "network_needs",
    "outcome": "outcomes",
    "private_trace": "private_traces",
    "question": "questions",
    "sibling_group": "sibling_groups",
    "tool": "tools",
    "track": "tracks",
}
"""Kind → field or fact of the course that holds the things of this kind."""

_ELSEWHERE = ("page", "file", "reference", "descriptor")

_RENAMED = {
    "ManifestItem": "item",
    "ManifestResource": "resource",
    "ManifestOrganization": "organization",
    "ManifestFile": "manifest_file",
    "ManifestDependency": "dependency",
    "LearningOutcome": "outcome",
}


def target_kinds() -> frozenset[str]:
    """Kinds that a rule may look at one by one."""
    return frozenset((*SINGLE, *_ELSEWHERE, *PAGE_COLLECTIONS, *MANIFEST_COLLECTIONS, *COURSE_COLLECTIONS))


def facts_behind(kind: str, fields: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The facts that a rule over a kind asks for: what it reads, and what holds the things of its kind.

    Args:
        kind: the rule's `for_each`.
        fields: (kind, name) of every field and fact that its expressions read.
    """
    found = set(fields)
    found.update(("page", name) for of, name in fields if of == "course" and name in PAGE_COLLECTIONS.values())
    if kind in PAGE_COLLECTIONS:
        found.add(("page", PAGE_COLLECTIONS[kind]))
    elif kind in COURSE_COLLECTIONS:
        found.add(("course", COURSE_COLLECTIONS[kind]))
    return frozenset(found)


@cache
def kind_classes() -> Mapping[str, type[msgspec.Struct]]:
    """The classes of the model by kind."""
    found: dict[str, type[msgspec.Struct]] = {}
    for module in (course, package, page, media, content, manifest, metadata):
        for name in module.__all__:
            member = getattr(module, name)
            if isinstance(member, type) and issubclass(member, msgspec.Struct):
                found[_RENAMED.get(name) or _snake(name)] = member
    return found


def kind_of(thing: object) -> str:
    """The kind of a thing of the model."""
    name = type(thing).__name__
    return _RENAMED.get(name) or _snake(name)


def kinds(facts: FactRegistry | None = None) -> dict[str, Kind]:
    """Every kind with its fields and facts.

    Raises:
        ValueError: a fact has the name of a field, or is of a kind that does not exist.
    """
    facts = facts or registry()
    found = kinds_from_structs(dict(kind_classes()))
    for of, name in facts.facts:
        if of not in found:
            raise ValueError(f"fact {of}.{name}: there is no kind {of}")
        if name in kind_classes()[of].__struct_fields__:
            raise ValueError(f"fact {of}.{name}: the kind has a field of this name")
    derived: dict[str, dict[str, Field]] = {kind: {} for kind in found}
    for (of, name), fact in facts.facts.items():
        derived[of][name] = _field(fact)
    derived["course"] |= _flattened(derived["page"])
    return {kind: Kind(kind, _Both(known.fields, derived[kind])) for kind, known in found.items()}


class _Both(Mapping[str, Field]):
    """Fields and facts as one mapping, which asks for a field only when it is wanted."""

    def __init__(self, fields: Mapping[str, Field], derived: Mapping[str, Field]) -> None:
        self._fields = fields
        self._derived = derived

    def __getitem__(self, name: str) -> Field:
        return self._derived.get(name) or self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return chain(self._fields, self._derived)

    def __len__(self) -> int:
        return len(self._fields) + len(self._derived)


@cache
def signature() -> str:
    """A digest of all names and types: expressions that were checked hold for a vocabulary of the same signature."""
    names = [(kind, class_.__struct_fields__) for kind, class_ in kind_classes().items()]
    typed = [(of, name, fact.type) for (of, name), fact in registry().facts.items()]
    functions = [(one.name, *map(str, one.overloads)) for one in rule_functions()]
    return sha256(repr((sorted(names), sorted(typed), functions)).encode()).hexdigest()


def _field(fact: FactDefinition) -> Field:
    return Field(fact.name, parse_type(fact.type), FactGetter(fact.of, fact.name), fact.meaning, fact.unit)


def _flattened(page_fields: Mapping[str, Field]) -> dict[str, Field]:
    """`course.images`, `course.links` …: the parts of all pages in one list; and `course.pages`, `course.files`."""
    found = {
        name: Field(name, page_fields[name].type, _all_parts(name), f"{name} of all pages")
        for name in PAGE_COLLECTIONS.values()
        if name in page_fields
    }
    found["pages"] = Field("pages", parse_type("list<page>"), lambda run, _: run.pages, "every HTML page")
    found["files"] = Field("files", parse_type("list<file>"), lambda run, _: run.files, "every entry of the package")
    return found


def _all_parts(name: str) -> Callable[[Any, Any], Any]:
    return lambda run, _: _joined([parts for _page, parts in run.page_values(name)])


def _joined(values: list[Any]) -> Any:
    """The parts of all pages; unknown where our own program broke on a page, which may have had more."""
    for value in values:
        if value.__class__ is Fact and value.reason == "fact-broke":
            return value
    return tuple(part for parts in values if isinstance(parts, tuple) for part in parts)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
