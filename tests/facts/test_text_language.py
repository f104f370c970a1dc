from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts import text_language
from oecheck.facts.text_language import detect, lang_fits_script, script_fits, script_of
from oecheck.model.fact import State

GREEK = "Το μάθημα αυτό εξηγεί πώς λειτουργεί το νερό στη φύση και στη γεωργία. " * 3
HAN = "本课程介绍水在自然界和农业中的作用，以及如何保护水资源。" * 2
KANA = "このコースでは、自然と農業における水の役割について学びます。" * 3
ENGLISH = "This course explains how water works in nature and in agriculture, and how to keep it clean. " * 3


@pytest.mark.parametrize(("text", "language"), [(GREEK, "el"), (HAN, "zh"), (KANA, "ja")])
def test_script_of_one_language_proves_it(text: str, language: str) -> None:
    found = detect(text)
    assert (found.value, found.state) == (language, State.PRESENT)
    assert found.confidence < 1


def test_latin_text_is_not_guessed_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_language, "_identifier", lambda: None)
    found = detect(ENGLISH)
    assert (found.state, found.reason) == (State.UNREADABLE, "needs-language-extra")


class Result:
    def __init__(self, language: str, probability: float) -> None:
        self.language, self.probability = language, probability


@pytest.mark.parametrize(
    ("language", "probability", "value", "reason"),
    [
        ("en", 0.99, "en", ""),
        ("iw", 0.99, "iw", ""),
        ("en", 0.5, None, "text-language-uncertain"),
        ("und", 1.0, None, "text-language-uncertain"),
    ],
)
def test_what_the_extra_says_is_taken_with_its_probability(
    monkeypatch: pytest.MonkeyPatch, language: str, probability: float, value: str | None, reason: str
) -> None:
    monkeypatch.setattr(text_language, "_identifier", lambda: lambda _: Result(language, probability))
    found = detect(ENGLISH)
    assert (found.value, found.reason) == (value, reason)


def test_short_and_mixed_texts_are_not_told() -> None:
    assert detect("Hello").reason == "text-too-short"
    assert detect(GREEK + ENGLISH).reason == "text-mixed-scripts"
    assert detect("").reason == "text-too-short"


@pytest.mark.parametrize(
    ("language", "script", "fits"),
    [
        ("en", "Arab", False),
        ("ar", "Arab", True),
        ("ar", "Latn", False),
        ("ar-Latn", "Latn", True),
        ("fr", "Latn", True),
        ("fr", "Hani", False),
        ("zh-CN", "Hani", True),
        ("ja", "Hani", True),
        ("sr", "Cyrl", True),
        ("sr", "Latn", True),
        ("und", "Latn", None),
    ],
)
def test_declared_language_is_held_against_the_script(language: str, script: str, fits: bool | None) -> None:
    assert script_fits(language, script) is fits
    assert lang_fits_script(language, script) is fits
    assert lang_fits_script(None, script) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    script, letters = script_of(text)
    assert bool(script) <= (letters > 0)
    found = detect(text)
    assert bool(found.value) != bool(found.reason)
