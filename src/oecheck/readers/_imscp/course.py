"""A course from its manifest: what the manifest says itself, then LOM, then its table of contents.

Source: formats/course-model.md §6 (column SCORM / CP); formats/content-packaging.md §4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from lxml.etree import _Element

from oecheck.model.course import Activity, Course, Licence
from oecheck.model.fact import Fact, plain, unreadable, unsupported
from oecheck.model.manifest import Manifest
from oecheck.model.source import Source
from oecheck.readers._imscp.activities import CourseStructure
from oecheck.readers._imscp.manifest import ManifestReading
from oecheck.readers._imscp.metadata import Metadata
from oecheck.readers._lom import LomFacts, apply_lom, content_languages, read_licence
from oecheck.values import duration

__all__ = ["LOM_CAPABILITIES", "NO_PLACE_IN_ACTIVITY", "read_course", "unreadable_course", "without_place"]

# Fields of the course that LOM or the manifest itself has a place for (formats/metadata.md §3, §4). Not accessibility:
# LOM 9.1 knows "accessibility restrictions" as a purpose, and nothing of access modes, features or hazards.
LOM_CAPABILITIES = frozenset(
    f"course.{name}"
    for name in (
        "id",
        "export_id",
        "title",
        "titles",
        "description",
        "descriptions",
        "languages",
        "keywords",
        "subjects",
        "levels",
        "audiences",
        "resource_types",
        "age_range",
        "study_time_s",
        "version",
        "created",
        "modified",
        "contributors",
        "provider",
        "licence",
        "licences",
        "prerequisites",
        "outcomes",
        "modules",
        "activities",
    )
)
_CUT = frozenset(
    {
        "audiences",
        "contributors",
        "description",
        "keywords",
        "languages",
        "levels",
        "outcomes",
        "resource_types",
        "subjects",
    }
)
# Fields of an activity that neither a manifest nor LOM has a place for (formats/course-model.md §6, column SCORM / CP).
NO_PLACE_IN_ACTIVITY = ("graded", "points", "weight", "due", "criteria")
_TEACHERS = frozenset({"teacher", "author", "manager", "instructor", "mentor"})


def read_course(
    reading: ManifestReading,
    metadata: Metadata,
    structure: CourseStructure,
    *,
    loss: str = "",
) -> Course:
    """The course.

    Args:
        reading: the manifest.
        metadata: its LOM.
        structure: its table of contents.
        loss: code of why the manifest was read in part: what is not found in it may have been lost.
    """
    manifest = reading.manifest
    told = metadata.by_element()
    course = Course(source=manifest.source, export_id=manifest.identifier)
    for element in _course_elements(reading):
        for facts in told.get(element, ()):
            course = apply_lom(course, facts, weaker=element is not reading.root)
    course = msgspec.structs.replace(
        course,
        title=course.title if course.title is not None else _organization_title(manifest),
        version=course.version if course.version is not None else manifest.version,
        modules=structure.modules,
        activities=_with_lom(reading, structure, told),
        licences=(*course.licences, *_licences(reading, metadata)),
    )
    return unreadable_course(course, manifest.source, LOM_CAPABILITIES, loss) if loss else course


def unreadable_course(
    course: Course, source: Source, capabilities: Collection[str], reason: str = "damaged-manifest"
) -> Course:
    """The course with every empty field that its format has a place for marked as unreadable, not as absent.

    Lists and the description are unreadable too, where more of them may stand in the manifest than was read of it; one
    that could not be read at all (`manifest-unreadable`) leaves them empty.
    """
    cut = frozenset() if reason == "manifest-unreadable" else _CUT
    lost: dict[str, Fact[object]] = {
        name: unreadable(reason, source)
        for name in course.__struct_fields__
        if (getattr(course, name) is None or name in cut) and f"course.{name}" in capabilities
    }
    return msgspec.structs.replace(course, **lost)


def without_place(course: Course, activity_fields: Iterable[str]) -> Course:
    """The course with what its format has no place for marked in every activity.

    The day from which learners see a module stays absent: where no format can put it off, it is there from the start.
    """
    names = tuple(activity_fields)
    activities = tuple(
        msgspec.structs.replace(node, **{name: unsupported() for name in names if getattr(node, name) is None})
        for node in course.activities
    )
    return msgspec.structs.replace(course, activities=activities)


def _course_elements(reading: ManifestReading) -> Iterable[_Element]:
    """Elements whose metadata speaks of the course: the manifest, then its default organization."""
    yield reading.root
    default = reading.scopes[0].default
    if default is not None:
        yield default


def _organization_title(manifest: Manifest) -> Fact[str] | None:
    node = next((node for node in manifest.organizations if node.default and not node.scope), None)
    title = None if node is None else plain(node.title)
    return Fact(value=title, sources=(node.source,)) if node is not None and title else None


def _with_lom(
    reading: ManifestReading, structure: CourseStructure, told: dict[_Element, list[LomFacts]]
) -> tuple[Activity, ...]:
    """Activities with what the LOM of their item, then of their resource, says."""
    if not told:
        return structure.activities
    items = {id(item): node for item, node in zip(reading.manifest.items, reading.items, strict=True)}
    resources = {id(item): node for item, node in zip(reading.manifest.resources, reading.resources, strict=True)}
    made = []
    for activity, item, resource in zip(structure.activities, structure.items, structure.resources, strict=True):
        facts = list(told.get(items[id(item)], ()))
        if resource is not None:
            facts.extend(told.get(resources[id(resource)], ()))
        made.append(_described(activity, facts) if facts else activity)
    return tuple(made)


def _described(activity: Activity, facts: list[LomFacts]) -> Activity:
    descriptions = [text for record in facts for text in record.descriptions]
    times = [time for record in facts for time in record.learning_times]
    languages = [tags for record in facts if (tags := plain(content_languages(record)))]
    roles = {word.value.lower() for record in facts for word in record.words_of("educational.intendedEndUserRole")}
    seconds = duration.parse(times[0].text) if times else None
    return msgspec.structs.replace(
        activity,
        description=Fact(value=descriptions[0].text, sources=(descriptions[0].source,)) if descriptions else None,
        study_time_s=Fact(value=seconds, raw=times[0].text, sources=(times[0].source,))
        if seconds is not None
        else None,
        languages=languages[0] if languages else (),
        audience=_audience(roles),
    )


def _audience(roles: set[str]) -> str:
    """`instructor` only where every role that is named teaches."""
    if not roles & _TEACHERS:
        return "learner"
    return "instructor" if roles <= _TEACHERS else "both"


def _licences(reading: ManifestReading, metadata: Metadata) -> Iterable[Licence]:
    """Licences of parts: of items, resources and files that state their own."""
    scopes = {
        element: node.target or plain(node.identifier) or ""
        for element, node in zip(reading.resources, reading.manifest.resources, strict=True)
    }
    for node in metadata.facts:
        if node.level in ("item", "resource", "file"):
            found = read_licence(node.facts.rights)
            if found is not None and found.value is not None:
                yield msgspec.structs.replace(found.value, scope=scopes.get(node.element, node.facts.owner))
