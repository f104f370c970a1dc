from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.facts.file_names import name_counts, name_problems, problems_of_name
from oecheck.facts.file_types import format_status, type_mismatch
from oecheck.model.package import File
from oecheck.model.source import Source


def file(path: str, media_type: str = "", size: int = 1) -> File:
    return File(source=Source(path), path=path, size_bytes=size, media_type=media_type)


@pytest.mark.parametrize(
    ("path", "problems"),
    [
        ("week 1/reading (2).html", []),
        ("ملفات/درس.html", []),
        ("a\tb.html", ["control"]),
        ("a\u202eb.html", ["control"]),
        ("what?.html", ["character"]),
        ("a:b", ["character"]),
        ("con/aux.html", ["device"]),
        ("COM1", ["device"]),
        ("console.html", []),
        ("folder./x", ["ending"]),
        ("name ", ["ending"]),
        ("中" * 100, ["part-too-long"]),
        ("caf\ufffd.html", ["encoding"]),
    ],
)
def test_name_that_does_not_survive_a_transfer(path: str, problems: list[str]) -> None:
    assert problems_of_name(path) == problems


def test_names_that_other_systems_take_for_one_are_both_told() -> None:
    files = [file("A/x.html"), file("a/X.html"), file("caf\u00e9"), file("cafe\u0301"), file("alone")]
    counts = name_counts(files)
    assert [name_problems(each, counts) for each in files] == [
        ("case",),
        ("case",),
        ("composition",),
        ("composition",),
        (),
    ]


@given(st.text(max_size=40))
def test_any_name_has_an_answer(path: str) -> None:
    assert isinstance(problems_of_name(path), list)


class Lists:
    def vocabulary(self, name: str) -> frozenset[str]:
        return {"withdrawn_formats": frozenset({"video/x-flv"}), "open_formats": frozenset({"image/png"})}[name]

    def lexicon(self, name: str, language: str) -> frozenset[str] | None:
        raise AssertionError(f"no list {name} of {language} is needed")


def test_status_of_a_format_follows_the_lists_of_the_standard() -> None:
    types = ("video/x-flv", "image/png", "application/x-own")
    assert [format_status(file("x", kind), Lists()) for kind in types] == ["withdrawn", "open", "unlisted"]


@pytest.mark.parametrize(
    ("path", "media_type", "mismatch"),
    [
        ("x.jpg", "image/png", True),
        ("x.pdf", "text/html", True),
        ("x.jpg", "image/jpeg", False),
        ("x.html", "application/xhtml+xml", False),
        ("x.ts", "text/plain", False),
        ("x.unknown", "image/png", False),
        ("x.png", "application/octet-stream", False),
    ],
)
def test_name_that_promises_another_type(path: str, media_type: str, mismatch: bool) -> None:
    assert type_mismatch(file(path, media_type)) is mismatch
