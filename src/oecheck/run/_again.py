"""The same package again, under the same conditions: the report that was given the first time.

A report is a function of the package, the rules, the options, the date and the program. All of them but the bytes of
the package make the name that it is kept under; a package is only hashed where there is a report under that name. On
this path neither the engine nor a reader is imported.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.report import Report
from oecheck.rules import digest_of, find_edition
from oecheck.run._date import evaluation_date
from oecheck.run._options import CheckOptions
from oecheck.store import StoredReports, key_of, open_entries, program_stamp

__all__ = ["check_package"]

_FORM = 1
"""Raised when what is kept, or the names that it is kept under, change their shape."""


def check_package(source: Path | bytes, options: CheckOptions | None = None, name: str = "") -> Report:
    """Checks one package, or gives the report of an earlier check of the same bytes under the same conditions.

    Args:
        source: path of a file or folder, or the bytes of a package.
        options: what to check and how; the default is everything, today, in English.
        name: name of the package where `source` is bytes.

    Returns:
        The report. What could only be read in part is said under `limits`.

    Raises:
        UsageError: unknown standard, profile or requirement; an unusable limit of the store.
        RuleFileError: the standard cannot be used.
        PackageError: the package cannot be read at all.
    """
    options = options or CheckOptions()
    entries = open_entries() if options.cache else None
    if entries is None:
        return _fresh(source, options, name)
    stored = StoredReports(entries)
    key = _key(source, options, name)
    if key and stored.may_have(key):
        report = stored.find(key, _sha256(source, options, name))
        if report is not None:
            return report
    report = _fresh(source, options, name)
    if key:
        stored.keep(key, report)
    return report


def _fresh(source: Path | bytes, options: CheckOptions, name: str) -> Report:
    from oecheck.run._check import fresh_report

    return fresh_report(source, options, name)


def _key(source: Path | bytes, options: CheckOptions, name: str) -> str:
    """The name of everything that the report depends on, but the bytes of the package.

    "" where there is none: something is missing (the check will say what), or a name is not UTF-8.

    Raises:
        UsageError: there is no such standard.
    """
    edition = find_edition(options.standard)
    rules = digest_of([*edition.contents(), *filter(None, (edition.locale(options.language),))])
    asked = msgspec.structs.replace(options, standard="", description=None, date=evaluation_date(options))
    try:
        subject, beside = _subject(source, options, name), _beside(options.description)
        return key_of(_FORM, program_stamp(), rules, msgspec.to_builtins(asked), beside, subject)
    except (OSError, PackageError, UnicodeEncodeError):
        return ""


def _subject(source: Path | bytes, options: CheckOptions, name: str) -> list[Any]:
    """What is known of a package without reading it: name and size; of a folder what is listed, and what is wrong.

    Raises:
        OSError, PackageError: there is no such package.
    """
    if isinstance(source, bytes):
        return ["bytes", name, len(source)]
    if source.is_file():
        return ["file", name or source.name, source.stat().st_size]
    with open_container(source, options.limits, name) as container:
        return ["folder", container.name, list(container.files.values()), [_told(one) for one in container.problems]]


def _told(problem: Any) -> list[Any]:
    return [problem.code, problem.path, sorted(problem.arguments.items())]


def _beside(description: Path | None) -> list[str]:
    """The course description record beside the package."""
    if description is None:
        return []
    return [description.name, hashlib.sha256(description.read_bytes()).hexdigest()]


def _sha256(source: Path | bytes, options: CheckOptions, name: str) -> str:
    """The digest of the package, as a report tells it; "" where it cannot be read."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    try:
        if source.is_dir():
            with open_container(source, options.limits, name) as container:
                return container.sha256
        with source.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, PackageError):
        return ""
