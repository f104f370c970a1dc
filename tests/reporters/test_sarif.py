"""SARIF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Limit, Report, Verdict
from oecheck.model.source import Source
from tests.reporters.sample import assertion, full_report, large_report, rendered, report, requirement


def _run(made: Report) -> dict[str, Any]:
    log = json.loads(rendered("sarif", made))
    assert len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    return run


def _only(**changes: Any) -> dict[str, Any]:
    level = changes.pop("level", Level.MUST)
    lifecycle = changes.pop("lifecycle", "draft")
    made = report(requirement("A-1", assertion("A-1", **changes), level=level, lifecycle=lifecycle))
    (result,) = _run(made)["results"]
    found: dict[str, Any] = result
    return found


@pytest.mark.parametrize(("level", "word"), [(Level.MUST, "error"), (Level.SHOULD, "warning"), (Level.MAY, "note")])
def test_level_of_a_failure_is_that_of_its_requirement(level: Level, word: str) -> None:
    result = _only(level=level)

    assert (result["kind"], result["level"]) == ("fail", word)


def test_requirement_that_no_longer_decides_is_a_note() -> None:
    assert _only(lifecycle="deprecated")["level"] == "note"


@pytest.mark.parametrize(
    ("outcome", "kind", "word"),
    [
        (Outcome.CANT_TELL, "person", "review"),
        (Outcome.CANT_TELL, "declaration", "open"),
        (Outcome.UNTESTED, "unchecked", "open"),
        (Outcome.UNTESTED, "person", "review"),
    ],
)
def test_what_could_not_be_told_has_no_level(outcome: Outcome, kind: str, word: str) -> None:
    result = _only(outcome=outcome, kind=kind)

    assert (result["kind"], result["level"]) == (word, "none")


@pytest.mark.parametrize(("outcome", "word"), [(Outcome.PASSED, "pass"), (Outcome.INAPPLICABLE, "notApplicable")])
def test_what_a_person_judged_to_be_in_order_has_no_level(outcome: Outcome, word: str) -> None:
    verdict = Verdict("yes", outcome, "Seen.", "Review office", "2026-12-01", Outcome.CANT_TELL)
    result = _only(outcome=outcome, verdict=verdict)

    assert (result["kind"], result["level"]) == (word, "none")


def test_result_has_message_remedy_place_and_fingerprint() -> None:
    result = _only()
    place = result["locations"][0]

    assert 'Image "cell1.png" has no text alternative.' in result["message"]["text"]
    assert "Add alt=" in result["message"]["text"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "web/unit1.html", "uriBaseId": "PACKAGE"}
    assert place["physicalLocation"]["region"] == {"startLine": 11, "startColumn": 5}
    assert result["partialFingerprints"] == {"oecheck/v1": "A-1-1"}


def test_place_without_a_line_has_no_region() -> None:
    result = _only(sources=(Source("media/film.mp4"),))

    assert "region" not in result["locations"][0]["physicalLocation"]


def test_finding_of_the_package_itself_points_at_the_package() -> None:
    made = report(requirement("A-1", assertion("A-1", sources=(Source(""),))))
    run = _run(made)
    index = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["index"]

    assert run["artifacts"][index]["location"]["uri"] == "biology-101.imscc"
    assert run["artifacts"][index]["hashes"] == {"sha-256": "c" * 64}


def test_address_is_percent_encoded() -> None:
    result = _only(sources=(Source("a b/100%/é#1?.html", 1),))

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/100%25/%C3%A9%231%3F.html"


def test_colon_in_a_path_is_no_scheme() -> None:
    result = _only(sources=(Source("javascript:alert(1)", 1),))

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("javascript%3A")


def test_every_requirement_is_a_rule_with_help_even_without_a_result() -> None:
    made = full_report()
    rules = _run(made)["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == [one.id for one in made.requirements] + ["CP-12", "CP-15"]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_at_most_5000_results_and_the_rest_is_told() -> None:
    run = _run(large_report(10, 1_000))
    notes = run["invocations"][0]["toolExecutionNotifications"]

    assert len(run["results"]) == 5_000
    assert "5000 of 10000" in notes[0]["message"]["text"]
    assert "OHE-ACC-001: 500 of 1000 results" in notes[0]["message"]["text"]


def test_flood_of_one_requirement_does_not_hide_another() -> None:
    flood = requirement("A-1", *(assertion("A-1", number) for number in range(9_000)))
    run = _run(report(flood, requirement("B-1", assertion("B-1"), level=Level.MAY)))

    assert [result["ruleId"] for result in run["results"]].count("B-1") == 1


def test_incomplete_run_was_not_successful() -> None:
    limit = Limit("too-many", {}, Source("a.zip"), "Only ten entries were read.")
    (invocation,) = _run(report(requirement(), limits=(limit,)))["invocations"]

    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "Only ten entries were read."


def test_waived_failure_is_suppressed_and_stays_a_failure() -> None:
    waived = assertion("A-1", waiver="w1")
    waiver = {"id": "w1", "reason": "Mended in the next release.", "owner": "office", "until": "2027-05-31"}
    (result,) = _run(report(requirement("A-1", waived), waivers=(waiver,)))["results"]

    assert (result["kind"], result["level"]) == ("fail", "error")
    told = "Waiver w1, until 2027-05-31, of office: Mended in the next release."
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": told}]
