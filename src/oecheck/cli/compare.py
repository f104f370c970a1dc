"""`oecheck compare OLD.json NEW.json`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from oecheck.acceptance._counts import in_part
from oecheck.acceptance._course import course_name, same_course
from oecheck.acceptance.compare import Comparison, compare
from oecheck.acceptance.stored import read_report
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._spoken import spoken
from oecheck.errors import ExitCode, UsageError
from oecheck.model.report import Assertion, Report
from oecheck.reporters._facts import address, incomplete_limits, place, unread
from oecheck.reporters._markdown.escape import prose

__all__ = ["COMMAND"]

# Of each list this many are shown; the count of all is always told.
_SHOWN = 50
_LISTS = ("new", "uncompared", "unsure", "fixed", "unchanged")


@click.command("compare", help=said("compare.help"))
@click.argument("old", metavar="OLD.json")
@click.argument("new", metavar="NEW.json")
@option("format", type=click.Choice(["text", "markdown"]), default="text", show_default=True, key="compare-format")
@common_options
def _command(old: str, new: str, format: str) -> int:
    before, after = (_in_language(read_report(Path(file))) for file in (old, new))
    found = compare(before, after)
    print_lines(_markdown(found, before, after) if format == "markdown" else _text(found, before, after))
    if found.uncompared or incomplete_limits(after) or _narrower(before, after):
        return ExitCode.INCOMPLETE
    if not same_course(before.subject, after.subject):
        return ExitCode.INCOMPLETE
    return ExitCode.FAILED if found.new else ExitCode.OK


def _in_language(report: Report) -> Report:
    """The report in the language asked for; in its own where its standard, perhaps an older edition, is not at hand."""
    try:
        return spoken(report)
    except UsageError:
        return report


def _narrower(before: Report, after: Report) -> bool:
    """The later run left requirements out that the earlier had: what it does not show may still be there.

    A requirement that a later edition no longer has is gone on purpose; but where the two have none in common, nothing
    was compared.
    """
    had, has = ({one.id for one in report.requirements} for report in (before, after))
    if had.isdisjoint(has):
        return True
    return not had <= has and _edition(before) == _edition(after)


def _edition(report: Report) -> tuple[str, str]:
    return report.standard.id, report.standard.edition


def _headline(found: Comparison, before: Report, after: Report) -> Iterator[str]:
    yield said(
        "compare.headline",
        old=before.subject.name,
        new=after.subject.name,
        new_count=len(found.new),
        fixed_count=len(found.fixed),
        unchanged_count=len(found.unchanged),
    )
    if not same_course(before.subject, after.subject):
        yield said("compare.other-course", old=course_name(before.subject), new=course_name(after.subject))
    if incomplete_limits(after):
        yield said("compare.incomplete")
    for report, name in ((before, "old"), (after, "new")):
        if in_part(report):
            yield said(f"compare.partial-{name}")
    if before.standard.digest != after.standard.digest or before.profile.digest != after.profile.digest:
        yield said("compare.other-rules")
    if unread(before):
        yield said("compare.unread-old")
    if changed := _changed(found, before, after):
        yield said("compare.rule-changed", rules=", ".join(changed))


def _changed(found: Comparison, *reports: Report) -> list[str]:
    """What was not compared, apart from what a run left out on purpose or could not read: that is told by itself."""
    left_out = [{one.id for one in report.requirements} for report in reports if in_part(report) or unread(report)]
    return [name for name in found.rule_changed if all(name in had for had in left_out)]


def _text(found: Comparison, before: Report, after: Report) -> Iterator[str]:
    page = page_for_terminal()
    for line in _headline(found, before, after):
        yield from page.paragraph(line)
    for name, assertions in _lists(found):
        yield from page.heading(said(f"compare.list.{name}", count=len(assertions)))
        for one in assertions[:_SHOWN]:
            yield from page.paragraph(f"{one.rule}  {one.message}", 1, hang=2)
            yield from page.paragraph(address(place(one)), 2, "faint")
        if len(assertions) > _SHOWN:
            yield from page.paragraph(said("compare.showing", shown=_SHOWN, count=len(assertions)), 1)


def _markdown(found: Comparison, before: Report, after: Report) -> Iterator[str]:
    for line in _headline(found, before, after):
        yield prose(line)
        yield ""
    for name, assertions in _lists(found):
        yield f"### {prose(said(f'compare.list.{name}', count=len(assertions)))}"
        yield ""
        for one in assertions[:_SHOWN]:
            yield f"- **{prose(one.rule)}** {prose(one.message)} ({prose(address(place(one)))})"
        if len(assertions) > _SHOWN:
            yield f"- {prose(said('compare.showing', shown=_SHOWN, count=len(assertions)))}"
        yield ""


def _lists(found: Comparison) -> Iterator[tuple[str, Sequence[Assertion]]]:
    """What became of the failures, worst first; what is empty is only counted in the headline."""
    for name in _LISTS:
        assertions: Sequence[Assertion] = getattr(found, name)
        if assertions:
            yield name, assertions


COMMAND: click.Command = _command
