"""Makers and teachers, reviews, changes and dates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_words import HERE, Words

from oecheck.facts import staff, translation, upkeep
from oecheck.model.course import Activity, Condition, Contributor, Course, Module, Provider
from oecheck.model.fact import Fact, State, plain
from oecheck.model.package import File, Package

WORDS = Words(organisation_words={"en": ["university"]})


def course(**fields: Any) -> Course:
    return Course(source=HERE, **fields)


def maker(name: str = "Ann Example", **fields: Any) -> Contributor:
    return Contributor(source=HERE, name=name, **fields)


def package(created: str | None = None) -> Package:
    return Package(
        source=HERE, name="p", container="zip", size_bytes=1, entry_count=1, sha256="", format="moodle", created=created
    )


@pytest.mark.parametrize(
    ("one", "is_person"),
    [
        (maker(), True),
        (maker(role="publisher"), False),
        (maker("University of Example"), False),
        (maker("Lakeside"), False),
        (maker(""), False),
    ],
)
def test_persons_are_told_from_bodies(one: Contributor, is_person: bool) -> None:
    there = course(provider=Provider(source=HERE, name="Lakeside"))
    assert staff.person(one, there, WORDS) is is_person


@pytest.mark.parametrize(
    ("identifier", "fault"),
    [
        ("https://orcid.org/0000-0002-1825-0097", ""),
        ("0000-0002-1694-233X", ""),
        ("https://orcid.org/0000-0002-1825-0098", "checksum"),
        ("https://orcid.org/ann", "checksum"),
        ("https://example.edu/ann", ""),
        ("urn:isni:0000000121032683", ""),
        ("ann", "no-address"),
        ("mailto:ann@example.edu", "contact"),
        ("ann@example.edu", "contact"),
        (None, ""),
    ],
)
def test_identifiers_are_tried(identifier: str | None, fault: str) -> None:
    assert staff.identifier_fault(maker(identifier=identifier), None) == fault


def test_identifier_of_the_record_serves_the_person_of_the_package() -> None:
    record = {"contributors": [{"name": "ann  EXAMPLE", "id": "https://example.edu/ann"}]}
    assert plain(staff.known_identifier(maker(), record)) == "https://example.edu/ann"
    assert staff.known_identifier(maker(), {}) is None
    unknown = staff.known_identifier(maker(), None)
    assert isinstance(unknown, Fact)
    assert unknown.state is State.UNSUPPORTED


def test_mail_address_in_a_name_is_a_private_contact() -> None:
    assert staff.private_contact(maker("Ann <ann@example.edu>"))
    assert not staff.private_contact(maker("Ann @ Example"))


def test_staff_is_introduced_by_a_sentence_or_a_page() -> None:
    record = {"staff": [{"name": "A", "biography": "Teaches."}, {"name": "B"}, {"name": "C", "ref": "c.html"}]}
    assert plain(staff.introduced_staff(record)) == 2


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"validUntil": "2026-01-01"}, False),
        ({"date": "2027-01-01"}, False),
        ({"outcome": "failed"}, False),
        ({"requirement": "OHE-STF-004"}, False),
        ({"scope": ""}, False),
    ],
)
def test_review_of_the_institution_holds_while_it_is_valid(change: dict[str, str], holds: bool) -> None:
    review = {"by": "Office", "date": "2025-01-01", "scope": "all courses", "validUntil": "2028-01-01", **change}
    assert bool(plain(staff.institution_reviews({"reviews": [review]}, "2026-11-24"))) is holds


@given(st.integers(0, 10**15 - 1))
@settings(max_examples=50)
def test_exactly_one_check_character_fits_an_orcid(number: int) -> None:
    assert sum(staff.orcid_fits(f"{number:015d}{check}") for check in "0123456789X") == 1


def test_newest_change_is_the_one_with_the_latest_day() -> None:
    changes = [
        {"version": "1.0", "date": "2024-01-01", "text": "First"},
        {"version": "2.0", "date": "2025-01-01", "text": {"en": "More"}},
        {"version": "3.0", "date": "2026-01-01"},
    ]
    assert plain(upkeep.newest_change({"changes": changes})) == "2.0"
    assert plain(upkeep.bare_changes({"changes": changes})) == 1
    assert upkeep.newest_change({}) is None


def test_history_is_told_by_the_name_of_a_file() -> None:
    files = tuple(File(source=HERE, path=path, size_bytes=1) for path in ("CHANGELOG.md", "a/changes.png", "w.html"))
    assert upkeep.history_files(files) == ("CHANGELOG.md",)


def ages(found: tuple[Any, ...]) -> list[tuple[str, str, int]]:
    return [(one.what, one.of, one.age_days) for one in found]


def test_age_of_a_date_is_counted_to_the_last_change_else_the_export_else_the_day_of_evaluation() -> None:
    essay = (Activity(source=HERE, id="a", title="Essay", due="2025-01-01T23:59:00Z"),)
    changed = course(activities=essay, modified="2025-01-11")
    assert ages(upkeep.course_dates(changed, package("2025-02-01"), "2026-01-01")) == [("due", "Essay", 10)]
    assert ages(upkeep.course_dates(course(activities=essay), package("2025-01-31"), "2026-01-01"))[0][2] == 30
    assert ages(upkeep.course_dates(course(activities=essay), package(), "2026-01-01"))[0][2] == 365


def test_dates_of_hidden_things_and_what_is_no_date_are_left_out() -> None:
    hidden = Activity(source=HERE, id="h", due="2019-01-01", visibility="hidden")
    worded = Activity(source=HERE, id="w", due="next week")
    unseen = Module(source=HERE, id="m", visible=False, available_from="2019-01-01")
    window = Condition(source=HERE, owner="h", kind="date", end="2019-01-01")
    there = course(activities=(hidden, worded), modules=(unseen,), conditions=(window,))
    assert upkeep.course_dates(there, package(), "2026-01-01") == ()


def test_course_and_modules_have_dates_of_their_own() -> None:
    unit = Module(source=HERE, id="m", title="Unit", available_from="2026-01-01")
    window = Condition(source=HERE, owner="m", kind="date", end="2026-01-01")
    there = course(title="Water", end="2026-01-01", modules=(unit,), conditions=(window,))
    found = ages(upkeep.course_dates(there, package(), "2026-01-02"))
    assert found == [("end", "Water", 1), ("available", "Unit", 1), ("window", "Unit", 1)]


@pytest.mark.parametrize(
    ("said", "gaps"),
    [
        ({"version": "1", "date": "2025-01-01", "translator": "Ann", "machine": False}, []),
        ({"version": "1", "date": "2025-01-01", "machine": True, "tool": "T"}, []),
        ({"version": "1", "date": "2025-01-01", "machine": True}, ["tool"]),
        ({}, ["version", "date", "translator", "machine"]),
    ],
)
def test_translation_says_where_it_comes_from(said: dict[str, Any], gaps: list[str]) -> None:
    record = {"translationOf": {"id": "urn:x:1", **said}}
    assert translation.translation_gaps(record) == tuple(f"translationOf.{name}" for name in gaps)
    assert translation.translation_gaps({}) == ()


def test_countries_of_the_audience_are_those_of_the_record() -> None:
    assert upkeep.audience_countries({"audience": {"countries": ["KE"]}}) == ("KE",)
    assert upkeep.audience_countries(None) == ()
