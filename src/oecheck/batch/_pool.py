"""Workers on this machine: each package alone in one, with a time and a memory of its own.

A worker that dies or is killed takes only its own package with it. That package gets a second worker, since the first
may have been ended by somebody else; what happens again is its outcome.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import wait
from types import TracebackType

import msgspec

from oecheck.batch._row import row_of_unfinished
from oecheck.batch._seat import Seat
from oecheck.batch._values import Done, PackageStatus, Task, Work, WorkerNote
from oecheck.errors import InternalError

__all__ = ["ATTEMPTS", "Bounds", "Pool"]

ATTEMPTS = 2
_LOOK_EVERY_S = 1.0
# So many workers in a row that end before they are ready are no accident.
_FALSE_STARTS = 3


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker may use.

    Attributes:
        timeout_s: for one package.
        memory_bytes: of the process; 0 is no bound.
        recycle_after: packages, after which a worker is replaced.
        recycle_above_bytes: memory between two packages, above which it is replaced.
    """

    timeout_s: float = 300.0
    memory_bytes: int = 2 << 30
    recycle_after: int = 500
    recycle_above_bytes: int = 400 << 20


class Pool:
    """Worker processes; a context manager that leaves none behind.

    Args:
        work: what to do with each task.
        jobs: workers at a time.
        bounds: of each.
    """

    def __init__(self, work: Work, jobs: int, bounds: Bounds) -> None:
        self._work = work
        self._jobs = jobs
        self._bounds = bounds
        self._context = get_context("spawn")
        self._seats: list[Seat] = []
        self._begun = 0
        self._false_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for seat in self._seats:
            seat.kill()
        self._seats.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done | WorkerNote]:
        """Each task's answer, in the order in which they come, and what happens to workers.

        Raises:
            InternalError: no worker can be begun.
        """
        queue = _Queue(tasks)
        while queue or any(seat.task for seat in self._seats):
            yield from self._staff(queue)
            for seat in self._spoken():
                yield from self._hear(seat, queue)
            for seat in [one for one in self._seats if time.monotonic() > one.deadline]:
                yield from self._overdue(seat)

    def _staff(self, queue: _Queue) -> Iterator[WorkerNote]:
        """As many workers as may be while there is something to do, and a package for each that has none."""
        while queue and len(self._seats) < self._jobs:
            self._begun += 1
            seat = Seat(self._context, self._begun, self._work, self._bounds.memory_bytes)
            self._seats.append(seat)
            yield WorkerNote(what="started", worker=seat.number, pid=seat.pid)
        for seat in self._seats:
            if queue and seat.ready and seat.task is None:
                seat.give(queue.take(), self._bounds.timeout_s)

    def _spoken(self) -> list[Seat]:
        """Workers that have said something, or ended; waits for one, but not past a deadline."""
        by_connection = {seat.connection: seat for seat in self._seats}
        left_s = min((seat.deadline for seat in self._seats), default=0.0) - time.monotonic()
        return [by_connection[one] for one in wait(list(by_connection), max(0.0, min(left_s, _LOOK_EVERY_S)))]  # type: ignore[index]  # only connections were given

    def _hear(self, seat: Seat, queue: _Queue) -> Iterator[Done | WorkerNote]:
        try:
            done = seat.answer()
        except EOFError:
            yield from self._lost(seat, queue)
            return
        if done is None:
            self._false_starts = 0
            return
        yield done
        if self._is_used_up(seat, done):
            yield self._gone(seat, "recycled")
            seat.end()

    def _is_used_up(self, seat: Seat, done: Done) -> bool:
        over = done.rss_bytes > self._bounds.recycle_above_bytes
        return over or seat.served >= self._bounds.recycle_after or done.row.status is PackageStatus.OUT_OF_MEMORY

    def _lost(self, seat: Seat, queue: _Queue) -> Iterator[Done | WorkerNote]:
        """A worker that ended by itself, or was ended from outside."""
        task = seat.task
        yield self._gone(seat, "died")
        seat.kill()
        if task is None:
            self._count_false_start(seat)
        elif task.attempt < ATTEMPTS:
            queue.put_back(msgspec.structs.replace(task, attempt=task.attempt + 1))
        else:
            ending = f"signal-{-seat.exit}" if seat.exit < 0 else f"exit-{seat.exit}"
            yield _unfinished(seat, task, PackageStatus.CRASHED, ending)

    def _overdue(self, seat: Seat) -> Iterator[Done | WorkerNote]:
        task = seat.task
        seat.kill()
        yield self._gone(seat, "killed")
        if task is None:
            self._count_false_start(seat)
        else:
            yield _unfinished(seat, task, PackageStatus.TIMEOUT, "timeout")

    def _gone(self, seat: Seat, what: str) -> WorkerNote:
        self._seats.remove(seat)
        package = seat.task.name if seat.task else ""
        ending = 0 if what == "recycled" else seat.exit
        return WorkerNote(what=what, worker=seat.number, pid=seat.pid, package=package, exit=ending)

    def _count_false_start(self, seat: Seat) -> None:
        self._false_starts += not seat.ready
        if self._false_starts >= _FALSE_STARTS:
            raise InternalError("batch-no-worker", count=self._false_starts, exit=seat.exit)


class _Queue:
    """Tasks still to be given out: those that come back first, then the others in their order."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._source = iter(tasks)
        self._front: deque[Task] = deque()

    def __bool__(self) -> bool:
        if not self._front:
            self._front.extend(islice(self._source, 1))
        return bool(self._front)

    def take(self) -> Task:
        """The next one."""
        return self._front.popleft()

    def put_back(self, task: Task) -> None:
        """Gives it out again before all others."""
        self._front.appendleft(task)


def _unfinished(seat: Seat, task: Task, status: PackageStatus, reason: str) -> Done:
    return Done(
        name=task.name,
        stamp=task.stamp,
        row=row_of_unfinished(status, reason),
        attempt=task.attempt,
        wall_s=round(time.monotonic() - seat.given_s, 3),
        worker=seat.number,
    )
