"""Office documents: title, language, headings, pictures, macros (ACC-024, PRV-005, PRV-007)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oecheck.errors import PackageError
from oecheck.facts._definition import FactDefinition
from oecheck.facts._exif import has_user_path
from oecheck.facts._office_parts import Parts, first_text
from oecheck.facts._ooxml import read_ooxml
from oecheck.facts._opendocument import read_opendocument
from oecheck.model.content import Document
from oecheck.model.course import Course
from oecheck.model.fact import plain, unreadable
from oecheck.model.package import File
from oecheck.model.source import Source
from oecheck.values.text import fold

__all__ = ["FACTS", "OFFICE_TYPES", "read_office"]

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_KINDS = {
    f"{_OOXML}wordprocessingml.document": "docx",
    "application/vnd.ms-word.document.macroEnabled.12": "docx",
    f"{_OOXML}presentationml.presentation": "pptx",
    f"{_OOXML}presentationml.slideshow": "pptx",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12": "pptx",
    f"{_OOXML}spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.12": "xlsx",
    f"{_ODF}text": "odt",
    f"{_ODF}presentation": "odp",
    f"{_ODF}spreadsheet": "ods",
    "application/msword": "legacy",
    "application/vnd.ms-powerpoint": "legacy",
    "application/vnd.ms-excel": "legacy",
}
OFFICE_TYPES = tuple(_KINDS)
"""Media types of office documents."""

_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNREADABLE_FIELDS = (
    "title",
    "language",
    "pages",
    "headings",
    "images",
    "images_without_alternative",
    "slide_sizes_pt",
)


def office(content: bytes, file: File) -> Document:
    """The facts of an office document."""
    return read_office(content, file.media_type, file.path)


def read_office(content: bytes, media_type: str, path: str) -> Document:
    """Reads an office document; what a binary or damaged one does not tell is unreadable."""
    kind = _KINDS[media_type]
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        encrypted = _ENCRYPTED in content
        reason = "document-encrypted" if encrypted else "binary-office-format"
        return _unknown(path, kind, reason, encrypted=encrypted, macros=_MACROS in content)
    try:
        parts = Parts(content)
    except PackageError:
        return _unknown(path, kind, "document-damaged")
    if kind == "legacy":  # a zip under an old name
        kind = (
            "docx"
            if "word/document.xml" in parts.names
            else "pptx"
            if "ppt/presentation.xml" in parts.names
            else "xlsx"
        )
    return (read_ooxml if kind in {"docx", "pptx", "xlsx"} else read_opendocument)(parts, kind, path)


def office_traces(content: bytes, course: Course, record: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Codes of private metadata: author (unless the course names that person), company, user_path."""
    try:
        parts = Parts(content)
    except PackageError:
        return ()
    known = _known_names(course, record)
    core, app, meta = (parts.root(name) for name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"))
    people = [
        first_text(root, name)
        for root in (core, meta)
        for name in ("creator", "lastModifiedBy", "initial-creator", "printed-by")
    ]
    found = []
    if any(person and fold(person) not in known for person in people):
        found.append("author")
    company = first_text(app, "Company")
    if company and fold(company) not in known:
        found.append("company")
    if any(has_user_path((first_text(app, name) or "").encode()) for name in ("Template", "HyperlinkBase")):
        found.append("user_path")
    return tuple(found)


def _known_names(course: Course, record: Mapping[str, Any] | None) -> frozenset[str]:
    """Names that the course itself gives to the public."""
    names = [plain(person.name) for person in plain(course.contributors) or ()]
    provider = plain(course.provider)
    names.append(plain(provider.name) if provider else None)
    for person in (record or {}).get("contributors", ()):
        names.append(person.get("name") if isinstance(person, Mapping) else str(person))
    return frozenset(fold(name) for name in names if name)


def _unknown(path: str, kind: str, reason: str, *, encrypted: bool = False, macros: bool = False) -> Document:
    source = Source(path)
    nothing: dict[str, Any] = dict.fromkeys(_UNREADABLE_FIELDS, unreadable(reason, source))
    return Document(source=source, path=path, kind=kind, encrypted=encrypted, macros=macros, **nothing)


FACTS = (
    FactDefinition(
        of="file",
        name="office",
        type="document",
        meaning="title, language, headings and pictures of an office document",
        function=office,
        media_types=OFFICE_TYPES,
    ),
    FactDefinition(
        of="file",
        name="office_traces",
        type="list<string>",
        meaning="codes of private metadata of an office document: author, company, user_path",
        function=office_traces,
        media_types=OFFICE_TYPES,
    ),
)
