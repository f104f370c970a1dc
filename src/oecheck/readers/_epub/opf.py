"""The package document as values: metadata, manifest, spine, guide.

Source: EPUB 3.3 §5; OPF 2.0.1; formats/epub.md §2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from oecheck.documents.xml import Element, XmlDocument, attribute, child, children, local, namespace
from oecheck.model.source import Source
from oecheck.readers._tree import text_of
from oecheck.values.href import Resolver

__all__ = ["CONTENT_TYPES", "NCX_TYPE", "OPF", "XHTML", "Item", "Meta", "Opf", "SpineItem", "read_opf"]

OPF = "http://www.idpf.org/2007/opf"
XHTML = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"
CONTENT_TYPES = frozenset({XHTML, "image/svg+xml", "application/x-dtbook+xml", "text/x-oeb1-document"})
_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WRAPPERS = frozenset({"dc-metadata", "x-metadata"})


class Meta(msgspec.Struct, frozen=True):
    """One statement of the metadata.

    Attributes:
        name: `dc:title`; of `meta` its property or name, of `link` its rel, prefix kept.
        value: text, content or href, white space folded.
        id: its own id.
        refines: id that it is about; "" for the publication.
        language: language in force; "".
        attributes: `opf:` attributes of EPUB 2 (role, file-as, scheme, event).
    """

    element: Element
    source: Source
    name: str
    value: str
    id: str = ""
    refines: str = ""
    language: str = ""
    attributes: Mapping[str, str] = {}


class Item(msgspec.Struct, frozen=True):
    """`item` of the manifest.

    Attributes:
        path: path in the package; "" for what is remote or leads nowhere.
        state: found, missing, case, outside or external.
    """

    element: Element
    source: Source
    id: str
    href: str
    path: str
    state: str
    media_type: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""
    overlay: str = ""


class SpineItem(msgspec.Struct, frozen=True):
    """`itemref` of the spine with the item it names; None when it names none."""

    element: Element
    source: Source
    idref: str
    item: Item | None
    linear: bool = True
    properties: frozenset[str] = frozenset()


class Opf(msgspec.Struct, frozen=True):
    """A package document.

    Attributes:
        version: as written.
        metas: statements of the metadata in document order.
        items: of the manifest.
        spine: in reading order.
        toc: id of the NCX that the spine names; "".
        language: `xml:lang` of the package.
        said: what statements say about others, by the id of those: pairs of name and value.
    """

    document: XmlDocument
    path: str
    version: str
    metas: tuple[Meta, ...]
    items: tuple[Item, ...]
    spine: tuple[SpineItem, ...]
    toc: str = ""
    language: str = ""
    said: Mapping[str, tuple[tuple[str, str], ...]] = {}

    @property
    def is_epub_3(self) -> bool:
        return not self.version.startswith(("1", "2"))

    def by_id(self) -> dict[str, Item]:
        """Items by id; of equal ids the first."""
        return {item.id: item for item in reversed(self.items) if item.id}

    def by_path(self) -> dict[str, Item]:
        """Items by the path that they lead to."""
        return {item.path: item for item in reversed(self.items) if item.path}

    def named(self, *names: str) -> Iterator[Meta]:
        """Statements about the publication itself, by name."""
        return (meta for meta in self.metas if meta.name in names and not meta.refines)

    def about(self, identifier: str, name: str) -> str:
        """What a statement with a `refines` says about another; ""."""
        said = self.said.get(identifier, ()) if identifier else ()
        return next((value for told, value in said if told == name), "")

    def nav(self) -> Item | None:
        """The navigation document of EPUB 3."""
        return next((item for item in self.items if "nav" in item.properties), None)

    def ncx(self) -> Item | None:
        """The NCX: the one that the spine names, else the only one."""
        named = self.by_id().get(self.toc)
        if named is not None and named.media_type == NCX_TYPE:
            return named
        return next((item for item in self.items if item.media_type == NCX_TYPE), None)


def read_opf(document: XmlDocument, resolver: Resolver) -> Opf:
    """The package document of a parsed file."""
    root = document.root
    items = tuple(_items(document, resolver))
    by_id = {item.id: item for item in reversed(items) if item.id}
    spine = child(root, "spine")
    metas = tuple(_metas(document))
    said: dict[str, list[tuple[str, str]]] = {}
    for meta in metas:
        if meta.refines:
            said.setdefault(meta.refines, []).append((meta.name, meta.value))
    return Opf(
        document=document,
        path=document.file,
        version=(attribute(root, "version") or "").strip(),
        metas=metas,
        items=items,
        spine=tuple(_spine(document, spine, by_id)),
        toc=(spine.get("toc") or "").strip() if spine is not None else "",
        language=root.get(_XML_LANG) or "",
        said={identifier: tuple(pairs) for identifier, pairs in said.items()},
    )


def _items(document: XmlDocument, resolver: Resolver) -> Iterator[Item]:
    manifest = child(document.root, "manifest")
    for element in children(manifest, "item") if manifest is not None else ():
        href = element.get("href") or ""
        resolved = resolver.resolve(href, document.file) if href.strip() else None
        external = resolved is not None and resolved.kind != "internal"
        state = "missing" if resolved is None else "external" if external else resolved.state
        yield Item(
            element=element,
            source=document.source(element),
            id=(element.get("id") or "").strip(),
            href=href,
            path="" if resolved is None or external else resolved.target,
            state=state,
            media_type=(element.get("media-type") or "").strip(),
            properties=frozenset((element.get("properties") or "").split()),
            fallback=(element.get("fallback") or "").strip(),
            overlay=(element.get("media-overlay") or "").strip(),
        )


def _spine(document: XmlDocument, spine: Element | None, by_id: Mapping[str, Item]) -> Iterator[SpineItem]:
    for element in children(spine, "itemref") if spine is not None else ():
        idref = (element.get("idref") or "").strip()
        yield SpineItem(
            element=element,
            source=document.source(element),
            idref=idref,
            item=by_id.get(idref),
            linear=(element.get("linear") or "").strip() != "no",
            properties=frozenset((element.get("properties") or "").split()),
        )


def _metas(document: XmlDocument) -> Iterator[Meta]:
    metadata = child(document.root, "metadata")
    if metadata is None:
        return
    around = document.root.get(_XML_LANG) or ""
    inner = metadata.get(_XML_LANG) or around
    for element in children(metadata):
        if local(element) in _WRAPPERS:
            yield from (_meta(document, part, inner) for part in children(element))
        else:
            yield _meta(document, element, inner)


def _meta(document: XmlDocument, element: Element, language: str) -> Meta:
    name = local(element)
    value = text_of(element)
    if namespace(element) == _DC or (not namespace(element) and name not in ("meta", "link")):
        name = f"dc:{name.lower()}"
    elif name == "meta":
        name = (element.get("property") or element.get("name") or "").strip()
        value = value or " ".join((element.get("content") or "").split())
    elif name == "link":
        name = f"link:{(element.get('rel') or '').strip()}"
        value = (element.get("href") or "").strip()
    own = {
        local_name: str(text).strip()
        for key, text in element.attrib.items()
        if (local_name := str(key).rpartition("}")[2]) in ("role", "file-as", "scheme", "event")
    }
    return Meta(
        element=element,
        source=document.source(element),
        name=name,
        value=value,
        id=(element.get("id") or "").strip(),
        refines=(element.get("refines") or "").strip().removeprefix("#"),
        language=element.get(_XML_LANG) or language,
        attributes=own,
    )
