"""Damage to a package as a whole: to its entries, and to the records of the archive around them."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz.mutate_bytes import spoil_bytes
from tests.fuzz.mutation import mutated

__all__ = ["Entries", "spoil_archive", "zip_of"]

Entries = list[tuple[str, bytes]]

_NAMES = (
    *("imsmanifest.xml", "IMSMANIFEST.XML", "course/imsmanifest.xml", "h5p.json", "tincan.xml", "cmi5.xml", "mimetype"),
    *("META-INF/container.xml", "moodle_backup.xml", "course/course.xml", "course.xml", "qti.xml", "a.crs", "a.au"),
    *("../a", "/etc/passwd", "C:\\a", "a\\b", "a/../b", "a/", "", ".", "a\u202eb", "a\x07b", "\U0001f600", "a" * 3000),
    *("a/" * 90 + "b", "con", "nul.txt", "a:b", "a?b*", " a ", "course-description.yaml", "inner.zip", "__MACOSX/._a"),
)
_LIMIT = 4 << 20


def spoil_archive(chance: random.Random, data: bytes) -> bytes:
    """A copy of a zip or a tar: entries changed and packed anew, or bytes of the archive changed, or both."""
    kind = chance.random()
    if kind < 0.3:
        return _bytes_of_archive(chance, data)
    entries = _entries(data)
    if not entries:
        return _bytes_of_archive(chance, data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice(_DAMAGES)(chance, entries)
        if not entries:
            break
    made = _tar_of(entries) if data[:2] == b"\x1f\x8b" else zip_of(entries)
    return spoil_bytes(chance, made) if kind > 0.9 else made


def _bytes_of_archive(chance: random.Random, data: bytes) -> bytes:
    """Bytes changed where the records of the archive are: its end, and around its headers."""
    if data[:2] == b"\x1f\x8b":
        try:
            inside = _unpacked(data) if chance.random() < 0.7 else b""
        except zlib.error:  # it is damaged already
            inside = b""
        return gzip.compress(_near_header(chance, inside, b"ustar"), 1) if inside else spoil_bytes(chance, data)
    mark = chance.choice((b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\x06\x06", b"PK\7\x08"))
    return _near_header(chance, data, mark)


def _near_header(chance: random.Random, data: bytes, mark: bytes) -> bytes:
    places = [at for at in range(len(data)) if data.startswith(mark, at)] if len(data) < 4096 else _places(data, mark)
    if not places or chance.random() < 0.2:
        return spoil_bytes(chance, data)
    at = max(chance.choice(places) + chance.randrange(-260, 60), 0)
    return data[:at] + spoil_bytes(chance, data[at : at + 40]) + data[at + 40 :]


def _places(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0 and len(found) < 500:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


def _unpacked(data: bytes) -> bytes:
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, _LIMIT)


def _entries(data: bytes) -> Entries:
    """What is in the archive; nothing where that is no longer to be had."""
    try:
        if data[:2] == b"\x1f\x8b":
            with tarfile.open(fileobj=io.BytesIO(_unpacked(data))) as archive:
                files = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
                return [(name, file.read()) for name, file in files if file is not None]
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            return [(info.filename, zipped.read(info)) for info in zipped.infolist() if info.file_size < _LIMIT]
    except (
        OSError,
        ValueError,
        EOFError,
        zlib.error,
        zipfile.BadZipFile,
        tarfile.TarError,
        RuntimeError,
        NotImplementedError,
    ):
        return []


def zip_of(entries: Entries) -> bytes:
    """A zip in which nothing is compressed; written by hand, because zipfile mends names."""
    out, central = bytearray(), bytearray()
    for name, data in entries:
        raw = name.encode("utf-8", "surrogatepass")[:65_000]
        body = b"".join(
            value.to_bytes(size, "little")
            for value, size in (
                *((20, 2), (0x0800, 2), (0, 2), (0, 2), (33, 2), (zlib.crc32(data), 4), (len(data), 4)),
                *((len(data), 4), (len(raw), 2), (0, 2)),
            )
        )
        central += b"PK\1\2\x14\0" + body + bytes(10) + len(out).to_bytes(4, "little") + raw
        out += b"PK\3\4" + body + raw + data
    count = min(len(entries), 0xFFFF).to_bytes(2, "little")
    end = b"PK\5\6" + bytes(4) + count * 2 + len(central).to_bytes(4, "little") + len(out).to_bytes(4, "little")
    return bytes(out + central + end + bytes(2))


def _tar_of(entries: Entries) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1, format=tarfile.GNU_FORMAT) as archive:
        for name, data in entries:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def _remove(chance: random.Random, entries: Entries) -> None:
    del entries[chance.randrange(len(entries))]


def _rename(chance: random.Random, entries: Entries) -> None:
    at = chance.randrange(len(entries))
    name, data = entries[at]
    others = (chance.choice(_NAMES), chance.choice(entries)[0], name.swapcase(), f"x/{name}", name.rpartition("/")[2])
    entries[at] = (chance.choice(others), data)


def _double(chance: random.Random, entries: Entries) -> None:
    name, data = chance.choice(entries)
    entries.append((chance.choice((name, name.upper(), name + "/x", chance.choice(_NAMES))), data))


def _swap(chance: random.Random, entries: Entries) -> None:
    """Two entries trade their content."""
    one, other = chance.randrange(len(entries)), chance.randrange(len(entries))
    (first, a), (second, b) = entries[one], entries[other]
    entries[one], entries[other] = (first, b), (second, a)


def _cut(chance: random.Random, entries: Entries) -> None:
    at = chance.randrange(len(entries))
    name, data = entries[at]
    entries[at] = (name, data[: chance.randrange(len(data) + 1)])


def _spoil(chance: random.Random, entries: Entries) -> None:
    at = chance.randrange(len(entries))
    name, data = entries[at]
    entries[at] = (name, mutated(chance, data[: 128 << 10]))


def _inside(chance: random.Random, entries: Entries) -> None:
    """The package, or a piece of it, as an entry of itself."""
    entries.append((chance.choice(("inner.zip", "files/x.h5p", "a.epub")), zip_of(entries[:20])))


_DAMAGES: tuple[Callable[[random.Random, Entries], None], ...] = (
    *(_remove, _rename, _double, _swap, _cut, _spoil, _spoil, _spoil, _inside),
)
