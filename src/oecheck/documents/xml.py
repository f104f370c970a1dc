"""XML with positions: strict where the document allows it, forgiving with every problem named where not.

Nothing outside the document is ever loaded: no network, no external entity, no DTD. Internal entities are expanded
within the amplification limits of libxml2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from oecheck.documents._problem import MAX_PROBLEMS, DocumentProblem, DocumentUnreadable
from oecheck.documents._xml_bytes import PreparedXml, prepare
from oecheck.documents._xml_places import Places
from oecheck.model.source import Source

__all__ = [
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
_DOCTYPE_SEARCHED = 4096
_SNIPPET = 200
_SHOWN_ATTRIBUTES = ("identifier", "ident", "identifierref", "href", "type", "default", "url_name", "id")
"""Attributes that a snippet may show: names and paths of the structure, never free text, secrets or people."""


class XmlDocument:
    """A parsed document.

    Attributes:
        file: path in the package.
        root: its root element.
        encoding: encoding that it was read in.
        declared_encoding: encoding of its XML declaration; "".
        problems: all that is wrong, in the order of the document.
        recovered: it is not well-formed; what follows a problem may be read differently from what was meant. Mistakes
            of namespaces alone (an undeclared prefix, a namespace that is no URI) lose nothing and do not count.
    """

    def __init__(
        self, file: str, root: Element, prepared: PreparedXml, problems: tuple[DocumentProblem, ...], recovered: bool
    ) -> None:
        self.file = file
        self.root = root
        self.encoding = prepared.encoding
        self.declared_encoding = prepared.declared
        self.problems = problems
        self.recovered = recovered
        self._places = Places(root, prepared, recovered)

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
    root, recovered, found = _parse(prepared)
    problems = tuple([*prepared.problems, *found][:MAX_PROBLEMS])
    if root is None:
        first = problems[-1] if problems else DocumentProblem("not-well-formed", 1, 1)
        raise DocumentUnreadable("not-xml", file, first.line, first.column, problems)
    return XmlDocument(file, root, prepared, problems, recovered)


def _parser(prepared: PreparedXml, *, recover: bool, expand: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8" if prepared.recoded else None,
        resolve_entities="internal" if expand else False,  # type: ignore[arg-type]  # the stubs are older than lxml 6
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=len(prepared.data) > _HUGE_FROM,
        recover=recover,
    )


def _parse(prepared: PreparedXml) -> tuple[Element | None, bool, list[DocumentProblem]]:
    """Root, whether it was recovered, and the problems. Strict first: it is the usual case and says most."""
    strict = _parser(prepared, recover=False, expand=True)
    root = _tree(prepared, strict)
    if root is None and b"<!DOCTYPE" in prepared.data[:_DOCTYPE_SEARCHED]:
        # Entities of a DTD that is not loaded (`&nbsp;` of XHTML) are no error: XML 1.0 §4.1, entity declared.
        root = _tree(prepared, _parser(prepared, recover=False, expand=False))
    if root is not None:
        limits = [_problem(entry, prepared) for entry in strict.error_log if entry.type_name in _LIMIT_ERRORS]
        return root, False, limits[:MAX_PROBLEMS]
    forgiving = _parser(prepared, recover=True, expand=False)
    root = _tree(prepared, forgiving)
    log = forgiving.error_log if len(forgiving.error_log) else strict.error_log
    found = [_problem(entry, prepared) for entry, _ in zip(log, range(MAX_PROBLEMS), strict=False)]
    return root, any(problem.code not in _WELL_FORMED for problem in found), found


def _tree(prepared: PreparedXml, parser: etree.XMLParser) -> Element | None:
    try:
        return etree.fromstring(prepared.data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return None


_CODES = {
    "NS_ERR_UNDEFINED_NAMESPACE": "unbound-prefix",
    "NS_ERR_QNAME": "qualified-name",
    "WAR_NS_URI": "namespace-uri",
    "WAR_NS_URI_RELATIVE": "namespace-uri",
    "NS_ERR_XML_NAMESPACE": "namespace-uri",
    "NS_ERR_EMPTY": "namespace-uri",
    "ERR_TAG_NAME_MISMATCH": "tag-mismatch",
    "ERR_TAG_NOT_FINISHED": "unclosed-tag",
    "ERR_GT_REQUIRED": "unclosed-tag",
    "ERR_LT_IN_ATTRIBUTE": "raw-less-than",
    "ERR_UNDECLARED_ENTITY": "undeclared-entity",
    "WAR_UNDECLARED_ENTITY": "undeclared-entity",
    "ERR_ENTITYREF_SEMICOL_MISSING": "raw-ampersand",
    "ERR_ENTITYREF_NO_NAME": "raw-ampersand",
    "ERR_NAME_REQUIRED": "raw-ampersand",
    "ERR_ATTRIBUTE_REDEFINED": "attribute-twice",
    "NS_ERR_ATTRIBUTE_REDEFINED": "attribute-twice",
    "ERR_DOCUMENT_END": "text-after-end",
    "ERR_INVALID_CHAR": "invalid-character",
    "ERR_INVALID_ENCODING": "invalid-bytes",
    "ERR_ENTITY_LOOP": "entity-limit",
    "ERR_RESOURCE_LIMIT": "size-limit",
}


_WELL_FORMED = frozenset({"namespace-uri", "unbound-prefix", "qualified-name"})
"""Well-formed by XML 1.0, wrong only by Namespaces in XML §3 to §6; nothing of the document is lost by it."""
_LIMIT_ERRORS = ("ERR_ENTITY_LOOP", "ERR_RESOURCE_LIMIT")


def _problem(entry: etree._LogEntry, prepared: PreparedXml) -> DocumentProblem:
    code = _CODES.get(entry.type_name, "not-well-formed")
    arguments: dict[str, object] = {"detail": entry.type_name}
    if code == "unbound-prefix":
        # "Namespace prefix adlcp for scormtype on resource is not defined"
        words = entry.message.split(" ")
        arguments = {"prefix": words[2][:40] if len(words) > 2 else ""}
    first = entry.line == 1
    column = entry.column + prepared.column_offset if first else entry.column
    return DocumentProblem(code, entry.line + prepared.line_offset, column, arguments)


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
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


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
        text = "".join(str(part) for part in element.itertext(tag=(etree.Element, etree.Entity)))
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
