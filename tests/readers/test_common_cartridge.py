"""Cartridges: one defect each, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State, plain
from oecheck.model.package import Descriptor, ReadResult
from oecheck.model.source import Source
from oecheck.readers.common_cartridge import READER
from tests.readers.cartridges import changed, files_of, found, packed, read, read_fixture

MANIFEST = "imsmanifest.xml"


def dangling(result: ReadResult) -> list[tuple[str, str]]:
    return [(item.kind, item.href) for item in result.references if item.state not in ("found", "external")]


def test_minimal_cartridge_has_no_finding() -> None:
    result = read_fixture("minimal")
    assert found(result) == []
    assert dangling(result) == []
    assert result.incomplete == ()


def test_course_is_described_by_lom() -> None:
    course = read_fixture("minimal").course
    assert plain(course.id) == "DOI:10.1234/small"
    assert course.export_id == "small-course"
    assert plain(course.title) == "Lire une carte"
    assert [(title.language, title.text) for title in course.titles] == [
        ("en", "Reading maps"),
        ("fr", "Lire une carte"),
    ]
    assert plain(course.languages) == ("fr",)
    assert plain(course.study_time_s) == 9000.0
    licence = plain(course.licence)
    assert licence is not None
    assert licence.id == "CC-BY-4.0"


def test_title_has_its_own_place() -> None:
    title = read_fixture("minimal").course.title
    assert isinstance(title, Fact)
    assert title.sources[0].file == MANIFEST
    assert title.sources[0].pointer == "/manifest/metadata/lom/general/title/string[2]"
    assert title.sources[0].line == 14


def test_modules_are_the_items_below_the_root() -> None:
    modules = read_fixture("minimal").course.modules
    assert [(module.id, module.depth, module.activity_count) for module in modules] == [
        ("week-1", 1, 4),
        ("i-page", 2, 1),
        ("i-link", 2, 1),
        ("i-topic", 2, 1),
        ("i-tool", 2, 1),
    ]


def test_activities_have_the_kind_of_their_resource() -> None:
    activities = read_fixture("minimal").course.activities
    assert [(activity.kind, activity.entry) for activity in activities] == [
        ("page", "page/map.html"),
        ("link", "https://atlas.example/world"),
        ("discussion", "topic/first.xml"),
        ("tool", "https://draw.example/launch"),
    ]


def test_text_of_a_topic_is_looked_at_as_html() -> None:
    (text,) = read_fixture("minimal").course.embedded
    assert text.markup == "<p>Describe the first map you saw.</p>"
    assert text.base == "topic/first.xml"
    assert text.owner == "i-topic"


def test_resource_for_instructors_is_no_learner_content() -> None:
    assert read_fixture("minimal").audiences == {"page/key.html": "instructor"}


def test_role_of_learners_beside_instructors_leaves_the_file_to_both() -> None:
    end = "</lomr:intendedEndUserRole>"
    other = f"{end}<lomr:intendedEndUserRole><lomr:value>Learner</lomr:value>{end}"
    result = read_fixture("minimal", {MANIFEST: ("</lomr:intendedEndUserRole>", other)})
    assert result.audiences == {"page/key.html": "both"}


def test_descriptors_are_told_from_content() -> None:
    assert read_fixture("minimal").roles == {
        MANIFEST: "descriptor",
        "link/atlas.xml": "descriptor",
        "topic/first.xml": "descriptor",
        "tool/draw.xml": "descriptor",
    }


def test_platform_only_fields_are_unsupported_without_a_platform() -> None:
    activity = read_fixture("minimal").course.activities[0]
    assert isinstance(activity.due, Fact)
    assert activity.due.state is State.UNSUPPORTED


def test_manifest_that_is_not_well_formed_is_reported() -> None:
    result = read_fixture("minimal", {MANIFEST: ("</organizations>", "")})
    assert found(result) == ["CC-01/not-well-formed"]


def test_missing_file_is_a_dangling_reference() -> None:
    files = files_of("minimal")
    del files["page/map.html"]
    result = read(files)
    assert dangling(result) == [("file", "page/map.html")]
    assert found(result) == []


def test_descriptor_with_another_root_is_reported() -> None:
    files = files_of("minimal")
    files["link/atlas.xml"] = b"<html/>"
    assert found(read(files)) == ["CC-17/wrong-root"]


def test_topic_without_title_is_reported() -> None:
    result = read_fixture("minimal", {"topic/first.xml": ("<title>Your first map</title>", "")})
    assert found(result) == ["CC-17/incomplete"]
    assert result.findings[0].arguments == {"path": "topic/first.xml", "missing": "title"}


def test_descriptor_that_is_not_well_formed_is_reported_with_its_line() -> None:
    result = read_fixture("minimal", {"topic/first.xml": ("</text>", "")})
    assert found(result) == ["CC-17/not-well-formed"]
    assert result.findings[0].source.file == "topic/first.xml"
    assert result.findings[0].source.line == 2


def test_empty_descriptor_is_reported() -> None:
    files = files_of("minimal")
    files["topic/first.xml"] = b""
    assert found(read(files)) == ["CC-17/unreadable"]


def test_namespaces_that_are_no_addresses_are_one_finding_for_all_files() -> None:
    wrong = ("<webLink ", '<webLink xmlns:odd="http: //odd.example" ')
    files = changed(files_of("minimal"), {"link/atlas.xml": wrong})
    files["topic/first.xml"] = files["topic/first.xml"].replace(b"<topic ", b'<topic xmlns:odd="http: //odd.example" ')
    result = read(files)
    assert found(result) == ["CC-17/namespace-uri"]
    assert result.findings[0].arguments["count"] == 2
    assert [activity.kind for activity in result.course.activities] == ["page", "link", "discussion", "tool"]


def test_web_link_without_encryption_is_reported_without_its_query() -> None:
    result = read_fixture("minimal", {"link/atlas.xml": ("https://atlas", "http://atlas")})
    assert found(result) == ["CC-25/not-secure"]
    assert result.findings[0].arguments["url"] == "http://atlas.example/world"


def test_web_link_without_address_of_its_own_is_reported() -> None:
    result = read_fixture("minimal", {"link/atlas.xml": ("https://atlas.example/world", "/world")})
    assert found(result) == ["CC-25/not-absolute"]


def test_web_content_in_the_folder_of_a_descriptor_is_reported() -> None:
    files = changed(
        files_of("minimal"),
        {MANIFEST: ('<file href="page/map.html"/>', '<file href="page/map.html"/><file href="topic/map.png"/>')},
    )
    files["topic/map.png"] = b"png"
    assert found(read(files)) == ["CC-24"]


def test_embedded_descriptor_is_read_from_the_manifest() -> None:
    inline = (
        '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"><title>A</title>'
        '<url href="https://a.example/"/></webLink>'
    )
    result = read_fixture("minimal", {MANIFEST: ('<file href="link/atlas.xml"/>', inline)})
    assert found(result) == []
    assert result.course.activities[1].entry == "https://a.example/"


def test_bare_manifest_is_read_as_a_flat_cartridge() -> None:
    container = open_container(files_of("minimal")[MANIFEST], name="imsmanifest.xml")
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    assert len(result.course.modules) == 5
    assert ("file", "page/map.html") in dangling(result)


def test_curriculum_standard_is_an_outcome_without_words() -> None:
    csm = (
        '<c:curriculumStandardsMetadataSet xmlns:c="http://www.imsglobal.org/xsd/imsccv1p3/imscsmd_v1p0">'
        '<c:curriculumStandardsMetadata providerId="ASN"><c:setOfGUIDs region="R" version="1"><c:labelledGUID>'
        "<c:GUID>6c2f5b8e-1111-4222-8333-444455556666</c:GUID></c:labelledGUID></c:setOfGUIDs>"
        "</c:curriculumStandardsMetadata></c:curriculumStandardsMetadataSet></metadata>"
    )
    result = read_fixture("minimal", {MANIFEST: ("</metadata>", csm)})
    outcomes = plain(result.course.outcomes) or ()
    assert [(outcome.id, outcome.kind, outcome.text) for outcome in outcomes] == [
        ("o1", "objective", "Read the scale of a map."),
        ("6c2f5b8e-1111-4222-8333-444455556666", "standard", None),
    ]


def test_attachment_that_is_missing_is_a_dangling_reference() -> None:
    extra = '</text><attachments><attachment href="$IMS-CC-FILEBASE$/pictures/old.png"/></attachments>'
    result = read_fixture("minimal", {"topic/first.xml": ("</text>", extra)})
    assert dangling(result) == [("attachment", "$IMS-CC-FILEBASE$/pictures/old.png")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_as_manifest_give_a_result(data: bytes) -> None:
    container = open_container(packed({MANIFEST: data}))
    descriptor = Descriptor(source=Source(MANIFEST), format="common-cartridge", evidence="cartridge-schema")
    assert isinstance(READER.read(container, descriptor), ReadResult)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(files_of("canvas"))), st.integers(0, 2000), st.binary(max_size=12))
def test_any_damage_to_a_file_gives_a_result(path: str, place: int, noise: bytes) -> None:
    files = files_of("canvas")
    files[path] = files[path][:place] + noise + files[path][place + len(noise) :]
    container = open_container(packed(files))
    descriptor = Descriptor(source=Source(MANIFEST), format="common-cartridge", evidence="cartridge-schema")
    try:
        result = READER.read(container, descriptor)
    except PackageError:
        return
    assert isinstance(result, ReadResult)


@pytest.mark.parametrize(
    ("old", "new"),
    [("<title>", "<title>a & b "), ("</topic>", ""), ("<title>", "<title>&name; ")],
)
def test_damaged_descriptor_is_told_once_and_makes_the_reading_incomplete(old: str, new: str) -> None:
    result = read_fixture("minimal", {"topic/first.xml": (old, new)})

    assert found(result) == ["CC-17/not-well-formed"]
    assert result.incomplete == ("descriptor-damaged",)
