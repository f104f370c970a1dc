"""Detection: what a package uses decides, every descriptor is listed, one is primary."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from oecheck.containers import Container, Limits, open_container
from oecheck.errors import NotAPackage, PackageError, UnreadableFormat
from oecheck.model.package import Descriptor
from oecheck.readers._detect import choose, detect, locate
from oecheck.readers._documents import documents_of
from oecheck.texts import texts
from tests.containers.conftest import load_build

CARTRIDGE = (
    b'<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata>'
    b"<schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata></manifest>"
)
SCORM = (
    b'<manifest xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><resources>'
    b'<resource type="webcontent" adlcp:scormtype="sco"/></resources></manifest>'
)
PLAIN = b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"/>'
CMI5 = b'<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"/>'
TINCAN = b'<tincan xmlns="http://projecttincan.com/tincan.xsd"/>'
MAKO = b'<%namespace file="/c.xml" name="c"/>\\\n<course url_name="${c.run()}" org="${c.org()}"><chapter/></course>'
EPUB = b'<container><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></container>'
MOODLE = b"<moodle_backup><information><moodle_release>4.1 (Build: 1)</moodle_release></information></moodle_backup>"


def zipped(files: dict[str, bytes]) -> bytes:
    build = load_build()
    data: bytes = build.zip_of([build.Entry(name.encode(), content) for name, content in files.items()])
    return data


def packed(files: dict[str, bytes]) -> Container:
    return open_container(zipped(files))


def seen(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    return [(found.format, found.version, found.evidence) for found in detect(packed(files))]


def with_types(*types: str, space: str = "http://www.imsglobal.org/xsd/imscp_v1p1", schema: str = "") -> bytes:
    resources = "".join(f'<resource type="{kind}"/>' for kind in types)
    head = f"<metadata><schema>{schema}</schema></metadata>" if schema else ""
    return f'<manifest xmlns="{space}">{head}<resources>{resources}</resources></manifest>'.encode()


def declaring(manifest: bytes, version: str) -> bytes:
    head = f"<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>"
    return manifest.replace(b"<resources>", f"{head}<resources>".encode(), 1)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"imsmanifest.xml": CARTRIDGE}, ("common-cartridge", "1.1", "cartridge-schema")),
        (
            {"imsmanifest.xml": CARTRIDGE.replace(b"IMS Common", b"IMS Thin Common")},
            ("thin-common-cartridge", "1.1", "cartridge-schema"),
        ),
        ({"imsmanifest.xml": SCORM}, ("scorm-1.2", "1.2", "scorm-type")),
        ({"imsmanifest.xml": SCORM.replace(b"adlcp:s", b"x:s")}, ("scorm-1.2", "1.2", "scorm-type")),
        ({"imsmanifest.xml": SCORM.replace(b"rootv1p2", b"v1p3")}, ("scorm-2004", "", "scorm-type")),
        ({"imsmanifest.xml": declaring(SCORM, "1.2")}, ("scorm-1.2", "1.2", "scorm-schema")),
        ({"imsmanifest.xml": declaring(SCORM, "CAM 1.3")}, ("scorm-1.2", "1.2", "scorm-namespace")),
        (
            {"imsmanifest.xml": declaring(SCORM.replace(b"rootv1p2", b"v1p3"), "1.2")},
            ("scorm-2004", "", "scorm-namespace"),
        ),
        ({"imsmanifest.xml": PLAIN}, ("content-packaging", "", "manifest")),
        ({"imsmanifest.xml": b"<manifest><resources/></manifest>"}, ("content-packaging", "", "manifest-bare")),
        ({"imsmanifest.xml": with_types("imsqti_item_xmlv2p1", "webcontent")}, ("qti", "2.1", "qti-manifest")),
        ({"imsmanifest.xml": with_types("x", schema="QTI Package")}, ("qti", "", "qti-manifest")),
        (
            {
                "imsmanifest.xml": with_types(
                    "imsqti_xmlv1p2", space="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1", schema="IMS Content"
                )
            },
            ("qti", "1.2", "canvas-qti-export"),
        ),
        ({"imsmanifest.xml": with_types("imsdt_xmlv1p1")}, ("common-cartridge", "", "cartridge-types")),
        ({"imsmanifest.xml": with_types("course/x-bb-coursesetting")}, ("blackboard", "", "blackboard-native")),
        ({"imsmanifest.xml": b"<other/>"}, ("unknown", "", "manifest-other-root")),
        ({"imsmanifest.xml": b""}, ("unknown", "", "descriptor-unreadable")),
        ({"cmi5.xml": CMI5}, ("cmi5", "1.0", "cmi5-structure")),
        ({"tincan.xml": TINCAN}, ("tincan", "", "tincan-root")),
        ({"mimetype": b"application/epub+zip"}, ("epub", "", "epub-mimetype")),
        ({"META-INF/container.xml": EPUB}, ("epub", "", "epub-rootfile")),
        (
            {"META-INF/container.xml": b"<a:a:container><rootfiles/>", "b/c.opf": b"<package/>"},
            ("epub", "", "epub-opf"),
        ),
        ({"moodle_backup.xml": MOODLE}, ("moodle", "4.1", "moodle-backup")),
        ({"moodle.xml": b"<MOODLE_BACKUP/>"}, ("moodle", "1.9", "moodle-1-9")),
        ({"h5p.json": b"{}"}, ("h5p", "", "h5p-json")),
        ({"course/course.xml": b'<course url_name="r" org="o"/>'}, ("olx", "", "olx-course")),
        ({"course.xml": MAKO, "chapter/c.xml": b"<chapter/>"}, ("olx", "", "olx-template")),
        ({"library/library.xml": b'<library library="l" org="o"/>'}, ("olx", "library", "olx-library")),
        ({"a.crs": b"[Course]\r\nVersion=4.0\r\n", "A.AU": b"x"}, ("aicc", "4.0", "aicc-crs")),
        ({"a.crs": b"\xef\xbb\xbf[Course]\n", "a.cst": b"x"}, ("aicc", "", "aicc-crs")),
        ({"a.cst": b'"Block","Member"\r\n"root","A0"'}, ("aicc", "", "aicc-cst")),
        ({"qti.xml": b"<questestinterop/>"}, ("qti", "1.2", "qti-document")),
        ({"runstructure.xml": b"<x/>"}, ("unknown", "", "olat-native")),
        ({"contentv3.xml": b"<x/>"}, ("unknown", "", "exelearning-native")),
        (
            {
                "content.xml": b'<?xml version="1.0"?>\n<!DOCTYPE ode SYSTEM "content.dtd">\n<ode version="2.0"/>',
                "index.html": b"x",
            },
            ("unknown", "", "exelearning-native"),
        ),
    ],
)
def test_package_is_recognised_by_what_it_uses(files: dict[str, bytes], found: tuple[str, str, str]) -> None:
    assert seen(files) == [found]


@pytest.mark.parametrize(
    "files",
    [
        {"META-INF/container.xml": EPUB.replace(b"oebps-package", b"musescore")},
        {"META-INF/container.xml": b"<a:a:container><rootfiles/>", "score.mscx": b"<museScore/>"},
        {"course.xml": b"<course/>"},
        {"cmi5.xml": b"<other/>"},
        {"a.crs": b"[Other]", "a.au": b""},
        {"a.crs": b"[Course]"},
        {"__MACOSX/._imsmanifest.xml": b"\x00\x05\x16\x07"},
        {"readme.txt": b"hello"},
    ],
)
def test_look_alikes_are_not_taken_for_packages(files: dict[str, bytes]) -> None:
    assert seen(files) == []
    with pytest.raises(NotAPackage, match="no-descriptor"):
        choose(detect(packed(files)))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (CARTRIDGE, "common-cartridge"),
        (CMI5, "cmi5"),
        (TINCAN, "tincan"),
        (b'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>', "qti"),
    ],
)
def test_bare_document_is_recognised_by_its_root(data: bytes, found: str) -> None:
    assert [descriptor.format for descriptor in detect(open_container(data, name="x.xml"))] == [found]


@pytest.mark.parametrize(
    ("files", "formats"),
    [
        ({"tincan.xml": TINCAN, "imsmanifest.xml": SCORM}, ["scorm-1.2", "tincan"]),
        ({"cmi5.xml": CMI5, "imsmanifest.xml": SCORM}, ["scorm-1.2", "cmi5"]),
        ({"cmi5.xml": CMI5, "imsmanifest.xml": PLAIN}, ["cmi5", "content-packaging"]),
        ({"cmi5.xml": CMI5, "imsmanifest.xml": b""}, ["cmi5", "unknown"]),
        ({"contentv3.xml": b"<x/>", "imsmanifest.xml": SCORM}, ["scorm-1.2", "unknown"]),
    ],
)
def test_all_descriptors_are_listed_and_one_is_primary(files: dict[str, bytes], formats: list[str]) -> None:
    found = detect(packed(files))

    assert [descriptor.format for descriptor in found] == formats
    assert [descriptor.primary for descriptor in found] == [True] + [False] * (len(found) - 1)


def test_package_one_folder_down_is_read_from_there_and_reported() -> None:
    detection = locate(packed({"course/imsmanifest.xml": CARTRIDGE, "__MACOSX/course/._imsmanifest.xml": b"junk"}))

    assert detection.root == "course/"
    assert detection.descriptors[0].source.file == "imsmanifest.xml"
    assert detection.container.read("imsmanifest.xml") == CARTRIDGE
    assert [(finding.check, finding.arguments["folder"]) for finding in detection.findings] == [("CT-30", "course")]


def test_course_folder_of_open_edx_is_no_finding() -> None:
    detection = locate(packed({"course/course.xml": b'<course url_name="r" org="o"/>', "._course": b"junk"}))

    assert (detection.root, detection.findings) == ("course/", ())


def test_descriptor_in_another_letter_case_is_read_and_reported() -> None:
    detection = locate(packed({"IMSManifest.xml": CARTRIDGE}))

    assert detection.descriptors[0].format == "common-cartridge"
    assert detection.container.read("imsmanifest.xml") == CARTRIDGE
    assert [(finding.check, finding.arguments["wanted"]) for finding in detection.findings] == [
        ("CT-31", "imsmanifest.xml")
    ]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a/imsmanifest.xml": SCORM, "b/imsmanifest.xml": SCORM}, "collection"),
        ({"one.imscc": b"PK", "two.zip": b"PK"}, "inner-archives"),
        ({"one.zip": zipped({"imsmanifest.xml": SCORM}), "two.zip": zipped({"a.txt": b"x"})}, "packed-collection"),
        ({"one.zip": zipped({"course/imsmanifest.xml": SCORM})}, "packed-collection"),
        ({"one.zip": zipped({"a.txt": b"x"}), "two.zip": b"PK"}, "inner-archives"),
        ({"imsmanifest.xml": b""}, "descriptor-unreadable"),
        ({"imsmanifest.xml": b"<other/>"}, "manifest-other-root"),
        ({"deep/down/imsmanifest.xml": CARTRIDGE}, "descriptor-deeper"),
        ({"deep/down/imsmanifest.xml": CARTRIDGE, "deep/down/more.zip": b"PK"}, "descriptor-deeper"),
        ({"deep/down/course.xml": b"<course/>"}, "no-descriptor"),
    ],
)
def test_what_is_not_one_package_is_refused_by_its_name(files: dict[str, bytes], code: str) -> None:
    with pytest.raises(NotAPackage) as refused:
        choose(detect(packed(files)))

    assert refused.value.code == code


def test_course_two_folders_down_is_refused_by_the_name_of_its_folder() -> None:
    files = {"z/z/imsmanifest.xml": CARTRIDGE, "a/b/c/imsmanifest.xml": CARTRIDGE}
    with pytest.raises(NotAPackage) as refused:
        choose(detect(packed(files)))

    told = {key: refused.value.arguments[key] for key in ("file", "folder", "name")}
    assert told == {"file": "z/z/imsmanifest.xml", "folder": "z/z", "name": "imsmanifest.xml"}


@pytest.mark.parametrize("name", ["imsmanifest.xml", "cmi5.xml", "tincan.xml", "moodle_backup.xml"])
def test_unreadable_descriptor_in_a_folder_is_refused_for_its_place_too(name: str) -> None:
    detection = locate(packed({f"course/{name}": b"<?xml version='1.0'?>"}))

    with pytest.raises(NotAPackage) as refused:
        choose(detection.descriptors, root=detection.root)

    assert refused.value.code == "nested-descriptor-unreadable"
    told = {key: refused.value.arguments[key] for key in ("file", "folder", "name")}
    assert told == {"file": f"course/{name}", "folder": "course", "name": name}


def test_unreadable_course_of_open_edx_is_not_blamed_for_its_folder() -> None:
    detection = locate(packed({"course/course.xml": b"<?xml version='1.0'?>"}))

    with pytest.raises(NotAPackage) as refused:
        choose(detection.descriptors, root=detection.root)

    assert refused.value.code == "descriptor-unreadable"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"moodle.xml": b"<MOODLE_BACKUP/>"}, "moodle-1-9"),
        ({"library/library.xml": b'<library library="l"/>'}, "olx-library"),
        ({"imsmanifest.xml": with_types("resource/x-bb-document")}, "blackboard-native"),
        ({"angelData.xml": b"<x/>"}, "angel-native"),
        ({"runstructure.xml": b"<x/>"}, "olat-native"),
        ({"contentv2.xml": b"<x/>"}, "exelearning-native"),
        ({"content.xml": b'<ode xmlns="http://www.intef.es/xsd/ode"/>'}, "exelearning-native"),
    ],
)
def test_native_export_is_named_with_what_to_export_instead(files: dict[str, bytes], code: str) -> None:
    with pytest.raises(UnreadableFormat) as refused:
        choose(detect(packed(files)))

    assert refused.value.code == code
    assert texts("en")[f"error.{code}.mend"]


@pytest.mark.parametrize("other", [b"<odex/>", b"<office:document-content/>", b"", b"<!-- <ode> -->"])
def test_content_file_of_another_program_is_no_project_of_exelearning(other: bytes) -> None:
    assert "exelearning-native" not in [evidence for _, _, evidence in seen({"content.xml": other})]


def test_package_that_holds_its_project_file_too_is_read_as_what_it_is() -> None:
    assert choose(detect(packed({"imsmanifest.xml": SCORM, "content.xml": b"<ode/>"}))).format == "scorm-1.2"


def made(package_format: str, **changes: Any) -> Descriptor:
    from oecheck.model.source import Source

    return Descriptor(source=Source("x"), format=package_format, evidence="manifest", **changes)


def test_readable_descriptor_goes_before_one_without_reader() -> None:
    assert choose((made("tincan", primary=True), made("cmi5", readable=True))).format == "cmi5"


def test_user_can_ask_for_a_format() -> None:
    found = (made("scorm-1.2", primary=True, readable=True), made("tincan", readable=True))

    assert choose(found, "tincan").format == "tincan"
    with pytest.raises(NotAPackage, match="no-such-descriptor"):
        choose(found, "epub")


def test_format_without_reader_is_refused_by_its_name() -> None:
    with pytest.raises(UnreadableFormat, match="format-without-reader") as refused:
        choose((made("aicc", version="4.0"),))

    assert refused.value.arguments["format"] == "aicc"


def test_detection_parses_each_document_once_and_shares_it_with_readers() -> None:
    container = packed({"course/imsmanifest.xml": CARTRIDGE})

    view = locate(container).container
    again = locate(container).container

    assert documents_of(view).xml("imsmanifest.xml") is documents_of(again).xml("imsmanifest.xml")
    assert documents_of(view).parses == 1
    assert container.inflations == 1


def test_many_folders_cost_no_more_than_a_few() -> None:
    build = load_build()
    entries = [build.Entry(b"%d/imsmanifest.xml" % number, b"") for number in range(2_000)]
    container = open_container(build.zip_of(entries), Limits())

    assert detect(container)[0].evidence == "collection"
    assert container.inflations <= 20


def test_every_evidence_has_its_text(build: ModuleType, shared: Path) -> None:
    assert build
    found = {evidence for _, _, evidence in _corpus(shared)}

    assert {evidence for evidence in found if f"evidence.{evidence}" not in texts("en")} == set()


def _corpus(shared: Path) -> list[tuple[str, str, str]]:
    """(family/file, format, evidence) of the first descriptor of every package that opens."""
    found = []
    for path in sorted((shared / "corpus").glob("*/*")):
        try:
            container = open_container(path)
        except PackageError:
            continue
        with container:
            first = next(iter(detect(container)), None)
            name = f"{path.parent.name}/{path.name}"
            found.append((name, first.format if first else "", first.evidence if first else "manifest"))
    return found


FORMATS_OF_FAMILY = {
    "aicc": {"aicc"},
    "cc": {"common-cartridge", "thin-common-cartridge"},
    "cmi5": {"cmi5"},
    "cp": {"content-packaging"},
    "epub": {"epub"},
    "h5p": {"h5p"},
    "moodle": {"moodle"},
    "olx": {"olx"},
    "qti": {"qti"},
    "scorm12": {"scorm-1.2"},
    "scorm2004": {"scorm-2004"},
    "tincan": {"tincan"},
    "zip-quirks": {""},
}
EXCEPTIONS = {
    "cc/canvas-lms--whatthebackslash.zip": "content-packaging",  # stub that only declares Blackboard's prefix
    "cc/hostile--evil.tar.gz": "",  # no course inside
    "cc/hostile--evil.zip": "",
    "cc/hostile--huge_zip.zip": "",
    "cc/hostile--zipbomb.zip": "",
    "cmi5/catapult-lts-210-1-no-cmi5-xml.zip": "",  # its suite wants it rejected
    "cp/canvas-lms--angel7-3.zip": "unknown",  # ANGEL's own
    "cp/canvas-lms--unknown.zip": "",  # no manifest on purpose
    "cp/olat--DemoCourse.zip": "unknown",  # OpenOlat's own
    "moodle/canvas-lms--stub-moodle2.zip": "unknown",  # moodle_backup.xml of 0 bytes
    "moodle/moodle2cc--moodle2_shell.mbz": "unknown",
    "olx/mitx--exported_courses_12345.tar.gz": "unknown",  # a tar in a tar
    "qti/instructure-folder--canvas_cartridge.zip": "common-cartridge",  # declares Common Cartridge
    "qti/instructure-folder--with_banks.zip": "common-cartridge",
    "qti/instructure-folder--unsupported_version.zip": "content-packaging",  # resource types of no QTI version
    "qti/qtiworks--BadManifest.zip": "content-packaging",  # breaks off before its resources
    "qti/qtiworks--NotContentPackage.zip": "",
    "qti/qtiworks--ZipSlip.zip": "",
    "qti/tao--MissingManifest.zip": "",
    "qti/tao--fileOutOfThePackage.zip": "",
    "scorm12/moodle-badscorm.zip": "unknown",  # manifests that hold no XML
    "scorm12/moodle-validscorm.zip": "unknown",
    "scorm12/moodle-invalid.zip": "",
    "scorm12/sinayra-course-pt.zip": "scorm-2004",  # declares 2004 4th Edition and uses adlcp_v1p3
    "scorm2004/melete-SCORM2004base.zip": "content-packaging",  # declares nothing and uses nothing of SCORM
}


def test_every_real_package_is_of_its_family_but_for_known_exceptions(shared: Path) -> None:
    others = {
        name: package_format
        for name, package_format, _ in _corpus(shared)
        if package_format not in FORMATS_OF_FAMILY[name.partition("/")[0]]
    }

    assert others == EXCEPTIONS


def test_versions_are_those_that_the_provenance_of_the_packages_states(shared: Path) -> None:
    checked = 0
    for line in (shared / "corpus" / "PROVENANCE-a.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        path, stated = line.split("\t")[:2]
        if "Common Cartridge" not in stated:
            continue
        with open_container(shared / "corpus" / path) as container:
            found = detect(container)[0]
        assert f"Cartridge {found.version}" in stated, path
        assert ("Thin" in stated) == (found.format == "thin-common-cartridge")
        checked += 1
    assert checked > 35
