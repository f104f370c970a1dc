"""Values as people read them in messages."""

from __future__ import annotations

import pytest

from oecheck.run._wording import Wording


@pytest.mark.parametrize(
    ("value", "told"),
    [(True, "yes"), (False, "no"), (None, "—"), ("", "—"), ([], "—"), (["a", "b"], "a, b"), (0, "0"), (2.5, "2.5")],
)
def test_value_is_told_in_words_for_people(value: object, told: str) -> None:
    assert Wording("en", "", "course.zip").fill("{x}", {"x": value}) == told


def test_code_of_the_program_is_told_as_its_word() -> None:
    assert "declared nowhere" in Wording("en", "", "c.zip").fill("{problem}", {"problem": "undeclared-entity"})
