"""Videos and recordings of the course with their captions, transcripts and descriptions (ACC-016 to ACC-020)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._media_tracks import Neighbours, TrackMaker, caption_track, record_entry
from oecheck.facts._media_uses import CAPTION_KINDS, Use, uses
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Method, Value, unreadable
from oecheck.model.media import CaptionFile, Media, MediaHeader, Track
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values import duration as durations
from oecheck.values.href import Resolver

__all__ = ["FACTS"]


def media(
    course: Course,
    files: Iterable[File],
    resolver: Resolver,
    record: Mapping[str, Any] | None,
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], Mapping[str, Any]],
) -> tuple[Media, ...]:
    """Each video and recording that the content uses, once."""
    by_path = {file.path: file for file in files}
    found = uses(by_path, course.activities, page_values)
    headers = _of_type(file_values("media_header"), MediaHeader)
    captions = _of_type(file_values("caption"), CaptionFile)
    declared: dict[str, list[Any]] = {}
    for track in course.tracks_declared:
        declared.setdefault(track.media, []).append(track)

    def resolve(href: str, page: Page) -> str:
        resolved = resolver.resolve(href, page.path, "", page.area)
        return resolved.target if resolved.state in {"found", "case"} else ""

    media_paths = (use.path for use in found if use.path)
    neighbours = Neighbours.of(by_path.values(), captions, media_paths, resolver.name_of)
    maker = TrackMaker(captions, neighbours, declared, resolve)
    return tuple(
        _medium(use, by_path.get(use.path), headers.get(use.path), maker, record_entry(record, use)) for use in found
    )


def tracks(media: tuple[Media, ...], file_values: Callable[[str], Mapping[str, Any]]) -> tuple[Track, ...]:
    """The tracks of all media, and caption files that belong to none that is known (a video on the platform)."""
    of_media = [track for medium in media for track in (*medium.captions, *medium.transcripts, *medium.descriptions)]
    known = {track.path for track in of_media}
    captions = _of_type(file_values("caption"), CaptionFile)
    alone = [
        caption_track(caption, path, "", caption.kind_guess, "", Source(path))
        for path, caption in captions.items()
        if path not in known and caption.kind_guess != "metadata"
    ]
    return (*of_media, *alone)


def _medium(
    use: Use, file: File | None, header: MediaHeader | None, maker: TrackMaker, record: Mapping[str, Any]
) -> Media:
    seconds = header.duration_s if header else None
    said = durations.parse(str(record.get("duration", "")))
    found = maker.tracks(use, seconds or said, header, record)
    kind = use.kind
    if header is not None and header.has_video is not None:
        kind = "video" if header.has_video else "audio"
    return Media(
        source=use.source,
        id=use.id,
        kind=kind,
        path=use.path,
        host=use.host,
        remote=not use.path,
        size_bytes=file.size_bytes if file else 0,
        duration_s=_duration(seconds, said, header, use),
        bitrate_kbps=_known(header.bitrate_kbps if header else None, header, use),
        height=None if kind == "audio" else _known(header.height if header else None, header, use),
        has_audio=_known(header.has_audio if header else None, header, use),
        autoplay=use.autoplay,
        captions=tuple(track for track in found if track.kind in CAPTION_KINDS),
        uncaptioned_pages=_uncaptioned(use),
        transcripts=tuple(track for track in found if track.kind == "transcript"),
        descriptions=tuple(track for track in found if track.kind == "descriptions"),
        declared_captions=bool(record.get("captions")),
        declared_transcript=bool(record.get("transcript")),
        declared_alternative=record.get("alternativeForText") is True,
    )


def _uncaptioned(use: Use) -> Value[tuple[str, ...]]:
    """Pages where the captions that another place has were forgotten; nothing where no place has a track."""
    if not use.bare or not any(track.kind in CAPTION_KINDS for track in use.tracks):
        return ()
    return Fact(value=tuple(use.bare), method=Method.DERIVED, sources=tuple(use.bare.values()))


def _duration(seconds: float | None, said: float | None, header: MediaHeader | None, use: Use) -> Value[float]:
    if seconds is not None and header is not None:
        return Fact(
            value=seconds,
            method=Method.INFERRED if header.estimated else Method.DERIVED,
            confidence=0.9 if header.estimated else 1.0,
        )
    if said is not None:
        return Fact(value=said, method=Method.SUPPLIED)
    return unreadable(_reason(header, use), use.source)


def _known(value: Any, header: MediaHeader | None, use: Use) -> Value[Any]:
    """A value of the header, or why there is none."""
    if value is not None:
        return Fact(value=value, method=Method.DERIVED)
    return unreadable(_reason(header, use), use.source)


def _reason(header: MediaHeader | None, use: Use) -> str:
    if not use.path:
        return "remote-media"
    if header is None:
        return "media-format-not-read"
    return "media-header-damaged" if header.problem else "media-header-says-nothing"


def _of_type(values: Mapping[str, Any], kind: type[Any]) -> dict[str, Any]:
    """The values that are of a kind; a fact that broke is none."""
    return {path: value for path, value in values.items() if isinstance(value, kind)}


FACTS = (
    FactDefinition(
        of="course",
        name="media",
        type="list<media>",
        meaning="videos and recordings that the content uses, in the package or remote",
        function=media,
        needs=("page.media_elements", "page.links", "file.media_header", "file.caption"),
    ),
    FactDefinition(
        of="course",
        name="tracks",
        type="list<track>",
        meaning="captions, subtitles, transcripts, descriptions and chapters",
        function=tracks,
        needs=("file.caption",),
    ),
)
