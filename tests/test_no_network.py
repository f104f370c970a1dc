"""No command of the program opens a socket, in its own process or in the workers that it starts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from oecheck.reporters import reporter_names
from tests.no_network import NetworkUsed, used

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures"
CONFORMING = str(FIXTURES / "course" / "conforming")
FLAWED = str(FIXTURES / "course" / "flawed")
REMOTE = str(FIXTURES / "common-cartridge" / "canvas")

COMMANDS = [
    *(["check", FLAWED, f"--format={name}"] for name in reporter_names()),
    ["check", CONFORMING, FLAWED, REMOTE, "--jobs=2", "--format=csv"],
    ["inspect", FLAWED],
    ["describe", FLAWED],
    ["explain", "OHE-ACC-001"],
    ["formats"],
    ["standard", "lint"],
    ["batch", str(FIXTURES / "course"), "--out=out", "--jobs=2"],
    ["batch", "https://host.invalid/a.zip", "--out=remote", "--jobs=1"],
]


@pytest.fixture
def guarded(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """The environment of a guarded process, and the file in which each such process leaves its number."""
    seen = tmp_path / "seen"
    path = os.pathsep.join(filter(None, [str(HERE / "no_network"), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "OECHECK_GUARD_SEEN": str(seen)}, seen


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words).replace(str(FIXTURES), "fixtures"))
def test_command_opens_no_socket(words: list[str], guarded: tuple[dict[str, str], Path], tmp_path: Path) -> None:
    environment, seen = guarded
    done = subprocess.run(
        [sys.executable, "-m", "oecheck", *words],
        env=environment, cwd=tmp_path, capture_output=True, check=False, timeout=100,
    )  # fmt: skip  # one thought a line

    assert b"NetworkUsed" not in done.stderr
    assert done.returncode in (0, 1, 2, 3), done.stderr
    assert len(seen.read_text(encoding="utf-8").splitlines()) >= (2 if "--jobs=2" in words else 1)


def test_guard_of_the_suite_stops_connections_and_name_look_ups() -> None:
    with pytest.raises(NetworkUsed):
        socket.socket(socket.AF_INET)
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("host.invalid", 80)
    with pytest.raises(NetworkUsed):
        urllib.request.urlopen("http://127.0.0.1:9/")
    assert len(used) == 3
    used.clear()


def test_guard_lets_processes_of_this_machine_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
    assert used == []


def test_guard_works_in_processes_that_are_started(guarded: tuple[dict[str, str], Path]) -> None:
    program = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", program], env=guarded[0], capture_output=True, check=False)

    assert b"NetworkUsed" in done.stderr
