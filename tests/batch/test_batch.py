"""A whole batch: its reports, its tables, its end, and its beginning again."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.batch.conftest import COURSES, DATE, Oecheck, begun, packed

TABLES = ("packages.csv", "outcomes.csv", "results.sqlite")


def _lines(folder: Path, kind: str) -> list[dict[str, Any]]:
    lines = (json.loads(line) for line in (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line["kind"] == kind]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in TABLES}


def test_every_package_has_a_row_whatever_became_of_it(finished: Path) -> None:
    rows = [(row["source"], row["status"], row["exit_code"], row["reason"]) for row in _rows(finished / "packages.csv")]

    assert rows == [
        ("courses/conforming.imscc", "checked", "0", ""),
        ("courses/flawed.imscc", "checked", "1", ""),
        ("courses/torn.zip", "refused", "3", rows[2][3]),
    ]
    assert rows[2][3]


def test_refused_package_has_a_report_that_is_no_pass(finished: Path) -> None:
    row = _rows(finished / "packages.csv")[2]
    report = json.loads((finished / row["report"]).read_bytes())

    assert report["subject"]["format"] == "unknown"
    assert report["requirements"] == []
    assert [limit["code"] for limit in report["limits"]] == [row["reason"]]


def test_row_says_what_the_report_says(finished: Path) -> None:
    row = _rows(finished / "packages.csv")[1]
    report = json.loads((finished / row["report"]).read_bytes())

    subject = report["subject"]
    assert (row["digest"], row["format"], row["format_version"]) == (
        subject["sha256"],
        subject["format"],
        subject["format_version"],
    )
    must = Counter(one["status"] for one in report["requirements"] if one["level"] == "must")
    assert {status: int(row[f"must_{status}"]) for status in must} == must
    for area in report["summary"]["areas"]:
        assert {status: int(row[f"{area['id']}_{status}"]) for status in area["requirements"]} == area["requirements"]


def test_long_table_has_each_requirement_of_each_report(finished: Path) -> None:
    report = json.loads((finished / _rows(finished / "packages.csv")[1]["report"]).read_bytes())
    rows = [row for row in _rows(finished / "outcomes.csv") if row["source"] == "courses/flawed.imscc"]

    assert [(row["requirement"], row["status"], int(row["failed"])) for row in rows] == [
        (one["id"], one["status"], one["outcomes"]["failed"]) for one in report["requirements"]
    ]


def test_database_has_the_same_as_the_tables(finished: Path) -> None:
    with closing(sqlite3.connect(finished / "results.sqlite")) as database:
        outcomes = [tuple(map(str, row)) for row in database.execute("SELECT * FROM outcomes ORDER BY source, rowid")]
        sources = [source for (source,) in database.execute("SELECT source FROM package")]

    assert sorted(outcomes) == sorted(tuple(row.values()) for row in _rows(finished / "outcomes.csv"))
    assert sources == [row["source"] for row in _rows(finished / "packages.csv")]


def test_report_is_that_of_a_single_check(finished: Path, packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    single = tmp_path / "single.json"
    oecheck(packages, "check", "courses/flawed.imscc", "-q", "--date", DATE, "--output", f"json={single}")

    report = _rows(finished / "packages.csv")[1]["report"]
    assert (finished / report).read_bytes() == single.read_bytes()


def test_tables_are_the_same_whoever_worked_on_them(
    finished: Path, packages: Path, oecheck: Oecheck, tmp_path: Path
) -> None:
    words = ("--date", DATE, "--jobs", "1", "--recycle-after", "1")
    oecheck(packages, "batch", "courses", "--out", str(tmp_path / "one"), *words)

    assert _tables(tmp_path / "one") == _tables(finished)


def test_what_a_machine_took_is_in_the_journal_and_in_no_table(finished: Path) -> None:
    lines = [line for line in _lines(finished, "done") if line["row"]["status"] == "checked"]

    assert all(line["wall_s"] > 0 and line["cpu_s"] > 0 for line in lines)
    assert not {"wall_s", "cpu_s", "rss_bytes"} & set(_rows(finished / "packages.csv")[0])


def test_no_place_of_this_machine_is_in_what_a_batch_writes(finished: Path, packages: Path) -> None:
    for name in ("batch.json", "journal.jsonl", *TABLES):
        assert str(packages).encode() not in (finished / name).read_bytes(), name


def test_second_run_does_nothing_again_and_gives_the_same(finished: Path, packages: Path, oecheck: Oecheck) -> None:
    before, tables = len(_lines(finished, "done")), _tables(finished)
    done = oecheck(packages, "batch", "courses", "--out", "out", "--date", DATE)

    assert done.returncode == 3
    assert len(_lines(finished, "done")) == before
    assert _tables(finished) == tables


def test_only_what_changed_is_checked_again(packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    shutil.copytree(packages / "courses", tmp_path / "courses")
    oecheck(tmp_path, "batch", "courses", "--out", "out", "--date", DATE)
    packed(COURSES / "conforming", tmp_path / "courses" / "flawed.imscc")
    (tmp_path / "courses" / "torn.zip").unlink()
    done = oecheck(tmp_path, "batch", "courses", "--out", "out", "--date", DATE)

    assert done.returncode == 0, done.stderr
    assert [line["name"] for line in _lines(tmp_path / "out", "done")][3:] == ["courses/flawed.imscc"]
    assert [row["exit_code"] for row in _rows(tmp_path / "out" / "packages.csv")] == ["0", "0"]


def test_other_options_check_everything_again(packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    oecheck(packages, "batch", "courses", "--out", out, "--date", DATE, "--only", "PKG")
    oecheck(packages, "batch", "courses", "--out", out, "--date", DATE, "--only", "PKG", "--fail-on", "never")

    assert len(_lines(tmp_path / "out", "done")) == 6


def test_batch_that_goes_on_another_day_keeps_its_date(packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    oecheck(packages, "batch", "courses", "--out", out, "--date", "2026-01-31", "--only", "PKG")
    oecheck(packages, "batch", "courses", "--out", out, "--only", "PKG")

    assert len(_lines(tmp_path / "out", "done")) == 3
    assert json.loads((tmp_path / "out" / "batch.json").read_bytes())["date"] == "2026-01-31"


_REFUSES = """
import os
scandir = os.scandir
def refuse(path="."):
    if os.path.basename(os.fspath(path)) == "secret":
        raise PermissionError(13, "Permission denied", path)
    return scandir(path)
