"""Requirements of each level and kind, as the proposal of the draft has them, and what they are made of."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import oecheck
from oecheck.rules import RuleFile, find_edition
from oecheck.run import stored_edition

EDITION = stored_edition(find_edition("ohe@0.1"))
OWN = EDITION.standard.own_areas
SOURCE = Path(oecheck.__file__).parent
_REQUIREMENT = re.compile(r"\b(?:OHE-)?([A-Z]{3}-[0-9]{3})\b")
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


def test_requirements_have_no_python_of_their_own() -> None:
    """What a requirement asks for stands in its file, as expressions over facts; no module knows one by its id."""
    known = {rule.file.id for rule in EDITION.rules}
    named = {id for module in sorted(SOURCE.rglob("*.py")) for id in _ids(module)} & known
    automatic = [rule.file for rule in EDITION.rules if rule.file.rule_class.value == "automatic"]
    written = [file for file in automatic if file.expect and file.id not in named]

    assert named == {
        "OHE-PKG-003",  # under which structural checks are reported that name no requirement
        "OHE-ACC-001",  # an example of how an id looks, in a message
    }
    assert len(written) >= 0.95 * len(automatic)


def _ids(module: Path) -> Iterator[str]:
    """Ids of requirements in the code of a module; what its docstrings and comments say is no code."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            for match in _REQUIREMENT.finditer(node.value):
                yield f"OHE-{match[1]}"
