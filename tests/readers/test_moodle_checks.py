"""Structural checks of Moodle backups: each defect alone, and nothing else."""

from __future__ import annotations

import pytest

from oecheck.containers import open_container
from oecheck.errors import NotAPackage, UnreadableFormat
from oecheck.model.outcome import Outcome
from oecheck.readers import choose, locate
from oecheck.run import CheckOptions, check_package
from tests.readers.cartridges import packed
from tests.readers.moodle_backups import (
    BACKUP,
    PAGE,
    QUIZ,
    QUIZ_MODULE,
    Change,
    as_tar,
    checks,
    files,
    read,
)

TREE = "<availability>{}</availability>"
SECTION = "sections/section_6/section.xml"
PAGE_MODULE = "activities/page_11/module.xml"
GRADES = "activities/quiz_12/grades.xml"


def waits(tree: str) -> Change:
    return (QUIZ_MODULE, TREE.format("$@NULL@$"), TREE.format(tree.replace("&", "&amp;")))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ((BACKUP, "<?xml", " " * 200 + "<?xml"), ["MBZ-01/head"]),
        ((BACKUP, "<type>course</type>", "<type>activity</type>"), ["MBZ-02/activity"]),
        ((BACKUP, "<type>course</type>", "<type>section</type>"), ["MBZ-02/section"]),
        ((BACKUP, "<type>course</type>", ""), ["MBZ-02/other"]),
        ((BACKUP, "<moodle_release>4.5.3 (Build: 20250326)</moodle_release>", ""), ["MBZ-08"]),
        ((BACKUP, "<moduleid>15</moduleid>", "<moduleid>14</moduleid>"), ["MBZ-29/number"]),
        ((BACKUP, "activities/lti_15", "activities/resource_14"), ["MBZ-29/folder", "MBZ-05"]),
        ((SECTION, "<sequence>13,14,15", "<sequence>13,14"), ["MBZ-06/nowhere"]),
        ((SECTION, "<sequence>13,14,15", "<sequence>13,14,15,15"), ["MBZ-06/several"]),
        ((PAGE_MODULE, "<sectionid>5", "<sectionid>6"), ["MBZ-06/other"]),
        (("files.xml", "<license>cc-4.0", "<license>unknown"), []),
        (waits('{"op":"&","c":['), ["MBZ-18/json"]),
        (waits('["op"]'), ["MBZ-18/json"]),
        (waits('{"op":"&","c":[{"type":"group","id":99}]}'), ["MBZ-18/group"]),
        (waits('{"op":"&","c":[{"type":"group","id":17}]}'), []),
        (waits('{"op":"&","c":[{"type":"grouping","id":5}]}'), ["MBZ-18/group"]),
        ((GRADES, "<grademax>10.00000", "<grademax>0.00000"), ["MBZ-19/no-points"]),
        ((GRADES, "<gradepass>6.00000", "<gradepass>0.00000"), ["MBZ-19/no-pass"]),
        ((QUIZ, "<questionbankentryid>71", "<questionbankentryid>72"), ["MBZ-21"]),
        ((QUIZ_MODULE, "<visible>1", "<visible>0"), ["MBZ-24/condition"]),
        ((PAGE, "&lt;h3&gt;", "&lt;a href=&quot;https://moodle.lakeside.example/x&quot;&gt;"), ["MBZ-25"]),
    ],
)
def test_one_defect_gives_its_finding_and_nothing_else(change: Change, found: list[str]) -> None:
    assert checks(read(change)) == found


def test_files_without_a_chosen_licence_are_counted() -> None:
    every = [("files.xml", "<license>cc-4.0", "<license>allrightsreserved")] * 4
    result = read(*every)
    assert checks(result) == ["MBZ-15"]
    assert result.findings[0].arguments == {"count": 3}
    assert all(one.default for one in result.course.licences)


def test_code_of_a_licence_without_a_version_means_the_one_that_moodle_links_to() -> None:
    licences = read(*[("files.xml", "<license>cc-4.0", "<license>cc-nc-sa")] * 4).course.licences
    assert {(one.id, one.raw) for one in licences} == {("CC-BY-NC-SA-3.0", "cc-nc-sa")}


def test_listed_activity_without_its_files_is_reported() -> None:
    assert checks(read(without=(PAGE, PAGE_MODULE))) == ["MBZ-04"]


