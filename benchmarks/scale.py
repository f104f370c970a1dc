"""Small programs that benchmarks/run.py runs in processes of their own; each prints what it measured."""

from __future__ import annotations

__all__ = ["FINDINGS", "FLOOR_OF_MANY", "LIKE_THE_PROGRAM", "RULES_300"]

LIKE_THE_PROGRAM = "import gc\ngc.set_threshold(100_000, 50, 1000)  # as oecheck.cli\n"

RULES_300 = """
import sys, time
from pathlib import Path
from msgspec.structs import replace
from oecheck.run import CheckOptions, catalogue_for
from oecheck.run._check import fresh_report
options, package = CheckOptions(), Path(sys.argv[1])
known = catalogue_for(options)
def numbered(rule, turn):
    return replace(rule, file=replace(rule.file, id=f"{rule.id}{turn}" if turn else rule.id))
def catalogue(count):
    rules = [numbered(rule, turn) for turn in range(3) for rule in known.rules][:count]
    return replace(known, rules=tuple(rules))
def check(catalogue):
    begin = time.process_time()
    fresh_report(package, options, catalogue=catalogue)
    return time.process_time() - begin
few, many = catalogue(100), catalogue(300)
check(few), check(many)
print(sorted(check(many) / check(few) for _ in range(int(sys.argv[2])))[int(sys.argv[2]) // 2])
"""
"""A check with 300 rules over one with 100, in one process: the edition's own rules, again under other numbers."""

FINDINGS = """
import json, sys, time
from pathlib import Path
from msgspec.structs import replace
from oecheck.model.outcome import Outcome
from oecheck.reporters import RenderOptions, reporter, reporter_names
from oecheck.run import CheckOptions, check_package
report = check_package(Path(sys.argv[1]), CheckOptions())
one = max(report.requirements, key=lambda one: sum(found.outcome is Outcome.FAILED for found in one.assertions))
failed = [found for found in one.assertions if found.outcome is Outcome.FAILED]
def moved(number):
    found = failed[number % len(failed)]
    sources = tuple(replace(place, line=number + 1) for place in found.sources)
    return replace(found, fingerprint=f"{number:032x}", sources=sources)
many = tuple(moved(number) for number in range(100_000))
outcomes = replace(one.outcomes, failed=len(many))
full = replace(one, assertions=many, outcomes=outcomes)
report = replace(report, requirements=tuple(full if each is one else each for each in report.requirements))
found = {}
for name in reporter_names():
    begin, written = time.process_time(), 0
    for piece in reporter(name).render(report, RenderOptions()):
        written += len(piece)
    found[name] = time.process_time() - begin, written / len(many)
print(json.dumps(found))
"""
"""Seconds and bytes a finding, by format: the findings of a real package, on 100,000 other lines."""

FLOOR_OF_MANY = """
import sys, time
sys.path.insert(0, sys.argv[1])
import floor
work, begin = floor.work_of("all", "lexbor" if floor.installed("selectolax") else "lxml"), time.process_time()
for package in open(sys.argv[2], encoding="utf-8").read().splitlines():
    try:
        work.run(package)
    except Exception:  # noqa: BLE001 - what cannot be opened costs what it costs
        pass
print(time.process_time() - begin)
"""
"""The floor of many packages, one after the other in one process."""
