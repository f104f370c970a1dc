"""`oecheck decide REPORT.json --policy FILE`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from oecheck.cli._options import common_options, option
from oecheck.cli._print import print_lines
from oecheck.cli._said import said
from oecheck.cli._terminal import write_bytes
from oecheck.errors import ExitCode
from oecheck.reporters._facts import incomplete_limits

if TYPE_CHECKING:
    from oecheck.acceptance.decision import Decision

__all__ = ["COMMAND"]


@click.command("decide", help=said("decide.help"))
@click.argument("report", metavar="REPORT.json")
@option("policy", required=True, metavar="FILE")
@option("format", type=click.Choice(["text", "json"]), default="text", show_default=True, key="decide-format")
@common_options
def _command(report: str, policy: str, format: str) -> int:
    from oecheck.acceptance.decision import decide
    from oecheck.acceptance.stored import stored_report
    from oecheck.cli._decision import decision_lines, policy_file

    written = policy_file(Path(policy))
    stored, digest = stored_report(Path(report))
    decision = decide(stored, written.value)
    if format == "json":
        write_bytes(_json(decision, {"report_sha256": digest, "policy_sha256": written.sha256}))
    else:
        print_lines(decision_lines(decision))
    if incomplete_limits(stored):
        return ExitCode.INCOMPLETE
    return ExitCode.FAILED if decision.verdict == "reject" else ExitCode.OK


def _json(decision: Decision, digests: dict[str, str]) -> bytes:
    """The decision with what it rests on (`schemas/decision.schema.json`)."""
    made = msgspec.json.encode(msgspec.to_builtins(decision) | digests)
    return msgspec.json.format(made, indent=2) + b"\n"


COMMAND: click.Command = _command
