"""Waivers of a file, held to the requirements that the standard has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from oecheck.acceptance.waivers import apply_waivers, read_waivers
from oecheck.cli._mistakes import told_by_schema
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError
from oecheck.model.outcome import REVIEW
from oecheck.model.report import Report
from oecheck.run import CheckOptions, load_catalogue
from oecheck.texts import texts

__all__ = ["waivers_step"]


def waivers_step(file: Path, options: CheckOptions) -> Callable[[Report, str], Report]:
    """Lays the waivers of a file beside the failures of a report.

    Raises:
        UsageError: the file cannot be used, or names a requirement or a code that the standard does not have.
    """
    with told_by_schema(file, "waivers"):
        written = read_waivers(file)
    known = _codes(options)
    reasons = texts("en")  # where the program could not tell, for whatever reason, a person may have found a failure
    for index, waiver in enumerate(written.value.waivers):
        rule, slash, code = waiver.rule.partition("/")
        if "*" in waiver.rule or (rule in known and (not slash or code in known[rule] or f"reason.{code}" in reasons)):
            continue  # a rule with a star is told as too broad, not as unknown
        names = [f"{rule}/{one}" for one in sorted(known[rule])] if rule in known else sorted(known)
        line = written.source("waivers", index, "rule").line
        near = suggestion(waiver.rule, names)
        raise UsageError("waiver-rule", file=file.as_posix(), line=line, rule=waiver.rule, suggestion=near)
    return lambda report, _package: apply_waivers(report, written)


def _codes(options: CheckOptions) -> dict[str, set[str]]:
    """Codes of findings by requirement, of the whole edition: one that a profile leaves out is no mistake."""
    catalogue = load_catalogue(options.standard, cached=options.cache, whole=True)
    known = {rule.id: {*rule.file.messages, REVIEW} for rule in catalogue.rules}
    for check in catalogue.checks.values():
        known.setdefault(check.reported_as, set()).add(check.id)
    return {rule: codes for rule, codes in known.items() if rule}
