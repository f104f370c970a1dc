"""How packages go round a cluster, told with one of paper; `test_extras` has a real one where Ray is installed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from oecheck.batch import _ray
from oecheck.batch._pool import Bounds
from oecheck.batch._ray import RayEngine
from oecheck.batch._values import Done, PackageStatus, Row, Task, WorkerNote
from tests.batch.workers import obeys, task


class LostError(Exception):
    """What the cluster of paper raises for an actor that is gone."""


class PaperCluster:
    """As much of Ray as the engine asks of it; packages named `dies…` take their actor with them.

    Args:
        processors: that it has.
        lost: how many go with each lost actor.
    """

    def __init__(self, processors: int, lost: int = 0) -> None:
        self.exceptions = SimpleNamespace(RayError=LostError)
        self.processors, self._lost = processors, lost
        self.begun = 0
        self.open = False
        self.given: list[Task] = []

    def init(self, **_settings: Any) -> None:
        self.open = True

    def shutdown(self) -> None:
        self.open = False

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": float(self.processors)}

    def remote(self, **_settings: Any) -> Any:
        return lambda _actor: SimpleNamespace(remote=self._begin)

    def _begin(self, _work: Any, _bounds: Any) -> Any:
        self.begun += 1
        return SimpleNamespace(check=SimpleNamespace(remote=self._give))

    def _give(self, given: Task) -> int:
        self.given.append(given)
        return len(self.given) - 1

    def wait(self, answers: list[int], **_settings: Any) -> tuple[list[int], list[int]]:
        return answers[:1], answers[1:]

    def get(self, answer: int) -> list[Done | WorkerNote]:
        given = self.given[answer]
        kind = given.name.split("-")[0]
        if kind == "dies" or (kind == "diesonce" and given.attempt == 1):
            self.processors -= self._lost
            raise LostError
        row = Row(status=PackageStatus.CHECKED, exit_code=0, digest="d")
        return [
            WorkerNote(what="started", worker=1),
            Done(name=given.name, stamp="1", row=row, attempt=given.attempt, worker=1, report=b"{}"),
        ]


def _run(
    cluster: PaperCluster, folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str, jobs: int = 0
) -> dict[str, Done]:
    monkeypatch.setattr(_ray, "ray", lambda: cluster)
    with RayEngine(obeys, jobs, Bounds()) as engine:
        said = list(engine.run(task(folder, name) for name in names))
    assert not cluster.open
    answers = [one for one in said if isinstance(one, Done)]
    assert len(answers) == len(names), "one answer each"
    return {one.name: one for one in answers}


def test_every_package_is_answered_and_its_report_written_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = _run(PaperCluster(3), tmp_path, monkeypatch, *(f"fine-{number}" for number in range(7)))

    assert {done.row.status for done in answers.values()} == {PackageStatus.CHECKED}
    assert {done.report for done in answers.values()} == {b""}
    assert {done.worker for done in answers.values()} == {1, 2, 3}
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"fine-{number}.json" for number in range(7)]


@pytest.mark.parametrize(("processors", "jobs", "begun"), [(4, 0, 4), (4, 2, 2), (2, 9, 2), (0, 0, 1)])
def test_no_more_actors_are_begun_than_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int, jobs: int, begun: int
) -> None:
    cluster = PaperCluster(processors)
    _run(cluster, tmp_path, monkeypatch, "fine", jobs=jobs)

    assert cluster.begun == begun


def test_package_of_a_lost_actor_is_tried_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = PaperCluster(2)
    answers = _run(cluster, tmp_path, monkeypatch, "diesonce", "dies", "fine")

    assert {name: (done.row.status, done.attempt) for name, done in answers.items()} == {
        "diesonce": (PackageStatus.CHECKED, 2),
        "dies": (PackageStatus.CRASHED, 2),
        "fine": (PackageStatus.CHECKED, 1),
    }
    assert answers["dies"].row.exit_code == 5
    assert cluster.begun == 2 + 3


def test_actor_of_a_lost_machine_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = PaperCluster(3, lost=1)
    answers = _run(cluster, tmp_path, monkeypatch, "diesonce", *(f"fine-{number}" for number in range(5)))

    assert {done.row.status for done in answers.values()} == {PackageStatus.CHECKED}
    assert cluster.begun == 3


def test_last_actor_is_begun_again_whatever_the_cluster_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = PaperCluster(1, lost=1)
    answers = _run(cluster, tmp_path, monkeypatch, "diesonce", "fine")

    assert {done.row.status for done in answers.values()} == {PackageStatus.CHECKED}


def test_paths_are_absolute_for_machines_that_work_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = PaperCluster(1)
    monkeypatch.chdir(tmp_path)
    _run(cluster, tmp_path, monkeypatch, "fine", "s3://bucket")

    assert [given.location for given in cluster.given] == [str(tmp_path / "fine"), "s3://bucket"]
