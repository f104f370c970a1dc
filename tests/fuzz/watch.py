"""Workers that run machines, and the watch over them: one that hangs or dies costs only the input it was at."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.fuzz.corpus import packages
from tests.fuzz.machine import Defect, Machine, limited_memory
from tests.fuzz.targets import all_targets

__all__ = ["Plan", "work"]

_HANG_S = 90.0
"""Wall-clock time that one input may take before its worker is ended: a call into C takes no signals."""
_SLICE_S = 3.0
"""CPU time that a target gets at a time, multiplied by its share."""
_POLL_S = 1.0


class Plan(NamedTuple):
    """What to run.

    Attributes:
        corpora: folders of families of packages.
        targets: names.
        seed: of the first worker; the others count on from it.
        seconds: how long, by the clock.
        jobs: workers.
        out: where figures and defects go.
        inputs: for each target and worker, at most so many.
    """

    corpora: Sequence[Path]
    targets: Sequence[str]
    seed: int
    seconds: float
    jobs: int
    out: Path
    inputs: int = 1 << 60


class _Place:
    """Where a worker is, in memory that the watch shares: target, number, and the time it came there."""

    def __init__(self) -> None:
        self.target = multiprocessing.Value("i", -1, lock=False)
        self.number = multiprocessing.Value("q", -1, lock=False)
        self.since = multiprocessing.Value("d", 0.0, lock=False)


def work(plan: Plan) -> None:
    """Runs the plan; returns when the time is over. Figures and defects are files in `plan.out` all the time."""
    plan.out.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + plan.seconds
    workers = [_Worker(plan, plan.seed + number, end) for number in range(plan.jobs)]
    while any(worker.alive() for worker in workers):
        time.sleep(_POLL_S)


class _Worker:
    """One process, started again behind the input that ended it."""

    def __init__(self, plan: Plan, seed: int, end: float) -> None:
        self._plan = plan
        self._seed = seed
        self._end = end
        self._place = _Place()
        self._from: dict[str, int] = {}
        self._start()

    def _start(self) -> None:
        self._place.since.value = 0.0
        self._process = multiprocessing.get_context("fork").Process(
            target=_run, args=(self._plan, self._seed, self._end, self._place, dict(self._from))
        )
        self._process.start()

    def alive(self) -> bool:
        """Looks after the process; False when it is done."""
        since = self._place.since.value
        if self._process.is_alive():
            if since and time.monotonic() - since > _HANG_S:
                self._process.kill()
                self._process.join()
                self._lost("hang")
            return True
        if self._process.exitcode:
            self._lost(f"died with {self._process.exitcode}")
            return True
        return False

    def _lost(self, how: str) -> None:
        name = self._plan.targets[self._place.target.value]
        number = self._place.number.value
        defect = Defect(f"{self._seed}/{name}/{number}", "", f"{how} {name} {number}", "", b"")
        _write(self._plan.out, defect)
        self._from[name] = number + 1
        for other, counted in _figures(self._plan.out, self._seed).items():
            self._from.setdefault(other, counted["next"])
        self._start()


def _run(plan: Plan, seed: int, end: float, place: _Place, first: Mapping[str, int]) -> None:
    os.nice(10)
    limited_memory()
    found = packages(plan.corpora)
    known = all_targets()
    made = [Machine(known[name], found, seed, first.get(name, 0)) for name in plan.targets]
    machines = [machine for machine in made if not machine.idle]
    before = _figures(plan.out, seed)
    waiting = True
    while waiting and time.monotonic() < end:
        waiting = False
        for machine in machines:
            known_defects = len(machine.defects)
            place.target.value = plan.targets.index(machine.target.name)
            left = plan.inputs - machine.count
            for number in machine.run(_SLICE_S * machine.target.share, at_most=left):
                place.number.value = number
                place.since.value = time.monotonic()
            waiting = waiting or machine.count < plan.inputs
            for defect in list(machine.defects.values())[known_defects:]:
                _write(plan.out, defect)
            _note(plan.out, seed, machines, before)
            if time.monotonic() > end:
                break


def _figures_file(out: Path, seed: int) -> Path:
    return out / f"figures-{seed}.json"


def _figures(out: Path, seed: int) -> dict[str, dict[str, Any]]:
    try:
        figures: dict[str, dict[str, Any]] = json.loads(_figures_file(out, seed).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return figures


def _note(out: Path, seed: int, machines: Sequence[Machine], before: Mapping[str, Mapping[str, Any]]) -> None:
    """The counts so far, with those of the processes of this worker that ended before."""
    figures = {}
    for machine in machines:
        old = before.get(machine.target.name, {"inputs": 0, "cpu_s": 0.0, "seen": {}})
        seen = dict(old["seen"])
        for signature, count in machine.repeats.items():
            seen[signature] = seen.get(signature, 0) + count
        figures[machine.target.name] = {
            "inputs": old["inputs"] + machine.count,
            "cpu_s": round(old["cpu_s"] + machine.seconds, 1),
            "next": machine.number,
            "seen": seen,
        }
    file = _figures_file(out, seed)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    part.replace(file)


def _write(out: Path, defect: Defect) -> None:
    """A folder entry of the defect: its input, and what it broke."""
    import hashlib

    stem = f"{defect.name.split('/')[1]}-{hashlib.sha256(defect.signature.encode()).hexdigest()[:8]}"
    if (out / f"{stem}.txt").exists():
        return
    (out / f"{stem}.bin").write_bytes(defect.data)
    text = f"input {defect.name}\nfrom {defect.label}\n{defect.signature}\n\n{defect.trace}"
    (out / f"{stem}.txt").write_text(text, encoding="utf-8", errors="backslashreplace")
