"""The page of commands is made from the commands."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "commands.md"
MAKE = "import sys; from oecheck.cli._manual import commands_page; sys.stdout.buffer.write(commands_page().encode())"


@cache
def _made() -> str:
    """The page, made by a program of its own: a command keeps the language in which it was first asked for."""
    done = subprocess.run(
        [sys.executable, "-c", MAKE], env=os.environ | {"LC_ALL": "C"}, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def test_page_of_commands_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == _made(), "run: make docs"


def test_every_option_on_the_page_is_explained() -> None:
    rows = [line for line in _made().splitlines() if line.startswith("| `")]

    assert rows
    assert not [row for row in rows if row.rstrip(" |").endswith("`")]
