"""Checks of what the package document promises of its content documents.

Source: EPUB 3.3 §3.5, §5.6, §6, §8 (fixed layout), §9 (media overlays); formats/epub.md §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument, local, parse_xml
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._epub.contents import ContentDocument, Reference
from oecheck.readers._epub.opf import Item, Opf
from oecheck.values.href import Resolved, Resolver
from oecheck.values.patterns import pattern

__all__ = ["check_contents", "check_overlays", "heavy_chapters"]

_CORE_IMAGES = frozenset({"image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"})
_CORE_AUDIO = pattern(r"audio/(?:mpeg|mp4|ogg\s{0,3};\s{0,3}codecs=opus)")
_MAY_BE_REMOTE = frozenset({"audio@src", "video@src", "source@src", "track@src"})
_CONTENT_DOCUMENTS = frozenset({"application/xhtml+xml", "application/x-dtbook+xml", "image/svg+xml"})
_MUST_DECLARE = ("scripted", "svg", "mathml", "switch")
_PROPERTIES = frozenset(
    {
        *_MUST_DECLARE,
        *("nav", "cover-image", "remote-resources"),
        *("data-nav", "dictionary", "glossary", "index", "search-key-map"),
    }
)
"""Properties of items that need no prefix: EPUB 3.3 §D.5; EPUB Dictionaries, Indexes and Region-Based Navigation."""
_SIZE = pattern(r"\s*(width|height)\s*=\s*([^,;\s]+)\s*")
_MAX_CHAPTER_BYTES = 300 << 10
"""Own choice: what older readers and slow phones open without delay."""


class _Checks:
    """What the checks of one publication share."""

    def __init__(self, opf: Opf, documents: Mapping[str, ContentDocument], resolver: Resolver) -> None:
        self.opf = opf
        self.documents = documents
        self.resolver = resolver
        self.by_path = opf.by_path()
        self.by_id = opf.by_id()
        self.hrefs = {item.href for item in opf.items}
        self.told: set[str] = set()
        self.read = {entry.item.path for entry in opf.spine if entry.item is not None}

    def uses_unlisted(self, reference: Reference, resolved: Resolved) -> bool:
        """Whether it needs a file that the manifest does not list; `link` only where it loads a style sheet."""
        if resolved.target in self.by_path or resolved.matched == "folder":
            return False
        return reference.embedded or reference.element != "link@href"


def check_contents(opf: Opf, documents: Mapping[str, ContentDocument], resolver: Resolver) -> Iterator[PackageFinding]:
    """Well-formedness, fragments, properties, remote and unlisted resources, viewports."""
    shared = _Checks(opf, documents, resolver)
    for document in documents.values():
        yield from _well_formed(document)
        if document.problem:
            continue  # what is read behind the mistake may not be what was meant
        yield from _references(shared, document)
        if opf.is_epub_3:
            yield from _properties(shared, document)
    if opf.is_epub_3:
        yield from _unknown_properties(opf)
        yield from _viewports(shared)


def _finding(check: str, source: Source, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)


def _well_formed(document: ContentDocument) -> Iterator[PackageFinding]:
    if document.problem:
        place = document.place
        arguments = {"path": document.path, "problem": document.problem, "line": place.line}
        yield _finding("EP-12", place, "not-well-formed", **arguments)
    if document.encoding:
        yield _finding("EP-12", document.place, "encoding", path=document.path, encoding=document.encoding)
    if document.external_entity:
        yield _finding("EP-12", Source(document.path, 1, 1), "external-entity", path=document.path)


def _references(shared: _Checks, document: ContentDocument) -> Iterator[PackageFinding]:
    for reference in document.references:
        resolved = shared.resolver.resolve(reference.href, document.path)
        if resolved.kind == "fragment":
            yield from _fragment(shared, reference.href, reference.source, document.path)
        elif resolved.kind == "external" or resolved.scheme == "file":
            yield from _remote(shared, reference, resolved)
        elif resolved.state == "found":
            if shared.uses_unlisted(reference, resolved):
                if resolved.target not in shared.told:
                    shared.told.add(resolved.target)
                    yield _finding("EP-08", reference.source, "unlisted-used", path=resolved.target)
            else:
                yield from _fragment(shared, reference.href, reference.source, resolved.target)
                yield from _foreign(shared, reference, resolved.target)
                yield from _out_of_order(shared, reference, resolved.target)


def _fragment(shared: _Checks, href: str, source: Source, target: str) -> Iterator[PackageFinding]:
    """A fragment names an element; schemes (`epubcfi(…)`, `t=10`) are not followed."""
    fragment = href.partition("#")[2]
    aimed = shared.documents.get(target)
    if not fragment or aimed is None or aimed.problem or not re.fullmatch(r"[\w.:\-%]+", fragment):
        return
    item = shared.by_path.get(target)
    if item is not None and item.media_type == "image/svg+xml":
        return

    if fragment not in aimed.ids and unquote(fragment) not in aimed.ids:
        yield _finding("EP-12", source, "fragment", href=href[:200], path=target)


def _out_of_order(shared: _Checks, reference: Reference, target: str) -> Iterator[PackageFinding]:
    """A link leads to a document that the spine names, else a reader cannot open it (EPUB 3.3 §5.7)."""
    item = shared.by_path.get(target)
    if reference.element not in ("a@href", "area@href") or item is None or target in shared.read:
        return
    if item.media_type in _CONTENT_DOCUMENTS and "nav" not in item.properties and target not in shared.told:
        shared.told.add(target)
        yield _finding("EP-10", reference.source, "not-in-spine", path=target)


def _remote(shared: _Checks, reference: Reference, resolved: Resolved) -> Iterator[PackageFinding]:
    if not reference.embedded:
        return
    if reference.element not in _MAY_BE_REMOTE:
        yield _finding("EP-14", reference.source, "", element=reference.element, host=resolved.host or resolved.scheme)
    elif shared.opf.is_epub_3 and reference.href not in shared.hrefs:
        yield _finding("EP-08", reference.source, "unlisted-remote", host=resolved.host)


def _foreign(shared: _Checks, reference: Reference, target: str) -> Iterator[PackageFinding]:
    """A picture that readers need not know has a fallback; videos may stand in `img` (EPUB 3.3)."""
    item = shared.by_path.get(target)
    if item is None or reference.element not in ("img@src", "image@href"):
        return
    kinds = []
    seen: set[str] = set()
    current: Item | None = item
    while current is not None and current.id not in seen:
        seen.add(current.id)
        kinds.append(current.media_type)
        current = shared.by_id.get(current.fallback) if current.fallback else None
    if kinds[0].startswith("video/") or any(kind in _CORE_IMAGES for kind in kinds):
        return
    yield _finding("EP-11", reference.source, "foreign", path=target, type=item.media_type)


def _properties(shared: _Checks, document: ContentDocument) -> Iterator[PackageFinding]:
    item = shared.by_path.get(document.path)
    if item is None or item.media_type != "application/xhtml+xml":
        return
    for name in _MUST_DECLARE:
        needed, declared = name in document.properties, name in item.properties
        if needed and not declared:
            yield _finding("EP-13", item.source, "missing", name=name, path=item.path)
        elif declared and not needed:
            yield _finding("EP-13", item.source, "needless", name=name, path=item.path)
    if "remote-resources" in document.properties and "remote-resources" not in item.properties:
        yield _finding("EP-13", item.source, "missing", name="remote-resources", path=item.path)


def _unknown_properties(opf: Opf) -> Iterator[PackageFinding]:
    for item in opf.items:
        for name in sorted(item.properties):
            if ":" not in name and name not in _PROPERTIES:
                yield _finding("EP-13", item.source, "unknown", name=name[:60], path=item.path)
        if "cover-image" in item.properties and not item.media_type.lower().startswith("image/"):
            yield _finding("EP-13", item.source, "no-picture", path=item.path, type=item.media_type or "-")


def _viewports(shared: _Checks) -> Iterator[PackageFinding]:
    """Pages of fixed layout state width and height of their viewport."""
    fixed = any(meta.value == "pre-paginated" for meta in shared.opf.named("rendition:layout"))
    for entry in shared.opf.spine:
        own = next((name for name in entry.properties if name.startswith("rendition:layout-")), "")
        laid = own == "rendition:layout-pre-paginated" or (fixed and not own)
        document = shared.documents.get(entry.item.path) if entry.item is not None else None
        if not laid or document is None or document.problem or entry.item is None:
            continue
        if entry.item.media_type != "application/xhtml+xml":
            continue
        stated = {match[1] for match in _SIZE.finditer(document.viewport or "")}
        if stated != {"width", "height"}:
            missing = ", ".join(name for name in ("width", "height") if name not in stated)
            yield _finding("EP-38", document.place, "", path=document.path, missing=missing)


def check_overlays(
    opf: Opf, documents: Mapping[str, ContentDocument], container: Container, resolver: Resolver
) -> Iterator[PackageFinding]:
    """Media overlays: sound that readers know, places that are there, documents that their overlay really speaks."""
    shared = _Checks(opf, documents, resolver)
    spoken: dict[str, set[str]] = {}
    by_path = opf.by_path()
    for item in opf.items:
        if item.media_type != "application/smil+xml" or item.state != "found":
            continue
        overlay = _smil(container, item.path)
        if overlay is None:
            continue
        targets = spoken.setdefault(item.id, set())
        for element in overlay.root.iter("{*}audio", "{*}text"):
            href = element.get("src") or ""
            target = resolver.resolve(href, item.path).target
            if local(element) == "text":
                targets.add(target)
                yield from _fragment(shared, href, overlay.source(element), target)
                continue
            sound = by_path.get(target)
            if sound is not None and not _CORE_AUDIO.fullmatch(sound.media_type.lower()):
                yield _finding("EP-33", sound.source, "audio", path=target, type=sound.media_type)
    for item in opf.items:
        if item.overlay in spoken and item.path not in spoken[item.overlay]:
            yield _finding("EP-33", item.source, "silent", path=item.path)


def _smil(container: Container, path: str) -> XmlDocument | None:
    try:
        return parse_xml(container.read(path), path)
    except (EntryUnreadable, DocumentUnreadable):
        return None


def heavy_chapters(opf: Opf, container: Container) -> Iterator[PackageFinding]:
    """Chapters that take long to open; told for the heaviest, with their number."""
    sizes = {
        entry.item.path: container.files[entry.item.path].size_bytes
        for entry in opf.spine
        if entry.item is not None and entry.item.path in container.files
    }
    heavy = [path for path, size in sizes.items() if size > _MAX_CHAPTER_BYTES]
    if heavy:
        worst = max(heavy, key=lambda path: sizes[path])
        yield _finding("EP-28", Source(worst), "", path=worst, size=sizes[worst] >> 10, count=len(heavy))
