"""What the benchmarks measure with: CPU seconds and memory of whole processes, medians of several rounds."""

from __future__ import annotations

import os
import shlex
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["REPOSITORY", "Measured", "check_command", "joined", "median_cpu_s", "run_once", "surroundings"]

REPOSITORY = Path(__file__).resolve().parent.parent


class Measured:
    """One process that ended.

    Attributes:
        cpu_s: user and system time.
        peak_mib: the most memory that it held.
    """

    def __init__(self, cpu_s: float, peak_mib: float) -> None:
        self.cpu_s = cpu_s
        self.peak_mib = peak_mib


def surroundings(cache: Path, *, stored_reports: bool = False) -> dict[str, str]:
    """Variables for oecheck: rules compiled before are used, reports of the same package only if asked for."""
    found = os.environ | {"PYTHONPATH": str(REPOSITORY / "src"), "OECHECK_CACHE_DIR": str(cache)}
    found.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are a part of every installation
    found.pop("OECHECK_CACHE_MIB", None)
    return found if stored_reports else found | {"OECHECK_CACHE_MIB": "0"}


def check_command(output: Path) -> list[str]:
    """The words of a check that writes the JSON report; the package comes behind them."""
    return [sys.executable, "-m", "oecheck", "check", "--quiet", "--output", f"json={output}"]


def run_once(words: Sequence[str], variables: Mapping[str, str]) -> Measured:
    """Runs a command with its output thrown away; its exit code is not judged.

    Raises:
        FileNotFoundError: there is no such command.
    """
    process = subprocess.Popen(words, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # it was waited for above
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median_cpu_s(words: Sequence[str], variables: Mapping[str, str], rounds: int) -> float:
    """CPU seconds of a command."""
    return statistics.median(run_once(words, variables).cpu_s for _ in range(rounds))


def joined(words: Sequence[str]) -> str:
    """A command as one text."""
    return shlex.join(words)
