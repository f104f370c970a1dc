"""Mistakes in the files that people lay beside a check: the line, and what is wanted there in our words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FLAWED = str(Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "flawed")
WAIVER = "waivers:\n  - id: w1\n    rule: OHE-ACC-003\n    reason: x\n    owner: y\n"
ONE = "verdicts:\n  - {rule: OHE-ACC-003, rev: one, content: abc}\n"
MISTAKES = [
    ("waivers", WAIVER + "    until: soon\n", 6, "soon does not have the right form. Last day on which it holds"),
    ("waivers", WAIVER + "    until: 2027-02-31\n", 6, "This has to be a day of the calendar"),
    ("waivers", WAIVER + "    untill: 2027-01-01\n", 6, "There is no key untill here."),
    ("waivers", WAIVER, 2, "The key until is missing."),
    ("waivers", WAIVER.replace("x", '" "') + "    until: 2027-01-01\n", 4, "This has to say something: reason"),
    ("waivers", "waivers: nothing\n", 1, "A list is wanted"),
    ("waivers", "waivers: [\n", 2, "This is no YAML"),
    ("waivers", "waivers:\n\t- id: w1\n", 2, "A tabulator stands here."),
    ("review", ONE, 2, "one does not have the right form. Revision of the rule"),
    ("review", "evaluator: me\n", 1, "The key verdicts is missing."),
    ("policy", "title: P\nlevels: [musst]\n", 2, "“musst” is none of the words that can stand here"),
    ("policy", "title: P\nlevels: []\n", 2, "Nothing stands here."),
]
MACHINE = ("RFC3339", "Expected", "`", "$.", "{", "regex")


@pytest.mark.parametrize(("option", "text", "line", "told"), MISTAKES)
def test_mistake_is_told_with_its_line_in_our_words(
    run: Run, tmp_path: Path, option: str, text: str, line: int, told: str
) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    code, out, err = run("check", FLAWED, f"--{option}", "mine.yaml")
    said = " ".join(err.split())

    assert (code, out) == (2, "")
    assert f"where mine.yaml:{line} " in said
    assert told in said
    assert not [word for word in MACHINE if word in said]


def test_policy_is_told_alike_by_decide(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("title: P\nlevels: [musst]\n", encoding="utf-8")
    run("check", FLAWED, "--quiet", "--output", "json=r.json")
    code, _, err = run("decide", "r.json", "--policy", "mine.yaml")

    assert code == 2
    assert "“musst” is none of the words" in " ".join(err.split())
