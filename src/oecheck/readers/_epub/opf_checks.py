"""Checks of the package document beyond its grammar.

Source: EPUB 3.3 §5; package-30.sch; OPF 2.0.1; formats/epub.md §7.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from oecheck.documents.xml import Element, attribute, child, children
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._epub.grammar import EPUB_2, EPUB_3, Fault, faults
from oecheck.readers._epub.opf import CONTENT_TYPES, NCX_TYPE, XHTML, Item, Opf
from oecheck.values import language_tag
from oecheck.values.patterns import pattern

__all__ = ["check_opf"]

_MODIFIED = pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DATE = pattern(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?")
_REQUIRED_DC = frozenset({"dc:identifier", "dc:title", "dc:language"})
_CLOCK = pattern(r"\d+:[0-5]\d:[0-5]\d(?:\.\d+)?|[0-5]\d:[0-5]\d(?:\.\d+)?|\d+(?:\.\d+)?(?:h|min|s|ms)?")
_VIEWPORT = pattern(r"width=\d+,\s*height=\d+|height=\d+,\s*width=\d+")
_RENDITION = {
    "rendition:flow": frozenset({"paginated", "scrolled-continuous", "scrolled-doc", "auto"}),
    "rendition:layout": frozenset({"reflowable", "pre-paginated"}),
    "rendition:orientation": frozenset({"landscape", "portrait", "auto"}),
    "rendition:spread": frozenset({"none", "landscape", "portrait", "both", "auto"}),
}
_EXCLUSIVE = (
    "rendition:flow-",
    "rendition:layout-",
    "rendition:orientation-",
    "rendition:spread-",
)
_REFINED = {
    "authority": ("dc:subject",),
    "term": ("dc:subject",),
    "identifier-type": ("dc:identifier", "dc:source"),
    "role": ("dc:creator", "dc:contributor", "dc:publisher"),
    "source-of": ("dc:source",),
    "title-type": ("dc:title",),
    "collection-type": ("belongs-to-collection",),
}
"""What a property may refine."""
_ONCE = frozenset(
    {"collection-type", "display-seq", "file-as", "group-position", "identifier-type"} | {"source-of", "title-type"}
)
_MAX_CHAIN = 20  # fallbacks that are followed; no real book has more than two
_SINGLE = ("media:active-class", "media:playback-active-class")


def check_opf(opf: Opf) -> Iterator[PackageFinding]:
    """All that is wrong with a package document that could be parsed."""
    yield from _version(opf)
    yield from _grammar(opf)
    yield from _identifier(opf)
    yield from _languages(opf)
    yield from _dates(opf)
    yield from _ids(opf)
    yield from _manifest(opf)
    yield from _spine(opf)
    yield from _fallbacks(opf)
    if opf.is_epub_3:
        yield from _refinements(opf)
        yield from _subjects(opf)
        yield from _rendition(opf)
        yield from _overlays(opf)
        yield from _links(opf)


def _finding(opf: Opf, check: str, element: Element, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=opf.document.source(element), arguments=arguments)


def _at(check: str, source: Source, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)


def _version(opf: Opf) -> Iterator[PackageFinding]:
    root = opf.document.root
    if opf.version not in ("2.0", "3.0"):
        yield _finding(opf, "EP-03", root, "version", version=opf.version or "-")
    elif opf.version == "2.0":
        yield _finding(opf, "EP-40", root)


def _grammar(opf: Opf) -> Iterator[PackageFinding]:
    """Faults against the grammar; what a check of its own tells is left to that check."""
    grammar = EPUB_3 if opf.is_epub_3 else EPUB_2
    for fault in faults(grammar, opf.document.root):
        if fault.name in _REQUIRED_DC and fault.variant in ("missing-element", "empty"):
            yield _finding(opf, "EP-05", fault.element, fault.variant, name=fault.name)
        elif not _told_elsewhere(fault):
            yield _finding(opf, "EP-29", fault.element, fault.variant, name=fault.name, inside=fault.inside)


def _told_elsewhere(fault: Fault) -> bool:
    if fault.variant == "empty" and (fault.element.get("property") or "").strip() == "dcterms:modified":
        return True
    return fault.name == "version" and fault.inside == "package"


def _identifier(opf: Opf) -> Iterator[PackageFinding]:
    root = opf.document.root
    wanted = (attribute(root, "unique-identifier") or "").strip()
    if wanted and not any(meta.id == wanted and meta.name == "dc:identifier" for meta in opf.metas):
        yield _finding(opf, "EP-04", root, id=wanted)


def _languages(opf: Opf) -> Iterator[PackageFinding]:
    for meta in opf.named("dc:language"):
        tag = language_tag.normalise(meta.value)
        sound = tag.problem == "not-a-language" and tag.registered  # und, mul: tags, though of no one language
        if not meta.value or sound:
            continue
        if tag.problem in ("underscore", "malformed", "name", "not-a-language"):
            yield _at("EP-06", meta.source, found=meta.value[:60])


def _dates(opf: Opf) -> Iterator[PackageFinding]:
    if opf.is_epub_3:
        modified = list(opf.named("dcterms:modified"))
        metadata = child(opf.document.root, "metadata")
        if len(modified) != 1 and metadata is not None:
            yield _finding(opf, "EP-07", metadata, "count", count=len(modified))
        for meta in opf.metas:
            if meta.name == "dcterms:modified" and not _MODIFIED.fullmatch(meta.value):
                yield _at("EP-07", meta.source, "form" if meta.value else "empty", found=meta.value[:60])
        return
    for meta in opf.named("dc:date"):
        if meta.value and not _DATE.fullmatch(meta.value):
            yield _at("EP-35", meta.source, found=meta.value[:60])


def _ids(opf: Opf) -> Iterator[PackageFinding]:
    seen: set[str] = set()
    for element in opf.document.root.iter():
        identifier = " ".join((element.get("id") or "").split()) if isinstance(element.tag, str) else ""
        if identifier and identifier in seen:
            yield _finding(opf, "EP-30", element, id=identifier[:100])
        seen.add(identifier)


def _manifest(opf: Opf) -> Iterator[PackageFinding]:
    counts = Counter(item.path for item in opf.items if item.path)
    told: set[str] = set()
    for item in opf.items:
        if item.path and counts[item.path] > 1 and item.path not in told:
            told.add(item.path)
            yield _at("EP-08", item.source, "twice", path=item.path)
        if item.path == opf.path:
            yield _at("EP-08", item.source, "itself", path=item.path)
        if "#" in item.href:
            yield _at("EP-08", item.source, "fragment", path=item.href[:200])
        if item.path.startswith("META-INF/"):
            yield _at("EP-08", item.source, "meta-inf", path=item.path)
    manifest = child(opf.document.root, "manifest")
    if opf.is_epub_3 and manifest is not None:
        yield from _nav_items(opf, manifest)


def _nav_items(opf: Opf, manifest: Element) -> Iterator[PackageFinding]:
    navs = [item for item in opf.items if "nav" in item.properties]
    if len(navs) != 1:
        yield _finding(opf, "EP-09", manifest, "count", count=len(navs))
    for item in navs:
        if item.media_type != XHTML:
            yield _at("EP-09", item.source, "type", type=item.media_type or "-")
    for name, most in (("cover-image", 1), ("data-nav", 1)):
        if sum(name in item.properties for item in opf.items) > most:
            yield _finding(opf, "EP-31", manifest, "property-twice", name=name)


def _spine(opf: Opf) -> Iterator[PackageFinding]:
    spine = child(opf.document.root, "spine")
    seen: set[str] = set()
    for entry in opf.spine:
        if entry.idref and entry.item is None:
            yield _at("EP-10", entry.source, "idref", id=entry.idref[:100])
        if entry.idref in seen:
            yield _at("EP-10", entry.source, "twice", id=entry.idref[:100])
        seen.add(entry.idref)
    if spine is None:
        return
    if opf.spine and not any(entry.linear for entry in opf.spine):
        yield _finding(opf, "EP-10", spine, "linear")
    yield from _ncx(opf, spine)


def _ncx(opf: Opf, spine: Element) -> Iterator[PackageFinding]:
    named = opf.by_id().get(opf.toc)
    if opf.toc and (named is None or named.media_type != NCX_TYPE):
        yield _finding(opf, "EP-36", spine, "not-ncx", id=opf.toc[:100])
    if spine.get("toc") is None and opf.is_epub_3 and any(item.media_type == NCX_TYPE for item in opf.items):
        yield _finding(opf, "EP-36", spine, "not-named")


def _fallbacks(opf: Opf) -> Iterator[PackageFinding]:
    by_id = opf.by_id()
    circular = _circular(by_id)
    for item in opf.items:
        if item.fallback and item.fallback not in by_id:
            yield _at("EP-11", item.source, "missing", id=item.fallback[:100])
        elif item.id in circular:
            yield _at("EP-11", item.source, "circle", id=item.id[:100])
    for entry in opf.spine:
        if entry.item is not None and not _is_readable(entry.item, by_id):
            yield _at("EP-11", entry.source, "spine", path=entry.item.href[:200], type=entry.item.media_type)


def _circular(by_id: dict[str, Item]) -> set[str]:
    """Ids of items whose fallbacks lead back to them; each item is passed once."""
    circular: set[str] = set()
    passed: dict[str, str] = {}
    for start in by_id:
        walked: list[str] = []
        current = start
        while current in by_id and current not in passed:
            passed[current] = start
            walked.append(current)
            current = by_id[current].fallback
        if passed.get(current) == start and current in walked:
            circular.update(walked[walked.index(current) :])
    return circular


def _is_readable(item: Item, by_id: dict[str, Item]) -> bool:
    """Whether it, or a fallback of it, is a content document."""
    current: Item | None = item
    for _ in range(_MAX_CHAIN):
        if current is None or current.media_type in CONTENT_TYPES:
            break
        current = by_id.get(current.fallback) if current.fallback else None
    return current is not None and current.media_type in CONTENT_TYPES


def _refinements(opf: Opf) -> Iterator[PackageFinding]:
    """`refines` names an element of this document, and one that the property may be said of."""
    by_id = {meta.id: meta for meta in opf.metas if meta.id}
    ids = {" ".join((element.get("id") or "").split()) for element in opf.document.root.iter("*")}
    seen: set[tuple[str, str]] = set()
    for meta in opf.metas:
        written = (meta.element.get("refines") or "").strip()
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", written):
            yield _at("EP-31", meta.source, "absolute", name=meta.name)
        elif written.startswith("#") and written[1:] not in ids:
            yield _at("EP-31", meta.source, "dangling", name=meta.name, id=written[1:101])
        targets = _REFINED.get(meta.name)
        target = by_id.get(meta.refines) if written.startswith("#") else None
        if targets is not None and (target is None or target.name not in targets):
            yield _at("EP-31", meta.source, "wrong-target", name=meta.name, wanted=", ".join(targets))
        if meta.name == "belongs-to-collection" and written and (target is None or target.name != meta.name):
            yield _at("EP-31", meta.source, "wrong-target", name=meta.name, wanted=meta.name)
        if meta.name in _ONCE and written and (meta.name, written) in seen:
            yield _at("EP-31", meta.source, "twice", name=meta.name)
        seen.add((meta.name, written))
        if meta.name == "source-of" and meta.value != "pagination":
            yield _at("EP-31", meta.source, "value", name=meta.name)


def _subjects(opf: Opf) -> Iterator[PackageFinding]:
    """Of a subject there is an authority with a term, or neither."""
    for subject in opf.named("dc:subject"):
        said = Counter(name for name, _ in opf.said.get(subject.id, ())) if subject.id else Counter()
        if said["authority"] != said["term"] or said["authority"] > 1:
            yield _at("EP-31", subject.source, "authority", name="dc:subject")


def _rendition(opf: Opf) -> Iterator[PackageFinding]:
    counts = Counter(meta.name for meta in opf.metas)
    for meta in opf.metas:
        words = _RENDITION.get(meta.name)
        wrong = words is not None and (meta.refines or meta.value not in words or counts[meta.name] > 1)
        if wrong or (meta.name == "rendition:viewport" and not _VIEWPORT.fullmatch(meta.value)):
            yield _at("EP-32", meta.source, "value", name=meta.name)
    for entry in opf.spine:
        for start in _EXCLUSIVE:
            if sum(name.startswith(start) for name in entry.properties) > 1:
                yield _at("EP-32", entry.source, "exclusive", name=start.rstrip("-"))
        if len(entry.properties & {"page-spread-right", "page-spread-left", "rendition:page-spread-center"}) > 1:
            yield _at("EP-32", entry.source, "exclusive", name="page-spread")


def _overlays(opf: Opf) -> Iterator[PackageFinding]:
    by_id = opf.by_id()
    told = [item for item in opf.items if item.overlay]
    durations = {meta.refines for meta in opf.metas if meta.name == "media:duration"}
    for meta in opf.metas:
        if meta.name == "media:duration" and not _CLOCK.fullmatch(meta.value):
            yield _at("EP-33", meta.source, "clock", found=meta.value[:60])
        if meta.name in _SINGLE and (meta.refines or " " in meta.value):
            yield _at("EP-33", meta.source, "class", name=meta.name)
    for name in _SINGLE:
        if sum(meta.name == name for meta in opf.metas) > 1:
            yield _at("EP-33", next(opf.named(name), opf.metas[0]).source, "class", name=name)
    for item in told:
        target = by_id.get(item.overlay)
        if (
            target is None
            or target.media_type != "application/smil+xml"
            or item.media_type not in (XHTML, "image/svg+xml")
        ):
            yield _at("EP-33", item.source, "target", id=item.overlay[:100])
        if item.overlay not in durations:
            yield _at("EP-33", item.source, "duration", id=item.overlay[:100])
    if told and "" not in durations:
        yield _at("EP-33", told[0].source, "total")


def _links(opf: Opf) -> Iterator[PackageFinding]:
    for meta in opf.metas:
        rels = meta.name.removeprefix("link:").split() if meta.name.startswith("link:") else []
        refined = meta.element.get("refines") is not None
        if ("record" in rels and refined) or ("voicing" in rels and not refined):
            yield _at("EP-31", meta.source, "link", name=" ".join(rels)[:60])
    for collection in children(opf.document.root, "collection"):
        if "preview" not in (collection.get("role") or "").split():
            continue
        types = {item.href: item.media_type for item in opf.items}
        for link in children(collection, "link"):
            href = (link.get("href") or "").partition("#")[0]
            if types.get(href, XHTML) != XHTML:
                yield _finding(opf, "EP-37", link, "preview", path=href[:200])
