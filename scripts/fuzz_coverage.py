"""Coverage-guided fuzzing of one target with atheris, or of all, one after the other.

    pip install atheris
    python scripts/fuzz_coverage.py --list
    python scripts/fuzz_coverage.py reader-moodle --seconds 600 --out found
    python scripts/fuzz_coverage.py all --seconds 60 --corpus ../shared/corpus

What breaks is written to the folder of `--out`, made smaller: make a fixture and a test of it. The inputs that reached
new code are kept in `--out`/TARGET and are the start of the next run. Exit code 1 when anything broke. What is fed is
the same as in scripts/fuzz.py; here the coverage of the program decides which inputs are mutated further.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # run as a script, it sees the tests of its repository


def main() -> int:
    arguments = _arguments()
    if arguments.list or arguments.target == "all":
        from tests.fuzz.targets import all_targets

        if arguments.list:
            print("\n".join(all_targets()))
            return 0
        return max(_apart(name, arguments) for name in all_targets())
    return _run(arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", nargs="?", default="all")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", action="append", type=Path, default=[], help="folder of families of packages")
    parser.add_argument("--out", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--list", action="store_true", help="names of the targets")
    return parser.parse_args()


def _apart(name: str, arguments: argparse.Namespace) -> int:
    """One target in a process of its own: the fuzzer never returns, and ends its process on a crash."""
    words = [f"--seconds={arguments.seconds}", f"--seed={arguments.seed}", f"--out={arguments.out}"]
    words += [f"--corpus={corpus}" for corpus in arguments.corpus]
    done = subprocess.run([sys.executable, __file__, name, *words], check=False)
    print(f"{name}: {'sound' if done.returncode == 0 else f'broken ({done.returncode})'}", flush=True)
    return 1 if done.returncode else 0


def _run(arguments: argparse.Namespace) -> int:
    import atheris

    with atheris.instrument_imports(include=["oecheck"]):
        from tests.fuzz.corpus import packages
        from tests.fuzz.coverage import mutator, one_input, write_seeds
        from tests.fuzz.targets import all_targets

        cases = all_targets()[arguments.target].cases(packages(arguments.corpus))

    def own(data: bytes, most: int) -> bytes:
        return bytes(atheris.Mutate(data, most))  # another function once the fuzzer runs, so it is looked up here

    if not cases:
        print(f"{arguments.target}: no input to begin with; real packages have some (--corpus)")
        return 0
    folder = arguments.out / arguments.target
    write_seeds(cases, folder)
    options = [f"-max_total_time={arguments.seconds}", f"-seed={arguments.seed}", "-max_len=200000", "-timeout=60"]
    options += [f"-artifact_prefix={arguments.out}/{arguments.target}-", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *options, str(folder)], one_input(cases), custom_mutator=mutator(own))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
