from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts.secrets import find_secrets

# Made up, and put together here so that no scanner takes this file for a leak.
AWS = "AKIA" + "Q7RTLM2XW4NZ6KVB"
GITHUB = "ghp_" + "a8Kd02LmXq93ZrT5vWy7" + "Bn4Cf6Hj1Ps0QeRt"
SIGNED = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJ4In0abc." + "a8Kd02LmXq9" * 3
BOT = "123456789:" + "AA" + "a8Kd02LmXq9" * 3
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7bq0z3rYtVxk9Q1mP2s8LwNc" * 2


def whats(text: str, path: str = "page.html") -> list[tuple[str, int, int]]:
    found = find_secrets(iter((text.encode(),)), path)
    return [(exposure.what, exposure.count, exposure.source.line) for exposure in found]


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        (KEY, "a.txt", "private_key"),
        (f"key = '{AWS}'", "a.js", "api_key"),
        (f"token: {GITHUB}", "a.yaml", "api_key"),
        (f"<a href='https://files.school.org/r/{SIGNED}'>", "a.html", "api_key"),
        (f"fetch('https://api.telegram.org/bot{BOT}/send')", "a.js", "api_key"),
        (f"bot = '{BOT}'", "a.py", "api_key"),
        ("https://anna:Tr0ub4dor@files.school.org/x", "a.html", "password"),
        ("DB_PASSWORD=Tr0ub4dor3", ".env", "password"),
        ("<blti:x><lticm:shared_secret>k3yOfTheTool</lticm:shared_secret>", "lti.xml", "lti_secret"),
        ('{"lti_passports": ["tool:consumer:s3cr3tOfTool"]}', "policy.json", "lti_secret"),
        ('<hastexo url_name="lab" os_password="qu4lei7Axoox"/>', "chapter/one.xml", "password"),
        ('<lti_consumer consumer_secret="k3yOfTheTool"/>', "vertical/one.xml", "lti_secret"),
        ("<access_code>letmein7</access_code>", "assessment_meta.xml", "access_code"),
        ("<entitlementKey>A-77-XQ</entitlementKey>", "cmi5.xml", "entitlement_key"),
        ("<password>open_sesame</password>", "activities/quiz_5/quiz.xml", "password"),
    ],
)
def test_secret_is_found(text: str, path: str, what: str) -> None:
    assert whats(f"line one\n{text}", path) == [(what, 1, 2)]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("AKIAIOSFODNN7EXAMPLE", "a.md"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0." + "a8Kd02LmXq9" * 3, "a.md"),
        ("12345678:AA:BB:CC:DD:EE:FF", "a.md"),
        ("https://user:password@example.com/", "a.md"),
        ("https://user:{password}@host.org/", "a.py"),
        ("http://www.w3.org/2001/XMLSchema:x@y", "a.xsd"),
        ("<shared_secret></shared_secret><consumer_key> </consumer_key>", "lti.xml"),
        ("<access_code></access_code>", "a.xml"),
        ("<password>$@NULL@$</password>", "activities/quiz_5/quiz.xml"),
        ("<password>open_sesame</password>", "lesson/sample.xml"),
        ("API_KEY=your-key-here", ".env"),
        ("API_KEY=Tr0ub4dor3", ".env.example"),
        ("PASSWORD=Tr0ub4dor3", "script.txt"),
        ("-----BEGIN PRIVATE KEY-----\n(your key)\n", "a.md"),
        ("-----BEGIN PUBLIC KEY-----\n" + "A" * 80, "a.pem"),
        ("data:image/png;base64," + "QUtJQQ" * 4 + "AKIAABCDEFGHIJKLMNOPQRSTUVWX", "a.css"),
        ("var a=" + "x" * 3000, "jquery.min.js"),
    ],
)
def test_what_only_looks_like_a_secret_is_left_alone(text: str, path: str) -> None:
    assert whats(text, path) == []


def test_value_is_kept_nowhere() -> None:
    found = find_secrets(iter((f"x {AWS} <shared_secret>k3yOfTheTool</shared_secret>".encode(),)), "a.xml")
    assert found
    assert AWS not in repr(found)
    assert "k3yOfTheTool" not in repr(found)


def test_secrets_of_one_kind_are_counted_with_the_line_of_the_first() -> None:
    text = "\n" + "".join(f"<access_code>letmein{n}</access_code>\n" for n in range(5))
    assert whats(text, "a.xml") == [("access_code", 5, 2)]


@pytest.mark.parametrize("before", [(4 << 20) - 30, (4 << 20) - 2050, (4 << 20) - 4100, (4 << 20) + 10])
def test_large_text_in_pieces_counts_each_secret_once(before: int) -> None:
    text = b"a\n" * (before // 2) + f"{AWS} ".encode() + b"b\n" * 3_000_000
    pieces: Iterator[bytes] = (text[start : start + 65536] for start in range(0, len(text), 65536))
    found = find_secrets(pieces, "big.txt")
    assert [(each.what, each.count, each.source.line) for each in found] == [("api_key", 1, before // 2 + 1)]


@pytest.mark.parametrize(
    "piece",
    [
        "https://a:",
        "-----BEGIN PRIVATE KEY-----",
        "<access_code ",
        "<a:access_code>",
        "AKIA",
        ".eyJaaaaaaaa",
        " 123456789:AA",
        "A_SECRET",
        '"lti_passports": [',
    ],
)
def test_hostile_text_stays_linear(piece: str) -> None:
    started = time.process_time()
    find_secrets(iter(((piece * (600_000 // len(piece))).encode(),)), ".env")
    assert time.process_time() - started < 5  # a quadratic expression takes minutes


def test_very_many_secrets_are_counted_with_the_line_of_the_first() -> None:
    lines = b"\n" + b"A_SECRET_TOKEN=abc123def\n" * 50_000
    (found,) = find_secrets(iter((lines,)), "a/.env")

    assert (found.count, found.source.line) == (50_000, 2)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=80), max_size=4))
def test_any_bytes_are_searched(pieces: list[bytes]) -> None:
    assert all(exposure.count > 0 for exposure in find_secrets(iter(pieces), "x.xml"))
