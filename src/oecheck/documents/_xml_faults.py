"""What the parser's words for a fault of an XML document mean, and where it is.

libxml2 has one type for several faults that people mend differently (a bare &, a <, a blank that is missing in a tag):
its message tells them apart. A message that is not known is told as no more than "not well-formed".
"""

from __future__ import annotations

from lxml import etree

from oecheck.documents._problem import DocumentProblem
from oecheck.documents._xml_bytes import PreparedXml
from oecheck.documents._xml_entities import first_declaration

__all__ = ["LIMITS", "MEANT", "NOT_READ", "WELL_FORMED", "problem_of"]

_CODES = {
    "NS_ERR_UNDEFINED_NAMESPACE": "unbound-prefix",
    "NS_ERR_QNAME": "qualified-name",
    "WAR_NS_URI": "namespace-uri",
    "WAR_NS_URI_RELATIVE": "namespace-uri",
    "NS_ERR_XML_NAMESPACE": "namespace-uri",
    "NS_ERR_EMPTY": "namespace-uri",
    "ERR_TAG_NAME_MISMATCH": "tag-mismatch",
    "ERR_TAG_NOT_FINISHED": "cut-off",
    "ERR_GT_REQUIRED": "unclosed-tag",
    "ERR_LT_IN_ATTRIBUTE": "less-than-in-value",
    "ERR_UNDECLARED_ENTITY": "undeclared-entity",
    "WAR_UNDECLARED_ENTITY": "undeclared-entity",
    "ERR_ENTITY_IS_EXTERNAL": "external-entity",
    "ERR_ENTITYREF_SEMICOL_MISSING": "raw-ampersand",
    "ERR_ENTITYREF_NO_NAME": "raw-ampersand",
    "ERR_ATTRIBUTE_REDEFINED": "attribute-twice",
    "NS_ERR_ATTRIBUTE_REDEFINED": "attribute-twice",
    "ERR_ATTRIBUTE_NOT_STARTED": "unquoted-value",
    "ERR_ATTRIBUTE_WITHOUT_VALUE": "attribute-without-value",
    "ERR_ATTRIBUTE_NOT_FINISHED": "unclosed-value",
    "ERR_SPACE_REQUIRED": "tag-syntax",
    "ERR_HYPHEN_IN_COMMENT": "comment-hyphens",
    "ERR_COMMENT_NOT_FINISHED": "unclosed-section",
    "ERR_CDATA_NOT_FINISHED": "unclosed-section",
    "ERR_MISPLACED_CDATA_END": "section-end",
    "ERR_RESERVED_XML_NAME": "late-declaration",
    "ERR_PI_NOT_STARTED": "instruction-syntax",
    "ERR_PI_NOT_FINISHED": "instruction-syntax",
    "ERR_DOCUMENT_END": "text-after-end",
    "ERR_INVALID_CHAR": "invalid-character",
    "ERR_INVALID_CHARREF": "invalid-character",
    "ERR_INVALID_ENCODING": "invalid-bytes",
    "ERR_ENTITY_LOOP": "entity-limit",
    "ERR_RESOURCE_LIMIT": "size-limit",
}
_BY_MESSAGE = {  # type, word of the message -> code
    "ERR_NAME_REQUIRED": {
        "xmlParseEntityRef": "raw-ampersand",
        "StartTag: invalid element name": "raw-less-than",
        "error parsing attribute name": "tag-syntax",
    },
    "ERR_RESOURCE_LIMIT": {"amplification": "entity-limit"},
}

LIMITS = frozenset({"ERR_ENTITY_LOOP", "ERR_RESOURCE_LIMIT"})
"""Types of errors by which reading stopped, though the document may be well-formed."""
WELL_FORMED = frozenset({"namespace-uri", "unbound-prefix", "qualified-name"})
"""Well-formed by XML 1.0, wrong only by Namespaces in XML §3 to §6; nothing of the document is lost by it."""
NOT_READ = frozenset({"size-limit", "external-entity"})
"""No fault of XML at all: what stands there is not read, by a limit of the program or because it lies outside."""
MEANT = WELL_FORMED | {"html-entity"}
"""Wrong in a way that leaves no doubt about what is meant."""


def problem_of(entry: etree._LogEntry, prepared: PreparedXml) -> DocumentProblem:
    """One line of the parser's log."""
    code = _code(entry)
    arguments: dict[str, object] = {"detail": entry.type_name}
    if code == "unbound-prefix":
        # "Namespace prefix adlcp for scormtype on resource is not defined"
        words = entry.message.split(" ")
        arguments = {"prefix": words[2][:40] if len(words) > 2 else ""}
    # Inside an entity the parser counts lines of the entity.
    line, column = (entry.line, entry.column) if code != "entity-limit" else first_declaration(prepared.data)
    return DocumentProblem(
        code, line + prepared.line_offset, column + (prepared.column_offset if line == 1 else 0), arguments
    )


def _code(entry: etree._LogEntry) -> str:
    for words, code in _BY_MESSAGE.get(entry.type_name, {}).items():
        if words in entry.message:
            return code
    return _CODES.get(entry.type_name, "not-well-formed")
