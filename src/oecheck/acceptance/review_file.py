"""The review file: what a person has to judge, laid ready to be answered; and read again.

Source: proposal §4.1 ("Verdicts expire when the content hash of their targets changes"); `schemas/review.schema.json`.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec

from oecheck.model.outcome import Outcome, RequirementClass, Status
from oecheck.model.report import Assertion, Report, RequirementResult
from oecheck.texts import texts

__all__ = ["OUTCOMES", "Contents", "Entry", "Question", "ReviewFile", "write_review"]

Text = Annotated[str, msgspec.Meta(min_length=1)]
OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {one.value: one for one in (Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE)}
)
"""Answers where the rule asks no question of its own."""
_JUDGED = (Outcome.CANT_TELL, Outcome.UNTESTED)
_ALONE = frozenset({".txt", ".pdf"})
"""Endings of files that show nothing but themselves."""
_PAGES = frozenset({".htm", ".html", ".xhtml", ".md"})
_SHOWN = frozenset(
    {".css", ".js", ".mjs", ".vtt", ".srt", ".ttml"}
    | {".mp3", ".m4a", ".ogg", ".oga", ".wav", ".mp4", ".m4v", ".webm", ".ogv"}
    | {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"}
)
"""Endings of files that a page, or a track of a recording, may show or be shown by."""
_QUOTES = "\"'()[]<>\u201c\u201d\u00ab\u00bb"


class Question(msgspec.Struct, frozen=True):
    """What a rule asks of a person.

    Attributes:
        question: "" where it asks nothing of its own.
        answers: answer → the outcome it stands for.
        single: it looks at the course as a whole or at what stands in many files (a module, a recording with its
            transcript), so that every change of the package voids the verdict.
        labels: how the answers read in the language of the report; empty where they are in it already.
    """

    question: str = ""
    answers: Mapping[str, Outcome] = OUTCOMES
    single: bool = True
    labels: Mapping[str, str] = MappingProxyType({})


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One verdict, or the room for one; an empty `answer` is none.

    `fingerprint` is "" where the requirement as a whole is judged. `question`, `answers`, `place`, `found` and
    `evidence` are for the person only. `evaluator` and `date` stand in for those of the file.
    """

    rule: Text
    rev: int
    content: Text
    fingerprint: str = ""
    question: str = ""
    answers: dict[str, str] = {}
    place: str = ""
    found: str = ""
    evidence: tuple[str, ...] = ()
    answer: str = ""
    reason: str = ""
    evaluator: str = ""
    date: str = ""


class ReviewFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A review: who judged, in which relation to the provider, when; and the verdicts."""

    verdicts: tuple[Entry, ...]
    package: str = ""
    standard: str = ""
    evaluator: str = ""
    relation: Literal["", "provider", "independent"] = ""
    date: str = ""


class Contents:
    """Digests of what verdicts are about.

    Args:
        files: sha256 by path in the package.
        description_sha256: of the course description record beside it.
    """

    def __init__(self, files: Mapping[str, str], description_sha256: str) -> None:
        self._files = files
        lines = [f"{path}\0{files[path]}\n" for path in sorted(files)]
        self._whole = _digest([*lines, description_sha256])

    def of(self, assertion: Assertion | None, question: Question) -> str:
        """Digest of what a finding rests on, where that can be told; else of the whole package.

        A finding in a page rests on the page, on the files that it names, and on whatever a page can show: a picture, a
        recording, a style that may hide what was judged. It does not rest on other pages. A descriptor only points to
        what was judged, and stays as it is when that changes. The names of files and their order do not matter.
        """
        if question.single or assertion is None:
            return self._whole
        paths = {source.file.partition("!/")[0] for source in assertion.sources}
        endings = {_ending(path) for path in paths}
        if not paths or not paths <= self._files.keys() or not endings <= _ALONE | _PAGES | _SHOWN:
            return self._whole
        if not endings <= _ALONE:
            paths.update(path for path in self._files if _ending(path) in _SHOWN)
        folders = {posixpath.dirname(path) for path in paths}
        said = [
            *_strings(assertion.arguments.values()),
            *(word for line in assertion.evidence for word in line.split()),
        ]
        paths.update(named for word in said for named in _places(word, folders) if named in self._files)
        return _digest(sorted(self._files[path] for path in paths))


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _strings(values: Iterable[Any]) -> Iterator[str]:
    """Texts among the arguments of a message, and in lists of them."""
    for value in values:
        yield from (one for one in (value if isinstance(value, list | tuple) else [value]) if isinstance(one, str))


def _places(word: str, folders: Iterable[str]) -> Iterator[str]:
    """Where a word would point to, were it a path in the package or beside a file of it."""
    path = word.lstrip(_QUOTES).rstrip(_QUOTES + ",;:.").partition("?")[0].partition("#")[0]
    yield path
    yield from (posixpath.normpath(posixpath.join(folder, path)) for folder in folders)


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def write_review(
    report: Report, questions: Mapping[str, Question], contents: Contents, *, failures: bool = False
) -> str:
    """The review file of a report, as YAML that a person fills in.

    Args:
        report: of the package.
        questions: by id of the rule; a rule without one asks for an outcome.
        contents: digests of the package.
        failures: also the failures that the program found, for those who want to dispute one.
    """
    said = texts(report.language)
    head = [f"# {line}" for line in said["review.head"].split("\n")]
    head += [f"package: {_quoted(report.subject.name)}"]
    head += [f"standard: {_quoted(f'{report.standard.id}@{report.standard.edition}')}"]
    head += ['evaluator: ""', f'relation: ""  # {said["review.relation"]}', f'date: ""  # {report.evaluated_at[:10]}']
    entries = [
        line
        for requirement in report.requirements
        for assertion in _asked(requirement, failures)
        for line in _entry(requirement, assertion, questions.get(requirement.id, Question()), contents)
    ]
    return "\n".join([*head, "verdicts:" if entries else "verdicts: []", *entries, ""])


def _asked(requirement: RequirementResult, failures: bool) -> Iterator[Assertion | None]:
    """What a person judges of a requirement; None is the requirement as a whole."""
    wanted = (*_JUDGED, Outcome.FAILED) if failures else _JUDGED
    found = [one for one in requirement.assertions if one.outcome in wanted]
    yield from found
    by_hand = requirement.requirement_class is not RequirementClass.AUTOMATIC
    if not found and by_hand and requirement.status is Status.NOT_DETERMINED:
        yield None


def _entry(
    requirement: RequirementResult, assertion: Assertion | None, question: Question, contents: Contents
) -> Iterator[str]:
    failed = assertion is not None and assertion.outcome is Outcome.FAILED
    answers = OUTCOMES if failed else question.answers
    fields: dict[str, Any] = {
        "rule": requirement.id,
        "rev": requirement.rev,
        "fingerprint": assertion.fingerprint if assertion else "",
        "content": contents.of(assertion, question),
        "question": question.question or requirement.title,
        "found": assertion.message if assertion else "",
        "place": _place(assertion),
        "evidence": list(assertion.evidence) if assertion else [],
        "answers": {name: outcome.value for name, outcome in answers.items()},
        "answer": "",
        "reason": "",
    }
    yield ""
    labels = {} if failed else {name: label for name, label in question.labels.items() if label != name}
    for number, (name, value) in enumerate(fields.items()):
        if name == "answers" and labels:
            yield f"    # {', '.join(f'{_quoted(answer)}: {_quoted(label)}' for answer, label in labels.items())}"
        yield f"  {' ' if number else '-'} {name}: {_quoted(value)}"


def _place(assertion: Assertion | None) -> str:
    if assertion is None or not assertion.sources:
        return ""
    source = assertion.sources[0]
    return ":".join(str(part) for part in (source.file, source.line) if part)


def _quoted(value: Any) -> str:
    """A value as JSON on one line, which is YAML too; characters that YAML has no place for become blanks."""
    if isinstance(value, str):
        return msgspec.json.encode("".join(char if char.isprintable() else " " for char in value)).decode()
    if isinstance(value, list):
        return f"[{', '.join(_quoted(part) for part in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_quoted(name)}: {_quoted(part)}' for name, part in value.items())}}}"
    return str(value)
