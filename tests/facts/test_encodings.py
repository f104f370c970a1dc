from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts.encodings import examine


@pytest.mark.parametrize(
    ("content", "media_type", "problem"),
    [
        ("<?xml version='1.0' encoding='UTF-8'?><a>é</a>".encode(), "application/xml", ""),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".encode("latin-1"), "application/xml", ""),
        ("<?xml version='1.0' encoding='UTF-8'?><a>é</a>".encode("latin-1"), "application/xml", "invalid"),
        ("<a>é</a>".encode("latin-1"), "application/xml", "invalid"),
        (b"<?xml version='1.0' encoding='UTF-16'?><a/>", "application/xml", "conflict"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"), "application/xml", ""),
        ("\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><a/>".encode(), "application/xml", "conflict"),
        (b"<?xml version='1.0' encoding='klingon-7'?><a/>", "application/xml", "unknown-name"),
        ("<html><meta charset=utf-8>é".encode(), "text/html", ""),
        ("<html><meta charset=utf-8>é".encode("latin-1"), "text/html", "invalid"),
        ("<html><meta charset=windows-1252>é".encode("cp1252"), "text/html", ""),
        ("<html><meta charset=iso-8859-1>“".encode("cp1252"), "text/html", ""),
        ("<html><meta charset=iso-8859-1>é".encode(), "text/html", "looks-like-utf8"),
        (b"<html><meta charset=iso-8859-1>e", "text/html", ""),
        ("<html>é".encode("latin-1"), "text/html", "undeclared"),
        (
            b"<?xml version='1.0' encoding='UTF-8'?><meta charset='gb2312'/>",
            "application/xhtml+xml",
            "conflict",
        ),
        ('@charset "iso-8859-2";é'.encode("iso-8859-2"), "text/css", ""),
        ('{"a": "é"}'.encode("latin-1"), "application/json", "not-utf8-as-required"),
        ("WEBVTT\n\né".encode("utf-16"), "text/vtt", "not-utf8-as-required"),
        (b"", "text/plain", ""),
    ],
)
def test_declared_and_used_encoding(content: bytes, media_type: str, problem: str) -> None:
    found = examine(content, media_type)
    assert found.problem == problem
    assert (found.problem_line > 0) is bool(problem)


def test_line_of_the_first_bad_byte_is_told() -> None:
    assert examine(b"a\nb\n\xe9\n", "text/plain").problem_line == 3


def test_valid_text_that_is_not_utf8_is_told_apart() -> None:
    found = examine("<?xml version='1.0' encoding='GB18030'?><a>中文</a>".encode("gb18030"), "application/xml")
    assert (found.problem, found.utf8, found.used) == ("", False, "gb18030")


def test_script_that_speaks_of_meta_elements_declares_nothing() -> None:
    assert examine(b"write('<meta charset=utf-16>')", "text/javascript").declared == ""


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=100),
    st.sampled_from(["utf-8", "utf-16", "zip", "idna", "punycode", "unicode_escape", "utf-7", "big5", "x" * 40]),
    st.sampled_from(["application/xml", "text/html", "text/css", "application/json", "text/plain"]),
)
def test_any_bytes_have_an_encoding(data: bytes, label: str, media_type: str) -> None:
    head = f"<?xml version='1.0' encoding='{label}'?><meta charset={label}>".encode()
    for content in (data, head + data):
        found = examine(content, media_type)
        assert found.utf8 is _decodes(content)


def _decodes(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
