"""The Common Cartridge profile of QTI 1.2.1, as far as its schema and Schematron rules can be told from a document.

Each departure has a variant, which names its message under CC-20 in `standards/formats/common-cartridge.yaml`.
Source: official schema cc-1.1 `ccv1p1_qtiasiv1p2p1_v1p0.xsd`, content model and rule sets 1 to 13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.source import Source
from oecheck.readers._tree import attribute, child, children, descendants, element_children, text_at, text_of

__all__ = ["ProfileProblem", "profile_problems"]

_YES_NO = frozenset({"Yes", "No"})
# fieldlabel to the entries allowed for it; None: any. Rule sets 1 and 2.
_TEST_FIELDS: dict[str, frozenset[str] | None] = {
    "cc_profile": frozenset({"cc.exam.v0p1"}),
    "qmd_assessmenttype": frozenset({"Examination"}),
    "qmd_scoretype": frozenset({"Percentage"}),
    "qmd_feedbackpermitted": _YES_NO,
    "qmd_hintspermitted": _YES_NO,
    "qmd_solutionspermitted": _YES_NO,
    "qmd_timelimit": None,
    "cc_allow_late_submission": _YES_NO,
    "cc_maxattempts": frozenset({"Examination", "unlimited", "1", "2", "3", "4", "5"}),
}
_ITEM_FIELDS: dict[str, frozenset[str] | None] = {
    "cc_profile": frozenset(
        {
            "cc.multiple_choice.v0p1",
            "cc.multiple_response.v0p1",
            "cc.true_false.v0p1",
            "cc.fib.v0p1",
            "cc.pattern_match.v0p1",
            "cc.essay.v0p1",
        }
    ),
    "cc_question_category": None,
    "cc_weighting": None,
    "qmd_scoringpermitted": frozenset({"Yes"}),
    "qmd_computerscored": _YES_NO,
}
_NUMBERS = {"qmd_timelimit": 527_040, "cc_weighting": 99}  # greatest value; the least is 1 (rules 1g, 2c)
_REPEATABLE = frozenset({"cc_question_category"})


class ProfileProblem(msgspec.Struct, frozen=True):
    """One departure from the profile: its variant, where, and what the message needs."""

    variant: str
    source: Source
    arguments: dict[str, Any]


def profile_problems(root: _Element, document: XmlDocument, *, bank: bool) -> Iterator[ProfileProblem]:
    """Departures of a `questestinterop` from the profile, in document order.

    Args:
        root: the root element.
        document: the document it stands in.
        bank: the resource says that it is a question bank.
    """
    checker = _Checker(document)
    yield from checker.document(root, bank)


class _Checker:
    def __init__(self, document: XmlDocument) -> None:
        self._document = document

    def _problem(self, variant: str, element: _Element, **arguments: Any) -> ProfileProblem:
        return ProfileProblem(variant, self._document.source(element), arguments)

    def document(self, root: _Element, bank: bool) -> Iterator[ProfileProblem]:
        wanted = "objectbank" if bank else "assessment"
        found = [local(node) for node in element_children(root)]
        if found != [wanted]:
            yield self._problem("document-content", root, wanted=wanted, found=", ".join(found[:5]) or "-")
        for test in children(root, "assessment"):
            yield from self._assessment(test)
        for item_bank in children(root, "objectbank"):
            yield from self._items(item_bank)

    def _assessment(self, test: _Element) -> Iterator[ProfileProblem]:
        if not attribute(test, "title"):
            yield self._problem("test-untitled", test, test=attribute(test, "ident") or "-")
        for metadata in children(test, "qtimetadata"):
            yield from self._fields(metadata, _TEST_FIELDS)
        sections = list(children(test, "section"))
        if len(sections) != 1:
            yield self._problem("sections", test, test=attribute(test, "ident") or "-", count=len(sections))
        for section in sections:
            if child(section, "section") is not None:
                yield self._problem("nested-section", section, test=attribute(test, "ident") or "-")
            if child(section, "item", "section") is None:
                yield self._problem("no-items", section, test=attribute(test, "ident") or "-")
            yield from self._items(section)

    def _fields(self, metadata: _Element, allowed: dict[str, frozenset[str] | None]) -> Iterator[ProfileProblem]:
        labels: Counter[str] = Counter()
        for field in children(metadata, "qtimetadatafield"):
            label, entry = text_at(field, "fieldlabel"), text_at(field, "fieldentry")
            labels[label] += 1
            if label not in allowed:
                yield self._problem("field-unknown", field, field=label)
            elif not entry and not _entry_allowed(label, entry, allowed[label]):
                yield self._problem("field-empty", field, field=label)
            elif not _entry_allowed(label, entry, allowed[label]):
                yield self._problem("field-value", field, field=label, found=entry)
            elif labels[label] == 2 and label not in _REPEATABLE:
                yield self._problem("field-repeated", field, field=label)

    def _items(self, holder: _Element) -> Iterator[ProfileProblem]:
        counts = Counter(attribute(item, "ident") or "" for item in children(holder, "item"))
        seen: Counter[str] = Counter()
        for item in children(holder, "item"):
            ident = attribute(item, "ident") or ""
            seen[ident] += 1
            if seen[ident] == 2:
                yield self._problem("item-repeated", item, item=ident, count=counts[ident])
            yield from self._item(item, ident)

    def _item(self, item: _Element, ident: str) -> Iterator[ProfileProblem]:
        profile = ""
        for metadata in descendants(child(item, "itemmetadata"), "qtimetadata"):
            yield from self._fields(metadata, _ITEM_FIELDS)
            profile = profile or _entry(metadata, "cc_profile")
        if not profile:
            yield self._problem("item-without-profile", item, item=ident)
        for variant in _wrong_structure(item, profile):
            yield self._problem(variant, item, item=ident, profile=profile)
        yield from self._answers(item, ident)
        yield from self._feedback(item, ident)

    def _answers(self, item: _Element, ident: str) -> Iterator[ProfileProblem]:
        """Rule set 9: a condition on a choice names one of its labels."""
        labels = {
            attribute(response, "ident"): {
                attribute(label, "ident") for label in descendants(response, "response_label")
            }
            for response in descendants(child(item, "presentation"), "response_lid")
        }
        for condition in descendants(child(item, "resprocessing"), "varequal"):
            choices = labels.get(attribute(condition, "respident"))
            answer = text_of(condition)
            if choices is not None and answer and answer not in choices:
                yield self._problem("answer-unknown", condition, item=ident, found=answer[:80])

    def _feedback(self, item: _Element, ident: str) -> Iterator[ProfileProblem]:
        """Rule sets 10 to 12: feedback that is shown exists, and what exists is shown."""
        links = list(descendants(child(item, "resprocessing"), "displayfeedback"))
        texts = {attribute(node, "ident") or "": node for node in children(item, "itemfeedback")}
        for link in links:
            target = attribute(link, "linkrefid") or ""
            if target not in texts:
                yield self._problem("feedback-missing", link, item=ident, found=target)
        shown = {attribute(link, "linkrefid") for link in links}
        for name, node in texts.items():
            if name not in shown and child(node, "flow_mat") is not None:
                yield self._problem("feedback-unused", node, item=ident, found=name)


def _entry(metadata: _Element, label: str) -> str:
    fields = children(metadata, "qtimetadatafield")
    return next((text_at(field, "fieldentry") for field in fields if text_at(field, "fieldlabel") == label), "")


def _entry_allowed(label: str, entry: str, allowed: frozenset[str] | None) -> bool:
    greatest = _NUMBERS.get(label)
    if greatest is not None:
        return entry.isascii() and entry.isdigit() and len(entry) < 7 and 1 <= int(entry) <= greatest
    return allowed is None or entry in allowed


class _Shape(msgspec.Struct, frozen=True):
    """What an item is made of, counted once."""

    choices: int
    strings: int
    cardinalities: frozenset[str]
    labels: int
    equal: int
    substring: int


def _shape(item: _Element) -> _Shape:
    presentation, processing = child(item, "presentation"), child(item, "resprocessing")
    lids = list(descendants(presentation, "response_lid"))
    return _Shape(
        choices=len(lids),
        strings=sum(1 for _ in descendants(presentation, "response_str")),
        cardinalities=frozenset(attribute(lid, "rcardinality") or "Single" for lid in lids),
        labels=sum(1 for lid in lids for _ in descendants(lid, "response_label")),
        equal=sum(1 for _ in descendants(processing, "varequal")),
        substring=sum(1 for _ in descendants(processing, "varsubstring")),
    )


# Rule sets 3 to 8: what must hold for each profile, with the variant that names its breach. Rule 4d of the CC 1.1
# Schematron wants more than two answers for a single choice; two are let pass, as later versions could not be read.
_STRUCTURES: dict[str, tuple[tuple[str, Callable[[_Shape], bool]], ...]] = {
    "cc.true_false.v0p1": (
        ("not-single", lambda shape: shape.choices > 0 and shape.cardinalities == {"Single"}),
        ("text-response", lambda shape: shape.strings == 0),
        ("not-two-answers", lambda shape: shape.labels == 2),
        ("no-key", lambda shape: shape.equal + shape.substring > 0),
        ("substring", lambda shape: shape.substring == 0),
    ),
    "cc.multiple_choice.v0p1": (
        ("not-single", lambda shape: shape.choices > 0 and shape.cardinalities == {"Single"}),
        ("text-response", lambda shape: shape.strings == 0),
        ("too-few-answers", lambda shape: shape.labels > 1),
        ("no-key", lambda shape: shape.equal + shape.substring > 0),
        ("substring", lambda shape: shape.substring == 0),
    ),
    "cc.multiple_response.v0p1": (
        ("not-multiple", lambda shape: shape.choices > 0 and shape.cardinalities == {"Multiple"}),
        ("text-response", lambda shape: shape.strings == 0),
        ("too-few-answers", lambda shape: shape.labels > 1),
        ("no-key", lambda shape: shape.equal + shape.substring > 0),
        ("substring", lambda shape: shape.substring == 0),
    ),
    "cc.fib.v0p1": (
        ("choice-response", lambda shape: shape.choices == 0),
        ("no-key", lambda shape: shape.equal + shape.substring > 0),
        ("substring", lambda shape: shape.substring == 0),
    ),
    "cc.pattern_match.v0p1": (
        ("choice-response", lambda shape: shape.choices == 0),
        ("no-key", lambda shape: shape.equal + shape.substring > 0),
    ),
    "cc.essay.v0p1": (
        ("choice-response", lambda shape: shape.choices == 0),
        ("essay-with-key", lambda shape: shape.equal == 0 and shape.substring == 0),
    ),
}


def _wrong_structure(item: _Element, profile: str) -> Iterator[str]:
    rules = _STRUCTURES.get(profile, ())
    shape = _shape(item) if rules else None
    for variant, holds in rules:
        if shape is not None and not holds(shape):
            yield variant
    if profile == "cc.essay.v0p1":
        metadata = child(child(item, "itemmetadata"), "qtimetadata")
        if metadata is None or _entry(metadata, "qmd_computerscored") != "No":
            yield "essay-scored"
        if sum(1 for text in children(item, "itemfeedback") for _ in children(text, "solution")) > 1:
            yield "two-solutions"
