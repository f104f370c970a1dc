"""The signs of each family: names in the container first, then the root element of one file.

Each function looks at one view of a container and gives the descriptors it found, nothing guessed.
Source: formats/README.md §1.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import Element, XmlDocument, attribute, child, child_text, local, namespace
from oecheck.model.package import Descriptor
from oecheck.model.source import Source
from oecheck.readers._documents import documents_of
from oecheck.readers._manifest_family import manifest_signs
from oecheck.texts import text
from oecheck.values.patterns import pattern

__all__ = ["NATIVE", "SIGNS", "olx_signs", "sign"]

Signs = tuple[Descriptor, ...]

_EPUB_TYPE = b"application/epub+zip"
_PACKAGE_TYPE = "application/oebps-package+xml"
_BARE_QTI = {
    "questestinterop": "1.2",
    "assessmentItem": "2",
    "assessmentTest": "2",
    "qti-assessment-item": "3.0",
    "qti-assessment-test": "3.0",
}
_CRS_BYTES = 1 << 20
_AICC = frozenset({"crs", "au", "des", "cst"})
_KNOWN_BY_NAME = frozenset({"imsmanifest.xml", "cmi5.xml", "tincan.xml"})
"""Lone documents that are recognised by their name already."""
_OLX_ROOT = pattern(r"(?:roots/)?[^/]+\.xml")
_OLX_RUN = pattern(r"course/([^/]+)\.xml")
_OLX_TAG = pattern(rb"<course\s[^<>]{0,2000}(?:url_name|org)=")
_ELPX = "content.xml"
_ELPX_ROOT = pattern(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<[?!][^<>]{0,500}>\s{0,200}){0,8}<ode[\s>]")
_MAX_CANDIDATES = 20


def sign(path: str, package_format: str, evidence: str, version: str = "", detail: str = "") -> Descriptor:
    """A descriptor found in a file."""
    source = Source(path, 1, 1) if path else Source("")
    return Descriptor(source=source, format=package_format, version=version, evidence=evidence, detail=detail[:200])


def _document(container: Container, path: str) -> XmlDocument | Signs:
    """The parsed descriptor, or the sign that it is there and cannot be read."""
    try:
        return documents_of(container).xml(path)
    except DocumentUnreadable as error:
        return (_unreadable(path, error.code),)
    except EntryUnreadable as error:
        return (_unreadable(path, error.code),)


def _unreadable(path: str, code: str) -> Descriptor:
    return sign(path, "unknown", "descriptor-unreadable", "", text(f"word.{code}"))


def _epub(container: Container) -> Signs:
    """`mimetype`, or a rootfile of the package type: `META-INF/container.xml` alone is also MuseScore's."""
    if "mimetype" in container and container.files["mimetype"].size_bytes <= 1024:
        try:
            if container.read("mimetype").strip(b"\xef\xbb\xbf \t\r\n\x00").startswith(_EPUB_TYPE):
                return (sign("mimetype", "epub", "epub-mimetype", detail=_EPUB_TYPE.decode()),)
        except EntryUnreadable:
            pass  # the rootfile may still tell
    path = "META-INF/container.xml"
    document = _document(container, path) if path in container else ()
    if isinstance(document, tuple):
        return document
    if document.recovered:
        return _epub_torn(container, path)
    for element in document.root.iter():
        if local(element) == "rootfile" and attribute(element, "media-type") == _PACKAGE_TYPE:
            return (sign(path, "epub", "epub-rootfile", detail=attribute(element, "full-path") or ""),)
    return ()


def _epub_torn(container: Container, path: str) -> Signs:
    """A container that is not well-formed, of which elements may be lost: the package document tells that it is one."""
    books = (name for name, file in container.files.items() if name.lower().endswith(".opf") and not file.junk)
    book = next(books, None)
    return (sign(path, "epub", "epub-opf", detail=book),) if book is not None else ()


def _moodle(container: Container) -> Signs:
    path = "moodle_backup.xml"
    if path not in container:
        return ()
    document = _document(container, path)
    if isinstance(document, tuple):
        return document
    if local(document.root) != "moodle_backup":
        return ()
    information = child(document.root, "information")
    release = child_text(information, "moodle_release") if information is not None else None
    return (sign(path, "moodle", "moodle-backup", (release or "").partition(" ")[0], release or ""),)


