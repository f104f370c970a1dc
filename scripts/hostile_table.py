"""Checks every hostile case in a process of its own, and writes the table of docs/hard-input.md.

    python scripts/hostile_table.py             # runs all, prints the table
    python scripts/hostile_table.py --write     # and puts it into docs/hard-input.md
    python scripts/hostile_table.py --accept    # and takes the outcomes for right (tests/hostile/outcomes.yaml)
    python scripts/hostile_table.py archives    # those whose name begins so

CPU is what a case takes beyond the check of a small sound course; memory is the peak of the whole process.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # run as a script, it sees the tests of its repository

from tests.hostile.bench import Outcome, bounds, run, sound  # noqa: E402 - found by the line above
from tests.hostile.expected import FILE, telling, written  # noqa: E402 - the same
from tests.hostile.sets import all_cases  # noqa: E402 - the same

PAGE = ROOT / "docs" / "hard-input.md"
BEGIN, END = "<!-- hostile table -->\n", "<!-- end of hostile table -->\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("begin", nargs="?", default="", help="only cases whose name begins so")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--accept", action="store_true")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        small = sound(Path(folder))
    outcomes = dict(_outcomes(arguments.begin))
    table = "".join(_table(outcomes, small))
    print(table)
    if arguments.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(before + BEGIN + table + END + rest.partition(END)[2], encoding="utf-8")
    if arguments.accept:
        FILE.write_text(written(outcomes, small), encoding="utf-8")
    return 1 if any(_over(name, found, small) for name, found in outcomes.items()) else 0


def _outcomes(begin: str) -> Iterator[tuple[str, Outcome]]:
    for name, case in all_cases().items():
        if name.startswith(begin):
            with TemporaryDirectory() as folder:
                yield name, run(case, Path(folder))


def _over(name: str, found: Outcome, small: Outcome) -> bool:
    cpu_s, peak_mib = bounds(all_cases()[name])
    return found.cpu_s - small.cpu_s > cpu_s or found.peak_mib > peak_mib


def _table(outcomes: Mapping[str, Outcome], small: Outcome) -> Iterator[str]:
    yield f"\n{len(outcomes)} cases; the check of the small sound course takes {small.cpu_s:.2f} s of CPU.\n"
    group = ""
    for name, found in outcomes.items():
        kind, _, short = name.partition(": ")
        if kind != group:
            group = kind
            yield f"\n### {group.capitalize()}\n\n| case | what it is | bytes | exit | named | CPU s | MiB |\n"
            yield "|---|---|---:|---:|---|---:|---:|\n"
        yield _row(short, name, found, small)
    yield "\n"


def _row(short: str, name: str, found: Outcome, small: Outcome) -> str:
    case = all_cases()[name]
    cells = (
        short + (" †" if case.things else ""),
        case.what.replace("|", "\\|"),
        f"{found.size_bytes:,}",
        str(found.code),
        " ".join(telling(found, small)) or "—",
        f"{max(found.cpu_s - small.cpu_s, 0.0):.2f}" + (" **over**" if _over(name, found, small) else ""),
        f"{found.peak_mib:.0f}",
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.exit(main())
