"""One check, from bytes to a report."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from oecheck.errors import EncryptedPackage, NotAPackage, UnsafePackage, UsageError
from oecheck.facts import FactDefinition, registry
from oecheck.facts._registry import FactRegistry
from oecheck.model.course import Course, Provider, Tool
from oecheck.model.fact import Fact, State, unsupported
from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Report
from oecheck.model.source import Source
from oecheck.run import CheckOptions, check_package
from oecheck.run import _look as look_module
from oecheck.run._capabilities import with_capabilities
from tests.editions import ID as EDITION_ID
from tests.editions import small_edition

OPTIONS = CheckOptions(date="2026-01-01")

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
  <metadata><schema>IMS Content</schema><schemaversion>1.1.4</schemaversion></metadata>
  <organizations default="o1">
    <organization identifier="o1"><title>Water</title>
      <item identifier="i1" identifierref="r1"><title>Start here</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r1" type="webcontent" href="start.html"><file href="start.html"/></resource>
  </resources>
</manifest>
"""
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Start</title></head><body><h1>Start</h1><p>Boil it.</p></body></html>
"""


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip of the files, in their order and always of the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def checked(files: dict[str, str | bytes], **options: object) -> Report:
    changed = msgspec.structs.replace(OPTIONS, **options)
    return check_package(packed(files), changed, name="water.zip")


def status(report: Report, requirement: str) -> Status:
    return next(found.status for found in report.requirements if found.id == requirement)


def test_a_sound_package_has_a_format_a_title_and_no_limit() -> None:
    report = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE})

    assert (report.subject.format, report.subject.title) == ("content-packaging", "Water")
    assert report.limits == ()
    assert report.claim.kind == "pre-check"
    assert status(report, "OHE-PKG-004") is Status.SATISFIED


def test_a_missing_file_fails_the_requirement_and_nothing_else_changes() -> None:
    sound = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE}, only=("PKG",))
    broken = checked({"imsmanifest.xml": MANIFEST}, only=("PKG",))

    changed = {
        now.id
        for before, now in zip(sound.requirements, broken.requirements, strict=True)
        if before.status != now.status
    }
    assert "OHE-PKG-004" in changed
    assert status(broken, "OHE-PKG-004") is Status.NOT_SATISFIED
    assert status(broken, "OHE-PKG-003") is Status.SATISFIED


def test_every_failed_and_undecided_assertion_has_a_place() -> None:
    report = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE.replace(' lang="en"', "")})

    found = [assertion for requirement in report.requirements for assertion in requirement.assertions]
    assert found
    assert all(assertion.sources for assertion in found)
    assert all(assertion.message and "{" not in assertion.message for assertion in found)


def test_the_same_bytes_give_the_same_report() -> None:
    files: dict[str, str | bytes] = {"imsmanifest.xml": MANIFEST, "start.html": PAGE}
    assert msgspec.json.encode(checked(files)) == msgspec.json.encode(checked(files))


def test_what_a_format_has_no_place_for_is_unsupported_and_what_it_has_is_absent() -> None:
    course = with_capabilities(Course(source=Source("imsmanifest.xml")), {"course.title"})

    assert course.title is None
    assert isinstance(course.licence, Fact)
    assert course.licence.state is State.UNSUPPORTED


def test_a_secret_that_a_numbered_check_finds_too_is_told_once() -> None:
    folder = Path(__file__).resolve().parents[2] / "fixtures/common-cartridge/canvas"
    report = check_package(folder, OPTIONS)

    (requirement,) = (found for found in report.requirements if found.id == "OHE-PRV-004")
    assert [assertion.code for assertion in requirement.assertions] == ["CC-27"]
    assert requirement.outcomes.failed == 1


def test_a_page_of_errors_saved_as_a_picture_is_no_page() -> None:
    tracked = PAGE.replace("<h1>", '<script src="https://stranger.example/a.js"></script><h1>')
    files: dict[str, str | bytes] = {"imsmanifest.xml": MANIFEST, "start.html": PAGE}

    assert status(checked({**files, "other.html": tracked}), "OHE-PRV-002") is Status.NOT_SATISFIED
    assert status(checked({**files, "photo.jpg": tracked}), "OHE-PRV-002") is Status.NOT_APPLICABLE


@pytest.mark.parametrize("name", ["other.html.old", "other.html.BAK", "other.html~"])
def test_a_copy_that_an_author_kept_is_no_page(name: str) -> None:
    tracked = PAGE.replace("<h1>", '<script src="https://stranger.example/a.js"></script><h1>')
    files: dict[str, str | bytes] = {"imsmanifest.xml": MANIFEST, "start.html": PAGE, name: tracked}

    assert status(checked(files), "OHE-PRV-002") is Status.NOT_APPLICABLE


def test_a_default_that_names_no_organization_is_told_at_the_organizations() -> None:
    report = checked({"imsmanifest.xml": MANIFEST.replace('default="o1"', 'default="o9"'), "start.html": PAGE})

    (requirement,) = (found for found in report.requirements if found.id == "OHE-PKG-003")
    (finding,) = requirement.assertions
    assert (finding.code, finding.sources[0].line) == ("CP-07", 4)


def test_what_no_format_knows_of_tools_and_providers_is_unsupported_too() -> None:
    place = Source("imsmanifest.xml")
    provider = Fact(value=Provider(source=place, name="Makerere University"), sources=(place,))
    told = Course(source=place, provider=provider, tools=(Tool(source=place, id="t", owner="The university"),))

    course = with_capabilities(told, {"course.provider"})

    assert isinstance(course.provider, Fact)
    assert course.provider.value is not None
    assert course.provider.value.country == unsupported()
    (tool,) = course.tools
    assert (tool.purpose, tool.owner, tool.fallback) == (unsupported(), "The university", unsupported())


def test_a_fact_that_breaks_is_named_and_never_improves_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> None:
        raise ZeroDivisionError(document)

    facts = dict(registry().facts)
    title = facts["page", "links"]
    facts["page", "links"] = FactDefinition(
        of="page", name="links", type=title.type, meaning=title.meaning, function=broken
    )
    monkeypatch.setattr(look_module, "registry", lambda: FactRegistry(facts))

    report = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE})

    limits = [limit for limit in report.limits if limit.code == "fact-broke"]
    assert [limit.arguments["fact"] for limit in limits] == ["page.links"]
    assert all(limit.incomplete for limit in limits)


def test_an_entry_that_cannot_be_read_makes_the_run_incomplete() -> None:
    data = bytearray(packed({"imsmanifest.xml": MANIFEST, "start.html": PAGE}))
    at = data.rindex(b"Boil it.")
    data[at : at + 4] = b"Cool"

    report = check_package(bytes(data), OPTIONS, name="water.zip")

    assert [(limit.code, limit.arguments["path"]) for limit in report.limits] == [("entry-unreadable", "start.html")]
    assert status(report, "OHE-PKG-001") is Status.NOT_SATISFIED


def test_a_page_that_is_too_long_makes_the_run_incomplete() -> None:
    long = PAGE.replace("Boil it.", "<i>x</i>" * 60_000)

    report = checked({"imsmanifest.xml": MANIFEST, "start.html": long}, only=("PKG",))

    assert ("page-too-many-elements", "start.html", True) in {
        (limit.code, limit.source.file, limit.incomplete) for limit in report.limits
    }


def test_a_selection_is_said_and_is_not_incomplete() -> None:
    report = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE}, only=("LIC",))

    assert [(limit.code, limit.incomplete) for limit in report.limits] == [("only-selected", False)]
    assert {requirement.area for requirement in report.requirements} == {"LIC"}


def test_the_record_turns_what_the_format_cannot_say_into_an_answer() -> None:
    record = "data: none beyond the host platform\n"
    without = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE}, only=("OHE-PRV-003",))
    given = checked(
        {"imsmanifest.xml": MANIFEST, "start.html": PAGE, "course-description.yaml": record}, only=("OHE-PRV-003",)
    )

    assert without.requirements[0].outcomes.cant_tell == 1
    assert given.requirements[0].status is Status.SATISFIED
    assert given.requirements[0].basis == "declaration"


def test_bytes_that_are_no_package_are_refused() -> None:
    with pytest.raises(NotAPackage):
        check_package(b"hello", OPTIONS, name="hello.zip")


def test_a_container_with_an_escaping_path_and_no_course_is_refused_as_unsafe() -> None:
    with pytest.raises(UnsafePackage):
        check_package(packed({"../outside.txt": "x", "a.txt": "y"}), OPTIONS, name="evil.zip")


def test_an_unknown_area_is_a_usage_error_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        checked({"imsmanifest.xml": MANIFEST}, only=("XYZ",))

    assert "MET" in str(caught.value.arguments["known"])


def test_outcomes_of_a_requirement_add_up_to_its_targets() -> None:
    report = checked({"imsmanifest.xml": MANIFEST, "start.html": PAGE}, only=("OHE-PKG-001",))

    counts = report.requirements[0].outcomes
    assert counts.passed == 2
    assert Outcome.FAILED not in {assertion.outcome for assertion in report.requirements[0].assertions}


def test_an_encrypted_package_is_refused() -> None:
    data = bytearray(packed({"imsmanifest.xml": MANIFEST}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(EncryptedPackage):
        check_package(bytes(data), OPTIONS, name="locked.zip")


def test_a_key_in_a_reference_of_the_manifest_is_never_shown() -> None:
    manifest = MANIFEST.replace('href="start.html"', 'href="gone.html?api_key=SEEDED-VALUE"')

    report = checked({"imsmanifest.xml": manifest, "start.html": PAGE})

    assert status(report, "OHE-PKG-004") is Status.NOT_SATISFIED
    assert b"SEEDED-VALUE" not in msgspec.json.encode(report)


def test_check_that_an_edition_has_no_number_for_is_none_of_its_findings(tmp_path: Path) -> None:
    broken = {"imsmanifest.xml": MANIFEST.replace("</organizations>", ""), "start.html": PAGE}
    later = checked(broken, only=("PKG",))
    earlier = checked(broken, standard=str(small_edition(tmp_path)))

    assert "CP-03" in {one.code for part in later.requirements for one in part.assertions}
    assert [part.id for part in earlier.requirements] == [EDITION_ID]
    assert not any(note.check == "CP-03" for note in earlier.notes)
