from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.facts.epub import epubs
from oecheck.model.content import Epub
from oecheck.model.fact import Fact
from oecheck.model.package import File
from oecheck.model.source import Source

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>'


def opf(metadata: str) -> str:
    return f'<package xmlns="http://www.idpf.org/2007/opf"><metadata>{metadata}</metadata></package>'


def book(metadata: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/p.opf", opf(metadata))
    return stream.getvalue()


def read(folder: Path, name: str, content: bytes, media_type: str) -> Epub:
    (folder / name).write_bytes(content)
    file = File(source=Source(name), path=name, size_bytes=len(content), media_type=media_type)
    with open_container(folder) as container:
        return epubs(container, [file])[0]


def attached(folder: Path, metadata: str) -> Epub:
    return read(folder, "b.epub", book(metadata), "application/epub+zip")


def test_metadata_of_epub_3_are_read(tmp_path: Path) -> None:
    found = attached(
        tmp_path,
        '<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>'
        '<meta property="schema:accessibilityFeature">alternativeText</meta>'
        '<meta property="schema:accessibilityHazard">none</meta><meta property="a11y:certifiedBy">A house</meta>'
        '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>',
    )
    assert found.access_modes == ("textual", "visual")
    assert found.features == ("alternativeText",)
    assert found.hazards == ("none",)
    assert found.claims == ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA",)
    assert found.bad_claims == ()
    assert found.certified


def test_metadata_of_epub_2_are_read(tmp_path: Path) -> None:
    assert attached(tmp_path, '<meta name="schema:accessMode" content="textual"/>').access_modes == ("textual",)


def test_book_without_metadata_has_none(tmp_path: Path) -> None:
    found = attached(tmp_path, "")
    assert (found.access_modes, found.features, found.hazards, found.claims) == ((), (), (), ())


@pytest.mark.parametrize(
    "claim", ["WCAG 2.1 AA", "EPUB Accessibility 1.1 - WCAG 2.3 Level AA", "EPUB-A11Y-11_WCAG-20-AA"]
)
def test_claim_in_other_words_is_told(tmp_path: Path, claim: str) -> None:
    assert attached(tmp_path, f'<meta property="dcterms:conformsTo">{claim}</meta>').bad_claims == (claim,)


def test_claim_of_version_1_0_by_address_is_valid(tmp_path: Path) -> None:
    address = "http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"
    found = attached(tmp_path, f'<link rel="dcterms:conformsTo" href="{address}"/>')
    assert (found.claims, found.bad_claims) == ((address,), ())


def test_conformance_to_something_else_is_no_claim(tmp_path: Path) -> None:
    assert attached(tmp_path, '<meta property="dcterms:conformsTo">https://example.org/house-style</meta>').claims == ()


def test_package_document_of_an_unpacked_book_counts(tmp_path: Path) -> None:
    written = opf('<meta property="schema:accessMode">textual</meta>').encode()
    assert read(tmp_path, "p.opf", written, "application/oebps-package+xml").access_modes == ("textual",)


@settings(max_examples=40)
@given(st.binary(max_size=300))
def test_bytes_that_are_no_book_are_unreadable(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    found = read(tmp_path_factory.mktemp("book"), "b.epub", content, "application/epub+zip")
    assert isinstance(found.access_modes, Fact)
    assert found.access_modes.reason == "document-damaged"
