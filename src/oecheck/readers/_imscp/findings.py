"""Structural checks of a manifest that need an algorithm; the others are conditions in `standards/formats`.

Their statements, sources, severities and messages stand in `standards/formats/content-packaging.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import NOT_READ, XmlDocument
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._content_models import has_stray_text, is_instance_attribute
from oecheck.readers._imscp.dependencies import dependency_circles
from oecheck.readers._imscp.identifiers import is_ncname
from oecheck.readers._imscp.manifest import ManifestReading
from oecheck.readers._imscp.names import XML_BASE, attribute, is_manifest_name, local_name, namespace_of
from oecheck.readers._imscp.order import KNOWN_PARENTS, misplaced_children
from oecheck.readers._imscp.scopes import Scope

__all__ = ["document_findings", "entity_findings", "identifier_findings", "manifest_findings", "profile_findings"]

_OWN_WORDS = frozenset({"unbound-prefix", "raw-ampersand", "tag-mismatch"})
MOST_PROBLEMS = 20
"""Problems of one document that are told (PKG-003: the first 20 errors)."""

_OF_ENTITIES = frozenset({"entity-limit", "external-entity", "html-entity", "undeclared-entity"})
_ATTRIBUTES: dict[str, tuple[frozenset[str], frozenset[str]]] = {  # required, optional
    "manifest": (frozenset({"identifier"}), frozenset({"version"})),
    "metadata": (frozenset(), frozenset()),
    "organizations": (frozenset(), frozenset({"default"})),
    "organization": (frozenset({"identifier"}), frozenset({"structure"})),
    "item": (frozenset({"identifier"}), frozenset({"identifierref", "isvisible", "parameters"})),
    "resources": (frozenset(), frozenset()),
    "resource": (frozenset({"identifier", "type"}), frozenset({"href"})),
    "file": (frozenset({"href"}), frozenset()),
    "dependency": (frozenset({"identifierref"}), frozenset()),
}
_LENGTHS = {  # smallest permitted maxima of the information model; facets in the schema of 1.1.2
    ("manifest", "version"): 20,
    ("organization", "structure"): 200,
    ("item", "identifierref"): 2000,
    ("item", "parameters"): 1000,
    ("resource", "type"): 1000,
    ("resource", "href"): 2000,
    ("file", "href"): 2000,
    ("dependency", "identifierref"): 2000,
}
_TEXT_LENGTHS = {"title": 200, "schema": 100, "schemaversion": 20}
_OLDEST = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"


def document_findings(document: XmlDocument) -> Iterator[PackageFinding]:
    """CP-03: the manifest is well-formed, in an encoding that every reader knows. CP-40: it holds all its text."""
    yield from entity_findings(document)
    told: set[object] = set()
    for problem in document.problems:
        if problem.code in _OF_ENTITIES or problem.code in NOT_READ:
            continue
        prefix = problem.arguments.get("prefix")
        if len(told) >= MOST_PROBLEMS or (prefix is not None and prefix in told):
            continue  # one prefix without namespace is one mistake, wherever it is used
        told.add(len(told) if prefix is None else prefix)
        variant = problem.code if problem.code in _OWN_WORDS else ""
        arguments = {**problem.arguments, "problem": problem.code, "line": problem.line}
        source = Source(document.file, problem.line, problem.column)
        yield PackageFinding(check="CP-03", variant=variant, source=source, arguments=arguments)


def entity_findings(document: XmlDocument) -> Iterator[PackageFinding]:
    """CP-40: names between & and ; stand for text that the manifest holds itself, and not for endlessly much."""
    problems = [*document.problems, *document.unread]
    for problem in [problem for problem in problems if problem.code in _OF_ENTITIES][:MOST_PROBLEMS]:
        arguments = {"name": problem.arguments.get("name", ""), "line": problem.line}
        source = Source(document.file, problem.line, problem.column)
        yield PackageFinding(check="CP-40", variant=problem.code, source=source, arguments=arguments)


def manifest_findings(document: XmlDocument, reading: ManifestReading) -> Iterator[PackageFinding]:
    """All checks of Content Packaging that the reader makes itself."""
    yield from identifier_findings(document, reading)
    yield from schema_findings(document, reading)
    yield from circle_findings(reading)


def profile_findings(document: XmlDocument, reading: ManifestReading) -> Iterator[PackageFinding]:
    """CP-06, CP-13, CP-19, CP-26 and CP-29: what holds for profiles too that have a grammar of their own."""
    yield from identifier_findings(document, reading)
    places = _places(document, reading)
    for element, name in _own_elements(reading.root, namespace_of(reading.root)):
        yield from _of_lengths(element, name, places, faceted=False)
        yield from _of_base(element, places)
    yield from circle_findings(reading)


def identifier_findings(document: XmlDocument, reading: ManifestReading) -> Iterator[PackageFinding]:
    """CP-06 (identifiers are XML IDs) and CP-26 (each is the only one of its manifest)."""
    places = _places(document, reading)
    for scope in reading.scopes:
        seen: dict[str, _Element] = {}
        for element in _identified(scope):
            identifier = attribute(element, "identifier")
            if identifier is None:
                continue
            arguments: dict[str, object] = {"element": local_name(element), "identifier": identifier}
            if not is_ncname(identifier):
                yield PackageFinding(check="CP-06", source=places.of(element), arguments=arguments)
            first = seen.setdefault(identifier, element)
            if first is not element:
                arguments["line"] = places.of(first).line
                yield PackageFinding(check="CP-26", source=places.of(element), arguments=arguments)


def _identified(scope: Scope) -> Iterator[_Element]:
    yield scope.element
    yield from scope.organizations
    yield from (placed.element for placed in scope.items)
    yield from scope.resource_elements


def schema_findings(document: XmlDocument, reading: ManifestReading) -> Iterator[PackageFinding]:
    """CP-13, CP-19, CP-27, CP-31, CP-32, CP-33, CP-37, CP-39: what the schema says of every element of the manifest."""
    places = _places(document, reading)
    own = namespace_of(reading.root)
    faceted = own == _OLDEST
    for element, name in _own_elements(reading.root, own):
        yield from _of_children(element, name, places)
        yield from _of_attributes(element, name, places)
        yield from _of_lengths(element, name, places, faceted)
        yield from _of_base(element, places)
        yield from _of_text(element, name, places)


def _own_elements(root: _Element, own: str) -> Iterator[tuple[_Element, str]]:
    """Elements of the manifest that hold elements, with their names; none inside foreign metadata."""
    for element in root.iter():
        name = local_name(element)
        if name in KNOWN_PARENTS and is_manifest_name(element, own) and _stands_in_manifest(element, own):
            yield element, name


def _stands_in_manifest(element: _Element, own: str) -> bool:
    """Whether the element's parent is of the manifest too: a `file` inside foreign metadata is none of ours."""
    parent = element.getparent()
    return parent is None or (local_name(parent) in KNOWN_PARENTS and is_manifest_name(parent, own))


