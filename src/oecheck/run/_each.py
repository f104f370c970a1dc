"""One package under several editions, opened once where what the first reads of it is enough for the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from oecheck.model.report import Report
from oecheck.rules import Catalogue
from oecheck.run._check import fresh_report
from oecheck.run._facts import report_of
from oecheck.run._options import CheckOptions
from oecheck.run._recorder import Recorder
from oecheck.run._replay import replayed
from oecheck.run._subject import Subject

__all__ = ["report_under_each"]


def report_under_each(source: Path, options: CheckOptions, catalogues: Sequence[Catalogue]) -> tuple[Report, ...]:
    """Checks a package under each of some editions; no report is kept.

    What the rules of the first read is held in memory, and in the user's cache folder only with `keep_facts`.

    Args:
        source: path of a file or folder.
        options: what to check and how; the edition that they name does not count.
        catalogues: the editions, as `catalogue_for` gives them.

    Raises:
        PackageError: the package cannot be read at all.
    """
    if options.keep_facts and options.cache:
        subject = Subject(source, options)
        return tuple(report_of(subject, catalogue) for catalogue in catalogues)
    first, *others = catalogues
    recorder = Recorder(first)
    report = fresh_report(source, options, "", first, recorder)
    held = recorder.record()
    again = (
        (replayed(held, report.subject.sha256, catalogue, options) if held is not None else None)
        or fresh_report(source, options, "", catalogue)
        for catalogue in others
    )
    return (report, *again)
