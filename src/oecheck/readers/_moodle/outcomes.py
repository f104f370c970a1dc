"""Outcomes and competencies, and the activities that serve them.

Source: formats/moodle-mbz.md §2, §4, §5; Moodle `backup_gradebook_structure_step`, `backup_course_competencies_...`.
"""

from __future__ import annotations

from collections.abc import Iterable

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import LearningOutcome
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.work import Work
from oecheck.values.text import strip_markup

__all__ = ["read_outcomes"]

_OUTCOMES = "outcomes.xml"
_COMPETENCIES = "course/competencies.xml"


def read_outcomes(shelf: Shelf, works: Iterable[Work]) -> tuple[LearningOutcome, ...]:
    """Outcomes with their words; competencies by their number in a framework, whose words the backup does not hold."""
    works = tuple(works)
    rated: dict[str, dict[str, None]] = {}
    for work in works:
        for item in work.items:
            if item.outcome:
                rated.setdefault(item.outcome, {})[work.activity.id] = None
    root = shelf.whole(_OUTCOMES)
    outcomes = [_outcome(node, rated) for node in root.named("outcome")] if root is not None else []
    return (*outcomes, *_competencies(shelf, works))


def _outcome(node: StreamNode, rated: dict[str, dict[str, None]]) -> LearningOutcome:
    identifier = node.attributes.get("id", "")
    words = strip_markup(field(node, "description")) or strip_markup(field(node, "fullname"))
    return LearningOutcome(
        source=node.source(_OUTCOMES),
        id=f"outcome-{identifier}",
        text=words or None,
        aligned=tuple(rated.get(identifier, ())),
    )


def _competencies(shelf: Shelf, works: Iterable[Work]) -> list[LearningOutcome]:
    found: dict[tuple[str, str], LearningOutcome] = {}
    aligned: dict[tuple[str, str], list[str]] = {}
    for work in works:
        path = f"{work.listed.directory}/competencies.xml"
        for key, node in _listed(shelf, path):
            aligned.setdefault(key, []).append(work.activity.id)
            found.setdefault(key, _competency(key, node, path))
    for key, node in _listed(shelf, _COMPETENCIES):
        found[key] = _competency(key, node, _COMPETENCIES)
    return [_with(outcome, aligned.get(key, ())) for key, outcome in found.items()]


def _listed(shelf: Shelf, path: str) -> list[tuple[tuple[str, str], StreamNode]]:
    root = shelf.whole(path)
    nodes = root.descendants("competency") if root is not None else ()
    return [((field(node, "frameworkidnumber"), field(node, "idnumber")), node) for node in nodes]


def _competency(key: tuple[str, str], node: StreamNode, path: str) -> LearningOutcome:
    framework, number = key
    return LearningOutcome(
        source=node.source(path),
        id=f"competency-{framework}-{number}",
        kind="competency",
        scheme=framework,
        uri=number or None,
    )


def _with(outcome: LearningOutcome, aligned: Iterable[str]) -> LearningOutcome:
    return LearningOutcome(
        source=outcome.source,
        id=outcome.id,
        kind=outcome.kind,
        scheme=outcome.scheme,
        uri=outcome.uri,
        aligned=tuple(aligned),
    )
