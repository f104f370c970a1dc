"""What a command reads, it never writes over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FLAWED = Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "flawed"
BESIDE = ("description", "waivers", "baseline", "review", "policy")


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Path:
    """A folder with a package as a file and as a folder, and everything that may lie beside it."""
    shutil.copytree(FLAWED, tmp_path / "course")
    shutil.make_archive("a", "zip", FLAWED)
    for file in ("cd.yaml", "b.yaml", "b.json", "notes.txt", "oecheck.toml"):
        (tmp_path / file).write_bytes(b"")
    run("check", str(FLAWED), "--quiet", "--output", "json=r.json")
    (tmp_path / "link.zip").symlink_to("a.zip")
    return tmp_path


REFUSALS = ("would be written over,", "is there already,", "names no file.", "Several reports would be written to")
COMMANDS = [
    ("check", "a.zip", "--output", "json=a.zip"),
    ("check", "a.zip", "--output", "json=./course/../a.zip"),
    ("check", "a.zip", "--output", "json=link.zip"),
    ("check", "a.zip", "--output", "json=r.json", "--output", "html={name}.zip"),
    ("check", "course", "a.zip", "--output", "html={name}.zip"),
    ("check", "course", "--output", "json=course/imsmanifest.xml"),
    *(("check", "a.zip", f"--{name}", "b.json", "--output", "json=b.json") for name in BESIDE),
    ("check", "a.zip", "--output", "text=oecheck.toml"),
    ("check", "a.zip", "--output", "json=x.json", "--output", "html=x.json"),
    ("check", "a.zip", "--output", "json=-"),
    ("render", "r.json", "--output", "html=r.json"),
    ("standard", "docs", "-o", "a.zip"),
    ("standard", "docs", "-o", "notes.txt"),
    ("describe", "a.zip", "-o", "a.zip", "--force"),
    ("describe", "course", "-o", "course/imsmanifest.xml", "--force"),
    ("review", "new", "a.zip", "-o", "a.zip", "--force"),
    ("review", "new", "a.zip", "--description", "cd.yaml", "-o", "cd.yaml", "--force"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_nothing_is_written_where_it_would_write_over_what_is_read(
    run: Run, place: Path, words: tuple[str, ...]
) -> None:
    before = _contents(place)
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    told = " ".join(err.split())
    assert any(f" {words} " in told for words in REFUSALS), err
    assert "mend" in told
    assert _contents(place) == before


def _contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_new_report_in_the_folder_of_a_course_is_written(run: Run, place: Path) -> None:
    (place / "oecheck.toml").unlink()
    assert run("check", "course", "--quiet", "--output", "json=course/report.json")[0] == 1
    assert (place / "course" / "report.json").exists()


def test_page_of_a_standard_replaces_a_page(run: Run, place: Path) -> None:
    (place / "standard.md").write_bytes(b"old")
    assert run("standard", "docs", "--markdown", "-o", "standard.md")[0] == 0
    assert len((place / "standard.md").read_bytes()) > 1000
