"""Every module of the folder is a report format."""

from __future__ import annotations

import pytest

from oecheck.reporters import RenderOptions, reporter, reporter_names
from tests.reporters.sample import full_report


def test_formats_are_the_modules_of_the_folder() -> None:
    assert {"json", "text"} <= set(reporter_names())


@pytest.mark.parametrize("name", reporter_names())
def test_reporter_is_whole_and_repeats_itself(name: str) -> None:
    definition = reporter(name)
    assert definition is not None
    first, second = (b"".join(definition.render(full_report(), RenderOptions())) for _ in range(2))

    assert definition.name == name
    assert definition.suffix.startswith(".")
    assert "/" in definition.media_type
    assert first == second
    assert b"biology-101.imscc" in first


def test_unknown_name_is_no_reporter() -> None:
    assert reporter("pigeon") is None
