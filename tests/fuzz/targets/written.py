"""What people write beside a package: course description records, waivers, policies, reviews, stored reports."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from oecheck.acceptance.baseline import apply_baseline, read_baseline
from oecheck.acceptance.compare import compare
from oecheck.acceptance.decision import decide, read_policy
from oecheck.acceptance.review import apply_review, read_review
from oecheck.acceptance.review_file import Contents
from oecheck.acceptance.stored import read_report
from oecheck.acceptance.waivers import apply_waivers, read_waivers
from oecheck.description.load import load_bytes
from oecheck.errors import OecheckError
from oecheck.run import reworded
from tests.fuzz.case import Case, Target
from tests.fuzz.written import POLICY, RECORDS, REPORT, REVIEW, WAIVERS, sample_report

__all__ = ["TARGETS"]

_OLD = sample_report()


def _record(data: bytes) -> None:
    for name in ("course-description.yaml", "course-description.json"):
        loaded = load_bytes(data, name)
        assert loaded.record is None or loaded.record.data


def _in_file(take: Callable[[Path], object], name: str) -> Callable[[bytes], None]:
    """The call with a file that holds the bytes; a mistake in the file is told as an error of usage."""
    file = Path(gettempdir()) / f"oecheck-fuzz-{os.getpid()}-{name}"

    def run(data: bytes) -> None:
        file.write_bytes(data)
        try:
            take(file)
        except OecheckError as error:
            str(error).encode("utf-8", "surrogatepass")

    return run


def _stored(file: Path) -> None:
    report = read_report(file)
    compare(_OLD, report)
    reworded(report, "en")


CALLS: tuple[tuple[str, bytes, Callable[[Path], object]], ...] = (
    ("waivers", WAIVERS, lambda file: apply_waivers(_OLD, read_waivers(file))),
    ("policy", POLICY, lambda file: decide(_OLD, read_policy(file).value)),
    ("review", REVIEW, lambda file: apply_review(_OLD, read_review(file), {}, Contents({}, ""), "")),
    ("baseline", REPORT, lambda file: apply_baseline(_OLD, read_baseline(file))),
    ("report", REPORT, _stored),
)


def _one(name: str, data: bytes, take: Callable[[Path], object]) -> Target:
    return Target(f"written-{name}", lambda _packages: [Case(name, data, _in_file(take, name))])


TARGETS = (
    Target("written-record", lambda _packages: [Case(name, data, _record) for name, data in RECORDS.items()]),
    *(_one(*call) for call in CALLS),
)