def test_listed_section_without_its_file_is_reported_with_the_activities_it_held() -> None:
    found = checks(read(without=(SECTION,)))
    assert found == ["MBZ-04", *["MBZ-06/nowhere"] * 3]


def test_folder_that_the_contents_do_not_name_is_reported() -> None:
    assert checks(read(also={"activities/page_99/page.xml": "<activity/>"})) == ["MBZ-05"]


def test_plug_in_is_named() -> None:
    result = read(
        (BACKUP, "<modulename>page</modulename>", "<modulename>boats</modulename>"),
        (BACKUP, "activities/page_11", "activities/boats_11"),
        without=(PAGE, PAGE_MODULE, "activities/page_11/grades.xml"),
        also={
            "activities/boats_11/boats.xml": '<activity id="1"><boats id="1"><name>Boats</name></boats></activity>',
            "activities/boats_11/module.xml": '<module id="11"><sectionid>5</sectionid></module>',
        },
    )
    assert checks(result) == ["MBZ-26"]


def test_hidden_activity_that_completes_the_course_is_reported() -> None:
    criteria = "<course_completion><course_completion_criteria><moduleinstance>14</moduleinstance>"
    result = read(
        ("activities/resource_14/module.xml", "<visible>1", "<visible>0"),
        also={"completion.xml": criteria + "</course_completion_criteria></course_completion>"},
    )
    assert checks(result) == ["MBZ-24/course"]


def test_index_of_the_archive_is_held_against_its_files() -> None:
    index = "Moodle archive file index. Count: 2\ncourse/\td\t0\t?\ncourse/course.xml\tf\t900\t1748768400\n"
    lines = "".join(f"{path}\tf\t1\t?\n" for path in files() if path != "course/course.xml")
    assert checks(read(also={".ARCHIVE_INDEX": index + lines})) == []
    wrong = read(also={".ARCHIVE_INDEX": index + lines + "gone.xml\tf\t1\t?\n"})
    assert checks(wrong) == ["MBZ-03"]
    assert wrong.findings[0].arguments == {"lacking": 1, "unknown": 0, "files": "gone.xml"}


def test_package_inside_that_cannot_be_opened_is_reported() -> None:
    result = read(
        ("files.xml", "<component>mod_page", "<component>mod_scorm"),
        ("files.xml", "<filearea>content", "<filearea>package"),
    )
    assert checks(result) == ["MBZ-28"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("files.xml", ["MBZ-30/at-line"]),
        ("questions.xml", ["MBZ-21", "MBZ-30/at-line"]),
        ("outcomes.xml", ["MBZ-30/at-line"]),
        ("gradebook.xml", ["MBZ-30/at-line"]),
    ],
)
def test_damaged_file_is_a_finding_and_reading_goes_on(path: str, found: list[str]) -> None:
    result = read((path, "</", "<<"))
    assert checks(result) == found
    assert result.incomplete == ("descriptor-unreadable",)
    assert len(result.course.activities) == 5


def test_endless_sequence_and_endless_condition_are_cut_off_and_said() -> None:
    sequence = read((SECTION, "<sequence>", "<sequence>" + "13," * 20_001))
    assert checks(sequence)[-1] == "MBZ-30/at-line"
    assert sequence.incomplete == ("descriptor-unreadable",)
    tree = '{"op":"|","c":[' + ",".join(['{"type":"completion","cm":11,"e":1}'] * 10_000) + "]}"
    assert checks(read(waits(tree))) == ["MBZ-18/json"]


def test_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><outcomes_definition>&b;</outcomes_definition>'
    result = read(also={"outcomes.xml": bomb})
    assert checks(result) == ["MBZ-30/at-line"]
    assert result.findings[0].arguments["problem"] == "doctype"


def test_work_that_belongs_to_nobody_is_counted() -> None:
    people = '<users><user id="5"><username>a</username></user></users>'
    attempts = '<attempts><attempt id="1"><userid>5</userid></attempt><attempt id="2"><userid>6</userid></attempt>'
    result = read((QUIZ, "<attempts>", attempts), also={"users.xml": people})
    assert checks(result) == ["MBZ-31"]
    assert result.findings[0].arguments["count"] == 1


def structural(data: bytes) -> set[str]:
    """Structural checks that the whole run finds, of any severity."""
    report = check_package(data, CheckOptions(date="2025-06-02"), "backup.mbz")
    return {finding.code for requirement in report.requirements for finding in requirement.assertions} & {
        f"MBZ-{number:02}" for number in range(1, 40)
    }


def failed(made: dict[str, bytes], requirement: str) -> list[tuple[str, str]]:
    """What fails one requirement in a whole run: file and message."""
    report = check_package(packed(made), CheckOptions(date="2025-06-02"), "backup.mbz")
    found = next(one for one in report.requirements if one.id == requirement)
    return [(one.sources[0].file, one.message) for one in found.assertions if one.outcome is Outcome.FAILED]


def test_every_link_of_the_fixture_leads_somewhere() -> None:
    assert failed(files(), "OHE-PKG-006") == []
    assert failed(files(), "OHE-PKG-004") == []


def test_picture_that_is_not_stored_is_a_broken_link_of_its_text() -> None:
    ((file, message),) = failed(files(("files.xml", "<filename>pull.png", "<filename>push.png")), "OHE-PKG-006")
    assert file == PAGE
    assert "@@PLUGINFILE@@/pull.png" in message


def test_body_that_is_not_there_is_a_missing_file_named_as_people_know_it() -> None:
    sound = files()
    body = next(path for path, data in sound.items() if path.startswith("files/") and b"margin" in data)
    ((file, message),) = failed({path: data for path, data in sound.items() if path != body}, "OHE-PKG-004")
    assert file == "files.xml"
    assert "more.css" in message


def test_people_and_their_work_fail_the_package_and_are_not_shown() -> None:
    user = '<users><user id="5"><username>mwangi</username><email>mwangi@lakeside.example</email></user></users>'
    work = '<attempts><attempt id="1"><userid>5</userid></attempt>'
    found = failed(files((QUIZ, "<attempts>", work), also={"users.xml": user}), "OHE-PRV-001")
    assert [file for file, _ in found] == [QUIZ, "users.xml"]
    assert not any("mwangi" in message for _, message in found)


def test_password_of_a_quiz_and_key_of_a_tool_are_secrets_and_not_shown() -> None:
    made = files(
        (QUIZ, "<password>", "<password>moonlight7"),
        ("activities/lti_15/lti.xml", "<resourcekey>", "<resourcekey>tidekey42"),
    )
    found = failed(made, "OHE-PRV-004")
    assert [file for file, _ in found] == ["activities/lti_15/lti.xml", QUIZ]
    assert not any("moonlight7" in message or "tidekey42" in message for _, message in found)


def test_backup_of_an_activity_leaves_what_is_asked_of_a_course_open() -> None:
    report = check_package(
        packed(files((BACKUP, "<type>course</type>", "<type>activity</type>"))),
        CheckOptions(date="2025-06-02"),
        "q.mbz",
    )
    outcomes = {
        one.id: {str(found.outcome) for found in one.assertions}
        for one in report.requirements
        if one.id in ("OHE-MET-002", "OHE-MET-004", "OHE-LIC-001", "OHE-STR-007")
    }
    assert set().union(*outcomes.values()) == {"cantTell"}
    assert len(outcomes) == 4


def test_bytes_that_are_not_those_of_the_digest_fail_the_package() -> None:
    sound = files()
    assert structural(as_tar(sound)) == set()
    body = next(path for path in sound if path.startswith("files/"))
    assert structural(as_tar(sound | {body: sound[body] + b" "})) == {"MBZ-11"}


def test_large_body_is_held_to_its_digest_in_pieces() -> None:
    sound = files()
    body = next(path for path in sound if path.startswith("files/"))
    large = bytes(9 << 20)
    assert structural(packed(sound | {body: large})) == {"MBZ-11"}


def test_backup_of_moodle_1_9_is_refused_by_name() -> None:
    old = packed({"moodle.xml": b"<MOODLE_BACKUP><INFO/></MOODLE_BACKUP>"})
    with open_container(old, name="old.zip") as container, pytest.raises(UnreadableFormat) as error:
        choose(locate(container).descriptors)
    assert error.value.code == "moodle-1-9"


def test_empty_description_of_the_backup_is_no_package() -> None:
    with open_container(packed({BACKUP: b""}), name="shell.mbz") as container, pytest.raises(NotAPackage):
        choose(locate(container).descriptors)


def test_group_of_a_condition_is_not_asked_for_where_groups_were_left_out() -> None:
    left_out = (BACKUP, "<name>groups</name>\n        <value>1", "<name>groups</name>\n        <value>0")
    assert checks(read(left_out, waits('{"op":"&","c":[{"type":"group","id":99}]}'))) == []
