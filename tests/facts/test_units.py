"""The units of a course, and what each of them offers."""

from __future__ import annotations

from typing import Any

import pytest
from course_facts import CourseFacts, activity, assessment, heading, module

from oecheck.model.course import Module
from oecheck.model.fact import Fact, State


def _unit_ids(*modules: Module) -> list[str]:
    return [one.id for one in CourseFacts(modules=modules).value("units")]


def test_topmost_parts_with_content_are_the_units() -> None:
    empty = module("m3", activity_count=0)
    assert _unit_ids(module("m1"), module("i1", parent="m1", leaf=True), module("m2"), empty) == ["m1", "m2"]


def test_one_part_that_holds_all_others_is_stepped_over() -> None:
    assert _unit_ids(module("course"), module("m1", parent="course"), module("m2", parent="course")) == ["m1", "m2"]


@pytest.mark.parametrize(
    "modules",
    [
        (),
        (module("m1"),),
        (module("p1", leaf=True), module("p2", leaf=True)),
        (module("m1"), module("m2", visible=False)),
        (module("m1", parent="m1"),),
    ],
)
def test_flat_course_and_course_in_one_piece_have_no_units(modules: tuple[Module, ...]) -> None:
    assert _unit_ids(*modules) == []


@pytest.mark.parametrize(
    ("title", "teaches"),
    [
        ("Where water comes from", True),
        ("Introduction to soils", True),
        ("Introduction", False),
        ("0. Start here", False),
        ("Start here / Commencer ici", False),
        ("Module 5 – Final exam", False),
        ("Introduction & Welcome", False),
        ("期末考试", False),
        ("第一章 水的来源", True),
        ("المراجع", False),
    ],
)
def test_title_tells_introductions_and_examinations(title: str, teaches: bool) -> None:
    part = module("m1", title=title)
    assert CourseFacts(modules=(part,)).of("module", "teaches", part) is teaches


def _checks(made: Any, kind: str = "") -> tuple[str, ...]:
    unit = module("m1")
    tests = (assessment("t", activity=made.id, kind=kind),) if kind else ()
    facts = CourseFacts(
        modules=(unit, module("i1", parent="m1", leaf=True), module("m2")), activities=(made,), assessments=tests
    )
    found: tuple[str, ...] = facts.of("module", "checks", unit)
    return found


def test_quiz_that_does_not_count_or_may_be_repeated_is_a_self_test() -> None:
    assert _checks(activity("q", kind="quiz", module="i1", graded=False)) == ("q",)
    assert _checks(activity("q", kind="quiz", module="i1", graded=True, attempts=0)) == ("q",)
    assert _checks(activity("q", kind="quiz", module="i1", graded=True, attempts=1), "formative") == ("q",)


def test_examination_and_graded_essay_are_no_self_test() -> None:
    assert _checks(activity("q", kind="quiz", module="i1", graded=True, attempts=1)) == ()
    assert _checks(activity("e", kind="assignment", module="i1", graded=True, attempts=0)) == ()
    assert _checks(activity("q", kind="quiz", module="elsewhere")) == ()


def test_sco_may_hide_a_self_test() -> None:
    unit = module("m1")
    facts = CourseFacts(modules=(unit, module("m2")), activities=(activity("s", kind="interactive", module="m1"),))
    assert facts.of("module", "opaque", unit) == ("s",)


def test_web_page_elsewhere_may_hold_a_self_test_and_a_film_does_not() -> None:
    unit = module("m1")
    links = (
        activity("page", kind="link", module="m1", entry="https://chem.test/15.1"),
        activity("film", kind="link", module="m1", entry="https://youtu.be/abc"),
    )
    facts = CourseFacts(modules=(unit, module("m2")), activities=links)
    assert facts.of("module", "opaque", unit) == ("page",)


def _with_heading(text: str, **fields: Any) -> tuple[CourseFacts, Module]:
    unit = module("m1")
    facts = CourseFacts(
        modules=(unit, module("m2")),
        activities=(activity("p", kind="page", module="m1", entry="p.html#top"),),
        pages={"p.html": {"headings": (heading(text),)}, "q.html": {"headings": (heading("Exercises", "q.html"),)}},
        **fields,
    )
    return facts, unit


def test_headings_of_pages_of_the_unit_are_looked_at() -> None:
    facts, unit = _with_heading("Exercises for this unit", languages=("en",))
    assert facts.of("module", "check_headings", unit) == ("Exercises for this unit",)
    facts, unit = _with_heading("Learning objectives", languages=("en",))
    assert facts.of("module", "outcome_headings", unit) == ("Learning objectives",)
    assert facts.of("module", "check_headings", unit) == ()


def test_no_heading_in_a_language_without_a_list_is_not_known() -> None:
    facts, unit = _with_heading("Brunnar", languages=("is",))
    found = facts._run.value("module", "check_headings", unit)
    assert isinstance(found, Fact)
    assert (found.state, found.reason) == (State.UNREADABLE, "no-lexicon")
