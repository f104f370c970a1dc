"""cmi5: what a structure says, each defect alone, and the verdicts of the conformance suite."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.errors import NotAPackage, PackageError
from oecheck.model.fact import Fact, Method, State
from oecheck.model.fact import plain as value
from oecheck.model.outcome import Outcome
from oecheck.model.report import Report
from oecheck.readers.cmi5 import READER
from oecheck.run import CheckOptions, check_package
from tests.readers.xapi_packages import changed, files_of, found, packed, read, reported_checks, sheet

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
BASE = "https://lakeside.example/courses/water"
AU = f'id="{BASE}/week-1/cycle"'
STRUCTURE = files_of("cmi5")["cmi5.xml"].decode()
ALONE = STRUCTURE.replace("cycle.html?level=1", "https://lakeside.example/cycle.html")


def structure(old: str, new: str) -> dict[str, bytes]:
    return changed("cmi5", "cmi5.xml", old, new)


# --- what is read ------------------------------------------------------------------------------------------------


def test_smallest_package_is_read_without_a_finding() -> None:
    result = read(READER, files_of("cmi5"))
    course = result.course
    assert found(result) == []
    assert (value(course.id), value(course.title), value(result.format_version)) == (BASE, "Water", "1.0")
    assert [(text.language, text.text) for text in course.titles] == [("en", "Water"), ("fr", "L’eau")]
    assert [(node.id, node.depth, node.leaf, node.activity_count) for node in course.modules] == [
        (f"{BASE}/week-1", 1, False, 1),
        (f"{BASE}/week-1/cycle", 2, True, 1),
    ]
    assert [(item.href, item.target, item.state) for item in result.references] == [
        ("cycle.html?level=1", "cycle.html", "found")
    ]
    assert result.roles["cmi5.xml"] == "descriptor"


def test_unit_has_its_pass_mark_its_kind_and_the_objectives_of_its_block() -> None:
    course = read(READER, files_of("cmi5")).course
    (unit,) = course.activities
    (outcome,) = value(course.outcomes) or ()
    assert (unit.kind, unit.entry, value(unit.pass_mark), value(unit.completion)) == (
        "quiz",
        "cycle.html",
        0.8,
        "passed",
    )
    assert unit.outcomes == (outcome.id,)
    assert (value(outcome.text), outcome.aligned) == ("Explain where rain comes from.", (f"{BASE}/week-1",))


def test_languages_of_titles_are_no_statement_about_the_content() -> None:
    languages = read(READER, files_of("cmi5")).course.languages
    assert isinstance(languages, Fact)
    assert (languages.state, languages.method, languages.raw) == (State.UNSUPPORTED, Method.INFERRED, "en, fr")
    assert languages.reason == "only-languages-of-titles"
    assert {place.line for place in languages.sources} == {5, 6}


def test_unit_on_another_host_is_a_tool_whose_address_keeps_no_query() -> None:
    result = read(READER, structure("cycle.html?level=1", "https://lab.example.org/run?key=s3cr3t"))
    (unit,), (tool,) = result.course.activities, result.course.tools
    assert (unit.external, unit.needs_network, unit.entry) == (True, True, "https://lab.example.org/run")
    assert (tool.host, tool.secure, value(tool.name)) == ("lab.example.org", True, "The cycle")
    assert "s3cr3t" not in repr(result)


@pytest.mark.parametrize(
    ("move_on", "completion"),
    [("Passed", "passed"), ("Completed", "custom"), ("CompletedOrPassed", "custom"), ("NotApplicable", "none")],
)
def test_move_on_is_the_completion_of_a_unit(move_on: str, completion: str) -> None:
    result = read(READER, structure('moveOn="CompletedAndPassed"', f'moveOn="{move_on}"'))
    assert [value(unit.completion) for unit in result.course.activities] == [completion]


def test_white_space_around_values_means_nothing() -> None:
    result = read(
        READER, structure("<url>cycle.html?level=1</url>", "<url>\n <![CDATA[ cycle.html?level=1 ]]>\n</url>")
    )
    assert found(result) == []
    assert [unit.entry for unit in result.course.activities] == ["cycle.html"]


def test_structure_without_a_package_is_read() -> None:
    result = read(READER, ALONE.encode(), "anything.xml")
    assert (found(result), value(result.course.title)) == ([], "Water")


def test_zip64_archive_is_read() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in files_of("cmi5").items():
            with archive.open(path, "w", force_zip64=True) as entry:
                entry.write(content)
    assert found(read(READER, data.getvalue())) == []


def test_entitlement_key_is_counted_once_and_never_shown() -> None:
    key = "Zx81-kQ7w-99Lp"
    files = structure("</au>", f"<entitlementKey>{key}</entitlementKey></au>")
    report = check_package(packed(files), CheckOptions(date="2026-01-01"), "course.zip")
    codes = [(requirement.id, one.code) for requirement in report.requirements for one in requirement.assertions]
    assert codes.count(("OHE-PRV-004", "secret")) == 1
    assert key not in repr(report)


# --- one defect each ---------------------------------------------------------------------------------------------

FRENCH = '<langstring lang="fr">L’eau</langstring>'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (NAMESPACE, "http://www.adlnet.gov/cmi5/CourseStructure.xsd", ["CM-04/draft"]),
        (NAMESPACE, "https://w3id.org/xapi/profiles/cmi5/v2", ["CM-04"]),
        (f'id="{BASE}"', 'id="water"', ["CM-05"]),
        (f'id="{BASE}"', 'id="https://"', ["CM-05"]),
        (f'id="{BASE}"', 'id=" "', ["CM-05/blank"]),
        (AU, 'id="water/unit 1"', ["CM-05"]),
        (f'id="{BASE}"', "", ["CM-03/missing-attribute"]),
        (AU, f'id="{BASE}/week-1"', ["CM-27"]),
        (f'idref="{BASE}/objectives/cycle"', f'idref="{BASE}/objectives/other"', ["CM-07"]),
        (f'idref="{BASE}/objectives/cycle"', "", ["CM-07/none"]),
        ("cycle.html?level=1", "cycle.html?level=1&amp;fetch=now", ["CM-10"]),
        ("cycle.html?level=1", "cycle.html?Fetch=now", []),
        ("cycle.html?level=1", "https://lab.example.org index.html", ["CM-11/characters"]),
        ("cycle.html?level=1", "https:///cycle.html", ["CM-11/host"]),
        ("cycle.html?level=1", "100%.html", ["CM-11/percent"]),
        ("cycle.html?level=1", "javascript:alert(1)", ["CM-11/scheme"]),
        ("cycle.html?level=1", "mailto:a@b.example", ["CM-11/scheme"]),
        ("cycle.html?level=1", "data:text/html,x", ["CM-11/scheme"]),
        ("cycle.html?level=1", "app://lab/cycle", []),
        ("<url>cycle.html?level=1</url>", "<url> </url>", ["CM-03/blank"]),
        ("<url>cycle.html?level=1</url>", "", ["CM-03/missing-element"]),
        ('masteryScore="0.8"', 'masteryScore="80"', ["CM-12/percent"]),
        ('masteryScore="0.8"', 'masteryScore="high"', ["CM-12"]),
        ('masteryScore="0.8"', 'masteryScore="0.33333"', ["CM-28"]),
        ('masteryScore="0.8"', "", ["CM-14"]),
        ('moveOn="CompletedAndPassed"', 'moveOn="passed"', ["CM-13"]),
        ('moveOn="CompletedAndPassed"', 'moveOn="Completed"', ["CM-15"]),
        ('moveOn="CompletedAndPassed"', 'launchMethod="NewWindow" moveOn="Passed"', ["CM-13"]),
        (FRENCH, "<langstring>L’eau</langstring>", ["CM-17/none", "CM-18"]),
        (FRENCH, FRENCH.replace("fr", "xx-yy"), ["CM-17/wrong", "CM-18"]),
        (FRENCH, FRENCH.replace('"fr"', '"und"'), ["CM-17/no-language", "CM-18"]),
        (FRENCH, "", ["CM-18"]),
        ('lang="en">Week 1', 'lang="en-US">Week 1', []),
        (FRENCH, FRENCH.replace('"fr"', '"fr-CA"'), []),
        ("How water moves between sea, air and land.", "…", []),
        ('activityType="http://adlnet.gov/expapi/activities/assessment"', 'activityType="quiz"', ["CM-25"]),
        ("</course>", "</course><objectives/>", ["CM-03/missing-element", "CM-03/repeated", "CM-07"]),
        ("<url>", "<passMark/><url>", ["CM-03/unknown-element"]),
        ("<url>", "<moveOn>Passed</moveOn><url>", ["CM-03/attribute-as-element"]),
        ('moveOn="Comp', 'movedOn="x" moveOn="Comp', ["CM-03/unknown-attribute"]),
        ("<block ", "Text<block ", ["CM-03/text"]),
        ('lang="en">Week 1', 'lang="the English">Week 1', ["CM-03/value", "CM-17/wrong", "CM-18"]),
        ("</au>", '<x:rating xmlns:x="https://example.org/rating" stars="4"/></au>', ["CM-24"]),
        ("<url>", '<x:rating xmlns:x="http://www.adlnet.gov/cmi5/KeywordExtension.xsd"/><url>', ["CM-03/order"]),
        ("</courseStructure>", "</courseStructur>", ["CM-03/not-well-formed"]),
    ],
)  # fmt: skip
def test_one_defect_gives_its_finding_and_nothing_else(old: str, new: str, expected: list[str]) -> None:
    assert found(read(READER, structure(old, new))) == sorted(expected)


def test_description_without_a_word_in_any_language_is_reported() -> None:
    text = STRUCTURE.replace("A page with three questions.", "...").replace("Une page avec trois questions.", "-")
    assert found(read(READER, {**files_of("cmi5"), "cmi5.xml": text.encode()})) == ["CM-19/description"]


def test_title_that_is_the_identifier_is_reported() -> None:
    assert found(read(READER, structure(">Week 1<", f">{BASE}/week-1<"))) == ["CM-19/id"]


def test_block_without_a_unit_is_reported() -> None:
    text = re.sub(r"<au .*</au>", "", STRUCTURE, flags=re.DOTALL)
    assert found(read(READER, {**files_of("cmi5"), "cmi5.xml": text.encode()})) == ["CM-20"]


def test_identifier_used_twice_is_reported_with_the_line_of_the_first() -> None:
    unit = re.search(r"<au .*</au>", STRUCTURE, flags=re.DOTALL)
    assert unit is not None
    result = read(READER, structure("</block>", unit[0] + "</block>"))
    assert found(result) == ["CM-06"]
    assert result.findings[0].arguments["line"] == 37
    assert [unit.id for unit in result.course.activities] == [f"{BASE}/week-1/cycle", f"{BASE}/week-1/cycle~2"]


def test_extension_whose_schema_lies_in_the_package_is_no_finding() -> None:
    files = structure("</au>", '<x:rating xmlns:x="https://example.org/rating" stars="4"/></au>')
    files["rating.xsd"] = (
        b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="https://example.org/rating"/>'
    )
    assert found(read(READER, files)) == []


def test_relative_address_in_a_structure_without_a_package_is_reported() -> None:
    assert found(read(READER, STRUCTURE.encode(), "cmi5.xml")) == ["CM-09"]


def test_file_that_a_unit_opens_and_that_is_not_there_is_a_missing_reference() -> None:
    result = read(READER, structure("cycle.html?level=1", "rain.html?level=1"))
    assert [(item.href, item.state) for item in result.references] == [("rain.html?level=1", "missing")]


def test_many_errors_of_the_schema_are_told_twenty_times_and_counted() -> None:
    units = "".join(f'<au id="{BASE}/{number}"/>' for number in range(20))
    findings = [one for one in read(READER, structure("</block>", units + "</block>")).findings if one.check == "CM-03"]
    assert len(findings) == 21
    assert (findings[-1].variant, findings[-1].arguments["count"]) == ("more", 40)


def test_torn_structure_leaves_what_it_lost_unreadable() -> None:
    result = read(READER, {"cmi5.xml": STRUCTURE[: STRUCTURE.index("<objectives>")].encode()})
    assert found(result) == ["CM-03/not-well-formed"]
    assert result.incomplete == ("damaged-manifest",)
    assert isinstance(result.course.outcomes, Fact)
    assert result.course.outcomes.state is State.UNREADABLE


def test_ten_thousand_units_are_read_in_one_pass() -> None:
    unit = '<au id="https://a.example/{0}"><title><langstring lang="en">T</langstring></title>'
    unit += '<description><langstring lang="en">D</langstring></description><url>https://a.example/</url></au>'
    many = "".join(unit.format(number) for number in range(10_000))
    head = STRUCTURE[: STRUCTURE.index("<objectives>")]
    result = read(READER, f"{head}{many}</courseStructure>".encode(), "cmi5.xml")
    assert len(result.course.activities) == 10_000
    assert found(result) == ["CM-18"]


def test_blocks_nested_deeply_are_read_without_recursion() -> None:
    depth = 200
    begin, end = '<block id="https://a.example/{0}">', "</block>"
    nested = "".join(begin.format(number) for number in range(depth)) + end * depth
    head = STRUCTURE[: STRUCTURE.index("<objectives>")]
    result = read(READER, f"{head}{nested}</courseStructure>".encode(), "cmi5.xml")
    assert max(node.depth for node in result.course.modules) == depth


# --- the conformance suite ---------------------------------------------------------------------------------------

REJECTED = {  # file: requirement of the suite, what names the fault
    "201-1-iris-course-id.xml": ("3.0.0.0-1", "OHE-PKG-003/CM-05"),
    "201-4-iris-objective-id.xml": ("3.0.0.0-1", "OHE-PKG-003/CM-05"),
    "202-1-relative-url-no-zip.xml": ("14.2.0.0-1", "OHE-PKG-003/CM-09"),
    "202-4-relative-url-no-zip.xml": ("14.2.0.0-1", "OHE-PKG-003/CM-09"),
    "203-1-relative-url-no-reference.zip": ("14.1.0.0-4", "OHE-PKG-004/missing"),
    "204-query-string-conflict-endpoint.xml": ("8.1.0.0-6", "OHE-PKG-003/CM-10"),
    "205-1-duplicated-block.xml": ("13.1.2.0-1", "OHE-PKG-003/CM-06"),
    "205-3-duplicated-au.xml": ("13.1.4.0-1", "OHE-PKG-003/CM-06"),
    "206-1-invalid-au-url.xml": ("13.1.4.0-2", "OHE-PKG-003/CM-11"),
    "207-1-invalid-courseStructure.xml": ("13.2.0.0-1", "OHE-PKG-003/CM-03"),
}
REFUSED = ("208-1-invalid-package.md", "209-1-not-a-zip.zip", "210-1-no-cmi5-xml.zip")
ACCEPTED = (
    "001-essentials.zip",
    "002-allowed.zip",
    "004-1-moveOn-Completed.zip",
    "101-one-thousand-aus.xml",
    "102-zip64.zip",
)


def _suite(shared: Path, name: str) -> Path:
    return shared / "corpus" / "cmi5" / f"catapult-lts-{name}"


def _failures(report: Report) -> set[str]:
    return {
        f"{requirement.id}/{one.code}"
        for requirement in report.requirements
        for one in requirement.assertions
        if one.outcome is Outcome.FAILED
    }


@pytest.mark.parametrize("name", REJECTED)
def test_what_the_suite_rejects_fails_by_the_requirement_that_it_names(shared: Path, name: str) -> None:
    report = check_package(_suite(shared, name), CheckOptions(date="2026-01-01"))
    assert REJECTED[name][1] in _failures(report)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_package_for_the_suite_is_refused(shared: Path, name: str) -> None:
    with pytest.raises(NotAPackage):
        check_package(_suite(shared, name))


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_the_suite_accepts_has_no_structural_error(shared: Path, name: str) -> None:
    """The collected zips lack the `index.html` that the build of the suite copies into each; it is added here."""
    data = _suite(shared, name).read_bytes()
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {path: archive.read(path) for path in archive.namelist()}
        data = packed({**files, "index.html": files_of("cmi5")["cycle.html"]})
    report = check_package(data, CheckOptions(date="2026-01-01"), name)
    assert {failure for failure in _failures(report) if failure.startswith("OHE-PKG")} <= {"OHE-PKG-005/unreachable"}


@pytest.mark.parametrize("name", ["spec-complex-cmi5.xml", "spec-extended-cmi5.xml", "spec-simple-cmi5.xml"])
def test_examples_of_the_specification_have_no_finding(shared: Path, name: str) -> None:
    assert found(read(READER, (shared / "corpus" / "cmi5" / name).read_bytes(), name)) == []


# --- the sheet, and any bytes ------------------------------------------------------------------------------------


def test_every_number_of_the_sheet_has_its_check_and_every_check_of_the_reader_is_there() -> None:
    checks = sheet("cmi5")
    by_reader = {number for number, check in checks.items() if check.get("by") == "reader"}
    assert list(checks) == [f"CM-{number:02}" for number in range(1, 29)]
    assert reported_checks("CM", ["cmi5.py", "_cmi5/*.py"]) == by_reader


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(STRUCTURE)), width=st.integers(0, 60), noise=st.binary(max_size=30))
def test_damaged_structure_is_read_or_refused(cut: int, width: int, noise: bytes) -> None:
    text = STRUCTURE.encode()
    files = {**files_of("cmi5"), "cmi5.xml": text[:cut] + noise + text[cut + width :]}
    try:
        result = read(READER, files)
    except PackageError:
        return
    known = sheet("cmi5")
    for finding in result.findings:
        message = known[finding.check]["message"]
        assert isinstance(message, str) or (finding.variant or "default") in message
