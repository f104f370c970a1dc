"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REPOSITORY = Path(__file__).resolve().parent.parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


SCREENFUL = 40
"""Least number of lines that a screen of the README has."""


@pytest.fixture
def printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the first command of the README prints."""
    found = re.search(r"^```\n.* && \.venv/bin/oecheck (?P<words>.+)\n```", README, re.MULTILINE)
    assert found is not None
    monkeypatch.chdir(REPOSITORY)
    code, out, _ = run(*shlex.split(found["words"]))
    assert code == 1
    return f"$ oecheck {found['words']}\n{out}"


def _screen() -> list[str]:
    found = re.search(r"^```\n(?P<screen>\$ oecheck [^`]+)```", README, re.MULTILINE)
    assert found is not None
    return found["screen"].splitlines()


def test_screen_in_the_readme_is_what_its_first_command_prints(printed: str) -> None:
    shown = _screen()

    assert shown == printed.splitlines()[: len(shown)]
    assert len(shown) >= SCREENFUL
    assert printed.splitlines()[len(shown)] == ""  # it breaks off between two requirements, not within one


def test_rest_of_the_report_is_named_in_the_readme_as_it_is_printed(printed: str) -> None:
    told = re.search(r"this report goes on with: (?P<parts>[^.]+)\.", README)
    assert told is not None
    headings = re.findall(r"^── (.+?: \d+) ─+$", printed, re.MULTILINE)

    assert " ".join(told["parts"].split()).split(" · ") == headings[1:]
    assert f"── {headings[0]} " in "\n".join(_screen())


def test_links_of_the_readme_lead_to_files_that_are_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []
