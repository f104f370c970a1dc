"""A frozen edition never changes: the digests in `RELEASE.sha256`, and which of its files they do not fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

__all__ = ["RELEASE", "digests_of", "release_differences", "release_text"]

RELEASE = "RELEASE.sha256"


def digests_of(contents: Iterable[tuple[str, bytes]], prefix: str) -> dict[str, str]:
    """sha256 of every file by its name below the edition's folder; shared files, which lie beside it, keep their own.

    Args:
        contents: what `EditionFiles.contents` gives.
        prefix: what the names of the edition's own files begin with.
    """
    names = ((name.removeprefix(prefix), data) for name, data in contents)
    return {name: hashlib.sha256(data).hexdigest() for name, data in names if name != RELEASE}


def release_text(digests: Mapping[str, str]) -> str:
    """The file of digests, in the form that sha256sum checks."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def release_differences(
    contents: Iterable[tuple[str, bytes]], prefix: str, published: bool
) -> Iterator[tuple[str, str]]:
    """Files that are not as they were frozen, with `changed`, `added`, `lost` or, of the digests, `missing`.

    A shared file that the edition reads and does not hold itself is one that was added: it could be changed unseen.

    Args:
        contents, prefix: as of `digests_of`.
        published: `standard.yaml` says that the edition is out, so that it has to be frozen.
    """
    files = list(contents)
    release = next((data for name, data in files if name == prefix + RELEASE), None)
    if release is None:
        if published:
            yield RELEASE, "missing"
        return
    known = dict(_lines(release))
    found = digests_of(files, prefix)
    for name in sorted(known.keys() | found.keys()):
        if known.get(name) != found.get(name):
            yield name, "lost" if name not in found else "added" if name not in known else "changed"


def _lines(release: bytes) -> Iterator[tuple[str, str]]:
    for line in release.decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest
