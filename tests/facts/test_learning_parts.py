"""Kinds of material, tracking, units with something to do, language versions, languages of media, codecs."""

from __future__ import annotations

from typing import Any

import media_builder as build
import pytest
from support_words import HERE, Pages

from oecheck.facts import language_versions, learning_parts, media_codecs, media_languages
from oecheck.facts._codec_names import fourcc, matroska, wave
from oecheck.facts.media_headers import PROBES
from oecheck.model.course import Activity, Course, Module
from oecheck.model.fact import Fact, State, plain
from oecheck.model.media import Media, MediaHeader, Track
from oecheck.model.package import Package


def package(format_: str) -> Package:
    return Package(source=HERE, name="p", container="zip", size_bytes=1, entry_count=1, sha256="", format=format_)


def activity(kind: str, module: str = "", **fields: Any) -> Activity:
    return Activity(source=HERE, id=f"{kind}{module}{len(fields)}", kind=kind, module=module, **fields)


def course(*activities: Activity, **fields: Any) -> Course:
    return Course(source=HERE, activities=activities, **fields)


def test_kinds_of_material_are_told_by_activities_pages_and_media() -> None:
    pages = Pages(a={"words": 30, "fields": ()}, b={"words": 29, "fields": ("f",)})
    film = Media(source=HERE, id="v.mp4", kind="video")
    there = course(activity("quiz"), activity("discussion"), activity("link"))
    found = learning_parts.material_kinds(there, package("common-cartridge"), (film,), pages)
    assert found == ("text", "video or audio", "interactive", "assessment", "discussion", "external")


@pytest.mark.parametrize(
    ("kind", "entry", "kinds"),
    [
        ("page", "empty.html", ()),
        ("page", "elsewhere.xml", ("text",)),
        ("file", "book.pdf", ("text",)),
        ("file", "Film.MP4", ()),
    ],
)
def test_page_without_words_and_file_without_text_are_no_text(kind: str, entry: str, kinds: tuple[str, ...]) -> None:
    pages = Pages(empty={"words": 2, "fields": ()})
    there = course(activity(kind, entry=entry))
    assert learning_parts.material_kinds(there, package("common-cartridge"), (), pages) == kinds


def test_unit_of_a_program_format_is_no_kind_by_itself_and_opaque() -> None:
    there = course(activity("interactive"), activity("link"))
    assert learning_parts.material_kinds(there, package("scorm-1.2"), (), Pages()) == ()
    assert learning_parts.opaque_units(there, package("scorm-1.2")) == 2
    assert learning_parts.opaque_units(there, package("common-cartridge")) == 0


def test_tracked_share_counts_what_learners_see() -> None:
    there = course(
        activity("page", completion="viewed"),
        activity("quiz", completion="none"),
        activity("label"),
        activity("page", visibility="hidden"),
    )
    assert plain(learning_parts.tracked_share(there, package("moodle"), lambda _name: {})) == 0.5
    assert learning_parts.untracked_titles(there) == ("quiz1",)
    assert learning_parts.tracked_share(course(), package("moodle"), lambda _name: {}) is None


def test_status_of_scorm_is_seen_in_programs_or_not_known() -> None:
    seen = learning_parts.tracked_share(course(), package("scorm-1.2"), lambda _name: {"a.js": True})
    unseen = learning_parts.tracked_share(course(), package("scorm-2004"), lambda _name: {})
    assert plain(seen) == 1.0
    assert isinstance(unseen, Fact)
    assert unseen.state is State.UNREADABLE
    assert learning_parts.reports_status(b'LMSSetValue("cmi.core.lesson_status", "completed")') is True
    assert learning_parts.reports_status(b"alert(1)") is None


def unit(name: str, parent: str = "") -> Module:
    return Module(source=HERE, id=name, parent=parent)


