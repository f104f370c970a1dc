"""HTML documents: places, encodings, what is hidden, names, limits, and the two back ends side by side."""

from __future__ import annotations

import importlib
import sys
import tracemalloc
from collections.abc import Callable
from importlib.machinery import PathFinder
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents import html as module
from oecheck.documents._html_stdlib import parse as parse_with_stdlib
from oecheck.documents._html_turbo import parse as parse_with_turbohtml
from oecheck.documents.html import content_name, name_of, parse_html

BACK_ENDS = [pytest.param(parse_with_turbohtml, id="turbohtml"), pytest.param(parse_with_stdlib, id="stdlib")]
both = pytest.mark.parametrize("parser", BACK_ENDS)
Parser = Callable[[bytes | str], Any]


@both
def test_element_has_name_attributes_and_place(parser: Parser) -> None:
    document = parse_html("<p>\n  <A HREF='x.html' class='b  c' download>go</A>", "w/a.html", parser=parser)
    (link,) = document.named("a")
    assert (link.name, link.line, link.column, link.ordinal) == ("a", 2, 3, 1)
    assert link.attributes["href"] == "x.html"
    assert link.attributes["download"] == ""
    assert link.attributes["class"].split() == ["b", "c"]
    source = document.source(link)
    assert (source.file, source.line, source.column, source.pointer) == ("w/a.html", 2, 3, "(//a)[1]")


@both
def test_lines_before_the_markup_are_added(parser: Parser) -> None:
    document = parse_html("<p>\n<img>", "topic.xml", line_offset=40, parser=parser)
    assert document.source(document.named("img")[0]).line == 42


@both
def test_elements_that_a_parser_only_implies_are_not_told(parser: Parser) -> None:
    document = parse_html("<table><tr><td>x</table>", "a.html", parser=parser)
    assert document.named("html") == document.named("tbody") == []
    assert document.root is None
    assert document.fragment


@both
@pytest.mark.parametrize("markup", ["<html><p>x", "<body>x", "<head><title>x</title>"])
def test_page_with_its_own_frame_is_no_fragment(parser: Parser, markup: str) -> None:
    assert not parse_html(markup, "a.html", parser=parser).fragment


@both
@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf<p>caf\xc3\xa9</p>", "café"),
        ("<p>café</p>".encode("utf-16"), "café"),
        (b"<meta charset=iso-8859-1><p>caf\xe9</p>", "café"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>\xe4\xe0</p>', "да"),
        (b"<p>caf\xc3\xa9</p>", "café"),
        (b"<p>caf\xe9</p>", "café"),
        (b"<meta charset=no-such-thing><p>caf\xc3\xa9</p>", "café"),
    ],
)
def test_encoding_is_found_as_a_browser_does(parser: Parser, data: bytes, text: str) -> None:
    document = parse_html(data, "a.html", parser=parser)
    assert document.text.strip() == text
    assert document.encoding


@both
def test_wrongly_declared_encoding_gives_replacement_characters_and_no_error(parser: Parser) -> None:
    document = parse_html(b"<meta charset=utf-8><p>caf\xe9</p>", "a.html", parser=parser)
    assert document.text.strip() == "caf\N{REPLACEMENT CHARACTER}"


@both
def test_empty_xhtml_title_and_script_end_themselves(parser: Parser) -> None:
    page = '<html><head><title/><script src="x.js"/></head><body><br/><p>seen</p></body></html>'
    assert parse_html(page.encode(), "a.xhtml", parser=parser).named("p")
    assert parse_html(page, "a.xhtml", parser=parser).named("p")


@both
@pytest.mark.parametrize(
    ("markup", "hidden", "exposed"),
    [
        ("<img>", False, True),
        ("<div hidden><p><img></div>", True, False),
        ("<div style='DISPLAY : none'><img></div>", True, False),
        ("<div style='color:red;visibility:hidden'><img></div>", True, False),
        ("<div style='visibility:hidden'><img style='visibility:visible'></div>", False, True),
        ("<div aria-hidden=true><img></div>", False, False),
        ("<div aria-hidden=false><img></div>", False, True),
        ("<noscript><p><img></p></noscript>", True, False),
        ("<dialog><img></dialog>", True, False),
        ("<dialog open><img></dialog>", False, True),
        ("<div style='background:none'><img></div>", False, True),
    ],
)
def test_hidden_and_exposed(parser: Parser, markup: str, hidden: bool, exposed: bool) -> None:
    document = parse_html("<body>" + markup, "a.html", parser=parser)
    (image,) = document.named("img")
    assert (document.hidden(image), document.exposed(image)) == (hidden, exposed)


