"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REPOSITORY = Path(__file__).resolve().parent.parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_screen_in_the_readme_is_a_real_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"```\n\$ oecheck (?P<words>.+)\n(?P<screen>[^`]+)```", README)
    assert found is not None
    monkeypatch.chdir(REPOSITORY)
    _, out, _ = run(*shlex.split(found["words"]))

    assert out.startswith(found["screen"].rstrip("\n") + "\n")


def test_links_of_the_readme_lead_to_files_that_are_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []
