"""What a hostile case is, and the small sound packages that most of them are made from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["FIXTURES", "Case", "Files", "cartridge", "fixture", "manifest", "packed", "page", "pages"]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Files = Mapping[str, bytes | str]


class Case(NamedTuple):
    """One hostile input.

    Attributes:
        what: what it tries, in a few words, for the table.
        build: gives the bytes of the package.
        name: of the file.
        beside: option and content of a file beside the package (`--waivers`).
        things: how many things it holds of which each is honest work (an entry, an item, a finding): what it takes may
            grow with their number. 0 for all that only looks large.
    """

    what: str
    build: Callable[[], bytes]
    name: str = "course.zip"
    beside: tuple[str, bytes] | None = None
    things: int = 0


def packed(files: Files, *, stored: bool = False) -> bytes:
    """A zip of files, deflated or all stored; `mimetype` first and stored, as EPUB wants it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, data in sorted(files.items(), key=lambda item: item[0] != "mimetype"):
            info = zipfile.ZipInfo(path)
            info.compress_type = zipfile.ZIP_STORED if stored or path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def fixture(name: str, changed: Files) -> bytes:
    """The package of a fixture with some files changed or added."""
    folder = FIXTURES / name
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return packed({**files, **changed})


def manifest(
    *, items: str = '<item identifier="i1" identifierref="r1"><title>One</title></item>', resources: str = "",
    before: str = "", metadata: str = "", attributes: str = "", title: str = "Water",
) -> str:  # fmt: skip  # one thought a line
    """A manifest of Content Packaging with a page, sound as long as nothing is given."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
        f'identifier="m" {attributes}><metadata><schema>IMS Content</schema><schemaversion>1.1.4</schemaversion>'
        f'{metadata}</metadata><organizations default="o"><organization identifier="o"><title>{title}</title>{items}'
        '</organization></organizations><resources><resource identifier="r1" type="webcontent" href="a.html">'
        f'<file href="a.html"/></resource>{resources}</resources></manifest>'
    )


def page(body: str | bytes, head: str = "") -> bytes:
    """A page of learners in English."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    start = f'<!DOCTYPE html><html lang="en"><head><title>One</title>{head}</head><body><h1>One</h1>'.encode()
    return start + data + b"</body></html>"


def cartridge(files: Files, *, stored: bool = False, **parts: str) -> bytes:
    """A course of one page `a.html`, with more files or others."""
    sound = {"imsmanifest.xml": manifest(**parts), "a.html": page("<p>Water runs.</p>")}
    return packed({**sound, **files}, stored=stored)


def pages(body: str | bytes, head: str = "") -> Callable[[], bytes]:
    """A course whose page has this body."""
    return lambda: cartridge({"a.html": page(body, head)})
