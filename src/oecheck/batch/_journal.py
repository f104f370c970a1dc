"""The journal of a batch: one line of JSON for everything that happened, only ever appended to.

Whatever ends the program, a line that was written is there; a line that was cut short is passed over. Where a package
stands twice, its last line counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from oecheck.batch._values import Counts, Done, Row, WorkerNote

__all__ = ["JOURNAL", "FinishedLine", "Journal", "finished_line", "finished_lines"]

JOURNAL = "journal.jsonl"

# A power cut may cost what was written in this time; the end of a process costs nothing.
_SYNC_EVERY_S = 2.0
_DONE = b'{"kind":"done",'


class FinishedLine(msgspec.Struct, frozen=True):
    """A package as the journal has it.

    Attributes:
        key: digest of everything that a result depends on besides the package.
        bounds: seconds and bytes that it was given.
        outcomes: as in `Done`; a line without such is none that tables can be made from.
        offset: where the line begins.
    """

    name: str
    stamp: str
    key: str
    row: Row
    bounds: tuple[float, int]
    outcomes: dict[str, Counts] = {}
    offset: int = 0


class _Whole(msgspec.Struct, frozen=True):
    name: str
    row: Row
    outcomes: dict[str, Counts] = {}


class Journal:
    """Appends to the journal file.

    Args:
        file: made if it is not there.

    Raises:
        OSError: it cannot be opened or written.
    """

    def __init__(self, file: Path) -> None:
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        self._begun = time.monotonic()
        self._synced = 0.0
        self._close_torn_line()

    def _close_torn_line(self) -> None:
        """A line that the end of an earlier run cut short gets its end, and cannot be read."""
        size = os.lseek(self._descriptor, 0, os.SEEK_END)
        if size:
            os.lseek(self._descriptor, size - 1, os.SEEK_SET)
            if os.read(self._descriptor, 1) != b"\n":
                os.write(self._descriptor, b"\n")

    def done(self, done: Done, key: str, bounds: tuple[float, int]) -> int:
        """Keeps what became of a package; gives the place of its line."""
        said = msgspec.to_builtins(done)
        del said["type"]
        offset = os.lseek(self._descriptor, 0, os.SEEK_END)
        self._append({"kind": "done", "key": key, "bounds": bounds, "at_s": self._now(), **said})
        return offset

    def note(self, note: WorkerNote) -> None:
        """Keeps what happened to a worker."""
        said = msgspec.to_builtins(note)
        del said["type"]
        self._append({"kind": "worker", "at_s": self._now(), **said})

    def event(self, kind: str, **arguments: Any) -> None:
        """Keeps a beginning or an end of the program."""
        self._append({"kind": kind, "at_s": self._now(), **arguments})
        self._sync()

    def close(self) -> None:
        """Hands everything to the disk."""
        self._sync()
        os.close(self._descriptor)

    def _now(self) -> float:
        return round(time.monotonic() - self._begun, 3)

    def _append(self, record: dict[str, Any]) -> None:
        line = msgspec.json.encode(record) + b"\n"
        while line:  # a signal may cut a write short
            line = line[os.write(self._descriptor, line) :]
        if time.monotonic() - self._synced > _SYNC_EVERY_S:
            self._sync()

    def _sync(self) -> None:
        os.fsync(self._descriptor)
        self._synced = time.monotonic()


def finished_lines(file: Path) -> Iterator[FinishedLine]:
    """The packages of a journal, in the order in which they were finished; lines that cannot be read are left out."""
    decoder = msgspec.json.Decoder(FinishedLine)
    if not file.exists():
        return
    with file.open("rb") as stream:
        for offset, line in _lines(stream):
            if not line.startswith(_DONE):
                continue
            with suppress(msgspec.DecodeError, UnicodeDecodeError):  # cut short by the end of a run
                yield msgspec.structs.replace(decoder.decode(line), offset=offset)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines, each with the byte where it begins."""
    offset = 0
    for line in stream:
        yield offset, line
        offset += len(line)


def finished_line(file: Any, offset: int) -> tuple[Row, dict[str, Counts]]:
    """Everything that a table says of a package, from an open journal."""
    file.seek(offset)
    whole = msgspec.json.decode(file.readline(), type=_Whole)
    return whole.row, whole.outcomes
