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
        ("https://ann@lrs.example/x", "https://…@lrs.example/x"),
        ("https://lrs.example/u/ann@mail.example/x", "https://lrs.example/u/…@mail.example/x"),
        ("l.html?endpoint=https%3A%2F%2Fu%3Ap%40lrs.example%2Fx", "l.html?endpoint=https%3A%2F%2F…%40lrs.example%2Fx"),
        ("https://cdn.example/npm/bootstrap@5.1.3/a.css", "https://cdn.example/npm/bootstrap@5.1.3/a.css"),
        ("https://blog.example/@ann/x", "https://blog.example/@ann/x"),
        ("a.html#access_token=abc", "a.html#access_token=…"),
        (f"https://x.example/{'ghp_' + 'a8Kd02LmXq93' * 3}/y", "https://x.example/…/y"),
        (f"Page {'ghp_' + 'a8Kd02LmXq93' * 2}…", "Page ghp_…"),  # cut off in its middle
        (f"https://x.example/{'AKIA' + 'Q7RTLM2XW4NZ6KVB'}/y", "https://x.example/…/y"),
        ("u/ann@mail.example", "u/…@mail.example"),
        ("CENTRAL ASIAN STUDIES", "CENTRAL ASIAN STUDIES"),
        (f"-----BEGIN PRIVATE KEY-----\n{'Ab3+' * 30}\n-----END", "…-----END"),
        ("bot 123456789:" + "AA" + "a8Kd02LmXq9" * 3, "bot …"),
        ("eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJ4In0abc." + "a8Kd02LmXq9" * 3, "…"),
    ],
)
def test_secret_of_an_address_is_left_out_and_nothing_else(text: str, shown: str) -> None:
    assert without_secrets(text) == shown


@given(st.text(alphabet="ab?&=:@/#;keytoken ", max_size=60))
def test_what_was_masked_stays_as_it_is_when_masked_again(text: str) -> None:
    once = without_secrets(text)
    assert without_secrets(once) == once
