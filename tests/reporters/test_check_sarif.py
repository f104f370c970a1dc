"""The script that has SARIF judged can be read by its shell, tells its use, and is no pass where nobody can judge."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY

SCRIPT = str(REPOSITORY / "scripts" / "check_sarif.sh")


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment or None)


def test_shell_reads_the_script() -> None:
    assert _run("sh", "-n", SCRIPT).stderr == ""


def test_script_without_reports_tells_its_use_and_judges_nothing() -> None:
    done = _run("sh", SCRIPT)

    assert done.returncode == 2
    assert "scripts/check_sarif.sh REPORT.json..." in done.stdout
    assert "Ends with 1 if anything is wrong." in done.stdout


def test_script_without_npm_tells_so_and_is_no_pass(tmp_path: Path) -> None:
    for name in ("dirname", "mktemp", "rm"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    done = _run(shutil.which("sh") or "", SCRIPT, "--install", PATH=str(tmp_path), HOME=str(tmp_path))

    assert done.returncode == 3
    assert "npm cannot be had" in done.stderr


def test_script_believes_no_judge_that_passes_a_damaged_report(tmp_path: Path) -> None:
    judge = tmp_path / "tools" / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    judge.parent.mkdir(parents=True)
    judge.write_text("#!/bin/sh\necho 'Done. 1 files scanned.'\n", encoding="utf-8")
    judge.chmod(0o755)
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\necho '{}'\n", encoding="utf-8")
    python.chmod(0o755)
    (tmp_path / "npm").symlink_to("/bin/true")
    path = f"{tmp_path}:/usr/bin:/bin"
    done = _run("sh", SCRIPT, "r.json", PATH=path, TOOLS=str(tmp_path / "tools"), PYTHON=str(python))

    assert done.returncode == 1
    assert "a damaged copy passes too" in done.stderr


def test_checks_of_a_change_have_sarif_judged_or_say_that_nobody_did() -> None:
    steps = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")

    assert "if scripts/check_sarif.sh --install; then" in steps
    assert "SKIPPED: nobody judged SARIF." in steps
