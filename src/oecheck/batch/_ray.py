"""The same workers on the machines of a Ray cluster (the extra `distributed`).

Ray only says where: each of its actors keeps one worker process of our own, so that time, memory and crashes have the
same bounds and the same outcomes as on one machine. Packages have to be readable from every machine (a shared folder,
or object storage); reports come back and are written where the batch was begun.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import msgspec

from oecheck.batch._extra import optional
from oecheck.batch._files import replace_file
from oecheck.batch._pool import ATTEMPTS, Bounds, Pool
from oecheck.batch._remote import is_url
from oecheck.batch._row import row_of_unfinished
from oecheck.batch._values import Done, PackageStatus, Task, Work, WorkerNote

__all__ = ["RayEngine", "ray"]

_LOOK_EVERY_S = 1.0


def ray() -> Any:
    """The library.

    Raises:
        UsageError: it is not installed.
    """
    # It reports its use over the network unless told not to, before it is imported (DESIGN.md principle 8).
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    return optional("ray", "distributed", "--engine ray")


class RayEngine:
    """Workers on a Ray cluster: that of RAY_ADDRESS, or one of this machine's own processes.

    Args:
        work: what to do with each task.
        jobs: workers at a time; 0 is one for each processor of the cluster.
        bounds: of each.
    """

    def __init__(self, work: Work, jobs: int, bounds: Bounds) -> None:
        self._ray = ray()
        self._work = work
        self._jobs = jobs
        self._bounds = bounds
        self._actors: dict[int, Any] = {}

    def __enter__(self) -> RayEngine:
        self._ray.init(log_to_driver=False, logging_level="error")
        processors = self._processors()
        # An actor that no machine has room for would wait for ever.
        self._jobs = max(1, min(self._jobs or processors, processors))
        self._actors = {chair: self._begin() for chair in range(self._jobs)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._actors.clear()
        self._ray.shutdown()

    def _processors(self) -> int:
        return int(self._ray.cluster_resources().get("CPU", 1))

    def _begin(self) -> Any:
        actor = self._ray.remote(num_cpus=1, max_restarts=0)(_Chair)
        return actor.remote(self._work, self._bounds)

    def run(self, tasks: Iterable[Task]) -> Iterator[Done | WorkerNote]:
        """Each task's answer, in the order in which they come, and what happens to workers."""
        source, again = iter(tasks), deque[Task]()
        free, busy = deque(self._actors), dict[Any, tuple[int, Task]]()
        while True:
            while free and (task := again.popleft() if again else next(source, None)) is not None:
                chair = free.popleft()
                busy[self._actors[chair].check.remote(_from_anywhere(task))] = (chair, task)
            if not busy:
                return
            for answer in self._ray.wait(list(busy), num_returns=1, timeout=_LOOK_EVERY_S)[0]:
                chair, task = busy.pop(answer)
                yield from self._heard(answer, chair, task, again)
                if chair in self._actors:
                    free.append(chair)

    def _heard(self, answer: Any, chair: int, task: Task, again: deque[Task]) -> Iterator[Done | WorkerNote]:
        try:
            said: list[Done | WorkerNote] = self._ray.get(answer)
        except self._ray.exceptions.RayError:
            yield WorkerNote(what="died", worker=chair + 1, package=task.name)
            self._replace(chair)
            if task.attempt < ATTEMPTS:
                again.append(msgspec.structs.replace(task, attempt=task.attempt + 1))
            else:
                row = row_of_unfinished(PackageStatus.CRASHED, "machine-lost")
                yield Done(name=task.name, stamp=task.stamp, row=row, attempt=task.attempt, worker=chair + 1)
            return
        for one in said:
            kept = _kept(one, task) if isinstance(one, Done) else one
            yield msgspec.structs.replace(kept, worker=chair + 1)

    def _replace(self, chair: int) -> None:
        """Begins another actor, or does without one where the machine of the lost one is lost, too."""
        del self._actors[chair]
        if not self._actors or len(self._actors) < self._processors():
            self._actors[chair] = self._begin()


def _from_anywhere(task: Task) -> Task:
    """The task for a machine that does not work in this folder."""
    location = task.location if is_url(task.location) else os.path.abspath(task.location)
    return msgspec.structs.replace(task, location=location, report="")


def _kept(done: Done, task: Task) -> Done:
    """The answer, after its report was written."""
    file = Path(task.report)
    file.unlink(missing_ok=True)
    if done.report:
        replace_file(file, (done.report,))
    return msgspec.structs.replace(done, report=b"")


class _Chair:
    """A Ray actor: one worker process on one machine of the cluster."""

    def __init__(self, work: Work, bounds: Bounds) -> None:
        _forget_main()
        self._pool = Pool(work, 1, bounds)

    def check(self, task: Task) -> list[Done | WorkerNote]:
        """What the worker says to one task; its report comes along."""
        with TemporaryDirectory(prefix="oecheck-") as folder:
            file = Path(folder) / "report.json"
            said = list(self._pool.run([msgspec.structs.replace(task, report=str(file))]))
            return [_with_report(one, file) for one in said]


def _with_report(said: Done | WorkerNote, file: Path) -> Done | WorkerNote:
    if isinstance(said, Done) and file.exists():
        return msgspec.structs.replace(said, report=file.read_bytes())
    return said


def _forget_main() -> None:
    """Keeps a worker process from importing Ray's own main program, which it would otherwise begin with.

    Source: multiprocessing.spawn.get_preparation_data, which hands over `__main__.__file__`.
    """
    vars(sys.modules["__main__"]).pop("__file__", None)
