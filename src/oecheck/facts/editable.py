"""Which part of the text documents can be edited (LIC-005)."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.model.package import File

__all__ = ["FACTS"]

_FIXED = frozenset({"application/pdf", "application/postscript", "image/vnd.djvu"})
_EDITABLE_PREFIXES = (
    "text/",
    "application/xhtml",
    "application/vnd.oasis.opendocument",
    "application/vnd.openxmlformats",
    "application/msword",
    "application/vnd.ms-",
    "application/rtf",
    "application/epub",
)
_NOT_TEXT = frozenset({"text/css", "text/javascript", "text/vtt", "text/csv"})


def editable_share(files: tuple[File, ...]) -> float | None:
    """Documents of text in a form that can be edited, as a share of all; absent when there are none."""
    documents = [file.media_type for file in files if file.role == "content"]
    fixed = sum(media_type in _FIXED for media_type in documents)
    editable = sum(
        media_type.startswith(_EDITABLE_PREFIXES) and media_type not in _NOT_TEXT for media_type in documents
    )
    return editable / (editable + fixed) if editable + fixed else None


FACTS = (
    FactDefinition(
        of="course",
        name="editable_share",
        type="double",
        unit="share",
        meaning="documents of text that can be edited, by their number",
        function=editable_share,
    ),
)
