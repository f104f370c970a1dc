"""A stored report in the language that was asked for."""

from __future__ import annotations

import msgspec

from oecheck.acceptance.claim import claim_in_words
from oecheck.cli._language import language, was_asked_for
from oecheck.model.report import Report

__all__ = ["spoken"]


def spoken(report: Report, standard: str = "") -> Report:
    """The report in the language asked for; in its own where nobody asked.

    Args:
        report: as it was stored.
        standard: `ohe@0.1` or an edition's folder; "" is the one that the report names.

    Raises:
        UsageError: there is no such standard at hand.
        RuleFileError: the standard cannot be used.
    """
    if not was_asked_for() or report.language == language():
        return report
    from oecheck.run import reworded

    found = reworded(report, language(), standard)
    return msgspec.structs.replace(found, claim=claim_in_words(found, found.claim))
