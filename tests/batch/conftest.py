"""Batches of small real packages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
COURSES = REPOSITORY / "fixtures" / "course"
DATE = "2026-11-25"

Oecheck = Callable[..., "subprocess.CompletedProcess[str]"]


def packed(folder: Path, file: Path) -> Path:
    """An unpacked course as a zip file; the same bytes each time."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return file


def begun(folder: Path, *words: str, before: str = "") -> subprocess.Popen[str]:
    """`oecheck` as a process of its own, in a folder; modules of the folder `before` come before all others."""
    path = os.pathsep.join(filter(None, (before, str(REPOSITORY / "src"))))
    environment = os.environ | {"PYTHONPATH": path, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "oecheck", *words]
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.fixture(scope="session")
def oecheck() -> Oecheck:
    """Runs `oecheck` in a folder, and waits for it."""

    def _run(folder: Path, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
        with begun(folder, *words, before=before) as process:
            out, err = process.communicate(timeout=100)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    return _run


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the folder `courses`: two courses that can be read, and a file that is no package."""
    folder = tmp_path_factory.mktemp("packages")
    (folder / "courses").mkdir()
    packed(COURSES / "flawed", folder / "courses" / "flawed.imscc")
    packed(COURSES / "conforming", folder / "courses" / "conforming.imscc")
    (folder / "courses" / "torn.zip").write_bytes(b"PK\x03\x04 and no more")
    return folder


@pytest.fixture(scope="session")
def finished(packages: Path, oecheck: Oecheck) -> Path:
    """The folder of a batch of these packages, by two workers."""
    done = oecheck(packages, "batch", "courses", "--out", "out", "--date", DATE, "--jobs", "2")
    assert done.returncode == 3, done.stderr
    return packages / "out"
