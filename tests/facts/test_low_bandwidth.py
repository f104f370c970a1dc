"""Weights, fixed sizes, network needs: what a slow line and a small screen meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.facts.page_facts import fact

from oecheck.facts._picture_size import picture_size
from oecheck.facts._recorded import recorded
from oecheck.facts.content_units import content_units
from oecheck.facts.fixed_widths import fixed_widths, sheet_widths
from oecheck.facts.network import network_needs, script_calls
from oecheck.facts.offline import offline_offered
from oecheck.facts.page_weight import heavy_pages, least_load_bytes, load_bytes, loads
from oecheck.facts.pictures import bytes_per_pixel, picture_widths, shown_width_px
from oecheck.facts.printable import printable_share
from oecheck.facts.renditions import other_forms, recording_stems, renditions, source_sets
from oecheck.facts.zoom import orientation_locks, sheet_turned
from oecheck.model.content import Remote
from oecheck.model.course import Activity, Course, Embedded
from oecheck.model.fact import Fact, Method, State, plain
from oecheck.model.media import Media, MediaElement, MediaHeader
from oecheck.model.package import File, Package
from oecheck.model.page import Link, Page
from oecheck.model.source import Source

HERE = Source("p.html", 1)
PAGE = Page(source=HERE, path="p.html", id="p.html")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x03\x20\x00\x00\x02\x58\x08\x02\x00\x00\x00"


def _file(path: str, size: int = 100, media_type: str = "text/html", **more: Any) -> File:
    return File(source=Source(path), path=path, size_bytes=size, media_type=media_type, **more)


def _loads(target: str, element: str = "img@src", page: str = "p.html") -> Link:
    return Link(source=HERE, page=page, element=element, target=target, state="found", embedded=True)


def test_page_weighs_its_markup_and_each_file_that_it_loads_once() -> None:
    files = [
        _file("p.html", 10),
        _file("a.css", 20, "text/css"),
        _file("f.woff2", 40),
        _file("v.mp4", 900, "video/mp4"),
    ]
    links = (_loads("a.css", "link@href"), _loads("v.mp4", "video@src"), _loads("a.css", "link@href"))
    course = Course(source=HERE)
    known = loads(course, files, lambda _: [(PAGE, links)], lambda _: {"a.css": (_loads("f.woff2", "css url()"),)})

    assert load_bytes(PAGE, known) == 70  # type: ignore[arg-type]  # no link is unreadable here


def test_pictures_and_fonts_of_style_rules_are_not_in_the_least_that_a_page_loads() -> None:
    files = [_file("p.html", 1), _file("a.css", 2), _file("b.css", 4), _file("f.woff", 8), _file("f.ttf", 16)]
    sheets = {
        "a.css": (_loads("b.css", "css @import"), _loads("f.woff", "css url()"), _loads("f.ttf", "css url()")),
        "b.css": (_loads("f.woff", "css url()"),),
    }
    known = loads(Course(source=HERE), files, lambda _: [(PAGE, (_loads("a.css", "link@href"),))], lambda _: sheets)

    assert least_load_bytes(PAGE, known) == 7  # type: ignore[arg-type]  # no link is unreadable here
    assert load_bytes(PAGE, known) == 31  # type: ignore[arg-type]  # as above


def test_picture_that_a_page_shows_is_loaded_for_certain_though_a_style_rule_names_it_too() -> None:
    files = [_file("p.html", 1), _file("a.css", 2), _file("a.png", 4)]
    links = (_loads("a.css", "link@href"), _loads("a.png"))
    known = loads(
        Course(source=HERE), files, lambda _: [(PAGE, links)], lambda _: {"a.css": (_loads("a.png", "css url()"),)}
    )

    assert least_load_bytes(PAGE, known) == 7  # type: ignore[arg-type]  # as above


def test_page_in_a_descriptor_weighs_its_own_text_and_not_the_descriptor() -> None:
    text = Embedded(source=HERE, id="d.xml#1", markup="<p>é</p>", base="d.xml")
    page = Page(source=HERE, path="d.xml", id="d.xml#1", fragment=True)
    known = loads(Course(source=HERE, embedded=(text,)), [_file("d.xml", 9000)], lambda _: [(page, ())], lambda _: {})

    assert load_bytes(page, known) == len("<p>é</p>".encode())  # type: ignore[arg-type]  # as above


def test_frames_that_load_each_other_are_weighed_once() -> None:
    other = Page(source=HERE, path="q.html", id="q.html")
    files = [_file("p.html", 1), _file("q.html", 2)]
    values = [(PAGE, (_loads("q.html", "iframe@src"),)), (other, (_loads("p.html", "iframe@src"),))]
    known = loads(Course(source=HERE), files, lambda _: values, lambda _: {})

    assert load_bytes(PAGE, known) == 3  # type: ignore[arg-type]  # as above


def test_heaviest_pages_come_first() -> None:
    other = Page(source=HERE, path="q.html", id="q.html")
    assert heavy_pages(lambda _: [(PAGE, 1000), (other, 5000)]) == ("q.html: 5 kB", "p.html: 1 kB")


def test_addresses_that_a_script_fetches_from_are_found_with_their_line() -> None:
    script = b"var x=1;\nfetch('https://api.test/a?key=1').then(f);\nq.open('GET', \"https://b.test/c\");\nwindow.open('https://d.test/');"
    found = script_calls(script, "s.js")

    assert [(need.url, need.source.line) for need in found] == [("https://api.test/a", 2), ("https://b.test/c", 3)]


WHOLE_CALL = re.compile(
    r"(?:(?:\bfetch|\bimportScripts|\.(?:get|post|getJSON|load))\s{0,5}\(\s{0,5}|"
    r"\.open\s{0,5}\(\s{0,5}[\"'](?:GET|POST|get|post)[\"']\s{0,5},\s{0,5})[\"'`](https?://[^\"'`\s]{1,500})[\"'`]"
)
PIECES = ("fetch", "importScripts", ".get", ".open", "(", ".load(", " ", "      ", "'", '"', "`", "'GET'", ",", "\n")


@given(st.lists(st.sampled_from((*PIECES, "http://a", "https://b.test/", "://", "http", "x" * 501)), max_size=14))
@settings(max_examples=500, deadline=None)
def test_calls_are_those_that_one_pattern_over_the_whole_script_finds(pieces: list[str]) -> None:
    script = "".join(pieces)
    wanted: dict[str, int] = {}
    for match in WHOLE_CALL.finditer(script):
        wanted.setdefault(match[1], script.count("\n", 0, match.start()) + 1)

    assert {need.url: need.source.line for need in script_calls(script.encode(), "s.js")} == wanted


def test_links_and_hints_are_no_need_of_the_network() -> None:
    remotes = tuple(
        Remote(
            source=HERE,
            page="p.html",
            element=element,
            url="https://r.test/x",
            scheme="https",
            host="r.test",
            kind=kind,
        )
        for element, kind in (("link@href", "other"), ("link@href", "image"), ("script@src", "script"))
    )
    found = network_needs((), frozenset(), lambda _: [(PAGE, remotes)], lambda _: {})

    assert [need.what for need in found] == ["script"]


def test_style_sheets_in_use_need_what_they_name_elsewhere() -> None:
    link = Link(
        source=HERE, page="a.css", element="css @import", href="https://f.test/c", kind="external", host="f.test"
    )
    values: Mapping[str, Mapping[str, Any]] = {"css_links": {"a.css": (link,), "b.css": (link,)}, "script_calls": {}}
    files = [_file("a.css", media_type="text/css"), _file("b.css", media_type="text/css")]
    found = network_needs(files, frozenset({"a.css"}), lambda _: [], lambda name: values[name])

    assert [(need.path, need.host) for need in found] == [("a.css", "f.test")]


def test_what_only_the_record_can_say_is_unsupported_without_one_and_absent_where_it_is_silent() -> None:
    assert recorded(None, "size") == Fact(state=State.UNSUPPORTED, reason="format-has-no-place")
    assert recorded({}, "offline", "sync") is None
    said = recorded({"offline": {"sync": "usb"}}, "offline", "sync")
    assert said is not None
    assert (said.value, said.method, said.sources[0].pointer) == ("usb", Method.SUPPLIED, "/offline/sync")


def test_course_is_offered_offline_only_where_the_record_says_so() -> None:
    assert offline_offered(None) is None
    assert offline_offered({"size": 5}) is None
    said = offline_offered({"offline": {"enabled": True}})
    assert said is not None
    assert said.value is True


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, (800, 600)),
        (b"GIF89a\x40\x01\xf0\x00\x00\x00\x00", (320, 240)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x78\x00\xa0\x03", (160, 120)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x3f\x01\x00\xef\x00\x00", (320, 240)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f\x3f\xc1\x3b\x00", (320, 240)),
        (b"BM" + bytes(16) + (640).to_bytes(4, "little") + (-480).to_bytes(4, "little", signed=True), (640, 480)),
        (b"\xff\xd8\xff\xe0\x00\x00", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"<svg/>", None),
    ],
)
def test_size_of_a_picture_is_read_from_its_header(content: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(content) == size


@given(
    st.sampled_from([b"", b"\xff\xd8", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBPVP8", b"BM", PNG[:16]]),
    st.binary(max_size=60),
)
def test_size_of_any_bytes_is_positive_or_not_known(start: bytes, rest: bytes) -> None:
    size = picture_size(start + rest)
    assert size is None or min(size) > 0


def test_picture_without_a_readable_header_has_no_known_bytes_per_pixel() -> None:
    assert bytes_per_pixel(PNG) == len(PNG) / (800 * 600)
    unread = bytes_per_pixel(b"\x89PNG broken")
    assert isinstance(unread, Fact)
    assert unread.state is State.UNREADABLE


def test_shown_width_is_the_greatest_and_unknown_where_a_place_does_not_say_it() -> None:
    markup = '<img src="a.png" width="200"><img src="a.png" style="width:300px"><img src="b.png" width="50%">'
    uses = fact("picture_uses", markup, files=["w/a.png", "w/b.png"])
    widths = picture_widths(lambda _: [(PAGE, uses)])

    assert widths == {"w/a.png": 300, "w/b.png": 0}
    assert shown_width_px(_file("w/a.png"), widths) == 300
    assert shown_width_px(_file("w/b.png"), widths) is None


def _film(**more: Any) -> Media:
    fields: dict[str, Any] = {"path": "v.mp4", "size_bytes": 60_000_000, "duration_s": 600.0, "height": 1080, **more}
    return Media(source=HERE, id="v.mp4", kind="video", **fields)


def test_sources_of_one_place_are_renditions_of_each_other() -> None:
    element = MediaElement(source=HERE, page="p.html", element="video", kind="video", targets=("v.mp4", "small.mp4"))
    files = [_file("v.mp4", 60_000_000, "video/mp4"), _file("small.mp4", 20_000_000, "video/mp4")]
    sets = source_sets(files, lambda _: [(PAGE, (element,))])
    headers = {"small.mp4": MediaHeader(duration_s=600.0, height=360)}
    found = renditions(_film(), sets, None, lambda _: headers)

    assert [(one.ref, one.height, one.mb_per_min) for one in found] == [("v.mp4", 1080, 6.0), ("small.mp4", 360, 2.0)]


def test_renditions_of_the_record_count_and_what_it_leaves_out_is_unknown() -> None:
    record = {"media": [{"ref": "v.mp4", "renditions": [{"ref": "https://x.test/s", "height": 360}]}]}
    _, said = renditions(_film(), {}, record, lambda _: {})

    assert plain(said.height) == 360
    assert isinstance(said.mb_per_min, Fact)
    assert said.mb_per_min.reason == "record-silent"


def test_weight_of_a_film_without_known_length_is_unknown_for_the_same_reason() -> None:
    unread: Fact[float] = Fact(state=State.UNREADABLE, reason="media-format-not-read")
    (own,) = renditions(_film(duration_s=unread), {}, None, lambda _: {})

    assert isinstance(own.mb_per_min, Fact)
    assert own.mb_per_min.reason == "media-format-not-read"


def test_recording_of_the_same_name_is_another_form_of_a_film() -> None:
    stems = recording_stems([_file("v.mp3", media_type="audio/mpeg"), _file("w.txt", media_type="text/plain")])
    record = {"media": [{"ref": "v.mp4", "alternatives": [{"kind": "text"}]}]}

    assert other_forms(_film(), stems, record) == ("text", "audio")
    assert other_forms(_film(path="w.mp4"), stems, None) == ()


def _units(format_: str, activities: Iterable[Activity] = (), files: Iterable[File] = ()) -> dict[str, int]:
    course = Course(source=HERE, activities=tuple(activities))
    package = Package(source=HERE, name="x.zip", format=format_)
    return {one.name: one.size_bytes for one in content_units(course, package, tuple(files))}


def test_unit_of_an_epub_is_the_whole_and_moodle_has_none() -> None:
    files = [_file("a", 10), _file("b.zip", 20, "application/zip")]
    assert _units("epub", files=files) == {"x.zip": 30}
    assert _units("moodle", files=files) == {}
    assert _units("common-cartridge", files=files) == {"b.zip": 20}


def test_program_weighs_what_is_listed_for_it_else_its_folder_and_alone_everything() -> None:
    files = [
        _file("one/i.html", 1),
        _file("one/x.js", 2),
        _file("two/i.html", 4),
        _file("two/x.js", 8),
        _file("l.js", 16),
    ]
    one = Activity(source=HERE, id="1", title="One", entry="one/i.html", files=("one/i.html", "l.js"))
    two = Activity(source=HERE, id="2", title="Two", entry="two/i.html", files=("two/i.html",))

    assert _units("scorm-1.2", [one, two], files) == {"One": 17, "Two": 12}
    assert _units("scorm-1.2", [one], files) == {"One": 31}


def test_share_of_units_with_a_document_counts_units_with_text() -> None:
    activities = [
        Activity(source=HERE, id="a", module="m1", entry="p.html"),
        Activity(source=HERE, id="b", module="m2", entry="r.pdf"),
        Activity(source=HERE, id="c", module="m3", entry="quiz.xml"),
    ]
    course = Course(source=HERE, activities=tuple(activities))
    files = (_file("p.html"), _file("r.pdf", media_type="application/pdf"), _file("quiz.xml", media_type="text/xml"))
    unit_of = {"m1": "m1", "m2": "m2", "m3": "m3"}
    package = Package(source=HERE, name="x", format="common-cartridge")

    assert printable_share(course, package, files, unit_of, lambda _: [(PAGE, 400)]) == 0.5
    assert printable_share(course, package, (), unit_of, lambda _: [(PAGE, 4)]) is None


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        ("width=device-width, initial-scale=1", None),
        ("width=device-width, user-scalable=no", "user-scalable=no"),
        ("width=device-width,maximum-scale=1.0", "maximum-scale=1.0"),
        ("maximum-scale=5", None),
        ("maximum-scale=-1", None),
        ("maximum-scale=device-width", None),
        ("maximum-scale=water", "maximum-scale=water"),
        ("user-scalable=0.5", "user-scalable=0.5"),
        ("user-scalable=water", "user-scalable=water"),
        ("user-scalable=device-height, maximum-scale=2.0", None),
        ("user-scalable=-1", None),
    ],
)
def test_viewport_that_forbids_zoom_is_told(content: str, limit: str | None) -> None:
    found = fact("zoom_limit", f'<html><head><title>T</title>\n<meta name="viewport" content="{content}"></head>')
    assert plain(found) == limit
    assert found is None or found.sources[0].line == 2


@pytest.mark.parametrize(
    ("usual", "declaration", "locks"),
    [
        ("", "transform: rotate(1.5708rad)", True),
        ("", "transform: translateX(9px) rotateZ(.25turn)", True),
        ("", "transform: rotate3d(0, 0, 1, 100grad)", True),
        ("", "rotate: 270deg", True),
        ("", "transform: matrix(0, 1, -1, 0, 0, 0)", True),
        ("rotate: 2.5deg", "transform: rotate(92.5deg)", True),
        ("rotate: 90deg", "transform: rotate(90deg)", False),
        ("", "transform: rotate(1turn)", False),
        ("", "transform: rotate(-.5turn)", False),
        ("", "transform: matrix(1, -1.2e-15, 1.2e-15, 1, 0, 0)", False),
        ("", "transform: rotateX(90deg)", False),
        ("", "image-rotate: 90deg", False),
    ],
)
def test_turn_is_told_by_its_angle(usual: str, declaration: str, locks: bool) -> None:
    sheet = f"body {{ {usual} }} @media (orientation: landscape) {{ body {{ {declaration} }} }}"
    assert sheet_turned(sheet.encode()) is locks


def test_page_that_is_turned_in_one_orientation_is_locked() -> None:
    locked = b"@media screen and (orientation: portrait) { html { transform: rotate(-90deg); } }"
    assert sheet_turned(locked)
    assert not sheet_turned(b"@media (orientation: portrait) { .arrow { transform: rotate(90deg) } }")
    assert not sheet_turned(b"@media (orientation: portrait) { p { color: red } } body { transform: rotate(90deg) }")
    found = orientation_locks(lambda _: [(PAGE, 7)], lambda _: {"a.css": True, "b.css": False})
    assert found.value == ("p.html", "a.css")
    assert found.sources[0].line == 7


def _wide(markup: str) -> list[tuple[str, int]]:
    return [(one.element, one.width_px) for one in fact("page_widths", markup)]


def test_widths_in_pixels_of_attributes_styles_and_rules_are_found() -> None:
    markup = (
        "<style>#box, .card { width: 900px } @media (min-width: 9em) { body { width: 800px } }</style>"
        '<table width="600"><tr><td style="width:700px">x</td></tr></table><div style="width:100%">y</div>'
        '<iframe width="560px"></iframe><img width="100" src="a.png">'
    )
    assert sorted(_wide(markup)) == [("#box", 900), ("iframe", 560), ("table", 600), ("td", 700)]


@pytest.mark.parametrize(
    ("style", "width"),
    [
        ("width:408px; padding:20px; width:90%", 0),  # the later one wins
        ("width:90%;width:408px", 408),
        ("width:408px!important;width:90%", 408),
        ("min-width:500px;width:100%", 500),
        ("width:300px;min-width:500px", 500),
        ("border-width:900px;width:auto", 0),
    ],
)
def test_of_several_declarations_the_one_that_wins_is_told(style: str, width: int) -> None:
    expected = [("#box", width)] if width else []
    assert _wide(f"<style>#box {{ {style} }}</style>") == expected
    sheet = sheet_widths(f"/* a\n b */\n#a {{}}\n#box {{ {style} }}".encode(), "a.css")
    assert [(one.source.line, one.width_px) for one in sheet] == ([(4, width)] if width else [])


def test_data_tables_code_and_image_maps_may_be_wide() -> None:
    markup = (
        '<table width="600"><tr><th>a</th></tr></table><pre><div style="width:900px">x</div></pre>'
        '<img usemap="#m" width="800" src="a.png">'
    )
    assert _wide(markup) == []


def test_greatest_width_beside_it_lifts_a_width() -> None:
    assert _wide('<div style="width:900px;max-width:100%">x</div>') == []
    assert _wide('<style>img { max-width: 100% }</style><img width="900" src="a.png">') == []


def test_sheet_in_use_that_frees_pictures_frees_those_of_all_pages() -> None:
    sheet = sheet_widths(b"img, video { max-width: 100% } main { width: 960px }", "a.css")
    pictures = fact("page_widths", '<html><img width="900" src="a.png"><table width="500"></table>')
    values = {"page_widths": [(PAGE, pictures)]}
    package = Package(source=HERE, name="x", format="scorm-1.2")
    used = fixed_widths(package, frozenset({"a.css"}), lambda name: values[name], lambda _: {"a.css": sheet})
    unused = fixed_widths(package, frozenset(), lambda name: values[name], lambda _: {"a.css": sheet})

    assert [one.element for one in used] == ["table", "main"]
    assert [one.element for one in unused] == ["table", "img"]


def test_pictures_in_a_book_or_in_a_page_of_a_platform_take_its_measures() -> None:
    in_page = fact("page_widths", '<html><img width="900" src="a.png"><table width="500"></table>')
    fragment = fact("page_widths", '<img width="900" src="a.png"><table width="500"></table>')
    book, course = (Package(source=HERE, name="x", format=word) for word in ("epub", "moodle"))

    def kept(package: Package, found: Any) -> list[str]:
        return [one.element for one in fixed_widths(package, frozenset(), lambda _: [(PAGE, found)], lambda _: {})]

    assert kept(book, in_page) == ["table"]
    assert kept(course, fragment) == ["table"]
    assert kept(course, in_page) == ["table", "img"]
