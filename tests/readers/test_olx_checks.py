"""Open edX exports: each defect alone is told by its check, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.run import CheckOptions, check_package
from oecheck.values.locations import standards_root
from tests.readers.olx_exports import Change, checks, exported, packed, read, read_files, with_block

COURSE = "course/2026.xml"
POLICY = "policies/2026/policy.json"
GRADING = "policies/2026/grading_policy.json"
UNIT = "vertical/where.xml"


def _set(name: str, value: str) -> Change:
    return (POLICY, '"self_paced": true', f'"self_paced": true, "{name}": {value}')


CHANGES: list[tuple[str, Change, list[str]]] = [
    ("no run", ("course.xml", 'url_name="2026" ', ""), ["OLX-01/no-run", "OLX-02/other"]),
    ("no organization", ("course.xml", 'org="LakesideX" ', ""), ["OLX-01/no-key"]),
    ("another run", ("course.xml", "2026", "2027"), ["OLX-02/other"]),
    ("two pointers", (UNIT, "</vertical>", '<video url_name="talk"/></vertical>'), ["OLX-03/twice"]),
    ("pointer with more", (UNIT, '<video url_name="talk"/>', '<video url_name="talk" a="1"/>'), ["OLX-03/attributes"]),
    ("not well-formed", (UNIT, "</vertical>", "</chapter>"), ["OLX-04/not-well-formed"]),
    ("text before", ("chapter/basics.xml", "<chapter ", "{% load x %}\n<chapter "), ["OLX-04/text-before"]),
    ("equal names", (UNIT, "</vertical>", '<poll url_name="p"/><poll url_name="p"/></vertical>'), ["OLX-05"]),
    ("another element", ("problem/boil.xml", "problem", "html"), ["OLX-06"]),
    ("policy is no JSON", (POLICY, "{", "{]"), ["OLX-08/not-json"]),
    ("grading is no JSON", (GRADING, "{", "{]"), ["OLX-08/not-json"]),
    ("policy of another run", (POLICY, "course/2026", "course/2025"), ["OLX-08/other-run"]),
    ("entry is no object", (POLICY, "{\n", '{"video/talk": 3,\n'), ["OLX-08/bad-entry"]),
    ("weights", (GRADING, '"weight": 1.0', '"weight": 0.9'), ["OLX-09/sum"]),
    ("weight is no number", (GRADING, '"weight": 1.0', '"weight": "all"'), ["OLX-09/bad-grader", "OLX-09/sum"]),
    ("too few", (GRADING, '"min_count": 1', '"min_count": 3'), ["OLX-09/too-few"]),
    (
        "unknown type",
        ("sequential/test.xml", 'format="Quiz"', 'format="Exam"'),
        ["OLX-09/unknown-type", "OLX-09/too-few"],
    ),
    ("grade over one", (GRADING, "0.6", "60"), ["OLX-10/out-of-range"]),
    ("grades in no order", (GRADING, '"Pass": 0.6', '"A": 0.5, "B": 0.7'), ["OLX-10/order"]),
    ("no date", (POLICY, "2026-12-01T00:00:00Z", "soon"), ["OLX-11/not-a-date"]),
    ("end before start", (POLICY, "2026-12-01", "2026-01-01"), ["OLX-11/order", "OLX-11/due-outside"]),
    ("due too late", ("sequential/test.xml", "2026-10-01", "2027-10-01"), ["OLX-11/due-outside"]),
    ("link to nothing", ("html/springs.html", "jump_to_id/boil", "jump_to_id/steam"), ["OLX-17"]),
    ("unknown word", ("problem/boil.xml", "max_attempts", 'showanswer="perhaps" max_attempts'), ["OLX-21"]),
    ("attempts below none", ("problem/boil.xml", 'max_attempts="2"', 'max_attempts="-2"'), ["OLX-21"]),
    ("weight in words", ("problem/boil.xml", 'weight="2.0"', 'weight="heavy"'), ["OLX-21"]),
    ("outdated attribute", ("chapter/basics.xml", "<chapter ", '<chapter slug="b" '), ["OLX-27/attribute"]),
    ("other name inside", ("video/talk.xml", 'url_name="talk"', 'url_name="speech"'), ["OLX-31/url-name"]),
    (
        "inline with a file",
        (UNIT, '<video url_name="talk"/>', '<video url_name="talk"><source src="https://v.example/a.mp4"/></video>'),
        ["OLX-32"],
    ),
    ("chapter in a unit", (UNIT, "</vertical>", '<chapter url_name="c"/></vertical>'), ["OLX-33"]),
    ("stray text", (UNIT, "</vertical>", "and more</vertical>"), ["OLX-34"]),
    ("policy of nothing", (POLICY, "{\n", '{"video/none": {},\n'), ["OLX-36/unknown"]),
    ("policy of another kind", (POLICY, "{\n", '{"html/talk": {},\n'), ["OLX-36/other-type"]),
]


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_one_defect_is_told_once(change: Change, expected: list[str]) -> None:
    assert checks(read(change)) == expected


BLOCKS: list[tuple[str, str, list[str]]] = [
    ("no passport", '<lti url_name="t" lti_id="lab" launch_url="https://l.example/"/>', ["OLX-24/no-passport"]),
    ("no address", '<lti url_name="t" display_name="Lab"/>', ["OLX-24/no-address"]),
    ("http", '<lti url_name="t" launch_url="http://l.example/"/>', ["OLX-24/not-https"]),
    ("lti 1.3", '<lti_consumer url_name="t" lti_version="lti_1p3"/>', []),
    ("empty assessment", '<openassessment url_name="o"/>', []),
    (
        "half an assessment",
        '<openassessment url_name="o"><title>T</title></openassessment>',
        ["OLX-22/no-prompt", "OLX-22/no-criterion", "OLX-22/no-step"],
    ),
    (
        "prompt in the rubric",
        '<openassessment url_name="o"><assessments><assessment name="self-assessment"/></assessments>'
        '<rubric><prompt>Write.</prompt><criterion><option points="1"/></criterion></rubric></openassessment>',
        [],
    ),
    ("equal discussion", '<discussion url_name="e" discussion_id="d1"/>', ["OLX-35"]),
    ("outdated tag", '<videosequence url_name="v"><poll url_name="p"/></videosequence>', ["OLX-27/tag"]),
    ("name of a folder", '<poll url_name="a:b"/>', ["OLX-31/nested"]),
    ("block without settings", '<done url_name="d"/>', []),
]


@pytest.mark.parametrize(("block", "expected"), [row[1:] for row in BLOCKS], ids=[row[0] for row in BLOCKS])
def test_blocks_are_checked(block: str, expected: list[str]) -> None:
    assert checks(with_block(block)) == expected


def test_pointer_to_itself_is_reported() -> None:
    assert checks(read(also={"vertical/where.xml": '<vertical url_name="where"/>'})) == ["OLX-03/self", "OLX-37"]


def test_pointer_without_a_file_is_a_missing_reference() -> None:
    result = read(without=("video/talk.xml",))
    assert checks(result) == []
    assert [one.href for one in result.references if one.state == "missing"] == ["video/talk.xml"]


def test_page_without_its_html_is_a_missing_reference() -> None:
    result = read(without=("html/springs.html",))
    assert [one.href for one in result.references if one.state == "missing"] == ["html/springs.html"]


def test_lost_root_file_is_reported_and_the_only_run_is_read() -> None:
    result = read(without=("course.xml",))
    assert checks(result) == ["OLX-01/no-root"]
    assert len(result.course.modules) == 5


def test_missing_file_of_the_run_is_reported() -> None:
    assert checks(read(without=(COURSE,)))[0] == "OLX-02/missing"


def test_blocks_that_nothing_leads_to_are_told_once() -> None:
    result = read(also={"problem/old.xml": "<problem/>", "video/old.xml": "<video/>"})
    assert checks(result) == ["OLX-37"]
    assert result.findings[0].arguments == {"count": 2, "example": "problem/old.xml"}


def test_drafts_are_told_and_not_counted() -> None:
    drafts = {
        "drafts/vertical/later.xml": '<vertical display_name="Later"><html url_name="new"/></vertical>',
        "drafts/problem/torn.xml": "<problem><p>a & b</problem>",
    }
    result = read(also=drafts)
    assert checks(result) == ["OLX-25/default", "OLX-25/draft-not-well-formed"]
    assert len(result.course.activities) == len(read().course.activities)
    assert result.incomplete == ()


def test_course_that_is_all_draft_is_told() -> None:
    result = read_files(
        exported(
            ("sequential/springs.xml", '<vertical url_name="where"/>', ""),
            ("sequential/test.xml", '<vertical url_name="questions"/>', ""),
            also={"drafts/vertical/where.xml": "<vertical/>"},
        )
    )
    assert checks(result) == ["OLX-37", "OLX-25/default", "OLX-30/only-drafts"]


def test_course_without_a_chapter_is_told_to_be_empty() -> None:
    files = {
        "course.xml": b'<course url_name="2026" org="o" course="c"/>',
        "course/2026.xml": b'<course display_name="Water" learning_info="[&quot;Draw water&quot;]"/>',
    }
    assert [check for check in checks(read_files(files)) if "30" in check] == ["OLX-30/empty"]
    assert "OLX-30/empty" not in checks(read())
    assert "OLX-30/empty" not in checks(read_files({"course.xml": files["course.xml"]}))


def test_policy_of_another_run_is_told_where_the_run_has_none() -> None:
    files = exported()
    files = {path.replace("policies/", "policies/_base-"): data for path, data in files.items()}
    (finding,) = [finding for finding in read_files(files).findings if finding.check == "OLX-08"]
    assert finding.variant == "elsewhere"
    assert finding.arguments["path"].startswith("policies/_base-")


def test_element_of_html_in_the_structure_is_no_block_to_install() -> None:
    assert checks(read(("vertical/where.xml", "</vertical>", "<p/></vertical>"))) == []
    assert checks(read(("vertical/where.xml", "</vertical>", '<hastexo url_name="lab"/></vertical>'))) == ["OLX-26"]


def test_root_that_is_no_course_gives_a_finding_and_an_incomplete_result() -> None:
    files = exported()
    files["course.xml"] = b"<course url_name='2026' org='o' course='c'><"
    assert "OLX-04/not-well-formed" in checks(read_files(files))


def test_circle_of_pointers_ends() -> None:
    result = read(also={"vertical/where.xml": '<vertical display_name="W"><vertical url_name="where"/></vertical>'})
    assert checks(result) == ["OLX-33", "OLX-03/twice", "OLX-37"]


def test_every_finding_of_the_reader_has_its_text() -> None:
    sheet = to_data(parse_yaml((standards_root() / "formats" / "olx.yaml").read_bytes()).root)
    messages = {check["id"]: check.get("message") for check in sheet["checks"]}
    found = [read(change) for _, change, _ in CHANGES] + [with_block(block) for _, block, _ in BLOCKS]
    told = {(finding.check, finding.variant) for result in found for finding in result.findings}
    assert len(told) > 30
    for check, variant in told:
        message = messages[check]
        assert isinstance(message, str) if not variant else variant in message, (check, variant)


def test_archive_without_the_folder_is_a_warning(tmp_path: Path) -> None:
    package = tmp_path / "c.zip"
    package.write_bytes(packed(exported(), ""))
    notes = check_package(package, CheckOptions(date="2026-11-24")).notes
    assert [note.check for note in notes] == ["OLX-29"]


def test_secrets_in_settings_are_counted_and_not_shown(tmp_path: Path) -> None:
    package = tmp_path / "c.zip"
    attribute = 'language="en" lti_passports="[&quot;lab:key-7:S3CRET-value&quot;]"'
    changes = (_set("lti_passports", '["lab:key-7:S3CRET-value"]'), (COURSE, 'language="en"', attribute))
    package.write_bytes(packed(exported(*changes)))
    report = check_package(package, CheckOptions(date="2026-11-24"))
    found = [one for rule in report.requirements if rule.id == "OHE-PRV-004" for one in rule.assertions]
    assert sorted(one.sources[0].file for one in found) == [f"course/{COURSE}", f"course/{POLICY}"]
    assert "S3CRET" not in repr(report)
