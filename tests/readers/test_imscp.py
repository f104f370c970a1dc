"""The manifest reader underneath Content Packaging, SCORM and Common Cartridge."""

from __future__ import annotations

import pytest

from oecheck.documents.xml import parse_xml
from oecheck.model.fact import plain as value
from oecheck.model.manifest import Manifest
from oecheck.readers._imscp.activities import course_structure
from oecheck.readers._imscp.dependencies import dependency_circles
from oecheck.readers._imscp.families import family_of
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._imscp.manifest import read_manifest
from oecheck.readers._imscp.references import manifest_references
from oecheck.values.href import PathIndex
from tests.readers.imscp_packages import CP, ITEM, RESOURCE, plain


def manifest_of(text: str, paths: tuple[str, ...] = ("a.html",)) -> Manifest:
    return read_manifest(
        parse_xml(text.encode(), "imsmanifest.xml"), PathIndex(paths), "imsmanifest.xml", format="content-packaging"
    )


def dangling(manifest: Manifest) -> list[tuple[str, str, str]]:
    return [(node.kind, node.href, node.state) for node in manifest_references(manifest) if node.state != "found"]


def test_sound_manifest_has_no_dangling_reference() -> None:
    manifest = manifest_of(plain())
    assert dangling(manifest) == []
    assert [node.target for node in manifest.resources] == ["a.html"]


def test_manifest_without_namespace_is_read_by_its_names() -> None:
    manifest = manifest_of(plain().replace(f'xmlns="{CP}"', ""))
    assert (manifest.namespace, len(manifest.items), len(manifest.resources)) == ("", 1, 1)


def test_prefixed_manifest_is_read_as_any_other() -> None:
    text = plain().replace("xmlns=", "xmlns:x=")
    for name in ("manifest", "metadata", "schemaversion", "schema", "organizations", "organization", "item", "title"):
        text = text.replace(f"<{name} ", f"<x:{name} ").replace(f"<{name}>", f"<x:{name}>")
        text = text.replace(f"</{name}>", f"</x:{name}>")
    for name in ("resources", "resource", "file"):
        text = text.replace(f"<{name} ", f"<x:{name} ").replace(f"<{name}>", f"<x:{name}>")
        text = text.replace(f"</{name}>", f"</x:{name}>")
    manifest = manifest_of(text)
    assert (value(manifest.schema), len(manifest.items), len(manifest.resources)) == ("IMS Content", 1, 1)


def test_doctype_is_accepted_and_never_loaded() -> None:
    manifest = manifest_of('<!DOCTYPE manifest SYSTEM "http://example.org/cp.dtd">' + plain())
    assert len(manifest.resources) == 1


def test_undeclared_prefix_is_read_all_the_same() -> None:
    manifest = manifest_of(plain(resources=RESOURCE.replace("href=", 'adlcp:scormtype="sco" href=', 1)))
    assert value(manifest.resources[0].scormtype) == "sco"


def test_default_organization_is_the_course() -> None:
    organizations = (
        '<organizations default="o2">'
        f'<organization identifier="o1"><title>A</title>{ITEM.replace("i1", "x1")}</organization>'
        f'<organization identifier="o2"><title>B</title>{ITEM}</organization></organizations>'
    )
    manifest = manifest_of(plain(organizations=organizations))
    assert len(manifest.items) == 2
    assert [node.id for node in course_structure(manifest).modules] == ["i1"]


def test_first_organization_is_the_course_when_the_default_names_none() -> None:
    manifest = manifest_of(plain().replace('default="o1"', 'default="o9"'))
    assert value(manifest.default_resolves) is False
    assert [node.id for node in course_structure(manifest).modules] == ["i1"]


def test_item_with_children_and_a_resource_is_both_module_and_activity() -> None:
    items = f'<item identifier="i0" identifierref="r1"><title>Zero</title>{ITEM}</item>'
    structure = course_structure(manifest_of(plain(items)))
    assert [(node.id, node.leaf, node.depth, node.activity_count) for node in structure.modules] == [
        ("i0", False, 1, 2),
        ("i1", True, 2, 1),
    ]
    assert [(node.id, node.module, node.kind) for node in structure.activities] == [
        ("i0", "i0", "page"),
        ("i1", "i1", "page"),
    ]


