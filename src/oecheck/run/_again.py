"""The same package again, under the same conditions: the report that was given the first time.

A report is a function of the package, the rules, the options, the date and the program. All of them but the bytes of
the package make the name that it is kept under; a package is only hashed where there is a report under that name. On
this path neither the engine nor a reader is imported.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from oecheck.model.report import Report
from oecheck.rules import digest_of, find_edition
from oecheck.run._date import evaluation_date
from oecheck.run._options import CheckOptions
from oecheck.run._subject import Subject
from oecheck.store import StoredReports, open_entries

__all__ = ["check_package"]


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
    subject = Subject(source, options, name)
    entries = open_entries() if options.cache else None
    if entries is None:
        return _checked(subject)
    stored = StoredReports(entries)
    key = _key(subject)
    if key and stored.may_have(key):
        report = stored.find(key, subject.sha256)
        if report is not None:
            return report
    report = _checked(subject)
    if key:
        stored.keep(key, report)
    return report


def _checked(subject: Subject) -> Report:
    from oecheck.run._facts import report_of

    return report_of(subject)


def _key(subject: Subject) -> str:
    """The name of everything that the report depends on, but the bytes of the package; "" where there is none.

    Raises:
        UsageError: there is no such standard.
    """
    options = subject.options
    edition = find_edition(options.standard)
    rules = digest_of([*edition.contents(), *filter(None, (edition.locale(options.language),))])
    asked = msgspec.structs.replace(
        options, standard="", description=None, date=evaluation_date(options), keep_facts=False
    )
    return subject.key("report", rules, msgspec.to_builtins(asked))
