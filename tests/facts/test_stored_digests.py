"""Files held to the digest that the package states."""

from __future__ import annotations

import hashlib

import pytest

from oecheck.facts.stored_digests import digest_kept
from oecheck.model.course import Course
from oecheck.model.package import File, ReadResult
from oecheck.model.source import Source

PATH = "files/aa/aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"


@pytest.mark.parametrize(("content", "kept"), [(b"hello", True), (b"hello!", False)])
def test_bytes_are_held_to_the_stated_digest(content: bytes, kept: bool) -> None:
    assert hashlib.sha1(b"hello", usedforsecurity=False).hexdigest() == PATH[-40:]
    reading = ReadResult(course=Course(source=Source("")), digests={PATH: PATH[-40:]})
    assert digest_kept(content, File(source=Source(PATH), path=PATH, size_bytes=5), reading) is kept


def test_file_without_a_stated_digest_has_none_to_keep() -> None:
    reading = ReadResult(course=Course(source=Source("")))
    assert digest_kept(b"hello", File(source=Source("a.txt"), path="a.txt", size_bytes=5), reading) is None
