"""The end of the report: counts by clause of the standard, and what it takes to repeat the run."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.report import Report
from oecheck.reporters._layout import columns
from oecheck.reporters._text.page import Page
from oecheck.texts import untranslated

__all__ = ["foot"]


def foot(report: Report, page: Page) -> Iterator[str]:
    """Counts of requirements, then versions and digests."""
    yield from page.heading(page.say("block.provenance"))
    counts = report.summary.requirements
    rows = [
        (
            "requirements",
            page.say(
                "counts",
                satisfied=counts.satisfied,
                not_satisfied=counts.not_satisfied,
                not_determined=counts.not_determined,
                not_applicable=counts.not_applicable,
            ),
        ),
        (
            "tool",
            f"{report.tool.name} {report.tool.version}, {page.say('rule-format', version=report.tool.rule_format)}",
        ),
        ("date", report.evaluated_at),
        ("producer", report.subject.producer),
        ("package", report.subject.sha256),
        ("standard", report.standard.digest),
        ("profile", report.profile.digest),
        ("record", report.subject.description_sha256),
        ("untranslated", _in_english(report, page)),
    ]
    told = [(page.say(f"label.{name}"), value) for name, value in rows if value]
    size = max(columns(label) for label, _ in told)
    for label, value in told:
        yield from page.labelled(label, value, size, depth=0)


def _in_english(report: Report, page: Page) -> str:
    words = len(untranslated(report.language))
    if not words and not report.untranslated:
        return ""
    return page.say("untranslated", count=len(report.untranslated), words=words)
