"""`questions.xml`: the question bank, read record by record.

Source: formats/moodle-mbz.md §5; formats/course-model.md §5; Moodle `backup_questions_structure_step`,
`question/type/*/backup/moodle2`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Embedded, Question
from oecheck.model.fact import Value, unreadable
from oecheck.readers._moodle.fields import field, number, whole
from oecheck.readers._moodle.question_texts import QuestionTexts
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.verdicts import is_verdict
from oecheck.values.text import strip_markup

__all__ = ["Bank", "read_bank"]

FILE = "questions.xml"
_KINDS = {
    "calculated": "formula",
    "calculatedmulti": "formula",
    "calculatedsimple": "formula",
    "coderunner": "custom",
    "ddimageortext": "drag",
    "ddmarker": "hotspot",
    "ddmatch": "matching",
    "ddwtos": "gap",
    "essay": "essay",
    "essayautograde": "essay",
    "formulas": "formula",
    "gapfill": "gap",
    "gapselect": "inline_choice",
    "kprime": "multiple_choice",
    "match": "matching",
    "mtf": "multiple_choice",
    "multianswer": "gap",
    "multichoiceset": "multiple_choice",
    "numerical": "numeric",
    "ordering": "ordering",
    "pmatch": "short_text",
    "randomsamatch": "matching",
    "recordrtc": "media",
    "shortanswer": "short_text",
    "stack": "formula",
    "truefalse": "true_false",
}
_ASK_NOTHING = frozenset({"description", "random", "missingtype"})
_BY_HUMAN = frozenset({"essay", "recordrtc"})
_OPTIONS = frozenset({"multichoice", "truefalse", "calculatedmulti", "multichoiceset"})
_KEYS = ("match", "stackprt", "drag", "matches", "coderunner_testcase")
_NUMBERED_GAPS = frozenset({"ddwtos", "gapselect"})
"""Elements in which question types keep what is right, other than answers."""
_STEM = 500
"""Characters kept of a question; its HTML is kept whole. A bank of a site has thousands."""
_HIDDEN = "hidden"


class BankQuestion(msgspec.Struct, frozen=True):
    """A question with the entry of the bank that it is a version of (Moodle 4 and later)."""

    question: Question | None
    entry: str
    version: int
    retired: bool
    random: bool


class Bank(msgspec.Struct, frozen=True):
    """The question bank.

    Attributes:
        by_id: every version of every question by its id.
        versions: the same by id of the entry and number of the version.
        latest: the newest version by id of its entry.
        embedded: HTML of the questions that are offered.
        present: the backup has a question bank at all.
    """

    by_id: dict[str, BankQuestion]
    versions: dict[tuple[str, int], BankQuestion]
    latest: dict[str, BankQuestion]
    embedded: tuple[Embedded, ...]
    present: bool

    def version(self, entry: str, number: int | None) -> BankQuestion | None:
        """A version of an entry: the newest when none is asked for, or when that one is not there."""
        newest = self.latest.get(entry)
        return newest if number is None else self.versions.get((entry, number), newest)

    def offered(self) -> tuple[Question, ...]:
        """The questions of the bank: of each the newest version, retired ones left out."""
        single = [one for one in self.by_id.values() if not one.entry]
        current = [*single, *self.latest.values()]
        return tuple(one.question for one in current if one.question is not None and not one.retired)


def read_bank(shelf: Shelf, areas: frozenset[str]) -> Bank:
    """All questions; texts only of those that are offered.

    Args:
        shelf: the documents.
        areas: areas in which files are stored.
    """
    html = QuestionTexts(areas)
    by_id: dict[str, BankQuestion] = {}
    latest: dict[str, BankQuestion] = {}
    texts: list[Embedded] = []
    for record in shelf.records(FILE, "question_bank_entry", "question"):
        made = tuple(_versions(record))
        for one, identifier, _ in made:
            by_id[identifier] = one
        current = max(made, key=lambda version: version[0].version, default=None)
        if current is None:
            continue
        newest, _, node = current
        if newest.entry:
            latest[newest.entry] = newest
        if not newest.retired and field(node, "parent") in ("", "0"):
            texts += html.of(node, _context(record))
    versions = {(one.entry, one.version): one for one in by_id.values() if one.entry}
    return Bank(by_id, versions, latest, tuple(texts), FILE in shelf)


def _versions(record: StreamNode) -> Iterator[tuple[BankQuestion, str, StreamNode]]:
    """The question of a record of Moodle 2 and 3, or all versions of an entry."""
    if record.name == "question":
        yield _read(record, "", 1, retired=field(record, "hidden") == "1"), record.attributes.get("id", ""), record
        return
    entry = record.attributes.get("id", "")
    for version in record.descendants("question_versions"):
        retired = field(version, "status") == _HIDDEN
        for node in version.descendants("question"):
            number = whole(field(version, "version")) or 0
            yield _read(node, entry, number, retired=retired), node.attributes.get("id", ""), node


def _context(record: StreamNode) -> str:
    """Context of the category that a question or entry is in, two elements further out."""
    holder = record.around
    return field(holder.around, "contextid") if holder is not None else ""


def _read(node: StreamNode, entry: str, version: int, *, retired: bool) -> BankQuestion:
    raw = field(node, "qtype")
    asks = raw not in _ASK_NOTHING and field(node, "parent") in ("", "0")
    question = _question(node, raw) if asks else None
    return BankQuestion(question, entry, version, retired, raw == "random")


def _question(node: StreamNode, raw: str) -> Question:
    answers = list(node.descendants("answer"))
    return Question(
        source=node.source(FILE),
        id=f"question-{node.attributes.get('id', '')}",
        bank=True,
        kind=_kind(node, raw),
        raw_kind=raw,
        stem=strip_markup(field(node, "questiontext"))[:_STEM] or None,
        points=number(field(node, "defaultmark")),
        options=len(answers) if raw in _OPTIONS else 0,
        has_key=_has_key(raw, answers, node),
        scored_by="human" if raw in _BY_HUMAN else "machine",
        feedback_count=_feedback_count(node, raw),
        hints=sum(1 for hint in node.descendants("question_hint") if strip_markup(field(hint, "hint"))),
    )


def _feedback_count(node: StreamNode, raw: str) -> int:
    """General feedback, that of answers, and whatever else the question type calls so (`truefeedback` of STACK);
    what Moodle itself puts there is left out."""
    count = int(bool(strip_markup(field(node, "generalfeedback"))))
    plugin = node.child(f"plugin_qtype_{raw}_question")
    waiting = list(plugin.children) if plugin is not None else []
    while waiting:
        inner = waiting.pop()
        waiting += inner.children
        if inner.name.endswith("feedback") and not inner.children:
            said = strip_markup(inner.text)
            count += bool(said) and said != "$@NULL@$" and not is_verdict(inner.name, said)
    return count


def _kind(node: StreamNode, raw: str) -> str:
    if raw != "multichoice":
        return _KINDS.get(raw, "other")
    single = next((field(one, "single") for one in node.descendants("multichoice")), "1")
    return "single_choice" if single == "1" else "multiple_choice"


def _has_key(raw: str, answers: list[StreamNode], node: StreamNode) -> Value[bool]:
    """An answer that gives points; what question types of plug-ins keep elsewhere is not known."""
    if raw in _BY_HUMAN:
        return False
    if any((number(field(answer, "fraction")) or 0) > 0 for answer in answers):
        return True
    if raw in _NUMBERED_GAPS:  # the text says in each gap which choice belongs there: [[1]]
        return "[[" in field(node, "questiontext")
    if any(True for name in _KEYS for _ in node.descendants(name)):
        return True
    known = raw in _KINDS or raw == "multichoice"
    return False if known and answers else unreadable("question-type-unknown", node.source(FILE))
