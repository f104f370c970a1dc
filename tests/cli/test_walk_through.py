"""The first pipeline of the README, followed from an empty folder as a newcomer would."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parent.parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("### A first pipeline\n")[2].partition("\n### ")[0]
BLOCKS = re.findall(r"^```(?:yaml)?\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
FILES = {block.splitlines()[0][2:]: block for block in BLOCKS if block.startswith("# ")}
SCREENS = [block.splitlines() for block in BLOCKS if not block.startswith("# ")]
DATE = "2026-12-01"  # before the waivers expire, whenever this runs


class Folder:
    """An empty folder beside the repository, where `oecheck` is an installed program.

    Args:
        parent: folder to make it in.
    """

    def __init__(self, parent: Path) -> None:
        (parent / "oecheck").symlink_to(REPOSITORY, target_is_directory=True)
        programs = parent / "bin"
        programs.mkdir()
        program = programs / "oecheck"
        call = f'exec {shlex.quote(sys.executable)} -m oecheck "$command" --date {DATE} "$@"'
        program.write_text(f"#!/bin/sh\ncommand=$1\nshift\n{call}\n")
        program.chmod(0o755)
        path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = os.environ | {"PATH": path, "PYTHONPATH": str(REPOSITORY / "src")}
        self.place = parent / "trial"
        self.place.mkdir()

    def run(self, command: str, shell: str = "bash", **given: str) -> subprocess.CompletedProcess[str]:
        """Runs what a shell is told."""
        return subprocess.run(
            [shell, "-ec", command],
            env=self.environment | given,
            cwd=self.place,
            capture_output=True,
            text=True,
            check=False,
        )

    def follow(self, lines: list[str]) -> str:
        """Runs each line; its exit code has to be the one that its comment tells, else 0. Gives what was printed."""
        printed = ""
        for line in lines:
            told = re.search(r"# exit code (\d)", line)
            done = self.run(line)
            assert done.returncode == (int(told[1]) if told else 0), (line, done.stderr)
            printed += done.stdout + done.stderr
        return printed

    def write(self) -> None:
        """Writes the files beside the package."""
        for name in ("waivers.yaml", "policy.yaml"):
            (self.place / name).write_text(FILES[name], encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_section_has_its_two_screens_and_four_files() -> None:
    assert len(SCREENS) == 2
    assert set(FILES) == {"waivers.yaml", "policy.yaml", ".github/workflows/course.yml", ".gitlab-ci.yml"}


def test_course_fails_then_is_waived_then_passes(folder: Folder) -> None:
    fingerprint = yaml.safe_load(FILES["waivers.yaml"])["waivers"][0]["fingerprint"]
    first = folder.follow(SCREENS[0])
    folder.write()
    second = folder.follow(SCREENS[1])

    assert fingerprint in first
    assert "accept with conditions" in second
    assert second.count("covers nothing") == 2


def _made(folder: Folder) -> Path:
    folder.follow(SCREENS[0])
    folder.write()
    return folder.place


def test_step_on_github_is_the_one_that_was_tried(folder: Folder) -> None:
    summary = _made(folder) / "summary.md"
    inputs = _step()["with"]
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    runner = {"RUNNER_TEMP": str(folder.place), "GITHUB_STEP_SUMMARY": str(summary)}
    script = action["runs"]["steps"][-1]["run"]
    waived = folder.run(script, PACKAGE=inputs["package"], OPTIONS=inputs["options"], **runner)
    failed = folder.run(script, PACKAGE=inputs["package"], OPTIONS="--only PKG", **runner)

    assert set(inputs) <= set(action["inputs"])
    assert (waived.returncode, failed.returncode) == (0, 1), waived.stderr
    assert "accept with conditions" in waived.stdout + waived.stderr


def _step() -> dict[str, Any]:
    steps = yaml.safe_load(FILES[".github/workflows/course.yml"])["jobs"]["course"]["steps"]
    (found,) = [step for step in steps if step["uses"].startswith("OWNER/oecheck")]
    assert isinstance(found, dict)
    return found


def test_job_on_gitlab_is_the_one_that_was_tried(folder: Folder) -> None:
    _made(folder)
    pipeline = yaml.safe_load(FILES[".gitlab-ci.yml"])
    template = yaml.safe_load((REPOSITORY / pipeline["include"][0]["file"]).read_text(encoding="utf-8"))["oecheck"]
    given = template["variables"] | pipeline["oecheck"]["variables"]
    script = "\n".join(template["script"])
    waived = folder.run(script, "sh", **given)
    failed = folder.run(script, "sh", **(given | {"OPTIONS": "--only PKG"}))

    assert set(pipeline["oecheck"]["variables"]) <= set(template["variables"])
    assert (waived.returncode, failed.returncode) == (0, 1), waived.stderr
