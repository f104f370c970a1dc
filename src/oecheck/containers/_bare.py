"""One bare file as a container of one entry (a flat manifest, a cmi5 structure, a QTI document)."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.containers._bytes import RandomBytes, digest_of, pieces_of
from oecheck.containers._entry import EntryUnreadable

__all__ = ["BareBackend"]


class BareBackend:
    """Key 0 is the file itself."""

    def __init__(self, source: RandomBytes) -> None:
        self._source = source
        self._size = source.size_bytes

    def read(self, key: int) -> bytes:
        return b"".join(self.pieces(key))

    def pieces(self, key: int) -> Iterator[bytes]:  # noqa: ARG002 - the same for all backends; there is one entry
        count = 0
        for piece in pieces_of(self._source, 0, self._size):
            count += len(piece)
            yield piece
        if count < self._size:
            raise EntryUnreadable("truncated", "")

    def head(self, count: int) -> bytes:
        return self._source.read_at(0, count)

    def digest(self) -> str:
        return digest_of(self._source)

    def close(self) -> None:
        self._source.close()
