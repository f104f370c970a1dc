"""Structural findings of a QTI package that need more than the manifest: its documents beside what it says of them.

Source: formats/qti.md §1, §2, §8.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import local, namespace
from oecheck.model.fact import plain
from oecheck.model.manifest import Manifest, ManifestResource
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._imscp.package import ManifestPackage
from oecheck.readers._imscp.resources import identifier_of
from oecheck.readers._qti.contents import Contents
from oecheck.readers._qti.declared import metadata_findings
from oecheck.readers._questions.qti2_checks import item_findings, plan_findings
from oecheck.readers._questions.qti2_grammar import grammar_findings
from oecheck.readers._questions.qti12_grammar import bank_findings
from oecheck.readers._questions.reading import QuestionDocument
from oecheck.readers._tree import attribute, child, descendants
from oecheck.values import language_tag
from oecheck.values.patterns import pattern

__all__ = ["package_findings"]

# What a resource type promises (its word between `imsqti_` and `_xml`), as kinds of documents.
_PROMISED = {
    "item": frozenset({"item"}),
    "apipitem": frozenset({"item"}),
    "test": frozenset({"test"}),
    "apiptest": frozenset({"test"}),
    "section": frozenset({"section"}),
    "apipsection": frozenset({"section"}),
    "stimulus": frozenset({"stimulus", "fragment"}),
    "rptemplate": frozenset({"template"}),
    "resprocessing": frozenset({"template"}),
    "outcomes": frozenset({"outcomes"}),
    "usagedata": frozenset({"usage"}),
    "": frozenset({"bank"}),
}
_TYPE = pattern(r"imsqti_?(?:([a-z]{1,20})_)?xmlv(\d)p(\d)")
_SCHEMAS = {  # schema to the version of QTI that it stands for
    "QTIv2.1 Package": "2.1",
    "QTIv2.1 Item Bank Package": "2.1",
    "QTIv2.2 Package": "2.2",
    "QTIv2.2 Item Bank Package": "2.2",
    "QTIv2.2 Object Bank Package": "2.2",
    "QTI Package": "3.0",
    "QTI Test Bank": "3.0",
    "QTI Item Bank": "3.0",
    "QTI Object Bank": "3.0",
    "QTI Test": "3.0",
    "QTI Section": "3.0",
    "QTI Item": "3.0",
}
_PLAIN = frozenset({"IMS Content", "APIP Package", "APIP Item", "APIP Test"})
_SCHEMA_VERSIONS = {"2.1": ("1.0.0",), "2.2": ("1.0.0",), "3.0": ("3.0.0", "3.0.1")}


def package_findings(
    package: ManifestPackage | None, contents: Contents, manifest: Manifest | None
) -> Iterator[PackageFinding]:
    """All findings of the documents, in the order of the checks.

    Args:
        package: the package; None for a document without a manifest.
        contents: its documents.
        manifest: as read; None where there is none, or where it is torn.
    """
    yield from contents.findings
    if manifest is not None:
        yield from _schema(manifest, contents, blank=package is not None and _is_blank(package))
        yield from _without_test(manifest, contents)
        if package is not None and _declares_profile(manifest):
            yield from _foreign(package)
    yield from _promises(contents)
    yield from _of_documents(contents)
    yield from _repeated(contents)
    if package is not None and manifest is not None:
        yield from _dependencies(manifest, contents)
        yield from _declared(package, contents)
    yield from _languages(contents)


def _schema(manifest: Manifest, contents: Contents, *, blank: bool) -> Iterator[PackageFinding]:
    """QTI-02 and, of versions with profiles, QTI-41: the schema is known, and is that of the documents."""
    schema, told = plain(manifest.schema) or "", plain(manifest.schemaversion) or ""
    arguments: dict[str, object] = {"schema": schema or "-", "schemaversion": told or "-"}
    unknown = PackageFinding(check="QTI-02", variant="unknown", source=manifest.source, arguments=arguments)
    if manifest.format_version in _SCHEMA_VERSIONS:
        unknown = msgspec.structs.replace(unknown, check="QTI-41", variant="")
    if blank:
        yield unknown
        return
    if not schema:
        newer = manifest.format_version not in ("1.2", "2.0", "")
        if newer and "/xsd/qti/" not in manifest.namespace:  # of 3.0 it is an error of its own, QTI-28
            yield PackageFinding(check="QTI-02", variant="absent", source=manifest.source, arguments=arguments)
        return
    version = _SCHEMAS.get(schema)
    if version is None:
        if schema not in _PLAIN:
            yield unknown
        return
    if told and told not in _SCHEMA_VERSIONS[version]:  # a version that is not there is QTI-28
        yield unknown
    found = sorted({read.version for read in contents.documents.values() if read.kind in _STRUCTURE and read.version})
    if found and version not in found:
        arguments["found"] = ", ".join(found)
        yield PackageFinding(check="QTI-02", variant="disagrees", source=manifest.source, arguments=arguments)


def _without_test(manifest: Manifest, contents: Contents) -> Iterator[PackageFinding]:
    """QTI-40: a package that is no bank of items has a test."""
    schema = plain(manifest.schema) or ""
    kinds = Counter(read.kind for read in contents.documents.values())
    if schema in _WITH_TESTS and kinds["item"] and not kinds["test"]:
        arguments: dict[str, object] = {"schema": schema, "count": kinds["item"]}
        yield PackageFinding(check="QTI-40", source=manifest.source, arguments=arguments)


def _is_blank(package: ManifestPackage) -> bool:
    """Whether the element schema is there and says nothing."""
    schema = child(child(package.reading.root, "metadata"), "schema")
    return schema is not None and not (schema.text or "").strip()


_WITH_TESTS = frozenset({"QTIv2.1 Package", "QTIv2.2 Package", "QTI Package", "QTI Test"})
_STRUCTURE = ("item", "test", "section", "bank")


def _declares_profile(manifest: Manifest) -> bool:
    return "/xsd/qti/" in manifest.namespace or (plain(manifest.schema) or "").startswith("QTI")


_IN_PROFILE = {  # element of the manifest to the foreign elements that the profiles place in it
    "manifest": frozenset[str](),
    "organizations": frozenset[str](),
    "resources": frozenset[str](),
    "resource": frozenset({"variant"}),
    "file": frozenset[str](),
    "dependency": frozenset[str](),
    "metadata": frozenset({"qtiMetadata", "curriculumStandardsMetadataSet", "lom"}),
}
_XML_SPACES = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2001/XMLSchema-instance")


def _foreign(package: ManifestPackage) -> Iterator[PackageFinding]:
    """QTI-38: elements of other namespaces that the profiles do not place, and attributes of other namespaces."""
    own = namespace(package.reading.root)
    for node in package.reading.root.iter():
        allowed = _IN_PROFILE.get(local(node))
        if allowed is None or namespace(node) != own:
            continue
        for name in node.attrib:
            space, _, word = str(name).rpartition("}")
            if space and space[1:] not in _XML_SPACES:
                told: dict[str, object] = {"element": local(node), "child": word}
                place = package.document.source(node)
                yield PackageFinding(check="QTI-38", variant="attribute", source=place, arguments=told)
        if _is_of_a_file(node):
            continue  # the profiles let anything stand in the metadata of a file
        for inner in node:
            if isinstance(inner.tag, str) and namespace(inner) != own and local(inner) not in allowed:
                arguments: dict[str, object] = {"element": local(node), "child": local(inner)}
                yield PackageFinding(check="QTI-38", source=package.document.source(inner), arguments=arguments)


def _is_of_a_file(node: _Element) -> bool:
    around = node.getparent()
    return around is not None and local(node) == "metadata" and local(around) == "file"


def _promises(contents: Contents) -> Iterator[PackageFinding]:
    """QTI-04: the root is what the type of the resource promises; QTI-35: so is the version."""
    for path, resource in contents.resources.items():
        read = contents.documents.get(path)
        match = _TYPE.match((plain(resource.type) or "").lower())
        if read is None or match is None or read.document.recovered:
            continue
        wanted = _PROMISED.get(match[1] or "")
        root = read.document.root
        arguments: dict[str, object] = {"path": path, "type": plain(resource.type) or "", "found": local(root)}
        place = read.document.source(root)
        if wanted is not None and read.kind not in wanted:
            yield PackageFinding(check="QTI-04", source=place, arguments=arguments)
        elif match[1] and read.kind in _STRUCTURE and read.version != f"{match[2]}.{match[3]}":
            arguments["found"] = read.version or "-"
            yield PackageFinding(check="QTI-35", source=place, arguments=arguments)


def _of_documents(contents: Contents) -> Iterator[PackageFinding]:
    """Findings of each document; of a damaged one only QTI-05, because what is missed may be among what is lost."""
    for path, read in contents.documents.items():
        root, document = read.document.root, read.document
        if document.recovered:
            continue
        if read.item is not None:
            yield from grammar_findings(root, document, path)
            yield from item_findings(read.item, document, path)
        elif read.test is not None:
            yield from grammar_findings(root, document, path)
            yield from plan_findings(root, document, path)
        elif read.kind == "bank":
            yield from bank_findings(root, document, path)
            yield from _old_items(root, read, path)


def _old_items(root: _Element, read: QuestionDocument, path: str) -> Iterator[PackageFinding]:
    """QTI-26 and QTI-34: items of QTI 1.2 have an ident of their own, a presentation and rules."""
    seen: Counter[str] = Counter()
    for item in descendants(root, "item"):
        source = read.document.source(item)
        ident = attribute(item, "ident")
        arguments: dict[str, object] = {"path": path, "item": ident or attribute(item, "title") or "-"}
        if not ident:
            yield PackageFinding(check="QTI-34", source=source, arguments=arguments)
        else:
            seen[ident] += 1
            if seen[ident] == 2:
                yield PackageFinding(check="QTI-26", variant="repeated", source=source, arguments=arguments)
        if child(item, "presentation") is None:
            yield PackageFinding(check="QTI-26", variant="no-presentation", source=source, arguments=arguments)
        elif child(item, "resprocessing") is None and _is_scored(item):
            yield PackageFinding(check="QTI-26", variant="no-rules", source=source, arguments=arguments)


def _is_scored(item: _Element) -> bool:
    """Whether answers are chosen or typed in: an essay or a text has nothing to process."""
    presentation = child(item, "presentation")
    return any(True for _ in descendants(presentation, "response_label"))


def _repeated(contents: Contents) -> Iterator[PackageFinding]:
    """QTI-06: identifiers of items are unique in the package."""
    first: dict[str, str] = {}
    for path, read in contents.documents.items():
        if read.item is None or not read.item.identifier:
            continue
        known = first.setdefault(read.item.identifier, path)
        if known != path:
            arguments: dict[str, object] = {"item": read.item.identifier, "path": path, "other": known}
            yield PackageFinding(check="QTI-06", source=read.item.source, arguments=arguments)


def _dependencies(manifest: Manifest, contents: Contents) -> Iterator[PackageFinding]:
    """QTI-07: what a test names is a resource of the manifest, and a dependency of the test's."""
    by_identifier = {identifier_of(resource): resource for resource in reversed(manifest.resources)}
    listed = {path: identifier_of(resource) for path, resource in contents.resources.items()}
    reach: dict[str, frozenset[str]] = {}
    for link in contents.links:
        owner = contents.resources.get(link.owner)
        if owner is None or link.named.kind not in ("item", "section") or link.state not in ("found", "case"):
            continue
        if contents.documents[link.owner].kind != "test":
            continue
        arguments: dict[str, object] = {"path": link.owner, "href": link.named.href, "target": link.target}
        if link.target not in listed:
            yield PackageFinding(check="QTI-07", variant="unlisted", source=link.named.source, arguments=arguments)
            continue
        if link.owner not in reach:
            reach[link.owner] = _reach(owner, by_identifier)
        if listed[link.target] not in reach[link.owner]:
            arguments |= {"resource": identifier_of(owner), "wanted": listed[link.target]}
            yield PackageFinding(check="QTI-07", variant="no-dependency", source=link.named.source, arguments=arguments)


