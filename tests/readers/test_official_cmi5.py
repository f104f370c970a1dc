"""The structural verdicts on cmi5 structures beside those of the published schema, on damaged copies too.

A finding beyond the schema is right where the prose of cmi5 asks for more; those checks are named here. `-s` prints
the agreement raw, of all copies, and without these; `OECHECK_MUTANTS=2000` before it judges that many copies of each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
import xmlschema
import yaml
from lxml import etree

from oecheck.containers import open_container
from oecheck.readers._cmi5.names import DRAFT, QUARTZ
from oecheck.readers.cmi5 import READER
from oecheck.values.locations import standards_root
from tests.readers.agreement import AGREEMENT, Agreement
from tests.tools.mutations import mutations

ALL = int(os.environ.get("OECHECK_MUTANTS", "0"))
"""Damaged copies of each document; 0 for the sample."""
OF_THE_SCHEMA = frozenset({"CM-03", "CM-12", "CM-13", "CM-20"})
OF_VALUES = frozenset({"CM-05", "CM-07", "CM-11"})
"""Where the schema refuses what is no xs:anyURI (`1http://…`), these name it; they refuse more than that."""
BEYOND_THE_SCHEMA = {
    "CM-04": "a namespace that is not the published one has no verdict of its schema at all",
    "CM-05": "an id is any xs:anyURI in the schema, which lets relative references and single words pass",
    "CM-06": "the schema has no uniqueness constraint",
    "CM-07": "the schema does not resolve idref, and lets it be missing",
    "CM-09": "whether a URL may be relative depends on the container",
    "CM-10": "the schema does not look into queries",
    "CM-11": "xs:anyURI allows blanks and brackets, and any scheme",
    "CM-27": "the schema has no uniqueness constraint",
}
DOCUMENTS = ("spec-complex-cmi5.xml", "spec-extended-cmi5.xml", "spec-simple-cmi5.xml", "draft-namespace-complex.xml")


@cache
def _schema(folder: Path, space: str) -> etree.XMLSchema:
    name = {QUARTZ: "cmi5-1.0", DRAFT: "cmi5-drafts"}[space]
    return etree.XMLSchema(etree.parse(str(folder / name / "CourseStructure.xsd")))


def _accepted(folder: Path, data: bytes) -> bool:
    root = etree.fromstring(data)
    return _schema(folder, str(etree.QName(root).namespace)).validate(root)


@cache
def _second_schema(folder: Path, space: str) -> xmlschema.XMLSchema:
    name = {QUARTZ: "cmi5-1.0", DRAFT: "cmi5-drafts"}[space]
    return xmlschema.XMLSchema(str(folder / name / "CourseStructure.xsd"), allow="local")


def _accepted_twice(folder: Path, data: bytes) -> bool:
    """Whether a second processor accepts it too: libxml2 lets an element of cmi5 stand after those of a wildcard."""
    return _second_schema(folder, str(etree.QName(etree.fromstring(data)).namespace)).is_valid(data)


def _found(data: bytes) -> set[str]:
    with open_container(data, name="cmi5.xml") as container:
        (descriptor,) = READER.detect(container)
        return {finding.check for finding in READER.read(container, descriptor).findings}


def _beyond(data: bytes) -> set[str]:
    """What the prose alone finds in the sound document: CM-04 in one of a draft."""
    return _found(data) & BEYOND_THE_SCHEMA.keys()


def test_real_structures_are_judged_as_by_the_schema(shared: Path) -> None:
    seen = {}
    for path in sorted((shared / "corpus" / "cmi5").glob("*.xml")):
        data = path.read_bytes()
        seen[path.name] = (_accepted(shared / "official-schemas", data), not _found(data) & OF_THE_SCHEMA)
    assert len(seen) > 14
    assert [name for name, (official, ours) in seen.items() if official != ours] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged_copies_are_judged_as_by_the_schema(shared: Path, name: str) -> None:
    data = (shared / "corpus" / "cmi5" / name).read_bytes()
    beyond = BEYOND_THE_SCHEMA.keys() - _beyond(data)
    agreement = Agreement(f"cmi5 {name}")
    for mutation in mutations(data, count=ALL or 400, seed=5):
        accepted, found = _accepted(shared / "official-schemas", mutation.data), _found(mutation.data)
        if accepted and found & OF_THE_SCHEMA:
            accepted = _accepted_twice(shared / "official-schemas", mutation.data)
        case = (mutation.kind, mutation.detail, sorted(found))
        if accepted and found & (OF_THE_SCHEMA | beyond):
            agreement.beyond(_reasons(found & beyond), [case] if found & OF_THE_SCHEMA else [])
        elif accepted or found & (OF_THE_SCHEMA | OF_VALUES):
            agreement.alike(refused=not accepted)
        else:
            agreement.let_pass((), [case])
    print(f"\n{agreement}")
    assert agreement.copies == (ALL or 400)
    assert agreement.unexplained == []
    assert agreement.adjusted >= AGREEMENT


def _reasons(checks: Iterable[str]) -> Iterator[str]:
    return (f"{check}: {BEYOND_THE_SCHEMA[check]}" for check in checks)


def test_every_check_of_severity_error_is_of_the_schema_or_of_the_prose() -> None:
    sheet = yaml.safe_load((standards_root() / "formats" / "cmi5.yaml").read_text(encoding="utf-8"))
    errors = {check["id"] for check in sheet["checks"] if check["severity"] == "error" and "covered_by" not in check}
    assert errors == OF_THE_SCHEMA | set(BEYOND_THE_SCHEMA)
