"""Which videos and recordings the content uses, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from oecheck.model.course import Activity
from oecheck.model.media import MediaElement, MediaTrack
from oecheck.model.package import File
from oecheck.model.page import Link, Page
from oecheck.model.source import Source

__all__ = ["CAPTION_KINDS", "Use", "uses"]

CAPTION_KINDS = frozenset({"captions", "subtitles"})
_NO_CONTENT_ROLES = frozenset({"junk", "schema", "settings", "descriptor", "undelivered"})


class Use(msgspec.Struct):
    """One medium, and what the places that use it say of it.

    Attributes:
        id: path, or URL without query.
        kind: video or audio.
        source: the first place that uses it.
        path: path in the package; "" when remote.
        host: host when remote.
        autoplay: one of the places starts it without being asked.
        tracks: track elements.
        bare: pages whose video element has no track of captions, with the place.
        transcripts: references of links beside it, with the page they stand in.
    """

    id: str
    kind: str
    source: Source
    path: str = ""
    host: str = ""
    autoplay: bool = False
    tracks: list[MediaTrack] = []
    bare: dict[str, Source] = {}
    transcripts: list[tuple[str, Page]] = []


def uses(
    files: Mapping[str, File],
    activities: Iterable[Activity],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
) -> list[Use]:
    """Media in the order they are met: in pages, as entry of an activity, behind links, then videos that are merely
    there (a script may play them; a sound that nothing names is taken for an effect)."""
    found: dict[str, Use] = {}
    for page, elements in page_values("media_elements"):
        for element in elements if isinstance(elements, tuple) else ():
            if not element.hidden:
                _element(found, files, page, element)
    for activity in activities:
        kind = _kind(files.get(activity.entry))
        if kind:
            _take(found, activity.entry, kind, activity.source, path=activity.entry)
        elif activity.kind == "video" and activity.external and activity.entry:
            url = activity.entry.partition("?")[0].partition("#")[0]
            _take(found, url, "video", activity.source, host=_host(url))
    for _, links in page_values("links"):
        for link in links if isinstance(links, tuple) else ():
            _link(found, files, link)
    for file in files.values():
        if _kind(file) == "video" and file.role not in _NO_CONTENT_ROLES:
            _take(found, file.path, "video", file.source, path=file.path)
    return list(found.values())


def _element(found: dict[str, Use], files: Mapping[str, File], page: Page, element: MediaElement) -> None:
    path = next((target for target in element.targets if target in files), "")
    if not (path or element.url):
        return  # its file is missing, which is reported as a reference that leads nowhere
    kind = _kind(files.get(path)) or element.kind
    use = _take(found, path or element.url, kind, element.source, path=path, host="" if path else element.host)
    use.autoplay = use.autoplay or element.autoplay
    use.tracks += element.tracks
    if element.element == "video" and not any(track.kind in CAPTION_KINDS for track in element.tracks):
        use.bare.setdefault(page.id, element.source)
    use.transcripts += [(href, page) for href in element.transcript_links]


def _link(found: dict[str, Use], files: Mapping[str, File], link: Link) -> None:
    kind = "" if link.embedded or link.state not in {"found", "case"} else _kind(files.get(link.target))
    if kind:
        _take(found, link.target, kind, link.source, path=link.target)


def _take(found: dict[str, Use], id_: str, kind: str, source: Source, *, path: str = "", host: str = "") -> Use:
    return found.setdefault(id_, Use(id_, kind, source, path, host))


def _kind(file: File | None) -> str:
    media = "" if file is None else file.media_type.partition("/")[0]
    if file is not None and file.media_type in {"application/ogg", "video/ogg"}:
        media = "video"
    return media if media in {"video", "audio"} and file is not None and file.media_type != "audio/midi" else ""


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].lower()
