"""Every row of the budgets (DESIGN §8) that one machine can measure: what it must be, what we aim at, what it is here.

    python benchmarks/run.py
    python benchmarks/run.py --rows version check again --pages 100 --formats imscc --runs 9
    python benchmarks/run.py --rows growth peers

Needs the folder `shared` beside the repository (or OECHECK_SHARED), whose `bench/` makes the packages and measures the
floor, with what that needs (lxml, selectolax). Peers are run where installed. A benchmark for people: a machine
that is busy gives other figures, so nothing here is a test. What can be counted is tested in tests/test_budgets.py.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from measure import REPOSITORY, check_command, joined, median_cpu_s, run_once, surroundings
from scale import FINDINGS, FLOOR_OF_MANY, LIKE_THE_PROGRAM, RULES_300

SUFFIXES = {"imscc": ".imscc", "scorm12": ".zip", "epub": ".epub", "olx": "", "pages": ""}
CHECK = {1: ("4.0", "2.5"), 100: ("5.0", "3.0"), 1000: ("6.0", "4.0")}
PEERS = {
    # command, format of the package, must and aim: oecheck's CPU seconds over the peer's
    "epubcheck": ("epub", "0.083", "0.040"),
    "vnu": ("pages", "0.167", "0.071"),
    "html-validate": ("pages", "0.100", "0.050"),
    "edx-cleaner": ("olx", "2.0", "1.0"),
}
_RULES = """
import sys, time
from oecheck.facts import registry
from oecheck.run import load_catalogue
registry()  # the modules of the facts: a check needs them whatever the rules
begin = time.process_time()
load_catalogue("ohe@0.1")
print((time.process_time() - begin) * 1000)
"""
_ONE_RULE = """
import time
from oecheck.engine import Target
from oecheck.model.page import Link
from oecheck.model.source import Source
from oecheck.run import load_catalogue
rule = next(rule for rule in load_catalogue("ohe@0.1").rules if rule.id == "OHE-PKG-006")
link = Link(source=Source("a.html"), page="a.html", element="a@href", kind="internal", state="found", target="b.html")
targets = [Target(link)] * 100_000
begin = time.process_time()
rule.plain.walk(type("Run", (), {"value": None}), targets, [None] * rule.when[0].checked.variables)
print((time.process_time() - begin) / len(targets) * 1e6)
"""


class Bench:
    """Packages, folders and rounds of one run of the benchmarks."""

    def __init__(self, scripts: Path, folder: Path, wanted: argparse.Namespace) -> None:
        self.scripts = scripts
        self.folder = folder
        self.runs: int = wanted.runs
        self.pages: list[int] = wanted.pages
        self.formats: list[str] = wanted.formats
        self.cache = folder / "cache"
        self.check = check_command(folder / "o.json")

    def package(self, package_format: str, pages: int, *, defects: bool = False, videos: bool = False) -> Path:
        """A package of the generator, made when first asked for."""
        made = (
            self.folder
            / f"{package_format}-{pages}{'-defects' * defects}{'-videos' * videos}{SUFFIXES[package_format]}"
        )
        if not made.exists():
            words = [sys.executable, str(self.scripts / "make_packages.py"), str(made)]
            words += ["--pages", str(pages), "--format", package_format]
            words += ["--defects", "0.02"] * defects + ["--videos", "8", "--video-mb", "2000"] * videos
            subprocess.run(words, check=True, capture_output=True)
        return made

    def against_floor(self, package: Path) -> dict[str, Any]:
        """What floor.py says of a check beside the floor."""
        variables = surroundings(self.cache)
        run_once([*self.check, str(package)], variables)  # compiles the rules
        words = [sys.executable, str(self.scripts / "floor.py"), str(package), "--phases", "startup,all"]
        words += ["--runs", str(self.runs), "--command", f"{joined(self.check)} {{package}}"]
        done = subprocess.run(words, env=variables, check=True, capture_output=True)
        phases: dict[str, dict[str, Any]] = json.loads(done.stdout)["phases"]
        return next(phase for phase in phases.values() if "times_floor_cpu" in phase)

    def told(self, program: str, *arguments: str) -> Any:
        """What a small program prints, as JSON."""
        words = [sys.executable, "-c", LIKE_THE_PROGRAM + program, *arguments]
        done = subprocess.run(words, env=surroundings(self.cache), check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    def corpus(self) -> Path:
        """A list of the real packages that may be opened anywhere."""
        listing = self.folder / "corpus.txt"
        files = sorted(self.scripts.parent.glob("corpus/*/*"))
        told = (path for path in files if path.is_file() and "hostile" not in path.name)
        listing.write_text("".join(f"{path}\n" for path in told), encoding="utf-8")
        return listing


Row = tuple[str, str, str, str]
"""What, must, aim, measured."""


def version(bench: Bench) -> Iterator[Row]:
    """`oecheck --version` over an interpreter that does nothing."""
    variables = surroundings(bench.cache)
    ours = median_cpu_s([sys.executable, "-m", "oecheck", "--version"], variables, 3 * bench.runs)
    nothing = median_cpu_s([sys.executable, "-c", "pass"], variables, 3 * bench.runs)
    yield "--version / python -c pass", "7.0", "4.0", f"{ours / nothing:.2f}"


def check(bench: Bench) -> Iterator[Row]:
    """A check with all rules and the JSON report, over the floor; with its peak of memory."""
    for package_format in bench.formats:
        for pages in bench.pages:
            found = bench.against_floor(bench.package(package_format, pages))
            must, aim = CHECK.get(pages, ("", ""))
            measured = f"{found['times_floor_cpu'][0]:.2f}  ({found['cpu_s'][0]:.3f} s, {found['peak_mib'][0]:.0f} MiB)"
            yield f"check {package_format} {pages} / floor", must, aim, measured


def growth(bench: Bench) -> Iterator[Row]:
    """Exponent from 100 to 10,000 pages, one page taken off, and the memory of the largest."""
    variables = surroundings(bench.cache)
    found = {
        pages: run_once([*bench.check, str(bench.package("imscc", pages))], variables) for pages in (1, 1, 100, 10_000)
    }
    one = found[1].cpu_s
    exponent = math.log((found[10_000].cpu_s - one) / (found[100].cpu_s - one)) / math.log(100)
    yield "growth, 100 to 10,000 pages", "1.08", "1.03", f"{exponent:.3f}"
    yield "peak MiB, 10,000 pages", "400", "150", f"{found[10_000].peak_mib:.0f}"


def again(bench: Bench) -> Iterator[Row]:
    """The same package once more, over the first time."""
    words = [*bench.check, str(bench.package("imscc", 1000))]
    fresh = median_cpu_s(words, surroundings(bench.cache), bench.runs)
    stored = surroundings(bench.cache, stored_reports=True)
    run_once(words, stored)
    yield "unchanged package again / cold", "0.12", "0.08", f"{median_cpu_s(words, stored, bench.runs) / fresh:.3f}"


def changed(bench: Bench) -> Iterator[Row]:
    """One rule changed: the same packages from stored facts, over the first time; rules compiled before in both."""
    standard = shutil.copytree(REPOSITORY / "standards", bench.folder / "standards") / "ohe" / "0.1"
    rule = next(standard.glob("rules/off/OHE-OFF-003-*.yaml"))
    written = rule.read_text(encoding="utf-8")
    batch = [
        sys.executable,
        "-m",
        "oecheck",
        "batch",
        "--list",
        str(bench.corpus()),
        "-j",
        "1",
        "--quiet",
        "--keep-facts",
    ]
    for name, words in (
        ("1,000 pages", [*bench.check, "--keep-facts", str(bench.package("imscc", 1000))]),
        ("corpus", batch),
    ):
        cold: list[float] = []
        warm: list[float] = []
        for number in range(bench.runs):
            for found, stored in ((cold, False), (warm, True)):
                variables = surroundings(bench.cache, stored_reports=stored)
                ask = [*words, "--standard", str(standard)]
                out = ["--out", str(bench.folder / f"batch-{number}-{stored}-{{}}")] if words is batch else []
                rule.write_text(written, encoding="utf-8")
                if stored:
                    run_once([*ask, *(word.format("kept") for word in out)], variables)  # keeps the facts
                    rule.write_text(written.replace("{value: 10,", f"{{value: {11 + number},"), encoding="utf-8")
                run_once([*bench.check, "--standard", str(standard), str(bench.package("imscc", 1))], variables)
                found.append(run_once([*ask, *(word.format("done") for word in out)], variables).cpu_s)
        yield f"one rule changed, {name} / cold", "0.30", "0.15", f"{median(warm) / median(cold):.3f}"


def rules(bench: Bench) -> Iterator[Row]:
    """The rules loaded, the first time and from what was compiled; one of them on one thing."""
    shutil.rmtree(bench.cache, ignore_errors=True)
    yield "rules loaded, first time, ms", "150 (of 300)", "", f"{bench.told(_RULES):.0f}"
    yield "rules loaded, warm, ms", "20 (of 300)", "5", f"{bench.told(_RULES):.0f}"
    yield "one simple rule on one thing, us", "2", "0.8", f"{bench.told(_ONE_RULE):.2f}"


def many_rules(bench: Bench) -> Iterator[Row]:
    """A check of 100 pages with 300 rules, over one with 100."""
    ratio = bench.told(RULES_300, str(bench.package("imscc", 100)), str(bench.runs))
    yield "300 rules / 100 rules", "2.2", "1.8", f"{ratio:.2f}"


def findings(bench: Bench) -> Iterator[Row]:
    """A report with 100,000 findings, in every format."""
    flawed = bench.package("imscc", 100, defects=True)
    for name, (cpu_s, size_bytes) in bench.told(FINDINGS, str(flawed)).items():
        yield f"100,000 findings, {name}", "3 s, 1 KB", "1 s", f"{cpu_s:.2f} s, {size_bytes:.0f} bytes each"


def large(bench: Bench) -> Iterator[Row]:
    """100 pages and 2 GB of videos."""
    found = bench.against_floor(bench.package("imscc", 100, videos=True))
    yield "2 GB / floor", "1.6", "1.2", f"{found['times_floor_cpu'][0]:.2f}  ({found['cpu_s'][0]:.2f} s)"
    yield "peak MiB, 2 GB", "120", "60", f"{found['peak_mib'][0]:.0f}"


def batch(bench: Bench) -> Iterator[Row]:
    """The real packages in a batch with two workers, over the floor of them all in one process."""
    listing, variables = str(bench.corpus()), surroundings(bench.cache)
    words = [sys.executable, "-m", "oecheck", "batch", "--list", listing, "-j", "2", "--quiet", "--out"]
    found = []
    for number in range(bench.runs):
        floor = bench.told(FLOOR_OF_MANY, str(bench.scripts), listing)
        done = run_once([*words, str(bench.folder / f"batch-{number}")], variables)
        found.append(done.cpu_s / floor)
    yield "batch of the corpus / floor", "6.0", "4.0", f"{median(found):.1f}"


def peers(bench: Bench) -> Iterator[Row]:
    """A check of 1,000 pages over what a peer needs for the same pages; only those that are installed."""
    variables = surroundings(bench.cache)
    for command, (package_format, must, aim) in PEERS.items():
        if shutil.which(command) is None:
            yield f"check / {command}", must, aim, "not installed"
            continue
        package = bench.package(package_format, 1000)
        theirs = run_once([command, str(package)], variables).cpu_s
        own = bench.package("imscc", 1000) if package_format == "pages" else package  # the same pages in a package
        ours = median_cpu_s([*bench.check, str(own)], variables, bench.runs)
        yield f"check / {command}, {package_format}", must, aim, f"{ours / theirs:.3f}"


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    row.__name__: row
    for row in (version, check, rules, many_rules, findings, again, changed, batch, growth, large, peers)
}


def main(words: Sequence[str] | None = None) -> int:
    """Makes the packages, measures each row, prints a table."""
    wanted = _arguments(words)
    scripts = Path(os.environ.get("OECHECK_SHARED", REPOSITORY.parent / "shared")) / "bench"
    if not (scripts / "floor.py").is_file():
        print(f"{scripts} is not there: set OECHECK_SHARED to the folder that holds bench/", file=sys.stderr)
        return 2
    print(f"{'what':<34} {'must':>12} {'aim':>7}  measured")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(scripts, Path(scratch), wanted)
        for name in wanted.rows:
            for what, must, aim, measured in ROWS[name](bench):
                print(f"{what:<34} {must:>12} {aim:>7}  {measured}", flush=True)
    return 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    usual = [name for name in ROWS if name not in ("growth", "large", "peers")]
    parser.add_argument("--rows", nargs="+", default=usual, choices=list(ROWS))
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 100, 1000])
    parser.add_argument(
        "--formats", nargs="+", default=["imscc", "scorm12"], choices=["imscc", "scorm12", "epub", "olx"]
    )
    parser.add_argument("--runs", type=int, default=5, help="rounds of floor and check in turn")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
