"""AICC courses: what the files say in all the ways they are written, and each defect alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.model.package import ReadResult
from oecheck.readers._aicc.tables import read_table
from oecheck.readers.aicc import READER
from oecheck.run import CheckOptions, check_package
from tests.readers.xapi_packages import changed, files_of, found, packed, read, reported_checks, sheet

OUTDATED = "AI-11"


def defects(result: ReadResult) -> list[str]:
    """What was found, apart from the advice that every AICC course gets."""
    checks = found(result)
    checks.remove(OUTDATED)
    return checks


def with_file(path: str, text: str | bytes) -> dict[str, bytes]:
    return {**files_of("aicc"), path: text if isinstance(text, bytes) else text.encode()}


# --- what is read ------------------------------------------------------------------------------------------------


def test_smallest_package_is_read_without_a_defect() -> None:
    result = read(READER, files_of("aicc"))
    course = result.course
    assert defects(result) == []
    assert (value(course.title), value(course.export_id)) == ("Water", "WATER-1")
    assert (value(result.format_version), value(result.producer)) == ("4.0", "Hand")
    assert value(course.description) == "How water moves between sea, air and land."
    assert [(value(person.name), value(person.role)) for person in value(course.contributors) or ()] == [
        ("Lakeside University", "creator")
    ]
    assert set(result.roles) == {f"water.{kind}" for kind in ("crs", "au", "des", "cst", "pre", "ort")}


def test_blocks_and_units_make_the_table_of_contents() -> None:
    course = read(READER, files_of("aicc")).course
    assert [(node.id, node.depth, node.leaf, node.activity_count, value(node.title)) for node in course.modules] == [
        ("B1", 1, False, 2, "Week 1"),
        ("A1", 2, True, 1, "The cycle"),
        ("A2", 2, True, 1, "Three questions"),
    ]
    assert value(course.modules[0].description) == "Rain, rivers and the sea."


def test_unit_has_its_score_time_and_kind() -> None:
    lesson, test = read(READER, files_of("aicc")).course.activities
    assert (lesson.kind, lesson.entry, value(lesson.time_limit_s)) == ("interactive", "cycle.html", 1800)
    assert (test.kind, value(test.points), value(test.pass_mark), value(test.time_limit_s)) == ("quiz", 50, 0.8, None)


def test_prerequisites_are_conditions_and_objectives_are_outcomes() -> None:
    course = read(READER, files_of("aicc")).course
    assert [(one.owner, one.target, one.target_exists, one.in_cycle) for one in course.conditions] == [
        ("A2", "A1", True, False)
    ]
    assert [(one.id, value(one.text), one.aligned) for one in value(course.outcomes) or ()] == [
        ("J1", "Explain where rain comes from.", ("A1",))
    ]


@pytest.mark.parametrize(
    "table",
    [
        '"block","member","member"\r\n"root","B1"\r\n"B1","A1","A2"\r\n',
        "block,member,member\nroot,B1\nB1,A1,A2",
        "BLOCK, Member , MEMBER\n ROOT , b1\n\nb1, a1, a2\n\n",
        '"Block","Member"\n"Root","B1"\n"B1","A1","A2"',
        '"member","block","member"\r\n"B1","root",""\r\n"A1","B1","A2"\r\n',
        "\ufeffblock,member\nroot,B1\nB1,A1\nB1,A2\n",
    ],
)
def test_table_is_read_whatever_its_quotes_order_letter_case_and_line_ends(table: str) -> None:
    result = read(READER, with_file("water.cst", table))
    assert defects(result) == []
    assert [(node.id.upper(), node.depth) for node in result.course.modules] == [("B1", 1), ("A1", 2), ("A2", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_the_encodings_that_writers_use(encoding: str) -> None:
    text = files_of("aicc")["water.des"].decode().replace("Week 1", "Été — “un”")
    result = read(READER, with_file("water.des", text.encode(encoding)))
    assert defects(result) == []
    assert value(result.course.modules[0].title) == "Été — “un”"


def test_course_file_with_a_byte_order_mark_is_recognised() -> None:
    result = read(READER, with_file("water.crs", b"\xef\xbb\xbf" + files_of("aicc")["water.crs"]))
    assert (defects(result), value(result.course.title)) == ([], "Water")


def test_field_of_several_lines_moves_the_lines_behind_it() -> None:
    table = read_table('a,b\n"1\n2\n3",x\n4,y')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("1\n2\n3", "x")), (5, ("4", "y"))]


def test_audio_beside_a_course_of_another_format_is_no_course() -> None:
    with pytest.raises(PackageError):
        read(READER, {"sound.au": b".snd\x00\x00\x00\x18", "index.html": b"<p>x</p>"})


def test_password_of_a_unit_is_told_without_its_value_and_once() -> None:
    files = changed("aicc", "water.au", '"C,N","","","",""', '"C,N","","","","Tr0ub4dor"')
    assert defects(read(READER, files)) == ["AI-07"]
    report = check_package(packed(files), CheckOptions(date="2026-01-01"), "course.zip")
    codes = [(requirement.id, one.code) for requirement in report.requirements for one in requirement.assertions]
    assert [one for one in codes if one[0] == "OHE-PRV-004"] == [("OHE-PRV-004", "AI-07")]
    assert "Tr0ub4dor" not in repr(report)


# --- one defect each ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("water.crs", "Course_ID=WATER-1", "Course_ID=", ["AI-02"]),
        ("water.crs", "Level=1\r\n", "", ["AI-02"]),
        ("water.crs", "Total_AUs=2", "Total_AUs=3", ["AI-05"]),
        ("water.crs", "Total_Blocks=1", "Total_Blocks=2", []),
        ("water.crs", "Total_Blocks=1", "Total_Blocks=4", ["AI-05"]),
        ("water.des", '"developer_id"', '"maker"', ["AI-03/unknown"]),
        ("water.des", '"cycle","The cycle"', '"The cycle"', ["AI-03/width"]),
        ("water.pre", '"prerequisite"', '"needs"', ["AI-03/lacks", "AI-03/unknown"]),
        ("water.cst", '"root"', '"B0"', ["AI-04/no-root"]),
        ("water.cst", '"A1","A2"', '"A1","A2","A3"', ["AI-04/unknown"]),
        ("water.cst", '"A1","A2"', '"A1"', ["AI-04/nowhere"]),
        ("water.des", '"A2"', '"A9"', ["AI-04/no-words"]),
        ("water.cst", '"A1","A2"', '"A1","A2","B1"', ["AI-09"]),
        ("water.au", '"cycle.html","50"', '"","50"', ["AI-06"]),
        ("water.au", '"50","40"', '"50","80 %"', ["AI-08"]),
    ],
)
def test_one_defect_gives_its_finding_and_nothing_else(path: str, old: str, new: str, expected: list[str]) -> None:
    assert defects(read(READER, changed("aicc", path, old, new))) == expected


@pytest.mark.parametrize("kind", ["au", "des", "cst"])
def test_file_that_is_missing_is_reported(kind: str) -> None:
    files = files_of("aicc")
    del files[f"water.{kind}"]
    assert "AI-01/missing" in defects(read(READER, files))


def test_file_of_another_base_name_is_read_and_reported() -> None:
    files = files_of("aicc")
    files["other.des"] = files.pop("water.des")
    result = read(READER, files)
    assert defects(result) == ["AI-01/other-name"]
    assert value(result.course.modules[0].title) == "Week 1"


def test_structure_alone_is_recognised_and_what_is_missing_is_reported() -> None:
    result = read(READER, {"moodle.cst": b'"block","member"\r\n"root","A0"'})
    assert defects(result) == ["AI-01/missing"] * 3


def test_bytes_that_are_no_text_are_reported_at_their_line() -> None:
    result = read(READER, changed("aicc", "water.des", "Week 1", "Week 1\x81"))
    assert defects(result) == []
    raw = files_of("aicc")["water.des"].replace(b"Week 1", b"Week 1\x81")
    (finding,) = [one for one in read(READER, with_file("water.des", raw)).findings if one.check == "AI-10"]
    assert finding.source.line == 2


def test_quote_that_never_closes_ends_the_table_and_is_reported() -> None:
    text = files_of("aicc")["water.des"].decode() + '\r\n"A3","' + "x" * 200_000
    assert defects(read(READER, with_file("water.des", text))) == ["AI-03/broken"]


def test_prerequisite_on_nothing_is_a_condition_that_cannot_be_met() -> None:
    result = read(READER, changed("aicc", "water.pre", '"A1"', '"A7"'))
    assert [(one.target, one.target_exists) for one in result.course.conditions] == [("A7", False)]


def test_prerequisites_in_a_circle_are_marked() -> None:
    result = read(READER, with_file("water.pre", "structure_element,prerequisite\nA2,A1\nA1,A2"))
    assert [one.in_cycle for one in result.course.conditions] == [True, True]


def test_blocks_that_hold_each_other_are_shown_once() -> None:
    table = "block,member,member\nroot,B1\nB1,B2,A1\nB2,B1,A2"
    result = read(READER, with_file("water.cst", table))
    assert [node.id for node in result.course.modules] == ["B1", "B2", "A2", "A1"]
    assert "AI-09" in defects(result)


def test_block_in_two_places_is_shown_at_the_first_and_reported() -> None:
    table = "block,member,member\nroot,B1,B2\nB1,A1\nB2,B1,A2"
    result = read(READER, with_file("water.cst", table))
    assert [node.id for node in result.course.modules] == ["B1", "A1", "B2", "A2"]
    assert "AI-04/again" in defects(result)


def test_chain_of_ten_thousand_blocks_is_read_without_recursion() -> None:
    chain = "".join(f"B{number},B{number + 1}\n" for number in range(1, 10_000))
    result = read(READER, with_file("water.cst", f"block,member\nroot,B1\n{chain}B10000,A1\n"))
    assert max(node.depth for node in result.course.modules) == 10_001


def test_file_that_cannot_be_read_leaves_the_course_unreadable_not_empty() -> None:
    data = packed(files_of("aicc"))
    result = read(READER, data.replace(b'"block","member","member"', b'"Block","member","member"'))
    assert "AI-01/unreadable" in defects(result)
    assert result.incomplete == ("descriptor-unreadable",)
    assert isinstance(result.course.id, Fact)
    assert result.course.id.state is State.UNREADABLE


# --- real packages, the sheet, and any bytes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("jcp-aicc.zip", "3.0", set()),
        ("jcp-complex.zip", "1.0", {"AI-03/lacks", "AI-03/unknown"}),
        ("jcp-multiline-description.zip", "3.0", set()),
        ("jcp-package.zip", "3.0", set()),
        ("jcp-pre-ort.zip", "3.0", {"AI-03/lacks", "AI-03/unknown", "AI-04/nowhere"}),
        ("moodle-validaicc.zip", None, {"AI-01/missing"}),
        ("stktech-test1.zip", "3.0", set()),
    ],
)
def test_real_package_has_the_findings_that_were_looked_at(
    shared: Path, name: str, version: str | None, expected: set[str]
) -> None:
    result = read(READER, (shared / "corpus" / "aicc" / name).read_bytes(), name)
    assert (value(result.format_version), set(defects(result))) == (version, expected)


def test_every_number_of_the_sheet_has_its_check_and_every_check_of_the_reader_is_there() -> None:
    checks = sheet("aicc")
    assert list(checks) == [f"AI-{number:02}" for number in range(1, 13)]
    by_reader = {number for number, check in checks.items() if check.get("by") == "reader"}
    assert reported_checks("AI", ["aicc.py", "_aicc/*.py"]) == by_reader


@settings(max_examples=80, deadline=None)
@given(
    path=st.sampled_from([path for path in files_of("aicc") if path.startswith("water.")]),
    cut=st.integers(0, 300),
    width=st.integers(0, 60),
    noise=st.one_of(st.binary(max_size=30), st.sampled_from([b'"', b"\r\n", b",", b"\x00", b"[Course]"])),
)
def test_damaged_file_is_read_or_refused(path: str, cut: int, width: int, noise: bytes) -> None:
    files = files_of("aicc")
    files[path] = files[path][:cut] + noise + files[path][cut + width :]
    try:
        result = read(READER, files)
    except PackageError:
        return
    known = sheet("aicc")
    for finding in result.findings:
        message = known[finding.check]["message"]
        assert isinstance(message, str) or (finding.variant or "default") in message
