"""Runs hostile cases as their own processes and tells what became of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from oecheck.texts import texts
from tests.hostile.case import Case, cartridge

__all__ = ["CPU_S", "PEAK_MIB", "WALL_S", "Outcome", "bounds", "run", "sound"]

CPU_S = 2.0
"""Beyond the start of the program (docs/hard-input.md)."""
PEAK_MIB = 200
_CPU_OF_A_THING_S = 120e-6
_MIB_OF_A_THING = 7 / 1024
"""An entry, an item, a finding: a course of the same size that means no harm takes as much."""
WALL_S = 100.0
_HERE = Path(__file__).resolve().parent


class Outcome(NamedTuple):
    """What became of a case.

    Attributes:
        code: exit code; -9 for one that had to be ended.
        named: codes of the error, of failed requirements, structural checks and limits.
        cpu_s: of the whole process.
        peak_mib: the most memory that it had at once.
        size_bytes: of the package.
        stderr: for the message of a failing test.
    """

    code: int
    named: tuple[str, ...]
    cpu_s: float
    peak_mib: float
    size_bytes: int
    stderr: str


def run(case: Case, folder: Path) -> Outcome:
    """Builds a case in a folder and checks it."""
    package = folder / case.name
    package.write_bytes(case.build())
    words = [
        "check",
        str(package),
        f"--output=json={folder / 'report.json'}",
        "--quiet",
        "--lang=en",
        "--date=2026-11-24",
    ]
    if case.beside is not None:
        option, content = case.beside
        file = folder / "beside.yaml"
        file.write_bytes(content)
        words.append(f"{option}={file}")
    return _measured(words, folder, package.stat().st_size)


def sound(folder: Path) -> Outcome:
    """The outcome of the small course that most cases are made from, in which nothing is hostile."""
    case = Case("nothing hostile", lambda: cartridge({}))
    return min((run(case, folder) for _ in range(3)), key=lambda found: found.cpu_s)


def _measured(words: list[str], folder: Path, size_bytes: int) -> Outcome:
    figures = folder / "figures.json"
    program = [sys.executable, str(_HERE / "measured.py"), str(figures), *words]
    try:
        done = subprocess.run(
            program,
            capture_output=True,
            check=False,
            timeout=WALL_S,
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
    except subprocess.TimeoutExpired:
        return Outcome(-9, (), WALL_S, 0.0, size_bytes, "ended after the time limit")
    took = json.loads(figures.read_text(encoding="utf-8")) if figures.is_file() else {"cpu_s": 0.0, "peak_kib": 0}
    stderr = done.stderr.decode("utf-8", "replace")
    named = tuple(dict.fromkeys([*_errors(stderr), *_codes(folder / "report.json")]))
    return Outcome(done.returncode, named, took["cpu_s"], took["peak_kib"] / 1024, size_bytes, stderr[-2000:])


def _errors(stderr: str) -> Iterator[str]:
    """Codes of the errors whose texts stand in what a person sees."""
    shown = " ".join(stderr.split())
    for key, text in texts("en").items():
        if key.startswith("error.") and key.count(".") == 1:
            pieces = [piece.strip() for piece in _literal(text) if len(piece.strip()) > 3]
            if pieces and all(piece in shown for piece in pieces):
                yield key.removeprefix("error.")


def _literal(text: str) -> list[str]:
    """A text without its placeholders."""
    pieces: list[str] = []
    for part in text.split("{"):
        pieces.append(part.rpartition("}")[2] if pieces else part)
    return [" ".join(piece.split()) for piece in pieces]


def _codes(file: Path) -> Iterator[str]:
    if not file.is_file():
        return
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    yield from (limit["code"] for limit in report["limits"] if limit.get("incomplete", True))
    for requirement in report["requirements"]:
        failed = [one for one in requirement["assertions"] if one["outcome"] == "failed"]
        yield from (one["code"] for one in failed if one["code"][:2].isupper())
        if failed:
            yield requirement["id"]
    yield from (note["check"] for note in report["notes"])


def bounds(case: Case) -> tuple[float, float]:
    """CPU seconds beyond the start and MiB that a case may take: more only for what is many honest things."""
    return CPU_S + case.things * _CPU_OF_A_THING_S, PEAK_MIB + case.things * _MIB_OF_A_THING
