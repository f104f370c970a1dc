"""TinCan packages: activities, names by language, and each defect alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.readers.tincan import READER
from tests.readers.xapi_packages import changed, files_of, found, read, reported_checks, sheet

BASE = "https://lakeside.example/courses/water"
LIST = files_of("tincan")["tincan.xml"].decode()
LAUNCH = '<launch lang="en">cycle.html</launch>'


def listed(old: str, new: str) -> dict[str, bytes]:
    return changed("tincan", "tincan.xml", old, new)


def test_smallest_package_is_read_without_a_finding() -> None:
    result = read(READER, files_of("tincan"))
    course = result.course
    assert found(result) == []
    assert (value(course.id), value(course.title)) == (BASE, "Water")
    assert [(text.language, text.text) for text in course.titles] == [("en", "Water"), ("fr", "L’eau")]
    assert [(item.target, item.state) for item in result.references] == [("cycle.html", "found")]


def test_what_is_launched_is_an_entry_and_the_others_are_met_inside_of_it() -> None:
    course = read(READER, files_of("tincan")).course
    assert [node.id for node in course.modules] == [BASE]
    assert [(unit.kind, unit.entry, unit.module) for unit in course.activities] == [
        ("interactive", "cycle.html", BASE),
        ("quiz", "", ""),
    ]


def test_objective_among_the_activities_is_an_outcome() -> None:
    (outcome,) = value(read(READER, files_of("tincan")).course.outcomes) or ()
    assert (outcome.id, value(outcome.text)) == (f"{BASE}/rain", "Explain where rain comes from.")


def test_format_has_no_place_for_its_version_nor_for_the_language_of_the_content() -> None:
    result = read(READER, files_of("tincan"))
    for told in (result.format_version, result.course.languages):
        assert isinstance(told, Fact)
        assert told.state is State.UNSUPPORTED


def test_course_is_the_activity_of_that_type_wherever_it_stands() -> None:
    other = f'<activities><activity id="{BASE}/0"><name lang="en">First</name><launch>cycle.html</launch></activity>'
    assert value(read(READER, listed("<activities>", other)).course.title) == "Water"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("http://projecttincan.com/tincan.xsd", "http://tincan.example/", ["TC-09"]),
        (f'id="{BASE}"', 'id="[YOUR_HOST]/water"', ["TC-02"]),
        (f'id="{BASE}"', "", ["TC-02/none"]),
        (f'id="{BASE}/quiz"', f'id="{BASE}"', ["TC-10"]),
        (LAUNCH, "", ["TC-03"]),
        (LAUNCH, "<launch/>", ["TC-03"]),
        (LAUNCH, "<launch>the cycle.html</launch>", ["TC-11"]),
        ("Three questions", "…", ["TC-04/name"]),
        ('<name lang="fr">', '<name lang="und">', ["TC-04/language"]),
        ('<name lang="fr">', "<name>", ["TC-04/no-language"]),
        ("http://adlnet.gov/expapi/activities/assessment", "assessment", ["TC-05"]),
        ("</activities>", "</activity>", ["TC-01/not-well-formed"]),
    ],
)
def test_one_defect_gives_its_finding_and_nothing_else(old: str, new: str, expected: list[str]) -> None:
    assert found(read(READER, listed(old, new)))[:1] == expected


def test_launch_that_is_not_there_is_a_missing_reference() -> None:
    result = read(READER, listed("cycle.html", "res/index.html"))
    assert [(item.href, item.state) for item in result.references] == [("res/index.html", "missing")]


def test_list_without_its_package_does_not_miss_what_was_never_handed_in() -> None:
    result = read(READER, LIST.encode(), "tincan.xml")
    assert [item.state for item in result.references] == ["unreadable"]
    assert result.incomplete == ("lone-manifest",)


def test_launch_into_the_network_is_a_tool_and_keeps_no_query() -> None:
    result = read(READER, listed("cycle.html", "http://lab.example.org/run?auth=s3cr3t"))
    (tool,) = result.course.tools
    assert (tool.host, tool.secure, value(tool.name)) == ("lab.example.org", False, "Water")
    assert "s3cr3t" not in repr(result)


def test_other_descriptor_that_calls_the_course_otherwise_is_told() -> None:
    structure = files_of("cmi5")["cmi5.xml"].decode()
    same = {**files_of("tincan"), "cmi5.xml": structure.encode()}
    other = {**same, "cmi5.xml": structure.replace(">Water<", ">Fire<").encode()}
    elsewhere = {**same, "fire.html": b"", "cmi5.xml": structure.replace("cycle.html", "fire.html").encode()}
    assert [found(read(READER, files)) for files in (same, other, elsewhere)] == [[], ["TC-06/title"], ["TC-06/entry"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jcp-basic_course.zip", []),
        ("anogeianaki-example.zip", ["TC-04/no-language"]),
        ("godwin-lectora.zip", ["TC-04/language"]),
        ("golf-tcapi.zip", ["TC-04/no-language"]),
        ("jerry42-xapi-package.zip", ["TC-02", "TC-04/no-language"]),
        ("koustubh-scorm-test.zip", ["TC-04/language"]),
        ("locator-tcapi.zip", ["TC-04/no-language"]),
    ],
)
def test_real_package_has_the_findings_that_were_looked_at(shared: Path, name: str, expected: list[str]) -> None:
    assert found(read(READER, (shared / "corpus" / "tincan" / name).read_bytes(), name)) == expected


def test_every_number_of_the_sheet_has_its_check_and_every_check_of_the_reader_is_there() -> None:
    checks = sheet("tincan")
    assert list(checks) == [f"TC-{number:02}" for number in range(1, 12)]
    by_reader = {number for number, check in checks.items() if check.get("by") == "reader"}
    assert reported_checks("TC", ["tincan.py", "_tincan/*.py"]) == by_reader


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(LIST)), width=st.integers(0, 60), noise=st.binary(max_size=30))
def test_damaged_list_is_read_or_refused(cut: int, width: int, noise: bytes) -> None:
    text = LIST.encode()
    files = {**files_of("tincan"), "tincan.xml": text[:cut] + noise + text[cut + width :]}
    try:
        result = read(READER, files)
    except PackageError:
        return
    known = sheet("tincan")
    for finding in result.findings:
        message = known[finding.check]["message"]
        assert isinstance(message, str) or (finding.variant or "default") in message