def _moodle_1_9(container: Container) -> Signs:
    path = "moodle.xml"
    if path not in container:
        return ()
    document = _document(container, path)
    if isinstance(document, tuple):
        return document
    if local(document.root).upper() != "MOODLE_BACKUP":
        return ()
    return (sign(path, "moodle", "moodle-1-9", "1.9"),)


def _h5p(container: Container) -> Signs:
    return (sign("h5p.json", "h5p", "h5p-json"),) if "h5p.json" in container else ()


def olx_signs(container: Container) -> Signs:
    """`course.xml` with the attributes of a course, or another root file beside its folders (docs, "OLX structure").

    An OLX library is named, it is no course.
    """
    if "library.xml" in container:
        document = _document(container, "library.xml")
        if not isinstance(document, tuple) and local(document.root) == "library" and document.root.get("library"):
            return (sign("library.xml", "olx", "olx-library", "library"),)
    if "course.xml" not in container:
        return _olx_root_elsewhere(container)
    document = _document(container, "course.xml")
    if isinstance(document, tuple):
        templated = _olx_templated(container, "course.xml")
        return _olx_root_elsewhere(container) or ((templated,) if templated is not None else document)
    root = document.root
    if local(root) != "course" or namespace(root) or not (root.get("url_name") or root.get("org")):
        return ()
    return (sign("course.xml", "olx", "olx-course", detail=root.get("org") or ""),)


def _olx_root_elsewhere(container: Container) -> Signs:
    """A root file that points to the file of a run that is there (`coursefile.xml`, `roots/2024.xml`), else the only
    run with a policy, whose root file is lost."""
    folders = [path for path in container.files if path.startswith(("course/", "chapter/"))]
    if not folders:
        return ()
    candidates = [path for path in container.files if _OLX_ROOT.fullmatch(path) and path != "course.xml"]
    for path in candidates[:_MAX_CANDIDATES]:
        if container.files[path].junk or container.files[path].size_bytes > _CRS_BYTES:
            continue
        document = _document(container, path)
        if isinstance(document, tuple) or local(document.root) != "course" or namespace(document.root):
            continue
        run = document.root.get("url_name")
        if document.root.get("org") and run and f"course/{run}.xml" in container:
            return (sign(path, "olx", "olx-course", detail=document.root.get("org") or ""),)
    runs = [match[1] for path in container.files if (match := _OLX_RUN.fullmatch(path)) is not None]
    alone = [run for run in runs if f"policies/{run}/policy.json" in container]
    return (sign(f"course/{alone[0]}.xml", "olx", "olx-run"),) if len(alone) == 1 else ()


def _olx_templated(container: Container, path: str) -> Descriptor | None:
    """A root file that begins with something else, beside the folders of a course."""
    if not any(name.startswith(("course/", "chapter/")) for name in container.files):
        return None
    try:
        head = container.read(path)[:_CRS_BYTES]
    except EntryUnreadable:
        return None
    match = _OLX_TAG.search(head)
    return sign(path, "olx", "olx-template") if match is not None else None


def _manifest(container: Container) -> Signs:
    path = "imsmanifest.xml"
    if path not in container:
        return ()
    document = _document(container, path)
    return document if isinstance(document, tuple) else manifest_signs(document)


def _cmi5(container: Container) -> Signs:
    path = "cmi5.xml"
    if path not in container:
        return ()
    document = _document(container, path)
    return document if isinstance(document, tuple) else _cmi5_root(document.root, path)


def _cmi5_root(root: Element, path: str) -> Signs:
    space = namespace(root)
    if local(root) != "courseStructure":
        return ()
    version = "1.0" if "w3id.org/xapi/profiles/cmi5" in space else "draft" if "adlnet.gov/cmi5" in space else ""
    return (sign(path, "cmi5", "cmi5-structure", version, space),)


def _tincan(container: Container) -> Signs:
    path = "tincan.xml"
    if path not in container:
        return ()
    document = _document(container, path)
    if isinstance(document, tuple):
        return document
    if local(document.root) != "tincan":
        return ()
    return (sign(path, "tincan", "tincan-root", detail=namespace(document.root)),)


