"""Secrets of addresses are left out of what people are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.values.masked import without_secrets


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gone.html?api_key=abc123", "gone.html?api_key=…"),
        ("a.html?x=1&access_token=abc&y=2", "a.html?x=1&access_token=…&y=2"),
        ("https://user:hunter2@lrs.example/xapi", "https://…@lrs.example/xapi"),
        ("l.html?endpoint=https://u:p@lrs.example/&auth=Basic%20Zm9v", "l.html?endpoint=https://…@lrs.example/&auth=…"),
        ("unit1/page.html?view=print#top", "unit1/page.html?view=print#top"),
        ("mail someone@example.org", "mail someone@example.org"),
    ],
)
def test_secret_of_an_address_is_left_out_and_nothing_else(text: str, shown: str) -> None:
    assert without_secrets(text) == shown


@given(st.text(alphabet="ab?&=:@/#;keytoken ", max_size=60))
def test_what_was_masked_stays_as_it_is_when_masked_again(text: str) -> None:
    once = without_secrets(text)
    assert without_secrets(once) == once
