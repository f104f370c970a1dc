"""The script that looks at HTML reports in a browser can at least be read by what runs it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

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


def test_real_packages_to_look_at_are_there(shared: Path) -> None:
    lines = (SCRIPTS / "check_html_packages.tsv").read_text(encoding="utf-8").splitlines()
    kinds = [line.split("\t")[1].partition(":")[0] for line in lines]

    assert kinds == ["clean", "middling", "terrible"]
    assert all((shared / "corpus" / line.split("\t")[0]).is_file() for line in lines)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not here")
def test_node_reads_the_part_for_the_browser() -> None:
    assert _run("node", "--check", str(SCRIPTS / "check_html.cjs")).stderr == ""


def test_script_without_a_browser_at_hand_tells_so_and_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "")
    (tmp_path / "mktemp").symlink_to(shutil.which("mktemp") or "")
    (tmp_path / "rm").symlink_to(shutil.which("rm") or "")
    shell = shutil.which("sh")
    assert shell is not None
    command = [shell, str(SCRIPTS / "check_html.sh"), "--install"]
    done = subprocess.run(command, env={"PATH": str(tmp_path), "HOME": str(tmp_path)}, capture_output=True, check=False)

    assert done.returncode == 3
    assert b"node cannot be had" in done.stderr


def test_checks_of_a_change_look_at_the_pages_or_say_that_nobody_did() -> None:
    steps = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")

    assert _run("bash", "-n", str(REPOSITORY / ".ci" / "run")).stderr == ""
    assert "if scripts/check_html.sh --install; then" in steps
    assert "SKIPPED" in steps
