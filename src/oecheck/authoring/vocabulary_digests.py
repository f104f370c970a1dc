"""Digests of the vocabularies, so that a change to a list of others is never an accident.

python -m oecheck.authoring.vocabulary_digests      writes standards/vocabularies/SHA256SUMS again
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from oecheck.values.locations import standards_root

__all__ = ["SUMS", "digests", "write_digests"]

SUMS = "SHA256SUMS"


def digests(folder: Path) -> str:
    """A line for each vocabulary, in the form that sha256sum checks, by name."""
    files = sorted(folder.glob("*.yaml"), key=lambda file: file.name)
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def write_digests(folder: Path) -> None:
    """Writes the file of digests beside the vocabularies."""
    (folder / SUMS).write_text(digests(folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_digests(standards_root() / "vocabularies")
