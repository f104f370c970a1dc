from __future__ import annotations

import media_builder as build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts import _probe
from oecheck.facts.media_headers import PROBES
from oecheck.model.media import MediaHeader, TextTrack


def measure(media_type: str, data: bytes, piece: int = 1 << 16) -> MediaHeader:
    probe = PROBES[media_type]()
    for start in range(0, len(data), piece):
        probe.feed(data[start : start + piece])
    return probe.finish()


VIDEO = build.iso_track(1, b"vide", height=720)
SOUND = build.iso_track(2, b"soun", language="fra")


@pytest.mark.parametrize("movie_first", [True, False])
@pytest.mark.parametrize("piece", [1, 7, 100, 1 << 16])
def test_movie_box_is_read_wherever_it_lies_and_whatever_the_pieces(movie_first: bool, piece: int) -> None:
    header = measure("video/mp4", build.mp4(VIDEO, SOUND, movie_first=movie_first), piece)
    assert (header.duration_s, header.height, header.has_audio, header.has_video) == (12.0, 720, True, True)
    assert header.problem == ""


def test_video_without_sound_track_has_no_audio() -> None:
    assert measure("video/mp4", build.mp4(VIDEO)).has_audio is False


def test_bit_rate_is_size_over_running_time() -> None:
    data = build.mp4(VIDEO, samples=150_000)
    assert measure("video/mp4", data).bitrate_kbps == round(len(data) * 8 / 12 / 1000, 1)


def test_picture_turned_by_a_quarter_shows_its_width_as_lines() -> None:
    track = build.iso_track(1, b"vide", height=360, turned=True)
    assert measure("video/mp4", build.mp4(track)).height == 640


def test_text_tracks_have_language_and_kind_and_chapters_are_no_captions() -> None:
    refers = build.box(b"tref", build.box(b"chap", (4).to_bytes(4, "big")))
    video = build.iso_track(1, b"vide", height=720, refers=refers)
    subtitles = build.iso_track(3, b"sbtl", language="deu")
    chapters = build.iso_track(4, b"text")
    header = measure("video/mp4", build.mp4(video, subtitles, chapters))
    assert header.text_tracks == (TextTrack("deu", "subtitles"), TextTrack("", "chapters"))


def test_running_time_of_a_fragmented_file_is_added_up() -> None:
    head = build.box(b"ftyp", b"iso5", bytes(4)) + build.movie(VIDEO, seconds=0)
    parts = build.fragment(1, 0, [500] * 10) + build.box(b"mdat", bytes(99)) + build.fragment(1, 5000, [500] * 5)
    assert measure("video/mp4", head + parts).duration_s == 7.5


def test_truncated_file_says_so_and_keeps_what_its_header_told() -> None:
    header = measure("video/mp4", build.mp4(VIDEO)[:-1000])
    assert (header.problem, header.duration_s) == ("truncated", 12.0)


def test_file_without_movie_box_is_not_taken_for_silent() -> None:
    header = measure("video/mp4", build.box(b"ftyp", b"isom", bytes(4)) + build.box(b"mdat", bytes(500)))
    assert (header.problem, header.has_audio, header.duration_s) == ("no-header", None, None)


def test_movie_box_of_gigabytes_is_refused_without_being_held() -> None:
    claim = (3 << 30).to_bytes(4, "big") + b"moov"
    header = measure("video/mp4", build.box(b"ftyp", b"isom", bytes(4)) + claim + bytes(5000))
    assert header.problem == "header-too-large"


def test_file_made_of_dust_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_probe, "MAX_REQUESTS", 50)
    assert measure("video/mp4", build.box(b"free") * 100 + build.mp4(VIDEO)).problem == "too-many-parts"


def test_place_of_a_recording_is_told_and_never_shown() -> None:
    data = build.box(b"ftyp", b"qt  ", bytes(4)) + build.movie(
        VIDEO, extra=build.box(b"udta", build.box(b"\xa9xyz", b"+48.1+011.5/"))
    )
    header = measure("video/quicktime", data)
    assert header.private_traces == ("gps",)
    assert "48.1" not in repr(header)


@pytest.mark.parametrize("piece", [1, 13, 1 << 16])
def test_webm_tells_running_time_lines_and_text_tracks(piece: int) -> None:
    tracks = (
        build.webm_track(1, height=480),
        build.webm_track(2),
        build.webm_track(17, language=b"fre", codec=b"D_WEBVTT/CAPTIONS"),
    )
    header = measure("video/webm", build.webm(*tracks, blocks_ms=(0, 5000)), piece)
    assert (header.duration_s, header.height, header.has_audio) == (12.0, 480, True)
    assert header.text_tracks == (TextTrack("fre", "captions"),)
    assert not header.estimated


@pytest.mark.parametrize("live", [True, False])
def test_webm_recorded_by_a_browser_is_followed_to_its_last_block(live: bool) -> None:
    data = build.webm(build.webm_track(2), seconds=None, blocks_ms=(0, 4000, 9000), live=live)
    header = measure("video/webm", data, 50)
    assert (header.duration_s, header.estimated, header.has_video) == (9.005, True, False)


@pytest.mark.parametrize("tag", [0, 300, 70_000])
def test_mp3_counts_the_frames_of_its_xing_header(tag: int) -> None:
    header = measure("audio/mpeg", build.mp3(frames=100, tag=tag), 333)
    assert (header.duration_s, header.estimated, header.has_audio) == (2.612, False, True)


def test_mp3_without_count_is_estimated_from_its_bit_rate() -> None:
    header = measure("audio/mpeg", build.mp3(frames=100, counted=False))
    assert header.estimated
    assert header.duration_s == pytest.approx(2.612, abs=0.02)


@pytest.mark.parametrize(
    ("media_type", "data", "seconds"),
    [
        ("audio/wav", build.wav(seconds=2), 2.0),
        ("audio/flac", build.flac(seconds=3), 3.0),
        ("audio/ogg", build.opus(seconds=5), 5.0),
        ("video/x-msvideo", build.avi(), 10.0),
    ],
)
def test_other_containers_tell_their_running_time(media_type: str, data: bytes, seconds: float) -> None:
    assert measure(media_type, data, 11).duration_s == seconds


def test_wav_that_was_never_closed_is_estimated() -> None:
    header = measure("audio/wav", build.wav(seconds=2, open_ended=True))
    assert header.estimated
    assert header.duration_s == pytest.approx(2, abs=0.01)


SAMPLES = (build.mp4(VIDEO, SOUND), build.webm(build.webm_track(1, height=9)), build.mp3(), build.wav(), build.opus())


@settings(max_examples=60, deadline=None)
@given(
    media_type=st.sampled_from(sorted(PROBES)),
    data=st.binary(max_size=400) | st.sampled_from(SAMPLES),
    cut=st.integers(0, 400),
    changed=st.integers(0, 255),
    piece=st.integers(1, 500),
)
def test_any_bytes_give_a_header(media_type: str, data: bytes, cut: int, changed: int, piece: int) -> None:
    damaged = data[:cut] + bytes([changed]) + data[cut + 1 :]
    header = measure(media_type, damaged, piece)
    assert header.duration_s is None or header.duration_s > 0
    assert header == measure(media_type, damaged, len(damaged))
