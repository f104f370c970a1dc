"""What is fed to what: a case is an input with the call that takes it, a target the cases of one reader."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.fuzz.corpus import RealPackage

__all__ = ["Broke", "Case", "Target"]


class Case(NamedTuple):
    """One sound input.

    Attributes:
        label: where it comes from: package and entry.
        data: the input as it is.
        run: takes any bytes instead of it. It returns for whatever is documented and raises for a defect.
        mutate: makes a damaged copy; the mutations that fit the content when None.
    """

    label: str
    data: bytes
    run: Callable[[bytes], None]
    mutate: Callable[[random.Random, bytes], bytes] | None = None


class Target(NamedTuple):
    """One thing that reads.

    Attributes:
        name: `reader-moodle`, `document-xml` …
        cases: its cases in real packages; the same for the same packages.
        share: how much of the time it gets, relative to the others.
    """

    name: str
    cases: Callable[[Sequence[RealPackage]], list[Case]]
    share: int = 1


class Broke(AssertionError):
    """Something inside the program raised and was caught, so that only the report tells of it."""
