"""Archives: bombs, lies, names that lead out, links, devices, very many entries."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Callable

from tests.containers.conftest import load_build
from tests.hostile.case import Case, cartridge, manifest, page

__all__ = ["CASES"]

build = load_build()
MANIFEST = ("imsmanifest.xml", manifest().encode())
PAGE = ("a.html", page("<p>Water runs.</p>"))


def _zip(*entries: object, **more: object) -> bytes:
    """A sound course, and entries that are not."""
    sound = [build.Entry(name.encode(), data, method=8) for name, data in (MANIFEST, PAGE)]
    made: bytes = build.zip_of([*sound, *entries], **more)
    return made


def _tar(*entries: object) -> bytes:
    sound = [build.tar_entry(name, data) for name, data in (MANIFEST, PAGE)]
    made: bytes = build.tar_of([*sound, *entries])
    return made


def _named(*names: str) -> Callable[[], bytes]:
    return lambda: _zip(*(build.Entry(name.encode("utf-8"), flags=build.UTF8) for name in names))


def _sparse() -> bytes:
    """A tar whose entry says that it is 8 TiB of holes (GNU sparse format 0.0)."""
    info = tarfile.TarInfo("holes.bin")
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[483:495] = (8 << 40).to_bytes(12, "big")
    header[483] |= 0x80
    header[386:398] = b"00000000000\0"
    header[398:410] = b"00000000000\0"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    sound = build.tar_of([build.tar_entry(name, data) for name, data in (MANIFEST, PAGE)], packed=False)
    end = -(-len(sound.rstrip(b"\0")) // 512) * 512
    return gzip.compress(sound[:end] + bytes(header) + bytes(1024))


def _many(count: int) -> bytes:
    """A zip of more entries than its first form can count (ZIP64)."""
    return cartridge({f"f/{number}": b"" for number in range(count)})


def _paths_tar(count: int) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in (MANIFEST, PAGE):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for number in range(count):
            archive.addfile(tarfile.TarInfo(f"f/{number}"))
    return gzip.compress(buffer.getvalue(), 1)


def _nested_bomb() -> bytes:
    """Ten zips, each with ten zips, each with a bomb, beside a sound course."""
    data = build.zip_of([build.Entry(b"zeros", bytes(8 << 20), method=8)])
    for _ in range(2):
        data = build.zip_of([build.Entry(b"%d.zip" % number, data, method=8) for number in range(10)])
    return _zip(build.Entry(b"inner.zip", data, method=8))


def _course_inside(depth: int) -> bytes:
    data = cartridge({})
    for _ in range(depth):
        data = cartridge({"inner.zip": data})
    return data


CASES = {
    "ratio bomb": Case("64 MiB of zeros in 64 KiB", build.ratio_bomb),
    "gzip bomb": Case("120 MiB of zeros in a tar.gz", build.HOSTILE["gzip-ratio"]),
    "nested bombs": Case("a hundred bombs, three zips deep", _nested_bomb),
    "packages inside packages": Case("a course in a course, six deep", lambda: _course_inside(6)),
    "overlapping entries": Case("1,000 entries of the same bytes", build.HOSTILE["overlapping"]),
    "entry in the directory": Case("an entry that reaches into the directory", build.HOSTILE["entry-in-directory"]),
    "gives more than it tells": Case(
        "10 MB where 10 bytes are told",
        lambda: _zip(build.Entry(b"b.txt", b"y" * 10_000_000, method=8, size=10)),
    ),
    "gives less than it tells": Case(
        "10 bytes where 4 GB are told", lambda: _zip(build.Entry(b"b.txt", b"y" * 10, size=0xFFFFFFFE))
    ),
    "sparse tar": Case("8 TiB of holes", _sparse, name="course.tar.gz"),
    "long tar header": Case("a header of 4 MiB", build.HOSTILE["tar-header"]),
    "encrypted": Case("an encrypted manifest", build.HOSTILE["encrypted"]),
    "cut short": Case("half a zip", build.HOSTILE["truncated-zip"]),
    "no directory": Case("a directory that is none", build.HOSTILE["directory-lies"]),
    "wrong number of entries": Case("60,000 entries told, two there", lambda: _zip(count=60_000)),
    "names that lead out": Case(
        "nine spellings of a place outside", lambda: _zip(*map(build.Entry, build.escaping_names()))
    ),
    "link that leads out (zip)": Case(
        "a link to /etc/passwd",
        lambda: _zip(build.Entry(b"l.html", b"/etc/passwd", attributes=build.SYMLINK)),
    ),
    "entry below a link": Case("out -> /tmp, out/x.txt", build.HOSTILE["below-link"]),
    "links in a circle": Case(
        "two links to each other",
        lambda: _tar(
            build.tar_entry("a", kind=tarfile.SYMTYPE, link="b"), build.tar_entry("b", kind=tarfile.SYMTYPE, link="a")
        ),
        name="course.tar.gz",
    ),
    "devices": Case(
        "a disk, a terminal and a pipe",
        lambda: _tar(
            *(
                build.tar_entry(kind.decode(), kind=kind)
                for kind in (tarfile.BLKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
            )
        ),
        name="course.tar.gz",
    ),
    "one name twice": Case(
        "1,000 entries of one name",
        lambda: _zip(*(build.Entry(b"b.txt", b"%d" % number) for number in range(1000))),
    ),
    "names that collide": Case(
        "names that Windows or macOS take for one",
        _named("B.txt", "b.TXT", "é.txt", "e\u0301.txt", "ß.txt", "SS.txt"),
    ),
    "names that hide": Case(
        "right-to-left marks and control characters",
        _named("in\u202egpj.exe", "a\x07b.txt", "c\x1b[2Jd.txt", "\u2066e.txt"),
    ),
    "names of Windows devices": Case("CON, NUL, LPT1, a stream", _named("con", "nul.txt", "LPT1.html", "a.txt:stream")),
    "long names": Case(
        "names of 65,000 bytes",
        lambda: _zip(*(build.Entry(b"n" * 65_000 + b"%d" % number) for number in range(20))),
    ),
    "deep folders": Case(
        "10,000 folders, 32 deep",
        lambda: _zip(*(build.Entry(b"d/" * 32 + b"%d/" % number + b"x") for number in range(10_000))),
        things=10_000,
    ),
    "very many entries (zip)": Case("100,000 entries", lambda: _many(100_000), things=100_000),
    "very many entries (tar)": Case(
        "100,000 entries", lambda: _paths_tar(100_000), name="course.tar.gz", things=100_000
    ),
    "more entries than allowed": Case(
        "210,000 entries",
        lambda: _many(210_000),
    ),
    "bytes around the archive": Case(
        "1,000 before, 60,000 behind", lambda: _zip(before=b"MZ" + bytes(1_000), after=bytes(60_000))
    ),
}
