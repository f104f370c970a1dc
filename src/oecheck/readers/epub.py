"""EPUB 2 and 3: course texts as books.

Source: EPUB 3.3; OPF and OCF 2.0.1; EPUB Accessibility 1.1; formats/epub.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Course
from oecheck.model.package import Descriptor, PackageFinding, ReadResult, Reference
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of
from oecheck.readers._epub.content_checks import check_contents, check_overlays, heavy_chapters
from oecheck.readers._epub.contents import ContentDocument, read_contents
from oecheck.readers._epub.metadata import CAPABILITIES, describe, producer_of
from oecheck.readers._epub.navigation import Navigation, read_navigation
from oecheck.readers._epub.ocf import CONTAINER_XML, Ocf, read_ocf, well_formed
from oecheck.readers._epub.opf import NCX_TYPE, XHTML, Opf, read_opf
from oecheck.readers._epub.opf_checks import check_opf
from oecheck.readers._epub.outline import read_outline
from oecheck.readers._epub.prefixes import check_prefixes
from oecheck.readers._epub.styles import check_styles
from oecheck.readers._imscp.course import unreadable_course
from oecheck.readers._signs import SIGNS
from oecheck.readers._tree import child, children
from oecheck.values.href import PathIndex, Resolver

__all__ = ["READER"]

_HELPERS = frozenset({NCX_TYPE, "application/smil+xml", "application/pls+xml"})
_ITEM_STATES = {"untested": "external", "none": "missing"}


class _Reader:
    """Reader of EPUB files and unpacked EPUB folders."""

    name = "epub"
    formats: tuple[str, ...] = ("epub",)
    capabilities: Mapping[str, frozenset[str]] = {"epub": CAPABILITIES}

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """`mimetype`, or a rootfile of the package type."""
        found = (descriptor for signs in SIGNS for descriptor in signs(container))
        return tuple(descriptor for descriptor in found if descriptor.format == "epub")

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The publication of the default rendition; whatever is wrong in it becomes a finding."""
        ocf = read_ocf(container)
        findings = list(ocf.findings)
        documents = [document for path in ocf.packages if (document := _package(container, path, findings))]
        if not documents:
            source = Source(ocf.packages[0]) if ocf.packages else Source(descriptor.source.file or CONTAINER_XML)
            return ReadResult(
                course=unreadable_course(Course(source=source), source, CAPABILITIES, "manifest-unreadable"),
                findings=tuple(findings),
                roles=_outer_roles(container),
                incomplete=("manifest-unreadable",),
            )
        return _Publication(container, ocf, documents, findings).result()


def _package(container: Container, path: str, findings: list[PackageFinding]) -> XmlDocument | None:
    """A package document; what keeps it from being read is a finding."""
    try:
        document = documents_of(container).xml(path)
    except EntryUnreadable as error:
        place, problem = Source(path), error.code
    except DocumentUnreadable as error:
        place, problem = Source(path, error.line, error.column), error.code
    else:
        findings += well_formed(document, "EP-03")
        return document
    arguments = {"path": path, "problem": problem}
    findings.append(PackageFinding(check="EP-03", variant="unreadable", source=place, arguments=arguments))
    return None


def _outer_roles(container: Container) -> dict[str, str]:
    roles = {path: "descriptor" for path in container.files if path == "mimetype" or path.startswith("META-INF/")}
    return roles | {path: "junk" for path, file in container.files.items() if file.junk}


