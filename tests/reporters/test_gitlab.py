"""GitLab code quality."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from tests.reporters.sample import assertion, full_report, large_report, rendered, report, requirement, subject


def _entries(made: Report) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(rendered("gitlab", made))
    return entries


@pytest.mark.parametrize(("level", "word"), [(Level.MUST, "critical"), (Level.SHOULD, "major"), (Level.MAY, "minor")])
def test_severity_is_that_of_the_requirement(level: Level, word: str) -> None:
    entry = _entries(report(requirement("A-1", assertion("A-1"), level=level)))[1]

    assert entry["severity"] == word
    assert entry["check_name"] == "A-1/no-alternative"
    assert entry["location"] == {"path": "web/unit1.html", "lines": {"begin": 11}}
    assert "has no text alternative. Add alt=" in entry["description"]


@pytest.mark.parametrize("changes", [{"waiver": "w"}, {"because": "x"}, {"outcome": Outcome.CANT_TELL}])
def test_what_does_not_count_is_information(changes: dict[str, Any]) -> None:
    assert _entries(report(requirement("A-1", assertion(**changes))))[1]["severity"] == "info"


def test_run_is_an_entry_so_that_no_list_is_empty() -> None:
    (run,) = _entries(report(requirement()))

    assert run["severity"] == "info"
    assert full_report().claim.statement in run["description"]


def test_incomplete_run_blocks() -> None:
    limit = Limit("too-many", {}, Source(""), "Only ten entries were read.")
    entry = _entries(report(requirement(), limits=(limit,)))[1]

    assert (entry["severity"], entry["location"]["path"]) == ("blocker", "biology-101.imscc")


def test_no_finding_is_left_out_and_every_fingerprint_is_another() -> None:
    entries = _entries(large_report(10, 100))

    assert len(entries) == len({entry["fingerprint"] for entry in entries}) == 1_001


def test_same_finding_in_two_packages_has_two_fingerprints() -> None:
    one, two = (_entries(report(requirement("A-1", assertion()), subject=subject(name=name))) for name in "ab")

    assert one[1]["fingerprint"] != two[1]["fingerprint"]


def test_finding_that_moved_to_another_line_keeps_its_fingerprint() -> None:
    places = [(Source("a.html", line),) for line in (3, 90)]
    one, two = (_entries(report(requirement("A-1", assertion(sources=place)))) for place in places)

    assert one[1]["fingerprint"] == two[1]["fingerprint"]
