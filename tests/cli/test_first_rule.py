"""The guide “Write your first rule in fifteen minutes”: every command and every edit of it, as they stand there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REPOSITORY = Path(__file__).resolve().parent.parent.parent
GUIDE = (REPOSITORY / "docs" / "first-rule.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^```(sh|diff)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the guide takes from a checkout."""
    shutil.copytree(REPOSITORY / "standards", tmp_path / "standards")
    shutil.copytree(REPOSITORY / "fixtures" / "course", tmp_path / "fixtures" / "course")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_step_of_the_guide_works_as_it_stands(folder: Path, run: Run) -> None:
    screens = [_step(folder, run, kind, body) for kind, body in STEPS]
    told = "\n".join(screens)

    assert told.count("No problem found.") == 4
    assert (folder / "my-standards/ohe/0.1/formats/container.yaml").is_file()
    assert "OHE-STR-007: outcome-changing" in told
    assert "OHE-MET-050: new" in told
    assert "Requirements that differ: -" in screens[-1]
    assert "Other files that differ: editorial 1." in screens[-1]
    assert "not in this edition → satisfied: 2 (fixtures/course/conforming," in told
    assert "not as written: 0" in told
    assert "size(course.description) <= max_description" in told
    assert "OHE-MET-050" in (folder / "my-standard.html").read_text(encoding="utf-8")
    assert "OHE-MET-050" in (folder / "my-standards/ohe/0.1/RELEASE.sha256").read_text(encoding="utf-8")


def test_links_of_the_guide_lead_to_files_that_are_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE)

    assert links
    assert [link for link in links if not (REPOSITORY / "docs" / link).exists()] == []


def _step(folder: Path, run: Run, kind: str, body: str) -> str:
    if kind == "diff":
        _edit(folder, body)
        return ""
    screens: list[str] = []
    for line in body.splitlines():
        words = shlex.split(line)
        if words[0] == "cp":
            shutil.copytree(words[2], words[3])
            continue
        if words[0] == "rm":
            _remove(words[2:])
            continue
        assert words[0] == "oecheck"
        code, out, err = run(*words[1:])
        assert (code, err) == (0, ""), line
        screens.append(out)
    return "\n".join(screens)


def _remove(paths: list[str]) -> None:
    for path in map(Path, paths):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _edit(folder: Path, body: str) -> None:
    """Each line with a minus is replaced by the lines with a plus that follow it."""
    header, *lines = body.splitlines()
    file = folder / header.removeprefix("--- ")
    text = "\n" + file.read_text(encoding="utf-8")
    edits: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("-"):
            edits.append((line[1:], []))
        else:
            assert line.startswith("+")
            edits[-1][1].append(line[1:])
    for old, new in edits:
        assert f"\n{old}\n" in text, old
        text = text.replace(f"\n{old}\n", "\n" + "".join(f"{one}\n" for one in new), 1)
    file.write_text(text[1:], encoding="utf-8")
