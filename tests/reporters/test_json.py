"""The canonical JSON report."""

from __future__ import annotations

import json

import msgspec
import pytest

from oecheck.model.report import Assertion, Report
from oecheck.reporters import RenderOptions, reporter
from tests.reporters.sample import assertion, full_report, hostile_report, report, requirement, subject


def _rendered(made: Report, options: RenderOptions | None = None) -> bytes:
    definition = reporter("json")
    assert definition is not None
    return b"".join(definition.render(made, options or RenderOptions()))


def test_same_report_gives_the_same_bytes_whatever_the_terminal() -> None:
    assert _rendered(full_report()) == _rendered(full_report(), RenderOptions(width=40, colour=True, unicode=False))


def test_order_of_arguments_does_not_show() -> None:
    one = report(requirement("A", assertion("A", arguments={"b": 1, "a": 2})))
    two = report(requirement("A", assertion("A", arguments={"a": 2, "b": 1})))

    assert _rendered(one) == _rendered(two)


def test_report_ends_with_one_newline() -> None:
    rendered = _rendered(full_report())

    assert rendered.endswith(b"}\n")
    assert not rendered.endswith(b"\n\n")


def test_report_is_read_back_as_it_was() -> None:
    assert msgspec.json.decode(_rendered(full_report()), type=Report) == full_report()


def test_no_finding_is_left_out() -> None:
    read = json.loads(_rendered(full_report()))

    assert len(read["requirements"][0]["assertions"]) == 141


def test_file_name_that_is_no_utf_8_is_written_as_an_escape() -> None:
    rendered = _rendered(report(subject=subject(name="caf\udce9.zip")))

    assert json.loads(rendered)["subject"]["name"] == "caf\\udce9.zip"


@pytest.mark.parametrize("kept", [0, 1, None])
def test_report_written_piece_by_piece_is_laid_out_as_a_whole(kept: int | None) -> None:
    made = msgspec.structs.replace(hostile_report(), requirements=hostile_report().requirements[:kept])
    whole = msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=1)
    assert msgspec.json.format(_rendered(made), indent=1) == whole

    without = [msgspec.structs.replace(one, assertions=()) for one in made.requirements]
    made = msgspec.structs.replace(made, requirements=tuple(without))
    whole = msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=1)
    assert _rendered(made) == whole + b"\n"


def test_every_finding_is_one_line() -> None:
    made = hostile_report()
    lines = [line.strip().rstrip(b",") for line in _rendered(made).splitlines()]
    findings = [one for found in made.requirements for one in found.assertions]

    assert findings
    assert [msgspec.json.decode(line, type=Assertion) for line in lines if line.startswith(b'{"')] == findings
