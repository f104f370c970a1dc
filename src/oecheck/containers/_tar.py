"""Tar archives, plain or gzipped: headers, and the bytes of their entries.

The standard library's `tarfile` is not used: it believes sizes in extended headers (a header of 2 GB is read into
memory), follows links while reading and costs more start-up than a small package costs in all. Only what course
platforms write is read: ustar, GNU long names, pax. Layout: POSIX.1-2017 pax, "ustar Interchange Format".
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.containers._bytes import RandomBytes, digest_of, pieces_of
from oecheck.containers._entry import EntryUnreadable, RawEntry
from oecheck.containers._index import Problems
from oecheck.containers._limits import Limits
from oecheck.containers._names import decode_name, printable
from oecheck.errors import NotAPackage, PackageTooLarge

__all__ = ["TarBackend", "is_tar_header"]

_BLOCK = 512
_MAX_EXTENDED = 1 << 20
"""Bytes of one extended header (long name, pax record) at most."""
_KINDS = {b"0": "file", b"\0": "file", b"7": "file", b"1": "hardlink", b"2": "symlink", b"5": "folder"}
_SPECIAL = frozenset({b"3", b"4", b"6"})  # character device, block device, fifo


class _Extended(msgspec.Struct):
    """What extended headers say of the entry that follows."""

    name: bytes | None = None
    link: bytes | None = None
    size_bytes: int | None = None


class TarBackend:
    """Entries of a tar by number. For tar.gz `inflated` is the archive unpacked once, `received` what came in."""

    def __init__(self, inflated: RandomBytes, received: RandomBytes, limits: Limits, problems: Problems) -> None:
        self._source = inflated
        self._received = received
        self._limits = limits
        self._problems = problems
        self._places: list[tuple[int, int]] = []

    @property
    def entry_count(self) -> int:
        """Entries met so far."""
        return len(self._places)

    def raw_entries(self) -> Iterator[RawEntry]:
        """Entries in the order of the archive.

        Raises:
            NotAPackage: the archive ends in the middle of an entry, or a header is damaged.
            PackageTooLarge: too many entries, or an entry too large.
        """
        at = 0
        extended = _Extended()
        while at + _BLOCK <= self._source.size_bytes:
            header = self._source.read_at(at, _BLOCK)
            at += _BLOCK
            if header.count(0) == _BLOCK:
                return
            if not is_tar_header(header):
                raise NotAPackage("archive-damaged", what="tar header")
            size_bytes = _number(header[124:136])
            type_flag = header[156:157]
            if type_flag in (b"x", b"g", b"L", b"K"):
                if type_flag != b"g":
                    self._read_extended(type_flag, at, size_bytes, extended)
                at += _padded(size_bytes)
                continue
            if extended.size_bytes is not None:
                size_bytes = extended.size_bytes
            entry = self._entry(header, type_flag, size_bytes, extended)
            extended = _Extended()
            stored = size_bytes if entry.kind == "file" or type_flag not in _KINDS else 0
            if at + stored > self._source.size_bytes:
                raise NotAPackage("archive-truncated")
            self._places.append((at, stored))
            yield entry
            at += _padded(stored)

    def _entry(self, header: bytes, type_flag: bytes, size_bytes: int, extended: _Extended) -> RawEntry:
        name = self._decoded(extended.name if extended.name is not None else _plain_name(header))
        if len(self._places) >= self._limits.entries:
            raise PackageTooLarge("too-many-entries", found=len(self._places) + 1, limit=self._limits.entries)
        if size_bytes > self._limits.entry_bytes:
            raise PackageTooLarge(
                "entry-too-large", path=printable(name), found=size_bytes, limit=self._limits.entry_bytes
            )
        kind = _KINDS.get(type_flag, "special")
        if kind == "file" and name.endswith("/"):
            kind = "folder"
        link = b""
        if kind in ("symlink", "hardlink"):
            link = extended.link if extended.link is not None else header[157:257].rstrip(b"\0")
            size_bytes = 0
        problem = "method" if type_flag == b"S" else ""  # GNU sparse files
        if problem:
            self._problems.add("method", printable(name), method="sparse")
        target = decode_name(link, flagged=True)[0]
        return RawEntry(name, len(self._places), kind, size_bytes, size_bytes, target, problem)

    def _decoded(self, raw: bytes) -> str:
        """Tar has no flag for names: UTF-8 is the rule (pax), anything else a guess that is told."""
        name, guess = decode_name(raw, flagged=True)
        if guess:
            self._problems.add("name-encoding", printable(name), guess=guess)
        return name

    def _read_extended(self, type_flag: bytes, at: int, size_bytes: int, extended: _Extended) -> None:
        if size_bytes > _MAX_EXTENDED:
            raise PackageTooLarge("tar-header-too-large", found=size_bytes, limit=_MAX_EXTENDED)
        data = self._source.read_at(at, size_bytes)
        if type_flag == b"L":
            extended.name = data.rstrip(b"\0")
        elif type_flag == b"K":
            extended.link = data.rstrip(b"\0")
        else:
            _read_pax(data, extended)

    def read(self, key: int) -> bytes:
        at, size_bytes = self._places[key]
        data = self._source.read_at(at, size_bytes)
        if len(data) < size_bytes:
            raise EntryUnreadable("truncated", "")
        return data

    def pieces(self, key: int) -> Iterator[bytes]:
        at, size_bytes = self._places[key]
        count = 0
        for piece in pieces_of(self._source, at, size_bytes):
            count += len(piece)
            yield piece
        if count < size_bytes:
            raise EntryUnreadable("truncated", "")

    def head(self, count: int) -> bytes:
        return self._received.read_at(0, count)

    def digest(self) -> str:
        return digest_of(self._received)

    def close(self) -> None:
        self._source.close()
        if self._received is not self._source:
            self._received.close()


def is_tar_header(block: bytes) -> bool:
    """The checksum of a header block is right (it is the only sign that all kinds of tar share)."""
    if len(block) < _BLOCK:
        return False
    try:
        stored = _number(block[148:156])
    except NotAPackage:
        return False
    unsigned = sum(block[:148]) + 256 + sum(block[156:_BLOCK])
    signed = unsigned - 256 * sum(1 for byte in block[:148] + block[156:_BLOCK] if byte > 127)
    return stored > 0 and stored in (unsigned, signed)


def _number(field: bytes) -> int:
    """A number of a header: octal digits, or binary when the first bit is set (GNU)."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if not digits:
        return 0
    if len(digits.translate(None, b"01234567")):
        raise NotAPackage("archive-damaged", what="tar header")
    return int(digits, 8)


def _plain_name(header: bytes) -> bytes:
    name = header[:100].partition(b"\0")[0]
    prefix = header[345:500].partition(b"\0")[0] if header[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _read_pax(data: bytes, extended: _Extended) -> None:
    """Records `<length> <key>=<value>\\n`; a damaged one ends the list."""
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + 20)
        digits = data[at:space] if space > 0 else b""
        if not digits.isdigit():
            return
        end = at + int(digits)
        key, _, value = data[space + 1 : end - 1].partition(b"=")
        if key == b"path":
            extended.name = value
        elif key == b"linkpath":
            extended.link = value
        elif key == b"size" and value.isdigit() and len(value) < 20:
            extended.size_bytes = int(value)
        if end <= at:
            return
        at = end


def _padded(size_bytes: int) -> int:
    return -(-size_bytes // _BLOCK) * _BLOCK
