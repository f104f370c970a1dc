"""Damaged manifests: our errors beside the verdict of the official schema on each, format by format.

Each damaged copy of a manifest that its schema accepts is judged twice: by the schema (for cartridges also by its
Schematron rules), and by us: is there an error that the sound one does not have? Where the two differ, a table below
has to say why; what no table explains fails the test. Agreement is printed raw, of all copies, and without those on
which a rule of the prose alone says more.

    python -m pytest tests/readers/test_schema_mutations.py -n 0 -s                 # a fixed sample, with the figures

`OECHECK_MUTANTS=300` before it (and `--timeout=0` after it) judges 300 copies of each valid manifest: ten minutes.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import xmlschema
from lxml import etree

from oecheck.containers import open_container
from oecheck.documents import DocumentUnreadable
from oecheck.errors import PackageError
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers import choose, locate, reader_for
from oecheck.readers._documents import documents_of
from tests.readers.agreement import AGREEMENT, Agreement
from tests.readers.imscp_packages import CP_112, packed, with_variants
from tests.readers.official_schemas import OF_DESCRIPTORS, refusals
from tests.tools.mutations import MORE, Mutation, mutations

ALL = int(os.environ.get("OECHECK_MUTANTS", "0"))
"""Damaged copies of each valid manifest; 0 for the sample."""
SAMPLE = 200
"""Damaged copies of each format in the sample, shared by its manifests of at most LARGEST elements."""
LARGEST = 170
_ADL = ("adlcp_rootv1p2", "adlcp_v1p3", "adlseq_v1p3", "adlnav_v1p3")
SPACES = (*(f"http://www.adlnet.org/xsd/{name}" for name in _ADL), "http://www.imsglobal.org/xsd/imsss")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


class Differs(NamedTuple):
    """Why a verdict of ours may differ from that of the schema.

    Attributes:
        format: beginning of the names of the formats that it holds for.
        what: where we say more, our check (with `/variant`); where we say less, a pattern of the schema's words.
        damage: pattern of the kind and place of the damage.
        why: the explanation.
    """

    format: str
    what: str
    damage: str
    why: str


# We name an error and the schema accepts: rules of the prose, which these schemas do not state.
WE_SAY_MORE = (
    Differs("", "OHE-PKG-004", "", "a resource that is not there: identifierref is a plain string, or any ID will do"),
    Differs("common-cartridge", "CC-07", "bad-text: title empty", "a title without words is a string all the same"),
    Differs(
        "common-cartridge 1.0",
        "CC-02",
        "bad-text: schema.* empty",
        "the schema puts its fixed value into an empty element",
    ),
    Differs(
        "common-cartridge",
        "CC-12",
        ".*: file",
        "from 1.3 on the rules that ask for a file are switched off, as it may be embedded",
    ),
    Differs("scorm-1.2", "S12-02", "bad-text: schema", "schema and schemaversion are any text in the schema"),
    Differs("scorm-1.2", "S12-05", "", "default is optional in the schema"),
    Differs("scorm-1.2", "S12-06", "", "titles are optional in the schema"),
    Differs("scorm-1.2", "S12-08", "", "href is optional in the schema"),
    Differs("scorm-1.2", "S12-09", "", "href is optional in the schema"),
    Differs("scorm-1.2", "S12-10", "", "scormtype is optional in the schema"),
    Differs("scorm-1.2", "S12-14", "bad-text: masteryscore", "any text of 200 characters in the schema"),
    Differs("scorm-1.2", "S12-15", "bad-text: maxtimeallowed", "any text of 13 characters in the schema"),
    Differs("scorm-2004", "S04-02", "bad-text: schema", "schema and schemaversion are any text in the schema"),
    Differs("scorm-2004", "S04-03", "", "schema and schemaversion are optional in the schema"),
    Differs("scorm-2004", "S04-04", "", "default is optional in the schema"),
    Differs("scorm-2004", "S04-06", "", "title and item of an organization are optional in the schema"),
    Differs("scorm-2004", "S04-07", "", "titles are optional in the schema"),
    Differs("scorm-2004", "S04-08", "", "identifierref is optional in the schema"),
    Differs("scorm-2004", "S04-09", "", "scormType is optional in the schema"),
    Differs("scorm-2004", "S04-10", "", "href is optional in the schema"),
    Differs("scorm-2004", "S04-12", "", "which items may have start data is prose"),
    Differs("scorm-2004", "S04-34", "", "which items may hide controls is prose"),
    Differs("scorm-2004", "S04-17/id-twice", "", "objectiveID is any URI in the schema"),
    Differs(
        "scorm-2004", "S04-17/no-id", "bad-.*@objectiveID", "a blank URI is one; a primary objective needs no name"
    ),
    Differs("scorm-2004", "S04-18", "", "which objectives a rule or map may name is prose"),
    Differs(
        "scorm-2004 4th",
        "S04-36",
        "(renamed|wrong-case)",
        "the 4th edition lets elements pass that it does not know, of ADL's namespaces too",
    ),
    Differs(
        "scorm-2004 4th",
        "S04-35/unknown",
        "(renamed|wrong-case): sequencing",
        "the same, of the namespace of sequencing",
    ),
    Differs(
        "scorm-2004 4th",
        "S04-16/unresolved",
        "(renamed|wrong-case): sequencingCollection",
        "the same; what it holds is no collection any more",
    ),
)
# The schema refuses and we name no error.
WE_SAY_LESS = (
    Differs(
        "common-cartridge",
        "resource: Unexpected child",
        "moved: (metadata|file|dependency)|foreign-element: first in resource|wrong-namespace: metadata",
        "CC-30 only warns: Canvas does it in every export",
    ),
    Differs(
        "content-packaging 1.1.4",
        "organization.*Tag '.*item' expected",
        "",
        "CP-35 only warns: 1.1.2, 1.1.3 and SCORM allow it",
    ),
    Differs(
        "scorm-2004 2nd",
        "metadata: '.*' attribute not allowed",
        "foreign-attribute: metadata",
        "1.1.4 and the 4th edition allow it, in the same namespace",
    ),
)


class Base(NamedTuple):
    """A manifest that its schema accepts, with the paths that it lists; they are packed empty."""

    name: str
    descriptor: Descriptor
    data: bytes
    files: tuple[str, ...]


class Verdict(NamedTuple):
    """What is said of one damaged copy: by the schema, and by us beyond what is said of the sound one."""

    base: str
    mutation: Mutation
    refused: list[str]
    errors: frozenset[str]

    @property
    def damage(self) -> str:
        return f"{self.mutation.kind}: {self.mutation.detail}"


# --- manifests --------------------------------------------------------------------------------------------------------


def _as_is(data: bytes) -> bytes:
    return data


def _for_14(data: bytes) -> bytes:
    """A cartridge of 1.3 said to be of 1.4: no public cartridge is."""
    return data.replace(b"v1p3", b"v1p4").replace(b"1.3.0", b"1.4.0").replace(b"imscsmd_v1p0", b"imscsmd_v1p1")


def _without_scorm(data: bytes) -> bytes:
    """A SCORM manifest as plain Content Packaging: real plain ones that the schema accepts are not public."""
    root = etree.fromstring(data)
    for node in list(root.iter(*(f"{{{space}}}*" for space in SPACES))):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for node in root.iter("*"):
        for key in [key for key in map(str, node.attrib) if key[1:].startswith(SPACES)]:
            del node.attrib[key]
    etree.cleanup_namespaces(root)
    old = etree.QName(root).namespace == CP_112
    for node in root.iter("{*}schema", "{*}schemaversion"):
        node.text = "IMS Content" if node.tag.endswith("}schema") else "1.1.2" if old else "1.1.4"
    return etree.tostring(root)


class Source(NamedTuple):
    """Where manifests of a format come from: families of packages, and what is made of them."""

    families: tuple[str, ...]
    format: str
    versions: tuple[str, ...]
    turned: Callable[[bytes], bytes] = _as_is


_CARTRIDGES = ("corpus/cc", "common-cartridge")
FORMATS = {
    "common-cartridge 1.0": Source(_CARTRIDGES, "common-cartridge", ("1.0",)),
    "common-cartridge 1.1": Source(_CARTRIDGES, "common-cartridge", ("1.1",)),
    "common-cartridge 1.3": Source(_CARTRIDGES, "common-cartridge", ("1.3",)),
    "common-cartridge 1.4": Source(_CARTRIDGES, "common-cartridge", ("1.4",), _for_14),
    "common-cartridge thin 1.3": Source(_CARTRIDGES, "thin-common-cartridge", ("1.3",)),
    "content-packaging 1.1.2": Source(("corpus/scorm12", "scorm-1.2"), "content-packaging", ("1.1.2",), _without_scorm),
    "content-packaging 1.1.4": Source(
        ("corpus/scorm2004", "scorm-2004", "corpus/cp", "content-packaging"),
        "content-packaging",
        ("1.1.4",),
        _without_scorm,
    ),
    "scorm-1.2": Source(("corpus/scorm12", "scorm-1.2"), "scorm-1.2", ("1.2",)),
    "scorm-2004 2nd and 3rd": Source(
        ("corpus/scorm2004", "scorm-2004"), "scorm-2004", ("2nd Edition", "3rd Edition", "")
    ),
    "scorm-2004 4th": Source(("corpus/scorm2004", "scorm-2004"), "scorm-2004", ("4th Edition",)),
}


@cache
def _manifests(shared: Path, families: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """Well-formed manifests of real packages and of our own."""
    found = []
    for family in families:
        folder = shared / family if family.startswith("corpus/") else FIXTURES / family
        for path in sorted(node for node in folder.iterdir() if node.name != "README.md"):
            try:
                with open_container(path) as container:
                    detection = locate(container)
                    inner, name = detection.container, choose(detection.descriptors).source.file
                    if not documents_of(inner).xml(name).problems:
                        found.append((path.name, inner.read(name)))
            except (PackageError, DocumentUnreadable):
                continue
    return tuple(found)


def _bases(shared: Path, name: str) -> Iterator[Base]:
    """Manifests of a format that its schema accepts, each once."""
    source = FORMATS[name]
    seen = set()
    for title, written in _manifests(shared, source.families):
        data = source.turned(written)
        descriptor, result = _read(data, ())
        if descriptor is None or result is None or result.manifest is None or data in seen:
            continue
        if descriptor.format != source.format or descriptor.version not in source.versions:
            continue
        seen.add(data)
        try:
            accepted = refusals(shared / "official-schemas", descriptor, etree.fromstring(data)) == []
        except xmlschema.XMLSchemaException:
            continue  # xsi:type of a vendor whose schema is not here
        if accepted:
            named = {file.target for resource in result.manifest.resources for file in resource.files}
            yield Base(title, descriptor, data, tuple(sorted(named - {"", descriptor.source.file})))


# --- verdicts ---------------------------------------------------------------------------------------------------------


def _read(data: bytes, files: tuple[str, ...]) -> tuple[Descriptor | None, ReadResult | None]:
    try:
        with open_container(packed(data, dict.fromkeys(files, b""))) as container:
            detection = locate(container)
            descriptor = choose(detection.descriptors)
            reader = reader_for(descriptor.format)
            return descriptor, None if reader is None else reader.read(detection.container, descriptor)
    except PackageError:
        return None, None


def _errors(base: Base, data: bytes) -> Counter[str]:
    """Errors of a manifest by check and variant, each as often as it is told."""
    _, result = _read(data, base.files)
    if result is None:
        return Counter({"OHE-PKG-002": 1})
    told = ((check, f"{check.id}/{variant}" if variant else check.id) for check, variant in with_variants(result))
    found = Counter(
        label for check, label in told if check.severity == "error" and not label.startswith(OF_DESCRIPTORS)
    )
    found["OHE-PKG-004"] = sum(
        1 for node in result.references if node.kind in ("item", "dependency") and node.state == "missing"
    )
    return found


def _verdicts(shared: Path, name: str) -> Iterator[Verdict]:
    bases = list(_bases(shared, name))
    if not ALL:
        bases = [base for base in bases if sum(1 for _ in etree.fromstring(base.data).iter()) <= LARGEST]
    count = ALL or -(-SAMPLE // len(bases))
    for number, base in enumerate(bases):
        before = _errors(base, base.data)
        for mutation in mutations(base.data, count=count, seed=number, own=True, spaces=SPACES, kinds=MORE):
            refused = refusals(shared / "official-schemas", base.descriptor, etree.fromstring(mutation.data))
            errors = frozenset(_errors(base, mutation.data) - before)
            yield Verdict(base.name, mutation, ["another namespace"] if refused is None else refused, errors)


def _count(name: str, verdict: Verdict, agreement: Agreement) -> None:
    """A copy, with the rows of the tables that explain why the verdicts on it differ."""
    if bool(verdict.refused) == bool(verdict.errors):
        agreement.alike(refused=bool(verdict.refused))
    elif verdict.errors:
        rows = [row for row in _rows(WE_SAY_MORE, name, verdict) if verdict.errors & _named(row.what, verdict)]
        known = {error for row in rows for error in _named(row.what, verdict)}
        rest = [(verdict.base, verdict.damage, error) for error in sorted(verdict.errors - known)]
        agreement.beyond((f"{row.what}: {row.why}" for row in rows), rest)
    else:
        told = verdict.refused
        rows = [row for row in _rows(WE_SAY_LESS, name, verdict) if any(re.search(row.what, text) for text in told)]
        left = [text for text in told if not any(re.search(row.what, text) for row in rows)]
        agreement.let_pass(
            (f"{row.what}: {row.why}" for row in rows), [(verdict.base, verdict.damage, text) for text in left]
        )


def _rows(table: tuple[Differs, ...], name: str, verdict: Verdict) -> list[Differs]:
    return [row for row in table if name.startswith(row.format) and re.match(row.damage, verdict.damage)]


def _named(what: str, verdict: Verdict) -> set[str]:
    """Errors that a row speaks of: those of its check, or of one variant of it."""
    return {error for error in verdict.errors if what in (error, error.partition("/")[0])}


@pytest.mark.parametrize("name", FORMATS)
def test_errors_agree_with_the_schema_on_damaged_manifests(shared: Path, name: str) -> None:
    agreement = Agreement(name)
    for verdict in _verdicts(shared, name):
        _count(name, verdict, agreement)
    print(f"\n{agreement}")
    assert agreement.unexplained == []
    assert agreement.adjusted >= AGREEMENT
    assert agreement.refused > agreement.copies / 4
