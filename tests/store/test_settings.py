"""Where the store lies, how large it may become, and what changes its keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oecheck.cli import main
from oecheck.errors import UsageError
from oecheck.store import Entries, key_of, limit_bytes, open_entries, program_stamp, store_folder
from oecheck.store import _program as program


def test_the_limit_is_two_hundred_mebibytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OECHECK_CACHE_MIB")
    assert limit_bytes() == 200 << 20


def test_a_limit_of_nothing_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OECHECK_CACHE_MIB", "0")
    assert open_entries() is None


@pytest.mark.parametrize("written", ["much", "-1", "1.5", "²"])
def test_a_limit_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("OECHECK_CACHE_MIB", written)
    with pytest.raises(UsageError) as caught:
        open_entries()
    assert caught.value.code == "cache-size"


def test_equal_values_have_equal_keys_and_others_have_not() -> None:
    assert key_of(1, {"a": 1, "b": 2}) == key_of(1, {"b": 2, "a": 1})
    assert len({key_of(1), key_of("1"), key_of(1, ""), key_of([1]), key_of({"a": 1})}) == 5


def test_an_edit_of_the_program_changes_its_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "readers").mkdir()
    module = tmp_path / "readers" / "olx.py"
    module.write_text("one = 1\n")
    monkeypatch.setattr(program, "_PACKAGE", tmp_path)
    stamps = [program_stamp.__wrapped__()]
    os.utime(module, (1, 1))
    stamps.append(program_stamp.__wrapped__())
    module.write_text("one = 11\n")
    stamps.append(program_stamp.__wrapped__())
    (tmp_path / "readers" / "new.py").write_text("")
    stamps.append(program_stamp.__wrapped__())
    assert len(set(stamps)) == 4


def test_compiled_modules_do_not_change_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "olx.py").write_text("one = 1\n")
    monkeypatch.setattr(program, "_PACKAGE", tmp_path)
    before = program_stamp.__wrapped__()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "olx.pyc").write_bytes(b"")
    assert program_stamp.__wrapped__() == before


def test_another_version_of_a_library_changes_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml-6.0.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    before = program_stamp.__wrapped__()
    (tmp_path / "lxml-6.0.0.dist-info").rename(tmp_path / "lxml-6.0.1.dist-info")
    assert program_stamp.__wrapped__() != before


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entries:
    monkeypatch.setenv("OECHECK_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("OECHECK_CACHE_MIB", "3")
    entries = Entries(store_folder(), 3 << 20)
    entries.put("one", b"content")
    return entries


def test_the_command_tells_what_is_kept(kept: Entries, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache"]) == 0
    told = capsys.readouterr().out
    assert tmp_path.as_posix() in told.replace("\n", "")
    assert "Kept: 1 (0.0 MiB of at most 3 MiB)" in told
    assert kept.usage().count == 1


def test_the_command_clears_the_store(kept: Entries, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "--clear"]) == 0
    assert "Removed: 1" in capsys.readouterr().out
    assert kept.usage().count == 0
