"""The manual page is made from the cases and is never stale."""

from __future__ import annotations

from oecheck.language.functions import STANDARD
from oecheck.language.manual import page
from tests.conftest import REPOSITORY
from tests.language.language_cases import CASES, DATA

PAGE = REPOSITORY / "docs" / "language.md"


def test_page_is_what_the_cases_say() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(DATA), "run: python -m oecheck.language.manual tests/language/cases.yaml docs/language.md"


def test_every_function_of_the_language_has_a_case() -> None:
    texts = " ".join(case["text"] for case in CASES)
    assert [name for name in STANDARD if f"{name}(" not in texts] == []


def test_bars_and_line_ends_do_not_break_the_table() -> None:
    case = {"text": "a || b\n", "gives": "x|y"}
    data = {**DATA, "groups": [{"title": "T", "about": "A", "cases": [case]}]}
    row = next(line for line in page(data).splitlines() if "⏎" in line)
    assert row == '| `a \\|\\| b⏎` | `"x\\|y"` |  |'