def test_items_are_counted_at_and_below_each_unit() -> None:
    there = course(
        activity("page", "a1", entry="a.html"),
        activity("quiz", "a2"),
        activity("file", "b"),
        activity("tool", "b"),
        activity("page", "nowhere"),
        modules=(unit("a"), unit("a1", "a"), unit("a2", "a"), unit("b")),
    )
    items = learning_parts.module_items(there, package("common-cartridge"), Pages(a={"fields": ("f",)}))
    assert items == {"a": (1, 1, 1), "a1": (0, 1, 1), "a2": (1, 0, 0), "b": (0, 1, 1)}
    assert learning_parts.active_items(unit("a"), items) == 1
    assert learning_parts.passive_items(unit("a"), items) == 1
    assert learning_parts.perhaps_active_items(unit("b"), items) == 1


def test_program_elsewhere_may_ask_something() -> None:
    there = course(activity("link", "a"), modules=(unit("a"),))
    assert learning_parts.module_items(there, package("cmi5"), Pages()) == {"a": (0, 0, 1)}
    assert learning_parts.module_items(there, package("moodle"), Pages()) == {"a": (0, 1, 0)}


@pytest.mark.parametrize(
    ("address", "perhaps"),
    [
        ("https://chem.test/15.1?contentOnly", 1),
        ("https://chem.test", 1),
        ("https://youtu.be/abc", 0),
        ("HTTPS://WWW.YouTube.com/watch?v=a", 0),
        ("https://chem.test/notes.PDF#page=2", 0),
        ("https://chem.test/talk.mp3?x=1", 0),
        ("notes.html", 0),
    ],
)
def test_web_page_elsewhere_may_ask_something_and_a_film_or_document_does_not(address: str, perhaps: int) -> None:
    there = course(activity("link", "a", entry=address), modules=(unit("a"),))
    assert learning_parts.module_items(there, package("common-cartridge"), Pages()) == {"a": (0, 1, perhaps)}
    assert learning_parts.opaque_units(there, package("common-cartridge")) == perhaps


def versions(pages: Pages, record: Any = None, *tags: str) -> dict[str, Any]:
    there = course(offered_languages=tags or ("en", "fr"))
    return {one.tag: one for one in language_versions.language_versions(there, pages, record)}


def written(lang: str | None = None, parts: tuple[str, ...] = (), words: int = 9) -> dict[str, Any]:
    return {"lang": lang, "part_langs": parts, "words": words}


def test_versions_are_paired_by_the_names_of_their_files() -> None:
    found = versions(Pages(en__a=written(), fr__a=written(), en__b=written(), fr__b=written(), en__c=written()))
    assert plain(found["en"].share) == 1.0
    assert plain(found["fr"].share) == pytest.approx(2 / 3)
    assert found["fr"].missing == ("c/html",)


def test_pages_that_cannot_be_paired_are_counted() -> None:
    found = versions(Pages(water=written("en"), well=written("en"), eau=written("fr")))
    assert (plain(found["en"].share), plain(found["fr"].share)) == (1.0, 0.5)


def test_page_in_two_languages_counts_for_both() -> None:
    found = versions(Pages(a=written("en", ("fr",)), b=written("en", ("fr-CA",))))
    assert plain(found["fr"].share) == 1.0


def test_pages_that_say_nothing_of_their_language_leave_it_open() -> None:
    found = versions(Pages(a=written(), b=written("en")))
    assert isinstance(found["fr"].share, Fact)
    assert found["fr"].share.state is State.UNREADABLE


def test_coverage_that_the_record_states_lowers_the_share() -> None:
    record = {"languages": [{"tag": "fr", "coverage": 0.4}]}
    assert plain(versions(Pages(a=written()), record)["fr"].share) == 0.4
    assert plain(versions(Pages(en__a=written(), fr__a=written()), record)["fr"].share) == 0.4


def test_one_language_has_no_versions_and_a_region_is_no_other_language() -> None:
    assert versions(Pages(a=written("en")), None, "en") == {}
    assert versions(Pages(a=written("pt")), None, "pt", "pt-BR") == {}
    assert set(versions(Pages(a=written("zh")), None, "zh-Hans", "zh-Hant")) == {"zh-Hans", "zh-Hant"}