def _aicc(container: Container) -> Signs:
    """`.crs` with a section `[Course]` beside another file of such a course, else `.cst` with its head; at the root."""
    found: dict[str, list[str]] = {}
    for path, file in container.files.items():
        suffix = path.lower().rpartition(".")[2]
        if "/" not in path and suffix in _AICC and not file.junk and file.size_bytes <= _CRS_BYTES:
            found.setdefault(suffix, []).append(path)
    if "crs" in found and len(found) > 1:
        return _aicc_course(container, found["crs"][0])
    return _aicc_structure(container, found["cst"][0]) if "cst" in found else ()


def _aicc_course(container: Container, path: str) -> Signs:
    lines = _aicc_lines(container, path)
    if not isinstance(lines, list):
        return lines
    if not any(line.strip().lower() == "[course]" for line in lines):
        return ()
    pairs = (line.partition("=") for line in lines)
    version = next((value.strip() for key, _, value in pairs if key.strip().lower() == "version"), "")
    return (sign(path, "aicc", "aicc-crs", version),)


def _aicc_structure(container: Container, path: str) -> Signs:
    lines = _aicc_lines(container, path)
    if not isinstance(lines, list):
        return lines
    head = [cell.strip(' "').lower() for cell in lines[0].split(",")] if lines else []
    return (sign(path, "aicc", "aicc-cst"),) if head[:2] == ["block", "member"] else ()


def _aicc_lines(container: Container, path: str) -> list[str] | Signs:
    try:
        return container.read(path).removeprefix(BOM_UTF8).decode("cp1252", "replace").splitlines()
    except EntryUnreadable as error:
        return (_unreadable(path, error.code),)


def _bare(container: Container) -> Signs:
    """One XML document without a container, or `qti.xml` alone (OLAT)."""
    if container.kind == "file":
        path = next(iter(container.files))
        if path in _KNOWN_BY_NAME:
            return ()
    elif "qti.xml" in container:
        path = "qti.xml"
    else:
        return ()
    document = _document(container, path)
    if isinstance(document, tuple):
        return document
    root = document.root
    name = local(root)
    if name in _BARE_QTI:
        return (sign(path, "qti", "qti-document", _qti_version(root), name),)
    if container.kind == "file" and name == "manifest":
        return manifest_signs(document)
    if container.kind == "file" and name == "tincan":
        return (sign(path, "tincan", "tincan-root", detail=namespace(root)),)
    return _cmi5_root(root, path) if container.kind == "file" else ()


def _qti_version(root: Element) -> str:
    """Version by the namespace of the root (formats/qti.md §1)."""
    for mark, version in (("v2p0", "2.0"), ("v2p1", "2.1"), ("v2p2", "2.2"), ("v3p0", "3.0")):
        if mark in namespace(root):
            return version
    return _BARE_QTI[local(root)]


NATIVE = (
    ("runstructure.xml", "olat-native"),
    ("export/repo.xml", "olat-native"),
    ("angelData.xml", "angel-native"),
    ("contentv3.xml", "exelearning-native"),
    ("contentv2.xml", "exelearning-native"),
)


def _is_elpx(container: Container) -> bool:
    """Whether this is a project of eXeLearning 3 (`.elpx`): its document is called like that of others."""
    if _ELPX not in container:
        return False
    try:
        return _ELPX_ROOT.match(container.read(_ELPX)[:_CRS_BYTES]) is not None
    except EntryUnreadable:
        return False


def _native(container: Container) -> Signs:
    """Working files of authoring tools and platforms that are no exchange format: named, never read."""
    for path, evidence in NATIVE:
        if path in container:
            return (sign(path, "unknown", evidence, detail=path),)
    if _is_elpx(container):
        return (sign(_ELPX, "unknown", "exelearning-native", detail=_ELPX),)
    dat = [path for path in container.files if path.startswith("res") and path.endswith(".dat") and "/" not in path]
    if ".bb-package-info" in container and dat:
        return (sign(".bb-package-info", "blackboard", "blackboard-native"),)
    return ()


SIGNS: tuple[Callable[[Container], Signs], ...] = (
    _epub,
    _moodle,
    _h5p,
    olx_signs,
    _moodle_1_9,
    _manifest,
    _cmi5,
    _tincan,
    _aicc,
    _bare,
    _native,
)
"""In the order of formats/README.md §1."""
