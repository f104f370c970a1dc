"""Plain Content Packaging: what a package says, and each defect alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.model.package import ReadResult
from oecheck.readers.content_packaging import READER
from tests.readers.imscp_packages import CP, ITEM, METADATA, RESOURCE, checks, plain, read

FIXTURES = Path(__file__).parents[2] / "fixtures"
SECOND = '<resource identifier="r2" type="webcontent" href="b.html"><file href="b.html"/></resource>'
TWO = {"a.html": "x", "b.html": "x"}


def test_smallest_package_is_read() -> None:
    container = open_container(FIXTURES / "content-packaging" / "minimal")
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    assert (descriptor.format, descriptor.version) == ("content-packaging", "1.1.4")
    assert value(result.course.title) == "Water"
    assert [node.entry for node in result.course.activities] == ["cycle.html"]
    assert result.roles == {"imsmanifest.xml": "descriptor"}
    assert result.listed == frozenset({"cycle.html"})
    assert result.findings == ()


def test_what_content_packaging_has_no_place_for_is_unsupported() -> None:
    course = read(plain()).course
    told = course.activities[0]
    for fact in (told.graded, told.pass_mark, told.attempts, told.completion):
        assert isinstance(fact, Fact)
        assert fact.state is State.UNSUPPORTED
    assert course.modules[0].available_from is None


@pytest.mark.parametrize("native", [True, False])
def test_parts_of_a_brightspace_export_that_are_not_read_are_said_to_be_left_out(native: bool) -> None:
    space = ' xmlns:d2l_2p0="http://desire2learn.com/xsd/d2lcp_v2p0"' if native else ""
    kind = ' d2l_2p0:material_type="content"' if native else ""
    resource = f'<resource identifier="r1" type="webcontent" href="a.html"{kind}><file href="a.html"/></resource>'
    manifest = f'<manifest xmlns="{CP}"{space} identifier="m"><resources>{resource}</resources></manifest>'
    assert read(manifest).incomplete == (("brightspace-parts",) if native else ())


def test_sound_manifest_has_no_finding() -> None:
    assert checks(plain()) == []


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        (plain().replace(CP, "http://example.org/cp"), ["CP-02"]),
        (plain().replace(f'xmlns="{CP}"', ""), ["CP-36"]),
        (plain().replace(f"<resources>{RESOURCE}</resources>", "").replace(' identifierref="r1"', ""), ["CP-04"]),
        (plain().replace('identifier="m1"', ""), ["CP-05"]),
        (plain(ITEM.replace("i1", "1 i")), ["CP-06"]),
        (plain(ITEM.replace("i1", "r1")), ["CP-26"]),
        (plain().replace('default="o1"', 'default="o2"'), ["CP-07"]),
        (plain(resources=RESOURCE.replace('file href="a', 'file href="b')), ["CP-11"]),
        (plain(resources=RESOURCE.replace('file href="a', 'file href="/a')), ["CP-12"]),
        (plain(resources=RESOURCE.replace('" href="a.html"', '" href="/a.html"')), ["CP-38"]),
        (plain(attributes='xml:base="."'), ["CP-13"]),
        (plain(metadata=""), []),
        (plain(resources=RESOURCE + SECOND), ["CP-16"]),
        (plain(after=plain("", metadata="").replace("m1", "m2")), ["CP-18", "CP-35"]),
        (plain().replace("<title>One", "<title>" + "x" * 201), ["CP-19"]),
        (plain(ITEM.replace("<title>", "<title>").replace(' identifierref="r1"', ' parameters="?a"'), ""), ["CP-21"]),
        (plain(f'<item identifier="i0" isvisible="false"><title>0</title>{ITEM}</item>'), ["CP-22"]),
        (plain(resources='<resource identifier="r1" type="webcontent" href="https://example.org/"/>'), ["CP-24"]),
        (plain(ITEM.replace("i1", "i2")).replace("<item", '<item isvisible="yes"'), ["CP-34"]),
        (plain().replace(' type="webcontent"', ""), ["CP-27"]),
        (plain(resources=RESOURCE.replace("</resource>", '<dependency identifierref="r1"/></resource>')), ["CP-28"]),
        (plain().replace("<title>Course</title>", ""), ["CP-30"]),
        (plain("<metadata/>" + ITEM), ["CP-32"]),
        (plain(ITEM + "<chapter/>"), ["CP-33"]),
        (plain("", ""), ["CP-35"]),
        (plain(ITEM.replace("<item", '<item label="x"')), ["CP-37"]),
    ],
)
def test_one_defect_gives_its_finding_and_nothing_else(manifest: str, found: list[str]) -> None:
    assert checks(manifest, TWO) == found


def test_prefix_without_namespace_is_named_with_its_line() -> None:
    result = read(plain(resources="\n" + RESOURCE.replace("href=", 'x:y="z" href=', 1)))
    (finding,) = result.findings
    assert (finding.check, finding.variant, finding.arguments["prefix"], finding.source.line) == (
        "CP-03",
        "unbound-prefix",
        "x",
        2,
    )


def test_what_a_damaged_manifest_does_not_say_is_unreadable_and_not_absent() -> None:
    result = read(plain(metadata="").replace("</resources>", ""))
    assert isinstance(result.course.languages, Fact)
    assert result.course.languages.state is State.UNREADABLE
    assert result.incomplete == ("damaged-manifest",)


def test_of_a_torn_manifest_nothing_is_said_but_that_it_is_torn() -> None:
    result = read(plain().replace("</item>", "").replace("<resource ", "<file><resource "))
    assert {finding.check for finding in result.findings} == {"CP-03"}
    assert result.manifest is None
    assert [node for node in result.references if node.kind == "item" and node.state == "missing"] == []


def test_circle_of_dependencies_is_reported_once() -> None:
    one = RESOURCE.replace("</resource>", '<dependency identifierref="r2"/></resource>')
    two = SECOND.replace("</resource>", '<dependency identifierref="r1"/></resource>')
    assert checks(plain(resources=one + two), TWO) == ["CP-29"]


def test_several_organizations_without_a_default_are_reported() -> None:
    other = f'<organization identifier="o2"><title>B</title>{ITEM.replace("i1", "i2")}</organization>'
    text = plain().replace("</organization>", "</organization>" + other).replace(' default="o1"', "")
    assert checks(text) == ["CP-25"]


def test_external_metadata_is_read_and_is_no_content() -> None:
    title = '<general><title><string language="fr">Eau</string></title></general>'
    lom = f'<lom xmlns="http://ltsc.ieee.org/xsd/LOM">{title}</lom>'
    location = '<l:location xmlns:l="http://www.adlnet.org/xsd/adlcp_v1p3">meta.xml</l:location></metadata>'
    result = read(plain(metadata=METADATA.replace("</metadata>", location)), {"a.html": "x", "meta.xml": lom})
    assert value(result.course.title) == "Eau"
    assert result.roles["meta.xml"] == "descriptor"


def test_title_comes_from_lom_before_the_organization() -> None:
    lom = '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string>Full</string></title></general></lom>'
    result = read(plain(metadata=METADATA.replace("</metadata>", lom + "</metadata>")))
    assert value(result.course.title) == "Full"


def test_metadata_file_that_is_missing_is_a_dangling_reference() -> None:
    location = '<l:location xmlns:l="http://www.adlnet.org/xsd/adlcp_v1p3">meta.xml</l:location></metadata>'
    result = read(plain(metadata=METADATA.replace("</metadata>", location)))
    assert [(node.kind, node.state) for node in result.references if node.state != "found"] == [
        ("descriptor", "missing")
    ]


def test_files_beside_the_content_have_their_roles() -> None:
    files = {"a.html": "x", "imscp_v1p1.xsd": "x", "LICENSE.txt": "x", ".DS_Store": "x", "licence-page.html": "x"}
    assert read(plain(), files).roles == {
        "imsmanifest.xml": "descriptor",
        "imscp_v1p1.xsd": "schema",
        "LICENSE.txt": "licence",
        ".DS_Store": "junk",
    }


def test_files_that_a_manifest_of_webct_inside_the_package_lists_are_listed() -> None:
    def inner(*rows: str) -> str:
        return f'<manifest xmlns="{CP}"><resources>{"".join(rows)}</resources></manifest>'

    def row(path: str, kind: str = "webct.manifest") -> str:
        return f'<resource identifier="r9" type="{kind}"><file href="{path}"/></resource>'

    files = {
        "a.html": "x",
        "q/1.xml": inner(row("q/1_R.xml", "ims_qtiasiv1p2"), row("q/2.xml"), row("q/lost.xml")),
        "q/2.xml": inner(row("q/2_R.xml", "ims_qtiasiv1p2"), row("q/1.xml"), row("../../etc/passwd")),
        "q/1_R.xml": "<x/>",
        "q/2_R.xml": "<x/>",
        "q/other.xml": "<x/>",
    }
    listed = read(plain(resources=RESOURCE + row("q/1.xml")), files).listed
    assert listed == {"a.html", "q/1.xml", "q/1_R.xml", "q/2.xml", "q/2_R.xml"}


@pytest.mark.parametrize("text", ["", "<manifest", "<page/>", "<manifest/>"])
def test_inner_manifest_that_cannot_be_read_lists_nothing(text: str) -> None:
    row = '<resource identifier="r9" type="webct.manifest"><file href="q.xml"/></resource>'
    assert read(plain(resources=RESOURCE + row), {"a.html": "x", "q.xml": text}).listed == {"a.html", "q.xml"}


def test_menu_that_olat_lays_beside_a_package_is_no_content() -> None:
    menu = {"_START_.html": "x", "_MENU_.html": "x", "_LOGO_.html": "x", "cp_offline_menu_mat/mktree.js": "x"}
    roles = read(plain(), {"a.html": "x", **menu}).roles
    assert {path for path, role in roles.items() if role == "settings"} == set(menu)


def test_web_site_that_exelearning_adds_is_a_copy_and_no_content() -> None:
    files = {"index.html": "x", "a.html": "x", "website_index.html": "x", "website_a.html": "x", "website_b.html": "x"}
    roles = read(plain(), files).roles
    assert {path for path, role in roles.items() if role == "settings"} == {"website_index.html", "website_a.html"}


def test_pages_of_the_scorm_driver_are_no_content() -> None:
    driver = {"d/scormdriver.js": "x", "d/goodbye.html": "x", "d/blank.html": "x", "d/indexAPI.html": "x"}
    roles = read(plain(), {"a.html": "x", "goodbye.html": "x", **driver}).roles
    assert {path for path, role in roles.items() if role == "settings"} == {"d/goodbye.html", "d/blank.html"}


def test_page_named_like_the_menu_of_olat_is_content_where_olat_left_nothing_else() -> None:
    assert "_MENU_.html" not in read(plain(), {"a.html": "x", "_MENU_.html": "x"}).roles


def test_program_that_names_itself_in_a_comment_is_the_producer() -> None:
    result = read("<!-- This is a Reload version 2.5.6 Content Package document -->" + plain())
    assert (value(result.producer), value(result.producer_version)) == ("Reload Editor", "2.5.6")


def test_program_whose_namespace_is_bound_is_the_producer() -> None:
    told = plain(attributes='xmlns:bb="http://www.blackboard.com/content-packaging/"')
    assert value(read(told).producer) == "Blackboard"


def test_nothing_is_guessed_of_the_producer() -> None:
    assert read(plain()).producer is None


def test_lone_manifest_never_looks_complete() -> None:
    container = open_container(plain().encode(), name="imsmanifest.xml")
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    assert result.incomplete == ("lone-manifest",)
    assert {node.state for node in result.references if node.kind == "file"} == {"unreadable"}


_ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["identifier", "identifierref", "href", "type", "default", "structure", "isvisible", "parameters", "xml:base"]
    ),
    st.sampled_from(["a", "b", "a.html", "../x", "true", "", " ", "http://h/", "1 2", "%ff", "/a.html", "é"]),
    max_size=4,
)
_NAMES = st.sampled_from(
    (
        "manifest",
        "metadata",
        "schema",
        "organizations",
        "organization",
        "item",
        "title",
        "resources",
        "resource",
        "file",
    )
)


def _element(name: str, attributes: dict[str, str], inner: list[str]) -> str:
    told = "".join(f' {key}="{text}"' for key, text in attributes.items())
    return f"<{name}{told}>{''.join(inner)}</{name}>"


_TREES = st.recursive(
    st.builds(_element, _NAMES, _ATTRIBUTES, st.just([])),
    lambda inner: st.builds(_element, _NAMES, _ATTRIBUTES, st.lists(inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_TREES, max_size=6))
def test_any_tree_below_manifest_gives_a_result(parts: list[str]) -> None:
    result = read(f'<manifest xmlns="{CP}">{"".join(parts)}</manifest>')
    assert isinstance(result, ReadResult)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 700), st.integers(0, 60), st.binary(max_size=8))
def test_damaged_manifest_gives_a_result_or_is_refused(place: int, length: int, junk: bytes) -> None:
    text = plain(resources=RESOURCE + SECOND).encode()
    try:
        result = read(text[:place] + junk + text[place + length :])
    except PackageError:
        return
    assert isinstance(result, ReadResult)
