"""What a policy makes of a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from oecheck.acceptance.decision import Policy, decide, read_policy
from oecheck.errors import UsageError
from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Limit, Report, Verdict
from oecheck.model.source import Source
from tests.reporters.sample import assertion, report, requirement

RULE = "OHE-ACC-003"
STRICT = Policy(title="Strict", levels=(Level.MUST,))


def _policy(**lists: tuple[str, ...]) -> Policy:
    return Policy(title="Mild", levels=(Level.MUST,), **lists)


def _failing(**changes: Any) -> Report:
    return report(requirement(RULE, assertion(**changes)))


def _doubtful() -> Report:
    return report(requirement(RULE, assertion(outcome=Outcome.CANT_TELL)))


def test_clean_report_is_accepted_without_reasons() -> None:
    found = decide(report(requirement(RULE)), STRICT)

    assert (found.verdict, found.reasons) == ("accept", ())


def test_failure_is_rejected_whatever_else_is_acceptable() -> None:
    everything = _policy(waivers=("*",), baseline=("*",), disputes=("*",), undetermined=("*",))

    assert decide(_failing(), everything).verdict == "reject"


_DISPUTE = Verdict(
    "passed",
    Outcome.PASSED,
    "It decorates.",
    "Office",
    "2026-12-01",
    Outcome.FAILED,
    dispute=True,
    relation="independent",
)


@pytest.mark.parametrize(
    ("made", "key", "code"),
    [
        (_failing(waiver="w1"), "waivers", "waived"),
        (_failing(known=True), "baseline", "known"),
        (_failing(verdict=_DISPUTE), "disputes", "disputed"),
        (_doubtful(), "undetermined", "undetermined"),
    ],
)
def test_what_the_policy_names_is_a_condition_and_what_it_does_not_name_a_refusal(
    made: Report, key: str, code: str
) -> None:
    for words in ((RULE,), ("ACC",), ("*",)):
        found = decide(made, _policy(**{key: words}))
        assert (found.verdict, [one.code for one in found.reasons]) == ("accept-with-conditions", [code])
    assert decide(made, _policy(**{key: ("OHE-LIC-001",)})).verdict == "reject"
    assert decide(made, STRICT).verdict == "reject"


def test_dispute_by_the_provider_makes_no_failure_acceptable() -> None:
    own = msgspec.structs.replace(_DISPUTE, relation="provider")
    found = decide(_failing(verdict=own), _policy(disputes=("*",)))

    assert (found.verdict, [one.code for one in found.reasons]) == ("reject", ["failed"])


def test_level_that_the_policy_does_not_ask_for_decides_nothing() -> None:
    made = report(requirement(RULE, assertion(), level=Level.SHOULD))

    assert decide(made, STRICT).verdict == "accept"
    assert decide(made, Policy(title="All", levels=(Level.MUST, Level.SHOULD))).verdict == "reject"


@pytest.mark.parametrize(
    ("levels", "level", "verdict"),
    [
        ((Level.MAY,), Level.MUST, "reject"),
        ((Level.MAY,), Level.SHOULD, "reject"),
        ((Level.SHOULD,), Level.MUST, "reject"),
        ((Level.SHOULD, Level.MUST), Level.MAY, "accept"),
        ((Level.SHOULD,), Level.MAY, "accept"),
    ],
)
def test_level_takes_in_those_above_it(levels: tuple[Level, ...], level: Level, verdict: str) -> None:
    made = report(requirement(RULE, assertion(), level=level))

    assert decide(made, Policy(title="Of some levels", levels=levels)).verdict == verdict


def test_incomplete_run_is_rejected() -> None:
    made = report(requirement(RULE), limits=(Limit("over-limit", {}, Source("a")),))

    assert decide(made, STRICT).verdict == "reject"


PARTIAL = [Limit(code, {}, Source(""), incomplete=False) for code in ("only-selected", "skipped")]


@pytest.mark.parametrize("limit", PARTIAL)
def test_run_over_chosen_requirements_is_refused_unless_the_policy_says_so(limit: Limit) -> None:
    made = report(requirement(RULE), limits=(limit,))
    found = decide(made, Policy(title="Mild", levels=(Level.MUST,), partial=True))

    assert decide(made, STRICT).verdict == "reject"
    assert (found.verdict, [one.code for one in found.reasons]) == ("accept-with-conditions", ["partial"])


@pytest.mark.parametrize("code", ["waiver-expired", "waiver-unmatched", "waiver-too-broad", "waiver-too-long"])
def test_waiver_without_effect_is_a_condition(code: str) -> None:
    limit = Limit(code, {}, Source("waivers.yaml"), incomplete=False)
    found = decide(report(requirement(RULE), limits=(limit, limit)), STRICT)

    assert (found.verdict, [(one.code, one.count) for one in found.reasons]) == ("accept-with-conditions", [(code, 2)])


def test_decision_leaves_the_report_as_it_is() -> None:
    made = _failing()
    before = msgspec.json.encode(made)
    decide(made, STRICT)

    assert msgspec.json.encode(made) == before


@pytest.mark.parametrize(
    "text", ["title: x\n", "title: x\nlevels: []\n", "title: x\nlevels: [all]\n", "title: x\nother: 1\n"]
)
def test_policy_that_is_not_as_it_has_to_be_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="beside-wrong"):
        read_policy(tmp_path / "policy.yaml")
