"""What people write beside a package: records, waivers, policies, reviews, rule files. All sound, as a start."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from oecheck.acceptance.review_file import Contents, Question, write_review
from oecheck.model.outcome import Mode, Outcome, RequirementClass
from oecheck.model.report import Report
from oecheck.values.locations import standards_root
from tests.fuzz.corpus import FIXTURES
from tests.reporters.sample import assertion, report, requirement

__all__ = ["RECORDS", "REPORT", "REVIEW", "RULES", "WAIVERS", "WRITTEN", "sample_report"]

_RULE = "OHE-ACC-003"
WAIVERS = f"""\
waivers:
  - {{id: w1, rule: {_RULE}, reason: New pictures come in May., owner: media office, until: "2027-05-31"}}
  - id: w2
    rule: {_RULE}/no-alternative
    path: "web/**/unit2.*"
    fingerprint: {_RULE}-2
    reason: |
      Two lines of
      reason.
    owner: office
    until: "2027-05-31"
""".encode()
POLICY = b"""\
title: A policy
levels: [must, should]
waivers: ["*"]
baseline: [OHE-ACC-003, PKG]
disputes: []
undetermined: ["*"]
"""
_QUESTIONS = {_RULE: Question("Is it so?", {"yes": Outcome.PASSED, "no": Outcome.FAILED}, single=False)}
_CONTENTS = Contents({"web/unit1.html": "a" * 64, "web/unit2.html": "b" * 64}, "")


def sample_report() -> Report:
    """A report with failures, and questions to a person."""
    doubts = {"outcome": Outcome.CANT_TELL, "code": "review", "mode": Mode.SEMI_AUTO, "kind": "person"}
    asked = [assertion(_RULE, number, **doubts) for number in (1, 2)]
    return report(
        requirement(_RULE, *asked, requirement_class=RequirementClass.ASSISTED),
        requirement("OHE-ACC-001", assertion(number=3)),
    )


REVIEW = write_review(sample_report(), _QUESTIONS, _CONTENTS, failures=True).encode()
REPORT = msgspec.json.encode(sample_report())
RECORDS: Mapping[str, bytes] = {
    path.relative_to(FIXTURES).as_posix(): path.read_bytes() for path in FIXTURES.glob("**/course-description.*")
}
RULES: Mapping[str, bytes] = {
    path.name: path.read_bytes() for path in sorted((standards_root() / "ohe" / "0.1" / "rules").rglob("*.yaml"))
}
WRITTEN: Mapping[str, bytes] = {
    "waivers.yaml": WAIVERS,
    "policy.yaml": POLICY,
    "review.yaml": REVIEW,
    **RECORDS,
    **dict(list(RULES.items())[:40]),
}
