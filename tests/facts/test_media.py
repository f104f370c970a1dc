from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oecheck.facts.media import media, tracks
from oecheck.model.course import Activity, Course, DeclaredTrack
from oecheck.model.fact import Fact, Method, plain
from oecheck.model.media import CaptionFile, Media, MediaElement, MediaHeader, MediaTrack, TextTrack
from oecheck.model.package import File
from oecheck.model.page import Link, Page
from oecheck.model.source import Source
from oecheck.values.href import PathIndex, Resolver

HERE = Source("page.html", 3)
PAGE = Page(source=HERE, path="page.html", id="page.html")
FILM = MediaHeader(duration_s=100.0, bitrate_kbps=800.0, height=720, has_audio=True, has_video=True)
SOUND = MediaHeader(duration_s=100.0, has_audio=True, has_video=False)
CAPTIONS = CaptionFile(format="vtt", cues=9, last_end_s=95.0, language_guess="fr")


class World:
    """A package in small: files with their headers and captions, and what a page holds."""

    def __init__(self, **files: MediaHeader | CaptionFile | None) -> None:
        self.values = {name.replace("__", "/").replace("_", "."): value for name, value in files.items()}
        self.elements: tuple[MediaElement, ...] = ()
        self.links: tuple[Link, ...] = ()
        self.activities: tuple[Activity, ...] = ()
        self.declared: tuple[DeclaredTrack, ...] = ()
        self.record: Mapping[str, Any] | None = None

    @property
    def files(self) -> list[File]:
        types = {
            "mp4": "video/mp4",
            "mp3": "audio/mpeg",
            "wmv": "video/x-ms-asf",
            "vtt": "text/vtt",
            "txt": "text/plain",
        }
        return [
            File(
                source=Source(path),
                path=path,
                size_bytes=10,
                media_type=types.get(path.rpartition(".")[2], "text/html"),
            )
            for path in self.values
        ]

    def page_values(self, name: str) -> Iterable[tuple[Page, Any]]:
        return [(PAGE, {"media_elements": self.elements, "links": self.links}[name])]

    def file_values(self, name: str) -> Mapping[str, Any]:
        kind: type[Any] = {"media_header": MediaHeader, "caption": CaptionFile}[name]
        return {path: value for path, value in self.values.items() if isinstance(value, kind)}

    def media(self) -> tuple[Media, ...]:
        course = Course(source=Source(""), activities=self.activities, tracks_declared=self.declared)
        resolver = Resolver(PathIndex(self.values))
        return media(course, self.files, resolver, self.record, self.page_values, self.file_values)


def element(kind: str = "video", *targets: str, **more: Any) -> MediaElement:
    return MediaElement(source=HERE, page=PAGE.id, element=kind, kind=kind, targets=targets, **more)


def test_video_of_a_page_has_its_header_and_its_captions() -> None:
    world = World(talk_mp4=FILM, c_vtt=CAPTIONS)
    world.elements = (
        element("video", "talk.mp4", tracks=(MediaTrack(source=HERE, src="c.vtt", target="c.vtt", language="fr"),)),
    )
    (found,) = world.media()
    assert (found.id, found.kind, found.source, plain(found.has_audio)) == ("talk.mp4", "video", HERE, True)
    assert plain(found.duration_s) == 100.0
    (track,) = found.captions
    assert (track.path, track.language, track.language_valid, track.coverage) == ("c.vtt", "fr", True, 0.95)


def test_page_that_forgot_the_captions_of_another_place_is_named() -> None:
    world = World(talk_mp4=FILM, c_vtt=CAPTIONS)
    track = MediaTrack(source=HERE, src="c.vtt", target="c.vtt", language="fr")
    world.elements = (element("video", "talk.mp4", tracks=(track,)), element("video", "talk.mp4"))
    (found,) = world.media()
    assert isinstance(found.uncaptioned_pages, Fact)
    assert (found.uncaptioned_pages.value, found.uncaptioned_pages.sources) == (("page.html",), (HERE,))
    world.elements = (element("video", "talk.mp4", tracks=(track,)), element("video", "talk.mp4", tracks=(track,)))
    assert world.media()[0].uncaptioned_pages == ()
    world.elements = (element("video", "talk.mp4"),)
    assert world.media()[0].uncaptioned_pages == ()


def test_captions_of_the_same_name_beside_the_video_are_found() -> None:
    world = World(v__talk_mp4=FILM, v__talk_fr_vtt=CAPTIONS, w__talk_de_vtt=CAPTIONS)
    (found,) = world.media()
    assert [track.path for track in found.captions] == ["v/talk.fr.vtt"]


