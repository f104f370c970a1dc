"""Cartridges for tests: a folder of `fixtures/common-cartridge` with one thing changed, read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from oecheck.containers import open_container
from oecheck.documents.xml import XmlDocument, parse_xml
from oecheck.model.package import ReadResult
from oecheck.readers.common_cartridge import READER

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "common-cartridge"

Changes = dict[str, tuple[str, str]]


def files_of(name: str) -> dict[str, bytes]:
    """Files of a fixture by path."""
    folder = FIXTURES / name
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def changed(files: dict[str, bytes], changes: Changes) -> dict[str, bytes]:
    """The files with one text of each named file replaced; the text has to be there."""
    made = dict(files)
    for path, (old, new) in changes.items():
        text = made[path].decode()
        assert old in text, f"{path} does not hold {old}"
        made[path] = text.replace(old, new, 1).encode()
    return made


def packed(files: dict[str, bytes]) -> bytes:
    """The files as a zip, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path), data)
    return buffer.getvalue()


def read(files: dict[str, bytes]) -> ReadResult:
    """What the reader makes of the files."""
    with open_container(packed(files), name="course.imscc") as container:
        (descriptor,) = READER.detect(container)
        return READER.read(container, descriptor)


def read_fixture(name: str, changes: Changes | None = None) -> ReadResult:
    return read(changed(files_of(name), changes or {}))


def found(result: ReadResult) -> list[str]:
    """Checks that did not hold, each with its variant."""
    return [f"{finding.check}/{finding.variant}" if finding.variant else finding.check for finding in result.findings]


def xml(text: str, path: str = "a.xml") -> XmlDocument:
    return parse_xml(text.encode(), path)


def any_tree(names: list[str], root: str) -> object:
    """A hypothesis strategy: XML trees of the given names, with odd attributes and texts."""
    from hypothesis import strategies as st

    texts = st.sampled_from(
        ["", " ", "1", "-1", "1e999", "PT1H", "en", "2024-01-01", "Ü", "a" * 300, "<p>x</p>", "http://["]
    )
    attributes = st.dictionaries(
        st.sampled_from(["ident", "identifier", "title", "language", "rcardinality", "href", "name", "type"]),
        texts,
        max_size=3,
    )

    def element(parts: tuple[str, dict[str, str], str, list[object]]) -> object:
        name, given, text, below = parts
        made = etree.Element(name, given)
        made.text = text
        for node in below:
            made.append(node)
        return made

    leaf = st.builds(
        lambda name, given, text: element((name, given, text, [])), st.sampled_from(names), attributes, texts
    )
    trees = st.recursive(
        leaf,
        lambda below: st.builds(
            lambda name, given, text, nodes: element((name, given, text, nodes)),
            st.sampled_from(names),
            attributes,
            texts,
            st.lists(below, max_size=4),
        ),
        max_leaves=20,
    )

    def document(nodes: list[object]) -> XmlDocument:
        top = etree.Element(root)
        for node in nodes:
            top.append(node)
        return parse_xml(etree.tostring(top), "a.xml")

    return st.builds(document, st.lists(trees, max_size=4))
