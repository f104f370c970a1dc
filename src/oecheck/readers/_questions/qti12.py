"""QTI 1.2 documents: assessments, question banks and loose items.

Serves Common Cartridge (the 1.2.1 profile), Canvas's fuller form beside it, and plain QTI 1.2 packages. Elements are
found by local name, in no namespace or any. Source: formats/qti.md §3; formats/common-cartridge.md §7;
official schemas qti-1.2.1 and qti-1.2.1-cc-profile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.course import Embedded, Question
from oecheck.model.source import Source
from oecheck.readers._questions.qti12_item import media_of, metadata_of, read_question
from oecheck.readers._tree import attribute, children, descendants, text_at
from oecheck.values import duration

__all__ = ["QtiDocument", "QtiTest", "read_qti12"]

_MINUTE_S = 60.0


class QtiTest(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment, or a question bank.

    Attributes:
        id: `ident`; the document's path where there is none.
        title: `title`, or the bank's `bank_title`; "".
        bank: an `objectbank`, or loose items.
        metadata: `qtimetadatafield` label to entry, the first of each label.
        questions: its questions in document order; texts that ask nothing are left out.
        question_count: questions a learner meets: draws count with the number drawn.
        random_draw: questions are drawn at random from a group or bank.
        drawn_banks: idents of banks that questions are drawn from.
        time_limit_s: `qmd_timelimit`, else `duration`, in seconds.
        attempts: `cc_maxattempts`; 0 is unlimited.
        shows_feedback: `qmd_feedbackpermitted`; None where it is not stated.
        embedded: the HTML of questions, answers and feedback, one piece per item.
    """

    id: str
    source: Source
    title: str = ""
    bank: bool = False
    metadata: dict[str, str] = {}
    questions: tuple[Question, ...] = ()
    question_count: int = 0
    random_draw: bool = False
    drawn_banks: tuple[str, ...] = ()
    time_limit_s: float | None = None
    attempts: int | None = None
    shows_feedback: bool | None = None
    embedded: tuple[Embedded, ...] = ()


class QtiDocument(msgspec.Struct, frozen=True, kw_only=True):
    """All that one `questestinterop` holds.

    Attributes:
        tests: assessments and banks.
        media: `uri` of pictures, sounds and videos that material names, with its place.
    """

    tests: tuple[QtiTest, ...] = ()
    media: tuple[tuple[str, Source], ...] = ()


def read_qti12(root: _Element, document: XmlDocument, path: str) -> QtiDocument:
    """What a `questestinterop` element holds; an empty result for any other element.

    Args:
        root: the `questestinterop` element, the root of its document or embedded in a manifest.
        document: the document it stands in, for places.
        path: path of the document; stands in for identifiers that are not given, base of references.
    """
    if local(root).lower() != "questestinterop":
        return QtiDocument()
    tests = [_read_test(holder, document, path) for holder in children(root, "assessment", "objectbank")]
    if any(True for _ in children(root, "item", "section")):
        tests.append(_read_test(root, document, path))
    media = tuple((uri, document.source(node)) for node, uri in media_of(root))
    return QtiDocument(tests=tuple(tests), media=media)


def _read_test(holder: _Element, document: XmlDocument, path: str) -> QtiTest:
    bank = local(holder).lower() != "assessment"
    ident = attribute(holder, "ident") or path
    metadata = metadata_of(holder)
    questions: list[Question] = []
    embedded: list[Embedded] = []
    asked: Counter[_Element | None] = Counter()
    for item in _items(holder):
        question, html = read_question(item, document, path, "" if bank else ident, bank, len(questions) + 1)
        embedded.extend(html)
        if question is not None:
            questions.append(question)
            asked[item.getparent()] += 1
    drawn = [_drawn(section, asked[section]) for section in _sections(holder)]
    return QtiTest(
        id=ident,
        source=document.source(holder),
        title=attribute(holder, "title") or metadata.get("bank_title", ""),
        bank=bank,
        metadata=metadata,
        questions=tuple(questions),
        question_count=sum(section.met for section in drawn),
        random_draw=any(section.at_random for section in drawn),
        drawn_banks=tuple(dict.fromkeys(bank for section in drawn for bank in section.banks)),
        time_limit_s=_time_limit(metadata, holder),
        attempts=_attempts(metadata),
        shows_feedback=_yes_no(metadata.get("qmd_feedbackpermitted", "")),
        embedded=tuple(embedded),
    )


def _items(holder: _Element) -> Iterator[_Element]:
    """Items in document order; of a `questestinterop` those that no assessment or bank holds."""
    if local(holder).lower() != "questestinterop":
        yield from descendants(holder, "item")
        return
    for node in children(holder, "item", "section"):
        if local(node).lower() == "item":
            yield node
        else:
            yield from descendants(node, "item")


def _sections(holder: _Element) -> Iterator[_Element]:
    """The holder itself and every section below it; each item is a child of exactly one of them."""
    yield holder
    if local(holder).lower() == "questestinterop":
        for section in children(holder, "section"):
            yield section
            yield from descendants(section, "section")
    else:
        yield from descendants(holder, "section")


class _Drawn(msgspec.Struct, frozen=True):
    """What a learner meets of one section."""

    met: int
    at_random: bool
    banks: tuple[str, ...]


def _drawn(section: _Element, asked: int) -> _Drawn:
    number = _draw(section)
    met = asked if number is None else min(number, asked) if asked else number
    banks = tuple(name for node in _selections(section) if (name := text_at(node, "sourcebank_ref")))
    return _Drawn(met, number is not None or bool(banks), banks)


def _selections(section: _Element) -> Iterator[_Element]:
    for ordering in children(section, "selection_ordering"):
        yield from children(ordering, "selection")


def _draw(section: _Element) -> int | None:
    """`selection_number`: how many of a section's items a learner gets; None when all of them."""
    numbers = [text_at(node, "selection_number") for node in _selections(section)]
    counts = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 7]
    return sum(counts) if counts else None


def _time_limit(metadata: dict[str, str], holder: _Element) -> float | None:
    """`qmd_timelimit` is in minutes, `duration` in ISO 8601; a duration of nothing is no limit."""
    minutes = metadata.get("qmd_timelimit", "")
    if minutes.isascii() and minutes.isdigit() and len(minutes) < 7:
        return float(minutes) * _MINUTE_S
    return duration.parse(text_at(holder, "duration")) or None


def _attempts(metadata: dict[str, str]) -> int | None:
    """`cc_maxattempts`: 1 to 5, `unlimited`, or `Examination` (the platform's own rule, so not stated)."""
    word = metadata.get("cc_maxattempts", "")
    if word.lower() == "unlimited":
        return 0
    return int(word) if word.isascii() and word.isdigit() and len(word) < 7 else None


def _yes_no(word: str) -> bool | None:
    return {"yes": True, "no": False}.get(word.lower())
