"""One look at each content document: is it XML, what does it hold, where do its references lead.

Pages themselves are looked at by the facts; here is only what the package document promises of them. A document is
parsed, looked at and dropped, so that memory does not grow with the book.
Source: EPUB 3.3 §6, §5.6.2 (properties); formats/epub.md §2, §4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import Element, XmlDocument, local, namespace, parse_xml
from oecheck.model.source import Source
from oecheck.readers._epub.opf import Opf
from oecheck.readers._tree import text_of
from oecheck.values.patterns import pattern

__all__ = ["MARKUP_TYPES", "ContentDocument", "Reference", "Section", "read_contents"]

MARKUP_TYPES = frozenset({"application/xhtml+xml", "image/svg+xml", "application/x-dtbook+xml"})
_HTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_OPS = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{_OPS}}}type"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ENTITY = pattern(rb"<!ENTITY\s{1,20}%?\s{0,20}[^\s>]{1,200}\s{1,20}(?:SYSTEM|PUBLIC)\s")
_HEAD_BYTES = 4096
_UNICODE = pattern(r"utf[-_]?(?:8|16)", re.IGNORECASE)
_JAVASCRIPT = frozenset({"", "module", "text/javascript", "application/javascript", "application/ecmascript"})
_EMBEDS = {
    "img": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "script": ("src",),
    "input": ("src",),
    "image": (),
}
_TOLD = frozenset(
    {"learning-objective", "learning-objectives", "learning-outcome", "learning-outcomes", "assessment", "assessments"}
    | {"practice", "practices", "qna", "question", "multiple-choice", "true-false-problem", "fill-in-the-blank-problem"}
    | {"match-problem", "general-problem", "answer", "answers"}
)
"""Words of the structural vocabularies that say something of a course (formats/epub.md §4)."""


class Reference(msgspec.Struct, frozen=True):
    """A reference of a document: `img@src`, its value, and whether it is loaded with the page."""

    element: str
    href: str
    source: Source
    embedded: bool


class Section(msgspec.Struct, frozen=True):
    """A part that the author marked with a word of a structural vocabulary."""

    word: str
    text: str
    source: Source
    items: tuple[str, ...] = ()


class ContentDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What a content document holds.

    Attributes:
        path: where it lies.
        problem: code of what keeps it from being XML; "" when it is.
        place: where that is.
        external_entity: its document type names an external entity.
        encoding: that it is written in, where that is neither UTF-8 nor UTF-16; "".
        ids: identifiers that a reference can name.
        references: to other resources.
        properties: of `scripted`, `svg`, `mathml`, `switch`, `remote-resources`, those that it needs.
        sections: parts that the author marked.
        viewport: content of `meta name="viewport"`; None without.
        title: its title; "".
    """

    path: str
    problem: str = ""
    place: Source
    external_entity: bool = False
    encoding: str = ""
    ids: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    properties: frozenset[str] = frozenset()
    sections: tuple[Section, ...] = ()
    viewport: str | None = None
    title: str = ""


def read_contents(container: Container, opf: Opf, skipped: frozenset[str]) -> Iterator[ContentDocument]:
    """Every content document of the manifest that is there and can be read, each once."""
    seen: set[str] = set()
    for item in opf.items:
        if item.state != "found" or item.media_type not in MARKUP_TYPES or item.path in seen or item.path in skipped:
            continue
        seen.add(item.path)
        try:
            data = container.read(item.path)
        except EntryUnreadable:
            continue  # told as a problem of the file
        yield _read(data, item.path)


def _read(data: bytes, path: str) -> ContentDocument:
    external = bool(_ENTITY.search(data[:_HEAD_BYTES]))
    try:
        document = parse_xml(data, path)
    except DocumentUnreadable as error:
        place = Source(path, error.line, error.column)
        return ContentDocument(path=path, problem=error.code, place=place, external_entity=external)
    problem, place = _not_xml(document)
    return _Look(document, external, problem, place).result()


def _not_xml(document: XmlDocument) -> tuple[str, Source]:
    for problem in document.problems:
        if problem.code != "namespace-uri":
            return problem.code, Source(document.file, problem.line, problem.column)
    return "", document.source(document.root)


class _Look:
    """One document while it is looked at."""

    def __init__(self, document: XmlDocument, external: bool, problem: str, place: Source) -> None:
        self._document = document
        self._external = external
        self._problem = problem
        self._place = place
        self._ids: set[str] = set()
        self._references: list[Reference] = []
        self._properties: set[str] = set()
        self._sections: list[Section] = []
        self._viewport: str | None = None
        self._title = ""

    def result(self) -> ContentDocument:
        root = self._document.root
        for element in root.iter(etree.Element):
            self._element(element, is_root=element is root)
        return ContentDocument(
            path=self._document.file,
            problem=self._problem,
            place=self._place,
            external_entity=self._external,
            encoding="" if _UNICODE.match(self._document.encoding) else self._document.encoding,
            ids=frozenset(self._ids),
            references=tuple(self._references),
            properties=frozenset(self._properties),
            sections=tuple(self._sections),
            viewport=self._viewport,
            title=self._title,
        )

    def _element(self, element: Element, *, is_root: bool) -> None:
        space, name = namespace(element), local(element)
        self._property(element, space, name, is_root)
        for key, value in element.attrib.items():
            plain = str(key)
            if plain in ("id", "{http://www.w3.org/XML/1998/namespace}id") or (plain == "name" and name == "a"):
                self._ids.add(str(value))
            elif plain.startswith("on") and space in (_HTML, _SVG):
                self._properties.add("scripted")
            elif plain == _TYPE:
                self._section(element, str(value))
        self._refer(element, name)
        if name == "meta" and (element.get("name") or "").lower() == "viewport" and self._viewport is None:
            self._viewport = element.get("content") or ""
        elif name == "title" and not self._title and space == _HTML:
            self._title = text_of(element)

    def _property(self, element: Element, space: str, name: str, is_root: bool) -> None:
        runs = name == "script" and (element.get("type") or "").strip().lower() in _JAVASCRIPT
        if runs or (name == "form" and space == _HTML):
            self._properties.add("scripted")
        elif name == "svg" and space == _SVG and not is_root:
            self._properties.add("svg")
        elif name == "math" and space == _MATHML:
            self._properties.add("mathml")
        elif name == "switch" and space == _OPS:
            self._properties.add("switch")

    def _section(self, element: Element, words: str) -> None:
        for word in words.split():
            if word in _TOLD:
                items = tuple(filter(None, (text_of(node)[:2000] for node in element.iter("{*}li"))))[:200]
                self._sections.append(Section(word, text_of(element)[:2000], self._document.source(element), items))

    def _refer(self, element: Element, name: str) -> None:
        for kind, href, embedded in _hrefs(element, name):
            if href is None or not str(href).strip():
                continue
            self._references.append(Reference(kind, str(href).strip(), self._document.source(element), embedded))
            remote = re.match(r"https?://", str(href).strip(), re.IGNORECASE)
            if embedded and remote:
                self._properties.add("remote-resources")


def _hrefs(element: Element, name: str) -> Iterator[tuple[str, str | None, bool]]:
    if name in ("a", "area"):
        yield f"{name}@href", element.get("href") or element.get(_XLINK), False
    elif name == "link":
        style = "stylesheet" in (element.get("rel") or "").lower().split()
        yield "link@href", element.get("href"), style
    elif name == "image" or name == "use":
        yield f"{name}@href", element.get(_XLINK) or element.get("href"), name == "image"
    for key in _EMBEDS.get(name, ()):
        yield f"{name}@{key}", element.get(key), True
