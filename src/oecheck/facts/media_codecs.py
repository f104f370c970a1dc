"""How the videos and recordings of the package are coded (CON-005)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.fact import Fact, Method, Value, unreadable
from oecheck.model.media import Media, MediaHeader
from oecheck.model.package import File

__all__ = ["FACTS"]


def codecs(media: Media, file_values: Callable[[str], Mapping[str, Any]]) -> Value[tuple[str, ...]]:
    """Codecs of sound and picture, each once; unreadable where the headers do not tell."""
    if media.remote:
        return unreadable("remote-media", media.source)
    header = file_values("media_header").get(media.path)
    if not isinstance(header, MediaHeader):
        return unreadable("media-format-not-read", media.source)
    if not header.codecs:
        return unreadable("media-header-damaged" if header.problem else "media-header-says-nothing", media.source)
    return Fact(value=header.codecs, method=Method.DERIVED)


def file_type(media: Media, files_by_path: Mapping[str, str]) -> str:
    """Media type of its file; "" where it is not in the package."""
    return files_by_path.get(media.path, "")


def files_by_path(files: tuple[File, ...]) -> Mapping[str, str]:
    """Media types by path (only for other facts)."""
    return {file.path: file.media_type for file in files}


FACTS = (
    FactDefinition(
        of="media",
        name="codecs",
        type="list<string>",
        meaning="codecs of its sound and picture: h264, aac, mp3 …, else the container's own word",
        function=codecs,
        needs=("file.media_header",),
    ),
    FactDefinition(
        of="media",
        name="file_type",
        type="string",
        meaning="media type of its file; empty where it is not in the package",
        function=file_type,
    ),
    FactDefinition(
        of="course",
        name="files_by_path",
        type="map<string, string>",
        meaning="media types of the files by path (only for other facts)",
        function=files_by_path,
    ),
)
