"""Letters of the description that say as much as several of another script."""

from __future__ import annotations

import pytest

from oecheck.facts.description_length import wide_letters
from oecheck.model.course import Course
from oecheck.model.fact import unsupported
from oecheck.model.source import Source


@pytest.mark.parametrize(
    ("description", "count"),
    [
        ("Safe drinking water", 0),
        ("Вода — это жизнь", 0),
        ("安全饮用水。", 5),
        ("安全な飲み水", 6),
        ("안전한 물", 4),
        ("Water 水 💧", 1),
        ("", 0),
    ],
)
def test_letters_of_chinese_japanese_and_korean_are_counted_and_no_signs(description: str, count: int) -> None:
    assert wide_letters(Course(source=Source(""), description=description)) == count


def test_course_without_a_description_has_none() -> None:
    assert wide_letters(Course(source=Source(""))) == 0
    assert wide_letters(Course(source=Source(""), description=unsupported())) == 0
