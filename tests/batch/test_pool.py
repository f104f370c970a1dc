"""A worker that hangs, dies or eats memory takes only its own package with it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from oecheck.batch._pool import Bounds, Pool
from oecheck.batch._values import Done, PackageStatus, Task, WorkerNote
from oecheck.errors import InternalError
from tests.batch.workers import obeys, task

Run = Callable[..., tuple[dict[str, Done], list[WorkerNote]]]
NO_MORE = Bounds(timeout_s=60.0, memory_bytes=0)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs packages of the given names, and gives their answers and what happened to workers."""

    def _run(*names: str, jobs: int = 2, bounds: Bounds = NO_MORE) -> tuple[dict[str, Done], list[WorkerNote]]:
        with Pool(obeys, jobs, bounds) as pool:
            said = list(pool.run(task(tmp_path, name) for name in names))
        answers = [one for one in said if isinstance(one, Done)]
        assert len(answers) == len(names), "one answer each"
        return {one.name: one for one in answers}, [one for one in said if isinstance(one, WorkerNote)]

    return _run


def _statuses(answers: dict[str, Done]) -> dict[str, PackageStatus]:
    return {name: done.row.status for name, done in answers.items()}


def test_every_package_is_answered_once(run: Run) -> None:
    answers, _ = run(*(f"fine-{number}" for number in range(20)))

    assert set(_statuses(answers).values()) == {PackageStatus.CHECKED}


def test_package_that_hangs_is_cut_off_and_the_others_are_checked(run: Run) -> None:
    begun = time.monotonic()
    answers, notes = run("hangs", "fine-1", "fine-2", "fine-3", bounds=Bounds(timeout_s=1.0, memory_bytes=0))

    assert time.monotonic() - begun < 30
    assert _statuses(answers) == {
        "hangs": PackageStatus.TIMEOUT,
        "fine-1": PackageStatus.CHECKED,
        "fine-2": PackageStatus.CHECKED,
        "fine-3": PackageStatus.CHECKED,
    }
    assert answers["hangs"].row.exit_code == 5
    assert [note.package for note in notes if note.what == "killed"] == ["hangs"]


@pytest.mark.parametrize("name", ["copies", "copieshangs", "copiesdies"])
def test_worker_leaves_no_temporary_files_however_it_ends(
    run: Run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    run(name, bounds=Bounds(timeout_s=2.0, memory_bytes=0))

    assert list((tmp_path / "temporary").iterdir()) == []


def test_package_that_kills_its_worker_twice_has_crashed_and_the_others_are_checked(run: Run) -> None:
    answers, notes = run("dies", "fine-1", "fine-2", "fine-3")

    assert answers["dies"].row.status is PackageStatus.CRASHED
    assert (answers["dies"].row.exit_code, answers["dies"].row.reason) == (5, "signal-9")
    assert [note.package for note in notes if note.what == "died"] == ["dies", "dies"]
    assert sum(done.row.status is PackageStatus.CHECKED for done in answers.values()) == 3


def test_package_whose_worker_was_killed_by_somebody_else_is_checked_by_another(run: Run) -> None:
    answers, _ = run("diesonce", "fine-1")

    assert answers["diesonce"].row.status is PackageStatus.CHECKED
    assert answers["diesonce"].attempt == 2


def test_worker_that_exits_is_told_with_its_code(run: Run) -> None:
    assert run("exits")[0]["exits"].row.reason == "exit-7"


def test_exception_that_nobody_expected_is_told_without_its_words(run: Run) -> None:
    answers, notes = run("raises", "fine-1")

    assert answers["raises"].row.status is PackageStatus.CRASHED
    assert answers["raises"].row.reason.startswith("ValueError@workers.py:")
    assert [note.what for note in notes if note.what != "started"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the data of a process")
def test_package_that_eats_memory_is_told_and_its_worker_is_replaced(run: Run) -> None:
    bounds = Bounds(timeout_s=60.0, memory_bytes=1 << 30)
    answers, notes = run("eats", "fine-1", "fine-2", jobs=1, bounds=bounds)

    assert _statuses(answers)["eats"] is PackageStatus.OUT_OF_MEMORY
    assert answers["eats"].row.exit_code == 5
    assert [note.worker for note in notes if note.what == "recycled"] == [1]
    assert _statuses(answers)["fine-2"] is PackageStatus.CHECKED


def test_worker_is_replaced_after_its_share_of_packages(run: Run) -> None:
    bounds = Bounds(timeout_s=60.0, memory_bytes=0, recycle_after=2)
    answers, notes = run(*(f"fine-{number}" for number in range(5)), jobs=1, bounds=bounds)

    assert [done.worker for done in answers.values()] == [1, 1, 2, 2, 3]
    assert sum(note.what == "recycled" for note in notes) == 2


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell the memory of a process")
def test_worker_that_has_grown_is_replaced(run: Run) -> None:
    bounds = Bounds(timeout_s=60.0, memory_bytes=0, recycle_above_bytes=100 << 20)
    answers, _ = run(*(f"grows-{number}" for number in range(4)), jobs=1, bounds=bounds)

    assert len({done.worker for done in answers.values()}) > 1
    assert max(done.rss_bytes for done in answers.values()) > 100 << 20


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell the memory of a process")
def test_worker_keeps_nothing_of_the_packages_before(run: Run) -> None:
    answers, _ = run(*(f"circles-{number}" for number in range(40)), jobs=1)
    after = [done.rss_bytes for done in answers.values()]

    assert max(after) - after[2] < 64 << 20, "40 packages of 8 MiB that hold on to themselves"


def test_more_is_never_begun_than_there_are_workers_for(run: Run) -> None:
    _, notes = run(*(f"slow-{number}" for number in range(6)), jobs=2)

    assert [note.what for note in notes] == ["started", "started"]


def test_no_worker_outlives_the_pool(tmp_path: Path) -> None:
    with Pool(obeys, 2, NO_MORE) as pool:
        said = pool.run(task(tmp_path, name) for name in ("hangs-1", "hangs-2", "hangs-3"))
        pids = [next(said).pid for _ in range(2)]  # type: ignore[union-attr]  # the first two are notes

    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_workers_that_never_begin_are_an_error_and_no_loop(tmp_path: Path) -> None:
    with pytest.raises(InternalError) as caught, Pool(_unknown_elsewhere(), 1, NO_MORE) as pool:
        list(pool.run([task(tmp_path, "fine")]))

    assert caught.value.code == "batch-no-worker"


class _Fragile:
    """Work that cannot be unpacked in another process."""

    def __call__(self, given: Task) -> Done:
        return obeys(given)

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return (int, ("no number",))


def _unknown_elsewhere() -> _Fragile:
    return _Fragile()
