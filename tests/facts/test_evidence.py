"""What the program lays ready for a person: sentences, pictures, captions, places that only a mouse reaches."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.page_facts import fact

from oecheck.documents.html import parse_html
from oecheck.facts.artificial_intelligence import ai_gaps, ai_launches, ai_use
from oecheck.facts.caption_review import automatic, cue_sample, sample
from oecheck.facts.handlers import keyboard_barriers, sheet_reveals, touch_evidence
from oecheck.facts.language_review import bad_part_langs, marked_langs, other_language_pages, wrong_script_pages
from oecheck.facts.moving_images import declared_hazards, moving_images, svg_moves
from oecheck.facts.overviews import due_dates, first_text, first_text_words, overviews, texts_hidden
from oecheck.facts.picture_groups import picture_groups
from oecheck.facts.sensory import charts, sensory_evidence, sensory_sentences
from oecheck.model.content import ActiveObject, Epub
from oecheck.model.course import Accessibility, Activity, Course, Module, Tool
from oecheck.model.fact import Fact, State
from oecheck.model.media import CaptionFile, Media, Track
from oecheck.model.package import File
from oecheck.model.page import AutoRefresh, Image, Link, Page
from oecheck.model.source import Source

HERE = Source("p.html", 1)
PAGE = Page(source=HERE, path="p.html", id="p.html")


class _Lists:
    """Word lists and vocabularies in small."""

    def lexicon(self, name: str, _language: str) -> frozenset[str] | None:
        lists = {"sensory-words": {"on the right", "右边"}, "chart-words": {"chart"}}
        return frozenset(lists[name]) if name in lists else None

    def vocabulary(self, _name: str) -> frozenset[str]:
        return frozenset({"ai.test"})


def test_sentences_that_lean_on_position_are_found_in_any_script() -> None:
    text = "<p>Press the button on the right. Copyright on the rightful owner!</p><p>请点击右边的按钮。好。</p>"
    found = sensory_sentences(parse_html(text, "p.html"), _Lists())

    assert found == ("Press the button on the right", "请点击右边的按钮")


def test_evidence_names_the_page_and_leaves_instructors_out() -> None:
    other = Page(source=HERE, path="i.html", id="i.html", audience="instructor")
    assert sensory_evidence(lambda _: [(PAGE, ("See above",)), (other, ("See below",))]) == ("p.html: See above",)


def test_charts_are_told_by_name_or_alternative() -> None:
    images = tuple(
        Image(source=HERE, page="p.html", element="img", src=src, name=name)
        for src, name in (("i/chart-1.png", ""), ("b.png", "Chart of rain"), ("charts.png", "Well"))
    )
    assert charts(lambda _: [(PAGE, images)], _Lists()) == ("i/chart-1.png", "b.png")


@pytest.mark.parametrize(
    ("markup", "barrier"),
    [
        ('<div onclick="go()">x</div>', True),
        ('<span onmousedown="go()">x</span>', True),
        ('<a onclick="go()">x</a>', True),
        ('<div onclick="go()" tabindex="0">x</div>', False),
        ('<div onclick="go()" onkeydown="k()">x</div>', False),
        ('<button onclick="go()">x</button>', False),
        ('<a href="#" onclick="go()">x</a>', False),
        ('<div onclick="go()"><button>x</button></div>', False),
        ('<a href="#"><span onclick="go()">x</span></a>', False),
        ('<div onclick="return false;">x</div>', False),
        ('<div hidden onclick="go()">x</div>', False),
        ('<body onclick="go()">x</body>', False),
        ('<a href="#" onclick="go(1)">1</a><span onclick="go(1)">x</span>', False),
        ('<a href="#" onclick="go(1)">1</a><span onclick="go(2)">x</span>', True),
    ],
)
def test_element_that_only_a_mouse_reaches_is_a_barrier(markup: str, barrier: bool) -> None:
    assert bool(fact("mouse_only", markup)) is barrier


def test_barriers_are_told_with_their_places() -> None:
    found = keyboard_barriers(lambda _: [(PAGE, (Source("p.html", 3), Source("p.html", 9)))])

    assert found.value == ("p.html:3", "p.html:9")
    assert found.sources == (Source("p.html", 3), Source("p.html", 9))


def test_what_appears_under_the_pointer_only_is_evidence_in_sheets_that_are_used() -> None:
    assert sheet_reveals(b".m:hover ul { display: block } a:hover { color: red }") == 1
    assert sheet_reveals(b".m:hover ul, .m:focus-within ul { display: block }") == 0
    values: dict[str, Any] = {"drags": [(PAGE, 1)], "hover_reveals": []}
    found = touch_evidence(frozenset({"a.css"}), lambda name: values[name], lambda _: {"a.css": 1, "b.css": 1})
    assert found == ("p.html", "a.css")


def test_page_in_a_script_that_its_language_never_uses_is_certain_and_another_language_likely() -> None:
    values: dict[str, Any] = {
        "lang_fits_script": [(PAGE, False)],
        "lang": [(PAGE, "en")],
        "text_language": [(PAGE, Fact(value="fr"))],
    }
    assert wrong_script_pages(lambda name: values[name]).value == ("p.html",)
    assert other_language_pages(lambda name: values[name]).value == ("p.html",)
    values["text_language"] = [(PAGE, Fact(state=State.UNREADABLE, reason="text-too-short"))]
    assert other_language_pages(lambda name: values[name]).value == ()


def test_marks_of_passages_that_are_no_tags_are_told() -> None:
    values = [(PAGE, ("fr", "french?", ""))]
    assert bad_part_langs(lambda _: values).value == ("french?",)
    assert marked_langs(lambda _: values) == ("fr", "french?", "")


def test_same_picture_with_the_same_alternative_is_one_group() -> None:
    def picture(src: str, name: str | None) -> Image:
        return Image(source=HERE, page="p.html", element="img", src=src, name=name)

    images = (picture("a.png", "Well"), picture("b.png", "Pump"), picture("b.png", "Pump"), picture("c.png", None))
    found = picture_groups(lambda _: [(PAGE, images)])

    assert [(one.src, one.name, one.uses) for one in found] == [("b.png", "Pump", 2), ("a.png", "Well", 1)]


def test_sample_of_captions_is_spread_evenly_and_the_same_in_every_run() -> None:
    cues = "".join(f"00:{m:02}:00.000 --> 00:{m:02}:05.000\nword{m} a@b.test\n\n" for m in range(60))
    file = File(source=HERE, path="c.vtt", size_bytes=9, media_type="text/vtt")
    found = cue_sample(f"WEBVTT\n\n{cues}".encode(), file)

    assert found is not None
    assert len(found) == 10
    assert found[0] == "00:03:00 word3 …@…"
    assert cue_sample(b"WEBVTT\n", file) is None


def test_track_knows_whether_speech_recognition_made_it() -> None:
    track = Track(source=HERE, path="c.vtt")
    values: dict[str, Any] = {
        "caption": {"c.vtt": CaptionFile(format="vtt", automatic=True)},
        "cue_sample": {"c.vtt": ("00:00:01 x",)},
    }
    assert automatic(track, lambda name: values[name])
    assert sample(track, lambda name: values[name]) == ("00:00:01 x",)
    assert sample(Track(source=HERE, path="t.html", kind="transcript"), lambda name: values[name]) == ()


def test_record_says_none_or_what_artificial_intelligence_is_used_for() -> None:
    none, stated = ai_use({"ai": "none"}), ai_use({"ai": {"uses": ["content"]}})
    assert none is not None
    assert stated is not None
    assert (none.value, stated.value) == ("none", "stated")
    assert ai_use({}) is None
    assert ai_use(None) is None
    assert ai_gaps({"ai": {"uses": ["content"], "dataSent": "none"}}) == ("alternative",)
    assert ai_gaps({"ai": "none"}) == ()


def test_services_of_artificial_intelligence_are_told_by_host() -> None:
    link = Link(source=HERE, page="p.html", element="a@href", host="chat.ai.test")
    values: dict[str, Any] = {"links": [(PAGE, (link,))], "remotes": []}
    course = Course(source=HERE, tools=(Tool(source=HERE, id="t", host="fair.test"),))
    found = ai_launches(course, lambda name: values[name], _Lists())

    assert found.value == ("chat.ai.test",)
    assert found.sources == (HERE,)


def _overview(activities: tuple[Activity, ...], module: Module, words: int = 0) -> dict[str, Any]:
    types = {"r.pdf": "application/pdf", "p.html": "text/html"}
    files = [File(source=HERE, path=path, size_bytes=1, media_type=kind) for path, kind in types.items()]
    course = Course(source=HERE, modules=(module,), activities=activities)
    found = overviews(course, (module,), {module.id: module.id}, files, lambda _: [(PAGE, words)])
    return {
        "text": first_text(module, found),
        "words": first_text_words(module, found),
        "hidden": texts_hidden(module, found),
        "dates": due_dates(module, found),
    }


def test_entries_of_a_glossary_and_words_of_a_certificate_may_be_texts_that_the_package_does_not_show() -> None:
    module = Module(source=HERE, id="m", title="Glossary")
    glossary = Activity(source=HERE, id="g", module="m", kind="page", raw_kind="glossary")
    certificate = Activity(source=HERE, id="c", module="m", kind="credential", raw_kind="certificate")
    survey = Activity(source=HERE, id="s", module="m", kind="survey", raw_kind="feedback")

    assert _overview((glossary,), module)["hidden"] is True
    assert _overview((certificate,), module)["hidden"] is True
    assert _overview((survey,), module)["hidden"] is False


def test_first_text_of_a_unit_is_its_description_else_its_first_page_or_document() -> None:
    module = Module(source=HERE, id="m", title="Unit 1")
    quiz = Activity(source=HERE, id="q", module="m", kind="quiz", due="2026-05-01T10:00")
    page = Activity(source=HERE, id="p", module="m", title="Start", entry="p.html", kind="page")
    pdf = Activity(source=HERE, id="r", module="m", title="Reader", entry="r.pdf", kind="file")

    told = Module(source=HERE, id="m", title="Unit 1", description="What to do this week")
    assert _overview((quiz,), told)["text"] == "Unit 1"
    assert _overview((quiz, page, pdf), module, words=50) == {
        "text": "Start",
        "words": 50,
        "hidden": False,
        "dates": ("2026-05-01",),
    }
    assert _overview((pdf,), module)["text"] == "Reader"
    assert _overview((quiz,), module)["text"] is None


def test_unit_of_programs_has_texts_that_are_not_seen() -> None:
    program = Activity(source=HERE, id="s", module="m", kind="interactive")
    assert _overview((program,), Module(source=HERE, id="m"))["hidden"] is True


def test_unit_whose_file_is_lost_or_lies_in_another_unit_may_have_a_text() -> None:
    lost = Activity(source=HERE, id="p", module="m", kind="page", entry="lost.html")
    assert _overview((lost,), Module(source=HERE, id="m"))["hidden"] is True
    assert _overview((), Module(source=HERE, id="m"))["hidden"] is True


def test_hazards_of_course_and_books_are_taken_together() -> None:
    course = Course(source=HERE, accessibility=Accessibility(source=HERE, hazards=("none",)))
    book = Epub(source=HERE, path="b.epub", hazards=("flashing", "none"))

    assert declared_hazards(course, (book,)) == ("none", "flashing")
    assert declared_hazards(Course(source=HERE), (Epub(source=HERE, path="c.epub"),)) == ()


def test_everything_that_moves_is_named_once() -> None:
    media = (Media(source=HERE, id="v.mp4", kind="video"), Media(source=HERE, id="a.mp3", kind="audio"))
    flash = (
        ActiveObject(source=HERE, path="f.swf", kind="flash"),
        ActiveObject(source=HERE, path="x.exe", kind="macro"),
    )
    values: dict[str, dict[str, Any]] = {
        "animation_s": {"a.gif": 9.0, "b.gif": 0.0},
        "svg_moves": {"d.svg": True, "e.svg": False},
    }
    blink = (AutoRefresh(source=HERE, page="p.html", kind="marquee"),)
    found = moving_images(media, flash, lambda name: values[name], lambda _: [(PAGE, blink)])

    assert found == ("v.mp4", "a.gif", "d.svg", "f.swf", "p.html")
    assert svg_moves(b'<svg><animate attributeName="x"/></svg>')
    assert not svg_moves(b"<svg><g id='set'/></svg>")