def test_languages_of_media_come_from_tracks_pages_and_the_record() -> None:
    film = Media(
        source=HERE,
        id="v.mp4",
        path="v.mp4",
        kind="video",
        captions=(Track(source=HERE, path="v.en.vtt", language="en-GB"), Track(source=HERE, path="x.vtt")),
        transcripts=(Track(source=HERE, path="t.html", kind="transcript"),),
    )
    languages = media_languages.page_languages(Pages(t={"lang": "fr"}, u={"lang": "ar"}))
    record = {"media": [{"ref": "./v.mp4", "captions": [{"language": "sw"}], "transcript": "u.html"}]}
    read = media_languages.languages_read(film, languages, record)
    assert read == ("en", "fr", "sw", "ar")
    assert media_languages.languages_lacking(("en", "fr-CA", "hi"), read) == ("hi",)
    assert media_languages.untagged_texts(film, languages) == 1
    assert media_languages.languages_wanted(course(offered_languages=("en",))) == ()


def probed(media_type: str, data: bytes) -> MediaHeader:
    probe = PROBES[media_type]()
    probe.feed(data)
    return probe.finish()


def described(handler: bytes, kind: bytes, entry: bytes = b"") -> bytes:
    """A track with a sample description put behind its handler."""
    track = build.iso_track(1, handler)
    table = build.box(b"stsd", bytes(8), build.box(kind, entry))
    extra = build.box(b"minf", build.box(b"stbl", table))
    at = track.index(b"mdia") - 4
    media = track[at + 8 :]
    return build.box(b"trak", track[8:at], build.box(b"mdia", media, extra))


def sound(object_type: int) -> bytes:
    inner = bytes([3, 25, 0, 1, 0, 4, 17, object_type]) + bytes(12)
    return bytes(28) + build.box(b"esds", bytes(4), inner)


def test_codecs_of_mp4_are_those_of_its_sample_entries() -> None:
    data = build.mp4(described(b"vide", b"avc1"), described(b"soun", b"mp4a", sound(0x40)))
    assert probed("video/mp4", data).codecs == ("h264", "aac")
    assert probed("video/mp4", build.mp4(described(b"soun", b"mp4a", sound(0x6B)))).codecs == ("mp3",)
    assert probed("video/mp4", build.mp4(build.iso_track(1, b"vide"))).codecs == ()


def test_codecs_of_webm_are_those_of_its_tracks() -> None:
    data = build.webm(build.webm_track(1, height=480, codec=b"V_VP9"), build.webm_track(2, codec=b"A_OPUS"))
    assert probed("video/webm", data).codecs == ("vp9", "opus")


def test_codecs_have_one_name_in_all_containers_and_unknown_ones_keep_theirs() -> None:
    assert (fourcc(b"avc1"), matroska(b"V_MPEG4/ISO/AVC"), fourcc(b"H264")) == ("h264", "h264", "h264")
    assert (fourcc(b"abcd"), matroska(b"V_NEW"), wave(0x1234)) == ("abcd", "V_NEW", "wave-1234")
    assert (fourcc(b"\0\1\2\3"), matroska(b""), wave(0x55)) == ("unknown", "unknown", "mp3")


def test_codecs_of_media_are_known_or_told_why_not() -> None:
    here = Media(source=HERE, id="v.mp4", path="v.mp4", kind="video")
    headers: dict[str, Any] = {"v.mp4": MediaHeader(codecs=("h264",))}
    assert plain(media_codecs.codecs(here, lambda _name: headers)) == ("h264",)
    reasons = [
        media_codecs.codecs(here, lambda _name: {}),
        media_codecs.codecs(here, lambda _name: {"v.mp4": MediaHeader(problem="truncated")}),
        media_codecs.codecs(here, lambda _name: {"v.mp4": MediaHeader()}),
        media_codecs.codecs(Media(source=HERE, id="u", kind="video", remote=True), lambda _name: headers),
    ]
    assert [value.reason for value in reasons if isinstance(value, Fact)] == [
        "media-format-not-read",
        "media-header-damaged",
        "media-header-says-nothing",
        "remote-media",
    ]
    assert media_codecs.file_type(here, {"v.mp4": "video/mp4"}) == "video/mp4"
