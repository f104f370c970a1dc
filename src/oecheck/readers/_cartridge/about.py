"""What a cartridge says about the course as a whole: LOM, curriculum standards, Canvas's settings.

Source: formats/metadata.md §3, §4; formats/common-cartridge.md §6, §8.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Accessibility, Course, DeclaredTrack, LearningOutcome, Licence
from oecheck.model.fact import Fact, Value, plain
from oecheck.model.manifest import ManifestResource
from oecheck.model.metadata import CurriculumStandard, LomRecord
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas import Canvas
from oecheck.readers._cartridge.standards import outcomes_of, read_standards
from oecheck.readers._imscp.manifest import ManifestReading
from oecheck.readers._imscp.resources import identifier_of, own_paths
from oecheck.readers._lom import LomFacts, apply_lom, find_lom, lom_record, read_licence, read_lom, settle
from oecheck.readers._tree import children, descendants, find, text_of
from oecheck.values import date, language_tag, licence
from oecheck.values.text import strip_markup

__all__ = ["Described", "describe", "export_date"]

_INSTRUCTORS = frozenset({"instructor", "mentor"})
_TEACHING = frozenset({"lessonplan"})  # intendeduse
_ACCESS_WORDS = {
    "accessmode": "access_modes",
    "accessibilityfeature": "features",
    "accessibilityhazard": "hazards",
}


class Described(msgspec.Struct, frozen=True):
    """The course fields, and the records behind them.

    Attributes:
        audiences: audience of resources by identifier, where it is not the learner.
    """

    course: Course
    records: tuple[LomRecord, ...]
    standards: tuple[CurriculumStandard, ...]
    audiences: dict[str, str]


def describe(reading: ManifestReading, document: XmlDocument, canvas: Canvas) -> Described:
    """All that is said about the course and its parts."""
    manifest = reading.manifest
    course = Course(source=manifest.source, export_id=manifest.identifier)
    metadata = find(reading.root, "metadata")
    records: list[LomRecord] = []
    for element in find_lom(metadata):
        facts = read_lom(element, document)
        course = apply_lom(course, facts, weaker=bool(records))
        records.append(lom_record(facts))
    standards = list(read_standards(metadata, document))
    audiences: dict[str, str] = {}
    licences: list[Licence] = []
    for resource, element in zip(manifest.resources, reading.resources, strict=True):
        own = find(element, "metadata")
        name = identifier_of(resource)
        if plain(resource.intendeduse) in _TEACHING:
            audiences[name] = "instructor"
        if own is None:
            continue
        standards += read_standards(own, document, name)
        for lom in find_lom(own):
            facts = read_lom(lom, document, level="resource", owner=name)
            records.append(lom_record(facts))
            _note_part(facts, resource, audiences, licences)
    course = _with_canvas(course, canvas, {identifier_of(node): node for node in manifest.resources})
    course = _with_standards(course, tuple(standards))
    course = _with_titles(course, reading)
    extra = {"licences": (*course.licences, *licences), "accessibility": _accessibility(course, reading, document)}
    return Described(msgspec.structs.replace(course, **extra), tuple(records), tuple(standards), audiences)


def _note_part(facts: LomFacts, resource: ManifestResource, audiences: dict[str, str], licences: list[Licence]) -> None:
    """Audience and licence of one resource."""
    roles = {word.value.lower() for word in facts.words_of("educational.intendedEndUserRole")}
    if roles and roles <= _INSTRUCTORS:
        audiences[facts.owner] = "instructor"
    elif roles & _INSTRUCTORS and roles - _INSTRUCTORS:
        audiences[facts.owner] = "both"
    found = read_licence(facts.rights)
    stated = None if found is None else found.value
    if stated is not None:
        scopes = own_paths(resource) or (facts.owner,)
        licences.extend(msgspec.structs.replace(stated, scope=scope) for scope in scopes)


def _with_titles(course: Course, reading: ManifestReading) -> Course:
    """The title of the organization where nothing else names the course."""
    organization = next((node for node in reading.manifest.organizations if node.default), None)
    if course.title is not None or organization is None or organization.title is None:
        return course
    title = plain(organization.title)
    return msgspec.structs.replace(course, title=Fact(value=title, sources=(organization.source,)))


def _with_standards(course: Course, standards: tuple[CurriculumStandard, ...]) -> Course:
    found = outcomes_of(standards)
    if not found:
        return course
    told: tuple[LearningOutcome, ...] = plain(course.outcomes) or ()
    return msgspec.structs.replace(course, outcomes=(*told, *found))


def _with_canvas(course: Course, canvas: Canvas, resources: Mapping[str, ManifestResource]) -> Course:
    settings = canvas.settings
    fields: dict[str, Any] = {}
    if settings is not None:
        place = settings.sources
        fields["title"] = settle(course.title, _stated(settings.title, place.get("title")))
        fields["start"] = _stated(settings.start, place.get("start_at"))
        fields["end"] = _stated(settings.end, place.get("conclude_at"))
        fields["licence"] = _chosen_first(course.licence, _licence(settings.license, place.get("license")))
        if language_tag.normalise(settings.locale).problem not in ("empty", "not-a-language"):
            locale = Fact(value=(settings.locale,), sources=(place.get("locale", settings.source),))
            fields["languages"] = settle(course.languages, locale)
    outcomes = _outcomes(canvas)
    if outcomes:
        fields["outcomes"] = (*(plain(course.outcomes) or ()), *outcomes)
    fields["licences"] = (*course.licences, *_file_licences(canvas, resources))
    fields["tracks_declared"] = _tracks(canvas, resources)
    return msgspec.structs.replace(course, **fields)


def _stated(text: str, source: Source | None) -> Fact[str] | None:
    return Fact(value=text, sources=(source,)) if text and source is not None else None


def _licence(code: str, source: Source | None) -> Fact[Licence] | None:
    """Canvas's code; `private` is what it writes when nobody chose."""
    if not code or source is None:
        return None
    value = Licence(source=source, **msgspec.structs.asdict(licence.normalise(code)))
    return Fact(value=value, raw=code, sources=(source,))


