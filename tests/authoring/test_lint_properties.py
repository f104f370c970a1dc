"""Whatever stands in a rule file, lint gives problems with places, and never anything else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.authoring.lint import lint
from oecheck.rules import find_edition
from oecheck.run import load_words
from tests.editions import RULE, small_edition

WORDS = load_words()
PIECES = (
    "",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "[",
    "'",
    '"',
    "&a ",
    "*a",
    "!!int ",
    "null",
    "has(",
    " && ",
    "~1",
    "x: y\n",
    "é",
)


def _spoiled(text: str, at: int, length: int, piece: str) -> str:
    at %= len(text)
    return text[:at] + piece + text[at + length :]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=4))
def test_spoiled_rule_file_gives_problems_inside_it(changes: list[tuple[int, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        edition = small_edition(Path(folder))
        text = (edition / RULE).read_text(encoding="utf-8")
        for at, length, piece in changes:
            text = _spoiled(text, at, length, piece)
        (edition / RULE).write_text(text, encoding="utf-8")
        found = lint(find_edition(str(edition)), WORDS)

    lines = text.count("\n") + 1
    for problem in found.problems:
        assert problem.code
        assert 0 <= problem.line <= lines or not problem.file.endswith(RULE)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_problem_and_nothing_worse(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        edition = small_edition(Path(folder))
        (edition / RULE).write_bytes(data)

        assert lint(find_edition(str(edition)), WORDS).problems