def _of_children(element: _Element, name: str, places: _Places) -> Iterator[PackageFinding]:
    for node, how in misplaced_children(element):
        check = "CP-33" if how == "unknown" else "CP-32"
        arguments: dict[str, object] = {"element": name, "child": local_name(node)}
        variant = "" if how == "unknown" else how
        yield PackageFinding(check=check, variant=variant, source=places.of(node), arguments=arguments)


def _of_text(element: _Element, name: str, places: _Places) -> Iterator[PackageFinding]:
    """Text beside elements, and elements and attributes where only text may be (title, schema, schemaversion)."""
    if has_stray_text(element):
        yield PackageFinding(check="CP-39", source=places.of(element), arguments={"element": name})
    for text in _texts(element):
        for node in text.iterchildren("*"):
            arguments = {"element": local_name(text), "child": local_name(node)}
            yield PackageFinding(check="CP-33", source=places.of(node), arguments=arguments)
        for key in map(str, text.attrib):
            if not is_instance_attribute(key):
                yield _unknown_attribute(text, key, places)


def _unknown_attribute(element: _Element, key: str, places: _Places) -> PackageFinding:
    arguments = {"element": local_name(element), "attribute": key.rpartition("}")[2]}
    return PackageFinding(check="CP-37", source=places.of(element), arguments=arguments)


def _of_attributes(element: _Element, name: str, places: _Places) -> Iterator[PackageFinding]:
    if name not in _ATTRIBUTES:
        return
    required, optional = _ATTRIBUTES[name]
    for wanted in sorted(required):
        if element.get(wanted) is None and (name, wanted) != ("manifest", "identifier"):
            arguments = {"element": name, "attribute": wanted}
            yield PackageFinding(check="CP-27", source=places.of(element), arguments=arguments)
    for key in element.attrib:
        written = str(key)
        bare = not written.startswith("{") and ":" not in written
        if (bare and written not in required | optional) or _is_strange(element, name, written):
            yield _unknown_attribute(element, written, places)


def _is_strange(element: _Element, name: str, key: str) -> bool:
    """Whether it is another's attribute at metadata, which 1.1.2 forbids; later versions of one namespace differ."""
    return (
        name == "metadata"
        and namespace_of(element) == _OLDEST
        and key.startswith("{")
        and not is_instance_attribute(key)
    )


def _of_lengths(element: _Element, name: str, places: _Places, faceted: bool) -> Iterator[PackageFinding]:
    check = "CP-31" if faceted else "CP-19"
    texts = [(key, element.get(key) or "", _LENGTHS[name, key]) for owner, key in _LENGTHS if owner == name]
    texts += [(local_name(node), node.text or "", _TEXT_LENGTHS[local_name(node)]) for node in _texts(element)]
    for part, text, most in texts:
        if len(text) > most:
            arguments = {"element": name, "part": part, "length": len(text), "limit": most}
            yield PackageFinding(check=check, source=places.of(element), arguments=arguments)


def _texts(element: _Element) -> Iterator[_Element]:
    own = namespace_of(element)
    return (node for node in element if local_name(node) in _TEXT_LENGTHS and is_manifest_name(node, own))


def _of_base(element: _Element, places: _Places) -> Iterator[PackageFinding]:
    base = element.get(XML_BASE, "").strip()
    if base and not base.endswith("/"):
        arguments = {"element": local_name(element), "base": base}
        yield PackageFinding(check="CP-13", source=places.of(element), arguments=arguments)


def circle_findings(reading: ManifestReading) -> Iterator[PackageFinding]:
    """CP-29: dependencies of resources that close a circle."""
    for dependency, circle in dependency_circles(reading.manifest.resources):
        yield PackageFinding(check="CP-29", source=dependency.source, arguments={"circle": " → ".join(circle)})


class _Places:
    """Sources of elements, those of the model first: they have the trail of titles."""

    def __init__(self, document: XmlDocument, reading: ManifestReading) -> None:
        self._document = document
        manifest = reading.manifest
        self._known: dict[_Element, Source] = {reading.root: manifest.source}
        for elements, nodes in (
            (reading.items, manifest.items),
            (reading.resources, manifest.resources),
            (reading.organizations, manifest.organizations),
        ):
            self._known.update(zip(elements, (node.source for node in nodes), strict=True))

    def of(self, element: _Element) -> Source:
        return self._known.get(element) or self._document.source(element)


def _places(document: XmlDocument, reading: ManifestReading) -> _Places:
    return _Places(document, reading)
