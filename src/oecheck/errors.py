"""The one tree of errors, and the exit codes they lead to.

    OecheckError
      UsageError            exit 2   wrong option or configuration
      PackageError          exit 3   cannot be opened at all
        NotAPackage                  the bytes are no container, or hold no course package
        UnreadableFormat             recognised, but this version has no reader for it
        EncryptedPackage             needs a password
        UnsafePackage                paths that escape, links that leave, overlapping entries
        PackageTooLarge              over a limit
      RuleFileError         exit 4   a rule file or the standard is wrong (all problems together)
      InternalError         exit 5   our mistake

Something wrong *in* a package is a finding, never an error. Errors carry a code and arguments; the texts
live in `oecheck/texts/<language>.json` under `error.<code>` so that no sentence stands in the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import ClassVar

__all__ = [
    "EncryptedPackage",
    "ExitCode",
    "InternalError",
    "NotAPackage",
    "OecheckError",
    "PackageError",
    "PackageTooLarge",
    "RuleFileError",
    "RuleFileProblem",
    "UnreadableFormat",
    "UnsafePackage",
    "UsageError",
]


class ExitCode(IntEnum):
    """What the process ends with (DESIGN §5). With several packages the first of 4, 5, 3, 1, 0 wins."""

    OK = 0
    FAILED = 1
    USAGE = 2
    UNREADABLE = 3
    RULE_FILE = 4
    INCOMPLETE = 5


class OecheckError(Exception):
    """A problem told to people: `code` names its text, `arguments` fill it.

    Args:
        code: key of the text, without the leading `error.`; lower-case words joined by hyphens.
        **arguments: values of the text's placeholders; never a secret, never an absolute path.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.INCOMPLETE

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments: Mapping[str, object] = arguments

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value}" for name, value in self.arguments.items())
        return f"{self.code}({given})"


class UsageError(OecheckError):
    exit_code = ExitCode.USAGE


class PackageError(OecheckError):
    exit_code = ExitCode.UNREADABLE


class NotAPackage(PackageError):
    pass


class UnreadableFormat(PackageError):
    pass


class EncryptedPackage(PackageError):
    pass


class UnsafePackage(PackageError):
    pass


class PackageTooLarge(PackageError):
    pass


class InternalError(OecheckError):
    exit_code = ExitCode.INCOMPLETE


class RuleFileProblem:
    """One thing wrong in a file that people write.

    Attributes:
        file: path relative to the standard's folder, POSIX.
        line, column: 1-based; 0 where the file as a whole is meant.
        code: key of the text, without the leading `lint.`.
        arguments: values of the text's placeholders; `suggestions` holds the likely right words.
    """

    __slots__ = ("arguments", "code", "column", "file", "line")

    def __init__(self, file: str, line: int, column: int, code: str, **arguments: object) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.code = code
        self.arguments: Mapping[str, object] = arguments

    def __repr__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {dict(self.arguments)}"


class RuleFileError(OecheckError):
    """The standard cannot be used; `problems` holds all that is wrong, not only the first."""

    exit_code = ExitCode.RULE_FILE

    def __init__(self, problems: Iterable[RuleFileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("rule-files", count=len(self.problems))
