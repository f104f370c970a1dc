"""The record beside a package, in a report by the name of its file."""

from __future__ import annotations

import msgspec

from oecheck.description.load import NAMES
from oecheck.model.report import Report
from oecheck.model.source import Source

__all__ = ["with_its_name"]


def with_its_name(report: Report, name: str) -> Report:
    """A report whose places in the record beside the package have the name that its file was given with.

    Everything before works with one name for it, and so do fingerprints: a file that is renamed changes no baseline.

    Args:
        report: on the package.
        name: of the file; "" where no record was given.
    """
    if not name:
        return report
    requirements = tuple(
        msgspec.structs.replace(
            requirement,
            assertions=tuple(
                msgspec.structs.replace(one, sources=tuple(_named(source, name) for source in one.sources))
                for one in requirement.assertions
            ),
        )
        for requirement in report.requirements
    )
    notes = tuple(msgspec.structs.replace(note, source=_named(note.source, name)) for note in report.notes)
    subject = msgspec.structs.replace(report.subject, description=name)
    return msgspec.structs.replace(report, requirements=requirements, notes=notes, subject=subject)


def _named(source: Source, name: str) -> Source:
    """A place in the record; a file of its name that lies in the package is only ever told as a whole."""
    in_record = source.file in NAMES and (source.line or source.pointer)
    return msgspec.structs.replace(source, file=name) if in_record else source
