"""What a run says of itself: what was left out, what counts, and what there is after somebody stopped it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oecheck.cli import check as command
from tests.cli.conftest import Run

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FLAWED = str(REPOSITORY / "fixtures" / "course" / "flawed")
CONFORMING = str(REPOSITORY / "fixtures" / "course" / "conforming")


def test_stopped_before_the_first_report_says_that_nothing_was_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "write_report", _stopped)
    code, out, err = run("check", FLAWED, CONFORMING, "--quiet", "--output", "json={name}.json")

    assert (code, out, err) == (130, "", "Interrupted. Nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_stopped_later_says_how_many_reports_were_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write = command.write_report
    monkeypatch.setattr(
        command, "write_report", lambda *words: write(*words) if words[2] == FLAWED else _stopped(*words)
    )
    code, _, err = run("check", FLAWED, CONFORMING, "--quiet", "--output", "json={name}.json")

    assert code == 130
    assert err.startswith("Interrupted. Packages whose reports were written: 1 of 2.")
    assert len(err.splitlines()) == 1


def _stopped(*_words: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be interrupted alone")
def test_stopped_processes_say_one_line_and_none_lives_on(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "oecheck", "check", *[FLAWED, CONFORMING] * 20, "--jobs", "2", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "src"), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        words, cwd=tmp_path, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the first report
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, err = process.communicate(timeout=60)  # ends when no process holds the pipes any more

    assert process.returncode == 130
    assert err.startswith("Interrupted.")
    assert len(err.splitlines()) == 1
    assert time.monotonic() - begun < 30


def test_record_of_one_course_is_not_taken_for_several(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cd.yaml").write_text("title: {en: One}\n", encoding="utf-8")
    code, out, err = run("check", FLAWED, CONFORMING, "--description", "cd.yaml")

    assert (code, out) == (2, "")
    assert "--description belongs to one package" in err


@pytest.mark.parametrize("shared", ["[tool.oecheck]\nfail-on = 'should'\n", "[tool.oecheck\n", "[tool.other]\n"])
def test_settings_that_do_not_count_are_told_in_a_line(run: Run, tmp_path: Path, shared: str) -> None:
    (tmp_path / "oecheck.toml").write_text("fail-on = 'never'\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(shared, encoding="utf-8")
    code, _, err = run("check", FLAWED)
    line = "oecheck.toml counts; the settings for oecheck in pyproject.toml do not.\n"

    assert (code, err) == (0, line if "fail-on" in shared else "")


def test_comparison_with_a_part_does_not_list_what_the_part_left_out(run: Run) -> None:
    run("check", FLAWED, "--quiet", "--output", "json=whole.json")
    run("check", FLAWED, "--quiet", "--only", "PKG", "--output", "json=part.json")
    for words, told in (
        (("whole.json", "part.json"), "The later run checked only some of the requirements"),
        (("part.json", "whole.json"), "The earlier run checked only some of the requirements"),
    ):
        _, out, _ = run("compare", *words)
        assert told in out
        assert "Not compared" not in out
        assert "OHE-MET-" not in out.partition("\n\n")[0]


def test_earlier_report_without_a_result_is_told_by_a_comparison(run: Run, tmp_path: Path) -> None:
    (tmp_path / "flawed").write_bytes(b"<html></html>")
    run("check", "flawed", "--quiet", "--output", "json=unread.json")
    run("check", FLAWED, "--quiet", "--output", "json=whole.json")
    code, out, _ = run("compare", "unread.json", "whole.json")

    assert code == 5
    assert "The earlier report holds no result" in out
    assert "Not compared" not in out


def test_folder_of_packages_is_answered_with_the_commands_for_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    for name in ("a", "b"):
        shutil.make_archive(str(tmp_path / "courses" / name), "zip", FLAWED)
    code, _, err = run("check", "courses")
    told = " ".join(err.split())

    assert code == 3
    assert "oecheck check courses/*" in told
    assert "oecheck batch courses --out results" in told


@pytest.mark.parametrize("words", [("--only", "PKG"), ("--skip", "MET")])
def test_headlines_say_that_only_a_part_was_checked(run: Run, words: tuple[str, ...]) -> None:
    for name in ("text", "markdown", "html"):
        _, out, _ = run("check", CONFORMING, *words, "--format", name)
        assert "Only part of the standard was checked." in out
        assert "✅" not in out
        assert 'class="verdict good"' not in out
        assert "Only part of the standard" not in run("check", CONFORMING, "--format", name)[1]
