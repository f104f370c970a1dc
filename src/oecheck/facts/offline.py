"""What the record says of use without a connection (OFF-001, OFF-002, OFF-008, OFF-009)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._recorded import recorded
from oecheck.model.fact import Fact, State
from oecheck.model.package import File

__all__ = ["FACTS"]


def offline_offered(record: Mapping[str, Any] | None) -> Fact[bool] | None:
    """Whether the course is offered for use without a connection; absent where nobody says so."""
    said = recorded(record, "offline", "enabled")
    return None if said is None or said.state is State.UNSUPPORTED else said


def offline_sync(record: Mapping[str, Any] | None) -> Fact[str] | None:
    """How results reach the institution afterwards."""
    return recorded(record, "offline", "sync")


def stated_size_bytes(record: Mapping[str, Any] | None) -> Fact[int] | None:
    """Size of the whole as learners are told it."""
    return recorded(record, "size")


def print_version(record: Mapping[str, Any] | None) -> Fact[str] | None:
    """File or address of a version to print."""
    return recorded(record, "printRef")


def content_bytes(files: Iterable[File]) -> int:
    """Size of all files, unpacked."""
    return sum(file.size_bytes for file in files)


FACTS = (
    FactDefinition(
        of="course",
        name="offline_offered",
        type="bool",
        meaning="the record says whether the course is offered for use without a connection",
        function=offline_offered,
    ),
    FactDefinition(
        of="course",
        name="offline_sync",
        type="string",
        meaning="how results of work without a connection reach the institution, as the record says",
        function=offline_sync,
    ),
    FactDefinition(
        of="course",
        name="stated_size_bytes",
        type="int",
        unit="bytes",
        meaning="size of the whole as the record says that learners are told it",
        function=stated_size_bytes,
    ),
    FactDefinition(
        of="course",
        name="print_version",
        type="string",
        meaning="file or address of a version to print, as the record says",
        function=print_version,
    ),
    FactDefinition(
        of="course",
        name="content_bytes",
        type="int",
        unit="bytes",
        meaning="size of all files of the package, unpacked",
        function=content_bytes,
    ),
)
