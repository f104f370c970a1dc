"""How many requirements there are of each level and kind: as the proposal of the draft has them, one for one."""

from __future__ import annotations

from collections import Counter

import pytest

from oecheck.rules import RuleFile, find_edition
from oecheck.run import stored_edition

EDITION = stored_edition(find_edition("ohe@0.1"))
OWN = EDITION.standard.own_areas
PER_AREA = {
    "PKG": 10, "MET": 11, "OUT": 7, "WRK": 5, "STR": 7, "CON": 9, "ASM": 10, "SUP": 8, "ACC": 29, "LNG": 5, "LIC": 6,
    "OFF": 9, "MOB": 3, "PRV": 8, "STF": 4, "CRD": 5, "MNT": 4, "OPN": 2, "SCR": 4, "WKS": 6, "MIC": 3,
}  # fmt: skip  # a table


def _files(own: bool) -> list[RuleFile]:
    return [rule.file for rule in EDITION.rules if (rule.file.id[4:7] in OWN) == own]


def test_requirements_of_each_area() -> None:
    assert Counter(rule.file.id[4:7] for rule in EDITION.rules) == PER_AREA


@pytest.mark.parametrize(
    ("own", "counts"),
    [
        (False, {"must": 76, "should": 62, "may": 2, "automatic": 112, "assisted": 22, "manual": 6}),
        (True, {"must": 9, "should": 6, "automatic": 13, "assisted": 2}),
    ],
)
def test_levels_and_kinds(own: bool, counts: dict[str, int]) -> None:
    files = _files(own)
    assert Counter(word for file in files for word in (file.level.value, file.rule_class.value)) == counts


def test_automatic_requirements_that_must_hold() -> None:
    must = [file for file in _files(own=False) if file.level.value == "must" and file.rule_class.value == "automatic"]
    assert len(must) == 62


def test_numbers_have_no_gaps() -> None:
    for area, count in PER_AREA.items():
        numbers = {rule.file.id[-3:] for rule in EDITION.rules if rule.file.id[4:7] == area}
        assert numbers == {f"{number:03}" for number in range(1, count + 1)}, area
