"""Joining captions, transcripts and descriptions to their media."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from oecheck.facts._media_uses import Use
from oecheck.facts.captions import stem_of_name
from oecheck.model.course import DeclaredTrack
from oecheck.model.media import CaptionFile, MediaHeader, Track
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values import language_tag
from oecheck.values.media_type import extension

__all__ = ["Neighbours", "TrackMaker", "caption_track", "record_entry"]

_TEXT_ENDINGS = frozenset({"txt", "html", "htm", "xhtml", "md", "pdf", "docx", "odt", "rtf"})
_TRANSCRIPT_WORDS = (
    "transcript",
    "transcription",
    "transkript",
    "transcripcion",
    "transcricao",
    "расшифровка",
    "文字稿",
)


class Neighbours(msgspec.Struct, frozen=True):
    """Files by folder and name without ending and language, for the look beside a medium.

    `name_of` gives the name that people know a file by, where its path is another.
    """

    captions: Mapping[tuple[str, str], list[str]]
    texts: Mapping[tuple[str, str], list[str]]
    media_in_folder: Mapping[str, int]
    name_of: Callable[[str], str]

    @classmethod
    def of(
        cls,
        files: Iterable[File],
        captions: Mapping[str, CaptionFile],
        media: Iterable[str],
        name_of: Callable[[str], str],
    ) -> Neighbours:
        by_stem: dict[tuple[str, str], list[str]] = {}
        texts: dict[tuple[str, str], list[str]] = {}
        for path in captions:
            name = name_of(path)
            by_stem.setdefault((_folder(name), stem_of_name(name)), []).append(path)
        for file in files:
            name = name_of(file.path)
            if extension(name) in _TEXT_ENDINGS:
                texts.setdefault((_folder(name), _text_stem(name)), []).append(file.path)
        count: dict[str, int] = {}
        for name in map(name_of, media):
            count[_folder(name)] = count.get(_folder(name), 0) + 1
        return cls(by_stem, texts, count, name_of)

    def captions_of(self, path: str) -> list[str]:
        """Caption files of the same name, and those called only by a language beside the only medium of a folder."""
        name = self.name_of(path)
        folder, stem = _folder(name), _stem(name)
        alone = self.captions.get((folder, ""), []) if self.media_in_folder.get(folder) == 1 else []
        return [*self.captions.get((folder, stem), ()), *alone]

    def texts_of(self, path: str) -> list[str]:
        """Text files of the same name that are called a transcript, or plain text of exactly the same name."""
        name = self.name_of(path)
        folder, stem = _folder(name), _stem(name)
        named = self.texts.get((folder, f"{stem}\0transcript"), [])
        endings = {"txt", "md", "docx", "odt"}
        same = [text for text in self.texts.get((folder, stem), ()) if extension(self.name_of(text)) in endings]
        return [*named, *same]


class TrackMaker(msgspec.Struct, frozen=True):
    """Makes the tracks of one medium from all places that name some, each file once."""

    captions: Mapping[str, CaptionFile]
    neighbours: Neighbours
    declared: Mapping[str, list[DeclaredTrack]]
    resolve: Callable[[str, Page], str]

    def tracks(
        self, use: Use, duration_s: float | None, header: MediaHeader | None, record: Mapping[str, Any]
    ) -> list[Track]:
        found: dict[str, Track] = {}
        for track in (
            *self._elements(use),
            *self._declared(use),
            *self._recorded(use, record),
            *self._beside(use),
            *self._inside(use, header),
        ):
            found.setdefault(track.path or f"{track.kind} {track.language} {track.format}", track)
        return [_with_coverage(track, self.captions.get(track.path), duration_s) for track in found.values()]

    def _elements(self, use: Use) -> Iterator[Track]:
        for element in use.tracks:
            if element.target and element.kind != "metadata":
                yield self._track(element.target, use.id, element.kind, element.language, element.source)
        for href, page in use.transcripts:
            target = self.resolve(href, page)
            if target not in self.captions:
                yield _transcript(target or href, use.id, use.source)
            else:
                yield self._track(target, use.id, "captions", "", use.source)

    def _declared(self, use: Use) -> Iterator[Track]:
        for declared in self.declared.get(use.path or use.id, ()):
            if declared.path:
                yield self._track(declared.path, use.id, declared.kind, declared.language, declared.source)

    def _recorded(self, use: Use, record: Mapping[str, Any]) -> Iterator[Track]:
        source = Source("course-description.yaml", pointer="/media")
        for caption in record.get("captions", ()):
            reference = str(caption.get("ref", "")).removeprefix("./")
            if reference:
                yield self._track(reference, use.id, "captions", str(caption.get("language", "")), source)
        if record.get("transcript"):
            yield _transcript(str(record["transcript"]).removeprefix("./"), use.id, source)
        if record.get("description"):
            yield Track(source=source, media=use.id, kind="descriptions", format="declared")

    def _beside(self, use: Use) -> Iterator[Track]:
        if not use.path:
            return
        for path in self.neighbours.captions_of(use.path):
            kind = self.captions[path].kind_guess
            if kind != "metadata":
                yield self._track(path, use.id, kind, "", Source(path))
        for path in self.neighbours.texts_of(use.path):
            yield _transcript(path, use.id, Source(path))

    def _inside(self, use: Use, header: MediaHeader | None) -> Iterator[Track]:
        for track in header.text_tracks if header else ():
            if track.kind != "metadata":
                tag = language_tag.normalise(track.language)
                yield Track(
                    source=Source(use.path),
                    media=use.id,
                    kind=track.kind,
                    format="embedded",
                    language=tag.tag,
                    language_valid=bool(tag.tag),  # the container's codes have three letters; they are not the author's
                )

    def _track(self, path: str, media: str, kind: str, language: str, source: Source) -> Track:
        caption = self.captions.get(path)
        if caption is None:
            tag = language_tag.normalise(language)
            return Track(
                source=source, path=path, media=media, kind=kind, language=tag.tag or language, language_valid=tag.valid
            )
        return caption_track(caption, path, media, kind, language, source)


def caption_track(caption: CaptionFile, path: str, media: str, kind: str, language: str, source: Source) -> Track:
    """The track that a caption file is; its language as declared, else as it or its name says."""
    written = language or caption.language_declared or caption.language_guess
    tag = language_tag.normalise(written)
    return Track(
        source=source,
        path=path,
        media=media,
        kind=kind,
        format=caption.format,
        language=tag.tag or written,
        language_valid=tag.valid,
        cues=caption.cues,
        problems=caption.problems,
        problem_line=caption.problem_line,
    )


def record_entry(record: Mapping[str, Any] | None, use: Use) -> Mapping[str, Any]:
    """What the course description record says of a medium."""
    for entry in (record or {}).get("media", ()):
        reference = str(entry.get("ref", "")).removeprefix("./")
        if reference and reference.partition("?")[0] in {use.path, use.id}:
            return dict(entry)
    return {}


def _transcript(path: str, media: str, source: Source) -> Track:
    ending = extension(path.partition("?")[0])
    kind = "html" if ending in {"html", "htm", "xhtml"} else "text"
    return Track(source=source, path=path, media=media, kind="transcript", format=kind)


def _with_coverage(track: Track, caption: CaptionFile | None, duration_s: float | None) -> Track:
    if caption is None or not duration_s:
        return track
    return msgspec.structs.replace(track, coverage=round(min(caption.last_end_s / duration_s, 1.0), 3))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0].casefold()


def _text_stem(path: str) -> str:
    """The name without ending; `talk\\0transcript` of `talk-transcript.html`."""
    stem = _stem(path)
    for word in _TRANSCRIPT_WORDS:
        before, found, after = stem.rpartition(word)
        if found:
            rest = (before.rstrip(" ._-([") + after.lstrip(" ._-)]")).strip()
            return f"{rest}\0transcript"
    return stem
