"""What a person sees when a command cannot do its work."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from oecheck.cli import _guard
from oecheck.cli._problem import problem_lines
from oecheck.errors import NotAPackage, RuleFileError, RuleFileProblem, UsageError
from tests.cli.conftest import Run


def test_unknown_command_is_told_with_the_likely_one(run: Run) -> None:
    code, out, err = run("chek", "course.zip")

    assert (code, out) == (2, "")
    assert "no command chek" in err
    assert "Did you mean: check" in err  # the nearest stands first


def test_package_without_command_is_told_how_to_check_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "course.zip").write_bytes(b"PK")
    code, _, err = run("course.zip")

    assert code == 2
    assert "oecheck check course.zip" in err


def test_missing_package_is_wrong_usage_and_names_the_likely_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "biology.imscc").write_bytes(b"PK")
    code, _, err = run("check", "biolgy.imscc")

    assert code == 2
    assert "Did you mean: biology.imscc?" in err


def test_problem_has_its_five_parts_in_order() -> None:
    lines = list(problem_lines(NotAPackage("html-page"), 100, package="course.zip"))

    assert lines[0].startswith("oecheck: The file is a web page")
    assert re.findall(r"^  (\w+) ", "\n".join(lines), re.MULTILINE) == ["where", "why", "mend", "see"]
    assert "course.zip" in lines[1]


def test_problem_lists_what_is_wrong_in_rule_files_and_counts_the_rest() -> None:
    problems = [RuleFileProblem(f"rules/a{number}.yaml", number, 1, "no-such-text") for number in range(1, 41)]
    text = "\n".join(problem_lines(RuleFileError(problems), 80))

    assert "rules/a1.yaml:1:1: no-such-text" in text
    assert "rules/a31.yaml" not in text
    assert "Showing 30 of 40 problems." in text


def test_name_of_a_package_cannot_steer_the_terminal() -> None:
    text = "\n".join(problem_lines(UsageError("package-missing", package="\x1b[2Jx", suggestion=""), 80))

    assert "\x1b" not in text
    assert "<U+001B>[2Jx" in text


def _breaking(_words: object) -> int:
    raise ZeroDivisionError("secret of the package")


def test_unexpected_mistake_is_incomplete_and_shows_neither_traceback_nor_data(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_guard, "_run", _breaking)
    code, out, err = run("formats")

    assert (code, out) == (5, "")
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err
    assert "secret" not in err


def test_debug_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_guard, "_run", _breaking)
    code, _, err = run("formats", "--debug")

    assert code == 5
    assert "Traceback" in err


def test_interrupted_command_ends_as_shells_expect(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(_guard, "_run", interrupted)

    assert run("formats")[0] == 130


def test_wrong_option_is_wrong_usage(run: Run) -> None:
    code, _, err = run("check", "--fail-onn", "must", "x")

    assert code == 2
    assert "--fail-on" in err


def test_version_is_that_of_the_project(run: Run) -> None:
    project = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"
    found = re.search(r'^version = "(.+)"$', project.read_text(encoding="utf-8"), re.MULTILINE)

    assert found is not None
    assert run("--version") == (0, f"oecheck {found[1]}\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_names_the_variable_that_the_program_listens_to(run: Run, shell: str) -> None:
    code, out, _ = run("completion", shell)

    assert code == 0
    assert "_OECHECK_COMPLETE" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "a.zip", "--profil", "core"], ["check has no option --profil", "Did you mean: --profile"]),
        (["check", "a.zip", "--fail-on", "foo"], ["value of --fail-on", "must, should, never"]),
        (["check"], ["check needs PACKAGE"]),
        (["check", "a.zip", "--jobs", "a"], ["value of --jobs", "at least 1"]),
        (["check", "a.zip", "--jobs", "0"], ["value of --jobs", "at least 1"]),
        (["check", "a.zip", "--jobs"], ["--jobs of oecheck check stands without its value", "--jobs N"]),
        (["check", "a.zip", "--quiet=3"], ["--quiet of oecheck check takes no value"]),
        (["check", "a.zip", "--date", "5"], ["value of --date", "5 is no date"]),
        (["check", "a.zip", "--max-size", "q"], ["value of --max-size", "q is no size"]),
        (["explain", "A", "B"], ["explain has words left over: B"]),
        (["standard", "lnt"], ["standard has no command lnt", "Did you mean: lint"]),
        (["standard", "lint", "--standrad", "x"], ["lint has no option --standrad", "Did you mean: --standard"]),
        (["review", "new"], ["review new needs PACKAGE"]),
    ],
)
def test_mistake_in_the_words_of_a_command_has_its_five_parts(run: Run, words: list[str], told: list[str]) -> None:
    code, out, err = run(*words)
    text = " ".join(err.split())

    assert (code, out) == (2, "")
    assert re.findall(r"^  (where|why|mend|see) ", err, re.MULTILINE) == ["where", "why", "mend", "see"]
    assert all(part in text for part in told), text
    assert "Usage:" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("words", [["--version"], ["formats"], ["check", "--help"], ["explain", "OHE-PKG-001"]])
def test_full_disk_is_told_as_that_and_never_as_success(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "oecheck", *words], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 2
    assert b"could not be written to standard output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_failure_to_say_what_failed_still_ends_with_its_code() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the system has no device that is always full")
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "oecheck", "check", "nowhere.zip"]
        assert subprocess.run(words, stdout=full, stderr=full, check=False).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("words", ["--version", "--help", "check {0}", "check {0} --output json={1}", "inspect {0}"])
def test_closed_standard_output_is_told_as_that_and_never_as_a_failed_requirement(words: str, tmp_path: Path) -> None:
    command = words.format("fixtures/scorm-1.2/minimal", tmp_path / "report.json")
    done = _in_shell(f"{command} >&-")

    assert done.returncode == 2
    assert b"could not be written to standard output" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_other_closed_streams_change_no_result(closed: str) -> None:
    command = "check fixtures/scorm-1.2/minimal --format json --date 2026-11-24"

    with_all, without = _in_shell(command), _in_shell(f"{command} {closed}")
    assert (without.returncode, without.stdout) == (with_all.returncode, with_all.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
def test_files_do_not_get_what_was_meant_for_a_closed_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = _in_shell(f"check fixtures/scorm-1.2/minimal --quiet --output json={file} >&-")

    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(file.read_bytes())["report_version"]


def _in_shell(command: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).resolve().parents[2]
    words = f"{shlex.quote(sys.executable)} -m oecheck {command}"
    return subprocess.run(["/bin/sh", "-c", words], capture_output=True, cwd=root, check=False)
