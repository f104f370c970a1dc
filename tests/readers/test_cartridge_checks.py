"""The files of structural checks for cartridges, LTI links and LOM against what the reader reports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import oecheck.readers._cartridge as cartridge
from oecheck.containers import Container, open_container
from oecheck.errors import PackageError
from oecheck.model.package import PackageFinding
from oecheck.readers import choose, locate
from oecheck.readers.common_cartridge import READER

FORMATS = Path(__file__).resolve().parents[2] / "standards" / "formats"
SOURCES = [
    *Path(cartridge.__file__).parent.glob("*.py"),
    *(Path(cartridge.__file__).parents[1] / name for name in ("common_cartridge.py", "_questions/qti12_profile.py")),
]
LEFT_OUT = {"ME-14"}  # belongs to a requirement that this edition does not have yet
NUMBERS = {"common-cartridge": ("CC", 35), "lti": ("LT", 19), "metadata": ("ME", 24)}


def checks(name: str) -> dict[str, dict[str, Any]]:
    sheet = yaml.safe_load((FORMATS / f"{name}.yaml").read_text(encoding="utf-8"))
    return {check["id"]: check for check in sheet["checks"]}


ALL = {identifier: check for name in NUMBERS for identifier, check in checks(name).items()}
WITH_PACKAGING = ALL | checks("content-packaging")


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_of_the_sheet_has_its_check(name: str) -> None:
    letters, last = NUMBERS[name]
    numbers = [f"{letters}-{number:02}" for number in range(1, last + 1)]
    assert list(checks(name)) == [number for number in numbers if number not in LEFT_OUT]


@pytest.mark.parametrize("identifier", ALL)
def test_check_is_a_condition_a_task_of_the_reader_or_covered(identifier: str) -> None:
    check = ALL[identifier]
    assert sum(key in check for key in ("that", "by", "covered_by")) == 1
    assert check["applies_to"]
    if "covered_by" not in check:
        assert check["message"]
        assert check["remedy"]


@pytest.mark.parametrize("identifier", [name for name, check in ALL.items() if "that" in check])
def test_condition_has_an_example_that_passes_and_one_that_fails(identifier: str) -> None:
    outcomes = {example["outcome"] for example in ALL[identifier]["examples"]}
    assert outcomes >= {"passed", "failed"}
    assert "inapplicable" in outcomes or "when" not in ALL[identifier]


def test_every_check_that_the_program_reports_is_one_of_the_reader() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    reported = set(re.findall(r'check="((?:CC|LT|ME)-\d\d)"', text))
    assert reported == {name for name, check in ALL.items() if check.get("by") == "reader"}


def test_every_variant_that_the_profile_reports_has_its_message() -> None:
    text = SOURCES[-1].read_text(encoding="utf-8")
    variants = set(re.findall(r'_problem\(\s*"([a-z-]+)"', text)) | set(
        re.findall(r'^\s+\("([a-z-]+)", lambda', text, re.M)
    )
    variants |= set(re.findall(r'yield "([a-z-]+)"', text))
    assert variants - {"item-repeated"} == set(ALL["CC-20"]["message"])  # told as CC-31


def test_real_cartridges_give_findings_that_all_have_a_message(shared: Path) -> None:
    seen = 0
    for path in sorted((shared / "corpus" / "cc").iterdir()):
        try:
            with open_container(path) as container:
                findings = _findings(container)
        except PackageError:
            continue
        seen += findings is not None
        for finding in findings or ():
            message = WITH_PACKAGING[finding.check]["message"]
            text = message[finding.variant] if isinstance(message, dict) else message
            assert set(re.findall(r"\{([^{}]+)\}", text)) <= set(finding.arguments), (path.name, finding)
    assert seen >= 38


def _findings(container: Container) -> tuple[PackageFinding, ...] | None:
    """What the reader reports of a cartridge; None for packages of other formats."""
    detection = locate(container)
    descriptor = choose(detection.descriptors)
    if descriptor.format not in READER.formats:
        return None
    return READER.read(detection.container, descriptor).findings
