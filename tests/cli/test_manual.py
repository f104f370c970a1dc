"""The page of commands is made from the commands."""

from __future__ import annotations

from pathlib import Path

from oecheck.cli._manual import commands_page

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "commands.md"


def test_page_of_commands_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "run: make docs"


def test_every_option_on_the_page_is_explained() -> None:
    rows = [line for line in commands_page().splitlines() if line.startswith("| `")]

    assert rows
    assert not [row for row in rows if row.rstrip(" |").endswith("`")]
