"""Checks of a course structure beyond its schema. Their texts stand in `standards/formats/cmi5.yaml`.

Source: cmi5 Quartz §3, §8.1, §13, §14; formats/cmi5.md §2, §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents.xml import Element, local, namespace
from oecheck.model.course import LangText
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._cmi5.names import DRAFT, QUARTZ
from oecheck.readers._cmi5.structure import Node, Structure
from oecheck.readers._xapi.launches import Launch
from oecheck.readers._xapi.texts import is_blank, languages_of
from oecheck.values import language_tag
from oecheck.values.iri import is_absolute_iri, query_names, url_problem
from oecheck.values.patterns import pattern

__all__ = ["namespace_findings", "structure_findings"]

_RESERVED = frozenset({"endpoint", "fetch", "actor", "registration", "activityId"})
_NO_PAGES = frozenset({"about", "blob", "data", "javascript", "mailto", "sms", "tel", "vbscript"})
"""Schemes that open no activity, and whose query is none: the launch parameters have no place (cmi5 §8.1). Schemes of
apps are allowed (§13.1.4); `file` is told as a reference that leads out of the package."""
_ASKS_PASS = frozenset({"Passed", "CompletedAndPassed"})
_NEVER_PASSES = frozenset({"", "NotApplicable", "Completed"})
_XML_SPACES = frozenset(
    {
        "http://www.w3.org/XML/1998/namespace",
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/2000/xmlns/",
    }
)
_KNOWN_EXTENSIONS = frozenset({"http://www.adlnet.gov/cmi5/KeywordExtension.xsd"})
_SCHEMA_BYTES, _MOST_SCHEMAS = 1 << 20, 100
_DECIMALS = pattern(r"\.[0-9]{4}[0-9]*[1-9]")


def namespace_findings(structure: Structure) -> Iterator[PackageFinding]:
    """CM-04: the structure is in the namespace of the published version."""
    if structure.space != QUARTZ:
        source = structure.document.source(structure.document.root)
        variant = "draft" if structure.space == DRAFT else "default"
        yield PackageFinding(check="CM-04", variant=variant, source=source, arguments={"found": structure.space or "-"})


def structure_findings(
    structure: Structure, launches: Iterable[Launch], container: Container
) -> Iterator[PackageFinding]:
    """All other checks of the reader, in the order of their numbers."""
    nodes = tuple(structure.all_nodes())
    launches = tuple(launches)
    yield from _identifiers(nodes)
    yield from _repeated(nodes)
    yield from _links(structure)
    yield from _addresses(launches, alone=container.kind == "file")
    for node in nodes:
        if node.kind == "au":
            yield from _passing(node)
    yield from _languages(nodes)
    yield from _language_sets(nodes)
    yield from _words(nodes)
    yield from _extensions(structure, container)
    for node in nodes:
        kind = node.value("activityType")
        if node.kind == "au" and kind and not is_absolute_iri(kind):
            yield _of(node, "CM-25", found=kind[:100])


def _of(node: Node, check: str, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=node.source, arguments=arguments)


def _label(node: Node) -> str:
    return "AU" if node.kind == "au" else node.kind


def _identifiers(nodes: Iterable[Node]) -> Iterator[PackageFinding]:
    """CM-05; an id that is not there is the schema's matter."""
    for node in nodes:
        if node.element.get("id") is not None and not is_absolute_iri(node.id):
            yield _of(node, "CM-05", "" if node.id else "blank", kind=_label(node), id=node.id[:200])


def _repeated(nodes: Iterable[Node]) -> Iterator[PackageFinding]:
    """CM-06 within one kind; CM-27 where things of different kinds share an id."""
    first: dict[str, Node] = {}
    seen: dict[tuple[str, str], Node] = {}
    for node in nodes:
        if not node.id:
            continue
        before = seen.setdefault((node.kind, node.id), node)
        if before is not node:
            yield _of(node, "CM-06", kind=_label(node), id=node.id[:200], line=before.source.line)
            continue
        other = first.setdefault(node.id, node)
        if other.kind != node.kind:
            line = other.source.line
            yield _of(node, "CM-27", kind=_label(node), other_kind=_label(other), id=node.id[:200], line=line)


def _links(structure: Structure) -> Iterator[PackageFinding]:
    """CM-07."""
    known = {node.id for node in structure.objectives}
    for node in structure.nodes:
        for link in node.links:
            if link.idref not in known or not link.idref:
                variant = "default" if link.idref else "none"
                arguments = {"idref": link.idref[:200]}
                yield PackageFinding(check="CM-07", variant=variant, source=link.source, arguments=arguments)


def _addresses(launches: Iterable[Launch], *, alone: bool) -> Iterator[PackageFinding]:
    """CM-09, CM-10, CM-11; an address that is missing is the schema's matter, a file that is missing OHE-PKG-004."""
    for launch in launches:
        if launch.state == "none" and not launch.href:
            continue
        arguments: dict[str, object] = {"href": launch.href.partition("?")[0][:200]}
        if alone and not launch.external:
            yield PackageFinding(check="CM-09", source=launch.source, arguments=arguments)
        for name in dict.fromkeys(query_names(launch.href)):
            if name in _RESERVED:
                yield PackageFinding(check="CM-10", source=launch.source, arguments={**arguments, "name": name})
        if launch.scheme in _NO_PAGES:
            told: dict[str, object] = {"scheme": launch.scheme}
            yield PackageFinding(check="CM-11", variant="scheme", source=launch.source, arguments=told)
            continue
        problem = url_problem(launch.href)
        if problem:
            yield PackageFinding(check="CM-11", variant=problem, source=launch.source, arguments=arguments)


def _passing(node: Node) -> Iterator[PackageFinding]:
    """CM-14, CM-15, CM-28."""
    move, mark = node.value("moveOn"), node.value("masteryScore")
    if move in _ASKS_PASS and not mark:
        yield _of(node, "CM-14", move_on=move, id=node.id[:200])
    if mark and move in _NEVER_PASSES:
        yield _of(node, "CM-15", move_on=move or "NotApplicable", id=node.id[:200])
    if len(mark) < 100 and _DECIMALS.search(mark):
        yield _of(node, "CM-28", found=mark[:60])


def _texts(nodes: Iterable[Node]) -> Iterator[LangText]:
    for node in nodes:
        yield from node.titles
        yield from node.descriptions


def _languages(nodes: Iterable[Node]) -> Iterator[PackageFinding]:
    """CM-17: each way in which a language is not told once, at its first place, with the number of its places."""
    wrong: dict[str, list[Source]] = {}
    for text in _texts(nodes):
        if not language_tag.normalise(text.language).valid:
            wrong.setdefault(text.language, []).append(text.source)
    for language, places in wrong.items():
        arguments = {"language": language[:60], "count": len(places)}
        yield PackageFinding(check="CM-17", variant=_not_told(language), source=places[0], arguments=arguments)


def _not_told(language: str) -> str:
    if not language:
        return "none"
    return "no-language" if language_tag.normalise(language).registered else "wrong"


def _language_sets(nodes: Iterable[Node]) -> Iterator[PackageFinding]:
    """CM-18: languages that some titles and descriptions have and others lack, once for each language."""
    told = [
        (texts[0].source, frozenset(languages_of(texts)))
        for node in nodes
        for texts in (node.titles, node.descriptions)
        if texts
    ]
    every = dict.fromkeys(language for _, languages in told for language in sorted(languages))
    for language in every:
        lacking = [source for source, languages in told if languages and not _serves(languages, language)]
        if lacking:
            arguments = {"language": language, "count": len(lacking), "total": len(told)}
            yield PackageFinding(check="CM-18", source=lacking[0], arguments=arguments)


def _serves(languages: Iterable[str], wanted: str) -> bool:
    """Who looks for one finds the other: `en` and `en-US`, not `pt-PT` and `pt-BR` (RFC 4647 §3.3.1, §3.4)."""
    return any(one == wanted or one.startswith(f"{wanted}-") or wanted.startswith(f"{one}-") for one in languages)


def _words(nodes: Iterable[Node]) -> Iterator[PackageFinding]:
    """CM-19; titles of the course, of blocks and of AUs that are blank are OHE-MET-002 and OHE-STR-002."""
    for node in nodes:
        arguments: dict[str, object] = {"kind": _label(node), "id": node.id[:200]}
        if node.descriptions and all(is_blank(text.text) for text in node.descriptions):
            yield _of(node, "CM-19", "description", **arguments)
        if node.kind == "objective" and node.titles and all(is_blank(text.text) for text in node.titles):
            yield _of(node, "CM-19", "title", **arguments)
        if node.id and any(text.text == node.id for text in node.titles):
            yield _of(node, "CM-19", "id", **arguments)


def _extensions(structure: Structure, container: Container) -> Iterator[PackageFinding]:
    """CM-24; of a structure alone nobody can tell which schemas lie beside it."""
    if container.kind == "file":
        return
    root = structure.document.root
    used = _foreign(root, structure.space)
    located = _located(root)
    wanted = {space: node for space, node in used.items() if space not in _KNOWN_EXTENSIONS and space not in located}
    if not wanted:
        return
    supplied = _supplied(container)
    for space, node in wanted.items():
        if not any(f'"{space}"' in text or f"'{space}'" in text for text in supplied):
            source = structure.document.source(node)
            yield PackageFinding(check="CM-24", source=source, arguments={"namespace": space[:200]})


def _foreign(root: Element, own: str) -> dict[str, Element]:
    """Namespaces of elements and attributes that are not the structure's, with the first element that uses them."""
    found: dict[str, Element] = {}
    for node in root.iter():
        if not local(node):
            continue
        spaces = [namespace(node), *(str(key)[1:].partition("}")[0] for key in node.attrib if str(key).startswith("{"))]
        for space in spaces:
            if space and space != own and space not in _XML_SPACES:
                found.setdefault(space, node)
    return found


def _located(root: Element) -> frozenset[str]:
    """Namespaces for which `xsi:schemaLocation` names a schema."""
    text = str(root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", ""))
    return frozenset(text.split()[::2])


def _supplied(container: Container) -> list[str]:
    """The schemas of the package, as text."""
    texts: list[str] = []
    for path, file in container.files.items():
        if path.lower().endswith(".xsd") and file.size_bytes <= _SCHEMA_BYTES and len(texts) < _MOST_SCHEMAS:
            try:
                texts.append(container.read(path).decode("utf-8", "replace"))
            except EntryUnreadable:
                continue  # the file itself is reported as unreadable
    return texts
