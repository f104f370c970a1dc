"""The targets for a coverage-guided fuzzer: one bytes string says which case is damaged, and how it reads now.

The first two bytes choose the case, the rest stands in the place of its data.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz.case import Case
from tests.fuzz.machine import cpu_limit
from tests.fuzz.mutation import mutated

__all__ = ["CHOICE_BYTES", "mutator", "one_input", "seed_of", "write_seeds"]

CHOICE_BYTES = 2
_OURS = 0.5
"""Share of the mutations that know tags, values and lines; the others are the fuzzer's own."""
_CPU_S = 10.0
"""Instrumented code is slower."""


def seed_of(number: int, case: Case) -> bytes:
    """The input that stands for a sound case."""
    return number.to_bytes(CHOICE_BYTES, "big") + case.data


def one_input(cases: Sequence[Case]) -> Callable[[bytes], None]:
    """The function that a fuzzer feeds; it raises for a defect, and for what takes too long."""

    def feed(data: bytes) -> None:
        case = cases[int.from_bytes(data[:CHOICE_BYTES], "big") % len(cases)]
        with cpu_limit(_CPU_S):
            case.run(data[CHOICE_BYTES:])

    return feed


def mutator(own: Callable[[bytes, int], bytes]) -> Callable[[bytes, int, int], bytes]:
    """Mutations of a fuzzer and ours in turn.

    Args:
        own: the fuzzer's, of bytes and the most that they may become.
    """

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if len(data) <= CHOICE_BYTES or chance.random() > _OURS:
            return bytes(own(data, max_size))
        return (data[:CHOICE_BYTES] + mutated(chance, data[CHOICE_BYTES:]))[:max_size]

    return mutate


def write_seeds(cases: Sequence[Case], folder: Path, most: int = 300) -> int:
    """Writes sound inputs for a fuzzer to begin with; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = list(enumerate(cases))[:: max(len(cases) // most, 1)]
    for number, case in chosen:
        (folder / f"{number:05d}").write_bytes(seed_of(number, case))
    return len(chosen)
