"""What a batch does with packages that break their workers: a row for each, and never a pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oecheck.batch import BatchOptions, BatchRecord, Bounds, Done, Listing, Pool, run_batch
from oecheck.batch._run import _most_serious
from oecheck.batch._task import CheckWork
from oecheck.batch._values import PackageRef, PackageStatus, Task
from oecheck.model.report import Report
from oecheck.run import CheckOptions
from tests.batch.conftest import COURSES
from tests.batch.workers import obeys


class Counting:
    """A watcher that keeps what it is told."""

    def __init__(self) -> None:
        self.begun: tuple[int, int, int] = (0, 0, 0)
        self.finished: list[str] = []
        self.tabled = 0

    def begins(self, total: int, finished: int, redone: int) -> None:
        self.begun = (total, finished, redone)

    def done(self, done: Done) -> None:
        self.finished.append(done.name)

    def tables(self) -> None:
        self.tabled += 1


def judge(_report: Report) -> int:
    """No report of these tests is judged."""
    return 0


def _run(folder: Path, *names: str, retry: bool = False) -> tuple[BatchRecord, Counting]:
    bounds = Bounds(timeout_s=2.0, memory_bytes=0)
    options = BatchOptions(
        out=folder, check=CheckOptions(only=("PKG",)), judge=judge, tables=("csv",), bounds=bounds, retry=retry
    )
    listing = Listing(tuple(PackageRef(name, name, "1") for name in sorted(names)), {})
    watcher = Counting()
    return run_batch(listing, options, lambda _work, _count: Pool(obeys, 2, bounds), watcher), watcher


def test_each_way_to_break_is_a_row_and_the_batch_is_no_pass(tmp_path: Path) -> None:
    record, watcher = _run(tmp_path, "fine-1", "fine-2", "hangs", "dies", "raises")

    assert record.statuses == {"checked": 2, "crashed": 2, "timeout": 1}
    assert (record.state, record.exit_code) == ("complete", 5)
    assert (watcher.begun, sorted(watcher.finished), watcher.tabled) == (
        (5, 0, 0),
        ["dies", "fine-1", "fine-2", "hangs", "raises"],
        1,
    )
    assert (tmp_path / "packages.csv").read_text(encoding="utf-8-sig").count("\n") == 6


def test_words_of_an_unexpected_exception_are_kept_nowhere(tmp_path: Path) -> None:
    _run(tmp_path, "raises")

    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"secret words" not in file.read_bytes(), file.name


def test_what_broke_its_worker_is_tried_again_when_asked(tmp_path: Path) -> None:
    _run(tmp_path, "dies", "fine")

    assert _run(tmp_path, "dies", "fine")[1].begun == (2, 2, 0)
    assert _run(tmp_path, "dies", "fine", retry=True)[1].finished == ["dies"]


def test_tables_of_an_earlier_run_are_gone_while_a_batch_runs(tmp_path: Path) -> None:
    _run(tmp_path, "fine-1")
    seen: list[bool] = []

    class Looking(Counting):
        def done(self, done: Done) -> None:
            seen.append((tmp_path / "results.sqlite").exists())
            assert json.loads((tmp_path / "batch.json").read_bytes())["state"] == "running", done

    bounds = Bounds(memory_bytes=0)
    options = BatchOptions(out=tmp_path, check=CheckOptions(only=("PKG",)), judge=judge, bounds=bounds)
    listing = Listing((PackageRef("fine-1", "", "1"), PackageRef("fine-2", "", "1")), {})
    run_batch(listing, options, lambda _work, _count: Pool(obeys, 1, bounds), Looking())

    assert seen == [False]


def test_rules_that_change_while_a_batch_runs_are_told(tmp_path: Path) -> None:
    report = str(tmp_path / "report.json")
    work = CheckWork(CheckOptions(only=("PKG",)), judge, "other digests")
    done = work(Task(name="flawed", location=str(COURSES / "flawed"), stamp="1", report=report))

    assert (done.row.status, done.row.exit_code, done.row.reason) == (
        PackageStatus.INCOMPLETE,
        5,
        "batch-rules-changed",
    )
    assert not Path(report).exists()


@pytest.mark.parametrize(
    ("codes", "code"), [({0}, 0), ({0, 1}, 1), ({1, 3}, 3), ({0, 3, 5}, 5), ({4, 5}, 4), (set(), 5), ({0, 77}, 5)]
)
def test_most_serious_code_counts(codes: set[int], code: int) -> None:
    assert _most_serious(codes) == code