def test_children_of_a_hidden_item_are_hidden() -> None:
    items = f'<item identifier="i0" isvisible="false"><title>Zero</title>{ITEM}</item>'
    manifest = manifest_of(plain(items))
    structure = course_structure(manifest)
    assert [node.visible for node in structure.modules] == [False, False]
    assert structure.activities[0].visibility == "hidden"
    assert structure.modules[0].activity_count == 0
    assert manifest.items[1].in_hidden


def test_untitled_root_item_of_a_cartridge_is_no_module() -> None:
    organizations = (
        '<organizations><organization identifier="o1" structure="rooted-hierarchy">'
        f'<item identifier="root">{ITEM}</item></organization></organizations>'
    )
    manifest = manifest_of(plain(organizations=organizations))
    assert [node.root for node in manifest.items] == [True, False]
    assert [(node.id, node.depth, node.parent) for node in course_structure(manifest).modules] == [("i1", 1, "")]


def test_source_of_an_item_has_the_titles_above_it() -> None:
    items = f'<item identifier="i0"><title>Zero</title>{ITEM}</item>'
    manifest = manifest_of(plain(items))
    assert manifest.items[1].source.breadcrumb == ("Course", "Zero", "One")
    assert manifest.items[1].source.line == 1


def test_item_of_a_missing_resource_is_a_dangling_reference_and_opens_nothing() -> None:
    manifest = manifest_of(plain(ITEM.replace("r1", "r9"), ""))
    assert dangling(manifest) == [("item", "r9", "missing")]
    structure = course_structure(manifest)
    assert structure.activities == ()
    assert [(node.leaf, node.activity_count) for node in structure.modules] == [(True, 0)]


def test_leaf_without_a_resource_is_a_label_and_no_content() -> None:
    structure = course_structure(manifest_of(plain('<item identifier="i1"><title>Heading</title></item>', "")))
    assert [node.kind for node in structure.activities] == ["label"]
    assert structure.modules[0].activity_count == 0


def test_missing_file_is_one_reference_though_the_resource_opens_it_too() -> None:
    assert dangling(manifest_of(plain(), ())) == [("file", "a.html", "missing")]


def test_missing_href_that_no_file_lists_is_a_reference_of_the_resource() -> None:
    resource = '<resource identifier="r1" type="webcontent" href="b.html"/>'
    assert dangling(manifest_of(plain(resources=resource))) == [("resource", "b.html", "missing")]


def test_letter_case_alone_is_told_from_missing() -> None:
    assert dangling(manifest_of(plain(), ("A.html",))) == [("file", "a.html", "case")]


def test_bases_of_manifest_resources_and_resource_are_joined() -> None:
    resource = RESOURCE.replace("href=", 'xml:base="c/" href=', 1)
    text = plain(resources=resource, attributes='xml:base="a/"').replace("<resources>", '<resources xml:base="b/">')
    manifest = manifest_of(text, ("a/b/c/a.html",))
    assert manifest.resources[0].files[0].target == "a/b/c/a.html"
    assert manifest.resources[0].base == "a/b/c/"


def test_absolute_base_makes_hrefs_external() -> None:
    manifest = manifest_of(plain(attributes='xml:base="https://example.org/c/"'))
    assert manifest.resources[0].href_state == "external"
    assert course_structure(manifest).activities[0].external


def test_address_of_an_external_activity_keeps_no_query_and_no_password() -> None:
    resource = '<resource identifier="r1" type="webcontent" href="https://u:secret@example.org/x?key=secret#y"/>'
    activity = course_structure(manifest_of(plain(resources=resource))).activities[0]
    assert activity.entry == "https://example.org/x"


