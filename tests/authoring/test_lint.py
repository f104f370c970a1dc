"""`standard lint` names file, line, column and the likely right word of everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from oecheck.authoring import _locale_lint
from oecheck.authoring.lint import Linted, lint
from oecheck.authoring.release import write_release
from oecheck.cli._problem import rule_problem
from oecheck.errors import RuleFileProblem
from oecheck.rules import find_edition
from oecheck.run import load_words
from oecheck.texts import Translated, digest, fill, texts
from oecheck.values.locations import standards_root
from tests.editions import ID, RULE, small_edition


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return small_edition(tmp_path)


def _lint(edition: Path) -> Linted:
    return lint(find_edition(str(edition)), load_words())


def _spoil(edition: Path, old: str, new: str, file: str = RULE) -> tuple[int, int]:
    """Changes one place of a file; gives the line and column at which the change begins."""
    path = edition / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    at = text.index(old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _only(edition: Path) -> RuleFileProblem:
    (problem,) = _lint(edition).problems
    return problem


def _told(problem: RuleFileProblem) -> str:
    return fill(texts("en")[f"lint.{problem.code}"], problem.arguments)


def test_small_edition_is_sound(edition: Path) -> None:
    found = _lint(edition)

    assert found.problems == ()
    assert (found.counts.files, found.counts.rules, found.counts.checks) == (6, 1, 1)
    assert found.counts.unreviewed == 1


# What is changed, what it becomes, what is told, and where: characters behind the beginning of the change.
MISTAKES = {
    "misspelt fact": ("has(course.title)", "has(course.titel)", "cel-unknown-field", 11, "title"),
    "wrong type": ("size(course.title) >=", "course.title >=", "cel-wrong-operands", 13, ""),
    "unused parameter": ("  least: {", "  leest: {", "parameter-unused", 2, "least"),
    "parameter that only a message uses": (
        "size(course.title) >= least",
        "size(course.title) >= 3",
        "parameter-only-told",
        None,
        "",
    ),
    "misspelt message argument": ("{course.title}” has", "{course.titel}” has", "cel-unknown-field", 8, "title"),
    "unknown name": ("{least}.", "{leats}.", "cel-unknown-name", 1, "least"),
    "duplicate key": ("level: must\n", "level: must\nlevel: must\n", "yaml-duplicate-key", None, ""),
    "anchor": ("why: Nobody", "why: &a Nobody", "yaml-anchor", 5, ""),
    "misspelt key": ("why: Nobody", "whyy: Nobody", "shape-unknown-key", 0, "why"),
    "wrong word": ("class: automatic", "class: automatc", "shape-wrong-word", 7, "automatic"),
    "no value": ("rev: 1", "rev:", "shape-empty", None, ""),
    "turned sign": ("size(course.title) >=", "size(course.title) =>", "cel-unexpected-sign", 19, ">="),
    "text for a number": ("size(course.title) >=", "course.title >=", "cel-wrong-operands", 13, "size(course.title)"),
    "text for a value": ("size(course.title) >=", "course.title >=", "cel-wrong-operands", 13, "int(course.title)"),
    "tabulator": ("why: Nobody", "\twhy: Nobody", "yaml-tab", None, ""),
    "no number": ("rev: 1", "rev: one", "shape-wants-integer", 5, ""),
    "unknown kind": ("for_each: course", "for_each: coures", "unknown-kind", 10, "course"),
    "message for no code": ("  look: ", "  lok: ", "message-unused", 2, "look"),
    "brace without end": ("has no title.", "has {no title.", "placeholder-brace", 4, ""),
    "verb and level": ("level: must", "level: should", "level-verb", None, ""),
    "clause of another area": ('clause: "6.2"', 'clause: "7.2"', "clause-elsewhere", 9, ""),
    "later edition": ('since: "0.1"', 'since: "0.2"', "since-later", 8, ""),
    "deprecated": ("status: draft", "status: deprecated", "replaced-by-missing", 8, ""),
    "value out of range": ("value: 3,", "value: 12,", "parameter-range", 7, ""),
    "unknown word list": ('"short"', '"shrot"', "lexicon-unknown", 1, "short"),
    "unknown key of the record": ("declare: title", "declare: titel", "declare-unknown", 9, "title"),
    "unknown platform": ("  default: Give", "  cavnas: Give it.\n  default: Give", "shape-unknown-key", 2, "canvas"),
    "unknown thing given": ("{title: Water}", "{titel: Water}", "unknown-given", 1, "title"),
    "unknown kind given": ("given: {course: {title: W", "given: {cuorse: {title: W", "unknown-given", 8, "course"),
    "code of an example": ("code: no-title\n    given", "code: no-titel\n    given", "example-code", 6, "no-title"),
    "reference without relation": (", relation: intersects", "", "shape-missing-key", None, ""),
    "parameter without source": ("source: own, ", "", "shape-missing-key", None, ""),
    "parameter without a reason": ("why: One word., ", "", "shape-missing-key", None, ""),
    "composite of nothing": (
        "for_each: course\n",
        "for_each: course\nrequires: [OHE-MET-009]\n",
        "rule-unknown",
        None,
        ID,
    ),
    "composite of a composite": (
        "for_each: course\n",
        f"for_each: course\nrequires: [{ID}]\n",
        "requires-composite",
        None,
        "",
    ),
    "follower of nothing": (
        "expect:\n",
        "about: course.title\nfollows: [OHE-MET-009]\nexpect:\n",
        "rule-unknown",
        None,
        ID,
    ),
    "follower that does not say what it is about": (
        "expect:\n",
        f"follows: [{ID}]\nexpect:\n",
        "follows-about",
        None,
        "",
    ),
    "follower of itself": (
        "expect:\n",
        f"about: course.title\nfollows: [{ID}]\nexpect:\n",
        "follows-about",
        None,
        "",
    ),
    "what a failure is about is no text": (
        "expect:\n",
        "about: size(course.title)\nexpect:\n",
        "cel-wrong-result",
        None,
        "",
    ),
    "misspelt id": (f"id: {ID}", "id: OHE-MTE-002", "rule-file-name", 4, ""),
    "constant condition": ("that: has(course.title)", 'that: "true == true"', "cel-constant-condition", 7, ""),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_with_its_place_and_the_likely_right_word(edition: Path, name: str) -> None:
    old, new, code, behind, meant = MISTAKES[name]
    line, column = _spoil(edition, old, new)
    found = [problem for problem in _lint(edition).problems if problem.code == code]

    assert found, [problem.code for problem in _lint(edition).problems]
    assert found[0].file == f"ohe/0.1/{RULE}"
    if behind is not None:
        assert (found[0].line, found[0].column) == (line, column + behind)
    if meant:
        assert meant in tuple(found[0].arguments["suggestions"])  # type: ignore[arg-type]  # a tuple of words
    assert "{" not in _told(found[0]).replace("{expression}", "").replace("{course.title}", "").replace("{least}", "")


def test_code_that_no_example_shows_is_told_at_the_code(edition: Path) -> None:
    line, _ = _spoil(edition, "code: no-title\n    given", "code: too-short\n    given")
    found = [problem for problem in _lint(edition).problems if problem.code == "example-of-code-missing"]

    assert [problem.arguments["code"] for problem in found] == ["no-title"]
    assert found[0].line < line


def test_code_whose_doubt_always_holds_is_told(edition: Path) -> None:
    _spoil(edition, "that: has(course.title)", 'that: has(course.title)\n    doubt: {code: look, when: "true"}')
    codes = {problem.code for problem in _lint(edition).problems}

    assert "code-never" in codes


def test_placeholder_of_a_remedy_that_the_message_does_not_name_is_told(edition: Path) -> None:
    _spoil(edition, "remedy: Export it again.", 'remedy: "Export {pkg.name} again."', "../../formats/container.yaml")
    problem = _only(edition)

    assert (problem.code, problem.arguments["name"]) == ("remedy-placeholder", "pkg.name")
    assert _told(problem).endswith("pkg.format")


def test_five_mistakes_in_one_file_are_told_together(edition: Path) -> None:
    _spoil(edition, "has(course.title)", "has(course.titel)")
    _spoil(edition, "size(course.title) >= least", 'size(course.title) >= "3"')
    _spoil(edition, "level: must\n", "level: must\nlevel: must\n")
    _spoil(edition, "than {least}.", "than {wanted}.")

    codes = {problem.code for problem in _lint(edition).problems}

    assert codes == {
        "cel-unknown-field",
        "cel-wrong-operands",
        "yaml-duplicate-key",
        "parameter-unused",
        "cel-unknown-name",
    }


def test_missing_message_is_told_at_the_code(edition: Path) -> None:
    _spoil(edition, "  no-title: The course has no title.\n", "")
    line, column = _spoil(edition, "no-title\n    that", "no-title\n    that")
    problem = _only(edition)

    assert (problem.code, problem.line, problem.column) == ("message-missing", line, column)


def test_missing_example_is_told_unless_it_is_impossible(edition: Path) -> None:
    text = (edition / RULE).read_text(encoding="utf-8")
    without = text.replace("outcome: passed", "outcome: cantTell")
    (edition / RULE).write_text(without, encoding="utf-8")

    assert _only(edition).arguments["outcome"] == "passed"

    _spoil(edition, "impossible:\n", "impossible:\n  passed: It never is.\n")
    found = _lint(edition)

    assert found.problems == ()
    assert found.counts.impossible == 2


def test_inapplicable_is_asked_for_although_there_is_one_course_in_every_package(edition: Path) -> None:
    _spoil(edition, "impossible:\n  inapplicable: Every course can have one.\n", "")

    assert _only(edition).arguments["outcome"] == "inapplicable"


def test_all_outcomes_of_an_assisted_requirement_are_asked_for(edition: Path) -> None:
    _spoil(
        edition,
        "class: automatic",
        'class: assisted\nreview: {question: Is it good?, answers: {"yes": passed, "no": failed}}',
    )
    _spoil(edition, "outcome: passed", "outcome: cantTell")
    found = [problem.arguments["outcome"] for problem in _lint(edition).problems if problem.code == "example-missing"]

    assert found == ["passed"]


def test_outcomes_of_a_structural_requirement_are_asked_for(edition: Path) -> None:
    text = (edition / RULE).read_text(encoding="utf-8")
    head, rest = text.split("parameters:\n")
    tail = rest[rest.index("remedy:") : rest.index("  - name: none")]
    (edition / RULE).write_text(head + "structural: true\n" + tail, encoding="utf-8")

    assert (_only(edition).code, _only(edition).arguments["outcome"]) == ("example-missing", "failed")


def test_manual_requirement_is_asked_for_what_people_leave_open_only(edition: Path) -> None:
    text = (edition / RULE).read_text(encoding="utf-8")
    head, rest = text.replace("class: automatic", "class: manual").split("parameters:\n")
    review = 'review: {question: Is it good?, answers: {"yes": passed, "no": failed}}\n'
    examples = "examples:\n  - name: any\n    outcome: untested\n    given: {course: {title: Water}}\n"
    tail = rest[rest.index("remedy:") : rest.index("impossible:")]
    (edition / RULE).write_text(head + review + tail + examples, encoding="utf-8")

    assert _lint(edition).problems == ()


def test_id_given_twice_is_told_in_the_second_file(edition: Path) -> None:
    (edition / RULE.replace("-title", "-zz")).write_bytes((edition / RULE).read_bytes())
    problem = _only(edition)

    assert (problem.code, problem.file) == ("duplicate-id", "ohe/0.1/" + RULE.replace("-title", "-zz"))


def test_file_in_the_wrong_folder_is_told(edition: Path) -> None:
    (edition / "rules" / "lic").mkdir()
    (edition / RULE).rename(edition / RULE.replace("/met/", "/lic/"))

    assert _only(edition).code == "rule-folder"


@pytest.mark.parametrize(("name", "code"), [("rules/met/x.yml", "file-ending"), ("rule/x.yaml", "file-nowhere")])
def test_file_that_nothing_would_read_is_told(edition: Path, name: str, code: str) -> None:
    (edition / name).parent.mkdir(exist_ok=True)
    (edition / name).write_text("id: x\n", encoding="utf-8")

    assert _only(edition).code == code


PROFILE_MISTAKES = {
    "unknown rule": ("exclude: {OHE-MET-003: Not ours.}", "profile-unknown-rule"),
    "unknown parameter": (f"parameters: {{{ID}: {{leest: {{value: '4', why: Ours.}}}}}}", "profile-unknown-parameter"),
    "value out of range": (f"parameters: {{{ID}: {{least: {{value: '12', why: Ours.}}}}}}", "parameter-range"),
    "value of another type": (f"parameters: {{{ID}: {{least: {{value: four, why: Ours.}}}}}}", "parameter-type"),
    "value without a reason": (f"parameters: {{{ID}: {{least: {{value: '4'}}}}}}", "shape-missing-key"),
    "value with a blank for a reason": (f"parameters: {{{ID}: {{least: {{value: '4', why: ' '}}}}}}", "shape-form"),
    "left out with a blank for a reason": (f"exclude: {{{ID}: ' '}}", "shape-form"),
    "level that is no higher": (f"raise_to: {{{ID}: must}}", "profile-does-not-raise"),
}


@pytest.mark.parametrize("name", PROFILE_MISTAKES)
def test_profile_is_held_against_the_rules(edition: Path, name: str) -> None:
    line, code = PROFILE_MISTAKES[name]
    with (edition / "profiles" / "core.yaml").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    problem = _only(edition)

    assert (problem.code, problem.line) == (code, 6)


CHECK_MISTAKES = {
    "no way to find it": ('    that: pkg.format != "unknown"\n', "", "check-way"),
    "two ways": ("    for_each: package\n", "    for_each: package\n    by: reader\n", "check-way"),
    "no message": ('    message: "The format is {pkg.format}."\n', "", "check-words-missing"),
    "no remedy": ("    remedy: Export it again.\n", "", "check-words-missing"),
    "reported nowhere": ("reported_as: OHE-MET-002", "reported_as: OHE-MET-001", "rule-unknown"),
    "unknown format": ("[common-cartridge]", "[comon-cartridge]", "format-unknown"),
    "misspelt field": ("that: pkg.format", "that: pkg.fromat", "cel-unknown-field"),
    "no failing example": (", outcome: failed,", ", outcome: passed,", "example-missing"),
}


@pytest.mark.parametrize("name", CHECK_MISTAKES)
def test_structural_check_is_looked_at_as_closely(edition: Path, name: str) -> None:
    old, new, code = CHECK_MISTAKES[name]
    _spoil(edition, old, new, "../../formats/container.yaml")
    problem = next(problem for problem in _lint(edition).problems if problem.code == code)

    assert problem.file == "formats/container.yaml"
    assert problem.line > 0


def test_check_covered_by_nothing_is_told(edition: Path) -> None:
    _spoil(
        edition, '    that: pkg.format != "unknown"\n', "    covered_by: OHE-MET-003\n", "../../formats/container.yaml"
    )

    assert [problem.code for problem in _lint(edition).problems] == ["covered-by-unknown"]


def test_vocabulary_that_changed_by_accident_is_told(edition: Path) -> None:
    _spoil(edition, "[one, two]", "[one, too]", "../../vocabularies/levels.yaml")

    assert _only(edition).code == "vocabulary-changed"


def test_published_edition_that_changed_is_told(edition: Path) -> None:
    write_release(find_edition(str(edition)))
    assert _lint(edition).problems == ()

    _spoil(edition, "Nobody finds it otherwise.", "It is nice.")
    (edition / "lexicons" / "en.yaml").rename(edition / "lexicons" / "en-more.yaml")

    assert {problem.code for problem in _lint(edition).problems} == {
        "release-changed",
        "release-lost",
        "release-added",
    }


def test_published_edition_without_digests_is_told(edition: Path) -> None:
    _spoil(edition, "status: draft", "status: published", "standard.yaml")

    assert _only(edition).code == "release-missing"


def test_translation_is_held_against_the_english_text(edition: Path) -> None:
    too_short = "“{course.title}” has fewer characters than {least}."
    (edition / "locales").mkdir()
    (edition / "locales" / "fr.yaml").write_text(
        f"language: fr\nreview: unreviewed\ntexts:\n"
        f"  rules/{ID}/messages/too-short: {{of: {digest(too_short)}, text: Trop court.}}\n"
        f"  rules/{ID}/messages/no-titel: {{of: '00000000', text: Sans titre.}}\n"
        f"  rules/{ID}/title: {{of: '00000000', text: 'Le {{old}} titre'}}\n",
        encoding="utf-8",
    )
    found = _lint(edition)

    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("translation-placeholders", 4),
        ("translation-no-text", 5),
    ]
    assert [(gaps.language, gaps.stale) for gaps in found.counts.translations] == [("fr", 1)]


def _refer_to_everything(edition: Path) -> None:
    (edition / "locales").mkdir()
    (edition / "locales" / "fr.yaml").write_text(
        f"language: fr\nreview: unreviewed\ntexts:\n  rules/{ID}/title: {{of: '00000000', text: Le titre}}\n",
        encoding="utf-8",
    )
    _spoil(edition, 'select: ["*"]', f'select: ["MET", "{ID}"]', "profiles/core.yaml")


@pytest.mark.parametrize("file", [RULE, "standard.yaml", "profiles/core.yaml"])
def test_file_that_cannot_be_read_is_told_without_what_follows_from_it(edition: Path, file: str) -> None:
    _refer_to_everything(edition)
    assert _lint(edition).problems == ()
    path = edition / file
    path.write_text(path.read_text(encoding="utf-8") + " x: [\n", encoding="utf-8")

    assert _only(edition).file.endswith(file)


def test_what_follows_from_no_unreadable_file_is_told_beside_it(edition: Path) -> None:
    _refer_to_everything(edition)
    _spoil(edition, "/title:", "/titel:", "locales/fr.yaml")
    path = edition / "profiles" / "core.yaml"
    path.write_text(path.read_text(encoding="utf-8") + " x: [\n", encoding="utf-8")

    assert [problem.code for problem in _lint(edition).problems] == ["yaml-not-yaml", "translation-no-text"]


def test_default_profile_that_is_not_there_is_told(edition: Path) -> None:
    _spoil(edition, "default_profile: core", "default_profile: cor", "standard.yaml")
    problem = _only(edition)

    assert (problem.code, problem.arguments["suggestions"]) == ("profile-missing", ("core",))


@pytest.mark.parametrize("data", [b"", b"- a\n", b"id: [\n", b"\xff\xfe", b"a: 1\n---\nb: 2\n", b"[[" * 200])
def test_file_that_is_no_rule_at_all_is_a_problem_and_nothing_worse(edition: Path, data: bytes) -> None:
    (edition / RULE).write_bytes(data)

    assert any(problem.file.endswith(RULE) for problem in _lint(edition).problems)


def test_bundled_edition_is_sound() -> None:
    found = lint(find_edition("ohe@0.1"), load_words())

    assert [repr(problem) for problem in found.problems] == []
    assert found.counts.rules == len(list((standards_root() / "ohe" / "0.1" / "rules").rglob("*.yaml")))


def test_words_of_the_program_are_held_against_the_english_text(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = {
        "report.checked": Translated(digest(texts("en")["report.checked"]), "Contrôlé : {nimporte}"),
        "report.chequed": Translated("00000000", "Contrôlé"),
        "report.format": Translated("00000000", "{old}"),
    }
    monkeypatch.setattr(_locale_lint, "languages", lambda: ("en", "fr"))
    monkeypatch.setattr(_locale_lint, "written", lambda language: spoilt if language == "fr" else {})

    assert [(problem.file, problem.code) for problem in _lint(edition).problems] == [
        ("texts/fr.json#report.checked", "translation-placeholders"),
        ("texts/fr.json#report.chequed", "translation-no-text"),
    ]


def _state(edition: Path, reference: str) -> list[str]:
    """Codes of the problems of an edition whose requirements of MET state how they relate to a framework."""
    _spoil(edition, "references:\n", f"references:\n{reference}")
    (edition / "mappings").mkdir()
    (edition / "mappings" / "act.yaml").write_text(
        "framework: ACT\ntitle: ACT Rules\nsource: W3C\nwording: open\nstated_by: [MET]\nmappings: []\n",
        encoding="utf-8",
    )
    return [problem.code for problem in _lint(edition).problems]


def test_requirement_that_is_silent_on_a_framework_that_its_area_states_is_told(edition: Path) -> None:
    assert _state(edition, "") == ["relation-unstated"]


@pytest.mark.parametrize(
    ("reference", "codes"),
    [
        ('  - {standard: ACT, clause: "-", relation: none, note: It is about pages.}\n', []),
        ("  - {standard: ACT, clause: a25f45, relation: related}\n", []),
        ('  - {standard: ACT, clause: "-", relation: none}\n', ["relation-none"]),
        (
            '  - {standard: ACT, clause: "-", relation: none, note: It is about pages.}\n'
            "  - {standard: ACT, clause: a25f45, relation: related}\n",
            ["relation-none"],
        ),
    ],
)
def test_requirement_that_relates_to_nothing_says_so_with_the_reason(
    edition: Path, reference: str, codes: list[str]
) -> None:
    assert _state(edition, reference) == codes


def _french(edition: Path, name: str) -> None:
    lexicon = f"language: fr\nlists:\n  {name}:\n    review: unreviewed\n    words: [le]\n"
    (edition / "lexicons" / "fr.yaml").write_text(lexicon, encoding="utf-8")


def test_misspelt_word_list_of_one_language_is_told_at_its_name(edition: Path) -> None:
    _french(edition, "shrot")
    problem = _only(edition)

    assert (problem.code, problem.file) == ("lexicon-alone", "ohe/0.1/lexicons/fr.yaml")
    assert (problem.line, problem.column) == (3, 3)
    assert problem.arguments["suggestions"] == ("short",)


def test_word_lists_that_languages_lack_are_counted_by_name(edition: Path) -> None:
    assert _lint(edition).counts.missing_lists == {}
    _french(edition, "short")
    assert _lint(edition).counts.missing_lists == {}
    _spoil(edition, '"short"', '"brief"')
    _french(edition, "brief")
    assert _lint(edition).counts.missing_lists == {"brief": ("en",), "short": ("fr",)}


@pytest.mark.parametrize(
    "review",
    [
        'proven: \'inLexicon(course.title, "shrot", "en")\'',
        'look_at: [\'{inLexicon(course.title, "shrot", "en")}\']',
    ],
)
def test_unknown_word_list_of_a_review_is_told(edition: Path, review: str) -> None:
    _spoil(
        edition,
        "class: automatic",
        f'class: assisted\nreview:\n  question: Is it good?\n  answers: {{"yes": passed, "no": failed}}\n  {review}',
    )
    assert "lexicon-unknown" in {problem.code for problem in _lint(edition).problems}


def test_value_of_the_wrong_type_is_told_in_quotation_marks(edition: Path) -> None:
    _spoil(edition, "rev: 1", "rev: one")
    assert _told(_only(edition)) == "A whole number is wanted, and this is “one”."


def test_operands_are_told_with_their_types(edition: Path) -> None:
    _spoil(edition, "size(course.title) >=", "course.title >=")
    (problem,) = (one for one in _lint(edition).problems if one.code == "cel-wrong-operands")
    assert "course.title, which is of type string, and least, which is of type int" in _told(problem)


def test_example_is_told_only_where_there_is_one(edition: Path) -> None:
    _spoil(edition, "  default: Give it one.", "  default: [Give it one.]")
    assert rule_problem(_only(edition)).endswith("has keys.")
    _spoil(edition, "  default: [Give it one.]", "  default: Give it one.")
    _spoil(edition, 'clause: "6.2"', 'clause: ["6.2"]')
    assert rule_problem(_only(edition)).endswith("Example: 13.2")
