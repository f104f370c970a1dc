"""What a person wrote in a record, as it stands: the lines of each key and the comments above it.

A record that is completed keeps these lines as they are. So nothing is lost, neither a comment nor a value that is
wrong and that only its author can mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import msgspec

from oecheck.documents import DocumentUnreadable
from oecheck.documents.yaml import YamlNode, parse_yaml

__all__ = ["MISTAKE", "NotSplit", "Own", "own_lines"]

MISTAKE = "## ! "
"""Begins each line that tells what is wrong with a key, for the next run to know it for its own."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # where YAML 1.1, and so the numbers of lines, ends a line
_NO_CONTENT = re.compile(r"[ \t]*|#.*|---[ \t]*|%.*")


class NotSplit(Exception):
    """The keys do not stand each on lines of its own, or the file cannot be read.

    Attributes:
        line: where, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a record.

    Attributes:
        keys: of each key, in the order of the file.
        above: comments above each key.
        tail: comments behind the last one.
    """

    keys: Mapping[str, tuple[str, ...]] = {}
    above: Mapping[str, tuple[str, ...]] = {}
    tail: tuple[str, ...] = ()


def own_lines(data: bytes, file: str, generated: Callable[[str], bool]) -> Own:
    """The lines of a YAML record.

    Args:
        data: the file.
        file: its name.
        generated: tells the comment lines that a record gets from this program; they are left out.

    Raises:
        NotSplit: it cannot be read, or two keys share a line or a name.
    """
    try:
        tree = parse_yaml(data, file)
    except DocumentUnreadable as error:
        raise NotSplit(error.line) from error
    for problem in tree.problems:
        if problem.code == "several-documents":
            raise NotSplit(problem.line)
    lines = _BREAK.split(tree.text)
    starts = _starts(tree.root)
    keys: dict[str, tuple[str, ...]] = {}
    above: dict[str, tuple[str, ...]] = {}
    gap = lines[: starts[0][1] - 1] if starts else lines
    for (key, start), (_, following) in pairwise([*starts, ("", len(lines) + 1)]):
        above[key] = _hers(gap, generated)
        block = lines[start - 1 : following - 1]
        length = len(block)
        while length > 1 and _NO_CONTENT.fullmatch(block[length - 1]):
            length -= 1
        keys[key], gap = tuple(block[:length]), block[length:]
    return Own(keys=keys, above=above, tail=_hers(gap, generated))


def _starts(root: YamlNode) -> list[tuple[str, int]]:
    """Each key with its line."""
    if root.kind != "mapping" or (root.pairs and root.style != "block"):
        raise NotSplit(root.line)
    starts: list[tuple[str, int]] = []
    seen: set[str] = set()
    for key, _ in root.pairs:
        if key.kind != "scalar" or key.column != 1 or key.text in seen:
            raise NotSplit(key.line)
        seen.add(key.text)
        starts.append((key.text, key.line))
    return starts


def _hers(lines: Iterable[str], generated: Callable[[str], bool]) -> tuple[str, ...]:
    """The comments among lines that this program did not write."""
    return tuple(line for line in lines if line.startswith("#") and not generated(line.rstrip()))