def _chosen_first(first: Value[Licence], second: Value[Licence]) -> Value[Licence]:
    """Two licences settled; one that somebody chose goes before the one that Canvas writes when nobody did."""
    told, other = plain(first), plain(second)
    if told is not None and other is not None and told.default and not other.default:
        first, second = second, first
    settled: Value[Licence] = settle(first, second)
    return settled


def _outcomes(canvas: Canvas) -> tuple[LearningOutcome, ...]:
    """Outcomes in words, each with the activities whose rubric names it."""
    by_rubric: dict[str, list[str]] = {}
    for name, work in canvas.assignments.items():
        by_rubric.setdefault(work.rubric, []).append(name)
    for quiz in canvas.quizzes.values():
        if quiz.assignment is not None:
            by_rubric.setdefault(quiz.assignment.rubric, []).append(quiz.id)
    rubrics: dict[str, list[str]] = {}
    for rubric in canvas.rubrics.values():
        for outcome in rubric.outcomes:
            rubrics.setdefault(outcome, []).append(rubric.id)
    return tuple(
        LearningOutcome(
            source=found.source,
            id=found.id,
            text=strip_markup(found.description) or found.title or None,
            kind="objective",
            uri=found.guid or None,
            aligned=_served(dict.fromkeys((*found.aligned, *rubrics.get(found.id, ()))), by_rubric, canvas),
        )
        for found in canvas.outcomes
    )


def _served(names: dict[str, None], by_rubric: dict[str, list[str]], canvas: Canvas) -> tuple[str, ...]:
    """Activities that an alignment names, itself or by a rubric."""
    direct = [name for name in names if name in canvas.assignments or name in canvas.quizzes]
    return tuple(dict.fromkeys([*direct, *(served for name in names for served in by_rubric.get(name, ()))]))


def _file_licences(canvas: Canvas, resources: Mapping[str, ManifestResource]) -> list[Licence]:
    found = []
    for file in canvas.files:
        resource = resources.get(file.identifier)
        if file.license and resource is not None:
            parts = msgspec.structs.asdict(licence.normalise(file.license))
            scope = resource.target or file.identifier
            found.append(Licence(source=file.source, **{**parts, "scope": scope, "holder": file.holder}))
    return found


def _tracks(canvas: Canvas, resources: Mapping[str, ManifestResource]) -> tuple[DeclaredTrack, ...]:
    def path(name: str) -> str:
        resource = resources.get(name)
        return "" if resource is None else resource.target

    return tuple(
        DeclaredTrack(
            source=track.source,
            media=path(track.media),
            path=path(track.track),
            kind=track.kind,
            language=track.locale,
        )
        for track in canvas.tracks
    )


def _accessibility(course: Course, reading: ManifestReading, document: XmlDocument) -> Value[Accessibility]:
    """schema.org words in the metadata of the manifest and of resources (CC 1.4), together with LOM's prose."""
    words: dict[str, dict[str, None]] = {"access_modes": {}, "features": {}, "hazards": {}}
    summaries: list[str] = []
    places: list[_Element] = []
    for holder in (reading.root, *reading.resources):
        for metadata in children(holder, "metadata"):
            for node in descendants(metadata, *_ACCESS_WORDS, "accessibilitySummary"):
                text, name = text_of(node), str(node.tag).rpartition("}")[2].lower()
                if not text:
                    continue
                places.append(node)
                if name in _ACCESS_WORDS:
                    words[_ACCESS_WORDS[name]][text] = None
                else:
                    summaries.append(text)
    if not places:
        return course.accessibility
    told = plain(course.accessibility)
    return Accessibility(
        source=document.source(places[0]),
        access_modes=tuple(words["access_modes"]),
        features=tuple(words["features"]),
        hazards=tuple(words["hazards"]),
        summary=" ".join(summaries) or (None if told is None else told.summary),
    )


def export_date(reading: ManifestReading, document: XmlDocument) -> str | None:
    """Canvas writes the day of the export as a contribution without role."""
    for element in find_lom(find(reading.root, "metadata")):
        for contribution in read_lom(element, document).contributions:
            if not contribution.role and contribution.date:
                return date.parse(contribution.date).iso or None
    return None
