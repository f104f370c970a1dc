"""The process that checks packages, one after the other, for as long as it is given any.

It says when it is ready, answers each task, and ends with the process that began it, whatever it is doing then.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from multiprocessing.connection import Connection

import msgspec

from oecheck.batch._memory import bound_memory, peak_bytes, resident_bytes
from oecheck.batch._row import row_of_unfinished
from oecheck.batch._values import Done, PackageStatus, Task, Work
from oecheck.model.guard import Broken, guarded

__all__ = ["READY", "measured", "serve"]

READY = b"ready"

# Looking for circles takes 20 ms, a quarter of a small package.
_TIDY_EVERY = 8
_TIDY_BYTES = 32 << 20


def serve(connection: Connection, work: Work, memory_bytes: int, temporary: str) -> None:
    """The whole life of a worker.

    Args:
        connection: tasks come and answers go through it.
        work: what to do with a task.
        memory_bytes: what the process may have; 0 is no bound.
        temporary: folder for its temporary files; whoever began the process removes it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that began this one hears it, and decides
    threading.Thread(target=_end_with_parent, args=(temporary,), daemon=True).start()
    tempfile.tempdir = temporary
    _quiet()
    gc.set_threshold(100_000, 50, 1000)  # as in oecheck.cli
    bound_memory(memory_bytes)
    connection.send_bytes(READY)
    tidy = _Tidy()
    while True:
        try:
            task: Task = connection.recv()
        except EOFError:
            return
        connection.send_bytes(msgspec.msgpack.encode(measured(work, task)))
        tidy()


def measured(work: Work, task: Task) -> Done:
    """What the work gives, with what it took; an exception that nobody expected is an answer too."""
    wall, cpu = time.monotonic(), time.process_time()
    answer: Done | Broken = guarded(work, task)
    done = _broken(answer, task) if isinstance(answer, Broken) else answer
    return msgspec.structs.replace(
        done,
        wall_s=round(time.monotonic() - wall, 3),
        cpu_s=round(time.process_time() - cpu, 3),
        rss_bytes=resident_bytes(),
        peak_bytes=peak_bytes(),
    )


class _Tidy:
    """Takes away what checks leave behind in circles; without it a worker grows by more than a megabyte a package.

    Called after each package; looks when there were some, or when the process has grown much.
    """

    def __init__(self) -> None:
        self._packages = 0
        self._then_bytes = 0
        self._frozen = False

    def __call__(self) -> None:
        self._packages += 1
        if self._packages % _TIDY_EVERY and resident_bytes() - self._then_bytes < _TIDY_BYTES:
            return
        gc.collect()
        if not self._frozen:  # what is loaded by now stays: it need not be looked through again
            gc.freeze()
            self._frozen = True
        self._then_bytes = resident_bytes()


def _broken(broken: Broken, task: Task) -> Done:
    if broken.error == "MemoryError":
        row = row_of_unfinished(PackageStatus.OUT_OF_MEMORY, "memory")
    else:
        row = row_of_unfinished(PackageStatus.CRASHED, f"{broken.error}@{broken.place}")
    return Done(name=task.name, stamp=task.stamp, row=row, attempt=task.attempt)


def _end_with_parent(temporary: str) -> None:
    """Waits for the end of the process that began this one: it may be killed, and then nobody reads an answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(temporary, ignore_errors=True)
        os._exit(1)


def _quiet() -> None:
    """What libraries print about a package goes nowhere: it may quote it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
