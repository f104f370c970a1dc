"""Why a run is no result: part was not looked at, or the standard is another one, or the package could not be read."""

from __future__ import annotations

import msgspec
import pytest

from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from oecheck.reporters import RenderOptions, reporter
from tests.reporters.sample import full_report

CHANGED = Limit("edition-changed", {"standard": "ohe@0.1", "count": 1, "files": ["terms.yaml"]}, Source(""), "It was.")
CUT = Limit("page-too-long", {"path": "a.html"}, Source("a.html"), "The page is too long.")
FORMATS = ("text", "markdown", "html", "github", "junit")


def _told(name: str, *limits: Limit) -> str:
    found = reporter(name)
    assert found is not None
    report: Report = msgspec.structs.replace(full_report(), limits=limits)
    return " ".join(b"".join(found.render(report, RenderOptions())).decode("utf-8").split())


@pytest.mark.parametrize("name", FORMATS)
def test_changed_edition_is_told_as_that_and_not_as_a_part_left_out(name: str) -> None:
    told = _told(name, CHANGED)

    assert "the standard is not the one that was published" in told.lower()
    assert "part of the package" not in told


@pytest.mark.parametrize("name", FORMATS)
def test_part_that_was_left_out_is_told_even_beside_a_changed_edition(name: str) -> None:
    told = _told(name, CHANGED, CUT)

    assert "part of the package" in told.lower()
    assert "is not the one that was published" not in told
