"""XML with positions: strict where the document allows it, forgiving with every problem named where not.

Nothing outside the document is ever loaded: no network, no external entity, no DTD. Internal entities are expanded
within the amplification limits of libxml2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from lxml import etree

from oecheck.documents._problem import MAX_PROBLEMS, DocumentProblem, DocumentUnreadable
from oecheck.documents._xml_bytes import PreparedXml, prepare
from oecheck.documents._xml_entities import spell_out, without_halves
from oecheck.documents._xml_faults import LIMITS, MEANT, NOT_READ, WELL_FORMED, problem_of
from oecheck.documents._xml_places import Places
from oecheck.model.source import Source

__all__ = [
    "NOT_READ",
    "Element",
    "XmlDocument",
    "attribute",
    "child",
    "child_text",
    "children",
    "local",
    "local_of",
    "namespace",
    "parse_xml",
    "text_of",
]

Element = etree._Element

MAX_BYTES = 64 << 20
"""Largest document that is built as a tree; the largest real one seen has 10.2 MB."""
_HUGE_FROM = 10_000_000
"""libxml2 refuses single texts over this size unless told to accept them (Moodle keeps images as base64)."""
_SNIPPET = 200
_SHOWN_ATTRIBUTES = ("identifier", "ident", "identifierref", "href", "type", "default", "url_name", "id")
"""Attributes that a snippet may show: names and paths of the structure, never free text, secrets or people."""


class XmlDocument:
    """A parsed document.

    Attributes:
        file: path in the package.
        root: its root element.
        encoding: encoding that it was read in.
        problems: all that is wrong, in the order of the document.
        recovered: it is not well-formed; what follows a problem may be read differently from what was meant. Mistakes
            of namespaces alone (an undeclared prefix, a namespace that is no URI) lose nothing and do not count.
        unread: names between & and ; for text that is outside the document, which no rule of XML forbids. Names of HTML
            stand in the tree as HTML means them, for all others there are blanks.
    """

    def __init__(self, file: str, root: Element, prepared: PreparedXml, parsed: _Parsed) -> None:
        self.file = file
        self.root = root
        self.encoding = prepared.encoding
        self.problems = tuple(parsed.problems)
        self.recovered = parsed.recovered
        self.unread = tuple(parsed.unread)
        self._places = Places(root, prepared, parsed.recovered)

    @property
    def torn(self) -> bool:
        """Whether parts may be lost or misplaced, so that what is missing in it proves nothing."""
        lost = any(problem.code not in MEANT for problem in self.unread)
        return lost or (self.recovered and any(problem.code not in MEANT for problem in self.problems))

    @property
    def limited(self) -> bool:
        """Whether what is lost of a torn document was only not read, by a limit or as a text outside: it is whole."""
        return self.torn and {problem.code for problem in self.problems} <= MEANT | NOT_READ

    @property
    def doctype(self) -> str:
        """The document type declaration; "" without one. It is never loaded."""
        # The stubs of lxml leave this attribute out.
        return self.root.getroottree().docinfo.doctype or ""  # type: ignore[attr-defined]

    def source(self, element: Element, *, snippet: bool = False) -> Source:
        """Where an element begins.

        Line and column of its `<` are exact; after the first error of a document that is not well-formed the line is
        the parser's and the column 0.
        """
        line, column = self._places.position(element)
        pointer = self._places.pointer(element)
        return Source(self.file, line, column, pointer, (), _snippet(element) if snippet else "")


def parse_xml(data: bytes, file: str = "", *, max_bytes: int = MAX_BYTES) -> XmlDocument:
    """The document that bytes stand for.

    Raises:
        DocumentUnreadable: empty, larger than `max_bytes`, or nothing in it can be read as XML.
    """
    if len(data) > max_bytes:
        raise DocumentUnreadable("too-large", file)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise DocumentUnreadable("empty", file)
    prepared = prepare(data)
    parsed = _parse(prepared)
    parsed.problems = [*prepared.problems, *parsed.problems][:MAX_PROBLEMS]
    if parsed.root is None:
        first = parsed.problems[-1] if parsed.problems else DocumentProblem("not-well-formed", 1, 1)
        raise DocumentUnreadable("not-xml", file, first.line, first.column, tuple(parsed.problems))
    return XmlDocument(file, parsed.root, prepared, parsed)


class _Parsed(msgspec.Struct):
    """A tree, if there is one, and what was noticed."""

    root: Element | None
    problems: list[DocumentProblem] = []
    recovered: bool = False
    unread: list[DocumentProblem] = []


def _parser(prepared: PreparedXml, *, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8" if prepared.recoded else None,
        resolve_entities=False if recover else "internal",  # type: ignore[arg-type]  # the stubs are older than lxml 6
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=len(prepared.data) > _HUGE_FROM,
        recover=recover,
    )


def _parse(prepared: PreparedXml) -> _Parsed:
    """Strict first: it is the usual case and says most."""
    strict = _parser(prepared, recover=False)
    root = _tree(prepared, strict)
    if root is not None:
        limits = [problem_of(entry, prepared) for entry in strict.error_log if entry.type_name in LIMITS]
        return _Parsed(root, limits)
    spelled = spell_out(prepared.data)
    if not spelled.names:
        return _forgiven(prepared, strict)
    prepared.data = spelled.data
    names = [_moved(problem, prepared) for problem in spelled.names]
    # What a part outside the document may declare is no fault of it: XML 1.0 §4.1, entity declared.
    unread = [problem for problem in names if spelled.outside or problem.code == "external-entity"]
    faults = [problem for problem in names if problem not in unread]
    strict = _parser(prepared, recover=False)
    root = _tree(prepared, strict)
    parsed = _Parsed(root) if root is not None else _forgiven(prepared, strict)
    return _Parsed(
        parsed.root,
        sorted([*faults, *parsed.problems], key=lambda problem: (problem.line, problem.column)),
        recovered=parsed.recovered or bool(faults),
        unread=[*unread, *parsed.unread],
    )


def _forgiven(prepared: PreparedXml, strict: etree.XMLParser) -> _Parsed:
    """What can be had of a document that is not well-formed, or larger than is read."""
    forgiving = _parser(prepared, recover=True)
    root = _tree(prepared, forgiving)
    whole = without_halves(prepared.data)
    if root is not None and whole != prepared.data:  # named in the log of the first reading
        root = _tree(msgspec.structs.replace(prepared, data=whole), _parser(prepared, recover=True))
    if root is not None:
        etree.strip_elements(root, etree.Entity, with_tail=False)
    log = forgiving.error_log if len(forgiving.error_log) else strict.error_log
    entries = [entry for entry, _ in zip(log, range(MAX_PROBLEMS), strict=False)]
    # What may be declared in a part outside the document is but a warning.
    unread = [problem_of(entry, prepared) for entry in entries if entry.type_name == "WAR_UNDECLARED_ENTITY"]
    found = [problem_of(entry, prepared) for entry in entries if entry.type_name != "WAR_UNDECLARED_ENTITY"]
    return _Parsed(root, found, any(problem.code not in WELL_FORMED for problem in found), unread)


def _moved(problem: DocumentProblem, prepared: PreparedXml) -> DocumentProblem:
    """The problem where it stands in the file, what was cut off before the document counted."""
    column = problem.column + (prepared.column_offset if problem.line == 1 else 0)
    return msgspec.structs.replace(problem, line=problem.line + prepared.line_offset, column=column)


def _tree(prepared: PreparedXml, parser: etree.XMLParser) -> Element | None:
    try:
        return etree.fromstring(prepared.data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return None


def local(node: Element) -> str:
    """Local name of an element, also of one whose prefix is bound to nothing; "" for comments and the like."""
    tag = node.tag
    return local_of(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def local_of(tag: str) -> str:
    """Local name in a tag as lxml writes it; the tags of a package are few."""
    name = tag.rpartition("}")[2]
    return name.rpartition(":")[2] if ":" in name else name


def namespace(node: Element) -> str:
    """Namespace of an element, "" without one, and for comments and the like."""
    tag = node.tag
    return _namespace_of(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _namespace_of(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Child elements, or those of the given local names, in order; comments and processing instructions left out."""
    for node in element:
        name = local(node)
        if name and (not names or name in names):
            yield node


def child(element: Element, name: str) -> Element | None:
    """First child of a local name."""
    return next(children(element, name), None)


def child_text(element: Element, name: str) -> str | None:
    """Text of the first child of a local name, blanks at its ends taken off; None without such a child."""
    found = child(element, name)
    return None if found is None else text_of(found)


def text_of(element: Element) -> str:
    """All text of an element and of what is in it, blanks at its ends taken off; comments left out."""
    text = element.text or ""
    if len(element):
        text = "".join(str(part) for part in element.itertext(tag=etree.Element))
    return text.strip()


def attribute(element: Element, name: str) -> str | None:
    """Value of an attribute by local name: without a namespace first, then in any, then with an unbound prefix."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, other in element.attrib.items():
        full = str(key)
        if full.endswith(name) and full.rpartition("}")[2].rpartition(":")[2] == name:
            return str(other)
    return None


def _snippet(element: Element) -> str:
    shown = [
        f'{name}="{value.partition("?")[0][:60]}"'
        for name in _SHOWN_ATTRIBUTES
        if (value := element.get(name)) is not None
    ]
    return " ".join(["<" + local(element), *shown])[: _SNIPPET - 1] + ">"
