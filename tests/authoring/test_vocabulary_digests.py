"""The lists of others: each says where it comes from, and none changes by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from oecheck.authoring.vocabulary_digests import SUMS, digests, write_digests
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.values.locations import standards_root

FOLDER = standards_root() / "vocabularies"


def test_digests_are_current() -> None:
    """After a wanted change: python -m oecheck.authoring.vocabulary_digests."""
    assert (FOLDER / SUMS).read_text(encoding="utf-8") == digests(FOLDER)


def test_digests_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"")
    (tmp_path / "a.yaml").write_bytes(b"abc")
    write_digests(tmp_path)
    assert (tmp_path / SUMS).read_text() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.yaml\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.yaml\n"
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_vocabulary_says_where_it_comes_from(path: Path) -> None:
    tree = parse_yaml(path.read_bytes(), path.name)
    data = to_data(tree.root)
    assert tree.problems == ()
    assert all(data[key] for key in ("origin", "date", "entries"))


def test_isced_codes_hang_together() -> None:
    codes = to_data(parse_yaml((FOLDER / "isced_f_2013.yaml").read_bytes()).root)["entries"]
    by_length = {length: [code for code in codes if len(code) == length] for length in (2, 3, 4)}
    assert sum(map(len, by_length.values())) == len(codes)
    assert len(by_length[2]) == 12
    assert all(code[:-1] in codes for code in (*by_length[3], *by_length[4]))
    assert all(any(narrow.startswith(broad) for narrow in by_length[3]) for broad in by_length[2])
