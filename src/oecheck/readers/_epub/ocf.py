"""The container of an EPUB: `mimetype`, `META-INF/container.xml`, `META-INF/encryption.xml`, names of entries.

Source: EPUB 3.3 §4 (OCF); formats/epub.md §1, §6.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import Element, XmlDocument, attribute, child, children, local, namespace
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of
from oecheck.readers._tree import descendants
from oecheck.values.href import PathIndex, Resolver
from oecheck.values.patterns import pattern

__all__ = ["CONTAINER_XML", "PACKAGE_TYPE", "Ocf", "read_ocf", "well_formed"]

CONTAINER_XML = "META-INF/container.xml"
PACKAGE_TYPE = "application/oebps-package+xml"
_ENCRYPTION_XML = "META-INF/encryption.xml"
_CONTAINER_SPACE = "urn:oasis:names:tc:opendocument:xmlns:container"
_MIMETYPE = b"application/epub+zip"
_LOCAL_HEADER = 30
_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_FORBIDDEN = pattern('["*:<>?\\\\|\x7f\x00-\x1f\x80-\x9f\ue000-\uf8ff\ufff0-\uffff]|[.](?=/|$)')
_SHOWN = 20
_LONGEST_NAME = 200  # characters of a namespace in a message
_HARMLESS = frozenset({"namespace-uri"})


class Ocf(msgspec.Struct, frozen=True):
    """What the container says.

    Attributes:
        packages: paths of the package documents that exist, the default one first.
        protected: paths whose bytes are encrypted, font obfuscation apart.
        obfuscated: paths of fonts that are only obfuscated.
        findings: what is wrong.
    """

    packages: tuple[str, ...]
    protected: frozenset[str]
    obfuscated: frozenset[str]
    findings: tuple[PackageFinding, ...]


def read_ocf(container: Container) -> Ocf:
    """The container of an EPUB; an `.opf` that nothing names is taken where `container.xml` gives none."""
    findings = [*_mimetype(container), *_names(container)]
    document = _document(container, CONTAINER_XML, "EP-02", findings)
    named = [] if document is None else list(_rootfiles(document, container, findings))
    if CONTAINER_XML not in container:
        findings.append(_finding("EP-02", Source(CONTAINER_XML), "missing"))
    if not named:
        named = [path for path in container.files if path.lower().endswith(".opf")]
    protected, obfuscated = _encryption(container, findings)
    return Ocf(tuple(dict.fromkeys(named)), protected, obfuscated, tuple(findings))


def well_formed(document: XmlDocument, check: str) -> Iterator[PackageFinding]:
    """The first thing that keeps a document from being well-formed, names of namespaces apart."""
    for problem in document.problems:
        if problem.code not in _HARMLESS:
            place = Source(document.file, problem.line, problem.column)
            arguments = {"path": document.file, "problem": problem.code, "line": problem.line}
            yield PackageFinding(check=check, variant="not-well-formed", source=place, arguments=arguments)
            return


def _document(container: Container, path: str, check: str, findings: list[PackageFinding]) -> XmlDocument | None:
    if path not in container:
        return None
    try:
        document = documents_of(container).xml(path)
    except EntryUnreadable as error:
        findings.append(_finding(check, Source(path), "unreadable", path=path, problem=error.code))
    except DocumentUnreadable as error:
        place = Source(path, error.line, error.column)
        findings.append(_finding(check, place, "unreadable", path=path, problem=error.code))
    else:
        findings += well_formed(document, check)
        return document
    return None


def _mimetype(container: Container) -> Iterator[PackageFinding]:
    """Rules of the first entry; a folder has no order and no compression, so nothing is asked of it."""
    if container.kind != "zip" or container.root:
        return
    place = Source("mimetype")
    if "mimetype" not in container:
        yield _finding("EP-01", place, "missing")
        return
    head = container.head(_LOCAL_HEADER + 8)
    if head[_LOCAL_HEADER:] != b"mimetype" or head[26:28] != b"\x08\x00":
        yield _finding("EP-01", place, "not-first")
    elif head[28:30] != b"\x00\x00":
        yield _finding("EP-01", place, "extra-field")
    if not container.files["mimetype"].stored:
        yield _finding("EP-01", place, "compressed")
    try:
        content = container.read("mimetype") if container.files["mimetype"].size_bytes <= 1024 else b""
    except EntryUnreadable:
        return  # told as a problem of the container
    if content != _MIMETYPE:
        yield _finding("EP-01", place, "content")


def _names(container: Container) -> Iterator[PackageFinding]:
    """Names that the specification forbids, and names that are one and the same after folding."""
    for problem in container.problems:
        if problem.code == "name-encoding" and str(problem.arguments.get("guess", "")).lower() not in ("utf-8", "utf8"):
            yield _finding("EP-15", Source(problem.path), "not-utf-8", path=problem.path)
    folded: dict[str, str] = {}
    for path in container.files:
        if _FORBIDDEN.search(path) or len(path.rpartition("/")[2].encode()) > 255:
            yield _finding("EP-15", Source(path), "characters", path=path)
        same = folded.setdefault(_folded(path), path)
        if same != path:
            yield _finding("EP-15", Source(path), "same", path=path, other=same)


def _folded(path: str) -> str:
    return (
        path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    )


def _rootfiles(document: XmlDocument, container: Container, findings: list[PackageFinding]) -> Iterator[str]:
    root = document.root
    rootfiles = child(root, "rootfiles")
    found = [] if rootfiles is None else list(children(rootfiles, "rootfile"))
    if local(root) != "container" or not found:
        findings.append(_finding("EP-02", document.source(root), "structure"))
    elif namespace(root) != _CONTAINER_SPACE:
        written = namespace(root)[:_LONGEST_NAME]
        findings.append(_finding("EP-02", document.source(root), "namespace", found=written, wanted=_CONTAINER_SPACE))
    resolver = Resolver(PathIndex(container.files))
    packages = 0
    for element in found:
        if attribute(element, "media-type") != PACKAGE_TYPE:
            continue
        packages += 1
        written = (attribute(element, "full-path") or "").strip()
        resolved = resolver.resolve(written) if written else None
        if resolved is not None and resolved.state in ("found", "case") and resolved.kind == "internal":
            yield resolved.target
        else:
            findings.append(_finding("EP-02", document.source(element), "rootfile", path=written))
    if found and not packages:
        findings.append(_finding("EP-02", document.source(found[0]), "media-type"))


def _encryption(container: Container, findings: list[PackageFinding]) -> tuple[frozenset[str], frozenset[str]]:
    document = _document(container, _ENCRYPTION_XML, "EP-24", findings)
    if document is None:
        return frozenset(), frozenset()
    resolver = Resolver(PathIndex(container.files))
    protected: dict[str, Element] = {}
    obfuscated: set[str] = set()
    for data in descendants(document.root, "EncryptedData"):
        method = next(descendants(data, "EncryptionMethod"), None)
        algorithm = (attribute(method, "Algorithm") or "") if method is not None else ""
        for reference in descendants(data, "CipherReference"):
            target = resolver.resolve(attribute(reference, "URI") or "").target
            if algorithm in _OBFUSCATION:
                obfuscated.add(target)
            else:
                protected[target] = reference
    for path, reference in [*protected.items()][:1]:
        place = document.source(reference)
        findings.append(_finding("EP-24", place, "encrypted", path=path, count=len(protected)))
    return frozenset(protected), frozenset(obfuscated)


def _finding(check: str, source: Source, variant: str, **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)
