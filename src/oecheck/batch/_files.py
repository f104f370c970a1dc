"""Files of a batch: where they go, and how they are written."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from oecheck.errors import UsageError
from oecheck.store import write_whole

__all__ = ["replace_file", "report_path", "stands_whole", "writable"]

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_PLAIN = 80
_END_BYTES = 16


def report_path(name: str) -> str:
    """Where the report of a package goes, relative to the folder of the batch.

    One of 256 folders by the digest of the name, so that none grows too large; the readable part is only for people.
    """
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    plain = _PLAIN.sub("-", name.rpartition("/")[2])[:_MAX_PLAIN].strip("-.") or "package"
    return f"reports/{digest[:2]}/{plain}-{digest[2:14]}.json"


def replace_file(file: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file as a whole or not at all, and the folders above it where they are missing.

    It is on the disk before the journal says that it is there.

    Raises:
        OSError: the system refuses it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, pieces, lasting=True)


def stands_whole(file: Path) -> bool:
    """Whether there is a report that can be read from its first bracket to its last.

    A power cut may leave a file without bytes, or one of zeros, under a name that was given before it.
    """
    try:
        with file.open("rb") as stream:
            first = stream.read(1)
            size_bytes = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size_bytes - _END_BYTES))
            return first == b"{" and stream.read().rstrip().endswith(b"}")
    except OSError:
        return False


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turns a refusal of the system while writing to the folder of the batch into words.

    Raises:
        UsageError: something could not be written.
    """
    try:
        yield
    except OSError as problem:
        raise UsageError("batch-unwritable", file=folder.as_posix(), detail=problem.strerror or problem) from problem
