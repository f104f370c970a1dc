"""What a batch hands around: a package to check, what became of it, what a worker says of itself."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

import msgspec

__all__ = [
    "UNFINISHED",
    "UNLISTED",
    "Counts",
    "Done",
    "PackageRef",
    "PackageStatus",
    "Row",
    "Task",
    "Work",
    "WorkerNote",
]


class PackageStatus(StrEnum):
    """What became of one package."""

    CHECKED = "checked"
    REFUSED = "refused"  # not readable at all: no package, encrypted, unsafe, over a limit
    INCOMPLETE = "incomplete"  # something was cut off or broke inside
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out-of-memory"
    CRASHED = "crashed"  # its worker ended without an answer


UNFINISHED = frozenset({PackageStatus.TIMEOUT, PackageStatus.OUT_OF_MEMORY, PackageStatus.CRASHED})
"""States that depend on the machine: another run, with other bounds, may end differently."""

UNLISTED = "folder-unlisted"
"""Reason of the row of a folder that cannot be listed, so that nobody knows which packages lie in it."""

Counts: TypeAlias = tuple[str, int, int, int, int, int]
"""Status of a requirement, then its targets: passed, failed, cantTell, inapplicable, untested."""


class PackageRef(msgspec.Struct, frozen=True):
    """One package of the batch.

    Attributes:
        name: what it is called in tables: relative, POSIX, without anything that could steer a terminal.
        location: path or URL, as it is opened.
        stamp: what changes when its content does; "" where that has not been looked at.
        problem: why it is not known what lies there, so that it is no package to check but a row that says so; "".
    """

    name: str
    location: str
    stamp: str = ""
    problem: str = ""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One package for one worker; `report` is the file that its JSON report goes to."""

    name: str
    location: str
    stamp: str
    report: str
    attempt: int = 1


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a table says of one package, apart from its requirements.

    Attributes:
        digest: sha256 of the package as received; "" when it was not read.
        status: what became of it.
        exit_code: what `oecheck check` ends with for it.
        reason: codes of why it is not simply checked, joined by blanks.
    """

    digest: str = ""
    status: PackageStatus
    exit_code: int
    reason: str = ""
    size_bytes: int = 0
    format: str = ""
    format_version: str = ""
    producer: str = ""
    provider: str = ""
    country: str = ""

    @property
    def has_report(self) -> bool:
        """A package that was read, or refused, has a report; one that its worker did not come through has none."""
        return bool(self.digest) or self.status is PackageStatus.REFUSED


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="done"):
    """One package that a worker is through with.

    Attributes:
        outcomes: requirement id → counts; empty when there is no report.
        wall_s, cpu_s: what it took; never part of a table.
        rss_bytes: memory of the worker afterwards; 0 where the system does not tell.
        peak_bytes: most that the worker ever had.
        report: the report itself, from a worker that does not write to the folder of the batch.
    """

    name: str
    stamp: str
    row: Row
    outcomes: dict[str, Counts] = {}
    attempt: int = 1
    wall_s: float = 0.0
    cpu_s: float = 0.0
    rss_bytes: int = 0
    peak_bytes: int = 0
    worker: int = 0
    report: bytes = b""


class WorkerNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="worker"):
    """Something that happened to a worker: `started`, `recycled`, `died`, `killed`."""

    what: str
    worker: int
    pid: int = 0
    package: str = ""
    exit: int = 0


Work: TypeAlias = Callable[[Task], Done]
"""What a worker does with a task; it has to be found by its name in another process."""
