from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.values.media_type import by_name, extension, is_text, sniff


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n", "x.jpg", "image/png"),
        (b"\xff\xd8\xff\xe0", "", "image/jpeg"),
        (b"GIF89a", "", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "", "audio/wav"),
        (b"\x00\x00\x00\x20ftypavif", "", "image/avif"),
        (b"\x00\x00\x00\x20ftypisom", "film", "video/mp4"),
        (b"\x00\x00\x00\x20ftypM4A ", "", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypqt  ", "", "video/quicktime"),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x82\x84webm", "", "video/webm"),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x82\x88matroska", "", "video/x-matroska"),
        (b"ID3\x04\x00\x00", "", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(30), "hash-without-ending", "audio/mpeg"),
        (b"OggS\x00\x02" + bytes(22) + b"OpusHead", "x.mp3", "audio/ogg"),
        (b"OggS\x00\x02" + bytes(22) + b"\x80theora", "", "video/ogg"),
        (b"fLaC\x00", "", "audio/flac"),
        (b"%PDF-1.7", "", "application/pdf"),
        (b"CWS\x09\x00\x00", "x.swf", "application/x-shockwave-flash"),
        (b"MZ\x90\x00\x03\x00", "x.txt", "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\x02", "", "application/x-elf"),
        (b"\xca\xfe\xba\xbe\x00\x00\x00\x34", "A.class", "application/java-vm"),
        (b"wOF2", "", "font/woff2"),
        (b"7z\xbc\xaf\x27\x1c", "", "application/x-7z-compressed"),
        (b"<!DOCTYPE html><html>", "page.php", "text/html"),
        (b"<!-- c --><html lang=en>", "x", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "x.xhtml", "application/xhtml+xml"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "x.html", "text/html"),
        (b'<h1>Sums</h1><math xmlns="http://www.w3.org/1998/Math/MathML">', "x.html", "text/html"),
        (b'<?xml version="1.0"?><manifest/>', "imsmanifest.xml", "application/xml"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">', "", "image/svg+xml"),
        (b'<tt xmlns="http://www.w3.org/ns/ttml">', "x.xml", "application/ttml+xml"),
        (b"WEBVTT\n\n", "x.txt", "text/vtt"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi", "x.srt", "application/x-subrip"),
        (b"{}", "x.json", "application/json"),
        (b"MZ is a text", "x.txt", "text/plain"),
        (b"BM is text too", "notes", "text/plain"),
        (b"\xff\xfeh\x00i\x00", "x.csv", "text/csv"),
        (b"\x00\x01\x02\x03", "x.html", "application/octet-stream"),
        (b"\0<html><body><p>A page</p>", "x.html", "text/html"),  # browsers go by the name and drop the zero
        (b"\1\2<p>A page that is short</p>", "x.xhtml", "application/xhtml+xml"),
        (b"\0<html><body><p>A page</p>", "x.bin", "application/octet-stream"),
        ("<html><body>".encode("utf-16-le"), "x.html", "application/octet-stream"),
        (bytes(range(256)) + b"<p>", "x.html", "application/octet-stream"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "._page.html", "multipart/appledouble"),
        (b"A licence with a\x0bslip" + b"." * 100, "LICENSE.txt", "text/plain"),
        (bytes(34) + b"LP" + bytes(40), "font.eot", "application/vnd.ms-fontobject"),
        (b"", "x.css", "text/css"),
        (b"", "x", "inode/x-empty"),
    ],
)
def test_bytes_decide_and_names_only_where_there_is_no_signature(head: bytes, name: str, expected: str) -> None:
    assert sniff(head, name) == expected


def _zip(*names: str, first: bytes = b"") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, first if name == "mimetype" else b"x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (
            _zip("[Content_Types].xml", "word/document.xml"),
            "hash",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            _zip("[Content_Types].xml", "ppt/presentation.xml"),
            "x.zip",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (_zip("mimetype", first=b"application/epub+zip"), "x.zip", "application/epub+zip"),
        (
            _zip("mimetype", first=b"application/vnd.oasis.opendocument.text"),
            "x",
            "application/vnd.oasis.opendocument.text",
        ),
        (_zip("my/password/a.txt"), "x.zip", "application/zip"),
        (_zip("h5p.json"), "x.h5p", "application/vnd.h5p"),
        (_zip("a.txt"), "picture.png", "application/zip"),
    ],
)
def test_zip_that_is_more_than_a_zip(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name) == expected


def test_extension_and_promise_of_a_name() -> None:
    assert [extension(name) for name in ("a/b.TXT", "a.b/c", ".env", "x.tar.gz", "")] == ["txt", "", "env", "gz", ""]
    assert by_name("x.unknown") == ""


def test_text_types() -> None:
    assert all(map(is_text, ("text/html", "application/xml", "image/svg+xml", "application/json")))
    assert not is_text("application/pdf")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "a.html", "a.mp4", "b.docx", "c.xml", "d.mp3"]))
def test_any_bytes_have_a_type(data: bytes, name: str) -> None:
    found = sniff(data, name)
    assert found.count("/") == 1
