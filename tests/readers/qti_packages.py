"""Small QTI packages, made in the test that needs them, and the checks that do not hold in them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from oecheck.containers import Container, open_container
from oecheck.engine import Target, evaluate
from oecheck.model.outcome import Level, Outcome
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate, reader_for
from oecheck.rules import CheckedRule, CompiledCheck, CompiledRule, build_rule, variables
from oecheck.rules.load import load_edition
from oecheck.run._standard import environment, load_words
from oecheck.values.locations import standards_root
from oecheck.vocabulary import MANIFEST_COLLECTIONS

V2 = "http://www.imsglobal.org/xsd/imsqti_v2p2"
V3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
CP3 = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"

KEY = "<correctResponse><value>A</value></correctResponse>"
RESPONSE = (
    f'<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">{KEY}</responseDeclaration>'
)
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
CHOICE = (
    '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which?</prompt>'
    '<simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice>'
    '<simpleChoice identifier="C">three</simpleChoice></choiceInteraction>'
)
RULES = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>'


def item(
    body: str = CHOICE,
    *,
    declarations: str = RESPONSE + SCORE,
    rules: str = RULES,
    after: str = "",
    attributes: str = 'xml:lang="en"',
    identifier: str = "q1",
) -> str:
    """An item of QTI 2.2, sound as long as nothing is given."""
    return (
        f'<assessmentItem xmlns="{V2}" identifier="{identifier}" title="Question" adaptive="false" '
        f'timeDependent="false" {attributes}>{declarations}<itemBody>{body}</itemBody>{rules}{after}</assessmentItem>'
    )


def item3(body: str, *, declarations: str = "", after: str = "") -> str:
    """An item of QTI 3.0."""
    declared = declarations or (
        '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">'
        "<qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>"
    )
    return (
        f'<qti-assessment-item xmlns="{V3}" identifier="q1" title="Question" time-dependent="false" xml:lang="en">'
        f"{declared}<qti-item-body>{body}</qti-item-body>{after}</qti-assessment-item>"
    )


REF = '<assessmentItemRef identifier="i1" href="q1.xml"/>'


def plan(
    refs: str = REF, *, section: str = "", part: str = "", before: str = "", after: str = "", attributes: str = ""
) -> str:
    """A test of QTI 2.2 with one part and one section."""
    return (
        f'<assessmentTest xmlns="{V2}" identifier="t1" title="Test" {attributes}>{before}'
        f'<testPart identifier="p1" navigationMode="linear" submissionMode="individual">{part}'
        f'<assessmentSection identifier="s1" title="Section" visible="true">{section}{refs}</assessmentSection>'
        f"</testPart>{after}</assessmentTest>"
    )


ITEM_RESOURCE = '<resource identifier="r1" type="imsqti_item_xmlv2p2" href="q1.xml"><file href="q1.xml"/></resource>'
TEST_RESOURCE = (
    '<resource identifier="rt" type="imsqti_test_xmlv2p2" href="test.xml"><file href="test.xml"/>'
    '<dependency identifierref="r1"/></resource>'
)
METADATA = "<metadata><schema>QTIv2.2 Item Bank Package</schema><schemaversion>1.0.0</schemaversion></metadata>"


def manifest(
    resources: str = ITEM_RESOURCE,
    *,
    metadata: str = METADATA,
    organizations: str = "<organizations/>",
    space: str = CP,
    attributes: str = "",
) -> str:
    """A manifest of a package of QTI 2.2, sound as long as nothing is given."""
    return (
        f'<manifest xmlns="{space}" identifier="m1" {attributes}>{metadata}{organizations}'
        f"<resources>{resources}</resources></manifest>"
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return data.getvalue()


def opened(files: Mapping[str, str | bytes]) -> Container:
    return open_container(packed(files))


def read(files: Mapping[str, str | bytes]) -> ReadResult:
    """What the reader says of a package."""
    return read_container(opened(files))


def read_container(container: Container) -> ReadResult:
    detection = locate(container)
    descriptor = choose(detection.descriptors)
    reader = reader_for(descriptor.format)
    assert reader is not None
    return reader.read(detection.container, descriptor)


def of_item(document: str, **more: str) -> ReadResult:
    """A package with one item."""
    return read({"imsmanifest.xml": manifest(), "q1.xml": document, **more})


def checks(result: ReadResult) -> list[str]:
    """Numbers of the checks that do not hold, with the variant of those that the reader reports, sorted."""
    known = known_checks()
    found = []
    for finding in result.findings:
        assert known[finding.check].message(finding.variant), finding  # each variant has its text
        found.append(finding.check + ("/" + finding.variant if finding.variant else ""))
    if result.manifest is not None:
        conditions = [check.rule for check in known.values() if check.rule and "qti" in check.applies_to]
        for outcome in evaluate(conditions, _Run(result)):
            found += [outcome.rule.id for finding in outcome.findings if finding.outcome is Outcome.FAILED]
    return sorted(found)


def errors(result: ReadResult) -> Counter[str]:
    """The checks of severity error among them."""
    known = known_checks()
    return Counter(name for name in checks(result) if known[name.partition("/")[0]].severity == "error")


class _Inputs:
    """What conditions on a manifest may speak of."""

    def __init__(self, result: ReadResult) -> None:
        self.course = result.course
        self.package = None
        self.reading = result
        self.today = "2026-01-01"


class _Run:
    """The things of a manifest by kind."""

    def __init__(self, result: ReadResult) -> None:
        self.inputs = _Inputs(result)

    def targets(self, kind: str) -> Iterator[Target]:
        found = self.inputs.reading.manifest
        return (Target(entity) for entity in ((found,) if kind == "manifest" else MANIFEST_COLLECTIONS[kind](found)))


class _Files:
    """The edition's head and the checks that apply to QTI."""

    def contents(self) -> Iterator[tuple[str, bytes]]:
        names = ("formats/content-packaging.yaml", "formats/qti.yaml")
        return ((name, (standards_root() / name).read_bytes()) for name in ("ohe/0.1/standard.yaml", *names))

    def prefix(self) -> str:
        return "ohe/0.1/"


@cache
def known_checks() -> Mapping[str, CompiledCheck]:
    """Compiled checks by number."""
    edition = load_edition(_Files(), load_words())  # type: ignore[arg-type]  # it has the methods that are called
    return {spec.id: CompiledCheck(spec, condition and _built(condition)) for spec, condition in edition.checks}


def _built(rule: CheckedRule) -> CompiledRule:
    return build_rule(rule, environment(variables(rule.file, rule.with_manifest)), Level.MUST, {})
