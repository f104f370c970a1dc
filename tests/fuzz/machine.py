"""Feeds mutated inputs to a target within limits, and keeps what breaks it.

Every input has a name, `seed/target/number`: the same packages, seed and number give the same bytes.
"""

from __future__ import annotations

import gc
import random
import resource
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import NamedTuple

import oecheck
from tests.fuzz.case import Broke, Case, Target
from tests.fuzz.corpus import RealPackage
from tests.fuzz.minimise import minimised
from tests.fuzz.mutation import mutated

__all__ = ["CPU_LIMIT_S", "Defect", "Machine", "OverTime", "limited_memory"]

CPU_LIMIT_S = 2.0
"""One input may take so long (docs/hard-input.md)."""
MEMORY_LIMIT_BYTES = 3 << 30
"""Address space of the process; what asks for more gets a MemoryError, which is a defect."""
_GROWTH_KIB = 200 << 10
"""One input may let the process grow by so much."""
_MINIMISE_S = 10.0
_HOME = Path(oecheck.__file__).resolve().parent


class OverTime(BaseException):
    """An input took longer than the limit. No Exception, so that nothing in the program catches it."""


class Defect(NamedTuple):
    """One input that broke something, and what it broke.

    Attributes:
        name: `seed/target/number`.
        label: the case it was made from.
        signature: class and place of the error: equal ones are one defect.
        trace: for the person who mends it.
        data: the smallest input found that breaks the same.
    """

    name: str
    label: str
    signature: str
    trace: str
    data: bytes


def limited_memory() -> None:
    """Binds the process to the memory limit."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raises OverTime in what takes more CPU time than this."""

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise OverTime(f"more than {seconds} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Machine:
    """One target under way.

    Attributes:
        count: inputs so far.
        seconds: CPU time they took.
        defects: the first of each signature.
        repeats: how often each signature was seen.

    Args:
        target: what is fed.
        packages: where its cases come from.
        seed: of the mutations.
        first: number of the first input.
    """

    def __init__(self, target: Target, packages: Sequence[RealPackage], seed: int, first: int = 0) -> None:
        self.target = target
        self.seed = seed
        self.number = first
        self.count = 0
        self.seconds = 0.0
        self.defects: dict[str, Defect] = {}
        self.repeats: dict[str, int] = {}
        self._cases = target.cases(packages)

    @property
    def idle(self) -> bool:
        """There is no case to mutate."""
        return not self._cases

    def input(self, number: int) -> tuple[Case, bytes]:
        """The input of a number: its case, and its bytes."""
        chance = random.Random(f"{self.seed}/{self.target.name}/{number}")
        case = chance.choice(self._cases)
        return case, (case.mutate or mutated)(chance, case.data)

    def run(self, seconds: float, *, at_most: int = 1 << 60) -> Iterator[int]:
        """Feeds inputs for some CPU time; gives the number of each before it is fed, for whoever watches."""
        end = time.process_time() + seconds
        done = 0
        while done < at_most and time.process_time() < end:
            yield self.number
            self._one(*self.input(self.number))
            self.number += 1
            self.count += 1
            done += 1

    def _one(self, case: Case, data: bytes) -> None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        error = broken_by(case, data)
        took = time.process_time() - start
        self.seconds += took
        if error is None and took > CPU_LIMIT_S:
            error = OverTime(f"{took:.1f} s in one call")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if error is None and grown > _GROWTH_KIB:
            error = MemoryError(f"{grown >> 10} MiB more")
        if error is not None:
            self._keep(case, data, error)

    def _keep(self, case: Case, data: bytes, error: BaseException) -> None:
        signature = signature_of(error)
        self.repeats[signature] = self.repeats.get(signature, 0) + 1
        if signature in self.defects:
            return
        trace = "".join(traceback.format_exception(error, limit=-12))
        error.__traceback__ = None
        gc.collect()

        def same(smaller: bytes) -> bool:
            found = broken_by(case, smaller)
            return found is not None and signature_of(found) == signature

        if not isinstance(error, (OverTime, MemoryError)) and case.mutate is None:
            data = minimised(data, same, _MINIMISE_S)
        name = f"{self.seed}/{self.target.name}/{self.number}"
        self.defects[signature] = Defect(name, case.label, signature, trace, data)


def broken_by(case: Case, data: bytes) -> BaseException | None:
    """What an input raises; None for nothing."""
    try:
        with cpu_limit(CPU_LIMIT_S):
            case.run(data)
    except (Exception, MemoryError, RecursionError, OverTime) as error:  # noqa: BLE001 - finding it is the purpose
        return error
    return None


def signature_of(error: BaseException) -> str:
    """Class of the error and the last place in our own code; of what was caught inside, the words of the report."""
    if isinstance(error, Broke):
        return str(error)
    if isinstance(error, MemoryError) and error.args:
        return f"{type(error).__name__} growth"
    place = _place(error.__traceback__)
    return f"{type(error).__name__} {place}"


def _place(trace: TracebackType | None) -> str:
    """The last line of the program that it came through; of a target where it was none."""
    ours = last = ""
    for frame, line in traceback.walk_tb(trace):
        file = Path(frame.f_code.co_filename)
        last = f"{'/'.join(file.parts[-2:])}:{line}"
        ours = last if _HOME in file.parents else ours
    return ours or last
