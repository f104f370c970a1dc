"""Leftovers of templates, lost characters, citations, forms of one place, direction, links that lead outside."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_words import HERE, Pages, Words, page

from oecheck.documents.html import parse_html
from oecheck.facts import citations, leftovers, local_forms, outside_links, text_direction, wrong_characters
from oecheck.model.course import Activity, Course
from oecheck.model.fact import Fact, State
from oecheck.model.page import Link

WORDS = Words(leftover_text={"en": ["lorem ipsum", "insert text here"], "fr": ["votre texte ici"]})


def document(body: str, head: str = "", root: str = "") -> Any:
    return parse_html(f"<!DOCTYPE html><html {root}><head>{head}</head><body>{body}</body></html>", "p.html")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Lorem  ipsum dolor</p>", True),
        ("<p>Insert text here.</p>", True),
        ("<p>Votre texte ici</p>", True),
        ("<p>TODO: mend this</p>", True),
        ("<p>Due: TBD</p>", True),
        ("<p>para todo: el mundo</p>", False),
        ("<p>TODO is a list of tasks</p>", False),
        ("<p>Water</p>", False),
        ("<p>Write <code>lorem ipsum</code> there</p>", False),
        ("<blockquote><p>lorem <b>ipsum</b></p></blockquote>", False),
        ("<pre>// TODO: later</pre>", False),
        ("<code>TODO:</code><p>TODO: mend</p>", True),
        ("<p>colorem ipsumque</p>", False),
    ],
)
def test_leftovers_are_found_outside_of_code_and_quotation(body: str, found: bool) -> None:
    assert bool(leftovers.leftovers(document(body), WORDS)) is found


def test_leftover_is_shown_with_its_neighbours_and_without_addresses() -> None:
    (shown,) = leftovers.leftovers(document("<p>ann@example.edu says lorem ipsum and more</p>"), WORDS)
    assert shown == "… says lorem ipsum and more"


def test_leftover_cut_out_of_a_text_shows_where_it_was_cut() -> None:
    (shown,) = leftovers.leftovers(document(f"<p>{'more ' * 20}lorem ipsum {'and ' * 20}</p>"), WORDS)
    assert (shown[0], shown[-1]) == ("…", "…")
    assert "lorem ipsum" in shown


def test_page_is_finished_only_in_a_language_with_a_list() -> None:
    known = leftovers.leftovers_known(page("p.html"), "en", (), (), WORDS)
    unknown = leftovers.leftovers_known(page("p.html"), "de-CH", (), ("en",), WORDS)
    untold = leftovers.leftovers_known(page("p.html"), None, (), (), WORDS)
    assert known is True
    assert leftovers.leftovers_known(page("p.html"), None, (), ("fr",), WORDS) is True
    assert leftovers.leftovers_known(page("p.html"), "de", ("lorem ipsum",), (), WORDS) is False
    for value, reason in ((unknown, "no-lexicon"), (untold, "language-unstated")):
        assert isinstance(value, Fact)
        assert (value.state, value.reason) == (State.UNREADABLE, reason)


@pytest.mark.parametrize(
    ("text", "count"),
    [("Water", 0), ("Caf\ufffd", 1), ("CafÃ©", 1), ("itâ€™s", 1), ("Âge, Ã la carte", 0), ("São João, Côte", 0)],
)
def test_lost_characters_are_counted(text: str, count: int) -> None:
    assert wrong_characters.spoilt_characters(document(f"<p>{text}</p>")) == count


def test_share_of_lost_characters_is_of_the_whole_course() -> None:
    pages = Pages(a={"spoilt_characters": 1, "text_characters": 30}, b={"spoilt_characters": 0, "text_characters": 70})
    assert wrong_characters.spoilt_share(pages) == 0.01
    assert wrong_characters.spoilt_pages(pages) == ("a.html",)
    assert wrong_characters.spoilt_share(Pages()) == 0.0


def test_small_words_that_stand_twice_are_listed() -> None:
    assert wrong_characters.doubled_words(document("<p>the the well; pole pole; of\n of it</p>")) == (
        "the the",
        "of of",
    )


@pytest.mark.parametrize(
    ("body", "malformed"),
    [
        ("doi:10.1000/182", False),
        ("doi: 10.1000", True),
        ("doi:11.1000/182", True),
        ("DOI: see below", False),
        ('<a href="https://doi.org/10.1000/182">x</a>', False),
        ('<a href="https://doi.org/10.1000%2F182">x</a>', False),
        ('<a href="https://doi.org/">x</a>', False),
        ('<a href="https://doi.org/10/abcd">x</a>', False),
        ('<a href="https://doi.org/10.1000">x</a>', True),
        ("ISBN 978-3-16-148410-0", False),
        ("ISBN 978-3-16-148410-1", True),
        ("ISBN: 0-8044-2957-X", False),
        ("ISBN: 0-8044-2957-1", True),
        ("Telephone 978-3-16-148410-1", False),
    ],
)
def test_identifiers_that_cannot_be_right_are_told(body: str, malformed: bool) -> None:
    assert bool(citations.malformed_identifiers(document(f"<p>{body}</p>"))) is malformed


@given(st.integers(0, 10**12 - 1), st.integers(0, 9))
@settings(max_examples=50)
def test_exactly_one_check_digit_fits_an_isbn(number: int, digit: int) -> None:
    fits = [citations.isbn_fits(f"{number:012d}{last}") for last in range(10)]
    assert fits.count(True) == 1
    assert citations.isbn_fits(f"{number:012d}{digit}") is fits[digit]


def test_citations_and_captions_of_the_course_are_gathered() -> None:
    body = '<figure><img src="a.png"><figcaption>By Ann</figcaption></figure><img src="b.png"> doi:10.1000/182'
    parsed = document(body)
    pages = Pages(
        a={
            "source_identifiers": citations.source_identifiers(parsed),
            "malformed_identifiers": ("ISBN 1",),
            "credited_pictures": citations.credited_pictures(parsed),
            "pictures": citations.pictures(parsed),
        }
    )
    assert citations.citations(pages) == ("10.1000/182",)
    assert citations.malformed_citations(pages) == ("ISBN 1 (a.html)",)
    assert (citations.picture_captions(pages), citations.picture_count(pages)) == (1, 2)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("due 04/05/2024", ("04/05/2024",)),
        ("due 25/12/2024", ()),
        ("due 2024-05-04", ()),
        ("version 1.2.3.4", ()),
        ("at 90 °F", ("°F",)),
        ("5 miles", ("miles",)),
        ("costs $5.00", ("$5.00",)),
        ("at 5 pm EST", ("5 pm EST",)),
        ("no numbers at all", ()),
    ],
)
def test_forms_that_mean_different_things_are_listed(text: str, forms: tuple[str, ...]) -> None:
    assert local_forms.local_forms(document(f"<p>{text}</p>")) == forms


def test_forms_of_the_course_are_counted_without_pages_of_instructors() -> None:
    pages = Pages(a={"local_forms": ("$5", "$5")}, b={"local_forms": ("miles",), "audience": "instructor"})
    assert local_forms.all_local_forms(pages) == ("$5 (2)",)


@pytest.mark.parametrize(
    ("script", "lang", "expected"),
    [
        ("Arab", "en", True),
        ("Latn", "ar", False),
        (None, "ur-PK", True),
        (None, "az-Arab", True),
        (None, "ks-Deva", False),
        (None, "en", False),
        (None, None, False),
    ],
)
def test_script_tells_the_direction_and_else_the_language(script: str | None, lang: str | None, expected: bool) -> None:
    assert text_direction.right_to_left(script, lang) is expected


@pytest.mark.parametrize(
    ("markup", "direction"),
    [
        (document("<p>x</p>", root='dir="RTL"'), "rtl"),
        (parse_html('<html><body dir="rtl"><p>x</p></body></html>', "p.html"), "rtl"),
        (document('<div dir="rtl"><p>x</p></div>'), "rtl"),
        (document('<p dir="rtl">x</p><p>y</p>'), ""),
        (document("<p>x</p>"), ""),
    ],
)
def test_direction_is_that_of_the_page_as_a_whole(markup: Any, direction: str) -> None:
    assert text_direction.direction(markup) == direction


def test_direction_by_style_is_seen_in_the_page() -> None:
    assert text_direction.direction_by_style(document("<p>x</p>", head="<style>body { direction: rtl }</style>"))
    assert text_direction.direction_by_style(document('<div style="direction:rtl">x</div>'))
    assert not text_direction.direction_by_style(document("<p>direction: rtl</p>"))


def _link(href: str, **fields: Any) -> Link:
    scheme, _, rest = href.partition("://")
    base: dict[str, Any] = {"kind": "external", "control": True, "scheme": scheme, "host": rest.partition("/")[0]}
    return Link(source=HERE, page="a.html", element="a@href", href=href, **{**base, **fields})


def test_addresses_that_learners_are_sent_to_are_gathered_once() -> None:
    links = (
        _link("https://a.example/1"),
        _link("https://a.example/1"),
        _link("http://b.example/"),
        _link("http://localhost/x"),
        _link("https://hidden.example/", hidden=True),
        _link("https://loaded.example/x.js", control=False),
    )
    opened = Activity(source=HERE, id="l", kind="link", entry="http://c.example/")
    there = Course(source=HERE, activities=(opened,))
    found = outside_links.outside_addresses(there, Pages(a={"links": links}))
    assert found == ("https://a.example/1", "http://b.example/", "http://localhost/x", "http://c.example/")
    unencrypted = outside_links.plain_http(there, Pages(a={"links": links}))
    assert unencrypted.value == ("http://b.example/", "http://c.example/")
    assert len(unencrypted.sources) == 2  # told where each stands, and not at the root of the manifest
    assert outside_links.nowhere_links(there, Pages(a={"links": links})).value == ("http://localhost/x",)
    assert outside_links.outside_hosts(found)[0] == "a.example (1)"
    secret = ("https://ann:pass@b.example:8080?token=x", "https://B.example:8080#y")
    assert outside_links.outside_hosts(secret) == ("b.example:8080 (2)",)


@given(st.text(max_size=200))
@settings(max_examples=80)
def test_any_text_is_looked_through_without_an_error(text: str) -> None:
    parsed = parse_html(text, "p.html")
    assert len(leftovers.leftovers(parsed, WORDS)) <= 5
    assert len(local_forms.local_forms(parsed)) <= 100
    assert len(citations.malformed_identifiers(parsed)) <= 10
    assert wrong_characters.spoilt_characters(parsed) >= 0
    assert text_direction.direction(parsed) is not None
