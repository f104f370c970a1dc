"""`oecheck standard test --watch`: what is changed is run again, until Ctrl-C."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from oecheck.authoring.changes import affected, versions
from oecheck.rules import find_edition
from oecheck.run import load_catalogue
from tests.cli.conftest import Run
from tests.editions import ID, RULE, small_edition

Step = Callable[[Path], None]


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return small_edition(tmp_path)


def _edit(old: str, new: str, name: str = RULE) -> Step:
    def step(edition: Path) -> None:
        file = edition / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        then = file.stat().st_mtime_ns
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        os.utime(file, ns=(then + 10**9, then + 10**9))  # some file systems know whole seconds only

    return step


def _watched(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch, *steps: Step, ids: tuple[str, ...] = ()
) -> tuple[int, str, str]:
    """The command while somebody does the steps, one after each look, and then presses Ctrl-C."""
    left = list(steps)

    def pause(_seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)(edition)

    monkeypatch.setattr(time, "sleep", pause)
    return run("standard", "test", *ids, "--watch", "--standard", str(edition))


def test_all_examples_are_run_once_and_ctrl_c_ends(run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = _watched(run, edition, monkeypatch, lambda _: None)

    assert (code, err) == (0, "")
    assert out.count("Examples: 6, rules and checks: 2, not as written: 0") == 1
    assert out.count("Watched files: 6.") == 1


def test_changed_rule_alone_is_run_again(run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = _watched(run, edition, monkeypatch, _edit("value: 3", "value: 2"))

    assert code == 4
    assert "Examples: 4, rules and checks: 1, not as written: 2" in out
    assert f"{ID}: two letters" in out


def test_mended_rule_ends_well(run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (_edit("value: 3", "value: 2"), _edit("value: 2", "value: 3"))
    code, out, _ = _watched(run, edition, monkeypatch, *steps)

    assert code == 0
    assert out.count("Watched files") == 3


def test_failing_rule_stays_failing_while_another_is_changed(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = _edit("title: Containers", "title: Archives", "../../formats/container.yaml")
    condition = _edit('pkg.format != "unknown"', "\"'unknown' != pkg.format\"", "../../formats/container.yaml")
    code, out, _ = _watched(run, edition, monkeypatch, _edit("value: 3", "value: 2"), check, condition)

    assert code == 4
    assert out.count(f"{ID}: two letters") == 3


def test_mistake_in_a_rule_is_told_and_watching_goes_on(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (_edit("has(course.title)", "has(course.titel)"), _edit("has(course.titel)", "has(course.title)"))
    code, out, err = _watched(run, edition, monkeypatch, *steps)

    assert code == 0
    assert "titel" in err
    assert out.count("Watched files") == 3


def test_id_that_is_not_there_is_refused_at_once(run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _watched(run, edition, monkeypatch, ids=("OHE-MET-009",))[0] == 2


def test_words_of_a_list_concern_every_rule(edition: Path) -> None:
    before = load_catalogue(str(edition), cached=False)
    _edit("[it, go]", "[it, go, do]", "lexicons/en.yaml")(edition)

    assert affected(before, load_catalogue(str(edition), cached=False)) == {ID, "CT-01"}


def test_translation_is_a_file_that_is_watched_and_decides_nothing(edition: Path) -> None:
    before = load_catalogue(str(edition), cached=False)
    files = find_edition(str(edition))
    seen = versions(files)
    (edition / "terms.yaml").write_text("terms: {}\n", encoding="utf-8")

    assert len(versions(files)) == len(seen) + 1
    assert affected(before, load_catalogue(str(edition), cached=False)) == frozenset()