_REACH_LIMIT = 100_000


def _reach(resource: ManifestResource, by_identifier: dict[str, ManifestResource]) -> frozenset[str]:
    """Identifiers of all resources that one depends on, over any number of steps."""
    seen: set[str] = set()
    waiting = [resource]
    while waiting and len(seen) < _REACH_LIMIT:
        for dependency in waiting.pop().dependencies:
            name = plain(dependency.identifierref) or ""
            if name in by_identifier and name not in seen:
                seen.add(name)
                waiting.append(by_identifier[name])
    return frozenset(seen)


def _declared(package: ManifestPackage, contents: Contents) -> Iterator[PackageFinding]:
    elements = {
        id(resource): element
        for resource, element in zip(package.reading.manifest.resources, package.reading.resources, strict=True)
    }
    for path, resource in contents.resources.items():
        read = contents.documents.get(path)
        element = elements.get(id(resource))
        if read is not None and read.item is not None and element is not None:
            yield from metadata_findings(element, read.item, package.document)


def _languages(contents: Contents) -> Iterator[PackageFinding]:
    """QTI-14: items say their language. Those that do not are told together, with the place of the first."""
    silent: list[tuple[str, Source]] = []
    for path, read in contents.documents.items():
        part = read.item or read.test
        if part is None or read.document.recovered:
            continue
        if part.language:
            if not language_tag.normalise(part.language).valid:
                arguments: dict[str, object] = {"path": path, "language": part.language[:40]}
                yield PackageFinding(check="QTI-14", variant="invalid", source=part.source, arguments=arguments)
        elif read.item is not None:
            silent.append((path, part.source))
    if silent:
        arguments = {"count": len(silent), "path": silent[0][0]}
        yield PackageFinding(check="QTI-14", variant="absent", source=silent[0][1], arguments=arguments)
