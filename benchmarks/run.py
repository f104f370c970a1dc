"""How fast `oecheck check` is here, as a multiple of the least that reading a package can cost (DESIGN §8).

    python benchmarks/run.py
    python benchmarks/run.py --pages 100 --formats imscc --runs 9

Needs the folder `shared` beside the repository (or OECHECK_SHARED), whose `bench/` makes the packages and measures the
floor, with what that needs (lxml, selectolax). A benchmark for people: a machine that is busy gives other figures, so
nothing here is a test. What can be counted is tested in tests/test_budgets.py.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
SUFFIXES = {"imscc": ".imscc", "scorm12": ".zip"}
MUST = {1: 4.0, 100: 5.0, 1000: 6.0}
AIM = {1: 2.5, 100: 3.0, 1000: 4.0}


def main(words: Sequence[str] | None = None) -> int:
    """Makes the packages, measures each, prints a table."""
    wanted = _arguments(words)
    bench = Path(os.environ.get("OECHECK_SHARED", REPOSITORY.parent / "shared")) / "bench"
    if not (bench / "floor.py").is_file():
        print(f"{bench} is not there: set OECHECK_SHARED to the folder that holds bench/", file=sys.stderr)
        return 2
    print(f"{'package':<14} {'floor s':>8} {'check s':>8} {'ratio':>6} {'must':>5} {'aim':>5} {'MiB':>6}")
    with tempfile.TemporaryDirectory() as scratch:
        for package_format in wanted.formats:
            for pages in wanted.pages:
                package = _made(bench, Path(scratch), package_format, pages)
                print(_line(package_format, pages, _measured(bench, package, Path(scratch), wanted.runs)), flush=True)
    return 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 100, 1000])
    parser.add_argument("--formats", nargs="+", default=list(SUFFIXES), choices=list(SUFFIXES))
    parser.add_argument("--runs", type=int, default=5, help="rounds of floor and check in turn")
    return parser.parse_args(words)


def _made(bench: Path, folder: Path, package_format: str, pages: int) -> Path:
    package = folder / f"{package_format}-{pages}{SUFFIXES[package_format]}"
    words = [sys.executable, str(bench / "make_packages.py"), str(package)]
    words += ["--pages", str(pages), "--format", package_format]
    subprocess.run(words, check=True, capture_output=True)
    return package


def _measured(bench: Path, package: Path, folder: Path, runs: int) -> dict[str, Any]:
    """What floor.py says of the package, with and without the check."""
    check = shlex.join([sys.executable, "-m", "oecheck", "check", "--quiet", "--output", f"json={folder / 'o.json'}"])
    surroundings = os.environ | {"PYTHONPATH": str(REPOSITORY / "src"), "OECHECK_CACHE_DIR": str(folder / "cache")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are a part of every installation
    subprocess.run([*shlex.split(check), str(package)], env=surroundings, check=False)  # compiles the rules
    words = [sys.executable, str(bench / "floor.py"), str(package), "--phases", "startup,all", "--runs", str(runs)]
    words += ["--command", f"{check} {{package}}"]
    done = subprocess.run(words, env=surroundings, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)["phases"]
    return found


def _line(package_format: str, pages: int, phases: dict[str, Any]) -> str:
    floor = phases["all"]["cpu_s"][0]
    check = next(phase for phase in phases.values() if "times_floor_cpu" in phase)
    must, aim = MUST.get(pages, ""), AIM.get(pages, "")
    return (
        f"{package_format + '-' + str(pages):<14} {floor:>8.3f} {check['cpu_s'][0]:>8.3f} "
        f"{check['times_floor_cpu'][0]:>6.2f} {must:>5} {aim:>5} {check['peak_mib'][0]:>6.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
