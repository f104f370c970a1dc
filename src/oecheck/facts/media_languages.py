"""The languages in which a video or recording can be read (LNG-002)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, entries
from oecheck.facts.language_versions import offered
from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.model.media import Media
from oecheck.model.page import Page
from oecheck.values import language_tag

__all__ = ["FACTS"]

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def page_languages(page_values: PageValues) -> Mapping[str, str]:
    """Language of each page that lies in a file of its own, by path."""
    return {page.path: plain(value) or "" for page, value in page_values("lang") if page.id == page.path}


def languages_wanted(course: Course) -> tuple[str, ...]:
    """The languages that the course is offered in, where there are several."""
    return offered(course)


def languages_read(media: Media, page_languages: Mapping[str, str], record: Record) -> tuple[str, ...]:
    """Languages of its captions and transcripts, of those in the record too."""
    tracks = (*media.captions, *media.transcripts)
    tags = [track.language or page_languages.get(track.path, "") for track in tracks]
    for entry in entries(record, "media"):
        if str(entry.get("ref", "")).removeprefix("./").partition("?")[0] in {media.path, media.id} - {""}:
            tags += [str(one.get("language", "")) for one in entries(entry, "captions")]
            texts = [entry.get("transcript"), *(one.get("ref") for one in entries(entry, "alternatives"))]
            tags += [page_languages.get(str(path).removeprefix("./").partition("#")[0], "") for path in texts if path]
    return tuple(dict.fromkeys(language_tag.primary(tag) for tag in tags if tag))


def languages_lacking(languages_wanted: tuple[str, ...], languages_read: tuple[str, ...]) -> tuple[str, ...]:
    """Languages of the course that it cannot be read in."""
    return tuple(tag for tag in languages_wanted if language_tag.primary(tag) not in languages_read)


def untagged_texts(media: Media, page_languages: Mapping[str, str]) -> int:
    """Captions and transcripts that say nothing of their language."""
    tracks = (*media.captions, *media.transcripts)
    return sum(1 for one in tracks if not one.language and not page_languages.get(one.path))


FACTS = (
    FactDefinition(
        of="media",
        name="languages_wanted",
        type="list<string>",
        meaning="languages that the course is offered in, where there are several",
        function=languages_wanted,
    ),
    FactDefinition(
        of="media",
        name="languages_read",
        type="list<string>",
        meaning="primary subtags of its captions and transcripts",
        function=languages_read,
    ),
    FactDefinition(
        of="media",
        name="languages_lacking",
        type="list<string>",
        meaning="languages of the course that it has neither captions nor transcript in",
        function=languages_lacking,
    ),
    FactDefinition(
        of="media",
        name="untagged_texts",
        type="int",
        meaning="captions and transcripts that say nothing of their language",
        function=untagged_texts,
    ),
    FactDefinition(
        of="course",
        name="page_languages",
        type="map<string, string>",
        meaning="declared language of pages by path (only for other facts)",
        function=page_languages,
        needs=("page.lang",),
    ),
)
