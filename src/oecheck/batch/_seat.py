"""A worker as the process that began it sees it."""

from __future__ import annotations

import time
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from tempfile import TemporaryDirectory

import msgspec

from oecheck.batch._values import Done, Task, Work
from oecheck.batch._worker import READY, serve

__all__ = ["Seat"]

# A process that has not said after this time that it is ready never will.
_START_S = 120.0
_END_S = 5.0
_ANSWER: msgspec.msgpack.Decoder[Done] = msgspec.msgpack.Decoder(Done)


class Seat:
    """One worker process and the package it is busy with.

    Args:
        context: begins processes that share nothing with this one.
        number: of the worker, in the order in which they were begun.
        work: what it does with a task.
        memory_bytes: what it may have; 0 is no bound.
    """

    def __init__(self, context: SpawnContext, number: int, work: Work, memory_bytes: int) -> None:
        self.number = number
        self.task: Task | None = None
        self.ready = False
        self.served = 0
        self.given_s = 0.0
        self.rss_bytes = 0
        self.deadline = time.monotonic() + _START_S
        self.connection: Connection
        self.connection, other = context.Pipe()
        # Of the worker alone: one that is killed cannot take away what it copied and spooled.
        self._temporary = TemporaryDirectory(prefix="oecheck-", ignore_cleanup_errors=True)
        arguments = (other, work, memory_bytes, self._temporary.name)
        self._process = context.Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        other.close()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid or 0

    @property
    def exit(self) -> int:
        """How the process ended: an exit code, or minus the number of a signal."""
        self._process.join(_END_S)
        return self._process.exitcode or 0

    def give(self, task: Task, timeout_s: float) -> None:
        """Hands it a package."""
        self.task = task
        self.given_s = time.monotonic()
        self.deadline = self.given_s + timeout_s
        with suppress(OSError):  # it has ended, and the next look at the connection says so
            self.connection.send(task)  # pickled: a location may be no UTF-8

    def answer(self) -> Done | None:
        """What it says; None when it says that it is ready.

        Raises:
            EOFError: it has ended.
        """
        try:
            data = self.connection.recv_bytes()
        except OSError as problem:
            raise EOFError from problem
        if data == READY:
            self.ready = True
            self.deadline = float("inf")
            return None
        done = msgspec.structs.replace(_ANSWER.decode(data), worker=self.number)
        self.task = None
        self.served += 1
        self.rss_bytes = done.rss_bytes
        self.deadline = float("inf")
        return done

    def end(self) -> None:
        """Lets a worker that has nothing to do go."""
        self.connection.close()
        self._process.join(_END_S)
        self.kill()

    def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self._process.kill()
        self._process.join(_END_S)
        self.connection.close()
        self._temporary.cleanup()
