"""Pieces of text as pieces of bytes, neither too small to be fast nor too large to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["in_pieces"]

_PIECE_CHARACTERS = 1 << 16


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts one after the other as UTF-8; a lone surrogate (a file name that is not UTF-8) as `\\udce9`."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PIECE_CHARACTERS:
            yield "".join(waiting).encode("utf-8", "backslashreplace")
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode("utf-8", "backslashreplace")
