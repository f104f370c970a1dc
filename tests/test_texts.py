"""Every text that the program asks for is there, every text that is there is asked for, no placeholder stays empty."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import oecheck
from oecheck import errors
from oecheck.texts import fill, texts

HOME = Path(oecheck.__file__).parent
MODULES = {
    file.relative_to(HOME).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in HOME.rglob("*.py")
}
ERRORS = {name for name in errors.__all__ if name.endswith(("Error", "Package", "Format", "TooLarge"))} - {
    "RuleFileError"
}
REPORTERS = {
    name: [
        file.read_text(encoding="utf-8")
        for file in (HOME / "reporters").rglob("*.py")
        if file.stem == name or file.parent.name == f"_{name}" or file.name == "_facts.py"
    ]
    for name in ("html", "markdown", "earl", "sarif", "junit", "csv", "github", "gitlab")
}
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
# Words of file names that the reader is to write as they stand.
LITERAL = {"error.output-shared.mend": {"name"}, "cli.option.output": {"name"}}


def _raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and names of arguments of every error that is made; None where a dict is handed on."""
    for file, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                names = {keyword.arg for keyword in node.keywords}
                given = None if None in names else {name for name in names if name}
                for code in _constants(node.args[0]):
                    yield f"{file}:{node.lineno}", code, given


def _constants(node: ast.expr) -> list[str]:
    """The texts that an expression can be, as far as its spelling tells: constants, choices, f-strings of these."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    if isinstance(node, ast.FormattedValue):
        return _constants(node.value)
    if isinstance(node, ast.JoinedStr):
        found = [""]
        for part in node.values:
            found = [before + after for before in found for after in _constants(part)]
        return found
    return []


RAISED = sorted(_raised(), key=lambda one: one[:2])


def test_errors_are_found_at_all() -> None:
    assert {code for _, code, _ in RAISED} >= {"command-unknown", "package-missing", "config-flag", "config-list"}


@pytest.mark.parametrize(("place", "code", "given"), RAISED, ids=[f"{place}-{code}" for place, code, _ in RAISED])
def test_error_has_its_texts_and_all_they_ask_for(place: str, code: str, given: set[str] | None) -> None:
    for suffix in ("", ".why", ".mend"):
        key = f"error.{code}{suffix}"
        assert key in texts("en"), f"{place} raises {code}, but there is no text {key}"
        asked = set(PLACEHOLDER.findall(texts("en")[key])) - LITERAL.get(key, set())
        assert given is None or asked <= given, f"{key} asks for {asked - given}, which {place} does not give"


def test_no_error_text_is_left_over() -> None:
    used = {code for _, code, _ in RAISED} | {"rule-files"}
    dynamic = {code for code in _codes("error.") if any(f'"{code}"' in file for file in _sources())}

    assert _codes("error.") <= used | dynamic


def _codes(area: str) -> set[str]:
    keys = (key.removeprefix(area) for key in texts("en") if key.startswith(area))
    return {key.removesuffix(".why").removesuffix(".mend") for key in keys}


def _sources() -> list[str]:
    return [(HOME / file).read_text(encoding="utf-8") for file in MODULES]


# How a call asks for a text: the name of the function, and what it puts before its first argument.
ASKED_BY = {"say": "report.", "said": "cli.", "option": "cli.option.", "findings": "report.block."}
# Keys made from a word of a closed list, or of a code.
MADE = re.compile(
    r"report\.incomplete(\.(edition|unread))?|report\.(format|level|label|mark)\..+|report\.(block\.(content|package|person)|declare.*)|cli\.compare\.partial-\w+|cli\.(help|compare\.list|decision\.(verdict|reason|kind)|part|see|exit|class|explain|formats|severity|outcome)\..+"
)


def _asked() -> set[str]:
    found: set[str] = set()
    for tree in MODULES.values():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ASKED_BY:
                keys = [keyword.value for keyword in node.keywords if keyword.arg == "key"] or node.args[:1]
                found |= {ASKED_BY[name] + word for key in keys for word in _constants(key)}
    return found


def test_every_text_asked_for_is_there() -> None:
    missing = {key for key in _asked() if key not in texts("en") and not MADE.fullmatch(key)}

    assert missing == set()


def test_no_text_of_the_program_is_left_over() -> None:
    asked = _asked()
    left = {key for key in texts("en") if key.startswith(("cli.", "report.")) and key not in asked}

    left = {key for key in left if not MADE.fullmatch(key) and not key.startswith("cli.option.max-")}
    assert {key for key in left if not _named_by_its_reporter(key)} == set()


def _named_by_its_reporter(key: str) -> bool:
    """Whether the modules of a report format spell the key without its prefix, or the beginning of it."""
    _, name, *rest = key.split(".")
    if name not in REPORTERS or not rest:
        return False
    words = {".".join(rest), ".".join(rest[:-1]) + ".", rest[0] + "."}
    return any(word in text for text in REPORTERS[name] for word in words if word != ".")


@pytest.mark.parametrize("key", sorted(key for key in texts("en") if key.startswith(("error.", "report.", "cli."))))
def test_text_has_no_joined_plural_and_no_empty_word(key: str) -> None:
    template = texts("en")[key]

    assert template.strip() == template
    assert template
    assert "(s)" not in template


@pytest.mark.parametrize(
    ("value", "told"),
    [("Water.", "On Water."), ("Water", "On Water."), ("a/..", "On a/..."), ("and so on..", "On and so on...")],
)
def test_sentence_in_a_sentence_has_one_full_stop_and_dots_of_paths_stay(value: str, told: str) -> None:
    assert fill("On {x}.", {"x": value}) == told
