"""The sizes in which a film is offered, and its other forms (OFF-005, OFF-006)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Rendition
from oecheck.model.fact import Fact, Method, State, Value, plain, unreadable
from oecheck.model.media import Media, MediaHeader
from oecheck.model.package import File
from oecheck.model.page import Page

__all__ = ["FACTS"]


def source_sets(
    files: Iterable[File], page_values: Callable[[str], Iterable[tuple[Page, Any]]]
) -> Mapping[str, Mapping[str, int]]:
    """Files that one place offers as the same medium, with their sizes in bytes, by each of them."""
    sizes = {file.path: file.size_bytes for file in files}
    found: dict[str, dict[str, None]] = {}
    for _, elements in page_values("media_elements"):
        for element in elements if isinstance(elements, tuple) else ():
            if len(element.targets) > 1:
                for target in element.targets:
                    found.setdefault(target, {}).update(dict.fromkeys(element.targets))
    return {path: {other: sizes.get(other, 0) for other in sorted(others)} for path, others in found.items()}


def recording_stems(files: Iterable[File]) -> frozenset[str]:
    """Paths of the recordings of sound, without their endings."""
    return frozenset(file.path.rpartition(".")[0] for file in files if file.media_type.startswith("audio/"))


def renditions(
    media: Media,
    source_sets: Mapping[str, Mapping[str, int]],
    record: Mapping[str, Any] | None,
    file_values: Callable[[str], Mapping[str, Any]],
) -> tuple[Rendition, ...]:
    """The medium itself, the other sources of the places that play it, and the sizes that the record names."""
    own = Rendition(
        source=media.source, ref=media.id, height=media.height, mb_per_min=_weight(media.size_bytes, media.duration_s)
    )
    sizes = source_sets.get(media.path, {})
    headers = file_values("media_header") if sizes else {}
    beside = [
        _of_file(media, path, size, header)
        for path, size in sizes.items()
        if path != media.path and isinstance(header := headers.get(path), MediaHeader)
    ]
    return (own, *beside, *_recorded(media, record))


def _of_file(media: Media, path: str, size_bytes: int, header: MediaHeader) -> Rendition:
    duration = header.duration_s if header.duration_s is not None else media.duration_s
    height: Value[int] = (
        header.height if header.height is not None else unreadable("media-header-says-nothing", media.source)
    )
    return Rendition(source=media.source, ref=path, height=height, mb_per_min=_weight(size_bytes, duration))


def _recorded(media: Media, record: Mapping[str, Any] | None) -> list[Rendition]:
    return [
        Rendition(
            source=media.source,
            ref=str(entry.get("ref", "")),
            height=_said(entry.get("height")),
            mb_per_min=_weight(entry["size"], media.duration_s) if "size" in entry else unreadable("record-silent"),
        )
        for entry in _entry(media, record).get("renditions", ())
    ]


def _said(value: int | None) -> Value[int]:
    return unreadable("record-silent") if value is None else Fact(value=value, method=Method.SUPPLIED)


def _weight(size_bytes: int, duration_s: Value[float]) -> Value[float]:
    """Megabytes a minute; unknown for the reason that the running time is."""
    seconds = plain(duration_s)
    if isinstance(duration_s, Fact) and duration_s.state is not State.PRESENT:
        return Fact(state=duration_s.state, reason=duration_s.reason, sources=duration_s.sources)
    return size_bytes / 1e6 / (seconds / 60) if seconds else unreadable("media-header-says-nothing")


def other_forms(media: Media, recording_stems: frozenset[str], record: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Kinds of the forms that teach the same: as the record says, and `audio` for a recording of the same name."""
    said = [str(entry.get("kind", "")) for entry in _entry(media, record).get("alternatives", ())]
    stem = media.path.rpartition(".")[0]
    beside = ["audio"] if stem and stem in recording_stems else []
    return tuple(dict.fromkeys([*said, *beside]))


def _entry(media: Media, record: Mapping[str, Any] | None) -> Mapping[str, Any]:
    for entry in (record or {}).get("media", ()):
        reference = str(entry.get("ref", "")).removeprefix("./").partition("?")[0]
        if reference and reference in {media.path, media.id}:
            return dict(entry)
    return {}


FACTS = (
    FactDefinition(
        of="course",
        name="source_sets",
        type="list<string>",
        meaning="files that one place offers as the same medium (only for other facts)",
        function=source_sets,
        needs=("page.media_elements",),
    ),
    FactDefinition(
        of="course",
        name="recording_stems",
        type="list<string>",
        meaning="paths of the recordings of sound, without their endings (only for other facts)",
        function=recording_stems,
    ),
    FactDefinition(
        of="media",
        name="renditions",
        type="list<rendition>",
        meaning="the sizes in which it is offered: itself, other sources of a place, those that the record names",
        function=renditions,
        needs=("file.media_header",),
    ),
    FactDefinition(
        of="media",
        name="other_forms",
        type="list<string>",
        meaning="kinds of the forms that teach the same, as the record says: text, audio, images, video; "
        "audio too for a recording of the same name",
        function=other_forms,
    ),
)
