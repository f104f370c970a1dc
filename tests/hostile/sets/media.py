"""Films, sound, pictures and documents whose headers lie or lead in circles."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from tests.facts import media_builder as made
from tests.fuzz.samples import DOCUMENTS, PDF
from tests.hostile.case import Case, cartridge, page

__all__ = ["CASES"]


def _with(name: str, data: bytes) -> Callable[[], bytes]:
    return lambda: cartridge(
        {
            name: data,
            "a.html": page(f'<video controls src="{name}"></video><img src="{name}" alt="x"><a href="{name}">x</a>'),
        },
        stored=True,
    )


def _boxes(depth: int) -> bytes:
    data = b""
    for _ in range(depth):
        data = made.box(b"moov", data)
    return made.box(b"ftyp", b"isom", bytes(8)) + data


def _gif(frames: int) -> bytes:
    return b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"!\xf9\4\0\1\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0" * frames + b";"


def _exif_circle() -> bytes:
    """Directories of a photo that lead back to themselves."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    block = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    segment = b"Exif\0\0" + block
    return (
        b"\xff\xd8" + (b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment) * 5_000 + b"\xff\xda\0\2"
    ).ljust(1000)


def _png_chunks() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + (struct.pack(">I", 0) + b"eXIf" + bytes(4)) * 500_000


def _docx(body: str, name: str = "word/document.xml") -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(DOCUMENTS["a.docx"][1])) as archive,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for info in archive.infolist():
            out.writestr(info.filename, body if info.filename == name else archive.read(info))
    return buffer.getvalue()


def _pdf_deep() -> bytes:
    return PDF.replace(b"/K[5 0 R]", b"/K" + b"[" * 100_000 + b"]" * 100_000)


def _pdf_objects() -> bytes:
    objects = b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R>>endobj\n" % number for number in range(10, 60_000))
    return PDF.replace(b"trailer", objects + b"trailer")


_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "hahahahaha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)

CASES = {
    "film of dust": Case(
        "2,000,000 boxes of eight bytes",
        _with("a.mp4", made.box(b"ftyp", b"isom", bytes(8)) + b"\0\0\0\x08free" * 2_000_000),
    ),
    "film in films": Case("5,000 boxes in each other", _with("a.mp4", _boxes(5_000))),
    "film that says it is endless": Case(
        "a box of 2^63 bytes",
        _with("a.mp4", made.box(b"ftyp", b"isom", bytes(8)) + b"\0\0\0\1moov" + b"\x7f" + b"\xff" * 7),
    ),
    "film without sizes": Case(
        "100,000 clusters whose end is not told",
        _with(
            "a.webm",
            made.webm(made.webm_track(1), live=True) + made.element(0x1F43B675, b"", unknown_size=True) * 100_000,
        ),
    ),
    "recording of many frames": Case("200,000 frames", _with("a.mp3", made.mp3(frames=200_000, counted=False))),
    "recording of tags": Case("a tag that says 256 MB", _with("a.mp3", b"ID3\4\0\0\x7f\x7f\x7f\x7f" + bytes(1000))),
    "sound of many pages": Case("100,000 pages", _with("a.ogg", made.opus() + made.ogg_page(1, 1, b"x") * 100_000)),
    "sound of many chunks": Case("500,000 chunks", _with("a.wav", made.wav()[:12] + b"junk\0\0\0\0" * 500_000)),
    "moving picture": Case("200,000 frames", _with("a.gif", _gif(200_000))),
    "picture that says it is huge": Case(
        "2^31 by 2^31 points",
        _with("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 0x7FFFFFFF, 0x7FFFFFFF) + bytes(9)),
    ),
    "picture of empty chunks": Case("500,000 chunks", _with("a.png", _png_chunks())),
    "photo in circles": Case("metadata that lead back to themselves, 5,000 times", _with("a.jpg", _exif_circle())),
    "photo of markers": Case("1 MB of markers", _with("a.jpg", b"\xff\xd8" + b"\xff\xe1\0\2" * 250_000)),
    "drawing with entities": Case(
        "ten to the power of ten letters",
        _with("a.svg", f'{_LAUGHS}<svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>'.encode()),
    ),
    "document with entities": Case(
        "ten to the power of ten letters in a docx",
        _with("a.docx", _docx(f"{_LAUGHS}<w:document xmlns:w='urn:w'>&j;</w:document>")),
    ),
    "document too deep": Case(
        "100,000 elements in each other in a docx",
        _with("a.docx", _docx("<w:document xmlns:w='urn:w'>" + "<w:p>" * 100_000)),
    ),
    "document that is a bomb": Case("200 MB of blanks in a docx", _with("a.docx", _docx("<a>" + " " * 200_000_000))),
    "document of many paragraphs": Case(
        "100,000 paragraphs",
        _with(
            "a.docx",
            _docx("<w:document xmlns:w='urn:w'>" + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000 + "</w:document>"),
        ),
    ),
    "PDF in circles": Case("a structure that leads back to itself", _with("a.pdf", PDF)),
    "PDF too deep": Case("100,000 lists in each other", _with("a.pdf", _pdf_deep())),
    "PDF of many objects": Case("60,000 pages that nothing names", _with("a.pdf", _pdf_objects())),
}
