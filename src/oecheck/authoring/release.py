"""A published edition never changes: it is made whole and frozen, and lint says what differs since.

python -m oecheck.authoring.release standards/ohe/0.1      freezes an edition as `oecheck standard freeze` does
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from oecheck.authoring.vocabulary_digests import SUMS
from oecheck.errors import RuleFileProblem
from oecheck.rules import (
    RELEASE,
    SHARED,
    EditionFiles,
    digest_of,
    digests_of,
    find_edition,
    release_differences,
    release_text,
)

__all__ = ["RELEASE", "lint_digests", "lint_release", "same_but_for_place", "write_release"]


def write_release(files: EditionFiles) -> int:
    """Copies into the edition what it shares with others, and writes the digests of all its files beside them.

    What a later edition changes in the numbered checks and the vocabularies then changes nothing of this one.

    Returns:
        The number of files with a digest.

    Raises:
        OSError: a file could not be written.
    """
    for name in SHARED:
        folder = files.folder(name)
        if folder.is_dir() and not folder.is_relative_to(files.edition):
            own = files.edition / name
            own.mkdir()
            for path in (*folder.glob("*.yaml"), *folder.glob(SUMS)):
                shutil.copyfile(path, own / path.name)
    digests = digests_of(files.contents(), files.prefix())
    (files.edition / RELEASE).write_text(release_text(digests), encoding="utf-8", newline="\n")
    return len(digests)


def same_but_for_place(one: EditionFiles, other: EditionFiles) -> bool:
    """Whether two folders hold the same edition."""
    return _digest(one) == _digest(other)


def _digest(files: EditionFiles) -> str:
    contents = ((name.removeprefix(files.prefix()), data) for name, data in files.contents())
    return digest_of(sorted(entry for entry in contents if entry[0] != RELEASE))


def lint_release(files: EditionFiles, published: bool) -> Iterator[RuleFileProblem]:
    """What differs from the release.

    Args:
        files: the edition.
        published: `standard.yaml` says that it is.
    """
    for name, way in release_differences(files.contents(), files.prefix(), published):
        shared = way == "added" and name.partition("/")[0] in SHARED
        file = "standard.yaml" if way == "missing" else name
        shown = file if shared and not (files.edition / file).exists() else files.prefix() + file
        yield RuleFileProblem(shown, 0, 0, f"release-{way}", digests=RELEASE)


def lint_digests(files: EditionFiles) -> Iterator[RuleFileProblem]:
    """Vocabularies that differ from the digests beside them: a change to a list of others is never an accident."""
    folder = files.folder("vocabularies")
    path = folder / SUMS
    known = _lines(path.read_text(encoding="utf-8")) if path.is_file() else {}
    contents = ((file.name, file.read_bytes()) for file in sorted(folder.glob("*.yaml")))
    for name, digest in digests_of(contents, "").items():
        if known.get(name) != digest:
            yield RuleFileProblem(f"{files.name(folder)}/{name}", 0, 0, "vocabulary-changed", digests=SUMS)


def _lines(sums: str) -> dict[str, str]:
    parted = (line.partition("  ") for line in sums.splitlines())
    return {name: digest for digest, _, name in parted}


if __name__ == "__main__":
    write_release(find_edition(sys.argv[1]))
