"""Where references lead."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oecheck.values.href import PathIndex, Resolver, asset_name, join_base, normalise

PATHS = [
    "index.html",
    "content/a.html",
    "content/img/photo one.png",
    "content/img/Große Übung.png",
    "web_resources/doc.pdf",
    "wiki/C#.html",
    "wiki/what?.html",
    "100%25.html",
    "back\\slash.html",
]
TOKENS = (("$IMS-CC-FILEBASE$", "web_resources/"), ("$1EdTech-CC-FILEBASE$", "web_resources/"))
PLATFORM = ("$CANVAS_COURSE_REFERENCE$", "$WIKI_REFERENCE$")


@pytest.fixture
def resolver() -> Resolver:
    return Resolver(PathIndex(PATHS), TOKENS, PLATFORM)


@pytest.mark.parametrize(
    ("href", "base", "target", "state", "matched"),
    [
        ("content/a.html", "", "content/a.html", "found", "exact"),
        ("a.html#part?x", "content/b.html", "content/a.html", "found", "exact"),
        ("a.html?x=1#part", "content/b.html", "content/a.html", "found", "exact"),
        ("../index.html", "content/a.html", "index.html", "found", "exact"),
        ("./img/./photo%20one.png", "content/a.html", "content/img/photo one.png", "found", "decoded"),
        ("img/photo one.png", "content/a.html", "content/img/photo one.png", "found", "exact"),
        (" \n a.h\ttml ", "content/b.html", "content/a.html", "found", "exact"),
        ("wiki/C#.html", "", "wiki/C#.html", "found", "whole"),
        ("wiki/C%23.html", "", "wiki/C#.html", "found", "decoded"),
        ("wiki/what?.html", "", "wiki/what?.html", "found", "whole"),
        ("100%25.html", "", "100%25.html", "found", "raw"),
        ("100%2525.html", "", "100%25.html", "found", "decoded"),
        ("content\\img\\photo one.png", "", "content/img/photo one.png", "found", "backslash"),
        ("back\\slash.html", "", "back\\slash.html", "found", "exact"),
        ("Content/A.html", "", "content/a.html", "case", "case"),
        ("content/img/Große U\u0308bung.png", "", "content/img/Große Übung.png", "case", "unicode"),
        ("none.html", "content/a.html", "content/none.html", "missing", ""),
        ("../../index.html", "content/a.html", "", "outside", ""),
        ("/index.html", "content/a.html", "index.html", "outside", "root"),
        ("/nowhere.html", "", "", "outside", ""),
        ("C:\\Users\\x\\a.html", "", "", "outside", ""),
        ("\\\\server\\share\\a.html", "", "", "outside", ""),
        ("file:///C:/a.html", "", "", "outside", ""),
        ("content/", "", "content/", "found", "folder"),
        (".", "content/a.html", "content/", "found", "folder"),
        ("nothing/", "", "nothing/", "missing", ""),
    ],
)
def test_internal_reference_leads_to(
    resolver: Resolver, href: str, base: str, target: str, state: str, matched: str
) -> None:
    found = resolver.resolve(href, base)
    assert (found.kind, found.target, found.state, found.matched) == ("internal", target, state, matched)


@pytest.mark.parametrize(
    ("href", "kind", "state", "scheme", "host"),
    [
        ("https://User:pw@Example.org:8443/a?b#c", "external", "untested", "https", "example.org"),
        ("//cdn.example.org/x.js", "external", "untested", "", "cdn.example.org"),
        ("http://[2001:DB8::1]/", "external", "untested", "http", "2001:db8::1"),
        ("http://[broken", "external", "untested", "http", "broken"),
        ("mailto:a@b.example", "mail", "none", "mailto", ""),
        ("JavaScript:void(0)", "script", "none", "javascript", ""),
        ("java\nscript:void(0)", "script", "none", "javascript", ""),
        ("data:image/png;base64,AAAA", "data", "none", "data", ""),
        ("tel:+33123", "other", "untested", "tel", ""),
        ("#top", "fragment", "none", "", ""),
        ("", "fragment", "none", "", ""),
        ("?page=2", "fragment", "none", "", ""),
        ("$CANVAS_COURSE_REFERENCE$/modules", "platform", "untested", "", ""),
        ("%24WIKI_REFERENCE%24/pages/x", "platform", "untested", "", ""),
    ],
)
def test_address_that_is_no_path_keeps_its_kind(
    resolver: Resolver, href: str, kind: str, state: str, scheme: str, host: str
) -> None:
    found = resolver.resolve(href, "content/a.html")
    assert (found.kind, found.state, found.scheme, found.host) == (kind, state, scheme, host)


@pytest.mark.parametrize(
    "href",
    [
        "$IMS-CC-FILEBASE$doc.pdf",
        "$IMS-CC-FILEBASE$/doc.pdf?canvas_download=1&canvas_qs_wrap=1",
        "$ims-cc-filebase$/../web_resources/doc.pdf",
        "%24IMS-CC-FILEBASE%24/doc%2Epdf",
        "$1EdTech-CC-FILEBASE$/web_resources/doc.pdf",
    ],
)
def test_token_stands_for_the_folder_of_files(resolver: Resolver, href: str) -> None:
    found = resolver.resolve(href, "wiki/page.html")
    assert (found.target, found.state, found.matched) == ("web_resources/doc.pdf", "found", "token")


def test_token_prefers_the_folder_of_the_referring_file() -> None:
    resolver = Resolver(PathIndex(["x/doc.pdf", "doc.pdf", "web_resources/doc.pdf"]), TOKENS)
    assert resolver.resolve("$IMS-CC-FILEBASE$doc.pdf", "x/a.html").target == "x/doc.pdf"


def test_missing_file_behind_a_token_is_missing_in_the_token_folder(resolver: Resolver) -> None:
    found = resolver.resolve("$IMS-CC-FILEBASE$/no.pdf", "wiki/page.html")
    assert (found.target, found.state) == ("web_resources/no.pdf", "missing")


def test_file_name_that_looks_like_a_scheme_is_found_in_the_package() -> None:
    resolver = Resolver(PathIndex(["note:1.html"]))
    assert resolver.resolve("note:1.html").target == "note:1.html"


def test_leading_slash_is_the_package_root_where_the_format_says_so() -> None:
    resolver = Resolver(PathIndex(["OPS/a.xhtml"]), rooted=True)
    assert resolver.resolve("/OPS/a.xhtml", "OPS/b.xhtml").state == "found"


def test_xml_base_is_joined_before_the_href(resolver: Resolver) -> None:
    assert resolver.resolve("a.html", "imsmanifest.xml", "content/").target == "content/a.html"


def test_xml_base_without_its_slash_is_found_but_said(resolver: Resolver) -> None:
    assert resolver.resolve("a.html", "imsmanifest.xml", "content").matched == "base-folder"


def test_folder_behind_an_xml_base_without_its_slash_is_told_as_a_folder(resolver: Resolver) -> None:
    found = resolver.resolve("0/..", "", "..../..")
    assert (found.state, found.matched, found.target) == ("found", "folder", "")


def test_absolute_xml_base_makes_every_href_external(resolver: Resolver) -> None:
    found = resolver.resolve("content/a.html", "imsmanifest.xml", "https://example.org/c/")
    assert (found.kind, found.host) == ("external", "example.org")


def test_bases_of_outer_and_inner_elements_are_joined() -> None:
    assert join_base("a/", "b/") == "a/b/"
    assert join_base("a/x", "b/") == "a/b/"
    assert join_base("a/", "/b/") == "/b/"
    assert join_base("a/", "http://example.org/") == "http://example.org/"


_PIECES = st.sampled_from(["..", ".", "/", "\\", "%", "%2e", "%ff", "#", "?", "$IMS-CC-FILEBASE$", ":", "a", "é", "//"])


@settings(max_examples=200, deadline=None)
@example(href="0/..", base="", prefix="..../..")
@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)), st.text(), st.lists(_PIECES).map("".join))
def test_any_string_gives_a_place_inside_the_package_or_none(href: str, base: str, prefix: str) -> None:
    index = PathIndex(PATHS)
    found = Resolver(index, TOKENS, PLATFORM).resolve(href, base, prefix)
    if found.kind == "internal" and found.state in ("found", "case") and found.matched != "folder":
        assert found.target in index
    if found.state == "missing":
        assert found.target not in index
        assert ".." not in found.target.split("/")


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES).map("".join))
def test_normalised_path_stays_as_it_is_when_normalised_again(path: str) -> None:
    once = normalise(path)
    assert once is None or normalise(once) == once


def test_very_long_reference_is_no_burden(resolver: Resolver) -> None:
    for piece in ("../", "%2e%2e/", "a/", "\\", "?#", "$IMS-CC-FILEBASE$/../"):
        assert resolver.resolve(piece * 50_000 + "x", "content/a.html").state in ("outside", "missing", "none")


def test_blanks_and_underscores_are_one_in_names_of_assets() -> None:
    """Open edX writes `_` in addresses for what its file names may hold."""
    paths = ["html/a.html", "static/My file (1).png", "static/pics_one.png"]
    names = {asset_name(path.removeprefix("static/")): path for path in paths if path.startswith("static/")}
    resolver = Resolver(PathIndex(paths), [("/static/", "static/")], assets=names)
    found = resolver.resolve("/static/My_file__1_.png?x=1", "html/a.html")
    assert (found.target, found.state, found.matched) == ("static/My file (1).png", "found", "asset")
    assert resolver.resolve("/static/pics/one.png", "html/a.html").target == "static/pics_one.png"
    assert resolver.resolve("/static/other.png", "html/a.html").state == "missing"
    assert resolver.resolve("My_file__1_.png", "static/b.html").state == "missing"
