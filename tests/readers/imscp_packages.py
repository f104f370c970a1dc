"""Small packages with an IMS manifest, made in the test that needs them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache

from oecheck.containers import Container, open_container
from oecheck.engine import Target, evaluate
from oecheck.model.outcome import Level, Outcome
from oecheck.model.package import Package, ReadResult
from oecheck.model.source import Source
from oecheck.readers import choose, locate, reader_for
from oecheck.rules import CheckedRule, CompiledCheck, CompiledRule, build_rule, variables
from oecheck.rules.load import load_edition
from oecheck.run._standard import environment, load_words
from oecheck.values.locations import standards_root
from oecheck.vocabulary import MANIFEST_COLLECTIONS

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
CP_112 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
PAGE = "<!DOCTYPE html><html lang='en'><head><title>T</title></head><body><p>Text</p></body></html>"
OLD_SCO = PAGE.replace("<p>", "<script>API.LMSInitialize('')</script><p>")
NEW_SCO = PAGE.replace("<p>", "<script>var a = API_1484_11</script><p>")

ITEM = '<item identifier="i1" identifierref="r1"><title>One</title></item>'
RESOURCE = '<resource identifier="r1" type="webcontent" href="a.html"><file href="a.html"/></resource>'
METADATA = "<metadata><schema>IMS Content</schema><schemaversion>1.1.4</schemaversion></metadata>"


def plain(
    items: str = ITEM,
    resources: str = RESOURCE,
    *,
    metadata: str = METADATA,
    attributes: str = "",
    organizations: str | None = None,
    after: str = "",
) -> str:
    """A manifest of Content Packaging 1.1.4, sound as long as nothing is given."""
    inner = f'<organization identifier="o1"><title>Course</title>{items}</organization>'
    tree = organizations if organizations is not None else f'<organizations default="o1">{inner}</organizations>'
    return (
        f'<manifest identifier="m1" xmlns="{CP}" {attributes}>{metadata}{tree}'
        f"<resources>{resources}</resources>{after}</manifest>"
    )


def old(items: str = ITEM, resources: str | None = None, *, metadata: str | None = None, default: str = "o1") -> str:
    """A manifest of SCORM 1.2, sound as long as nothing is given."""
    sound = RESOURCE.replace("webcontent", 'webcontent" adlcp:scormtype="sco')
    lom = '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"/>'
    told = metadata or f"<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>{lom}</metadata>"
    return (
        f'<manifest identifier="m1" xmlns="{CP_112}" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">{told}'
        f'<organizations default="{default}"><organization identifier="o1"><title>Course</title>{items}</organization>'
        f"</organizations><resources>{sound if resources is None else resources}</resources></manifest>"
    )


def new(
    items: str = ITEM,
    resources: str | None = None,
    *,
    edition: str = "2004 4th Edition",
    organization: str = "",
    after: str = "",
) -> str:
    """A manifest of SCORM 2004, sound as long as nothing is given."""
    sound = RESOURCE.replace("webcontent", 'webcontent" adlcp:scormType="sco')
    spaces = " ".join(
        f'xmlns:{prefix}="{name}"'
        for prefix, name in (
            ("adlcp", "http://www.adlnet.org/xsd/adlcp_v1p3"),
            ("adlseq", "http://www.adlnet.org/xsd/adlseq_v1p3"),
            ("adlnav", "http://www.adlnet.org/xsd/adlnav_v1p3"),
            ("imsss", "http://www.imsglobal.org/xsd/imsss"),
        )
    )
    return (
        f'<manifest identifier="m1" xmlns="{CP}" {spaces}>'
        f"<metadata><schema>ADL SCORM</schema><schemaversion>{edition}</schemaversion></metadata>"
        f'<organizations default="o1"><organization identifier="o1" {organization}><title>Course</title>{items}'
        f"</organization></organizations><resources>{sound if resources is None else resources}</resources>{after}"
        f"</manifest>"
    )


def packed(manifest: str | bytes, files: Mapping[str, str | bytes] | None = None) -> bytes:
    """A zip of a manifest and files; one page `a.html` where no files are given."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for path, content in ({"a.html": PAGE} if files is None else files).items():
            archive.writestr(path, content)
    return data.getvalue()


