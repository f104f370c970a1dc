"""Two editions: what differs, and whether an example comes out differently."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from oecheck.authoring._parts import parts
from oecheck.authoring.diff import Changed, compare
from oecheck.model.outcome import Outcome
from oecheck.run import load_catalogue
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.editions import ID, RULE, small_edition


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    old = small_edition(tmp_path)
    new = tmp_path / "standards" / "ohe" / "0.2"
    shutil.copytree(old, new)
    return old, new


def _changes(editions: tuple[Path, Path], *replacements: tuple[str, str]) -> list[Changed]:
    file = editions[1] / RULE
    text = file.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    catalogues = (load_catalogue(str(edition), cached=False) for edition in editions)
    return list(compare(*catalogues))


def test_copy_differs_in_nothing(editions: tuple[Path, Path]) -> None:
    assert _changes(editions) == []


def test_other_words_are_editorial(editions: tuple[Path, Path]) -> None:
    (change,) = _changes(editions, ("why: Nobody finds it otherwise.", "why: Nobody would find it."))

    assert (change.id, change.kind, change.turned) == (ID, "editorial", ())
    assert change.fields == (("why", "Nobody finds it otherwise.", "Nobody would find it."),)


def test_of_a_value_with_parts_only_the_parts_that_differ_are_told(editions: tuple[Path, Path]) -> None:
    (change,) = _changes(
        editions,
        ("value: 3", "value: 4"),
        ("size(course.title) >= least", "size(course.title) > least"),
        ("Give it one.", "Give it."),
    )

    assert change.fields == (
        ("parameters.least.value", "3", "4"),
        ("expect.2.that", "size(course.title) >= least", "size(course.title) > least"),
        ("remedy.default", "Give it one.", "Give it."),
    )


def test_part_that_one_edition_lacks_stands_beside_nothing(editions: tuple[Path, Path]) -> None:
    (change,) = _changes(editions, ("  default: Give it one.", "  default: Give it one.\n  moodle: In Moodle."))

    assert change.fields == (("remedy.moodle", "", "In Moodle."),)


def test_parameter_that_turns_an_example_changes_outcomes(editions: tuple[Path, Path]) -> None:
    (change,) = _changes(editions, ("value: 3", "value: 2"))

    assert change.kind == "outcome-changing"
    assert ("two letters", Outcome.FAILED, Outcome.PASSED) in {(t.example, t.old, t.new) for t in change.turned}
    assert not change.revised


def test_parameter_that_no_example_shows_is_told(editions: tuple[Path, Path]) -> None:
    (change,) = _changes(editions, ("value: 3", "value: 4"))

    assert (change.kind, change.turned) == ("undecided", ())


def test_example_of_the_new_edition_shows_what_the_old_one_did(editions: tuple[Path, Path]) -> None:
    example = "  - name: three\n    outcome: failed\n    code: too-short\n    given: {course: {title: Abc}}\n"
    (change,) = _changes(
        editions, ("value: 3", "value: 4"), ("examples:\n", "examples:\n" + example), ("rev: 1", "rev: 2")
    )

    assert [(t.example, t.old, t.new) for t in change.turned] == [("three", Outcome.PASSED, Outcome.FAILED)]
    assert change.revised


def test_level_changes_outcomes_of_a_course(editions: tuple[Path, Path]) -> None:
    (change,) = _changes(editions, ("level: must", "level: should"), ("must have a title", "should have a title"))

    assert change.kind == "outcome-changing"


def test_requirement_that_came_or_went_is_named(editions: tuple[Path, Path]) -> None:
    other = editions[1] / RULE.replace("MET-002", "MET-003")
    other.write_text((editions[1] / RULE).read_text(encoding="utf-8").replace(ID, "OHE-MET-003"), encoding="utf-8")
    (editions[1] / RULE).unlink()
    for part in (editions[1].parent.parent / "formats").glob("*.yaml"):
        part.write_text(part.read_text(encoding="utf-8").replace(ID, "OHE-MET-003"), encoding="utf-8")
    catalogues = [load_catalogue(str(edition), cached=False) for edition in editions]

    assert [(one.id, one.kind) for one in compare(*catalogues)] == [(ID, "gone"), ("OHE-MET-003", "new")]


def test_command_tells_each_change_and_that_the_revision_has_to_rise(editions: tuple[Path, Path], run: Run) -> None:
    _changes(editions, ("value: 3", "value: 2"))
    code, out, err = run("standard", "diff", *map(str, editions))

    assert (code, err) == (1, "")
    assert f"{ID}: outcome-changing" in out
    assert "example “two letters”: failed before, passed now" in out
    assert "revision has to rise" in out
    assert "Requirements that differ: outcome-changing 1" in out


def test_command_is_content_once_the_revision_rose(editions: tuple[Path, Path], run: Run) -> None:
    _changes(editions, ("value: 3", "value: 2"), ("rev: 1", "rev: 2"))

    assert run("standard", "diff", *map(str, editions))[0] == 0


def test_change_that_no_example_shows_asks_for_a_revision_too(editions: tuple[Path, Path], run: Run) -> None:
    _changes(editions, ("value: 3", "value: 4"))
    code, out, _ = run("standard", "diff", *map(str, editions))

    assert code == 1
    assert "revision has to rise" in out


def test_other_words_ask_for_no_revision(editions: tuple[Path, Path], run: Run) -> None:
    _changes(editions, ("why: Nobody finds it otherwise.", "why: Nobody would find it."))

    assert run("standard", "diff", *map(str, editions))[0] == 0


def _diff(editions: tuple[Path, Path], run: Run) -> tuple[int, str]:
    code, out, err = run("standard", "diff", *map(str, editions))
    assert err == ""
    return code, " ".join(out.split())


def _edit(edition: Path, file: str, old: str, new: str) -> None:
    path = edition / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _with_word_list(edition: Path) -> None:
    """The title is held against a word list, and two examples stand on either side of it."""
    rule = edition / RULE
    text = rule.read_text(encoding="utf-8")
    text = text.replace(
        "size(course.title) >= least", 'size(course.title) >= least && !inLexicon(course.title, "x", "*")'
    )
    rule.write_text(text, encoding="utf-8")
    (edition / "lexicons").mkdir(exist_ok=True)
    words = "language: en\nlists:\n  x:\n    review: unreviewed\n    words:\n      - untitled\n      - nameless\n"
    (edition / "lexicons" / "en.yaml").write_text(words, encoding="utf-8")


def test_word_list_that_turns_an_example_of_a_rule_which_did_not_change_is_told(
    editions: tuple[Path, Path], run: Run
) -> None:
    for edition in editions:
        _with_word_list(edition)
    example = "  - name: no name\n    outcome: cantTell\n    code: too-short\n    given: {course: {title: Untitled}}\n"
    for edition in editions:
        _edit(edition, RULE, "examples:\n", "examples:\n" + example)
    _edit(editions[1], "lexicons/en.yaml", "      - untitled\n", "")

    code, out = _diff(editions, run)

    assert code == 1
    assert f"{ID}: outcome-changing example “no name”: cantTell before, passed now" in out
    assert "Lists that it reads differ: x." in out
    assert 'lexicons/en: outcome-changing x.words: - untitled + ""' in out
    assert "revision has to rise" in out


def test_word_list_whose_change_no_example_shows_is_undecided_until_the_revision_rises(
    editions: tuple[Path, Path], run: Run
) -> None:
    for edition in editions:
        _with_word_list(edition)
    _edit(editions[1], "lexicons/en.yaml", "      - nameless\n", "")

    code, out = _diff(editions, run)
    assert (code, f"{ID}: undecided" in out) == (1, True)

    _edit(editions[1], RULE, "rev: 1", "rev: 2")
    assert _diff(editions, run)[0] == 0


def test_severity_of_a_structural_check_changes_outcomes_under_the_requirement_that_tells_of_it(
    editions: tuple[Path, Path],
) -> None:
    old, new = (load_catalogue(str(edition), cached=False) for edition in editions)
    id, check = next(iter(old.checks.items()))
    milder = msgspec.structs.replace(check, spec=msgspec.structs.replace(check.spec, severity="info"))
    new = msgspec.structs.replace(new, checks={**new.checks, id: milder})

    (change,) = compare(old, new)

    assert (change.id, change.kind, change.requirement) == (id, "outcome-changing", check.spec.reported_as)
    assert change.fields == (("severity", check.spec.severity, "info"),)
    assert change.is_check
    assert change.must_rise


def test_level_that_a_profile_raises_asks_for_another_number_of_the_edition(
    editions: tuple[Path, Path], run: Run
) -> None:
    (profile,) = (editions[1] / "profiles").glob("*.yaml")
    profile.write_text(profile.read_text(encoding="utf-8") + f"exclude: {{{ID}: not here}}\n", encoding="utf-8")

    code, out = _diff(editions, run)
    assert (code, f"profiles/{profile.stem}: outcome-changing exclude" in out) == (1, True)
    assert "number of the edition has to rise" in out

    _edit(editions[1], "standard.yaml", 'edition: "0.1"', 'edition: "0.2"')
    assert _diff(editions, run)[0] == 0


@pytest.mark.parametrize("file", ["mappings/x.yaml", "terms.yaml", "record.yaml", "document.yaml"])
def test_files_that_decide_nothing_are_told_and_ask_for_no_revision(
    editions: tuple[Path, Path], run: Run, file: str
) -> None:
    for number, edition in enumerate(editions):
        (edition / file).parent.mkdir(exist_ok=True)
        (edition / file).write_text(f"title: {number}\n", encoding="utf-8")

    code, out = _diff(editions, run)

    assert code == 0
    assert f"{file.removesuffix('.yaml')}: editorial title: - 0 + 1" in out
    assert "Other files that differ: editorial 1" in out


def test_list_of_another_length_tells_only_the_entries_that_came_and_went() -> None:
    assert list(parts("words", ["a", "b"], ["c", "b", "d"])) == [("words", "a", "c, d")]
    assert list(parts("", {"m": [{"code": "a", "x": 1}]}, {"m": [{"code": "b"}, {"code": "a", "x": 2}]})) == [
        ("m.a.x", "1", "2"),
        ("m.b", "", '{"code":"b"}'),
    ]


def test_order_alone_is_a_difference_too() -> None:
    assert list(parts("when", ["a", "b"], ["b", "a"])) == [("when", "a, b", "b, a")]
