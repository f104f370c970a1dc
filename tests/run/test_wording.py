"""Values as people read them in messages."""

from __future__ import annotations

import pytest

from oecheck.run._wording import Wording, made_by


@pytest.mark.parametrize(
    ("value", "told"),
    [(True, "yes"), (False, "no"), (None, "—"), ("", "—"), ([], "none"), (["a", "b"], "a, b"), (0, "0"), (2.5, "2.5")],
)
def test_value_is_told_in_words_for_people(value: object, told: str) -> None:
    assert Wording("en", "", "course.zip").fill("{x}", {"x": value}) == told


def test_code_of_the_program_is_told_as_its_word() -> None:
    assert "declared nowhere" in Wording("en", "", "c.zip").fill("{problem}", {"problem": "undeclared-entity"})


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("Headings: {x}.", "Headings: none."),
        ("Outcome A ({x}) is bare.", "Outcome A is bare."),
        ("From {x} to B ({y}).", "From — to B (b)."),
        ("Found: {y} ({z}).", "Found: b (0)."),
    ],
)
@pytest.mark.parametrize("nothing", [None, "", []])
def test_sentence_reads_well_where_a_value_is_empty(template: str, told: str, nothing: object) -> None:
    shown = told.replace("—", "none") if nothing == [] else told
    assert Wording("en", "", "course.zip").fill(template, {"x": nothing, "y": "b", "z": 0}) == shown


@pytest.mark.parametrize(("language", "word"), [("fr", "aucun élément"), ("ru", "нет"), ("zh", "无")])
def test_emptiness_after_a_colon_is_told_in_the_language_of_the_report(language: str, word: str) -> None:
    assert Wording(language, "", "course.zip").fill("x：{x}", {"x": None}) == f"x：{word}"


@pytest.mark.parametrize(
    ("producer", "package_format", "remedy"),
    [
        ("", "h5p", "In the editor."),
        ("Lumi", "h5p", "Anywhere."),
        ("", "epub", "Anywhere."),
        ("Moodle 4.5", "moodle", "Edit."),
    ],
)
def test_remedy_is_that_of_the_program_even_where_only_the_format_names_it(
    producer: str, package_format: str, remedy: str
) -> None:
    variants = {"default": "Anywhere.", "h5p": "In the editor.", "moodle": "Edit."}
    assert Wording("en", made_by(producer, package_format), "c.zip").choose(variants) == remedy