@both
def test_language_is_inherited_and_can_be_taken_away(parser: Parser) -> None:
    page = "<html lang=en><p>a<i id=a></i></p><div lang=fr><b><i id=b></i></b><p lang=''><i id=c></i></p></div></html>"
    document = parse_html(page, "a.html", parser=parser)
    assert [document.language(document.by_id[name]) for name in "abc"] == ["en", "fr", ""]


@both
def test_text_is_what_is_shown_and_words_do_not_run_on(parser: Parser) -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><script>var a</script><p>Hel<b>lo</b></p><p>you</p>"
        "<p hidden>not me</p><table><tr><td>1</td><td>2</td></tr></table><template>no</template></body></html>"
    )
    assert parse_html(page, "a.html", parser=parser).text.split() == ["Hello", "you", "1", "2"]


@both
@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("  Read <b>this</b>\n page ", "Read this page"),
        ("<img src=a.png alt='A cat'>", "A cat"),
        ("<img src=a.png alt=''>", ""),
        ("<img src=a.png title='A tooltip'>", "A tooltip"),
        ("<svg><title>Logo</title><desc>no</desc><path d=''/></svg>", "Logo"),
        ("<i class=icon title=Edit></i>", "Edit"),
        ("<i class=icon title=Edit>pen</i>", "pen"),
        ("<span aria-label='Close'>x</span>", "Close"),
        ("<span hidden>no</span><span aria-hidden=true>no</span><span style='display:none'>no</span>", ""),
        ("<div>one</div><div>two</div>", "one two"),
        ("<script>no</script>", ""),
        ("<span aria-labelledby=far></span>", "far away"),
        ("", ""),
    ],
)
def test_name_from_content(parser: Parser, content: str, name: str) -> None:
    document = parse_html(f"<body><a href=x>{content}</a><p id=far>far <b>away</b></p>", "a.html", parser=parser)
    assert content_name(document, document.named("a")[0]) == name


@both
@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ("", "words"),
        ("title=tip", "words"),
        ("aria-label=' label '", "label"),
        ("aria-label=' '", "words"),
        ("aria-label=label aria-labelledby='one two'", "first second"),
        ("aria-labelledby=nowhere", "words"),
        ("aria-labelledby=nowhere aria-label=label", "label"),
    ],
)
def test_name_takes_the_first_that_says_anything(parser: Parser, attributes: str, name: str) -> None:
    page = f"<body><a href=x {attributes}>words</a><i id=one hidden>first</i><i id=two>second</i>"
    document = parse_html(page, "a.html", parser=parser)
    assert name_of(document, document.named("a")[0]) == name


def test_fall_back_is_taken_where_turbohtml_does_not_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_chosen", None)
    monkeypatch.delitem(sys.modules, "oecheck.documents._html_turbo")
    monkeypatch.delitem(sys.modules, "turbohtml._html")
    monkeypatch.setattr(PathFinder, "find_spec", lambda *_: None)
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    document = parse_html("<p>a<p>b", "a.html")
    assert document.element_type.__module__ == "oecheck.documents._html_nodes"
    assert len(document.named("p")) == 2
    monkeypatch.setattr(module, "_chosen", None)


HOSTILE = {
    "deep blocks": "<div>" * 100_000 + "<img>",
    "deep formatting": "<b>" * 100_000,
    "deep headings": "<h1><div>" * 20_000 + "x",
    "many attributes": "<p " + " ".join(f"a{number}=1" for number in range(40_000)) + ">",
    "many ends": "</p>" * 50_000,
    "open tags": "<a <a <a " * 20_000,
    "open comments": "<!-- " * 20_000,
    "many children": "<p>" + "<b>x</b>" * 20_000,
    "misnested": "<b><p></b><table><td></p>" * 10_000,
}


