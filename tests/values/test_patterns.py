"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from oecheck.values.patterns import pattern


def test_a_pattern_is_compiled_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_now(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    word = pattern("T(.)de", re.IGNORECASE)
    assert compiled == []
    found = word.search("low tide")
    assert found is not None
    assert found[1] == "i"
    assert [match[0] for match in word.finditer("tide TIDE")] == ["tide", "TIDE"]
    assert word.sub("ebb", "tide") == "ebb"
    assert compiled == ["T(.)de"]


def test_a_pattern_tells_its_text_like_any_other() -> None:
    assert pattern(rb"a+").pattern == b"a+"
