"""What is wrong in a document, with its place."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["MAX_PROBLEMS", "DocumentProblem", "DocumentUnreadable"]

MAX_PROBLEMS = 100
"""Problems that are kept of one document; a page of nonsense has as many as lines."""


class DocumentProblem(msgspec.Struct, frozen=True):
    """One thing that is wrong, though reading went on.

    Attributes:
        code: what it is (text key `document.<code>`).
        line, column: 1-based; 0 where the document as a whole is meant.
        arguments: values for the message; never text of the document beyond names.
    """

    code: str
    line: int = 0
    column: int = 0
    arguments: dict[str, Any] = {}


class DocumentUnreadable(Exception):
    """Nothing of a document can be read.

    Attributes:
        code: `empty`, `too-large`, `not-xml`, `not-yaml`, `not-json`, `too-deep`.
        file: the document.
        line, column: where reading stopped; 0 when the document as a whole is meant.
        problems: all that was found before giving up.
    """

    def __init__(
        self, code: str, file: str, line: int = 0, column: int = 0, problems: tuple[DocumentProblem, ...] = ()
    ) -> None:
        super().__init__(code, file, line, column)
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.problems = problems
