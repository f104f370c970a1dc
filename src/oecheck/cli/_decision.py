"""The decision of a policy, told after the report and apart from it."""

from __future__ import annotations

import sys
from pathlib import Path

from oecheck.acceptance._written import Written
from oecheck.acceptance.decision import Decision, Policy, decide, read_policy
from oecheck.cli._mistakes import told_by_schema
from oecheck.cli._print import page_for_terminal
from oecheck.cli._said import said
from oecheck.errors import ExitCode
from oecheck.model.report import Report

__all__ = ["decided", "decision_lines", "policy_file", "policy_of"]


def policy_of(file: Path) -> Policy:
    """The policy of a file.

    Raises:
        UsageError: it cannot be used.
    """
    return policy_file(file).value


def policy_file(file: Path) -> Written[Policy]:
    """The same with the digest of the file.

    Raises:
        UsageError: it cannot be used.
    """
    with told_by_schema(file, "policy"):
        return read_policy(file)


def decided(report: Report, policy: Policy) -> ExitCode:
    """Tells the decision on standard error, so that a report on standard output stays whole.

    Returns:
        FAILED for a rejection: a decision makes a run stricter and never lifts a failure.
    """
    decision = decide(report, policy)
    for line in decision_lines(decision):
        print(line, file=sys.stderr)
    return ExitCode.FAILED if decision.verdict == "reject" else ExitCode.OK


def decision_lines(decision: Decision) -> list[str]:
    """The decision and its reasons, for people."""
    page = page_for_terminal()
    lines = list(page.paragraph(said(f"decision.verdict.{decision.verdict}", policy=decision.policy)))
    for reason in decision.reasons:
        words = said(f"decision.reason.{reason.code}", rule=reason.rule, count=reason.count)
        kind = "condition" if reason.acceptable else "refusal"
        lines += page.paragraph(said(f"decision.kind.{kind}", reason=words), 1, hang=2)
    return lines
