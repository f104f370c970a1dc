"""Secrets in the files of a package: counted and located by file and line, never kept (PRV-004)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from oecheck.containers import Container, EntryUnreadable
from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Exposure
from oecheck.model.package import File
from oecheck.model.source import Source
from oecheck.values.media_type import is_text
from oecheck.values.secret_patterns import PATTERNS, Pattern, is_placeholder
from oecheck.values.words import holds_one_of

__all__ = ["FACTS", "find_secrets"]

_COMMON = tuple(pattern for pattern in PATTERNS if pattern.paths is not None or min(map(len, pattern.hints)) == 1)
"""Patterns that are tried on every text: for some paths only, or with a hint that many a text holds."""

_WINDOW, _OVERLAP = 4 << 20, 4096  # bytes looked at together; more than the longest match


def secrets(content: bytes, file: File) -> tuple[Exposure, ...]:
    """Secrets of one file, one entry for each kind."""
    if not is_text(file.media_type) or file.role in {"schema", "junk"}:
        return ()
    return find_secrets(iter((content,)), file.path)


def find_secrets(pieces: Iterator[bytes], path: str) -> tuple[Exposure, ...]:
    """Secrets in the bytes of a file, that may come in pieces; one entry for each kind."""
    found: dict[tuple[str, bool], tuple[int, int]] = {}  # how many, and the line of the first
    for text, line, begin, end in _windows(pieces):
        for pattern in _worth_trying(text):
            starts = [start for start in _matches(pattern, text, path) if begin <= start < end]
            if starts:
                key = (pattern.what, pattern.certain)
                first = line + text.count(b"\n", 0, starts[0])
                count, before = found.get(key, (0, first))
                found[key] = (count + len(starts), min(first, before))
    return tuple(
        Exposure(source=Source(path, line=line), kind="secret", what=what, count=count, certain=certain)
        for (what, certain), (count, line) in found.items()
    )


def large_text_secrets(
    container: Container, files: Iterable[File], file_values: Callable[[str], Mapping[str, Any]]
) -> tuple[Exposure, ...]:
    """Secrets of all files; texts too large for the pass over the package are gone through in pieces."""
    read = file_values("secrets")
    found: list[Exposure] = []
    for file in files:
        if file.path in read:
            exposures = read[file.path]
            found += exposures if isinstance(exposures, tuple) else ()
        elif is_text(file.media_type) and file.role not in {"schema", "junk"} and not file.problem:
            try:
                found += find_secrets(container.stream(file.path), file.path)
            except EntryUnreadable:  # a limit or a damaged entry: the file itself is reported as such
                continue
    return tuple(found)


def _worth_trying(text: bytes) -> tuple[Pattern, ...]:
    """The patterns without those of which a text shows at once that it holds none."""
    return PATTERNS if _hinted()(text) else _COMMON


@cache
def _hinted() -> Callable[[bytes], bool]:
    return holds_one_of(hint for pattern in PATTERNS if pattern not in _COMMON for hint in pattern.hints)


def _matches(pattern: Pattern, text: bytes, path: str) -> Iterator[int]:
    if pattern.paths is not None and not pattern.paths.search(path):
        return
    if not any(hint in text for hint in pattern.hints):
        return
    for match in re.finditer(pattern.expression, text):  # compiled when a text first has a hint
        if not ("value" in match.groupdict() and is_placeholder(match["value"])):
            yield match.start()


def _windows(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, int, int, int]]:
    """Text, line of its first byte, and between which places in it the matches of this window begin.

    Windows overlap by more than two matches' length, so that each match lies whole in the window that counts it.
    """
    buffer, line, begin = b"", 1, 0
    for piece in pieces:
        buffer = buffer + piece if buffer else piece
        if len(buffer) < _WINDOW:
            continue
        cut = len(buffer) - _OVERLAP
        yield buffer, line, begin, cut + _OVERLAP // 2
        line += buffer.count(b"\n", 0, cut)
        buffer, begin = buffer[cut:], _OVERLAP // 2
    yield buffer, line, begin, len(buffer)


FACTS = (
    FactDefinition(
        of="file",
        name="secrets",
        type="list<exposure>",
        meaning="secrets that were found in the file, counted",
        function=secrets,
    ),
    FactDefinition(
        of="course",
        name="secret_exposures",
        type="list<exposure>",
        meaning="secrets that were found in the package, counted",
        function=large_text_secrets,
        needs=("file.secrets",),
    ),
)
