"""Damaged items, tests and banks of QTI: our errors beside the verdict of the official schema on each copy.

Items and tests of 2.0 to 3.0 are held against the schemas of ASI, banks of 1.2 against the DTD of 1.2.1. Real documents
that their schema accepts are damaged in thirteen ways; where we and the schema differ, a table below has to say why.
Nothing is left out of the count: agreement is printed raw (of all copies) and with what a rule of the prose explains.

    python -m pytest tests/readers/test_official_qti_documents.py -n 0 -s       # a fixed sample, with the figures

`OECHECK_MUTANTS=100` before it judges 100 copies of each document: two minutes.
"""

from __future__ import annotations

import os
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import xmlschema
from lxml import etree

from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import parse_xml
from oecheck.readers._questions.qti2_checks import item_findings
from oecheck.readers._questions.qti2_grammar import grammar_findings
from oecheck.readers._questions.qti12_grammar import bank_findings
from oecheck.readers._questions.reading import QuestionDocument, read_questions
from tests.readers.agreement import AGREEMENT, Agreement
from tests.tools.mutations import MORE, mutations

ALL = int(os.environ.get("OECHECK_MUTANTS", "0"))
"""Damaged copies of each document; 0 for the sample."""
SAMPLE = 260
"""Damaged copies of each version in the sample, shared by its documents."""
SCHEMAS = {
    "1.2": "qti-1.2.1/ims_qtiasiv1p2p1.dtd",
    "2.0": "qti-2.0/imsqti_v2p0.xsd",
    "2.1": "qti-2.1/imsqti_v2p1.xsd",
    "2.2": "qti-2.2/imsqti_v2p2.xsd",
    "3.0": "qti-3.0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd",
}


class Differs(NamedTuple):
    """Why a verdict of ours may differ from that of the schema: of these versions, on this damage (a pattern)."""

    versions: tuple[str, ...]
    damage: str
    why: str


# We name this error (check and variant) and the schema accepts.
WE_SAY_MORE = {
    "QTI-09/undeclared": Differs(
        ("2.0", "2.1", "2.2", "3.0"),
        "",
        "that an interaction answers into a declared response is prose; to the schemas it is any name",
    ),
}
# The schema refuses and we name no error.
WE_SAY_LESS = (
    Differs(("1.2",), "removed: respcondition of resprocessing", "Canvas leaves it out in every export; importers do"),
    Differs(("2.0", "2.1", "2.2", "3.0"), "moved: ", "which HTML may stand in which text is left to players"),
)


class Document(NamedTuple):
    """A document that its schema accepts."""

    name: str
    data: bytes


# --- documents --------------------------------------------------------------------------------------------------------


@cache
def _read(shared: Path) -> tuple[tuple[str, bytes, QuestionDocument], ...]:
    """Well-formed documents of QTI in real packages, but for APIP, which has namespaces of its own."""
    return tuple(_found(shared))


def _found(shared: Path) -> Iterator[tuple[str, bytes, QuestionDocument]]:
    for path in sorted((shared / "corpus" / "qti").iterdir()):
        if "apip" in path.name or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".qti")) and "__MACOSX" not in name and ".." not in name:
                    data = archive.read(name)
                    try:
                        found = read_questions(parse_xml(data, name), name)
                    except DocumentUnreadable:
                        continue
                    if found.kind in ("item", "test", "bank") and not found.document.recovered:
                        yield f"{path.name}!/{name}", data, found


def _as_20(data: bytes) -> bytes:
    """An item of 2.1 said to be of 2.0: only one package of 2.0 is public. What 2.0 lacks, its schema then refuses."""
    return data.replace(b"imsqti_v2p1", b"imsqti_v2p0").replace(b"qti_v2p1", b"qti_v2p0")


def _documents(shared: Path, version: str) -> Iterator[Document]:
    for name, data, found in _read(shared):
        if found.version == version:
            yield Document(name, data)
        elif (version, found.version, found.kind) == ("2.0", "2.1", "item"):
            yield Document(name, _as_20(data))


# --- verdicts ---------------------------------------------------------------------------------------------------------


@cache
def _schema(path: Path) -> xmlschema.XMLSchema:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # imports of metadata schemas that are not here
        return xmlschema.XMLSchema(str(path), allow="local", validation="lax")


def _refusal(path: Path, data: bytes) -> str:
    """What the schema says against a document first; "" where it accepts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        error = next(iter(_schema(path).iter_errors(data)), None)
    return "" if error is None else str(error.reason)


@cache
def _dtd(path: Path) -> etree.DTD:
    with path.open("rb") as source:
        return etree.DTD(source)


def _refusal_of_dtd(path: Path, data: bytes) -> str:
    """The same of a DTD, which knows no namespaces: that of the root is taken off."""
    root = etree.fromstring(data)
    own = etree.QName(root).namespace
    for node in root.iter(etree.Element):
        if etree.QName(node).namespace == own:
            node.tag = etree.QName(node).localname
        for key in [str(key) for key in node.attrib if "XMLSchema-instance" in str(key)]:
            del node.attrib[key]
    etree.cleanup_namespaces(root)
    dtd = _dtd(path)
    return "" if dtd.validate(root) else str(dtd.error_log[0].message)


def _errors(data: bytes, name: str) -> frozenset[str]:
    """Errors said of an item, test or bank, by check and variant."""
    document = parse_xml(data, name)
    found = read_questions(document, name)
    if found.kind == "bank":
        said = list(bank_findings(document.root, document, name))
    else:
        said = list(grammar_findings(document.root, document, name))
        if found.item is not None:
            said += [one for one in item_findings(found.item, document, name) if one.variant == "undeclared"]
    wrong = {f"{one.check}/{one.variant}" for one in said if one.check != "QTI-12"}
    return frozenset(wrong or ({"QTI-04"} if found.kind not in ("item", "test", "bank") else ()))


def _judge(shared: Path, version: str) -> Callable[[bytes], str]:
    path = shared / "official-schemas" / SCHEMAS[version]
    return lambda data: _refusal_of_dtd(path, data) if path.suffix == ".dtd" else _refusal(path, data)


# --- tests ------------------------------------------------------------------------------------------------------------

# Real documents on which we and the schema differ, and why.
REAL = {
    "2.1": {},
    "2.2": {},
    "3.0": {
        "an attribute data-version at a custom interaction, and an xml:lang at a test: players let both pass": (
            "cito--qti3-pci-QtiPci_1.0.0.zip"
        )
    },
    "1.2": {"what Canvas writes into its own extensions (calculated)": "instructure-folder--canvas_cartridge.zip"},
}


@pytest.mark.parametrize("version", REAL)
def test_real_documents_are_judged_as_by_the_schema(shared: Path, version: str) -> None:
    refusal = _judge(shared, version)
    differ, count = set(), 0
    for document in _documents(shared, version):
        count += 1
        if bool(refusal(document.data)) != bool(_errors(document.data, document.name)):
            differ.add(document.name.partition("!/")[0])
    assert count >= 10
    assert differ == set(REAL[version].values())


@pytest.mark.parametrize("version", SCHEMAS)
def test_damaged_documents_are_judged_as_by_the_schema(shared: Path, version: str) -> None:
    refusal = _judge(shared, version)
    sound = [one for one in _documents(shared, version) if not refusal(one.data) and not _errors(one.data, one.name)]
    assert len(sound) >= 5
    agreement = Agreement(f"QTI {version} documents ({len(sound)})")
    for number, document in enumerate(sound):
        for mutation in mutations(
            document.data, count=ALL or -(-SAMPLE // len(sound)), seed=number, own=True, kinds=MORE
        ):
            refused, errors = refusal(mutation.data), _errors(mutation.data, document.name)
            damage = f"{mutation.kind}: {mutation.detail}"
            if bool(refused) == bool(errors):
                agreement.alike(refused=bool(refused))
            elif errors:
                rest = [(document.name, damage, error) for error in errors if not _is_prose(version, error)]
                agreement.beyond((f"{error}: {WE_SAY_MORE[error].why}" for error in errors & WE_SAY_MORE.keys()), rest)
            else:
                rows = [row for row in WE_SAY_LESS if version in row.versions and re.match(row.damage, damage)]
                agreement.let_pass((f"{row.damage}: {row.why}" for row in rows), [] if rows else [(damage, refused)])
    print(f"\n{agreement}")
    assert agreement.unexplained == []
    assert agreement.adjusted >= AGREEMENT
    assert agreement.refused > 120


def _is_prose(version: str, error: str) -> bool:
    return error in WE_SAY_MORE and version in WE_SAY_MORE[error].versions
