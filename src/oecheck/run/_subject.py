"""A package by what is known of it without reading it, and by its bytes: what stored results are found by."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.run._options import CheckOptions
from oecheck.store import key_of, program_stamp

__all__ = ["Subject"]

_FORM = 1
"""Raised when what is kept, or the names that it is kept under, change their shape."""


class Subject:
    """A package that is to be checked.

    Args:
        source: path of a file or folder, or the bytes of a package.
        options: of the check.
        name: name of the package where `source` is bytes.
    """

    def __init__(self, source: Path | bytes, options: CheckOptions, name: str = "") -> None:
        self.source = source
        self.options = options
        self.name = name
        self._sha256: str | None = None

    def key(self, *conditions: Any) -> str:
        """A name for everything that a result depends on, but the bytes of the package.

        "" where there is none: something is missing (the check will say what), or a name is not UTF-8.

        Args:
            conditions: what the result depends on besides the package, the record beside it and the program.
        """
        try:
            return key_of(_FORM, program_stamp(), self._seen(), _beside(self.options.description), conditions)
        except (OSError, PackageError, UnicodeEncodeError):
            return ""

    @property
    def sha256(self) -> str:
        """The digest of the package, as a report tells it; "" where it cannot be read."""
        if self._sha256 is None:
            try:
                self._sha256 = self._digest()
            except (OSError, PackageError):
                self._sha256 = ""
        return self._sha256

    def _seen(self) -> list[Any]:
        """Name and size; of a folder what is listed, and what is wrong there."""
        if isinstance(self.source, bytes):
            return ["bytes", self.name, len(self.source)]
        if self.source.is_file():
            return ["file", self.name or self.source.name, self.source.stat().st_size]
        with open_container(self.source, self.options.limits, self.name) as container:
            problems = [[one.code, one.path, sorted(one.arguments.items())] for one in container.problems]
            return ["folder", container.name, list(container.files.values()), problems]

    def _digest(self) -> str:
        if isinstance(self.source, bytes):
            return hashlib.sha256(self.source).hexdigest()
        if self.source.is_dir():
            with open_container(self.source, self.options.limits, self.name) as container:
                return container.sha256
        if not self.source.is_file():
            return ""  # a pipe or a device: opening it might wait for ever
        with self.source.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def _beside(description: Path | None) -> list[str]:
    """The course description record beside the package."""
    if description is None:
        return []
    return [description.name, hashlib.sha256(description.read_bytes()).hexdigest()]