def opened(manifest: str | bytes, files: Mapping[str, str | bytes] | None = None) -> Container:
    """The package as a container."""
    return open_container(packed(manifest, files))


def read(manifest: str | bytes, files: Mapping[str, str | bytes] | None = None) -> ReadResult:
    """What the reader of its format says of a package."""
    detection = locate(opened(manifest, files))
    descriptor = choose(detection.descriptors)
    reader = reader_for(descriptor.format)
    assert reader is not None
    return reader.read(detection.container, descriptor)


def checks(manifest: str | bytes, files: Mapping[str, str | bytes] | None = None) -> list[str]:
    """Numbers of the structural checks that do not hold, of all severities, once for each place, sorted."""
    return sorted(check.id for check in structural(read(manifest, files)))


def structural(result: ReadResult) -> list[CompiledCheck]:
    """Checks that do not hold: the reader's own, and the conditions in `standards/formats`."""
    return [check for check, _ in with_variants(result)]


def with_variants(result: ReadResult) -> list[tuple[CompiledCheck, str]]:
    """Checks that do not hold, each with the variant of its message; "" for conditions."""
    return [(check, variant) for check, variant, _ in with_places(result)]


def with_places(result: ReadResult) -> list[tuple[CompiledCheck, str, Source]]:
    """Checks that do not hold, each with the variant of its message and the place that it is told at."""
    known = _checks()
    for finding in result.findings:
        check = known[finding.check]
        assert check.message(finding.variant), finding  # each variant has its text
        assert _named(check.message(finding.variant), check.remedy) <= finding.arguments.keys(), finding
    found = [(known[finding.check], finding.variant, finding.source) for finding in result.findings]
    if result.manifest is not None:
        conditions = [
            check.rule for check in known.values() if check.rule and result.manifest.format in check.applies_to
        ]
        for outcome in evaluate(conditions, _Run(result)):
            failed = [finding for finding in outcome.findings if finding.outcome is Outcome.FAILED]
            found.extend((known[outcome.rule.id], "", finding.sources[0]) for finding in failed)
    return found


def _named(*texts: str) -> set[str]:
    """What has to be given so that texts can be filled."""
    return {name for text in texts for name in re.findall(r"\{([^{}]+)\}", text)}


_PARTS = ("organization", "item", "resource", "manifest_file", "dependency")


class _Inputs:
    """What conditions on a manifest may speak of."""

    def __init__(self, result: ReadResult) -> None:
        self.course = result.course
        self.package = Package(source=result.course.source, name="course.zip", format="", producer=result.producer)
        self.reading = result
        self.today = "2026-01-01"


class _Run:
    """The things of a manifest by kind; no condition of these checks asks for a derived fact."""

    def __init__(self, result: ReadResult) -> None:
        self.inputs = _Inputs(result)

    def targets(self, kind: str) -> Iterator[Target]:
        manifest = self.inputs.reading.manifest
        if kind == "manifest":
            return iter((Target(manifest),))
        found = MANIFEST_COLLECTIONS[kind](manifest) if kind in _PARTS else ()  # metadata, links, course: not here
        return (Target(entity) for entity in found)


class _Files:
    """The edition's head and the checks of manifests: a mistake in any other file fails its own test, not these."""

    def contents(self) -> Iterator[tuple[str, bytes]]:
        formats = ("content-packaging", "scorm-1.2", "scorm-2004", "common-cartridge", "lti", "metadata", "qti")
        names = [f"formats/{name}.yaml" for name in formats]
        return ((name, (standards_root() / name).read_bytes()) for name in ("ohe/0.1/standard.yaml", *names))

    def prefix(self) -> str:
        return "ohe/0.1/"


@cache
def _checks() -> Mapping[str, CompiledCheck]:
    """Compiled checks by number."""
    edition = load_edition(_Files(), load_words())  # type: ignore[arg-type]  # it has the methods that are called
    return {spec.id: CompiledCheck(spec, condition and _built(condition)) for spec, condition in edition.checks}


def _built(rule: CheckedRule) -> CompiledRule:
    return build_rule(rule, environment(variables(rule.file, rule.with_manifest)), Level.MUST, {})