def test_captions_called_only_by_their_language_belong_to_the_only_video_of_a_folder() -> None:
    world = World(v__talk_mp4=FILM, v__fr_vtt=CAPTIONS)
    (found,) = world.media()
    assert [track.path for track in found.captions] == ["v/fr.vtt"]
    two = World(v__talk_mp4=FILM, v__more_mp4=FILM, v__fr_vtt=CAPTIONS)
    assert [medium.captions for medium in two.media()] == [(), ()]


def test_captions_that_the_platform_declares_are_joined() -> None:
    world = World(talk_mp4=FILM, x_vtt=CAPTIONS)
    world.declared = (DeclaredTrack(source=HERE, media="talk.mp4", path="x.vtt", kind="captions", language="eng"),)
    (track,) = world.media()[0].captions
    assert (track.path, track.language, track.language_valid) == ("x.vtt", "en", False)


def test_text_tracks_inside_the_file_are_captions() -> None:
    world = World(
        talk_mp4=MediaHeader(duration_s=5.0, text_tracks=(TextTrack("fra", "captions"), TextTrack("", "chapters")))
    )
    (found,) = world.media()
    assert [(track.language, track.format) for track in found.captions] == [("fr", "embedded")]


def test_record_declares_captions_transcript_and_alternative() -> None:
    world = World(talk_mp4=FILM)
    world.record = {
        "media": [
            {
                "ref": "./talk.mp4",
                "captions": [{"language": "en", "burnedIn": True}],
                "transcript": "talk.html",
                "description": "talking-head",
                "alternatives": [{"kind": "text", "ref": "talk.html"}],
                "alternativeForText": True,
            }
        ]
    }
    (found,) = world.media()
    assert (found.declared_captions, found.declared_transcript, found.declared_alternative) == (True, True, True)
    assert (len(found.captions), len(found.transcripts), len(found.descriptions)) == (0, 1, 1)


def test_remote_video_says_why_it_is_unknown_and_takes_the_duration_of_the_record() -> None:
    world = World()
    world.elements = (element("video", url="https://tube.example/v/1", host="tube.example"),)
    (found,) = world.media()
    assert (found.remote, found.host) == (True, "tube.example")
    assert isinstance(found.has_audio, Fact)
    assert found.has_audio.reason == "remote-media"
    world.record = {"media": [{"ref": "https://tube.example/v/1", "duration": "PT4M"}]}
    (found,) = world.media()
    assert isinstance(found.duration_s, Fact)
    assert (found.duration_s.value, found.duration_s.method) == (240.0, Method.SUPPLIED)


def test_video_file_with_sound_alone_is_audio() -> None:
    assert World(talk_mp4=SOUND).media()[0].kind == "audio"


def test_format_that_no_probe_reads_leaves_the_sound_unknown() -> None:
    (found,) = World(old_wmv=None).media()
    assert isinstance(found.has_audio, Fact)
    assert found.has_audio.reason == "media-format-not-read"


def test_sound_that_nothing_names_is_an_effect_and_one_that_is_linked_is_content() -> None:
    world = World(click_mp3=SOUND, lecture_mp3=SOUND, lecture_txt=None)
    world.links = (Link(source=HERE, page=PAGE.id, element="a@href", target="lecture.mp3", state="found"),)
    (found,) = world.media()
    assert (found.id, found.kind) == ("lecture.mp3", "audio")
    assert [track.path for track in found.transcripts] == ["lecture.txt"]


def test_transcript_link_beside_a_player_is_taken() -> None:
    world = World(a_mp3=SOUND, words_html=None)
    world.elements = (element("audio", "a.mp3", transcript_links=("words.html",)),)
    (track,) = world.media()[0].transcripts
    assert (track.path, track.format) == ("words.html", "html")


def test_medium_used_in_several_places_is_one() -> None:
    world = World(a_mp4=FILM)
    world.elements = (element("video", "a.mp4"), element("video", "a.mp4", autoplay=True))
    world.activities = (Activity(source=Source("imsmanifest.xml"), id="i", kind="file", entry="a.mp4"),)
    (found,) = world.media()
    assert found.autoplay
    assert found.source == HERE


def test_element_whose_file_is_missing_is_no_medium() -> None:
    world = World()
    world.elements = (element("video", sources=("gone.mp4",)),)
    assert world.media() == ()


def test_captions_without_a_medium_are_tracks_of_their_own() -> None:
    world = World(talk_mp4=FILM, talk_fr_vtt=CAPTIONS, other_vtt=CAPTIONS)
    found = tracks(world.media(), world.file_values)
    assert [(track.path, track.media) for track in found] == [("talk.fr.vtt", "talk.mp4"), ("other.vtt", "")]
