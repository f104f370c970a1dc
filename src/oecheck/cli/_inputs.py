"""What a command reads is never written over by what it writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from oecheck.cli._said import STANDARD_INPUT
from oecheck.errors import UsageError

__all__ = ["RECORDS", "require_apart"]

RECORDS = (".yaml", ".yml")
"""Suffixes of what people write into the folder of a package beside its files, and may have written anew."""


def require_apart(files: Iterable[Path], inputs: Iterable[str | Path | None], *, but: tuple[str, ...] = ()) -> None:
    """Makes sure before anything is written that no file is one that the command reads, or part of a folder it reads.

    A new file in such a folder is let be: a course that is kept in a repository has nowhere else for its reports.

    Args:
        files: that are to be written.
        inputs: that are read; None and standard input are passed over.
        but: suffixes of files in folders that may be replaced all the same.

    Raises:
        UsageError: a file would be written over.
    """
    read = [Path(one) for one in inputs if one and one != STANDARD_INPUT]
    for file in files:
        for one in read:
            if _same(file, one):
                raise UsageError("output-is-input", file=file.as_posix())
            if _is_part(file, one) and file.suffix.lower() not in but:
                raise UsageError("output-in-input", file=file.as_posix(), folder=one.as_posix())


def _same(file: Path, one: Path) -> bool:
    """One file under one name or two: through a link, or spelt with other capitals where that is no difference."""
    if file.resolve() == one.resolve():
        return True
    return file.is_file() and one.is_file() and file.samefile(one)


def _is_part(file: Path, one: Path) -> bool:
    return one.is_dir() and file.exists() and file.resolve().is_relative_to(one.resolve())
