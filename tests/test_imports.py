"""What is imported decides how fast a slow laptop answers: pinned here, because times wobble and lists do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.imports import PINNED, imported, imported_by_check, listed, pinned, seen, told, written

# Costly, or not needed to check a package (DESIGN §8): measured at 20 to 90 ms each.
NEVER_ON_CHECK = {
    "yaml",
    "jsonschema",
    "jinja2",
    "rich",
    "importlib.metadata",
    "concurrent.futures.process",
    "multiprocessing",
    "tomllib",
    "difflib",
    "asyncio",
    "unittest",
    "http",
    "ssl",
    "urllib.request",
}
RENEW = "If this is meant: python -m tests.tools.imports"


def _ours(modules: set[str]) -> set[str]:
    return {module for module in modules if module.split(".")[0] == "oecheck"}


def test_version_imports_nothing_but_itself() -> None:
    modules = imported("--version")

    assert _ours(modules) == {"oecheck", "oecheck._version", "oecheck.cli"}
    assert not modules & {"click", "msgspec", "lxml", "turbohtml"}


def test_help_needs_neither_parser_nor_engine(tmp_path: Path) -> None:
    modules = imported("--help", folder=tmp_path)

    assert not modules & NEVER_ON_CHECK
    assert not modules & {"lxml", "turbohtml"}
    assert "oecheck.engine" not in modules


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Modules after a check of the bundled course without its record (which is YAML), from compiled rules."""
    course = Path(__file__).resolve().parent.parent / "fixtures" / "course" / "conforming"
    return imported_by_check(course, tmp_path_factory.mktemp("imports"))


def test_check_imports_nothing_that_it_does_not_need(checked: set[str]) -> None:
    assert checked & NEVER_ON_CHECK == set()


def test_check_imports_only_its_own_command(checked: set[str]) -> None:
    commands = {module for module in checked if module.startswith("oecheck.cli.") and "._" not in module}

    assert commands == {"oecheck.cli.check"}
    assert not [module for module in checked if module.startswith(("oecheck.authoring", "oecheck.batch"))]


def test_what_is_imported_is_what_is_listed(tmp_path: Path) -> None:
    differences = told(pinned(PINNED.read_text(encoding="utf-8")), seen(tmp_path))

    assert not differences, "\n".join([f"Imports differ from {PINNED.name}.", *differences, RENEW])


def test_list_of_imports_is_as_it_is_written() -> None:
    text = PINNED.read_text(encoding="utf-8")
    found = pinned(text)

    assert written(found) == text
    assert found["--version"] == {"oecheck", "oecheck._version", "oecheck.cli"}
    assert {"oecheck.readers.scorm", "click", "lxml"} <= found["check a SCORM package"]
    assert "oecheck.readers.scorm" not in found["check a Common Cartridge"]


def test_difference_of_imports_is_told_both_ways() -> None:
    wanted = {"check": frozenset({"a", "b"}), "gone": frozenset({"x"})}

    assert told(wanted, {"check": frozenset({"b", "c"})}) == ["check: + c", "check: - a", "gone: - x"]


def test_list_of_imports_names_packages_of_others_once_and_nothing_that_depends_on_the_interpreter() -> None:
    modules = {
        "json",
        "_ssl",
        "lxml.etree",
        "lxml",
        "_cython_3_2_9",
        "cython_runtime",
        "typing_extensions",
        "oecheck.x",
    }

    assert listed(modules) == {"lxml", "oecheck.x"}
