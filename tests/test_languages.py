"""The program and the standard in every language: nothing missing, nothing out of date, every finding can be told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from oecheck.authoring.examples import run_examples
from oecheck.authoring.translation import fault_of, open_program_texts, open_texts
from oecheck.cli import main
from oecheck.cli._chosen_language import choose_language
from oecheck.cli._language import language, speak
from oecheck.reporters import reporter_names
from oecheck.rules import find_edition
from oecheck.run import load_catalogue, stored_edition
from oecheck.run._wording import Wording, argument
from oecheck.texts import CATEGORIES, digest, fill, forms, languages, nearest, placeholders, texts, written

COURSE = Path(__file__).resolve().parent.parent / "fixtures" / "course" / "flawed"
OTHERS = tuple(name for name in languages() if name != "en")
WANTED = {"ar", "es", "fr", "ru", "zh"}
CHOSEN_BY = {"ar": set(CATEGORIES), "es": {"one", "many", "other"}, "fr": {"one", "many", "other"}}
CHOSEN_BY |= {"ru": {"one", "few", "many", "other"}, "zh": {"other"}}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    speak("en", asked=False)


def _course(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The flawed course under a name without folders: the report for people names it as the command line did."""
    shutil.copytree(COURSE, folder / "flawed")
    monkeypatch.chdir(folder)
    return "flawed"


def test_six_languages_are_there() -> None:
    assert set(languages()) == {"en", *WANTED}


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_missing_and_nothing_is_out_of_date(name: str) -> None:
    files = find_edition("ohe@0.1")

    assert open_program_texts(name) == {}
    assert open_texts(files, stored_edition(files), name) == {}


@pytest.mark.parametrize("name", OTHERS)
def test_words_of_the_program_have_the_placeholders_of_english(name: str) -> None:
    english = texts("en")

    fresh = {key: one.text for key, one in written(name).items() if one.of == digest(english.get(key, ""))}
    faults = {key: fault_of(english[key], text) for key, text in fresh.items()}
    assert {key: fault for key, fault in faults.items() if fault is not None} == {}


@pytest.mark.parametrize("name", OTHERS)
def test_forms_are_those_that_the_language_has(name: str) -> None:
    used = {form for text in texts(name).values() for form in forms(text)}

    assert used <= CHOSEN_BY[name]


@pytest.mark.parametrize("name", languages())
def test_every_message_of_every_rule_is_told_by_its_failing_examples(name: str) -> None:
    catalogue = load_catalogue("ohe@0.1", language=name)
    wording = Wording(name, "", "course.zip")
    rules = {rule.id: rule for rule in catalogue.rules}
    told: dict[str, set[str]] = {}
    for result in run_examples(catalogue):
        for finding in result.findings if result.rule in rules else ():
            rule = rules[result.rule]
            arguments = {key: argument(value) for key, value in finding.arguments.items()}
            message, remedy = wording.message(rule, finding, arguments), wording.remedy(rule, finding)
            assert message, (rule.id, finding.code)
            assert remedy, (rule.id, finding.code)
            asked = placeholders(rule.file.messages.get(finding.code, ""))
            assert set(asked) <= arguments.keys(), (rule.id, finding.code)
            told.setdefault(rule.id, set()).add(finding.code)

    for rule in catalogue.rules:
        assert set(rule.file.messages) <= told.get(rule.id, set()), rule.id


@pytest.mark.parametrize("name", languages())
def test_every_structural_check_can_be_told(name: str) -> None:
    catalogue = load_catalogue("ohe@0.1", language=name)

    for check in catalogue.checks.values():
        if not check.spec.covered_by:
            assert all(check.messages().values()), check.id


@pytest.mark.parametrize("format", reporter_names())
@pytest.mark.parametrize("name", ["fr", "ar"])
def test_stored_report_in_another_language_is_the_report_of_a_check_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, format: str
) -> None:
    words = ["check", _course(tmp_path, monkeypatch), "--date", "2026-11-25", "--quiet"]
    main([*words, "--output", "json=en.json"])
    main([*words, "--lang", name, "--output", f"{format}=direct"])

    assert main(["render", "en.json", "--lang", name, "--output", f"{format}=rendered"]) == 0
    assert (tmp_path / "rendered").read_bytes() == (tmp_path / "direct").read_bytes()


def test_comparison_tells_findings_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", _course(tmp_path, monkeypatch), "--quiet"]
    main([*words, "--output", "json=en.json"])
    main([*words, "--lang", "fr", "--output", "json=fr.json"])
    capsys.readouterr()
    compared = {}
    for old, new in (("en", "en"), ("fr", "fr"), ("en", "fr")):
        assert main(["compare", f"{old}.json", f"{new}.json", "--lang", "fr", "--format", "markdown"]) == 0
        compared[old, new] = capsys.readouterr().out
    assert len(set(compared.values())) == 1

    assert main(["compare", "en.json", "en.json", "--lang", "en", "--format", "markdown"]) == 0
    assert len(set(capsys.readouterr().out.splitlines()) & set(compared["fr", "fr"].splitlines())) <= 1


