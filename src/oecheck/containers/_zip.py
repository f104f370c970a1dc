"""Zip archives: what is wrong with them as a whole, and the bytes of their entries."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator

from oecheck.containers._bytes import RandomBytes, digest_of
from oecheck.containers._entry import EntryUnreadable, RawEntry
from oecheck.containers._index import Problems
from oecheck.containers._limits import PIECE_BYTES, Limits
from oecheck.containers._names import decode_name, printable
from oecheck.containers._zip_directory import Directory, ZipEntry, read_directory
from oecheck.errors import EncryptedPackage, NotAPackage, PackageTooLarge, UnsafePackage

__all__ = ["ZipBackend"]

_LOCAL = struct.Struct("<4s5H3L2H")  # APPNOTE §4.3.7
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000  # §4.4.4: encrypted, strongly encrypted, header values masked
_UTF8 = 0x0800
_STORED = 0
_DEFLATED = 8
_METHODS = {
    1: "Shrink",
    6: "Implode",
    9: "Deflate64",
    12: "bzip2",
    14: "LZMA",
    93: "Zstandard",
    95: "XZ",
    98: "PPMd",
    99: "AES",
}
_HOST_UNIX = (3, 19)  # §4.4.2: Unix, macOS: the upper half of the attributes is st_mode
_MAX_LINK_TARGET = 4096
_EXTRA_GUESS = 64
"""Bytes read in advance for the extra field of a local header: one read is enough for nearly all entries."""

_DESCRIPTORS = frozenset(
    {"imsmanifest.xml", "cmi5.xml", "tincan.xml", "h5p.json", "moodle_backup.xml", "course.xml", "container.xml"}
)


class ZipBackend:
    """Entries of a zip, by their number in the directory."""

    def __init__(self, source: RandomBytes, limits: Limits, problems: Problems) -> None:
        self._source = source
        self.directory: Directory = read_directory(source, limits)
        self._entries = self.directory.entries
        if not self._entries:
            raise NotAPackage("archive-empty")
        _refuse_encrypted(self._entries)
        _refuse_overlap(self.directory)
        _refuse_bomb(self._entries, limits)
        _report_archive(self.directory, problems)
        self._problems = problems

    def raw_entries(self) -> Iterator[RawEntry]:
        """Entries in the order of the directory, names decoded; guesses and unreadable ones are reported."""
        for key, entry in enumerate(self._entries):
            name, guess = _name(entry)
            if guess:
                self._problems.add("name-encoding", printable(name), guess=guess)
            kind = _kind(name, entry)
            problem = _known_problem(entry) if kind != "folder" else ""
            if problem:
                method = _METHODS.get(entry.method, str(entry.method))
                self._problems.add(problem, printable(name), method=method)
            yield RawEntry(name, key, kind, entry.size_bytes, entry.packed_bytes, "", problem, entry.method == _STORED)

    def read_link(self, key: int) -> str:
        """Target of a symbolic link, which a zip keeps as content; "" when it cannot be read."""
        if self._entries[key].size_bytes > _MAX_LINK_TARGET:
            return ""
        try:
            return decode_name(self.read(key), flagged=False)[0]
        except EntryUnreadable:
            return ""

    def read(self, key: int) -> bytes:
        entry = self._entries[key]
        guess = _LOCAL.size + len(entry.raw_name) + _EXTRA_GUESS
        block = self._source.read_at(entry.offset, guess + entry.packed_bytes)
        start = self._data_start(entry, block)
        data = block[start : start + entry.packed_bytes]
        if len(data) < entry.packed_bytes:
            data = self._source.read_at(entry.offset + start, entry.packed_bytes)
        if len(data) < entry.packed_bytes:
            raise EntryUnreadable("truncated", "")
        if entry.method == _DEFLATED:
            data = _inflate(data, entry.size_bytes)
        elif len(data) != entry.size_bytes:
            raise EntryUnreadable("size", "", declared=entry.size_bytes)
        if zlib.crc32(data) != entry.crc:
            raise EntryUnreadable("crc", "")
        return data

    def pieces(self, key: int) -> Iterator[bytes]:
        entry = self._entries[key]
        header = self._source.read_at(entry.offset, _LOCAL.size + len(entry.raw_name))
        start = entry.offset + self._data_start(entry, header)
        packed = self._packed_pieces(start, entry.packed_bytes)
        pieces = packed if entry.method == _STORED else _inflate_pieces(packed, entry.size_bytes)
        crc = count = 0
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
            count += len(piece)
            yield piece
        if count != entry.size_bytes:
            raise EntryUnreadable("size", "", declared=entry.size_bytes)
        if crc != entry.crc:
            raise EntryUnreadable("crc", "")

    def _packed_pieces(self, start: int, count: int) -> Iterator[bytes]:
        end = start + count
        while start < end:
            piece = self._source.read_at(start, min(PIECE_BYTES, end - start))
            if not piece:
                raise EntryUnreadable("truncated", "")
            yield piece
            start += len(piece)

    def _data_start(self, entry: ZipEntry, block: bytes) -> int:
        """Where the data of an entry begins, counted from its local header, which has to agree with the directory."""
        if len(block) < _LOCAL.size or block[:4] != b"PK\3\4":
            raise EntryUnreadable("header", "")
        fields = _LOCAL.unpack_from(block)
        name_length, extra_length = fields[9], fields[10]
        start: int = _LOCAL.size + name_length + extra_length
        if fields[2] & _ENCRYPTED:
            raise EntryUnreadable("encrypted", "")
        if entry.offset + start + entry.packed_bytes > self.directory.start:
            raise EntryUnreadable("overlap", "")
        if block[_LOCAL.size : _LOCAL.size + name_length] != entry.raw_name:
            other = decode_name(block[_LOCAL.size : _LOCAL.size + name_length], flagged=True)[0]
            name = decode_name(entry.raw_name, flagged=True)[0]
            self._problems.add("two-names", printable(name), other=printable(other))
        return start

    def head(self, count: int) -> bytes:
        return self._source.read_at(0, count)

    def digest(self) -> str:
        return digest_of(self._source)

    def close(self) -> None:
        self._source.close()


def _name(entry: ZipEntry) -> tuple[str, str]:
    """Name and the guess that was made: the Unicode extra field is no guess."""
    if entry.unicode_name:
        return decode_name(entry.unicode_name, flagged=True)
    return decode_name(entry.raw_name, flagged=bool(entry.flags & _UTF8))


def _kind(name: str, entry: ZipEntry) -> str:
    if entry.made_by >> 8 in _HOST_UNIX:
        mode = stat.S_IFMT(entry.attributes >> 16)
        if mode == stat.S_IFLNK:
            return "symlink"
        if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
            return "special"
    return "folder" if name[-1:] in ("/", "\\") and entry.size_bytes == 0 else "file"


def _known_problem(entry: ZipEntry) -> str:
    if entry.flags & _ENCRYPTED:
        return "encrypted"
    return "" if entry.method in (_STORED, _DEFLATED) else "method"


def _refuse_encrypted(entries: list[ZipEntry]) -> None:
    """Refused when nothing of what describes the course can be read."""
    locked = [entry for entry in entries if entry.flags & _ENCRYPTED]
    if not locked:
        return
    with_bytes = sum(1 for entry in entries if entry.size_bytes)
    names = {entry.raw_name.rpartition(b"/")[2].decode("ascii", "replace") for entry in locked}
    if len(locked) >= with_bytes or names & _DESCRIPTORS:
        raise EncryptedPackage("encrypted", entries=len(locked))


def _refuse_overlap(directory: Directory) -> None:
    """Entries that share bytes: the trick of bombs that need no ratio (Fifield 2019).

    The least that an entry takes is its header, its name and its data; the exact place is checked on reading.
    """
    spans = sorted((entry.offset, len(entry.raw_name) + entry.packed_bytes) for entry in directory.entries)
    reached = -1
    for offset, length in spans:
        if offset < reached:
            raise UnsafePackage("overlapping-entries")
        reached = offset + _LOCAL.size + length
    if spans[0][0] < 0 or reached > directory.start:
        raise UnsafePackage("overlapping-entries")


def _refuse_bomb(entries: list[ZipEntry], limits: Limits) -> None:
    """By declared sizes; reading stops at the declared size, so no entry can give more."""
    total = packed = 0
    floor, ratio = limits.ratio_floor_bytes, limits.ratio
    for entry in entries:
        size = entry.size_bytes
        total += size
        packed += entry.packed_bytes
        if size > limits.entry_bytes:
            raise PackageTooLarge("entry-too-large", path=_shown(entry), found=size, limit=limits.entry_bytes)
        if size > floor and size > ratio * max(entry.packed_bytes, 1):
            raise PackageTooLarge("ratio", path=_shown(entry), found=size // max(entry.packed_bytes, 1), limit=ratio)
    if total > limits.total_bytes:
        raise PackageTooLarge("total-too-large", found=total, limit=limits.total_bytes)
    if total > 10 * floor and total > ratio * max(packed, 1):
        raise PackageTooLarge("ratio", path="", found=total // max(packed, 1), limit=ratio)


def _shown(entry: ZipEntry) -> str:
    """The name of an entry for a message."""
    return printable(decode_name(entry.raw_name, flagged=True)[0])


def _report_archive(directory: Directory, problems: Problems) -> None:
    leading = max(directory.leading_bytes, min(entry.offset for entry in directory.entries))
    if leading:
        problems.add("leading-bytes", "", count=leading)
    if directory.trailing_bytes:
        problems.add("trailing-bytes", "", count=abs(directory.trailing_bytes))
    if directory.declared_entries != len(directory.entries):
        problems.add("entry-count", "", declared=directory.declared_entries, found=len(directory.entries))


def _inflate(data: bytes, size_bytes: int) -> bytes:
    """All of a small entry. One byte more than declared is asked for, so that a lie is seen and goes no further."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflated = inflater.decompress(data, size_bytes + 1)
    except zlib.error:
        raise EntryUnreadable("damaged", "") from None
    if len(inflated) > size_bytes:
        raise EntryUnreadable("size", "", declared=size_bytes)
    if not inflater.eof:
        raise EntryUnreadable("truncated", "")
    if len(inflated) < size_bytes:
        raise EntryUnreadable("size", "", declared=size_bytes)
    return inflated


def _inflate_pieces(packed: Iterator[bytes], size_bytes: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    count = 0
    for data in packed:
        while data:
            try:
                piece = inflater.decompress(data, PIECE_BYTES)
            except zlib.error:
                raise EntryUnreadable("damaged", "") from None
            count += len(piece)
            if count > size_bytes:
                raise EntryUnreadable("size", "", declared=size_bytes)
            if piece:
                yield piece
            data = b"" if inflater.eof else inflater.unconsumed_tail
    # All input may be taken while some output is still held back.
    while not inflater.eof and (piece := inflater.decompress(b"", PIECE_BYTES)):
        count += len(piece)
        if count > size_bytes:
            raise EntryUnreadable("size", "", declared=size_bytes)
        yield piece
    if not inflater.eof:
        raise EntryUnreadable("truncated", "")
