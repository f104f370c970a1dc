"""The table of contents: the navigation document of EPUB 3, the NCX of EPUB 2.

Source: EPUB 3.3 §7, epub-nav-30.sch; DAISY Z39.86-2005 (NCX); formats/epub.md §2.
"""

from __future__ import annotations

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import Element, XmlDocument, local
from oecheck.model.package import PackageFinding, Reference
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of
from oecheck.readers._epub.ocf import well_formed
from oecheck.readers._epub.opf import Opf
from oecheck.readers._tree import child, children, descendants, element_children, text_of
from oecheck.values.href import Resolver

__all__ = ["Entry", "Navigation", "read_navigation"]

_TYPE = "{http://www.idpf.org/2007/ops}type"
_MAX_ENTRIES = 50_000
_IN_NAV = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "ol"})
_IN_ENTRY = frozenset({"a", "span", "ol"})


class Entry(msgspec.Struct, frozen=True):
    """One line of the table of contents.

    Attributes:
        label: text shown; "".
        path: file it leads to; "" where it leads to none.
        fragment: place in that file; "".
        parent: number of the entry around it; -1 at the top.
        depth: 1 at the top.
    """

    label: str
    path: str
    fragment: str
    parent: int
    depth: int
    source: Source


class Navigation(msgspec.Struct, frozen=True):
    """The table of contents.

    Attributes:
        path: document it stands in; "" without one.
        entries: in document order.
        page_list: there is a list of pages.
        landmarks: paths by word of the landmarks or the guide.
        references: where the entries lead.
        findings: what is wrong.
    """

    path: str = ""
    entries: tuple[Entry, ...] = ()
    page_list: bool = False
    landmarks: dict[str, str] = {}
    references: tuple[Reference, ...] = ()
    findings: tuple[PackageFinding, ...] = ()


def read_navigation(opf: Opf, container: Container, resolver: Resolver) -> Navigation:
    """The navigation document, else the NCX."""
    nav = opf.nav() if opf.is_epub_3 else None
    item = nav or opf.ncx()
    if item is None or item.state != "found":
        return Navigation()
    findings: list[PackageFinding] = []
    document = _document(container, item.path, "EP-12" if nav is not None else "EP-36", findings)
    if document is None:
        return Navigation(path=item.path, findings=tuple(findings))
    reading = _Reading(document, resolver, findings)
    return reading.nav() if nav is not None else reading.ncx(opf)


def _document(container: Container, path: str, check: str, findings: list[PackageFinding]) -> XmlDocument | None:
    """The document; of a navigation document that is no XML the pass over the contents tells."""
    try:
        document = documents_of(container).xml(path)
    except (EntryUnreadable, DocumentUnreadable):
        if check == "EP-36":
            findings.append(_finding(check, Source(path), "unreadable", path=path))
        return None
    if check == "EP-36":
        findings += well_formed(document, check)
    return document


def _finding(check: str, source: Source, variant: str, **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)


