"""GitHub annotations."""

from __future__ import annotations

import re

from oecheck.model.outcome import Level, Outcome
from oecheck.model.report import Limit, Report, Verdict
from oecheck.model.source import Source
from tests.reporters.sample import assertion, large_report, rendered, report, requirement


def _commands(made: Report) -> list[str]:
    return rendered("github", made).decode().splitlines()


def _of(kind: str, made: Report) -> list[str]:
    return [line for line in _commands(made) if line.startswith(f"::{kind} ")]


def test_must_is_an_error_and_should_a_warning_with_file_and_line() -> None:
    made = report(
        requirement("A-1", assertion("A-1")),
        requirement("B-1", assertion("B-1"), level=Level.SHOULD),
        requirement("C-1", assertion("C-1"), level=Level.MAY),
    )

    (error,), (warning,), (notice,) = (_of(kind, made) for kind in ("error", "warning", "notice"))
    assert error.startswith("::error file=web/unit1.html,line=11,col=5,title=A-1 Every image has a text alternative::")
    assert warning.startswith("::warning file=web/unit1.html,line=11,col=5,title=B-1 ")
    assert "2 of 2 failures" in notice


def test_signs_of_the_command_are_escaped() -> None:
    place = Source("a,b:c%/d.html", 1)
    (error,) = _of("error", report(requirement("A-1", assertion(message="100% wrong::error::x\r\n", sources=(place,)))))

    assert "file=a%2Cb%3Ac%25/d.html," in error
    assert "::100%25 wrong::error::x" in error


def test_package_cannot_add_a_command_of_its_own() -> None:
    evil = "x\n::error::gone\r::stop-commands::abc\u2028::add-mask::y"
    made = report(requirement("A-1", assertion(message=evil, remedy=evil, sources=(Source(evil, 1),)), title=evil))

    assert all(re.match(r"::(error|notice) ", line) for line in _commands(made))
    assert len(_commands(made)) == 2


def test_at_most_ten_of_each_and_the_summary_counts_all() -> None:
    made = large_report(60, 50)
    (notice,) = _of("notice", made)

    assert (len(_of("error", made)), len(_of("warning", made))) == (10, 10)
    assert "20 of 2000 failures" in notice


def test_flood_of_one_requirement_leaves_room_for_the_others() -> None:
    flood = requirement("A-1", *(assertion("A-1", number) for number in range(500)))
    errors = _of("error", report(flood, *(requirement(f"B-{n}", assertion(f"B-{n}")) for n in range(4))))

    assert len(errors) == 10
    assert [sum(f"title=B-{n} " in line for line in errors) for n in range(4)] == [1, 1, 1, 1]
    assert "(Showing 6 of 500 places of this requirement.)" in errors[0]


def test_answers_have_a_part_of_the_room_for_warnings_and_notices() -> None:
    disputed = Verdict("passed", Outcome.PASSED, "r", "Office", "2026-12-01", Outcome.FAILED, True, "independent")
    some = [assertion(number=number, verdict=disputed) for number in range(30)]
    others = [assertion(number=number, waiver="w") for number in range(30, 60)]
    plain = [assertion("OHE-LNK-001", number) for number in range(30)]
    made = report(requirement("OHE-ACC-003", *some, *others), requirement("OHE-LNK-001", *plain, level=Level.SHOULD))
    lines = rendered("github", made).decode().splitlines()

    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert sum(line.startswith("::notice ") for line in lines) == 10
    assert sum("Disputed by Office" in line for line in lines) == 5
    assert "Requirements: satisfied" in lines[-1]


def test_incomplete_run_is_the_first_error() -> None:
    limit = Limit("too-many", {}, Source(""), "Only ten entries were read.")
    first = _commands(report(requirement("A-1", assertion()), limits=(limit,)))[0]

    assert first.startswith("::error title=biology-101.imscc::INCOMPLETE")
    assert "Only ten entries were read." in first


def test_waived_finding_makes_a_notice_and_following_doubtful_and_retired_ones_none() -> None:
    made = report(
        requirement("A-1", assertion(waiver="w1")),
        requirement("B-1", assertion(because="x")),
        requirement("C-1", assertion(outcome=Outcome.CANT_TELL)),
        requirement("D-1", assertion(), lifecycle="withdrawn"),
    )

    assert [line.split(" ")[0] for line in _commands(made)] == ["::notice"] * 2
