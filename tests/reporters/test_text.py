"""The report for people."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.model.outcome import Level, Outcome, RequirementClass, Status
from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from oecheck.reporters import RenderOptions, reporter
from oecheck.reporters._layout import columns
from tests.reporters.sample import assertion, full_report, report, requirement, subject


def _text(made: Report, **options: object) -> str:
    definition = reporter("text")
    assert definition is not None
    return b"".join(definition.render(made, RenderOptions(**options))).decode("utf-8")  # type: ignore[arg-type]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _headings(text: str) -> list[str]:
    return re.findall(r"^── (.*?) ─*$", text, re.MULTILINE)


def test_blocks_stand_in_the_order_of_their_weight() -> None:
    assert _headings(_text(full_report())) == [
        "Defects in the content: 2",
        "Faults of the package: 1",
        "Advice about the package: 2",
        "Missing declarations: 2",
        "Needs a person, something was found: 1",
        "Needs a person: 7",
        "Not checked: 2",
        "About this report (digests: SHA-256)",
    ]


def test_clean_report_has_no_empty_block() -> None:
    text = _text(report(requirement()))

    assert _headings(text) == ["About this report (digests: SHA-256)"]
    assert "No requirement failed" in text


def test_three_places_are_shown_and_all_are_counted() -> None:
    text = _text(full_report())

    assert "Showing 3 of 141 places." in text
    assert text.count("has no text alternative.") == 3


def test_finding_says_what_where_why_remedy_and_clause_in_this_order() -> None:
    text = _one_line(_text(report(requirement("OHE-ACC-003", assertion()))))
    parts = [
        "must Every image has a text alternative",
        'Image "cell1.png" has no text alternative.',
        "web/unit1.html:11:5",
        "Introduction to Biology › Unit 1 › Cells",
        "Why Learners who cannot see",
        "Mend Add alt=",
        "Clause 7.3.1. Examples: oecheck explain OHE-ACC-003",
    ]

    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_message_that_is_the_same_for_all_places_is_said_once() -> None:
    alike = [assertion(number=number, message="An image has no text.") for number in (1, 2, 3)]
    text = _text(report(requirement("OHE-ACC-003", *alike)))

    assert text.count("An image has no text.") == 1
    assert [f"unit{number}.html" in text for number in (1, 2, 3)] == [True, True, True]


def test_must_comes_before_should_and_many_places_before_few() -> None:
    text = _text(
        report(
            requirement("A-1", assertion("A-1"), assertion("A-1"), level=Level.SHOULD, title="Should, twice"),
            requirement("A-2", assertion("A-2"), title="Must, once"),
            requirement("A-3", assertion("A-3"), assertion("A-3"), title="Must, twice"),
        )
    )

    assert re.findall(r"(?:Must|Should), \w+", text) == ["Must, twice", "Must, once", "Should, twice"]


def _named(package: str) -> Report:
    made = full_report()
    return msgspec.structs.replace(made, subject=msgspec.structs.replace(made.subject, name=package))


def test_missing_declarations_are_one_block_with_one_command() -> None:
    text = _text(_named("my course.imscc"))

    assert text.count("oecheck describe 'my course.imscc'") == 1
    assert "must    licence" in text
    assert "should  workload" in text
    assert "Counted above as not met, because the package has a place for it: 1" in text


def test_command_to_copy_is_never_broken_over_lines() -> None:
    package = "submission-of-this-year-by-the-faculty-of-biology-101.imscc"

    assert f"\n  oecheck describe {package}\n" in _text(_named(package), width=40)


def test_incomplete_run_says_so_before_anything_else_it_found() -> None:
    limit = Limit("too-many", {}, Source(""), "Only the first 10 entries were read.")
    text = _text(report(requirement(), limits=(limit,)))

    assert text.index("INCOMPLETE") < text.index("No requirement failed")
    assert text.index("Only the first 10 entries were read.") < text.index("No requirement failed")


def test_limit_that_leaves_the_run_complete_is_listed_and_not_shouted() -> None:
    limit = Limit("external", {}, Source(""), "Links to other servers were not followed.", incomplete=False)
    text = _text(report(requirement(), limits=(limit,)))

    assert "INCOMPLETE" not in text
    assert "Links to other servers were not followed." in text


def test_what_could_not_be_told_is_never_among_the_defects() -> None:
    doubt = assertion(outcome=Outcome.CANT_TELL, kind="content")
    text = _text(report(requirement("OHE-ACC-003", doubt)))

    assert _headings(text)[0] == "Needs a person, something was found: 1"


def test_untested_is_told_with_its_reason() -> None:
    untested = assertion(outcome=Outcome.UNTESTED, message="The video was not opened.")
    text = _text(report(requirement("OHE-ACC-003", untested, status=Status.NOT_DETERMINED)))

    assert "Not checked: 1" in text
    assert "The video was not opened." in text
    assert "OHE-ACC-003" in text


def test_followers_are_counted_apart_and_not_listed() -> None:
    causes = [assertion("B-1", number=number) for number in range(1, 5)]
    followers = [assertion("A-1", number=number, because=f"B-1-{number - 4}") for number in range(5, 9)]
    alone = assertion("A-2", number=9, because="not-in-this-report")
    text = _text(report(requirement("B-1", *causes), requirement("A-1", *followers), requirement("A-2", alone)))

    assert not any(f"cell{number}.png" in text for number in range(5, 10))
    named = "; ".join(f"B-1 web/unit{number}.html:{number + 10}:5" for number in range(1, 4))
    assert f"only follow from another one ({named}; …), and go when that is mended: 4" in _one_line(text)
    assert "another one (not-in-this-report), and go when that is mended: 1" in _one_line(text)


def test_what_is_manual_is_told_with_its_id() -> None:
    by_hand = requirement(
        "OHE-PED-001", status=Status.NOT_DETERMINED, requirement_class=RequirementClass.MANUAL, title="Judge me"
    )

    assert "Judge me (OHE-PED-001)" in _text(report(by_hand))


def test_questions_for_a_person_take_one_line_for_each_requirement() -> None:
    asked = {"outcome": Outcome.CANT_TELL, "code": "review", "kind": "person", "remedy": ""}
    places = [assertion(number=number, message="Is it so?", **asked) for number in (1, 2, 3)]  # type: ignore[arg-type]
    by_hand = requirement(
        "OHE-PED-001", *places, status=Status.NOT_DETERMINED, requirement_class=RequirementClass.ASSISTED, title="Judge"
    )
    text = _text(report(by_hand))

    assert _headings(text)[0] == "Needs a person: 1"
    assert "Judge (OHE-PED-001, places: 3)" in text
    assert "Is it so?" not in text


def test_question_of_a_manual_requirement_is_not_called_unchecked() -> None:
    asked = assertion(outcome=Outcome.UNTESTED, code="review", kind="unchecked", message="Is it so?")
    by_hand = requirement(
        "OHE-PED-001", asked, status=Status.NOT_DETERMINED, requirement_class=RequirementClass.MANUAL, title="Judge"
    )

    assert _headings(_text(report(by_hand)))[0] == "Needs a person: 1"


def test_passed_targets_asked_for_are_no_findings() -> None:
    passed = assertion(outcome=Outcome.PASSED, message="Passed here.")

    assert "Passed here." not in _text(report(requirement("A-1", passed, status=Status.SATISFIED)))


def test_fixed_sentence_of_the_pre_check_is_printed_as_it_is() -> None:
    made = full_report()

    assert made.claim.statement in _text(made)


def test_provenance_has_versions_and_whole_digests() -> None:
    text = _text(full_report())

    for value in ("oecheck 0.1.0", "2026-12-01", "a" * 64, "b" * 64, "c" * 64):
        assert value in text


def test_colour_adds_nothing_but_escape_sequences() -> None:
    coloured = _text(full_report(), colour=True)

    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == _text(full_report())


def test_without_unicode_our_own_marks_are_ascii() -> None:
    made = report(requirement("A-1", assertion("A-1", remedy="Mend it.")))

    assert _text(made, unicode=False).isascii()


@pytest.mark.parametrize("width", [30, 40, 80, 100])
def test_lines_fit_the_width(width: int) -> None:
    for line in _text(full_report(), width=width).splitlines():
        whole = len(line.split()) == 1 or line.strip().startswith("oecheck describe ")  # to be copied
        assert columns(line) <= width or whole, line


@given(st.text(st.characters(), max_size=60), st.integers(30, 100))
def test_text_of_a_package_cannot_steer_the_terminal(hostile: str, width: int) -> None:
    source = Source(hostile, 1, 1, hostile, (hostile, hostile))
    found = assertion(message=hostile, remedy=hostile, sources=(source,))
    text = _text(report(requirement("A-1", found), subject=subject(title=hostile, name=hostile)), width=width)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
