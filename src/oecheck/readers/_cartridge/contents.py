"""What the resources of a cartridge hold: each descriptor read once, by the family of its resource.

Source: formats/common-cartridge.md §2, §4, §6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestResource
from oecheck.model.package import PackageFinding
from oecheck.readers._cartridge.descriptors import (
    Assignment,
    Topic,
    WebLink,
    read_assignment,
    read_topic,
    read_web_link,
)
from oecheck.readers._cartridge.lti import LtiReading, is_lti, read_lti
from oecheck.readers._cartridge.shelf import Shelf
from oecheck.readers._imscp.manifest import ManifestReading
from oecheck.readers._questions.qti12 import QtiDocument, read_qti12
from oecheck.readers._questions.qti12_profile import profile_problems
from oecheck.readers._tree import element_children

__all__ = ["Contents", "read_contents"]

_ROOTS = {
    "topic": "topic",
    "weblink": "webLink",
    "assessment": "questestinterop",
    "bank": "questestinterop",
    "qti": "questestinterop",
    "lti": "cartridge_basiclti_link",
    "assignment": "assignment",
}


class Contents(msgspec.Struct, frozen=True):
    """Descriptors by the identifier of their resource.

    Attributes:
        paths: the file that each descriptor stands in; the manifest for embedded ones.
        findings: what is wrong with them (CC-17, CC-20, CC-31).
    """

    topics: dict[str, Topic] = {}
    web_links: dict[str, WebLink] = {}
    assignments: dict[str, Assignment] = {}
    lti: dict[str, LtiReading] = {}
    questions: dict[str, QtiDocument] = {}
    paths: dict[str, str] = {}
    findings: tuple[PackageFinding, ...] = ()


class _Descriptor(msgspec.Struct, frozen=True):
    resource: ManifestResource
    root: _Element
    document: XmlDocument
    path: str
    embedded: bool


def read_contents(reading: ManifestReading, document: XmlDocument, shelf: Shelf) -> Contents:
    """All descriptors of a manifest."""
    contents = Contents(paths={})
    uses = Counter(file.target for resource in reading.manifest.resources for file in resource.files)
    findings: list[PackageFinding] = []
    version = reading.manifest.format_version
    for resource, element in zip(reading.manifest.resources, reading.resources, strict=True):
        if resource.family not in _ROOTS:
            continue
        found = _descriptor(resource, element, document, shelf)
        if found is not None:
            told = list(_read(found, contents, version))
            findings += [] if found.document.torn else told  # what was lost with the damage is no fault of its own
            if not found.embedded and uses[found.path] == 1:
                shelf.let_go(found.path)
    return msgspec.structs.replace(contents, findings=tuple(findings))


def _descriptor(
    resource: ManifestResource, element: _Element, document: XmlDocument, shelf: Shelf
) -> _Descriptor | None:
    """The element embedded in the resource (1.3 on), else the root of its first XML file."""
    wanted = _ROOTS[resource.family].lower()
    for node in element_children(element):
        if local(node).lower() == wanted or (resource.family == "lti" and is_lti(node)):
            return _Descriptor(resource, node, document, document.file, True)
    targets = [file.target for file in resource.files if file.state in ("found", "case")]
    if not targets and resource.href_state in ("found", "case"):
        targets = [resource.target]
    for path in targets:
        if path.lower().endswith((".xml", ".qti")) or len(targets) == 1:
            loaded = shelf.load(path)
            if loaded is not None:
                return _Descriptor(resource, loaded.root, loaded, path, False)
    return None


def _read(found: _Descriptor, contents: Contents, version: str) -> Iterator[PackageFinding]:
    resource, root, document, path = found.resource, found.root, found.document, found.path
    name = plain(resource.identifier) or path
    contents.paths[name] = path
    read: Topic | WebLink | Assignment | None
    match resource.family:
        case "lti":
            contents.lti[name] = read_lti(
                root, document, resource=name, path=path, embedded=found.embedded, cartridge=version
            )
            return
        case "assessment" | "bank" | "qti":
            yield from _questions(found, contents, name)
            return
        case "topic":
            read = read_topic(root, document)
            _keep(contents.topics, name, read)
        case "weblink":
            read = read_web_link(root, document)
            _keep(contents.web_links, name, read)
        case _:
            read = read_assignment(root, document)
            _keep(contents.assignments, name, read)
    if read is None:
        yield _wrong_root(found)
    elif read.missing:
        parts = ", ".join(read.missing)
        yield PackageFinding(
            check="CC-17", variant="incomplete", source=read.source, arguments={"path": path, "missing": parts}
        )


def _keep(kept: dict[str, Topic] | dict[str, WebLink] | dict[str, Assignment], name: str, read: object) -> None:
    if read is not None:
        kept[name] = read  # type: ignore[assignment]  # each family has its own dictionary


def _wrong_root(found: _Descriptor) -> PackageFinding:
    arguments = {"path": found.path, "found": local(found.root), "wanted": _ROOTS[found.resource.family]}
    place = found.document.source(found.root)
    return PackageFinding(check="CC-17", variant="wrong-root", source=place, arguments=arguments)


def _questions(found: _Descriptor, contents: Contents, name: str) -> Iterator[PackageFinding]:
    root, document = found.root, found.document
    if local(root).lower() != "questestinterop":
        yield _wrong_root(found)
        return
    contents.questions[name] = read_qti12(root, document, found.path)
    if found.resource.family == "qti":
        return
    for problem in profile_problems(root, document, bank=found.resource.family == "bank"):
        arguments = {"path": found.path, **problem.arguments}
        if problem.variant == "item-repeated":  # the rules of the profile do not ask for it
            yield PackageFinding(check="CC-31", source=problem.source, arguments=arguments)
        else:
            yield PackageFinding(check="CC-20", variant=problem.variant, source=problem.source, arguments=arguments)