class _Reading:
    def __init__(self, document: XmlDocument, resolver: Resolver, findings: list[PackageFinding]) -> None:
        self._document = document
        self._resolver = resolver
        self._findings = findings
        self._entries: list[Entry] = []
        self._references: list[Reference] = []

    def nav(self) -> Navigation:
        by_type = self._navs()
        for word in ("toc", "page-list", "landmarks"):
            found = by_type.get(word, [])
            if len(found) > 1 or (word == "toc" and not found):
                place = self._document.source(found[1] if found else self._document.root)
                self._findings.append(_finding("EP-09", place, "nav-count", name=word, count=len(found)))
        for element in by_type.get("toc", [])[:1]:
            self._only(element, _IN_NAV)
            self._list(element)
        for word in ("page-list", "landmarks"):
            for element in by_type.get(word, [])[:1]:
                self._flat(element, word)
        return self._finished(page_list="page-list" in by_type, landmarks=self._landmarks(by_type.get("landmarks", [])))

    def _navs(self) -> dict[str, list[Element]]:
        by_type: dict[str, list[Element]] = {}
        for element in descendants(self._document.root, "nav"):
            for word in (element.get(_TYPE) or "").split():
                by_type.setdefault(word, []).append(element)
        return by_type

    def _finished(self, *, page_list: bool, landmarks: dict[str, str]) -> Navigation:
        return Navigation(
            path=self._document.file,
            entries=tuple(self._entries),
            page_list=page_list,
            landmarks=landmarks,
            references=tuple(self._references),
            findings=tuple(self._findings),
        )

    def _list(self, nav: Element) -> None:
        """Lists in lists, without recursion; each `li` has a link or a heading, and perhaps a list of its own."""
        top = child(nav, "ol")
        if top is None:
            self._findings.append(_finding("EP-09", self._document.source(nav), "no-list", name="toc"))
            return
        waiting = [(item, -1, 1) for item in reversed(list(children(top, "li")))]
        if not waiting:
            self._findings.append(_finding("EP-09", self._document.source(top), "empty-list", name="toc"))
        while waiting and len(self._entries) < _MAX_ENTRIES:
            item, parent, depth = waiting.pop()
            self._only(item, _IN_ENTRY)
            number = len(self._entries)
            label = child(item, "a") if child(item, "a") is not None else child(item, "span")
            self._entry(label if label is not None else item, parent, depth, label is None)
            inner = child(item, "ol")
            below = list(children(inner, "li")) if inner is not None else []
            waiting.extend((one, number, depth + 1) for one in reversed(below))

    def _only(self, element: Element, allowed: frozenset[str]) -> None:
        """Children that the schema of the navigation document does not know at this place."""
        for inner in element_children(element):
            if local(inner) not in allowed:
                arguments = {"name": local(inner)[:60], "inside": local(element)}
                self._findings.append(_finding("EP-09", self._document.source(inner), "misplaced", **arguments))

    def _entry(self, element: Element, parent: int, depth: int, bare: bool) -> None:
        text = "" if bare else _label(element)
        source = self._document.source(element)
        if not text:
            self._findings.append(_finding("EP-09", source, "no-text", name="toc"))
        href = (element.get("href") or "") if local(element) == "a" else ""
        path, fragment = self._follow(href, source, "toc")
        self._entries.append(Entry(text, path, fragment, parent, depth, source))

    def _flat(self, nav: Element, word: str) -> None:
        for link in descendants(nav, "a"):
            self._follow(link.get("href") or "", self._document.source(link), word)

    def _follow(self, href: str, source: Source, word: str) -> tuple[str, str]:
        """Where a link of the navigation leads; it must stay in the publication."""
        if not href.strip():
            return "", ""
        resolved = self._resolver.resolve(href, self._document.file)
        if resolved.kind not in ("internal", "fragment"):
            self._findings.append(_finding("EP-09", source, "remote", name=word, host=resolved.host or resolved.scheme))
            return "", ""
        fragment = href.partition("#")[2]
        if resolved.kind == "fragment":
            return resolved.target, fragment
        if word == "toc" or resolved.state == "found":
            self._references.append(
                Reference(source=source, href=href, target=resolved.target, kind="item", state=resolved.state)
            )
        return (resolved.target, fragment) if resolved.state in ("found", "case") else ("", "")

    def _landmarks(self, navs: list[Element]) -> dict[str, str]:
        found: dict[str, str] = {}
        for link in descendants(navs[0], "a") if navs else ():
            resolved = self._resolver.resolve(link.get("href") or "", self._document.file)
            for word in (link.get(_TYPE) or "").split():
                if resolved.state == "found":
                    found.setdefault(word, resolved.target)
        return found

    def ncx(self, opf: Opf) -> Navigation:
        self._identifier(opf)
        top = child(self._document.root, "navMap")
        if top is None:
            self._findings.append(_finding("EP-36", self._document.source(self._document.root), "no-map"))
        points = list(children(top, "navPoint")) if top is not None else []
        waiting = [(point, -1, 1) for point in reversed(points)]
        while waiting and len(self._entries) < _MAX_ENTRIES:
            point, parent, depth = waiting.pop()
            number = len(self._entries)
            content = child(point, "content")
            source = self._document.source(point)
            path, fragment = self._follow((content.get("src") or "") if content is not None else "", source, "toc")
            label = text_of(child(child(point, "navLabel"), "text"))
            self._entries.append(Entry(label, path, fragment, parent, depth, source))
            waiting.extend((one, number, depth + 1) for one in reversed(list(children(point, "navPoint"))))
        page_list = child(self._document.root, "pageList") is not None
        return self._finished(page_list=page_list, landmarks={})

    def _identifier(self, opf: Opf) -> None:
        """`dtb:uid` repeats the identifier of the package."""
        wanted = (opf.document.root.get("unique-identifier") or "").strip()
        own = next((meta.value for meta in opf.metas if meta.id == wanted and meta.name == "dc:identifier"), "")
        for meta in descendants(child(self._document.root, "head"), "meta"):
            if meta.get("name") == "dtb:uid" and own and (meta.get("content") or "").strip() != own:
                self._findings.append(_finding("EP-36", self._document.source(meta), "identifier"))


def _label(element: Element) -> str:
    """Text of a link, with the alternatives of pictures in it."""
    pictures = (image.get("alt") or "" for image in descendants(element, "img"))
    return " ".join([text_of(element), *filter(None, pictures)]).strip() or (element.get("title") or "").strip()
