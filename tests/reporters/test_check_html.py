"""The script that looks at HTML reports in a browser can at least be read by what runs it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import REPOSITORY

SCRIPTS = REPOSITORY / "scripts"


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_shell_reads_the_script() -> None:
    assert _run("sh", "-n", str(SCRIPTS / "check_html.sh")).stderr == ""


def test_script_without_reports_tells_its_use_and_checks_nothing() -> None:
    done = _run("sh", str(SCRIPTS / "check_html.sh"))

    assert done.returncode == 2
    assert "scripts/check_html.sh REPORT.json..." in done.stdout


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not here")
def test_node_reads_the_part_for_the_browser() -> None:
    assert _run("node", "--check", str(SCRIPTS / "check_html.cjs")).stderr == ""