os.scandir = refuse
"""


def test_folder_that_cannot_be_listed_is_a_row_and_no_pass(oecheck: Oecheck, tmp_path: Path) -> None:
    packed(COURSES / "conforming", tmp_path / "good.imscc")
    (tmp_path / "courses" / "secret").mkdir(parents=True)
    (tmp_path / "good.imscc").rename(tmp_path / "courses" / "good.imscc")
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "sitecustomize.py").write_text(_REFUSES, encoding="utf-8")
    words = ("batch", "courses", "--out", "out", "--date", DATE, "--only", "PKG")
    for _ in range(2):  # it is never finished: the next run looks again
        done = oecheck(tmp_path, *words, before=str(tmp_path / "before"))

        assert done.returncode == 5, done.stderr
        good, secret = _rows(tmp_path / "out" / "packages.csv")
        assert (secret["source"], secret["status"], secret["exit_code"]) == ("courses/secret", "incomplete", "5")
        assert secret["reason"] == "folder-unlisted"
        assert (good["source"], good["status"]) == ("courses/good.imscc", "checked")
    (tmp_path / "before" / "sitecustomize.py").unlink()
    done = oecheck(tmp_path, *words)

    assert done.returncode == 0, done.stderr


_NEVER_READ = """
import os, time
opened = os.open
def wait(path, *more, **others):
    if os.path.basename(os.fspath(path)) == "slow.zip":
        time.sleep(600)
    return opened(path, *more, **others)
