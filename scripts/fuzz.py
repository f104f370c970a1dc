"""Feeds damaged copies of real packages to everything in oecheck that reads, and keeps what breaks it.

    python scripts/fuzz.py --minutes 60 --jobs 2 --corpus ../shared/corpus --out found
    python scripts/fuzz.py --reader reader-moodle --inputs 10000 --out found
    python scripts/fuzz.py --show 7/reader-moodle/1234 --corpus ../shared/corpus    # that input again, with its trace

Equal seeds, packages and numbers give equal inputs. What breaks is in the folder of `--out`: the input made as small
as it goes, and its trace; the counts are in `figures-<seed>.json`. Exit code 1 when anything broke.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # run as a script, it sees the tests of its repository

from tests.fuzz.corpus import packages  # noqa: E402 - found by the line above
from tests.fuzz.machine import Machine  # noqa: E402 - found by the line above
from tests.fuzz.targets import all_targets  # noqa: E402 - found by the line above
from tests.fuzz.watch import Plan, work  # noqa: E402 - found by the line above


def main() -> int:
    arguments = _arguments()
    if arguments.list:
        print("\n".join(all_targets()))
        return 0
    if arguments.show:
        return _show(arguments.show, arguments.corpus)
    targets = arguments.reader or list(all_targets())
    seconds = arguments.minutes * 60
    work(Plan(arguments.corpus, targets, arguments.seed, seconds, arguments.jobs, arguments.out, arguments.inputs))
    return _summary(arguments.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=1 << 60, help="for each target, at most so many")
    parser.add_argument("--reader", action="append", choices=list(all_targets()), help="target; all when left out")
    parser.add_argument("--corpus", action="append", type=Path, default=[], help="folder of families of packages")
    parser.add_argument("--out", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--show", help="name of an input: seed/target/number")
    parser.add_argument("--list", action="store_true", help="names of the targets")
    return parser.parse_args()


def _show(name: str, corpora: list[Path]) -> int:
    """Runs one input once more, outside all limits, and writes it to a file."""
    seed, target, number = name.split("/")
    machine = Machine(all_targets()[target], packages(corpora), int(seed))
    case, data = machine.input(int(number))
    file = Path(f"{target}-{number}.bin")
    file.write_bytes(data)
    print(f"{case.label}, {len(data)} bytes, written to {file}")
    case.run(data)
    return 0


def _summary(out: Path) -> int:
    inputs: Counter[str] = Counter()
    cpu_s: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for file in sorted(out.glob("figures-*.json")):
        for name, figures in json.loads(file.read_text(encoding="utf-8")).items():
            inputs[name] += figures["inputs"]
            cpu_s[name] += figures["cpu_s"]
            seen.update(figures["seen"])
    for name, count in sorted(inputs.items()):
        print(f"{name:28} {count:>10,} inputs {cpu_s[name]:>9,.0f} s")
    print(f"{'all':28} {inputs.total():>10,} inputs {cpu_s.total():>9,.0f} s, {len(seen)} defects")
    for signature, count in seen.most_common():
        print(f"{count:>8,} {signature}")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())
