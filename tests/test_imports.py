"""What is imported decides how fast a slow laptop answers: pinned here, because times wobble and lists do not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
REPORT = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"


def _imported(*words: str, code: int = 0, folder: Path | None = None) -> set[str]:
    """Modules in the interpreter after one command line."""
    program = f"import sys; from oecheck.cli import main; code = main({list(words)!r}); {REPORT}; sys.exit(code)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == code, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def _ours(modules: set[str]) -> set[str]:
    return {module for module in modules if module.split(".")[0] == "oecheck"}


def test_version_imports_nothing_but_itself() -> None:
    modules = _imported("--version")

    assert _ours(modules) == {"oecheck", "oecheck._version", "oecheck.cli"}
    assert not modules & {"click", "msgspec", "lxml", "turbohtml"}


def test_help_needs_neither_parser_nor_engine(tmp_path: Path) -> None:
    modules = _imported("--help", folder=tmp_path)

    assert not modules & NEVER_ON_CHECK
    assert not modules & {"lxml", "turbohtml"}
    assert "oecheck.engine" not in modules


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Modules after a check of the bundled course without its record (which is YAML), from compiled rules."""
    folder = tmp_path_factory.mktemp("imports")
    course = Path(__file__).resolve().parent.parent / "fixtures" / "course" / "conforming"
    shutil.copytree(course, folder / "course", ignore=shutil.ignore_patterns("course-description.*"))
    words = ("check", "course", "--fail-on", "never", "--output", "json=report.json")
    _imported(*words, folder=folder)  # the first run compiles the rules
    return _imported(*words, folder=folder)


def test_check_imports_nothing_that_it_does_not_need(checked: set[str]) -> None:
    assert checked & NEVER_ON_CHECK == set()


def test_check_imports_only_its_own_command(checked: set[str]) -> None:
    commands = {module for module in checked if module.startswith("oecheck.cli.") and "._" not in module}

    assert commands == {"oecheck.cli.check"}
    assert not [module for module in checked if module.startswith(("oecheck.authoring", "oecheck.batch"))]
