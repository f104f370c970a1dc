"""Personal data of learners: known stores, rosters, addresses; counted and located, never kept (PRV-001).

Stores: Moodle backups with user data, results of QTI, xAPI statements, tables with a column of mail addresses.
Addresses in pages are only a hint: they may be those of teachers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Exposure
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

__all__ = ["FACTS", "stores"]

_MOODLE_USER = pattern(rb"<username>(?!anon\d*<)[^<]{1,100}</username>")


def _records(*names: str) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:" + "|".join(names).encode() + rb")\s+id=\"\d")


# Path of a file of a Moodle backup, its records, kind and code of what they are.
_STORES = (
    (re.compile(r"(?:^|/)users\.xml$"), _MOODLE_USER, "personal", "user_record"),
    (re.compile(r"(?:^|/)grade_history\.xml$"), _records("grade_grade"), "personal", "grade"),
    (re.compile(r"(?:^|/)grades\.xml$"), _records("grade_grade"), "personal", "grade"),
    (re.compile(r"(?:^|/)gradebook\.xml$"), _records("grade_grade"), "personal", "grade"),
    (re.compile(r"(?:^|/)logs(?:tores)?\.xml$"), _records("log", "logstore", "logstore_standard_log"), "log", "log"),
    (re.compile(r"(?:^|/)comments\.xml$"), _records("comment"), "learner_work", "comment"),
    (re.compile(r"(?:^|/)completion\.xml$"), re.compile(rb"<userid>\d"), "personal", "completion"),
    (re.compile(r"(?:^|/)enrolments\.xml$"), _records("enrolment"), "personal", "enrolment"),
    (re.compile(r"(?:^|/)activities/forum_\d+/forum\.xml$"), _records("post"), "learner_work", "forum_post"),
    (
        re.compile(
            r"(?:^|/)activities/(?:assign|workshop|quiz|lesson|scorm|h5pactivity|survey|feedback|data)_\d+/\w+\.xml$"
        ),
        re.compile(rb"<(?:submission|attempt|scoes_track|completed|record|assessment)\s+id=\"\d"),
        "learner_work",
        "submission",
    ),
    (
        re.compile(r"(?:^|/)files\.xml$"),
        re.compile(rb"<filearea>(?:submission\w*|response_\w+|feedback_files|draft|private)</filearea>"),
        "learner_work",
        "submitted_file",
    ),
)
_RESULTS = pattern(rb"<(?:[\w.-]{1,32}:)?(?:assessmentResult|qti-assessment-result|qti_result_report)[\s/>]")
_RESULT = pattern(rb"<(?:[\w.-]{1,32}:)?(?:(?:item|test)Result|qti-(?:item|test)-result|(?:item|test)_result)[\s/>]")
_HEAD_BYTES = 4096
_STATEMENT = pattern(rb"\"mbox(?:_sha1sum)?\"\s{0,9}:\s{0,9}\"(?:mailto:)?[^\"\s]{3,200}\"")
_STATEMENT_PARTS = (b'"actor"', b'"verb"')
_MAIL = pattern(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_NOBODY = pattern(r"@(?:.*\.)?(?:example(?:\.\w+)?|test|invalid|localhost|domain\.com|email\.com)$", re.IGNORECASE)
_MAIL_COLUMN = pattern(r"e-?mail|correo|courriel|mel\b|邮箱|电子邮件|почт|بريد", re.IGNORECASE)
_TABLES = frozenset({"text/csv", "text/tab-separated-values"})
_MAX_ROWS = 200_000


def personal_stores(content: bytes, file: File) -> tuple[Exposure, ...]:
    """Stores of learner data in one file, counted."""
    return tuple(stores(content, file.path, file.media_type))


def stores(content: bytes, path: str, media_type: str) -> Iterator[Exposure]:
    """Stores of learner data: records of a Moodle backup, results of QTI, xAPI statements, rosters."""
    if media_type == "application/xml":
        for where, record, kind, what in _STORES:
            if where.search(path):
                yield from _counted(record, content, path, kind, what)
        if _RESULTS.search(content[:_HEAD_BYTES]):
            yield from _counted(_RESULT, content, path, "personal", "test_result")
    elif media_type == "application/json" and all(part in content for part in _STATEMENT_PARTS):
        yield from _counted(_STATEMENT, content, path, "personal", "xapi_statement")
    elif media_type in _TABLES:
        rows, line = _roster(content.decode("utf-8-sig", "replace"), media_type)
        if rows:
            yield Exposure(source=Source(path, line=line), kind="personal", what="roster", count=rows, certain=False)


def exposures(
    files: Iterable[File],
    secret_exposures: tuple[Exposure, ...],
    file_values: Callable[[str], Mapping[str, Any]],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
) -> tuple[Exposure, ...]:
    """All personal data and secrets that were found, stores first, then addresses in pages, then secrets."""
    by_path = file_values("personal_stores")
    found: list[Exposure] = []
    for file in files:
        values = by_path.get(file.path)
        found += values if isinstance(values, tuple) else ()
        if file.role == "user_data" and not values:
            found.append(Exposure(source=file.source, kind="personal", what="user_data_file", certain=False))
    found += [
        Exposure(source=page.source, kind="personal", what="email", count=count, certain=False)
        for page, count in page_values("emails")
        if isinstance(count, int) and count
    ]
    return (*found, *secret_exposures)


def _counted(record: re.Pattern[bytes], content: bytes, path: str, kind: str, what: str) -> Iterator[Exposure]:
    count, first = 0, 0
    for match in record.finditer(content):
        count += 1
        first = first or content.count(b"\n", 0, match.start()) + 1
    if count:
        yield Exposure(source=Source(path, line=first), kind=kind, what=what, count=count)


def _roster(text: str, media_type: str) -> tuple[int, int]:
    """Rows of a table that hold a mail address in the column its head names so, and the line of the first."""
    head = text.partition("\n")[0]
    if not _MAIL_COLUMN.search(head):
        return 0, 0
    delimiter = "\t" if media_type == "text/tab-separated-values" else max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    rows = first = 0
    try:
        columns = [index for index, name in enumerate(next(reader, [])) if _MAIL_COLUMN.search(name)]
        for number, row in enumerate(reader):
            if number >= _MAX_ROWS:
                break
            if any(index < len(row) and _is_address(row[index]) for index in columns):
                rows += 1
                first = first or reader.line_num
    except csv.Error:  # a field of more than 128 KiB: no roster
        return rows, first
    return rows, first


def _is_address(text: str) -> bool:
    return _MAIL.fullmatch(text.strip()) is not None and not _NOBODY.search(text.strip())


FACTS = (
    FactDefinition(
        of="file",
        name="personal_stores",
        type="list<exposure>",
        meaning="stores of learner data that the file is or holds, counted",
        function=personal_stores,
        media_types=("application/xml", "application/json", "text/csv", "text/tab-separated-values"),
    ),
    FactDefinition(
        of="course",
        name="exposures",
        type="list<exposure>",
        meaning="personal data and secrets that were found",
        function=exposures,
        needs=("file.personal_stores", "page.emails"),
    ),
)
