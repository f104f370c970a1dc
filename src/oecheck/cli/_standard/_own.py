"""Editions that commands may write into, and how their files are told."""

from __future__ import annotations

import os
from pathlib import Path

from oecheck.errors import RuleFileProblem, UsageError
from oecheck.rules import RELEASE, EditionFiles
from oecheck.values.locations import is_installed, standards_root

__all__ = ["require_not_installed", "require_own", "shown", "with_place"]


def require_own(files: EditionFiles, standard: str) -> None:
    """Refuses an edition that a person did not name by its folder, that is installed, or that is frozen.

    Args:
        files: the edition.
        standard: as it was given.

    Raises:
        UsageError: it is no edition to add something to.
    """
    if not Path(standard).is_dir():
        raise UsageError("edition-shipped", standard=standard)
    require_not_installed(files, standard)
    if (files.edition / RELEASE).exists():
        raise UsageError("frozen-already", file=shown(files, files.name(files.edition / RELEASE)))


def require_not_installed(files: EditionFiles, standard: str) -> None:
    """Refuses an edition that lies among the installed files of the program; in a checkout it is there to be edited.

    Raises:
        UsageError: it is part of the installation.
    """
    if is_installed() and files.edition.resolve().is_relative_to(standards_root().resolve()):
        raise UsageError("edition-shipped", standard=standard)


def shown(files: EditionFiles, name: str) -> str:
    """A file of an edition as an editor or terminal can open it from the working directory."""
    path = files.path(name)
    if not path.exists():  # the words of the program
        return name
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        return name


def with_place(files: EditionFiles, problem: RuleFileProblem) -> RuleFileProblem:
    """A problem whose file is told as `shown` has it."""
    placed = RuleFileProblem(shown(files, problem.file), problem.line, problem.column, problem.code)
    placed.arguments = problem.arguments
    return placed
