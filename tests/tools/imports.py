"""What a command line imports, and the list of it that is pinned in `tests/imports.txt`.

    python -m tests.tools.imports      writes the list again, after a change that is meant

The list holds every module of the program and the packages of others by their first name. Modules of the standard
library are left out: they differ between versions of Python. So are names that depend on how a package of others was
built or on the version of Python: the run time of Cython, whose name bears its version, and `typing_extensions`, which
click and msgspec need on older versions only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["COURSES", "PINNED", "imported", "imported_by_check", "listed", "pinned", "seen", "told", "written"]

PINNED = Path(__file__).resolve().parents[1] / "imports.txt"
VERSION = "--version"
CHECK = "check"
COURSES = {"common-cartridge": f"{CHECK} a Common Cartridge", "scorm-1.2": f"{CHECK} a SCORM package"}
"""Folder of the minimal package in `fixtures/` -> its section, which says what is imported beside section CHECK."""

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
_CHANGING = ("cython_runtime", "typing_extensions")
_PROGRAM = """
import sys
before = set(sys.modules)
from oecheck.cli import main
code = main({words!r})
found = sorted(set(sys.modules) - before)
import json
print(json.dumps(found), file=sys.stderr)
sys.exit(code)
"""


def imported(*words: str, code: int = 0, folder: Path | None = None) -> set[str]:
    """Modules that one command line brings into a fresh interpreter.

    Args:
        *words: the command line.
        code: the exit code that it has to end with.
        folder: where it is run.
    """
    program = _PROGRAM.format(words=list(words))
    around = {**os.environ, "OECHECK_CACHE_MIB": "0", "LC_ALL": "C.UTF-8"}  # no report of before, no translation
    around["PYTHONPATH"] = str(PINNED.parents[1] / "src")  # of this checkout, also where no test asks
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=folder, env=around
    )
    assert done.returncode == code, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def imported_by_check(course: Path, folder: Path) -> set[str]:
    """Modules of a check from compiled rules, as every check but the first is."""
    shutil.copytree(course, folder / "course", ignore=shutil.ignore_patterns("course-description.*"))
    words = (CHECK, "course", "--fail-on", "never", "--output", "json=report.json")
    imported(*words, folder=folder)  # the first run compiles the rules
    return imported(*words, folder=folder)


def listed(modules: set[str]) -> frozenset[str]:
    """What of some modules is pinned: those of the program, and the first names of others' packages."""
    first = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"oecheck", *_CHANGING}
    others = {name for name in first if not name.startswith("_")}
    return frozenset(others | {module for module in modules if module.partition(".")[0] == "oecheck"})


def seen(folder: Path) -> dict[str, frozenset[str]]:
    """What is imported now, by section; two packages are checked in an empty folder."""
    found = {VERSION: listed(imported(VERSION, folder=folder))}
    for name, section in COURSES.items():
        (folder / name).mkdir()
        found[section] = listed(imported_by_check(_FIXTURES / name / "minimal", folder / name))
    return found


def pinned(text: str) -> dict[str, frozenset[str]]:
    """The same from the list: the sections of packages with what stands in the section of all checks."""
    sections = {part.partition("\n")[0]: frozenset(part.split("\n")[1:]) - {""} for part in text.split("# ")[1:]}
    both = sections.pop(CHECK, frozenset())
    return {name: names | both if name in COURSES.values() else names for name, names in sections.items()}


def written(found: Mapping[str, frozenset[str]]) -> str:
    """The list as it is kept: what all checks import stands there once."""
    both = frozenset.intersection(*(found[section] for section in COURSES.values()))
    sections = {VERSION: found[VERSION], CHECK: both, **{name: found[name] - both for name in COURSES.values()}}
    return "\n".join(f"# {name}\n" + "".join(f"{one}\n" for one in sorted(names)) for name, names in sections.items())


def told(wanted: Mapping[str, frozenset[str]], found: Mapping[str, frozenset[str]]) -> list[str]:
    """Every difference, one a line: what is new, and what is gone."""
    lines = []
    for section in sorted({*wanted, *found}):
        old, new = wanted.get(section, frozenset()), found.get(section, frozenset())
        lines += [f"{section}: + {name}" for name in sorted(new - old)]
        lines += [f"{section}: - {name}" for name in sorted(old - new)]
    return lines


def _main() -> int:
    with TemporaryDirectory() as folder:
        found = seen(Path(folder))
    old = pinned(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    print(*told(old, found) or ["nothing has changed"], sep="\n")
    PINNED.write_text(written(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
