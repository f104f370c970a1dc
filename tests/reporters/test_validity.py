"""The judges of the other tests can say no."""

from __future__ import annotations

import pytest

from tests.reporters.sample import full_report, rendered
from tests.reporters.validity import problems


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("csv", b"OHE-ACC-003,no-alternative,", b"OHE-ACC-003,"),
        ("csv", b"finding,OHE-ACC-003", b"finding,=OHE-ACC-003"),
        ("earl", b':finding:OHE-ACC-003-2"', b':finding:OHE-ACC-003-1"'),
        ("github", b"::error ", b"error "),
        ("gitlab", b'"critical"', b'"terrible"'),
        ("gitlab", b'"begin":11}', b'"begin":0}'),
        ("html", b"</article>", b""),
        ("html", b'href="#content"', b'href="https://e.example"'),
        ("html", b'href="#content"', b'href="#contents-of-nothing"'),
        ("html", b"<h3>", b"<h4>"),
        ("html", b"<summary>", b'<summary onclick="x">'),
        ("junit", b' failures="', b' failures="1'),
        ("markdown", b"Biology", b"[Biology](https://e.example)"),
        ("markdown", b"Biology", b"<b>Biology</b>"),
        ("sarif", b'"level":"error"', b'"level":"none"'),
        ("sarif", b'"startLine":11,', b'"startLine":0,'),
    ],
)
def test_damaged_report_is_not_valid(name: str, right: bytes, wrong: bytes) -> None:
    made = rendered(name, full_report())
    assert right in made

    assert problems(name, made) == []
    assert problems(name, made.replace(right, wrong)) != []
