"""Form fields: cases after ACT e086e5."""

from __future__ import annotations

from typing import Any

import pytest
from page_facts import fact


def _one(markup: str) -> Any:
    (field,) = fact("fields", "<body>" + markup)
    return field


@pytest.mark.parametrize(
    "markup",
    [
        "<label for=f>Name</label><input id=f>",
        "<label>Name <input></label>",
        "<label>Name <select><option>a</option></select></label>",
        "<input aria-label=Name>",
        "<textarea aria-labelledby=l>text</textarea><p id=l>Name</p>",
        "<div contenteditable aria-label=Name></div>",
        "<div role=textbox aria-label=Name></div>",
        "<span role=checkbox>Name</span>",
    ],
)
def test_field_with_a_label_passes(markup: str) -> None:
    field = _one(markup)
    assert (field.name, field.title_only, field.placeholder_only) == ("Name", False, False)


@pytest.mark.parametrize(
    "markup",
    [
        "<input>",
        "<label for=other>Name</label><input id=f>",
        "<label for=other>Name <input></label>",
        "<label for=f></label><input id=f>",
        "<label for=f hidden>Name</label><input id=f>",
        "<p>Name</p><textarea></textarea>",
        "<div role=textbox>typed text</div>",
    ],
)
def test_field_without_a_label_fails(markup: str) -> None:
    field = _one(markup)
    assert field.name == ""
    assert not field.placeholder_only


def test_title_and_placeholder_alone_are_told_apart() -> None:
    titled = _one("<input title=Name placeholder=Ana>")
    hinted = _one("<input placeholder=Ana>")
    assert (titled.name, titled.title_only, titled.placeholder_only) == ("Name", True, False)
    assert (hinted.name, hinted.title_only, hinted.placeholder_only) == ("", False, True)


@pytest.mark.parametrize("kind", ["hidden", "submit", "reset", "button", "image"])
def test_other_inputs_are_inapplicable(kind: str) -> None:
    assert fact("fields", f"<input type={kind}>") == ()


def test_hidden_field_is_told_so() -> None:
    assert _one("<p style='display:none'><input></p>").hidden