class _Publication:
    """One publication while it is read."""

    def __init__(
        self, container: Container, ocf: Ocf, documents: list[XmlDocument], findings: list[PackageFinding]
    ) -> None:
        self._container = container
        self._ocf = ocf
        self._findings = findings
        self._index = PathIndex(path for path, file in container.files.items() if not file.junk)
        self._resolver = Resolver(self._index)
        self._opf: Opf = read_opf(documents[0], self._resolver)
        self._others = tuple(read_opf(document, self._resolver) for document in documents[1:])
        self._navigation: Navigation = read_navigation(self._opf, container, self._resolver)
        self._contents: dict[str, ContentDocument] = {
            document.path: document for document in read_contents(container, self._opf, ocf.protected)
        }

    def result(self) -> ReadResult:
        opf = self._opf
        producer, version = producer_of(opf)
        outline = read_outline(opf, self._navigation, self._contents, self._resolver)
        course = msgspec.structs.replace(
            describe(opf, self._contents.values()), modules=outline.modules, activities=outline.activities
        )
        return ReadResult(
            course=course,
            findings=(*self._findings, *self._checks()),
            references=(*self._item_references(), *self._navigation.references, *self._guide_references()),
            roles=self._roles(),
            declared_types={item.path: item.media_type for one in self._all() for item in one.items if item.path},
            listed=frozenset(item.path for one in self._all() for item in one.items if item.path),
            producer=producer,
            producer_version=version,
            format_version=opf.version or None,
            incomplete=("epub-encrypted",) if self._ocf.protected else (),
        )

    def _all(self) -> tuple[Opf, ...]:
        return (self._opf, *self._others)

    def _checks(self) -> Iterator[PackageFinding]:
        yield from check_opf(self._opf)
        if self._opf.is_epub_3:
            yield from check_prefixes(self._opf)
        yield from self._navigation.findings
        yield from check_contents(self._opf, self._contents, self._resolver)
        yield from check_styles(self._opf, self._container, self._resolver)
        yield from check_overlays(self._opf, self._contents, self._container, self._resolver)
        yield from heavy_chapters(self._opf, self._container)
        yield from self._guide()
        yield from self._unlisted()
        yield from self._page_list()
        yield from self._layout()
        if self._others:
            yield self._finding(
                "EP-34", self._others[0].document.source(self._others[0].document.root), count=len(self._others) + 1
            )

    def _finding(self, check: str, source: Source, variant: str = "", **arguments: object) -> PackageFinding:
        return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)

    def _item_references(self) -> Iterator[Reference]:
        for item in self._opf.items:
            state = _ITEM_STATES.get(item.state, item.state)
            yield Reference(source=item.source, href=item.href, target=item.path, kind="resource", state=state)

    def _guide_references(self) -> Iterator[Reference]:
        document = self._opf.document
        for element in children(child(document.root, "guide"), "reference"):
            href = element.get("href") or ""
            resolved = self._resolver.resolve(href, document.file)
            if resolved.kind == "internal":
                yield Reference(
                    source=document.source(element),
                    href=href,
                    target=resolved.target,
                    kind="item",
                    state=_ITEM_STATES.get(resolved.state, resolved.state),
                )

    def _guide(self) -> Iterator[PackageFinding]:
        """The guide leads to content documents only (OPF 2.0.1 §2.6)."""
        by_path = self._opf.by_path()
        for reference in self._guide_references():
            item = by_path.get(reference.target)
            text = item is None or item.media_type in (XHTML, "application/x-dtbook+xml", "image/svg+xml")
            if not text and not self._opf.is_epub_3:
                yield self._finding("EP-37", reference.source, "guide", path=reference.target)
            elif item is None and reference.state == "found":
                yield self._finding("EP-08", reference.source, "unlisted-used", path=reference.target)

    def _unlisted(self) -> Iterator[PackageFinding]:
        """Files that no package document lists, told once; what the container keeps for itself is none of them."""
        known = {item.path for one in self._all() for item in one.items} | {one.path for one in self._all()}
        loose = [
            path
            for path in self._index
            if path != "mimetype" and not path.startswith("META-INF/") and path not in known
        ]
        if loose:
            yield self._finding("EP-39", Source(loose[0]), path=loose[0], count=len(loose))

    def _page_list(self) -> Iterator[PackageFinding]:
        opf = self._opf
        stated = [meta for meta in opf.metas if meta.name in ("pageBreakSource", "a11y:pageBreakSource", "source-of")]
        if stated and not self._navigation.page_list:
            yield self._finding("EP-25", stated[0].source, "no-list")
        edupub = any(meta.value.lower() == "edupub" for meta in opf.named("dc:type"))
        if edupub and self._navigation.page_list and not any(opf.named("dc:source")):
            yield self._finding("EP-25", opf.document.source(opf.document.root), "no-source")

    def _layout(self) -> Iterator[PackageFinding]:
        for meta in self._opf.named("rendition:layout", "fixed-layout"):
            if meta.value in ("pre-paginated", "true"):
                yield self._finding("EP-27", meta.source)
                return

    def _roles(self) -> dict[str, str]:
        roles = _outer_roles(self._container)
        roles |= {one.path: "descriptor" for one in self._all()}
        roles |= {
            item.path: "descriptor"
            for one in self._all()
            for item in one.items
            if item.path and item.media_type in _HELPERS
        }
        # What is encrypted, and fonts that are obfuscated, are no content that can be looked at.
        hidden = (self._ocf.protected | self._ocf.obfuscated) & set(self._container.files)
        return roles | dict.fromkeys(hidden, "settings")


READER = _Reader()
