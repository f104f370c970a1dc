"""Defects planted on purpose: each is found where it is, and nothing else changes.

Every package is compared with its twin without defects, so that what is the matter with both does not count.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from oecheck.model.report import Report
from oecheck.rules import REVIEW
from oecheck.run import CheckOptions, check_package
from tests.tools.made_packages import SUFFIXES, generator, make

RULES = {
    "img-no-alt": ("OHE-ACC-001", "no-alternative"),
    "img-missing": ("OHE-PKG-006", "missing"),
    "link-broken": ("OHE-PKG-006", "missing"),
    "no-lang": ("OHE-ACC-005", "no-language"),
    "heading-skip": ("OHE-ACC-008", "skipped"),
    "empty-title": ("OHE-ACC-004", "no-title"),
    "table-no-header": ("OHE-ACC-009", "no-headers"),
    "video-no-captions": ("OHE-ACC-016", "not-everywhere"),
    "empty-link": ("OHE-ACC-010", "no-name"),
    "undeclared-file": ("OHE-PKG-005", "unreachable"),
    "declared-missing": ("OHE-PKG-004", "missing"),
}
NO_RULE = {
    "duplicate-id": "WCAG 2.2 dropped 4.1.1, which asked for it; assistive technology works around it",
}
"""Kinds that no requirement of the standard covers, and why."""

OF_THE_COURSE = {"insecure-url": ("OHE-CON-006", "unencrypted")}
"""Kinds that one finding tells for the whole course, with all the places in it."""

_COURSE = {("OHE-CON-006", "unencrypted"): 1}
_CONFORMS = {("OHE-ACC-029", "requirement-failed"): 1}
FOLLOWS = {
    **dict.fromkeys(SUFFIXES, _COURSE | _CONFORMS),
    "epub": _COURSE,
    "olx": _COURSE | _CONFORMS | {("OHE-PKG-005", "perhaps-needed"): 1},
}
"""What the planted defects bring with them. Content does not conform while other requirements are not met (in the
EPUB that is so without any: its page of contents has no language). The style sheet that nothing of a course in OLX
names is unused for certain only while no page is missing."""
TURNED = {"olx": 1}
"""Findings of the twin that change their code for that."""

Found = Counter[tuple[str, str, str]]
OPTIONS = CheckOptions(date="2026-01-01")
PLANTED_ONCE = {
    "undeclared-file": "at most one a package, by a draw for the package and none for each page",
    "declared-missing": "the same",
}
"""Kinds that a package of many pages has or has not by chance: `test_file_that_the_manifest_forgets_…` picks seeds."""
KINDS = {
    **dict.fromkeys(SUFFIXES, {*RULES} - {*PLANTED_ONCE}),
    "olx": {*RULES} - {*PLANTED_ONCE, "no-lang", "empty-title"},
}
"""Kinds that the generator plants in a form: pieces of pages have no title and no language of their own."""
SPEC = {"pages": 80, "seed": 5, "videos": 3, "video_mb": 0.3, "image_kb": 0.5}
SHARE = 0.08
RARE = 0.001
"""So rare that a package of two pages has no other defect than the one that its seed is chosen for."""


@cache
def _twins(shared: Path, folder: Path, form: str) -> tuple[Report, Report, tuple[Any, ...]]:
    sound, _ = make(shared, folder, form, f"{form}-sound", **SPEC)
    planted, course = make(shared, folder, form, f"{form}-planted", defects=SHARE, **SPEC)
    return check_package(sound, OPTIONS), check_package(planted, OPTIONS), tuple(course.planted)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planted")


def _findings(report: Report) -> Found:
    """Findings by rule, code and file, questions to people left out; of a video, the pages without its captions."""
    found: Found = Counter()
    for requirement in report.requirements:
        for assertion in requirement.assertions:
            if assertion.code == REVIEW:
                continue
            pages = assertion.arguments.get("media.uncaptioned_pages") if assertion.code == "not-everywhere" else None
            place = assertion.sources[0].file
            root = "course/" if place.startswith("course/") else ""  # a message counts from the folder of the package
            for file in [root + page for page in pages] if pages else [place]:
                found[requirement.id, assertion.code, file] += 1
    found.update(("note", note.check, note.source.file) for note in report.notes)
    return found


def _wanted(planted: Iterable[Any]) -> Found:
    planted = tuple(planted)
    skips = {(one.file, one.detail) for one in planted if one.kind == "heading-skip"}
    return Counter(
        (*RULES[one.kind], one.file)
        for one in planted
        if one.kind in RULES and not (one.kind == "heading-skip" and _behind_another(one, skips))
    )


def _behind_another(one: Any, skips: set[tuple[str, str]]) -> bool:
    """A heading too deep right behind one that is as deep skips no level."""
    number = re.fullmatch(r"s(\d+)", one.detail)
    return number is not None and (one.file, f"s{int(number[1]) - 1}") in skips


def _kinds(found: Found) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for (rule, code, _), count in found.items():
        counts[rule, code] += count
    return counts


def test_every_kind_of_defect_has_a_rule_or_a_reason_why_not(shared: Path) -> None:
    assert {*RULES, *OF_THE_COURSE, *NO_RULE} == set(generator(shared).DEFECTS)


@pytest.mark.parametrize("form", SUFFIXES)
def test_planted_defects_are_found_in_their_files(shared: Path, folder: Path, form: str) -> None:
    sound, report, planted = _twins(shared, folder, form)
    wanted = _wanted(planted)
    found = _findings(report) - _findings(sound)
    kinds = _kinds(wanted)
    assert set(kinds) >= {RULES[kind] for kind in KINDS[form]}
    recall = {kind: _kinds(wanted & found)[kind] / count for kind, count in kinds.items()}
    assert {kind: share for kind, share in recall.items() if share < 0.95} == {}


@pytest.mark.parametrize("form", SUFFIXES)
def test_every_address_without_encryption_is_counted(shared: Path, folder: Path, form: str) -> None:
    _, report, planted = _twins(shared, folder, form)
    (told,) = [
        assertion
        for requirement in report.requirements
        for assertion in requirement.assertions
        if (requirement.id, assertion.code) == OF_THE_COURSE["insecure-url"]
    ]
    assert told.arguments["size(course.plain_http)"] == sum(one.kind == "insecure-url" for one in planted) > 0


@pytest.mark.parametrize("form", SUFFIXES)
def test_nothing_but_the_planted_defects_is_reported(shared: Path, folder: Path, form: str) -> None:
    sound, report, planted = _twins(shared, folder, form)
    more = _findings(report) - _findings(sound) - _wanted(planted)
    assert _kinds(more) == FOLLOWS[form]
    assert sum((_findings(sound) - _findings(report)).values()) == TURNED.get(form, 0)
    assert report.limits == sound.limits


@pytest.mark.parametrize("form", ["imscc", "imscc1.1", "imscc1.2"])
@pytest.mark.parametrize(
    ("kind", "number", "place"),
    [("undeclared-file", 1, "content/undeclared.html"), ("declared-missing", 2, "imsmanifest.xml")],
)
def test_file_that_the_manifest_forgets_or_only_promises_is_told(
    shared: Path, tmp_path: Path, form: str, kind: str, number: int, place: str
) -> None:
    seed = next(seed for seed in range(10_000) if random.Random(f"{seed}/package/{number}").random() < RARE)
    spec = {"pages": 2, "seed": seed, "image_kb": 0.5}
    sound, _ = make(shared, tmp_path, form, "sound", **spec)
    path, course = make(shared, tmp_path, form, "planted", defects=RARE, **spec)
    assert [one.kind for one in course.planted] == [kind]
    more = _findings(check_package(path, OPTIONS)) - _findings(check_package(sound, OPTIONS))
    assert more[(*RULES[kind], place)] == 1
    # The forgotten page is itself a page without language and heading, for which the course does not conform.
    assert {where for rule, _, where in more if rule != "OHE-ACC-029"} == {place}


def test_forgotten_file_is_perhaps_needed_where_a_page_is_missing(shared: Path, tmp_path: Path) -> None:
    """A page that is not there may have led to it: nobody can tell, so a person is asked and the file is not blamed."""
    seed = next(
        seed
        for seed in range(10_000)
        if all(random.Random(f"{seed}/package/{number}").random() < SHARE for number in (1, 2))
    )
    path, course = make(shared, tmp_path, "imscc", "both", defects=SHARE, pages=2, seed=seed, image_kb=0.5)
    assert {"undeclared-file", "declared-missing"} <= {one.kind for one in course.planted}
    report = check_package(path, OPTIONS)
    told = [
        (one.code, one.outcome.value)
        for requirement in report.requirements
        if requirement.id == "OHE-PKG-005"
        for one in requirement.assertions
        if one.sources[0].file == "content/undeclared.html"
    ]
    assert told == [("perhaps-needed", "cantTell")]