os.open = wait
"""


def test_package_that_hangs_is_a_row_and_no_end(packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "sitecustomize.py").write_text(_NEVER_READ, encoding="utf-8")
    shutil.copy(packages / "courses" / "flawed.imscc", tmp_path / "slow.zip")
    (tmp_path / "list.txt").write_text(f"slow.zip\n{packages}/courses/flawed.imscc\n", encoding="utf-8")
    words = ("batch", "@list.txt", "--out", "out", "--timeout", "3", "--only", "PKG")
    done = oecheck(tmp_path, *words, before=str(tmp_path / "before"))

    assert done.returncode == 5, done.stderr
    assert {row["status"]: row["exit_code"] for row in _rows(tmp_path / "out" / "packages.csv")} == {
        "timeout": "5",
        "checked": "1",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_that_a_list_names_is_refused_without_waiting(oecheck: Oecheck, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "list.txt").write_text("pipe.zip\n", encoding="utf-8")
    done = oecheck(tmp_path, "batch", "@list.txt", "--out", "out", "--only", "PKG")

    assert done.returncode == 3, done.stderr
    assert [row["status"] for row in _rows(tmp_path / "out" / "packages.csv")] == ["refused"]


@pytest.fixture
def many(tmp_path: Path, packages: Path) -> Path:
    """A folder with the folder `many` of thirty packages."""
    (tmp_path / "many").mkdir()
    for number in range(30):
        shutil.copy(packages / "courses" / "flawed.imscc", tmp_path / "many" / f"{number:02}.imscc")
    return tmp_path


def _wait_for_results(folder: Path, count: int) -> None:
    journal = folder / "journal.jsonl"
    for _ in range(600):
        if journal.exists() and journal.read_bytes().count(b'{"kind":"done"') >= count:
            return
        time.sleep(0.05)
    pytest.fail("the batch does not come on")


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_killed_batch_goes_on_and_loses_nothing(many: Path, oecheck: Oecheck) -> None:
    words = ("batch", "many", "--out", "out", "--date", DATE, "--jobs", "2")
    for count in (3, 12):
        with begun(many, *words) as process:
            _wait_for_results(many / "out", count)
            process.kill()
        assert not (many / "out" / "results.sqlite").exists()
        for line in _lines(many / "out", "worker"):
            _wait_for_end(line["pid"])
    oecheck(many, *words)
    oecheck(many, *words[:3], "whole", *words[4:])

    assert _tables(many / "out") == _tables(many / "whole")
    assert len(_rows(many / "out" / "packages.csv")) == 30
    finished = Counter(line["name"] for line in _lines(many / "out", "done"))
    assert max(finished.values()) == 1
    reports = sorted(path.relative_to(many / "whole") for path in (many / "whole" / "reports").rglob("*.json"))
    assert len(reports) == 30
    for report in reports:
        assert (many / "out" / report).read_bytes() == (many / "whole" / report).read_bytes()


def _wait_for_end(pid: int) -> None:
    """A worker does not live on without the batch that began it."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail(f"worker {pid} lives on")


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be interrupted alone")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_batch_says_how_to_go_on_and_has_no_tables(many: Path, oecheck: Oecheck, stop: signal.Signals) -> None:
    with begun(many, "batch", "many", "--out", "out", "--date", DATE) as process:
        _wait_for_results(many / "out", 2)
        process.send_signal(stop)
        _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "oecheck batch many --out out --date 2026-11-25" in " ".join(err.split())
    assert "Traceback" not in err
    assert json.loads((many / "out" / "batch.json").read_bytes())["state"] == "stopped"
    assert not [name for name in TABLES if (many / "out" / name).exists()]
    assert oecheck(many, "batch", "summary", "out").returncode == 2


def test_unknown_standard_is_told_before_anything_is_written(packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    done = oecheck(packages, "batch", "courses", "--out", str(tmp_path / "out"), "--standard", "ohe@9")

    assert done.returncode == 2
    assert not (tmp_path / "out").exists()


def test_settings_of_the_configuration_hold_for_a_batch(packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    (tmp_path / "oecheck.toml").write_text('fail-on = "never"\nwaivers = "none.yaml"\n', encoding="utf-8")
    shutil.copy(packages / "courses" / "flawed.imscc", tmp_path)
    done = oecheck(tmp_path, "batch", "flawed.imscc", "--out", "out", "--only", "PKG")

    assert done.returncode == 0, done.stderr
