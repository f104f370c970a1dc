"""Whatever is no regular file is refused before anything waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_OPEN = """
import sys
from pathlib import Path
from oecheck.containers import open_container
from oecheck.errors import NotAPackage
try:
    open_container(Path(sys.argv[1]))
except NotAPackage as problem:
    print(problem.code)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the system has no such files")


def _opened(path: Path | str) -> str:
    """In a process of its own, which is ended where it hangs."""
    done = subprocess.run([sys.executable, "-c", _OPEN, str(path)], capture_output=True, timeout=30, check=True)
    return done.stdout.decode().strip()


def test_pipe_that_nobody_writes_into_is_no_package(tmp_path: Path) -> None:
    pipe = tmp_path / "course.zip"
    os.mkfifo(pipe)

    assert _opened(pipe) == "file-unreadable"


def test_link_to_a_pipe_is_no_package(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "course.zip").symlink_to(tmp_path / "pipe")

    assert _opened(tmp_path / "course.zip") == "file-unreadable"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device_is_no_package(device: str) -> None:
    if not os.path.exists(device):
        pytest.skip("the system has no such device")

    assert _opened(device) == "file-unreadable"
