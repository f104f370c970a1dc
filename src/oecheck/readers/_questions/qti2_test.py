"""A test of QTI 2 or 3: parts, sections, the items they name, draws, limits and conditions.

Source: formats/qti.md §4 (test); QTI 2.2 ASI information model, assessmentTest.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Condition, Embedded
from oecheck.model.source import Source
from oecheck.readers._questions.qti2_item import Named, embedded_rubrics, files_named
from oecheck.readers._questions.qti2_markup import markup_of
from oecheck.readers._questions.qti2_names import (
    XML_LANG,
    below,
    children_named,
    first_named,
    flag,
    name_of,
    number_of,
    outermost,
    value_of,
    version_of,
)

__all__ = ["ItemRef", "QtiTestPlan", "read_test_plan"]

_T = TypeVar("_T")
_MOST_S = 10_000_000_000.0


class ItemRef(msgspec.Struct, frozen=True):
    """A reference to an item (`assessmentItemRef`) or to a section in another document (`assessmentSectionRef`)."""

    href: str
    identifier: str
    source: Source
    section: bool = False


class QtiTestPlan(msgspec.Struct, frozen=True):
    """A test or section document.

    Attributes:
        refs: items and outer sections that it names, in document order.
        met: how many of the named items a learner meets, as a share of them; 1 where nothing is drawn.
        random_draw: items are drawn at random.
        attempts: allowed attempts at an item, where all parts that state it agree; 0 is unlimited.
        shows_feedback: learners see feedback after an attempt; None where it is not stated.
        time_limit_s: time for the whole test.
        pass_mark: share of the greatest score that the test calls mastery.
        conditions: pre-conditions and branches.
    """

    root: _Element
    source: Source
    identifier: str
    title: str
    language: str
    version: str
    refs: tuple[ItemRef, ...]
    met: float
    random_draw: bool
    attempts: int | None
    shows_feedback: bool | None
    time_limit_s: float | None
    pass_mark: float | None
    conditions: tuple[Condition, ...]
    named: tuple[Named, ...]
    embedded: tuple[Embedded, ...]
    tool: str
    tool_version: str


def read_test_plan(root: _Element, document: XmlDocument, path: str) -> QtiTestPlan:
    """The test that an `assessmentTest` or `assessmentSection` element is."""
    refs = tuple(_ref(node, document) for node in below(root, "assessmentItemRef", "assessmentSectionRef"))
    met, drawn = _met(root)
    controls = list(below(root, "itemSessionControl"))
    title = value_of(root, "title") or ""
    return QtiTestPlan(
        root=root,
        source=document.source(root),
        identifier=value_of(root, "identifier") or path,
        title=title,
        language=(root.get(XML_LANG) or "").strip(),
        version=version_of(root),
        refs=refs,
        met=met,
        random_draw=drawn,
        attempts=_agreed([_whole(value_of(node, "maxAttempts")) for node in controls]),
        shows_feedback=_agreed([flag(node, "showFeedback") for node in controls]),
        time_limit_s=_time_limit(root),
        pass_mark=_pass_mark(root),
        conditions=_conditions(root, document, refs),
        named=tuple(named for named in files_named(root, document) if named.kind not in ("item", "section")),
        embedded=(*_feedback(root, document, path, title), *_rubrics(root, document, path, title)),
        tool=value_of(root, "toolName") or "",
        tool_version=value_of(root, "toolVersion") or "",
    )


def _ref(node: _Element, document: XmlDocument) -> ItemRef:
    return ItemRef(
        value_of(node, "href") or "",
        value_of(node, "identifier") or "",
        document.source(node),
        name_of(node) == "assessmentSectionRef",
    )


def _met(root: _Element) -> tuple[float, bool]:
    """Share of the items that a learner meets, and whether any are drawn; sections from the innermost outwards."""
    counts: dict[_Element, tuple[float, float]] = {}
    drawn = False
    sections = [root, *below(root, "testPart", "assessmentSection")]
    for section in reversed(sections):
        parts = [
            counts.get(node, (1.0, 1.0)) for node in children_named(section, "testPart", "assessmentSection", *_REFS)
        ]
        total, met = sum(all_of for all_of, _ in parts), sum(some for _, some in parts)
        select = _whole(value_of(first_named(section, "selection"), "select"))
        if select is not None and parts:
            drawn = drawn or select < len(parts)
            met *= min(select / len(parts), 1.0)
        counts[section] = (total, met)
    total, met = counts[root]
    return (met / total if total else 1.0), drawn


_REFS = ("assessmentItemRef", "assessmentSectionRef")


def _agreed(values: list[_T | None]) -> _T | None:
    told = {value for value in values if value is not None}
    return told.pop() if len(told) == 1 else None


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _time_limit(root: _Element) -> float | None:
    """Limit of the test, else of its only part; seconds."""
    parts = list(children_named(root, "testPart"))
    for holder in [root, *(parts if len(parts) == 1 else [])]:
        limit = number_of(value_of(first_named(holder, "timeLimits"), "maxTime"))
        if limit is not None and 0 < limit < _MOST_S:
            return limit
    return None


def _pass_mark(root: _Element) -> float | None:
    """`masteryValue` of an outcome, as a share of its `normalMaximum`."""
    for node in children_named(root, "outcomeDeclaration"):
        mastery, most = number_of(value_of(node, "masteryValue")), number_of(value_of(node, "normalMaximum"))
        if mastery is not None and most is not None and 0 <= mastery <= most and most > 0:
            return mastery / most
    return None


def _conditions(root: _Element, document: XmlDocument, refs: tuple[ItemRef, ...]) -> tuple[Condition, ...]:
    """Pre-conditions: what is held back, and the item whose result decides."""
    known = {ref.identifier for ref in refs}
    found = []
    for node in outermost(root, "preCondition"):
        holder = node.getparent()
        owner = value_of(holder, "identifier") or ""
        targets = dict.fromkeys(
            (value_of(variable, "identifier") or "").partition(".") for variable in below(node, "variable")
        )
        names = [name for name, dot, _ in targets if dot] or [""]
        found += [
            Condition(
                source=document.source(node),
                owner=owner,
                kind="score",
                target=name,
                target_exists=not name or name in known,
            )
            for name in dict.fromkeys(names)
        ]
    return tuple(found)


def _feedback(root: _Element, document: XmlDocument, path: str, title: str) -> tuple[Embedded, ...]:
    found = []
    for number, node in enumerate(children_named(root, "testFeedback"), 1):
        source = document.source(node)
        found.append(
            Embedded(
                source=source,
                id=f"{path}#{source.pointer}",
                title=title or None,
                markup=markup_of(node, document, number),
                base=path,
            )
        )
    return tuple(found)


def _rubrics(root: _Element, document: XmlDocument, path: str, title: str) -> tuple[Embedded, ...]:
    return embedded_rubrics(root, document, path, title, number=1_000)
