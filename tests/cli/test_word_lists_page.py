"""The section of docs/rules.md on word lists holds: its list is sound, and its commands say what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from oecheck.values.locations import standards_root
from tests.cli.conftest import Run
from tests.conftest import REPOSITORY

COURSE = REPOSITORY / "fixtures" / "common-cartridge" / "minimal"


def _section() -> str:
    page = (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8")
    return page.partition("## Word lists, and a new language\n")[2].partition("\n## ")[0]


def test_the_list_of_the_page_is_taken_and_found(run: Run, tmp_path: Path) -> None:
    shutil.copytree(standards_root(), tmp_path / "standards")
    edition = tmp_path / "standards" / "ohe" / "0.1"
    (written,) = re.findall(r"```yaml\n(.*?)```", _section(), re.DOTALL)
    (edition / "lexicons" / "id.yaml").write_text(written, encoding="utf-8")
    code, out, _ = run("standard", "lint", str(edition))

    assert code == 0
    assert re.search(r"Word list syllabus is missing in: id\b", " ".join(out.split()))
    (commands,) = re.findall(r"```\n(oecheck standard lint.*?)```", _section(), re.DOTALL)
    (tried,) = [line for line in commands.splitlines() if "--eval" in line]
    words = [str(edition) if word == "FOLDER" else word for word in shlex.split(tried)[1:]]
    words = [str(COURSE) if word == "course.imscc" else word for word in words]
    code, out, _ = run(*words)
    assert (code, out.split()[-1]) == (0, "true")
