"""The verdicts on package documents beside those of the published schemas, on damaged copies too.

A finding beyond the schemas is right where the prose of EPUB asks for more; those checks are named here. `-s` prints
the agreement raw, of all copies, and without these; `OECHECK_MUTANTS=2000` before it judges that many copies of each.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import parse_xml
from oecheck.readers._epub.opf import read_opf
from oecheck.readers._epub.opf_checks import check_opf
from oecheck.values.href import PathIndex, Resolver
from tests.readers.agreement import AGREEMENT, Agreement
from tests.readers.epub_books import MODIFIED, NAV_ITEM, PAGE_ITEM, REQUIRED, old, package
from tests.readers.epub_schematron import refusals
from tests.tools.mutations import mutations

OF_THE_SCHEMA = frozenset(
    {"EP-03", "EP-04", "EP-05", "EP-07", "EP-29", "EP-30", "EP-31", "EP-32", "EP-33", "EP-36"}
    | {"EP-09/count", "EP-09/type", "EP-10/idref", "EP-10/twice"}
)
OF_THE_OLD_SCHEMA = OF_THE_SCHEMA - {"EP-10/twice"} | {"EP-11/missing"}
"""The schema of EPUB 2 resolves references between attributes, that of EPUB 3 only looks at their form; that a part
stands in the spine once is a rule of the prose in EPUB 2."""
BEYOND_THE_SCHEMA = {
    "EP-06": "the schemas take any text for a language",
    "EP-08": "the schemas do not resolve addresses",
    "EP-10": "that one part must be read in order stands in the prose (§5.7.1), in EPUB 2 also that each stands once",
    "EP-11": "the schemas do not follow fallbacks",
    "EP-35": "the schema of EPUB 2 takes any text for a date",
    "EP-36": "that the item named by toc is an NCX stands in the prose of EPUB 2 (OPF 2.0.1 §2.4.1)",
    "EP-37": "the schema of previews is another one",
    "EP-40": "advice",
}
_OF_THE_PROSE = BEYOND_THE_SCHEMA.keys() - {"EP-40"}
_NOT_NCX = frozenset({"EP-36", "EP-36/not-ncx"})
"""Of the schema where the spine names no item at all, of the prose where it names one of another type."""
ALL = int(os.environ.get("OECHECK_MUTANTS", "0"))
"""Damaged copies of each document; 0 for the sample."""
RICH = package(
    REQUIRED.replace("<dc:title>", '<dc:title id="t">')
    + MODIFIED
    + '<meta property="title-type" refines="#t">main</meta><dc:creator id="a">B</dc:creator>'
    + '<meta property="role" refines="#a" scheme="marc:relators">aut</meta><dc:subject id="s">water</dc:subject>'
    + '<meta property="authority" refines="#s">BISAC</meta><meta property="term" refines="#s">X1</meta>'
    + '<dc:source id="o">urn:isbn:9780000000001</dc:source><meta property="source-of" refines="#o">pagination</meta>'
    + '<meta property="rendition:layout">reflowable</meta><meta property="media:duration">0:01:00</meta>'
    + '<meta property="media:duration" refines="#m">60s</meta><meta name="cover" content="i"/>'
    + '<link rel="cc:license" href="https://creativecommons.org/licenses/by/4.0/"/>',
    NAV_ITEM
    + PAGE_ITEM.replace("/>", ' media-overlay="m"/>')
    + '<item id="m" href="m.smil" media-type="application/smil+xml"/>'
    + '<item id="i" href="i.png" media-type="image/png" properties="cover-image"/>'
    + '<item id="ncx" href="t.ncx" media-type="application/x-dtbncx+xml"/>',
    '<itemref idref="c1" linear="yes" properties="rendition:layout-reflowable"/><itemref idref="nav" linear="no"/>',
    after='<guide><reference type="text" title="Text" href="c1.xhtml"/></guide>'
    '<collection role="index"><link href="c1.xhtml"/></collection>',
).replace("<spine>", '<spine toc="ncx" page-progression-direction="ltr">')
OLD = old(
    REQUIRED
    + '<dc:creator opf:role="aut" opf:file-as="B">A B</dc:creator><dc:date opf:event="publication">2024</dc:date>'
    + '<dc:subject>water</dc:subject><meta name="cover" content="i"/>',
    PAGE_ITEM + '<item id="i" href="i.png" media-type="image/png"/>',
    after='<guide><reference type="text" title="Text" href="c1.xhtml"/></guide>',
)


def found_in(data: bytes) -> set[str]:
    """Checks that do not hold, each with and without its variant."""
    document = parse_xml(data, "p.opf")
    findings = list(check_opf(read_opf(document, Resolver(PathIndex(())))))
    return {one.check for one in findings} | {f"{one.check}/{one.variant}" for one in findings}


def is_sound(data: bytes) -> bool:
    """Whether nothing is wrong that the schemas speak of."""
    schema = OF_THE_OLD_SCHEMA if b'version="2.0"' in data else OF_THE_SCHEMA
    return not found_in(data) & schema


def packages(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "corpus" / "epub").glob("*.epub")):
        if not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".opf"):
                    yield f"{path.name} {name}", archive.read(name)


def test_documents_of_these_tests_are_accepted(shared: Path) -> None:
    for text in (RICH, OLD):
        assert refusals(shared / "official-schemas", etree.fromstring(text)) == []
        assert is_sound(text.encode())


def test_real_package_documents_are_judged_as_by_the_schemas(shared: Path) -> None:
    seen = {}
    for name, data in packages(shared):
        try:
            ours = is_sound(data)
        except DocumentUnreadable:
            continue
        seen[name] = (not refusals(shared / "official-schemas", etree.fromstring(data)), ours)
    assert len(seen) > 50
    assert [name for name, (official, ours) in seen.items() if official != ours] == []


@pytest.mark.parametrize(("text", "count", "seed"), [(RICH, 240, 3), (OLD, 300, 4)])
def test_damaged_copies_are_judged_as_by_the_schemas(shared: Path, text: str, count: int, seed: int) -> None:
    agreement = Agreement("EPUB 2" if text is OLD else "EPUB 3")
    for mutation in mutations(text.encode(), count=ALL or count, seed=seed):
        refused = refusals(shared / "official-schemas", etree.fromstring(mutation.data))
        found = found_in(mutation.data)
        wrong = found & (OF_THE_OLD_SCHEMA if text is OLD else OF_THE_SCHEMA)
        case = (mutation.kind, mutation.detail, refused[:2], sorted(found))
        if refused and not wrong:
            agreement.let_pass((), [case])
        elif not refused and (found & _OF_THE_PROSE or wrong):
            reasons = (f"{check}: {BEYOND_THE_SCHEMA[check]}" for check in found & _OF_THE_PROSE)
            agreement.beyond(reasons, [case] if wrong - _NOT_NCX else [])
        else:
            agreement.alike(refused=bool(refused))
    print(f"\n{agreement}")
    assert agreement.copies == (ALL or count)
    assert agreement.unexplained == []
    assert agreement.adjusted >= AGREEMENT


def test_every_check_of_a_package_document_is_of_the_schemas_or_of_the_prose() -> None:
    source = Path(check_opf.__code__.co_filename).read_text(encoding="utf-8")
    named = {word for word in source.replace('"', " ").split() if word.rstrip(",").startswith("EP-")}
    known = {check.partition("/")[0] for check in OF_THE_SCHEMA} | set(BEYOND_THE_SCHEMA)
    assert {word.rstrip(",") for word in named} == known
