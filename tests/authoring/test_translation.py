"""What translators are given, and what is taken from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oecheck.authoring.translation import Entry, fault_of, merge, open_texts
from oecheck.cli import main
from oecheck.rules import EditionFiles, find_edition
from oecheck.run import load_catalogue, stored_edition
from tests.editions import ID, small_edition

TITLE, LOOK = f"rules/{ID}/title", f"rules/{ID}/messages/look"


@pytest.fixture
def files(tmp_path: Path) -> EditionFiles:
    return find_edition(str(small_edition(tmp_path)))


def _open(files: EditionFiles) -> dict[str, str]:
    return open_texts(files, stored_edition(files), "pt")


def _merged(files: EditionFiles, **done: Entry) -> tuple[int, dict[str, str]]:
    names = {"title": TITLE, "look": LOOK}
    given = {names.get(name, name): entry for name, entry in done.items()}
    taken, faults = merge(files, stored_edition(files), "pt", given)
    return taken, {key: fault.code for key, fault in faults.items()}


def test_language_without_a_file_lacks_everything(files: EditionFiles) -> None:
    found = _open(files)

    assert found[TITLE] == "The course has a title"
    assert {"pre_check", "areas/MET", LOOK, f"rules/{ID}/remedy/default"} <= set(found)


def test_translation_is_taken_shown_and_no_longer_asked_for(files: EditionFiles) -> None:
    assert _merged(files, title=Entry("The course has a title", "O curso tem título")) == (1, {})
    assert TITLE not in _open(files)
    (rule,) = load_catalogue(str(files.edition), language="pt").rules
    assert (rule.title, rule.file.why) == ("O curso tem título", "Nobody finds it otherwise.")


def test_text_not_done_yet_is_left_for_later(files: EditionFiles) -> None:
    assert _merged(files, title=Entry("The course has a title")) == (0, {})
    assert TITLE in _open(files)


@pytest.mark.parametrize(
    ("name", "entry", "code"),
    [
        ("title", Entry("The course has a name", "O curso tem título"), "translation-changed"),
        ("rules/none", Entry("x", "y"), "translation-no-text"),
        ("look", Entry("Is “{course.title}” meant?", "É isso?"), "translation-placeholders"),
        (
            "look",
            Entry("Is “{course.title}” meant?", "É {course.title} {course.title#um=a|other=b}?"),
            "translation-form",
        ),
    ],
)
def test_translation_that_cannot_be_right_is_told_and_not_taken(
    files: EditionFiles, name: str, entry: Entry, code: str
) -> None:
    taken, faults = _merged(files, **{name: entry})

    assert (taken, list(faults.values())) == (0, [code])


def test_translation_is_set_aside_when_the_english_changes(files: EditionFiles) -> None:
    _merged(files, title=Entry("The course has a title", "O curso tem título"))
    file = files.edition / "rules" / "met" / f"{ID}-title.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("The course has a title", "The course is named"))
    catalogue = load_catalogue(str(files.edition), language="pt")

    assert catalogue.rules[0].title == "The course is named"
    assert ID in catalogue.untranslated
    assert TITLE in _open(files)


def test_translation_of_a_text_that_is_gone_leaves_the_file(files: EditionFiles) -> None:
    _merged(files, look=Entry("Is “{course.title}” meant?", "“{course.title}” é o certo?"))
    file = files.edition / "rules" / "met" / f"{ID}-title.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('look: "Is', 'doubtful: "Is').replace("code: look", "code: doubtful"))
    _merged(files)

    assert LOOK not in (files.edition / "locales" / "pt.yaml").read_text(encoding="utf-8")


def test_translation_changes_no_digest_of_the_edition(files: EditionFiles) -> None:
    before = stored_edition(files).digest
    _merged(files, title=Entry("The course has a title", "O curso tem título"))

    assert stored_edition(files).digest == before


def test_list_goes_back_into_the_edition_by_the_commands(
    files: EditionFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    standard = ("--standard", str(files.edition))
    assert main(["standard", "translate", "pt", *standard]) == 0
    todo = json.loads(capsys.readouterr().out)
    todo[TITLE]["translation"] = "O curso tem título"
    todo[LOOK]["translation"] = "Não."
    Path("todo.json").write_text(json.dumps(todo), encoding="utf-8")

    assert main(["standard", "translate", "pt", *standard, "--merge", "todo.json"]) == 4
    out = capsys.readouterr().out
    assert f"{LOOK}: The placeholders differ" in out
    assert "Translations taken: 1. Not taken: 1." in out


@pytest.mark.parametrize("content", ["[]", "{", '{"a": {"text": "b"}}', '{"a": 1}'])
def test_file_that_holds_no_translations_is_wrong_usage(tmp_path: Path, content: str) -> None:
    (tmp_path / "todo.json").write_text(content)

    assert main(["standard", "translate", "pt", "--merge", str(tmp_path / "todo.json")]) == 2


@pytest.mark.parametrize("language", ["en", "not a tag", ""])
def test_language_that_cannot_be_is_wrong_usage(language: str) -> None:
    assert main(["standard", "translate", language]) == 2


def test_forms_of_a_number_are_no_placeholders_of_their_own() -> None:
    assert fault_of("Pages: {count}", "{count} {count#one=página|other=páginas}") is None
