"""Private metadata in pictures, documents and films (PRV-007). Which kinds there are, never what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._exif import traces_of_picture
from oecheck.model.content import PrivateTrace
from oecheck.model.media import MediaHeader
from oecheck.model.package import File

__all__ = ["FACTS"]


def picture_traces(content: bytes) -> tuple[str, ...]:
    """Codes of private metadata of a picture: gps, serial_number, author, user_path."""
    return traces_of_picture(content)


def private_traces(files: Iterable[File], file_values: Callable[[str], Mapping[str, Any]]) -> tuple[PrivateTrace, ...]:
    """One entry for each file and kind of private metadata."""
    found: dict[str, list[str]] = {}
    for name in ("picture_traces", "office_traces"):
        for path, codes in file_values(name).items():
            if isinstance(codes, tuple):
                found.setdefault(path, []).extend(codes)
    for path, header in file_values("media_header").items():
        if isinstance(header, MediaHeader):
            found.setdefault(path, []).extend(header.private_traces)
    return tuple(
        PrivateTrace(source=file.source, path=file.path, what=what)
        for file in files
        for what in found.get(file.path, ())
    )


FACTS = (
    FactDefinition(
        of="file",
        name="picture_traces",
        type="list<string>",
        meaning="codes of private metadata of a picture: gps, serial_number, author, user_path",
        function=picture_traces,
        media_types=("image/jpeg", "image/png", "image/webp", "image/tiff"),
    ),
    FactDefinition(
        of="course",
        name="private_traces",
        type="list<private_trace>",
        meaning="private metadata inside files",
        function=private_traces,
        needs=("file.picture_traces", "file.office_traces", "file.media_header"),
    ),
)
