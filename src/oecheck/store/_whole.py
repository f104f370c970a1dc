"""Files that are written beside and renamed, so that nobody ever finds half of one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

__all__ = ["part_of", "write_whole"]


def part_of(file: Path) -> Path:
    """The file that is written before it takes its name; of this process alone."""
    return file.with_name(f"{file.name}.{os.getpid()}.part")


def write_whole(file: Path, pieces: Iterable[bytes], *, lasting: bool = False) -> None:
    """Writes a file as a whole or not at all; what stood under its name stays until then.

    Args:
        file: where.
        pieces: what.
        lasting: wait until the disk has the bytes, so that a power cut leaves no empty file under the name.

    Raises:
        OSError: the system refuses it.
    """
    part = part_of(file)
    try:
        with part.open("wb") as stream:
            stream.writelines(pieces)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
