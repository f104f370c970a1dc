"""What stands between braces in messages and remedies is something that people can read, or lint says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from oecheck.authoring.lint import lint
from oecheck.errors import RuleFileProblem
from oecheck.rules import find_edition
from oecheck.run import load_words
from tests.editions import RULE, small_edition

CHECKS = "../../formats/container.yaml"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return small_edition(tmp_path)


def _problems(edition: Path) -> tuple[RuleFileProblem, ...]:
    return lint(find_edition(str(edition)), load_words()).problems


def _spoil(edition: Path, file: str, old: str, new: str, meant: str) -> tuple[int, int]:
    """Changes one place of a file; gives the line and column at which `meant` then begins."""
    path = edition / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    at = text.index(meant, text.index(new))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _message(expression: str) -> str:
    return f'"No title: {{{expression}}}."'


def _only(edition: Path) -> tuple[str, str, int, int, tuple[str, ...]]:
    (problem,) = _problems(edition)
    near = problem.arguments.get("suggestions", ())
    return problem.code, problem.file, problem.line, problem.column, tuple(near)  # type: ignore[arg-type]  # words


@pytest.mark.parametrize(
    ("written", "found", "wanted", "meant"),
    [
        ("course.provider", "provider", "string", ("course.provider.name",)),
        ("course.modules", "list<module>", "list<string>", ("course.modules.map(x, x.title)",)),
        ("course.modules.filter(m, m.title == '')", "list<module>", "list<string>", ()),
        ("course.keywords", "list<lang_text>", "list<string>", ("course.keywords.map(x, x.text)",)),
        ("[[course.provider]]", "list<list<provider>>", "list<string>", ()),
        ("null", "null", "string", ()),
    ],
)
def test_placeholder_that_nobody_could_read_is_refused(
    edition: Path, written: str, found: str, wanted: str, meant: tuple[str, ...]
) -> None:
    place = _spoil(edition, RULE, "The course has no title.", _message(written), written)
    (problem,) = _problems(edition)

    assert (problem.code, problem.line, problem.column) == ("cel-wrong-result", *place)
    assert (problem.arguments["found"], problem.arguments["wanted"]) == (found, wanted)
    assert set(meant) <= set(problem.arguments["suggestions"])  # type: ignore[call-overload]  # a tuple of words


@pytest.mark.parametrize(
    "written", ["course.title", "course.keywords.map(x, x.text)", "size(course.modules)", "has(course.title)"]
)
def test_placeholder_of_a_text_a_number_a_truth_value_or_a_list_of_texts_is_allowed(
    edition: Path, written: str
) -> None:
    _spoil(edition, RULE, "The course has no title.", _message(written), written)

    assert _problems(edition) == ()


def test_placeholder_in_the_message_of_a_structural_check_is_refused_at_its_place(edition: Path) -> None:
    place = _spoil(edition, CHECKS, "{pkg.format}", "{course.provider}", "course.provider")

    code, file, line, column, near = _only(edition)
    assert (code, file, (line, column)) == ("cel-wrong-result", "formats/container.yaml", place)
    assert "course.provider.name" in near


def test_remedy_that_names_what_the_message_does_not_is_refused_at_its_place(edition: Path) -> None:
    place = _spoil(edition, CHECKS, "remedy: Export it again.", 'remedy: "Not as {pkg.fromat}."', "pkg.fromat")

    assert _only(edition) == ("remedy-placeholder", "formats/container.yaml", *place, ("pkg.format",))


def test_remedy_of_a_check_of_the_reader_names_what_a_message_does(edition: Path) -> None:
    path = edition / CHECKS
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("    for_each: package\n")
    assert rest
    reader = '    by: reader\n    message: {one: "In {file}: {count}.", other: "In {file}."}\n'
    path.write_text(head + reader + '    remedy: "Mend {file}."\n', encoding="utf-8")
    assert _problems(edition) == ()

    path.write_text(head + reader + '    remedy: "Keep to {limit}."\n', encoding="utf-8")
    assert _only(edition)[0] == "remedy-placeholder"


def test_brace_without_end_in_a_remedy_is_refused(edition: Path) -> None:
    place = _spoil(edition, CHECKS, "remedy: Export it again.", 'remedy: "Export {pkg.format again."', "{pkg")

    assert _only(edition)[:4] == ("placeholder-brace", "formats/container.yaml", *place)


def test_placeholder_in_the_remedy_of_a_requirement_is_refused_as_nothing_fills_it(edition: Path) -> None:
    place = _spoil(edition, RULE, "default: Give it one.", 'default: "Give {course.title} one."', "course.title")

    assert _only(edition)[:4] == ("remedy-not-filled", f"ohe/0.1/{RULE}", *place)


def test_rule_of_style_in_the_remedy_of_a_requirement_is_allowed(edition: Path) -> None:
    _spoil(edition, RULE, "default: Give it one.", 'default: "Write a:focus {outline: 2px solid}."', "outline")

    assert _problems(edition) == ()
