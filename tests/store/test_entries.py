"""Entries of the store: whole or not there, bounded, safe beside other processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.store import Entries

LIMIT = 100_000


@pytest.fixture
def entries(tmp_path: Path) -> Entries:
    return Entries(tmp_path / "store", LIMIT)


def _noise(seed: int, count: int) -> bytes:
    """Bytes that zlib makes no shorter."""
    return seed.to_bytes(4, "big") + os.urandom(count)


def test_what_is_kept_is_found_again(entries: Entries) -> None:
    entries.put("one", b"content")
    assert entries.get("one") == b"content"
    assert entries.has("one")


def test_what_was_never_kept_is_not_there(entries: Entries) -> None:
    assert entries.get("one") is None
    assert not entries.has("one")


def test_a_new_entry_replaces_the_old_one(entries: Entries) -> None:
    entries.put("one", b"old")
    entries.put("one", b"new")
    assert entries.get("one") == b"new"
    assert entries.usage().count == 1


@given(st.binary(max_size=200), st.integers(0, 199))
def test_a_damaged_entry_is_not_there(tmp_path_factory: pytest.TempPathFactory, content: bytes, place: int) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    entries = Entries(folder, LIMIT)
    entries.put("one", content)
    data = bytearray((folder / "one").read_bytes())
    data[place % len(data)] ^= 0x40
    (folder / "one").write_bytes(data)
    assert entries.get("one") is None


@given(st.binary(max_size=100), st.integers(0, 400))
def test_half_an_entry_is_not_there(tmp_path_factory: pytest.TempPathFactory, content: bytes, kept: int) -> None:
    folder = tmp_path_factory.mktemp("half")
    entries = Entries(folder, LIMIT)
    entries.put("one", content)
    data = (folder / "one").read_bytes()
    (folder / "one").write_bytes(data[: kept % len(data)])
    assert entries.get("one") is None


def test_a_damaged_entry_is_replaced(entries: Entries, tmp_path: Path) -> None:
    entries.put("one", b"content")
    (tmp_path / "store" / "one").write_bytes(b"something else")
    entries.put("one", b"content")
    assert entries.get("one") == b"content"


def test_entries_are_for_the_user_alone(entries: Entries, tmp_path: Path) -> None:
    entries.put("one", b"content")
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "store" / "one").stat().st_mode) == 0o600


def test_the_limit_is_kept(entries: Entries, tmp_path: Path) -> None:
    for number in range(60):
        entries.put(f"entry-{number:02}", _noise(number, 5_000))
    total = sum(file.stat().st_size for file in (tmp_path / "store").iterdir())
    assert total <= LIMIT
    assert total > LIMIT // 2


def test_what_was_not_used_for_longest_is_removed_first(entries: Entries, tmp_path: Path) -> None:
    for number in range(15):
        entries.put(f"entry-{number:02}", _noise(number, 5_000))
        os.utime(tmp_path / "store" / f"entry-{number:02}", (number, number))
    assert entries.get("entry-00") is not None  # used just now
    for number in range(15, 25):
        entries.put(f"entry-{number:02}", _noise(number, 5_000))
    assert entries.has("entry-00")
    assert not entries.has("entry-01")
    assert entries.has("entry-24")


def test_an_entry_that_would_push_out_all_others_is_not_kept(entries: Entries) -> None:
    entries.put("small", b"content")
    entries.put("large", _noise(1, LIMIT))
    assert entries.has("small")
    assert not entries.has("large")


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    entries = Entries(tmp_path / "file" / "store", LIMIT)
    entries.put("one", b"content")
    assert entries.get("one") is None
    assert entries.usage().count == 0


def test_a_disk_that_is_full_leaves_nothing_behind(
    entries: Entries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries.put("one", b"content")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    entries.put("two", b"content")
    assert [file.name for file in (tmp_path / "store").iterdir()] == ["one"]


def test_parts_of_processes_that_were_killed_are_removed(entries: Entries, tmp_path: Path) -> None:
    entries.put("one", b"content")
    old, young = (tmp_path / "store" / f"{name}.1-abcd.part" for name in ("old", "young"))
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - 7_200, time.time() - 7_200))
    assert entries.usage().count == 1
    assert not old.exists()
    assert young.exists()


def test_clearing_removes_everything(entries: Entries) -> None:
    entries.put("one", b"content")
    entries.put("two", b"content")
    assert entries.clear().count == 2
    assert entries.usage().count == 0


WRITER = """
import sys
from pathlib import Path
from oecheck.store import Entries
entries = Entries(Path(sys.argv[1]), 100_000)
for turn in range(150):
    name = f"entry-{turn % 7}"
    content = name.encode() * (turn + 1)
    entries.put(name, content)
    found = entries.get(name)
    assert found is None or found[:7] == content[:7] and len(found) % 7 == 0, found
"""


def test_processes_that_write_the_same_entries_never_see_half_of_one(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WRITER, str(tmp_path / "store")]
    writers = [subprocess.Popen(words, stderr=subprocess.PIPE) for _ in range(3)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors.decode()
    assert Entries(tmp_path / "store", 100_000).usage().count == 7
    assert not list((tmp_path / "store").glob("*.part"))
