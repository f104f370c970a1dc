"""The outcome that each case has to have: `outcomes.yaml`, read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.hostile.bench import Outcome

__all__ = ["FILE", "Expected", "expected", "telling", "written"]

FILE = Path(__file__).with_name("outcomes.yaml")
_MOST = 4
_OTHER_AREAS = re.compile(r"OHE-(?!PKG|PRV)")


class Expected(NamedTuple):
    """What has to become of a case.

    Attributes:
        exit: exit code.
        named: codes of errors, structural checks and limits, each of which has to be named.
    """

    exit: int
    named: tuple[str, ...]


@cache
def expected() -> Mapping[str, Expected]:
    """By name of the case."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Expected(line["exit"], tuple(line["named"])) for name, line in read.items()}


def telling(found: Outcome, sound: Outcome) -> tuple[str, ...]:
    """Of what is named, that which tells of the case and not of the small course around it.

    Requirements come last, and only those on packages and on personal data: what a page of letters lacks is no matter.
    """
    own = [name for name in found.named if name not in sound.named and not _OTHER_AREAS.match(name)]
    return tuple(sorted(own, key=lambda name: name.startswith("OHE-")))[:_MOST]


def written(outcomes: Mapping[str, Outcome], sound: Outcome) -> str:
    """The file for these outcomes: one line for each case, for a person to agree with."""
    lines = [
        f'"{name}": {{exit: {found.code}, named: [{", ".join(telling(found, sound))}]}}'
        for name, found in outcomes.items()
    ]
    return (
        "# What each hostile case leads to. Made by scripts/hostile_table.py --accept; read before it is agreed to.\n"
        + ("\n".join(lines) + "\n")
    )
