"""Levels in qualifications frameworks."""

from __future__ import annotations

import pytest
from course_facts import AT, CourseFacts

from oecheck.model.course import Classification
from oecheck.model.fact import Fact, State, unsupported


def _level(scheme: str, code: str = "", label: str = "") -> Classification:
    return Classification(source=AT, scheme=scheme, code=code, label=label)


@pytest.mark.parametrize(
    ("level", "standing"),
    [
        (_level("EQF", "6"), "framework"),
        (_level("eqf", "Level 6"), "framework"),
        (_level("European Qualifications Framework (EQF)", "6"), "framework"),
        (_level("ISCED 2011", "0"), "framework"),
        (_level("QF-EHEA", label="First cycle"), "framework"),
        (_level("KNQF", "10"), "framework"),
        (_level("Ours", "http://data.europa.eu/snb/eqf/6"), "framework"),
        (_level("https://example.org/framework", "5"), "framework"),
        (_level("EQF", "9"), "wrong-value"),
        (_level("EQF"), "wrong-value"),
        (_level("National Framework", "5"), "other-framework"),
        (_level("National Framework"), "unnamed"),
        (_level("LOMv1.0", label="higher education"), "unnamed"),
        (_level("", label="hard"), "unnamed"),
    ],
)
def test_level_is_held_against_the_list_of_its_framework(level: Classification, standing: str) -> None:
    assert CourseFacts(levels=(level,)).value("level_standing") == standing


def test_best_of_several_levels_counts() -> None:
    levels = (_level("LOMv1.0", label="higher education"), _level("EQF", "6"))
    assert CourseFacts(levels=levels).value("level_standing") == "framework"


def test_no_level_is_absent_and_no_place_for_one_unsupported() -> None:
    assert CourseFacts().fact("level_standing") is None
    found = CourseFacts(levels=unsupported()).fact("level_standing")
    assert isinstance(found, Fact)
    assert found.state is State.UNSUPPORTED
