"""Files of a batch: whatever a package is called, its report has a place of its own, and no file is ever half."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.batch._files import replace_file, report_path, writable
from oecheck.batch._lock import locked
from oecheck.errors import UsageError


@given(st.text(st.characters(), max_size=200))
def test_report_of_any_name_stays_in_the_folder(name: str) -> None:
    path = report_path(name)

    assert path.isascii()
    assert path.startswith("reports/")
    assert path.endswith(".json")
    assert not {"..", "", "."} & set(path.split("/"))
    assert len(path) < 140


@given(st.text(max_size=50), st.text(max_size=50))
def test_two_names_never_have_the_same_report(one: str, two: str) -> None:
    assert (one == two) == (report_path(one) == report_path(two))


def test_file_stays_as_it_was_when_its_writing_breaks(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    file = tmp_path / "report.json"
    file.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        replace_file(file, pieces())

    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]
    assert file.read_bytes() == b"old"


def test_refusal_of_the_system_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError) as caught, writable(tmp_path):
        replace_file(tmp_path / "file" / "report.json", (b"x",))

    assert caught.value.code == "batch-unwritable"


def test_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(UsageError) as caught, locked(tmp_path):
        pass
    with locked(tmp_path):
        pass

    assert caught.value.code == "batch-locked"


def test_report_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "reports" / "a.json"
    seen: list[tuple[int, bool]] = []
    monkeypatch.setattr("os.fsync", lambda number: seen.append((os.fstat(number).st_size, file.exists())))

    replace_file(file, [b"{", b"}"])

    assert seen == [(2, False)]
    assert file.read_bytes() == b"{}"
