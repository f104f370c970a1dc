"""Whether files are of open formats that need no plug-in (PKG-008), and whether their names tell the truth."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.model.package import File
from oecheck.values import media_type

__all__ = ["FACTS"]

_SAME = (
    frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/plain"}),
    frozenset({"text/plain", "text/csv", "text/markdown", "text/javascript", "application/json", "text/css"}),
    frozenset({"audio/mp4", "video/mp4", "video/quicktime"}),
    frozenset({"video/webm", "video/x-matroska", "audio/webm"}),
    frozenset({"audio/ogg", "video/ogg", "application/ogg"}),
    frozenset({"application/zip", "application/vnd.h5p", "application/java-archive"}),
)


def format_status(file: File, standard_data: StandardData) -> str:
    """`withdrawn`, `open`, or `unlisted` for a format in neither list of the standard."""
    if file.media_type in standard_data.vocabulary("withdrawn_formats"):
        return "withdrawn"
    return "open" if file.media_type in standard_data.vocabulary("open_formats") else "unlisted"


def promised_type(file: File) -> str | None:
    """The media type that the extension of the name promises; absent for names without a known one."""
    return media_type.by_name(file.name or file.path) or None


def type_mismatch(file: File) -> bool:
    """The bytes are of another kind than the name promises (a PNG called `.jpg`, a web page called `.pdf`)."""
    promised = media_type.by_name(file.name or file.path)
    found = file.media_type
    if not promised or not found or promised == found or file.problem or not file.size_bytes:
        return False
    if any(promised in group and found in group for group in _SAME):
        return False
    both_markup = media_type.is_text(promised) and found.endswith("xml")
    return not (both_markup or found in {media_type.UNKNOWN, "multipart/appledouble"} or promised == "video/mp2t")


FACTS = (
    FactDefinition(
        of="file",
        name="format_status",
        type="string",
        meaning="open, withdrawn or unlisted, as the lists of the standard have its media type",
        function=format_status,
    ),
    FactDefinition(
        of="file",
        name="promised_type",
        type="string",
        meaning="media type that the extension of its name promises",
        function=promised_type,
    ),
    FactDefinition(
        of="file",
        name="type_mismatch",
        type="bool",
        meaning="its bytes are of another kind than its name promises",
        function=type_mismatch,
    ),
)
