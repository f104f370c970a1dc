"""Title, languages, words, refreshes, plug-ins and media of a page."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_facts import FACTS, fact


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title> The\n Nile </title>", "The Nile"),
        ("<title></title>", None),
        ("<title> </title>", None),
        ("<p>x", None),
        ("<svg><title>Logo</title></svg>", None),
        ("<title>One</title><title>Two</title>", "One"),
    ],
)
def test_title(markup: str, title: str | None) -> None:
    assert fact("title", markup) == title


@pytest.mark.parametrize(
    ("root", "lang", "conflict"),
    [
        ("<html lang=en-GB>", "en-GB", False),
        ("<html xml:lang=fr>", "fr", False),
        ("<html lang='' xml:lang=fr>", "fr", False),
        ("<html lang=' '>", None, False),
        ("<html>", None, False),
        ("", None, False),
        ("<html lang=en xml:lang=EN-us>", "en", False),
        ("<html lang=en xml:lang=fr>", "en", True),
    ],
)
def test_language_of_the_root(root: str, lang: str | None, conflict: bool) -> None:
    assert fact("lang", root + "<p>x") == lang
    assert fact("lang_conflict", root + "<p>x") is conflict


def test_languages_of_parts() -> None:
    page = "<html lang=en><p lang=fr>x<i lang=xx-nonsense>y</i><b lang=fr>z</b><q xml:lang=de>w</q>"
    assert fact("part_langs", page) == ("fr", "xx-nonsense", "de")


def test_marks_that_no_words_have_say_no_language() -> None:
    page = (
        "<html lang=en><div lang=none><p lang=fr>Eau</p></div><p lang=bare> </p><p lang=unseen><i hidden>Water</i></p>"
        "<p lang=decoration><img src=a.png alt=''></p><p lang=sw><img src=a.png alt=Maji></p><p lang=' '>Water</p>"
        "<script lang=js>1</script><p lang=aria aria-hidden=true>seen</p>"
    )
    assert fact("part_langs", page) == ("fr", "sw", " ", "aria")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<title>no</title><p>Two words</p><p>and three\n\t more</p>", 5),
        ("<p>\ud55c\uad6d\uc5b4 \uac15\uc88c</p>", 2),  # Korean has blanks
        ("<p>d\u00e9j\u00e0&nbsp;vu\u2003\u2014 \u2003</p>", 3),
        ("<p>\u8bfe\u7a0b \u3042</p>", 3),
        ("<p>a</p><p>b</p>", 2),
        ("<p>caf\N{LATIN SMALL LETTER E WITH ACUTE} noir</p>", 2),
        ("<p>第一課 hello</p>", 4),
        ("<script>a b</script>", 0),
        ("", 0),
    ],
)
def test_words(markup: str, words: int) -> None:
    assert fact("words", markup) == words


def test_sample_is_short_and_folded() -> None:
    sample = fact("text_sample", "<p>one\n two</p>" + "<p>word</p>" * 2000)
    assert sample.startswith("one two word")
    assert 1000 < len(sample) <= 2000


def test_mail_addresses_are_counted_but_those_of_contact_links() -> None:
    page = "<a href='mailto:prof@uni.test'>prof@uni.test</a><p>ana@uni.test, ANA@uni.test and bo@uni.test"
    assert fact("emails", page) == 2
    assert fact("emails", "<p>no at sign") == 0


@pytest.mark.parametrize(
    ("markup", "kind", "delay", "controllable"),
    [
        ("<meta http-equiv=refresh content=30>", "refresh", 30, False),
        ("<meta http-equiv=Refresh content='0; URL=x.html'>", "refresh", 0, False),
        ("<video autoplay src=a.mp4></video>", "autoplay", 0, False),
        ("<video autoplay muted src=a.mp4></video>", "autoplay", 0, True),
        ("<audio autoplay controls src=a.mp3></audio>", "autoplay", 0, True),
        ("<video autoplay><source src=a.mp4#t=8,10><source src='a.webm#t=8,10'></video>", "autoplay", 0, True),
        ("<video autoplay src=a.mp4#t=npt:8.5,11.5></video>", "autoplay", 0, True),
        ("<video autoplay src=a.mp4#t=,2></video>", "autoplay", 0, True),
        ("<video autoplay src=a.mp4#t=8,12></video>", "autoplay", 0, False),
        ("<video autoplay src=a.mp4#t=8></video>", "autoplay", 0, False),
        ("<video autoplay loop src=a.mp4#t=8,10></video>", "autoplay", 0, False),
        ("<video autoplay><source src=a.mp4#t=8,10><source src=a.webm></video>", "autoplay", 0, False),
        ("<embed autostart=true src=a.mp3>", "autoplay", 0, False),
        ("<iframe src='https://x.test/e?autoplay=1'></iframe>", "autoplay", 0, False),
        ("<blink>x</blink>", "blink", 0, False),
        ("<marquee>x</marquee>", "marquee", 0, False),
    ],
)
def test_what_happens_by_itself(markup: str, kind: str, delay: float, controllable: bool) -> None:
    (found,) = fact("self_starting", markup)
    assert (found.kind, found.delay_s, found.controllable) == (kind, delay, controllable)


@pytest.mark.parametrize(
    "markup",
    [
        "<video controls src=a.mp4></video>",
        "<meta http-equiv=refresh content=x>",
        "<meta name=refresh content=5>",
        "<p>",
    ],
)
def test_what_waits_for_a_person_is_inapplicable(markup: str) -> None:
    assert fact("self_starting", markup) == ()


@pytest.mark.parametrize(
    ("markup", "applet", "plug_in"),
    [
        ("\n<applet code=A.class></applet>", 2, 0),
        ("<p>x\n<object data=a.swf><embed src=a.swf></object>", 0, 2),
        ("<embed type=application/x-shockwave-flash src=a>", 0, 1),
        ("<object classid='clsid:8AD9C840-044E-11D1'></object>", 1, 0),
        ("<object data=a.png></object>", 0, 0),
    ],
)
def test_plug_in_content_is_told_by_its_line(markup: str, applet: int, plug_in: int) -> None:
    assert (fact("applet_line", markup), fact("plug_in_line", markup)) == (applet, plug_in)


def test_viewport_and_structured_data() -> None:
    assert fact("viewport", "<meta name=Viewport content=x>")
    assert not fact("viewport", "<p>")
    assert fact("structured_data", "<script type=application/ld+json>{}</script>")
    assert fact("structured_data", "<div itemscope>")
    assert not fact("structured_data", "<p>")


def test_video_with_tracks_and_a_transcript_beside_it() -> None:
    page = (
        "<html><body><figure><video controls autoplay><source src=a.mp4><source src=a.webm>"
        "<track kind=captions src=a.vtt srclang=fr label=French></video>"
        "<a href=a.txt>Text</a><a href=x.html>More</a><a href=t.html>Transcript</a></figure><a href=far.vtt>far</a>"
    )
    (medium,) = fact("media_elements", page, files=["w/a.mp4", "w/a.vtt", "w/t.html"])
    assert (medium.kind, medium.sources, medium.targets) == ("video", ("a.mp4", "a.webm"), ("w/a.mp4",))
    assert (medium.controls, medium.autoplay, medium.muted) == (True, True, False)
    (track,) = medium.tracks
    assert (track.target, track.kind, track.language, track.label) == ("w/a.vtt", "captions", "fr", "French")
    assert medium.transcript_links == ("a.txt", "w/t.html")


@pytest.mark.parametrize(
    ("after", "links"),
    [
        ("<a href=t.html>Transcript</a>", ("w/t.html",)),
        ("<p>Listen.</p><hr><p>Or read the <a href=t.html>transcript</a>.</p>", ("w/t.html",)),
        ("<p>1</p><p>2</p><p>3</p><a href=t.html>Transcript</a>", ()),
        ("<h2>Pumps</h2><a href=t.html>Transcript</a>", ()),
        ("<div><audio src=b.mp3></audio><a href=t.html>Transcript</a></div>", ()),
        ("<a href=more.html>More</a>", ()),
    ],
)
def test_transcript_that_follows_in_the_page_is_beside_it(after: str, links: tuple[str, ...]) -> None:
    for medium in ("<audio src=a.mp3></audio>", "<p><audio src=a.mp3></audio></p>"):
        first, *_ = fact("media_elements", f"<html><body>{medium}{after}", files=["w/a.mp3", "w/t.html"])
        assert first.transcript_links == links


@pytest.mark.parametrize(
    ("markup", "kind", "player", "host"),
    [
        (
            "<iframe src='https://www.youtube-nocookie.com/embed/x?rel=0'></iframe>",
            "video",
            "youtube",
            "www.youtube-nocookie.com",
        ),
        ("<iframe src=//player.vimeo.com/video/1></iframe>", "video", "vimeo", "player.vimeo.com"),
        ("<audio src=https://x.test/a.mp3></audio>", "audio", "", "x.test"),
        ("<a href=talk.mp3>Talk</a>", "audio", "", ""),
        ("<embed src=a.mov>", "video", "", ""),
    ],
)
def test_other_places_that_play(markup: str, kind: str, player: str, host: str) -> None:
    (medium,) = fact("media_elements", markup)
    assert (medium.kind, medium.player, medium.host) == (kind, player, host)


@pytest.mark.parametrize("markup", ["<iframe src=page.html></iframe>", "<a href=page.html>x</a>", "<img src=a.png>"])
def test_places_that_do_not_play(markup: str) -> None:
    assert fact("media_elements", markup) == ()


_PIECES = st.sampled_from(
    [
        "<table><tr><td headers='a b' colspan=9>",
        "<a href='?x#y'>",
        "<a href=':'>",
        "<iframe src=' //x '>",
        "<img srcset=', ,a 1x,'>",
        "<style>@import;p{color:red;background:url(",
        "<p style='color:#12;background:rgb(1,2'>",
        "<label for=q><input id=q>",
        "<h1 aria-level=0>",
        "<meta http-equiv=refresh content=';;url='>",
        "<base href='http://[x'>",
        "<video><track>",
        "<svg><title>",
        "<font size=+9 color=''>",
        "</table>",
        "</p>",
        "<b>",
        "<object data='data:'>",
        "<div role=heading lang=''>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=12).map("".join))
def test_every_fact_takes_every_page(markup: str) -> None:
    for name in FACTS:
        fact(name, markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<h1><div>" * 30_000,
        "<p>" + "<b>x</b>" * 30_000,
        "<video><source src=a><a href=t.vtt>" * 15_000,
        "<a href=q><img>" * 20_000,
        "<label>" * 20_000 + "<input>" * 20_000,
        "<table><tr><td headers='a b'>" * 15_000,
        "<p style='color:red;display:none'>x" * 20_000,
        "<strong><p>" * 20_000,
    ],
    ids=lambda markup: markup[:12],
)
def test_work_does_not_grow_with_the_square(markup: str) -> None:
    """Counted in calls, which no other load on the machine can change."""
    counts = []
    for part in (markup[: len(markup) // 4], markup):
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            for name in FACTS:
                fact(name, part)
        finally:
            sys.setprofile(None)
        counts.append(calls)
    assert counts[1] < 8 * counts[0]
