"""The command that writes what is missing into a course description record."""

from __future__ import annotations

import shlex

from oecheck.model.report import Report

__all__ = ["describing"]


def describing(report: Report) -> str:
    """The command as it works for this package: a record that was given beside it is completed where it lies."""
    command = f"oecheck describe {shlex.quote(report.subject.name)}"
    if not report.subject.description:
        return command
    record = shlex.quote(report.subject.description)
    return f"{command} --description {record} --write-to {record} --force"
