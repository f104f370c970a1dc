"""Formulas, layout tables, frames without room, and what starts by itself."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest

from oecheck.documents.html import parse_html
from oecheck.facts.formulas import course_formulas, formulas
from oecheck.facts.frames import frames
from oecheck.facts.images import images
from oecheck.facts.media_elements import media_elements
from oecheck.facts.refresh import refreshes, self_starting
from oecheck.facts.tables import tables
from oecheck.model.fact import Fact
from oecheck.model.media import MediaHeader
from oecheck.model.page import AutoRefresh, Formula, Frame, Page, Table
from oecheck.model.source import Source
from oecheck.values.href import PathIndex, Resolver

PAGE = Page(source=Source("p.html"), path="p.html", id="p.html")
RESOLVER = Resolver(PathIndex(["p.html", "a.mp3", "b.mp3", "cat.gif", "still.gif", "short.gif"]))


def formulas_of(markup: str) -> tuple[Formula, ...]:
    document = parse_html(f"<html><body>{markup}</body></html>", "p.html")
    return formulas(document, PAGE, images(document, PAGE, RESOLVER))


def table_of(markup: str) -> Table:
    return tables(parse_html(f"<html><body>{markup}</body></html>", "p.html"), PAGE)[0]


def frames_of(markup: str) -> tuple[Frame, ...]:
    return frames(parse_html(markup, "p.html"), PAGE, RESOLVER)


def starts_of(markup: str, **values: dict[str, Any]) -> tuple[AutoRefresh, ...]:
    document = parse_html(f"<html><body>{markup}</body></html>", "p.html")
    return refreshes(
        PAGE,
        self_starting(document, PAGE),
        media_elements(document, PAGE, RESOLVER),
        images(document, PAGE, RESOLVER),
        lambda name: values.get(name, {}),
    )


@pytest.mark.parametrize("tex", [r"\(x^2\)", r"\[\frac{a}{b}\]", "$$a = b$$"])
def test_tex_in_the_text_is_found(tex: str) -> None:
    assert [formula.kind for formula in formulas_of(f"<p>So {tex} holds.</p>")] == ["tex"]


@pytest.mark.parametrize("text", ["$$ and $$", r"Press \(here\).", "costs $$", "no mathematics"])
def test_text_that_only_has_the_signs_is_no_tex(text: str) -> None:
    assert formulas_of(f"<p>{text}</p>") == ()


@pytest.mark.parametrize("element", ["code", "pre"])
def test_tex_in_code_is_an_example_of_code(element: str) -> None:
    assert formulas_of(f"<{element}>\\(x^2\\)</{element}>") == ()


def test_first_tex_stands_for_all_of_the_page() -> None:
    assert len(formulas_of(r"<p>\(x^2\)</p><p>\(y^2\)</p>")) == 1


def test_library_that_renders_tex_is_seen() -> None:
    assert formulas_of(r'<script src="lib/MathJax.js"></script><p>\(x^2\)</p>')[0].rendered
    assert not formulas_of(r'<script src="lib/jquery.js"></script><p>\(x^2\)</p>')[0].rendered


def test_tex_that_is_left_to_the_platform_is_told_once() -> None:
    tex = formulas_of(r"<p>\(x^2\)</p>")
    mathml = formulas_of("<math><mi>x</mi></math>")
    text = msgspec.structs.replace(PAGE, fragment=True)
    found = course_formulas(lambda _: [(PAGE, tex), (text, (*mathml, *tex)), (text, tex), (text, Fact())])
    assert [(formula.kind, formula.by_platform, formula.count) for formula in found] == [
        ("tex", False, 1),
        ("mathml", False, 1),
        ("tex", True, 2),
    ]


def test_mathml_and_pictures_of_formulas_are_found() -> None:
    found = formulas_of('<math><mi>x</mi></math><img src="equation1.png"><img src="cat.gif">')
    assert [(formula.kind, formula.src) for formula in found] == [("mathml", ""), ("image", "equation1.png")]


def test_table_of_numbers_is_no_layout() -> None:
    assert not table_of("<table><tr><td>Alex<td>14.8<tr><td>Bo<td>9</table>").layout_suspected


@pytest.mark.parametrize(
    "cells",
    [
        "<tr><td>Name<td><input><tr><td>Age<td><input>",
        "<tr><td><h2>Wells</h2><td>x<tr><td>y<td>z",
        f"<tr><td>{'prose ' * 100}<td>x<tr><td>y<td>z",
        "<tr><td>A<td><td><tr><td><td>B<td><tr><td><td><td>",
    ],
)
def test_table_that_arranges_things_is_suspected(cells: str) -> None:
    assert table_of(f"<table>{cells}</table>").layout_suspected


def test_pictures_in_an_unlined_table_are_suspected_and_in_a_lined_one_not() -> None:
    cells = '<tr><td><img src="cat.gif" alt="Cat"><td>Cat<tr><td>x<td>y'
    assert table_of(f'<table border="0">{cells}</table>').layout_suspected
    assert not table_of(f'<table border="1">{cells}</table>').layout_suspected


@pytest.mark.parametrize(
    "attributes",
    ['width="0" height="0"', 'style="width:10px; height:10px; border:0"', 'width="1" height="1"'],
)
def test_frame_without_room_is_hidden(attributes: str) -> None:
    assert frames_of(f'<iframe src="p.html" {attributes}></iframe>')[0].hidden


@pytest.mark.parametrize(
    "attributes", ['width="560" height="315"', 'width="100%" height="0"', 'style="width:100%"', ""]
)
def test_frame_with_room_is_shown(attributes: str) -> None:
    assert not frames_of(f'<iframe src="p.html" {attributes}></iframe>')[0].hidden


def test_frame_without_a_row_is_hidden() -> None:
    found = frames_of(
        '<frameset rows="100%,0%,*"><frame src="p.html"><frame src="p.html"><frame src="p.html"></frameset>'
    )
    assert [frame.hidden for frame in found] == [False, True, False]


def test_short_sound_needs_no_control_and_a_loop_of_it_does() -> None:
    headers = {"a.mp3": MediaHeader(duration_s=2.0), "b.mp3": MediaHeader(duration_s=30.0)}
    sounds = ('src="a.mp3"', 'src="b.mp3"', 'src="a.mp3" loop')
    markup = "".join(f"<audio {sound} autoplay></audio>" for sound in sounds)
    assert [start.controllable for start in starts_of(markup, media_header=headers)] == [True, False, False]


def test_film_without_sound_needs_no_control() -> None:
    headers = {"a.mp3": MediaHeader(duration_s=30.0, has_audio=False), "b.mp3": MediaHeader(duration_s=30.0)}
    films = ('src="a.mp3"', 'src="a.mp3" loop', 'src="b.mp3"')
    markup = "".join(f"<video {film} autoplay></video>" for film in films)
    assert [start.controllable for start in starts_of(markup, media_header=headers)] == [True, True, False]


def test_animated_pictures_of_the_page_are_told() -> None:
    seconds = {"cat.gif": math.inf, "still.gif": 0.0, "short.gif": 2.0}
    markup = '<img src="cat.gif"><img src="still.gif"><img src="short.gif"><img src="cat.gif" hidden>'
    found = starts_of(markup, animation_s=seconds)
    assert [(start.kind, start.path, start.controllable) for start in found] == [
        ("animation", "cat.gif", False),
        ("animation", "short.gif", True),
    ]