def test_files_of_dependencies_belong_to_the_activity_even_in_a_circle() -> None:
    resources = (
        '<resource identifier="r1" type="webcontent" href="a.html"><file href="a.html"/>'
        '<dependency identifierref="r2"/></resource>'
        '<resource identifier="r2" type="webcontent"><file href="b.css"/><dependency identifierref="r1"/></resource>'
    )
    manifest = manifest_of(plain(resources=resources), ("a.html", "b.css"))
    assert course_structure(manifest).activities[0].files == ("a.html", "b.css")
    assert [circle for _, circle in dependency_circles(manifest.resources)] == [("r1", "r2")]


def test_sub_manifest_has_identifiers_of_its_own_and_is_shown_at_its_item() -> None:
    sub = plain().replace('identifier="m1"', 'identifier="m2"')
    items = '<item identifier="i1" identifierref="m2"><title>Part</title></item>'
    manifest = manifest_of(plain(items, "", after=sub))
    assert manifest.submanifests == 1
    assert all(node.identifier_unique for node in manifest.items)
    structure = course_structure(manifest)
    assert [(node.id, node.depth) for node in structure.modules] == [("i1", 1), ("i1~2", 2)]
    assert [node.entry for node in structure.activities] == ["a.html"]


def test_sub_manifests_that_open_each_other_twice_do_not_double_the_tree() -> None:
    nested = ""
    for level in range(40, 0, -1):
        items = "".join(
            f'<item identifier="x{level}{side}" identifierref="m{level + 1}"><title>T</title></item>' for side in "ab"
        )
        nested = plain(items, "", metadata="", after=nested).replace('"m1"', f'"m{level}"', 1)
    assert len(course_structure(manifest_of(nested)).modules) == 80


def test_identifier_used_twice_keeps_both_items() -> None:
    manifest = manifest_of(plain(ITEM + ITEM))
    assert [node.identifier_unique for node in manifest.items] == [False, False]
    assert [node.id for node in course_structure(manifest).modules] == ["i1", "i1~2"]


def test_ten_thousand_resources_are_read_in_one_walk() -> None:
    items = "".join(f'<item identifier="i{n}" identifierref="r{n}"><title>T{n}</title></item>' for n in range(10_000))
    resources = "".join(
        f'<resource identifier="r{n}" type="webcontent" href="p{n}.html"><file href="p{n}.html"/>'
        f'<dependency identifierref="r{(n + 1) % 10_000}"/></resource>'
        for n in range(10_000)
    )
    manifest = manifest_of(plain(items, resources), tuple(f"p{n}.html" for n in range(10_000)))
    structure = course_structure(manifest)
    assert len(structure.activities) == 10_000
    assert structure.incomplete == ("activity-files-limit",)
    assert len(list(dependency_circles(manifest.resources))) == 1


@pytest.mark.parametrize(
    ("kind", "family", "version"),
    [
        ("webcontent", "webcontent", ""),
        ("imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "assessment", "1.1"),
        ("imsqti_xmlv1p2/imscc_xmlv1p3/question-bank", "bank", "1.3"),
        ("imsqti_item_xmlv2p1", "qti", "2.1"),
        ("imsbasiclti_xmlv1p0p1", "lti", "1.0.1"),
        ("associatedcontent/imscc_xmlv1p2/learning-application-resource", "associatedcontent", "1.2"),
        ("imsdt_xmlv1p3", "topic", "1.3"),
        ("text/html", "other", ""),
        (None, "other", ""),
    ],
)
def test_type_of_a_resource_has_a_family_whatever_its_version(kind: str | None, family: str, version: str) -> None:
    assert family_of(kind) == (family, version)


@pytest.mark.parametrize(
    ("identifier", "valid"),
    [
        ("i1", True),
        ("_1", True),
        ("é-1.x", True),
        ("1i", False),
        ("a b", False),
        ("a|b", False),
        ("a:b", False),
        ("", False),
    ],
)
def test_identifier_is_an_xml_id_or_not(identifier: str, valid: bool) -> None:
    assert is_ncname(identifier) is valid
