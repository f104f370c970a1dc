"""Files that people write, read into typed values; every mistake is a usage error with file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from oecheck.documents import DocumentProblem, DocumentUnreadable
from oecheck.documents.yaml import YamlTree, parse_yaml, to_data
from oecheck.errors import UsageError
from oecheck.model.source import Source
from oecheck.texts import fill, texts

__all__ = ["Filled", "Written", "file_bytes", "read_written", "require_once"]

MAX_BYTES = 4 << 20
"""A waiver or verdict takes some hundred bytes; this is room for ten thousand."""
_STEP = re.compile(r"\.([A-Za-z_]+)|\[([0-9]+)\]")

_BLANK = "matching regex"
_NO_DATE = "encoded date"
Filled = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""A text with at least one character that is no blank."""
Value = TypeVar("Value")


class Written(Generic[Value]):
    """A file as typed values.

    Attributes:
        value: what it says.
        sha256: digest of its bytes.
    """

    def __init__(self, value: Value, sha256: str, tree: YamlTree) -> None:
        self.value = value
        self.sha256 = sha256
        self._tree = tree

    def source(self, *steps: str | int) -> Source:
        """Where an entry of the file stands."""
        node = _at(self._tree, steps)
        return Source(self._tree.file, *node)


def file_bytes(file: Path) -> bytes:
    """The bytes of a file that a person named.

    Raises:
        UsageError: it cannot be opened, or is too large.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise UsageError("beside-unreadable", file=file.as_posix(), detail=problem.strerror) from problem
    if len(data) > MAX_BYTES:
        raise UsageError("beside-too-large", file=file.as_posix(), limit_bytes=MAX_BYTES)
    return data


def read_written(file: Path, kind: type[Value]) -> Written[Value]:
    """The file, typed.

    Raises:
        UsageError: it cannot be opened, is no YAML, or does not follow its schema.
    """
    data = file_bytes(file)
    try:
        tree = parse_yaml(data, file.name)
    except DocumentUnreadable as problem:
        first = problem.problems[0] if problem.problems else DocumentProblem(problem.code, problem.line)
        raise _wrong(file, first.line, _told(first.code, first.arguments)) from problem
    if tree.problems:
        first = tree.problems[0]
        raise _wrong(file, first.line, _told(first.code, first.arguments))
    try:
        value = msgspec.convert(to_data(tree.root), kind, strict=False)
    except msgspec.ValidationError as problem:
        message = str(problem)
        steps = _steps(message.rpartition(" - at `")[2])
        line, _ = _at(tree, steps)
        if _BLANK in message:
            message = _told("blank", {"field": steps[-1]})
        elif _NO_DATE in message:
            message = _told("no-date", {"field": steps[-1]})
        raise _wrong(file, line, message) from problem
    return Written(value, hashlib.sha256(data).hexdigest(), tree)


def require_once(file: Path, written: Written[Any], key: str, names: Sequence[str]) -> None:
    """Each entry of a list is named once, so that nobody reads one of two that say different things.

    Raises:
        UsageError: two entries have one name; "" is none.
    """
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name and name in seen:
            line = written.source(key, index).line
            raise UsageError("beside-twice", file=file.as_posix(), line=line, name=name)
        seen.add(name)


def _wrong(file: Path, line: int, detail: str) -> UsageError:
    return UsageError("beside-wrong", file=file.as_posix(), line=line, detail=detail)


def _told(code: str, arguments: dict[str, Any]) -> str:
    template = texts("en").get(f"document.{code}", code)
    named = ", ".join(str(value) for name, value in arguments.items() if f"{{{name}}}" not in template)
    return f"{fill(template, arguments)} {named}".strip()


def _steps(path: str) -> list[str | int]:
    """`$.waivers[2].until` as keys and indices."""
    return [name or int(index) for name, index in _STEP.findall(path)]


def _at(tree: YamlTree, steps: Any) -> tuple[int, int]:
    """Line and column of the deepest node on a path that is there."""
    node = tree.root
    for step in steps:
        found = node.get(step) if isinstance(step, str) else node.items[step] if step < len(node.items) else None
        if found is None:
            break
        node = found
    return node.line, node.column
