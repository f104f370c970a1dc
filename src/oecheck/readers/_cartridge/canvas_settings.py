"""Canvas's own settings of a course: `course_settings/course_settings.xml`, files and captions.

Source: formats/common-cartridge.md §8.1 (canvas-lms `lib/cc`).
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.source import Source
from oecheck.readers._tree import attribute, child, children, text_at
from oecheck.values import date

__all__ = [
    "CanvasFile",
    "CanvasSettings",
    "CanvasTrack",
    "read_files",
    "read_settings",
    "read_tracks",
    "stated_date",
]


class CanvasSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`course_settings.xml`. Values as written; "" where the element is empty or not there.

    Attributes:
        sources: place of each element by its name.
        weighted: the result is made of weighted groups (`group_weighting_scheme` percent).
    """

    source: Source
    sources: dict[str, Source] = {}
    identifier: str = ""
    title: str = ""
    code: str = ""
    license: str = ""
    locale: str = ""
    start: str = ""
    end: str = ""
    weighted: bool = False


class CanvasFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of `files_meta.xml`: `hidden` or `locked` from learners, and its usage rights."""

    source: Source
    identifier: str
    hidden: bool = False
    license: str = ""
    holder: str = ""


class CanvasTrack(msgspec.Struct, frozen=True):
    """A track of `media_tracks.xml`; `media` and `track` are resource identifiers."""

    source: Source
    media: str
    track: str
    kind: str
    locale: str


def read_settings(root: _Element, document: XmlDocument) -> CanvasSettings:
    """What `course_settings.xml` says."""
    named = {name: child(root, name) for name in ("title", "license", "locale", "start_at", "conclude_at")}
    return CanvasSettings(
        source=document.source(root),
        sources={name: document.source(node) for name, node in named.items() if node is not None},
        identifier=attribute(root, "identifier") or "",
        title=text_at(root, "title"),
        code=text_at(root, "course_code"),
        license=text_at(root, "license"),
        locale=text_at(root, "locale"),
        start=stated_date(text_at(root, "start_at")),
        end=stated_date(text_at(root, "conclude_at")),
        weighted=text_at(root, "group_weighting_scheme") == "percent",
    )


def stated_date(text: str) -> str:
    """A date as ISO 8601; "" when it is none."""
    return date.parse(text).iso if text else ""


def read_files(root: _Element, document: XmlDocument) -> tuple[CanvasFile, ...]:
    """Files of `files_meta.xml`."""
    found = []
    for node in children(child(root, "files"), "file"):
        rights = child(node, "usage_rights")
        found.append(
            CanvasFile(
                source=document.source(node),
                identifier=attribute(node, "identifier") or "",
                hidden="true" in (text_at(node, "hidden").lower(), text_at(node, "locked").lower()),
                license=text_at(rights, "license"),
                holder=text_at(rights, "legal_copyright"),
            )
        )
    return tuple(found)


def read_tracks(root: _Element, document: XmlDocument) -> tuple[CanvasTrack, ...]:
    """Tracks of `media_tracks.xml`."""
    return tuple(
        CanvasTrack(
            document.source(track),
            attribute(media, "identifierref") or "",
            attribute(track, "identifierref") or "",
            attribute(track, "kind") or "captions",
            attribute(track, "locale") or "",
        )
        for media in children(root, "media")
        for track in children(media, "track")
    )
