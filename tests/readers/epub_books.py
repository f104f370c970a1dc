"""Small EPUB files, made in the test that needs them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from oecheck.containers import Container, open_container
from oecheck.model.package import ReadResult
from oecheck.readers.epub import READER
from tests.readers.h5p_packages import texts_of

OPF_SPACE = "http://www.idpf.org/2007/opf"
CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">'
REQUIRED = (
    "<dc:title>Water</dc:title><dc:language>en</dc:language>"
    '<dc:identifier id="q">urn:isbn:9780000000002</dc:identifier>'
)
MODIFIED = '<meta property="dcterms:modified">2025-01-31T12:00:00Z</meta>'
NAV_ITEM = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
PAGE_ITEM = '<item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>'
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>'
    '<meta name="dtb:uid" content="urn:isbn:9780000000002"/></head><docTitle><text>Water</text></docTitle><navMap>'
    '<navPoint id="n1" playOrder="1"><navLabel><text>Rain</text></navLabel><content src="c1.xhtml"/></navPoint>'
    "</navMap></ncx>"
)


def page(body: str = "<h1>Rain</h1><p>Text</p>", head: str = "") -> str:
    """A content document."""
    return f"{HEAD}<head><title>Rain</title>{head}</head><body>{body}</body></html>"


def nav(toc: str = '<li><a href="c1.xhtml">Rain</a></li>', more: str = "") -> str:
    """A navigation document."""
    return page(f'<nav epub:type="toc"><ol>{toc}</ol></nav>{more}')


def package(
    metadata: str = REQUIRED + MODIFIED,
    items: str = NAV_ITEM + PAGE_ITEM,
    spine: str = '<itemref idref="c1"/>',
    *,
    after: str = "",
    version: str = "3.0",
    attributes: str = "",
) -> str:
    """A package document of EPUB 3, sound as long as nothing is given."""
    return (
        f'<package xmlns="{OPF_SPACE}" version="{version}" unique-identifier="q" {attributes}>'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="{OPF_SPACE}">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine>{after}</package>"
    )


def old(metadata: str = REQUIRED, items: str = PAGE_ITEM, *, after: str = "") -> str:
    """A package document of EPUB 2, sound as long as nothing is given."""
    ncx = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    text = package(metadata, items + ncx, after=after, version="2.0")
    return text.replace("<spine>", '<spine toc="ncx">')


def files(opf: str | None = None, more: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """Files of an EPUB that is sound as long as nothing is given."""
    return {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": package() if opf is None else opf,
        "EPUB/nav.xhtml": nav(),
        "EPUB/c1.xhtml": page(),
        **(more or {}),
    }


def old_files(opf: str | None = None, more: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """Files of an EPUB 2."""
    parts = files(old() if opf is None else opf, {"EPUB/toc.ncx": NCX, **(more or {})})
    del parts["EPUB/nav.xhtml"]
    return parts


def packed(parts: Mapping[str, str | bytes], mimetype: bytes = b"application/epub+zip") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", mimetype)
        for path, content in parts.items():
            archive.writestr(path, content)
    return data.getvalue()


def opened(data: bytes) -> Container:
    return open_container(data, name="water.epub")


def read_bytes(data: bytes) -> ReadResult:
    """What the reader says of an EPUB; each finding has its text."""
    container = opened(data)
    descriptor = READER.detect(container)[0]
    result = READER.read(container, descriptor)
    texts = texts_of("epub")
    for finding in result.findings:
        message = texts[finding.check]
        assert message if isinstance(message, str) else finding.variant in message, finding
    return result


def read(parts: Mapping[str, str | bytes]) -> ReadResult:
    return read_bytes(packed(parts))


def checks(parts: Mapping[str, str | bytes]) -> list[str]:
    """Checks of the reader that do not hold, with their variants, sorted."""
    return sorted(f"{finding.check}/{finding.variant}".rstrip("/") for finding in read(parts).findings)
