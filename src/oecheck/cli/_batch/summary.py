"""`oecheck batch summary DIR [DIR2]`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from oecheck.cli._batch._frames import csv_lines, markdown_lines, text_lines
from oecheck.cli._options import common_options, option
from oecheck.cli._print import print_lines
from oecheck.cli._said import said
from oecheck.errors import ExitCode

if TYPE_CHECKING:
    from oecheck.batch._summary import BatchSummary, Comparison

__all__ = ["COMMAND"]

_BY = ("requirement", "area", "status", "format", "producer", "provider", "country")
_LINES = {"text": text_lines, "markdown": markdown_lines}


@click.command("summary", help=said("batch.summary.help"), epilog=said("batch.summary.epilog"))
@click.argument("folder", metavar="DIR")
@click.argument("later", metavar="[DIR2]", default="")
@option("by", type=click.Choice(_BY), default="requirement", show_default=True)
@option("format", type=click.Choice([*_LINES, "csv", "json"]), default="text", show_default=True, key="batch-format")
@common_options
def _command(folder: str, later: str, by: str, format: str) -> int:
    from oecheck.batch._summary import compare_batches, summarise

    if later:
        comparison = compare_batches(Path(folder), Path(later), by)
        _print(comparison.summary, format, list(_compared(comparison)), _plain(comparison))
        return _code(comparison.summary) or (ExitCode.FAILED if comparison.worse else ExitCode.OK)
    summary = summarise(Path(folder), by)
    _print(summary, format, list(_headline(summary)), {})
    return _code(summary)


def _code(summary: BatchSummary) -> ExitCode:
    """A batch that is incomplete somewhere does not read like one that is not."""
    return ExitCode.INCOMPLETE if summary.incomplete else ExitCode.OK


def _print(summary: BatchSummary, format: str, headline: list[str], more: Mapping[str, Any]) -> None:
    if format == "json":
        print_lines([_json(summary, more)])
    elif format == "csv":
        print_lines(csv_lines(summary.frame, summary.incomplete))
    else:
        gap = "" if format == "text" else "\n"
        print_lines([*(line + gap for line in headline), *[""] * (format == "text"), *_LINES[format](summary.frame)])


def _headline(summary: BatchSummary) -> Iterator[str]:
    statuses = ", ".join(f"{status} {count}" for status, count in summary.statuses.items())
    run = summary.run
    yield said(
        "batch.headline",
        packages=summary.packages,
        statuses=statuses,
        standard=f"{run['standard']}@{run['edition']}",
        profiles=run["profiles"],
        date=run["date"],
    )
    if summary.incomplete:
        yield said("batch.incomplete", count=summary.incomplete)
    yield said("batch.pre-check")


def _compared(comparison: Comparison) -> Iterator[str]:
    yield from _headline(comparison.summary)
    counts = comparison.packages
    yield said(
        "batch.compared",
        both=counts["both"],
        new=counts["new"],
        gone=counts["gone"],
        changed=counts["changed"],
        lost=counts["no_longer_checked"],
        won=counts["now_checked"],
    )
    yield said("batch.changes", worse=comparison.worse, better=comparison.better, unsure=comparison.unsure)
    if comparison.rule_changed:
        yield said("batch.rule-changed", rules=", ".join(comparison.rule_changed))


def _plain(comparison: Comparison) -> Mapping[str, Any]:
    return {
        "compared": comparison.packages,
        "worse": comparison.worse,
        "better": comparison.better,
        "unsure": comparison.unsure,
        "rule_changed": comparison.rule_changed,
    }


def _json(summary: BatchSummary, more: Mapping[str, Any]) -> str:
    rows = [dict(zip(summary.frame.columns, row, strict=True)) for row in summary.frame.rows]
    counts = {"packages": summary.packages, "not_in_full": summary.incomplete, "statuses": summary.statuses}
    whole = {"run": summary.run, **counts, **more, "rows": rows}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


COMMAND: click.Command = _command