def test_comparison_of_an_edition_that_is_not_at_hand_keeps_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["check", _course(tmp_path, monkeypatch), "--quiet", "--output", "json=en.json"])
    stored = json.loads((tmp_path / "en.json").read_bytes())
    stored["standard"]["edition"] = "0.0"
    (tmp_path / "old.json").write_text(json.dumps(stored))

    assert main(["compare", "old.json", "en.json", "--lang", "fr"]) == 0


def test_stored_report_goes_back_to_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["check", _course(tmp_path, monkeypatch), "--date", "2026-11-25", "--quiet"]
    main([*words, "--output", "json=en.json"])
    main([*words, "--lang", "zh", "--output", "json=zh.json"])
    main(["render", "zh.json", "--lang", "en", "--output", "json=back.json"])

    assert (tmp_path / "back.json").read_bytes() == (tmp_path / "en.json").read_bytes()


def test_stored_report_keeps_what_the_standard_does_not_say_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["check", str(COURSE), "--quiet", "--output", "json=en.json"])
    report = json.loads((tmp_path / "en.json").read_bytes())
    failed = next(one for one in report["requirements"] if one["assertions"])
    failed["assertions"][0]["message"] = "As an earlier edition said it."
    (tmp_path / "old.json").write_text(json.dumps(report))
    main(["render", "old.json", "--lang", "fr", "--output", "json=fr.json"])
    rendered = json.loads((tmp_path / "fr.json").read_bytes())

    same = next(one for one in rendered["requirements"] if one["id"] == failed["id"])
    assert same["assertions"][0]["message"] == "As an earlier edition said it."
    assert same["title"] != failed["title"]


@pytest.mark.parametrize(
    ("words", "locale", "expected"),
    [
        (["check", "x"], "", "en"),
        (["check", "x"], "C.UTF-8", "en"),
        (["check", "x"], "de_DE.UTF-8", "en"),
        (["check", "x"], "fr_FR.UTF-8", "fr"),
        (["check", "x", "--lang", "ar"], "fr_FR.UTF-8", "ar"),
        (["check", "--lang=ru-RU", "x"], "fr_FR.UTF-8", "ru"),
        (["check", "x", "--lang"], "es_PE", "es"),
    ],
)
def test_language_is_that_of_the_option_then_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], locale: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.delenv("LANG", raising=False)
    choose_language(words)

    assert language() == expected


def test_language_of_the_configuration_comes_before_that_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    (tmp_path / "oecheck.toml").write_text('lang = "zh"\n')
    choose_language(["check", "x"])

    assert language() == "zh"


def test_language_without_words_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", "tlh", str(COURSE)]) == 2
    assert "ar, en, es, fr, ru, zh" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "forms_of"),
    [
        ("en", {1: "one", 0: "other", 2: "other"}),
        ("fr", {0: "one", 1: "one", 2: "other", 1_000_000: "many"}),
        ("es", {1: "one", 0: "other", 1_000_000: "many"}),
        ("ru", {1: "one", 21: "one", 11: "many", 3: "few", 13: "many", 24: "few", 0: "many"}),
        (
            "ar",
            {0: "zero", 1: "one", 2: "two", 3: "few", 110: "few", 11: "many", 199: "many", 100: "other", 102: "other"},
        ),
        ("zh", {1: "other", 2: "other"}),
    ],
)
def test_number_chooses_its_form(name: str, forms_of: dict[int, str]) -> None:
    template = "{n} {n#" + "|".join(f"{form}={form}" for form in CATEGORIES) + "}"

    assert {n: fill(template, {"n": n}, name) for n in forms_of} == {n: f"{n} {form}" for n, form in forms_of.items()}


def test_fraction_below_two_is_singular_in_french_alone() -> None:
    template = "{n#one=heure|other=heures}"

    assert [fill(template, {"n": n}, "fr") for n in ("0.5", "1.5", "2.5")] == ["heure", "heure", "heures"]
    assert fill(template, {"n": "1.5"}, "es") == "heures"


def test_form_that_a_text_leaves_out_is_its_last_one() -> None:
    assert fill("{n#one=страница|few=страницы|many=страниц}", {"n": "1.5"}, "ru") == "страниц"


def test_language_is_found_by_tags_and_locales() -> None:
    found = [nearest(tag) for tag in ("fr-CA", "zh_CN.UTF-8", "AR", "sr@latin", "", "C")]

    assert found == ["fr", "zh", "ar", "", "", ""]


def test_digest_of_a_text_is_that_of_its_bytes() -> None:
    assert digest("The course has a title") == digest("The course has a title")
    assert digest("The course has a title") != digest("The course has a title.")


def test_text_without_translation_is_english_and_counted_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course = _course(tmp_path, monkeypatch)
    monkeypatch.setattr("oecheck.reporters._text.foot.untranslated", lambda _language: frozenset({"report.checked"}))
    main(["check", course, "--lang", "fr"])

    assert texts("fr")["report.label.untranslated"] in capsys.readouterr().out
