"""The PDF and office documents of the course, whatever their size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from oecheck.containers import Container, EntryUnreadable
from oecheck.facts._definition import FactDefinition
from oecheck.facts.office import OFFICE_TYPES, read_office
from oecheck.facts.pdf import read_pdf
from oecheck.model.content import Document
from oecheck.model.fact import unreadable
from oecheck.model.package import File

__all__ = ["FACTS"]

_PDF = "application/pdf"
_MAX_BYTES = 48 << 20
"""A larger document is not read: it is held in memory as a whole, and the budget of a check is 120 MiB."""
_NO_DOCUMENT_ROLES = frozenset({"schema", "settings", "junk", "descriptor", "undelivered"})


def documents(
    container: Container, files: Iterable[File], file_values: Callable[[str], Mapping[str, Document]]
) -> tuple[Document, ...]:
    """PDF and office documents in the order of the package; one too large or damaged has unreadable facts."""
    read = {**file_values("pdf"), **file_values("office")}
    found = []
    for file in files:
        if file.role in _NO_DOCUMENT_ROLES or (file.media_type != _PDF and file.media_type not in OFFICE_TYPES):
            continue
        document = read.get(file.path)
        found.append(document if isinstance(document, Document) else _large(container, file))
    return tuple(found)


def _large(container: Container, file: File) -> Document:
    """A document that the pass over the package did not hold."""
    if file.problem or file.size_bytes > _MAX_BYTES:
        return _unread(file, "file-unreadable" if file.problem else "document-too-large")
    try:
        content = container.read(file.path)
    except EntryUnreadable:
        return _unread(file, "file-unreadable")
    if file.media_type == _PDF:
        return read_pdf(content, file.path)
    return read_office(content, file.media_type, file.path)


def _unread(file: File, reason: str) -> Document:
    nothing = unreadable(reason, file.source)  # type: ignore[var-annotated]  # of any type: there is no value
    return Document(
        source=file.source,
        path=file.path,
        kind="pdf" if file.media_type == _PDF else "legacy",
        title=nothing,
        language=nothing,
        tagged=nothing,
        text_share=nothing,
        pages=nothing,
        headings=nothing,
        images=nothing,
        images_without_alternative=nothing,
        slides_without_title=nothing,
        slide_sizes_pt=nothing,
    )


FACTS = (
    FactDefinition(
        of="course",
        name="documents",
        type="list<document>",
        meaning="PDF and office documents",
        function=documents,
        needs=("file.pdf", "file.office"),
    ),
)