@both
@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_stays_in_bounds(parser: Parser, markup: str) -> None:
    tracemalloc.start()
    try:
        document = parse_html(markup, "a.html", parser=parser)
        for name in ("h1", "b", "img", "p"):
            for element in document.named(name)[-2000:]:
                name_of(document, element)
                document.language(element)
                document.exposed(element)
        assert len(document.text) <= 2 * len(markup)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 150 << 20


def test_nested_names_cost_a_bounded_number_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oecheck.documents._html_document.MAX_STEPS", 5_000)
    document = parse_html("<h1><div>" * 500 + "x", "a.html")
    for element in document.named("h1"):
        name_of(document, element)
    assert document.incomplete == ["page-too-nested"]


def test_too_long_and_too_many_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MARKUP", 20)
    assert parse_html("<p>" * 20, "a.html").incomplete == ["page-too-long"]
    monkeypatch.undo()
    monkeypatch.setattr("oecheck.documents._html_document.MAX_ELEMENTS", 10)
    document = parse_html("<p>" * 20, "a.html")
    assert document.incomplete == ["page-too-many-elements"]
    assert len(document.named("p")) <= 11


@both
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300) | st.text(alphabet=st.sampled_from("<>/=\"'&! -ab p\n\x00é"), max_size=200))
def test_any_bytes_give_a_document(parser: Parser, data: bytes | str) -> None:
    document = parse_html(data, "a.html", parser=parser)
    for element in document.attributed:
        assert document.source(element).line >= 1
        assert all(isinstance(value, str) for value in element.attributes.values())
    assert isinstance(document.text, str)


_WORDS = st.text(alphabet="abcé ", min_size=1, max_size=8)
_ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "class", "title", "lang", "data-x"]), _WORDS, max_size=3)
_LEAF = st.builds(lambda text: text, _WORDS)


def _element(name: str, attributes: dict[str, str], children: list[str]) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>"


_TREES = st.recursive(
    _LEAF,
    lambda inner: st.builds(
        _element, st.sampled_from(["div", "span", "b", "ul"]), _ATTRIBUTES, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(body=_TREES)
def test_back_ends_agree_on_well_formed_pages(body: str) -> None:
    page = f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{body}</body></html>"
    first, second = (parse_html(page, "a.html", parser=parser) for parser in (parse_with_turbohtml, parse_with_stdlib))
    for name in ("html", "head", "body", "title", "div", "span", "ul", "b"):
        ours = [(_folded(e.attributes), e.line, e.column) for e in first.named(name)]
        assert ours == [(_folded(e.attributes), e.line, e.column) for e in second.named(name)]
        assert [content_name(first, e) for e in first.named(name)] == [
            content_name(second, e) for e in second.named(name)
        ]
    assert first.text.split() == second.text.split()


def _folded(attributes: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in attributes.items()}


def test_the_core_of_turbohtml_is_that_of_the_package() -> None:
    from oecheck.documents import _html_turbo

    assert _html_turbo._turbohtml.parse is importlib.import_module("turbohtml").parse


def test_another_layout_of_turbohtml_is_imported_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from oecheck.documents import _html_turbo

    monkeypatch.setattr(_html_turbo, "_CORE", "turbohtml._core_of_another_version")
    assert _html_turbo._core() is importlib.import_module("turbohtml")


@both
def test_nodes_of_a_name_are_those_with_attributes_and_those_without(parser: Parser) -> None:
    document = parse_html("<p>a<p class='b c'>d<p>e", "a.html", parser=parser)
    assert [node.text for node in document.nodes("p")] == ["a", "d", "e"]
    assert [node.text for node in document.bare("p")] == ["a", "e"]
    assert [element.attributes["class"] for element in document.dressed("p")] == ["b c"]
    assert document.has("p")
    assert not document.has("table")
    assert document.root_node.find("p") is document.nodes("p")[0]
    assert document.root_node.find("table") is None


@both
def test_attributes_that_hold_words_are_texts(parser: Parser) -> None:
    names = ("accept-charset", "accesskey", "archive", "class", "dropzone", "headers", "rel", "rev", "sandbox", "sizes")
    markup = " ".join(f'{name}="a b"' for name in (*names, "style", "id", "srcset", "itemprop", "ping", "for"))
    document = parse_html(f"<a {markup} nohref rel2>x</a><a rel class=''>", "a.html", parser=parser)
    assert {type(value) for element in document.named("a") for value in element.attributes.values()} == {str}
