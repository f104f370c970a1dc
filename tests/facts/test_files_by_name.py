"""Files that a platform keeps under their digest are told by the names that people gave them."""

from __future__ import annotations

import pytest

from oecheck.facts._media_tracks import Neighbours
from oecheck.facts.captions import caption, read_captions
from oecheck.facts.file_types import promised_type, type_mismatch
from oecheck.model.package import File
from oecheck.model.source import Source
from oecheck.values.href import PathIndex, Resolver, StoredNames

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"
NAMES = {
    "files/11/11": "5.page.content.0/talk.mp4",
    "files/22/22": "5.page.content.0/talk.fr.vtt",
    "files/33/33": "6.page.content.0/talk.vtt",
    "files/44/44": "5.page.content.0/talk-transcript.html",
}


def file(path: str, media_type: str = "") -> File:
    return File(source=Source(path), path=path, size_bytes=1, media_type=media_type, name=NAMES[path].partition("/")[2])


def test_captions_beside_a_video_are_those_of_the_same_area_and_name() -> None:
    resolver = Resolver(PathIndex(NAMES), stored=StoredNames({name: path for path, name in NAMES.items()}, NAMES))
    captions = {path: read_captions(VTT, "vtt", NAMES[path]) for path in ("files/22/22", "files/33/33")}
    around = Neighbours.of(map(file, NAMES), captions, ["files/11/11"], resolver.name_of)
    assert around.captions_of("files/11/11") == ["files/22/22"]
    assert around.texts_of("files/11/11") == ["files/44/44"]


def test_language_of_captions_is_that_of_the_name() -> None:
    found = caption(VTT, file("files/22/22", "text/vtt"))
    assert found is not None
    assert found.language_guess == "fr"


@pytest.mark.parametrize(("media_type", "wrong"), [("video/mp4", False), ("image/png", True)])
def test_type_is_held_against_the_name_and_not_against_the_digest(media_type: str, wrong: bool) -> None:
    video = file("files/11/11", media_type)
    assert promised_type(video) == "video/mp4"
    assert type_mismatch(video) is wrong
