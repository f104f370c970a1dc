from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts.captions import language_of_name, read_captions, stem_of_name
from oecheck.model.media import CaptionFile

VTT = """WEBVTT

1
00:01.000 --> 00:04.000
First

NOTE a remark
of two lines

00:00:05.000 --> 00:00:09.500 line:0
<v Ann>Second</v>
"""


def vtt(text: str, name: str = "talk.vtt") -> CaptionFile:
    return read_captions(text.encode(), "vtt", name)


def test_sound_file_has_no_problems() -> None:
    found = vtt(VTT)
    assert (found.cues, found.last_end_s, found.covered_s, found.problems) == (2, 9.5, 7.5, ())
    assert found.characters == len("FirstSecond")


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("00:01.000 --> 00:02.000\nA\n", "header", 1),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nA\n", "header", 1),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nA\n", "timing", 3),
        ("WEBVTT\n\n0:00:01.000 --> 0:00:02.000\nA\n", "timing", 3),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\nA\n", "timing", 3),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n", "order", 6),
        ("WEBVTT\n\n00:01.000 --> 00:06.000\nA\n\n00:05.000 --> 00:07.000\nB\n", "overlap", 6),
        ("WEBVTT\n\n00:01.000 --> 00:06.000\n\n", "empty-cue", 3),
        ("WEBVTT\n\nlost words\n", "stray-text", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB\n", "separator", 5),
        ("WEBVTT\n", "empty", 1),
        ("", "empty", 1),
    ],
)
def test_problem_is_told_with_its_line(text: str, problem: str, line: int) -> None:
    found = vtt(text)
    assert problem in found.problems
    assert found.problem_line == line


def test_cue_with_unreadable_time_is_counted_and_not_dropped_in_silence() -> None:
    found = vtt("WEBVTT\n\nsoon --> later\nA\n\n00:03.000 --> 00:04.000\nB\n")
    assert (found.cues, found.bad_cues, found.problems, found.problem_line) == (1, 1, ("timing",), 3)


def test_cues_that_overlap_count_once_in_the_time_covered() -> None:
    assert vtt("WEBVTT\n\n00:01.000 --> 00:06.000\nA\n\n00:05.000 --> 00:07.000\nB\n").covered_s == 6


def test_bytes_that_are_not_utf8_are_told() -> None:
    found = read_captions(VTT.replace("First", "Erst\u00e4").encode("latin-1"), "vtt", "x.vtt")
    assert (found.problems, found.cues, found.problem_line) == (("encoding",), 2, 5)


def test_subrip_with_byte_order_mark_and_windows_lines() -> None:
    text = "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\nB\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nC\r\n"
    found = read_captions(text.encode(), "srt", "x.srt")
    assert (found.cues, found.problems, found.last_end_s) == (2, (), 4.0)


def test_subrip_number_of_the_next_cue_is_no_text_of_the_one_before() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB\n"
    found = read_captions(text.encode(), "srt", "x.srt")
    assert (found.cues, found.problems, found.characters) == (2, ("separator",), 2)


def test_transcript_of_open_edx() -> None:
    found = read_captions(
        b'{"start": [0, 2000], "end": [1500, 4000], "text": ["a", null]}', "sjson", "subs_x.srt.sjson"
    )
    assert (found.cues, found.last_end_s, found.problems) == (2, 4.0, ("empty-cue",))


def test_lists_of_different_length_are_told() -> None:
    found = read_captions(b'{"start": [0], "end": [1500, 4000], "text": ["a"]}', "sjson", "x.sjson")
    assert (found.problems, found.bad_cues) == (("markup",), 1)


def test_ttml_with_clock_and_offset_times() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="de"><body><div><p begin="00:00:01.5" end="3s">a</p>'
        '<p begin="4s" dur="500ms">b<br/>c</p><p>no time</p></div></body></tt>'
    )
    found = read_captions(text.encode(), "ttml", "x.ttml")
    assert (found.cues, found.last_end_s, found.bad_cues, found.language_declared) == (2, 4.5, 1, "de")


@pytest.mark.parametrize(
    ("name", "language", "stem"),
    [
        ("a/talk.fr.vtt", "fr", "talk"),
        ("talk_pt-BR.srt", "pt-BR", "talk"),
        ("talk-en.vtt", "en", "talk"),
        ("talk.mp4.vtt", "", "talk"),
        ("en.vtt", "en", ""),
        ("fr_subs_abc.srt.sjson", "fr", "abc"),
        ("subs_abc.srt.sjson", "", "abc"),
        ("How it works [Chinese (Simplified)].srt", "zh-Hans", "how it works"),
        ("talk (English).vtt", "en", "talk"),
        ("talk.de.auto.vtt", "de", "talk"),
        ("what_it_is.vtt", "", "what_it_is"),
        ("intro.vtt", "", "intro"),
        ("the.end.vtt", "", "the.end"),
    ],
)
def test_name_tells_language_and_medium(name: str, language: str, stem: str) -> None:
    assert (language_of_name(name), stem_of_name(name)) == (language, stem)


def test_kind_and_language_of_the_header_are_taken() -> None:
    found = vtt("WEBVTT\nKind: descriptions\nLanguage: fr\n\n00:01.000 --> 00:02.000\nA\n")
    assert (found.kind_guess, found.language_declared, found.problems) == ("descriptions", "fr", ())


def test_thumbnails_are_no_captions() -> None:
    assert vtt("WEBVTT\n\n00:01.000 --> 00:02.000\ns.jpg#xywh=0,0,1,1\n").kind_guess == "metadata"


def test_word_times_betray_automatic_speech_recognition() -> None:
    assert vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nHi<00:00:01.200><c> you</c>\n").automatic


@pytest.mark.parametrize("piece", ["1\n", "a --> b\n", "<", "00:00", "\n\n", "NOTE\n"])
@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_hostile_text_stays_linear(piece: str, kind: str) -> None:
    data = ("WEBVTT\n\n" + piece * (400_000 // len(piece))).encode()
    started = time.process_time()
    read_captions(data, kind, "x")
    assert time.process_time() - started < 5  # a quadratic reader takes minutes


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["vtt", "srt", "ttml", "sjson"]),
    st.binary(max_size=200)
    | st.lists(st.sampled_from(["WEBVTT", "\n", "\n\n", "00:01.000", " --> ", "1", "x", "\r", "9:9:9,9"])).map(
        lambda parts: "".join(parts).encode()
    ),
)
def test_any_bytes_give_a_result(kind: str, data: bytes) -> None:
    found = read_captions(data, kind, "name.vtt")
    assert found.cues + found.bad_cues > 0 or found.problems
    assert found.covered_s >= 0
