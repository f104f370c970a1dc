"""A package in a folder of its archive: places count from the top of the archive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from oecheck.model.report import Report
from oecheck.run import check_package
from tests.run.test_check import MANIFEST, OPTIONS, PAGE, packed

MISSING = MANIFEST.replace("</resource>", '<file href="gone.html"/></resource>', 1)
FILES: dict[str, str | bytes] = {
    "imsmanifest.xml": MISSING,
    "start.html": PAGE.replace("<p>", '<p><img src="a.png">'),
    "a.png": b"x",
}


def _checked(folder: str) -> Report:
    return check_package(packed({folder + path: content for path, content in FILES.items()}), OPTIONS)


def _places(report: Report) -> Iterator[tuple[str, str, str]]:
    yield from ((one.format, "", one.source.file) for one in report.subject.formats)
    yield from ((limit.code, "", limit.source.file) for limit in report.limits)
    yield from ((note.check, "", note.source.file) for note in report.notes)
    for requirement in report.requirements:
        for one in requirement.assertions:
            yield from ((requirement.id, one.code, source.file) for source in one.sources)


@pytest.mark.parametrize("folder", ["x/", "Course 1/"])
def test_places_are_those_of_the_archive(folder: str) -> None:
    flat = set(_places(_checked("")))
    deep = set(_places(_checked(folder)))
    odd = {place for place in deep if place[1] == "CT-30"}
    assert {place for _, _, place in odd} == {f"{folder}imsmanifest.xml"}
    placed = {(rule, code, folder + file if file in FILES else file) for rule, code, file in flat}
    assert {file for _, _, file in placed} >= {f"{folder}imsmanifest.xml", f"{folder}start.html"}
    assert deep - odd == placed


def test_package_at_the_top_keeps_its_places() -> None:
    assert {file for _, _, file in _places(_checked(""))} <= {*FILES, ""}
