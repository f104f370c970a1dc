"""A published edition never changes: the digest of each of its files, and whether they still hold.

python -m oecheck.authoring.release standards/ohe/0.1      writes RELEASE.sha256, when an edition is published
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from oecheck.errors import RuleFileProblem
from oecheck.rules import LOCALES

__all__ = ["RELEASE", "lint_digests", "lint_release", "write_release"]

RELEASE = "RELEASE.sha256"


def write_release(edition: Path) -> None:
    """Writes the digests beside `standard.yaml`, in the form that sha256sum checks."""
    lines = (f"{_digest(path)}  {path.relative_to(edition).as_posix()}\n" for path in _files(edition))
    (edition / RELEASE).write_text("".join(lines), encoding="utf-8", newline="\n")


def lint_release(edition: Path, prefix: str, published: bool) -> Iterator[RuleFileProblem]:
    """What differs from the release.

    Args:
        edition: folder of the edition.
        prefix: what the names of its files begin with for people.
        published: `standard.yaml` says that it is.
    """
    release = edition / RELEASE
    if not release.is_file():
        if published:
            yield RuleFileProblem(f"{prefix}standard.yaml", 0, 0, "release-missing", digests=RELEASE)
        return
    known = dict(_lines(release))
    found = {path.relative_to(edition).as_posix(): _digest(path) for path in _files(edition)}
    for name in sorted(known.keys() | found.keys()):
        if known.get(name) != found.get(name):
            way = "lost" if name not in found else "added" if name not in known else "changed"
            yield RuleFileProblem(prefix + name, 0, 0, f"release-{way}", digests=RELEASE)


def lint_digests(folder: Path, sums: str, prefix: str) -> Iterator[RuleFileProblem]:
    """Vocabularies that differ from the digests beside them: a change to a list of others is never an accident."""
    path = folder / sums
    known = dict(_lines(path)) if path.is_file() else {}
    for file in sorted(folder.glob("*.yaml")):
        if known.get(file.name) != _digest(file):
            yield RuleFileProblem(f"{prefix}{file.name}", 0, 0, "vocabulary-changed", digests=sums)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _files(edition: Path) -> list[Path]:
    """Translations are not among them: they decide nothing, and are mended when somebody finds a better word."""
    found = (path for path in edition.rglob("*.yaml") if path.is_file())
    return sorted(path for path in found if path.relative_to(edition).parts[0] != LOCALES)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    write_release(Path(sys.argv[1]))
