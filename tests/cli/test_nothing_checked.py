"""A check of nothing is never a pass."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from oecheck.acceptance.decision import Policy, decide
from oecheck.model.outcome import Level
from tests.cli.conftest import Run
from tests.reporters.sample import full_report

FLAWED = str(Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "flawed")


@pytest.mark.parametrize(
    "words", [("--only", "PKG", "--skip", "PKG"), ("--only", "OHE-PKG-001", "--skip", "PKG"), ("--skip", "all")]
)
def test_selection_that_leaves_nothing_is_wrong_usage(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    run("check", FLAWED, "--quiet", "--output", "json=all.json")
    every = ",".join(sorted({one["area"] for one in json.loads(Path("all.json").read_bytes())["requirements"]}))
    words = tuple(every if word == "all" else word for word in words)

    for command in (("check", FLAWED), ("batch", FLAWED, "--out", "batch")):
        code, out, err = run(*command, *words)
        assert (code, out) == (2, "")
        assert "No requirement is left to check." in err
    assert not (tmp_path / "batch").exists()


def test_decision_on_a_report_without_requirements_is_never_to_accept() -> None:
    policy = Policy(title="Ours", levels=(Level.MUST,), undetermined=("*",), partial=True)
    empty = msgspec.structs.replace(full_report(), requirements=(), limits=())
    decision = decide(empty, policy)

    assert decision.verdict == "reject"
    assert [reason.code for reason in decision.reasons] == ["nothing-checked"]
