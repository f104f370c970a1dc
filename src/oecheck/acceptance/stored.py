"""Reports that were written before, read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from oecheck.errors import UsageError
from oecheck.model.report import Report
from oecheck.texts import can_be_language

__all__ = ["read_report", "stored_report"]

_VERSION = "1."


def read_report(file: Path) -> Report:
    """The report of a JSON file.

    Raises:
        UsageError: it cannot be opened, or is no report of a version that is known.
    """
    return stored_report(file)[0]


def stored_report(file: Path) -> tuple[Report, str]:
    """The report of a JSON file, and the sha256 of its bytes.

    Raises:
        UsageError: it cannot be opened, or is no report of a version that is known.
    """
    try:
        data = file.read_bytes()
        report = msgspec.json.decode(data, type=Report)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        detail = problem.strerror if isinstance(problem, OSError) else problem
        raise UsageError("report-unreadable", file=file.as_posix(), detail=detail) from problem
    if not report.report_version.startswith(_VERSION):
        raise UsageError("report-unreadable", file=file.as_posix(), detail=report.report_version)
    if not can_be_language(report.language):
        raise UsageError("report-unreadable", file=file.as_posix(), detail=f"language: {report.language[:40]!r}")
    return report, hashlib.sha256(data).hexdigest()
