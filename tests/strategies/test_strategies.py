"""Sound packages of every family are read as drawn; damaged ones give a report or an error that is documented."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oecheck.containers import EntryUnreadable, open_container, package_findings
from oecheck.errors import PackageError
from oecheck.model.fact import plain
from oecheck.readers import all_readers, choose, locate, reader_for
from oecheck.values.text import collapse
from tests.fuzz.whole import check_bytes
from tests.strategies import FAMILIES, KINDS, archives, damaged_archives, damaged_packages, sound_packages
from tests.strategies.archives import packed

MODEST = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def test_every_family_has_a_strategy() -> None:
    formats = {name.partition("/")[0] for name in FAMILIES}
    assert all(formats & set(reader.formats) for reader in all_readers())


@pytest.mark.parametrize("name", FAMILIES)
@MODEST
@given(data=st.data())
def test_title_of_a_sound_package_is_read_as_written(name: str, data: st.DataObject) -> None:
    drawn = data.draw(sound_packages(name))
    with open_container(packed(drawn.files, "zip")) as container:
        detection = locate(container)
        descriptor = choose(detection.descriptors)
        reader = reader_for(descriptor.format)
        assert reader is not None
        result = reader.read(detection.container, descriptor)

    assert collapse(str(plain(result.course.title))) == drawn.title
    assert result.incomplete == ()


@pytest.mark.parametrize("name", FAMILIES)
@MODEST
@given(data=st.data())
def test_damaged_package_gives_a_report_or_a_package_error(name: str, data: st.DataObject) -> None:
    """`check_bytes` raises when anything breaks inside, though a person would only see a limit of the report."""
    drawn = data.draw(damaged_packages(name))
    report = check_bytes(packed(drawn.files, data.draw(st.sampled_from(KINDS))), "course.zip")
    assert report is None or report.requirements


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_entries_of_an_archive_come_back_as_they_were_packed(kind: str, data: st.DataObject) -> None:
    files, archive = data.draw(archives(kind))
    with open_container(archive) as container:
        assert {path: container.read(path) for path in container.files} == files


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_archive_is_a_container_or_a_package_error(kind: str, data: st.DataObject) -> None:
    try:
        container = open_container(data.draw(damaged_archives(kind)))
    except PackageError:
        return
    with container:
        for path in container.files:
            try:
                assert len(container.read(path)) == container.files[path].size_bytes
            except EntryUnreadable as unreadable:
                assert unreadable.code  # noqa: PT017 - either is right
        package_findings(container)
