"""The course that a list of activities describes.

What is launched is an entry of the table of contents; the others are met inside of it. Objectives among the activities
are learning outcomes. Source: formats/tincan-aicc.md §1; formats/course-model.md §5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Activity, Course, LearningOutcome, Module
from oecheck.model.package import Reference
from oecheck.readers._imscp.course import without_place
from oecheck.readers._tincan.activities import Entry, course_of
from oecheck.readers._xapi.launches import Launch, kind_of, outside_tools
from oecheck.readers._xapi.texts import main_text, not_of_the_content
from oecheck.values.iri import is_absolute_iri

__all__ = ["CAPABILITIES", "read_course", "references_of"]

CAPABILITIES = frozenset(
    f"course.{name}"
    for name in ("id", "title", "titles", "description", "descriptions", "outcomes", "modules", "activities", "tools")
)
_NO_PLACE = (
    "study_time_s",
    "graded",
    "points",
    "weight",
    "pass_mark",
    "attempts",
    "time_limit_s",
    "due",
    "completion",
    "criteria",
)


def read_course(document: XmlDocument, entries: tuple[Entry, ...]) -> Course:
    """The course; its words are those of the activity that stands for it."""
    told = course_of(entries)
    shown = [entry for entry in entries if not entry.is_a("objective")]
    names = _unique(entry.id or f"activity-{entry.source.line}" for entry in shown)
    launched = [(entry, name) for entry, name in zip(shown, names, strict=True) if entry.launches]
    course = Course(
        source=document.source(document.root) if told is None else told.source,
        id=(told.id or None) if told is not None else None,
        title=None if told is None else main_text(told.names),
        titles=() if told is None else tuple(text for text in told.names if text.text),
        description=None if told is None else main_text(told.descriptions),
        descriptions=() if told is None else tuple(text for text in told.descriptions if text.text),
        languages=None if told is None else not_of_the_content((*told.names, *told.descriptions)),
        outcomes=tuple(_outcomes(entries)) or None,
        modules=tuple(_module(entry, name, position) for position, (entry, name) in enumerate(launched, 1)),
        activities=tuple(
            _activity(entry, name, position) for position, (entry, name) in enumerate(zip(shown, names, strict=True), 1)
        ),
        tools=outside_tools((launch, main_text(entry.names)) for entry, _ in launched for launch in entry.launches),
    )
    return without_place(course, _NO_PLACE)


def references_of(entries: Iterable[Entry], *, alone: bool) -> Iterator[Reference]:
    """References to files of the package; of a list that was handed in alone nobody can tell whether they are there."""
    for entry in entries:
        for launch in entry.launches:
            if launch.state != "none":
                state = "unreadable" if alone and launch.state == "missing" else launch.state
                href = launch.entry if launch.external else launch.href
                yield Reference(source=launch.source, href=href, target=launch.entry, state=state)


def _unique(wanted: Iterable[str]) -> list[str]:
    """The names, those used before with their number."""
    seen: Counter[str] = Counter()
    names = []
    for name in wanted:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}~{seen[name]}")
    return names


def _outcomes(entries: Iterable[Entry]) -> Iterator[LearningOutcome]:
    for entry in entries:
        if entry.is_a("objective"):
            yield LearningOutcome(
                source=entry.source,
                id=entry.id,
                text=main_text(entry.descriptions) or main_text(entry.names),
                uri=entry.id if is_absolute_iri(entry.id) else None,
            )


def _module(entry: Entry, name: str, position: int) -> Module:
    return Module(
        source=entry.source,
        id=name,
        title=main_text(entry.names),
        description=main_text(entry.descriptions),
        position=position,
        leaf=True,
        activity_count=1,
    )


def _activity(entry: Entry, name: str, position: int) -> Activity:
    launch = entry.launches[0] if entry.launches else None
    files = (one.entry for one in entry.launches if one.state in ("found", "case"))
    return Activity(
        source=entry.source,
        id=name,
        title=main_text(entry.names),
        description=main_text(entry.descriptions),
        kind=_kind(entry, launch),
        raw_kind=entry.type,
        module=name if launch is not None else "",
        position=position,
        entry="" if launch is None else launch.entry,
        external=launch is not None and launch.external,
        files=tuple(dict.fromkeys(files)),
        needs_network=launch is not None and launch.external,
    )


def _kind(entry: Entry, launch: Launch | None) -> str:
    if launch is not None:
        return kind_of(entry.type, launch)
    return "quiz" if entry.is_a("assessment") else "other"
