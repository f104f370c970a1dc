"""`oecheck standard impact`: two small courses under an edition and a copy of it in which one thing is changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import oecheck.run
from oecheck.run import report_under_each
from tests.cli.conftest import Run
from tests.editions import ID, RULE, small_edition

CARTRIDGE = Path(__file__).resolve().parents[2] / "fixtures" / "common-cartridge" / "minimal"
TITLE = "Lire une carte"
HARDER = ("value: 3", "value: 9")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return small_edition(tmp_path)


@pytest.fixture
def new(old: Path) -> Path:
    return Path(shutil.copytree(old, old.parent / "0.2"))


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """A folder with two packages, of which one has a title of four letters."""
    folder = tmp_path / "courses"
    for name, title in (("maps", TITLE), ("short", "Plan")):
        manifest = Path(shutil.copytree(CARTRIDGE, folder / name)) / "imsmanifest.xml"
        text = manifest.read_text(encoding="utf-8")
        assert TITLE in text
        manifest.write_text(text.replace(TITLE, title), encoding="utf-8")
    return folder


def _change(edition: Path, old: str, new: str) -> None:
    text = (edition / RULE).read_text(encoding="utf-8")
    assert old in text
    (edition / RULE).write_text(text.replace(old, new, 1), encoding="utf-8")


def _told(run: Run, *words: object, code: int = 0) -> str:
    """What a run says, in one line however wide the terminal is."""
    ended, out, err = run("standard", "impact", *map(str, words))
    assert (ended, err) == (code, "")
    return " ".join(out.split())


def _json(run: Run, *words: object, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_told(run, *words, "--format", "json", code=code))
    return found


def test_copy_changes_nothing(run: Run, old: Path, new: Path, courses: Path) -> None:
    told = _told(run, old, new, courses, "--fail-on-change", 0)

    assert "No requirement comes out differently for any package." in told
    assert "Packages checked with both editions: 2. Changed: 0 (0.0 %)." in told
    assert "found nothing to look at" not in told


def test_another_number_is_told_with_the_packages_that_it_changes(
    run: Run, old: Path, new: Path, courses: Path
) -> None:
    _change(new, *HARDER)
    told = _told(run, old, new, courses)

    assert f"{ID} The course has a title satisfied → not satisfied: 1 (courses/short)" in told
    assert "Failures: 1 more, 0 fewer." in told
    assert "Changed: 1 (50.0 %)." in told
    assert "No failure of a must (core): 2 before, 1 now. Not any more: 1 (courses/short)" in told


def test_way_back_is_told_as_a_gain(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, *HARDER)
    told = _told(run, new, old, courses)

    assert "not satisfied → satisfied: 1 (courses/short)" in told
    assert "Newly: 1 (courses/short)" in told


@pytest.mark.parametrize(("percent", "code"), [(0, 1), (49, 1), (50, 0), (100, 0)])
def test_more_changed_packages_than_allowed_end_with_one(
    run: Run, old: Path, new: Path, courses: Path, percent: int, code: int
) -> None:
    _change(new, *HARDER)

    told = _told(run, old, new, courses, "--fail-on-change", percent, code=code)
    assert (f"More than the {percent} % that may change." in told) == bool(code)


def test_packages_may_be_named_one_by_one_and_in_a_list(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, *HARDER)
    (courses / "list").write_text("short\n", encoding="utf-8")

    assert _json(run, old, new, courses / "short")["packages"] == 1
    assert _json(run, old, new, f"@{courses / 'list'}")["changed"] == ["short"]


def test_package_that_cannot_be_read_is_named_and_ends_with_three(
    run: Run, old: Path, new: Path, courses: Path
) -> None:
    (courses / "broken.zip").write_bytes(b"PK\x03\x04")
    (courses / "readme.md").write_text("Two courses", encoding="utf-8")
    told = _told(run, old, new, courses, code=3)

    assert "Could not be read, and are in none of these figures: 1 courses/broken.zip: " in told
    assert "Packages checked with both editions: 2." in told
    assert "Passed over: .md 1." in told


def test_run_that_is_incomplete_ends_with_five_whatever_it_found(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, *HARDER)
    standard = new / "standard.yaml"  # a published edition without its digests: nobody knows what it was
    standard.write_text(standard.read_text(encoding="utf-8").replace("status: draft", "status: published"))
    told = _told(run, old, new, courses, "--fail-on-change", 0, code=5)

    assert (
        "Not looked at in full, so that more may change: 2 courses/maps, courses/short: The standard ohe@0.1 " in told
    )
    assert "Changed: 1 (50.0 %)." in told


def test_package_that_breaks_the_program_takes_no_other_with_it(
    run: Run, old: Path, new: Path, courses: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(source: Path, *arguments: Any) -> Any:
        if source.name == "maps":
            raise ZeroDivisionError
        return report_under_each(source, *arguments)

    monkeypatch.setattr(oecheck.run, "report_under_each", breaks)
    told = _told(run, old, new, courses, code=5)

    assert "Packages checked with both editions: 1." in told
    assert "courses/maps: Something broke inside oecheck (ZeroDivisionError in test_standard_impact.py:" in told


def test_edition_with_a_mistake_ends_with_four(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, "that: has(course.title)", "that: has(course.titel)")
    code, out, err = run("standard", "impact", str(old), str(new), str(courses))

    assert (code, out) == (4, "")
    assert "titel" in err


def test_edition_and_package_that_are_not_there_are_wrong_words(run: Run, old: Path, new: Path, courses: Path) -> None:
    assert run("standard", "impact", str(old), "ohe@9.9", str(courses))[0] == 2
    assert run("standard", "impact", str(old), str(new), str(courses / "none"))[0] == 2


def test_requirement_that_only_one_edition_has_is_told_so(run: Run, old: Path, new: Path, courses: Path) -> None:
    more = (old / RULE).read_text(encoding="utf-8").replace(ID, "OHE-MET-003").replace("value: 3", "value: 9")
    (new / RULE.replace("MET-002", "MET-003")).write_text(more.replace("6.2", "6.3"), encoding="utf-8")
    found = _json(run, old, new, courses)

    assert found["requirements"] == [
        {
            "id": "OHE-MET-003",
            "title": "The course has a title",
            "transitions": [
                {"old": None, "new": "not_satisfied", "packages": ["courses/short"]},
                {"old": None, "new": "satisfied", "packages": ["courses/maps"]},
            ],
            "failures_more": 1,
            "failures_fewer": 0,
            "same_status": [],
        }
    ]
    assert (found["changed"], found["lost"]) == (["courses/short"], ["courses/short"])
    assert "not in this edition → not satisfied: 1 (courses/short)" in _told(run, old, new, courses)


def test_requirement_that_never_looks_at_anything_is_named(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, "expect:\n", "when:\n  - size(course.title) > 99\nexpect:\n")
    told = _told(run, old, new, courses)

    assert "satisfied → not applicable: 2" in told
    assert f"Requirements that found nothing to look at in any package: 1 ({ID})" in told


def test_markdown_shows_names_of_packages_and_does_not_run_them(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, *HARDER)
    (courses / "short").rename(courses / "<b>short")
    told = _told(run, old, new, courses, "--format", "markdown")

    assert f"**{ID} The course has a title** - satisfied → not satisfied: 1 (courses/&lt;b&gt;short)" in told


def test_profile_decides_what_is_compared(run: Run, old: Path, new: Path, courses: Path) -> None:
    _change(new, *HARDER)
    for edition in (old, new):
        core = (edition / "profiles" / "core.yaml").read_text(encoding="utf-8")
        (edition / "profiles" / "none.yaml").write_text(
            core.replace("id: core", "id: none").replace('["*"]', "[PKG]"), encoding="utf-8"
        )
    told = _told(run, old, new, courses, "--profile", "none")

    assert "No requirement comes out differently" in told
    assert "(none): 2 before, 2 now" in told


def _profile_of(edition: Path) -> None:
    text = (edition / "profiles" / "core.yaml").read_text(encoding="utf-8")
    (edition / "profiles" / "mine.yaml").write_text(text.replace("id: core", "id: mine"), encoding="utf-8")


def test_new_profile_is_measured_against_the_default_one_of_the_old_edition(
    run: Run, old: Path, new: Path, courses: Path
) -> None:
    _profile_of(new)
    code, out, err = run("standard", "impact", str(old), str(new), str(courses), "--profile", "mine", "--quiet")

    assert code == 0
    assert "Packages checked with both editions: 2." in " ".join(out.split())
    assert f"{old} has no profile mine. It is measured with its default profile (core)." in " ".join(err.split())


def test_edition_without_the_profile_that_is_measured_is_named(run: Run, old: Path, new: Path, courses: Path) -> None:
    _profile_of(old)
    code, _, err = run("standard", "impact", str(old), str(new), str(courses), "--profile", "mine")

    assert code == 2
    assert f"{new} has no profile mine" in " ".join(err.split())
