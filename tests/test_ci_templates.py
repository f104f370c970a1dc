"""What other people's automatic checks take from this repository: parsed, and where it can be, run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from oecheck.cli.check import COMMAND
from oecheck.reporters import reporter_names

REPOSITORY = Path(__file__).resolve().parent.parent
COURSES = REPOSITORY / "fixtures" / "course"


def _yaml(name: str) -> Any:
    return yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))


def _known_options() -> set[str]:
    return {name for param in COMMAND.params for name in param.opts}


def _steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = _yaml("action.yml")["runs"]["steps"]
    return steps


def _shell_steps() -> list[dict[str, Any]]:
    return [step for step in _steps() if "run" in step]


@pytest.mark.parametrize("text", [step["run"] for step in _shell_steps()] + _yaml("ci/gitlab.yml")["oecheck"]["script"])
def test_command_uses_only_options_and_formats_that_there_are(text: str) -> None:
    line = next((line for line in text.splitlines() if "oecheck check " in line), "")
    words = shlex.split(line.split("||")[0])
    formats = [word.split("=")[0] for option, word in pairwise(words) if option in ("--format", "--output")]

    assert {word for word in words if word.startswith("--")} - {"--"} <= _known_options()
    assert set(formats) <= set(reporter_names())


def test_no_input_of_the_action_is_put_into_a_command() -> None:
    assert [step["run"] for step in _shell_steps() if "${{" in step["run"]] == []


def _given(folder: Path, course: str, options: str) -> dict[str, str]:
    """The environment of a job: the program by its name, a folder of the runner, the inputs."""
    shim = folder / "oecheck"
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m oecheck "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    given = {"PACKAGE": str(COURSES / course), "OPTIONS": options, "RUNNER_TEMP": str(folder)}
    given |= {"GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "PYTHONPATH": str(REPOSITORY / "src")}
    path = [str(folder), str(Path(sys.executable).parent), os.environ["PATH"]]
    return os.environ | given | {"PATH": os.pathsep.join(path)}


def _act(folder: Path, course: str, options: str, **changes: str) -> subprocess.CompletedProcess[str]:
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _shell_steps()[-1]["run"]]
    given = _given(folder, course, options) | changes
    return subprocess.run(shell, env=given, capture_output=True, text=True, check=False, cwd=folder, input="")


@pytest.mark.parametrize(
    ("course", "options", "code"),
    [
        ("conforming", "", 0),
        ("flawed", "", 1),
        ("flawed", "--fail-on never", 0),
        ("flawed", "--fail-on never\n--require-complete\n", 5),
        ("conforming", "--only\n  PKG\n--waivers 'my waivers.yaml'\n--require-complete", 5),
    ],
)
def test_action_hands_on_the_exit_code_and_writes_the_summary(
    tmp_path: Path, course: str, options: str, code: int
) -> None:
    (tmp_path / "my waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    done = _act(tmp_path, course, options)

    assert done.returncode == code, done.stderr
    assert "pre-check" in (tmp_path / "summary.md").read_text(encoding="utf-8").casefold()


def _job(folder: Path, course: str, options: str, **changes: str) -> subprocess.CompletedProcess[str]:
    script = "\n".join(_yaml("ci/gitlab.yml")["oecheck"]["script"])
    given = _given(folder, course, options) | changes
    shell = ["sh", "-ec", script]
    return subprocess.run(shell, env=given, capture_output=True, text=True, check=False, cwd=folder, input="")


@pytest.mark.parametrize("options", ["--waivers 'never closed", "--fail-on never\nmy waivers.yaml", "--no-such"])
def test_options_that_cannot_be_read_never_pass(tmp_path: Path, options: str) -> None:
    done = _act(tmp_path, "conforming", options)

    assert done.returncode == 2, done.stderr


@pytest.mark.parametrize("options", ["--help", "--only PKG --help", "--version"])
def test_options_that_only_tell_something_are_no_pass(tmp_path: Path, options: str) -> None:
    (tmp_path / "oecheck.md").write_text("of an earlier step", encoding="utf-8")
    (tmp_path / "oecheck.xml").write_text("of an earlier job", encoding="utf-8")

    assert _act(tmp_path, "conforming", options).returncode == 2
    assert _job(tmp_path, "conforming", options).returncode == 2
    assert not (tmp_path / "summary.md").exists()


@pytest.mark.parametrize("package", ["", "--help", "-", "--fail-on=never"])
def test_name_of_a_package_is_never_an_option_and_never_empty(tmp_path: Path, package: str) -> None:
    action = _act(tmp_path, "conforming", "", PACKAGE=package)
    job = _job(tmp_path, "conforming", "", PACKAGE=package)

    assert {action.returncode, job.returncode} <= {2, 3}, action.stderr + job.stderr
    assert package or "nothing was checked" in action.stdout
    assert package or "nothing was checked" in job.stderr


def test_action_brings_its_own_python() -> None:
    (setup,) = [step for step in _steps() if step.get("uses", "").startswith("actions/setup-python@")]
    required = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    least = tuple(map(int, required.removeprefix(">=").split(",")[0].split(".")))

    assert tuple(map(int, setup["with"]["python-version"].split("."))) >= least
    assert _steps().index(setup) == 0


def test_words_in_the_options_are_never_commands(tmp_path: Path) -> None:
    _act(tmp_path, "conforming", "$(touch made) `touch made`; touch made")

    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("options", "code"), [("", 1), ("--fail-on never", 0), ("--fail-on never\n--require-complete", 5), ("--only *", 2)]
)
def test_gitlab_job_takes_options(tmp_path: Path, options: str, code: int) -> None:
    done = _job(tmp_path, "flawed", options)

    assert done.returncode == code, done.stderr


def test_hook_calls_the_installed_script_on_packages_only() -> None:
    (hook,) = _yaml(".pre-commit-hooks.yaml")
    scripts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]

    assert hook["entry"].split()[0] in scripts
    assert hook["language"] == "python"
    for ending in ("imscc", "mbz", "h5p", "epub", "zip", "ZIP", "tar.gz", "tgz"):
        assert re.search(hook["files"], f"courses/biology.{ending}")
    for name in ("README.md", "zip", "notes.gz", "biology.zip.txt"):
        assert not re.search(hook["files"], name)


def test_gitlab_job_keeps_its_reports_when_it_fails() -> None:
    job = _yaml("ci/gitlab.yml")["oecheck"]

    assert job["artifacts"]["when"] == "always"
    assert all(f"={file} " in " ".join(job["script"]) for file in job["artifacts"]["reports"].values())


def test_container_runs_the_script_and_not_as_root() -> None:
    lines = (REPOSITORY / "Containerfile").read_text(encoding="utf-8").splitlines()
    instructions = [line.split(" ", 1) for line in lines]

    assert instructions[0][0] == "FROM"
    assert ["ENTRYPOINT", '["oecheck"]'] in instructions
    assert next(value for name, value in instructions if name == "USER") != "root"
