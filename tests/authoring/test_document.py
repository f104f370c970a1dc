"""The standard as a document: whole, without a broken link, the same each time."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from oecheck.authoring.document import Document, html_page, markdown_page, read_sources, standard_document
from oecheck.authoring.document.blocks import Code, Paragraph, Part, Row, Rows, Source, Table
from oecheck.errors import RuleFileError
from oecheck.rules import find_edition
from oecheck.run import stored_edition
from tests.editions import small_edition

FILES = find_edition("ohe@0.1")
EDITION = stored_edition(FILES)


@pytest.fixture(scope="module")
def document() -> Document:
    return standard_document(read_sources(EDITION, FILES))


@pytest.fixture(scope="module")
def page(document: Document) -> html.HtmlElement:
    return html.document_fromstring(html_page(document))


def test_every_link_leads_to_one_anchor(page: html.HtmlElement) -> None:
    anchors = Counter(page.xpath("//@id"))
    links = {link.removeprefix("#") for link in page.xpath("//a/@href")}

    assert len(links) > len(EDITION.rules)
    assert {link for link in links if anchors[link] != 1} == set()
    assert [anchor for anchor, count in anchors.items() if count > 1] == []


def test_markdown_has_the_same_anchors_and_no_broken_link(document: Document, page: html.HtmlElement) -> None:
    text = markdown_page(document)
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    rendered = html.document_fromstring(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    links = {link.removeprefix("#") for link in rendered.xpath("//a/@href")}

    assert links - anchors == set()
    assert set(page.xpath("//main//*/@id")) == anchors


def test_every_requirement_is_told_with_statement_test_and_examples(page: html.HtmlElement) -> None:
    for rule in EDITION.rules:
        (section,) = page.xpath(f"//section[@id='{rule.file.id}']")
        words = " ".join(section.text_content().split())
        assert " ".join(rule.file.statement.split()) in words
        assert f"Test of {rule.file.id}" in words
        for example in rule.file.examples:
            assert " ".join(example.name.split()) in words


def test_clauses_stand_in_order_and_annexes_after_them(document: Document) -> None:
    numbers = [part.number for part in document.parts]
    clauses = [number for number in numbers if number.isdigit()]

    assert clauses == [str(number) for number in range(1, 26)]
    assert numbers[len(clauses) :] == [f"Annex {letter}" for letter in "ABCDEFG"]


def test_reader_finds_a_requirement_from_the_contents(page: html.HtmlElement) -> None:
    listed = set(page.xpath("//nav//details//a/@href"))

    assert {f"#{rule.file.id}" for rule in EDITION.rules} <= listed


def test_everything_that_a_reader_looks_for_is_within_three_clicks(page: html.HtmlElement) -> None:
    clicks = _clicks(page)
    seen = {"clause-1": 1, "clause-4": 1, "annex-F": 1}

    assert {anchor: clicks[anchor] for anchor in seen} == seen
    for rule in EDITION.rules:
        (section,) = page.xpath(f"//section[@id='{rule.file.id}']")
        (examples,) = section.xpath(f".//summary[starts-with(., 'Examples of {rule.file.id}')]/..")
        (history,) = section.xpath("./dl/dt[.='History']")
        assert clicks[rule.file.id] <= 2
        assert _folds(examples, section) + 1 + clicks[rule.file.id] <= 3
        assert _folds(history, section) + clicks[rule.file.id] <= 3


def _clicks(page: html.HtmlElement) -> dict[str, int]:
    """How many clicks each anchor is away from the contents; to follow a link is one, to unfold a list is another."""
    (start,) = page.xpath("//nav")
    clicks: dict[str, int] = {}
    ahead = [(0, start)]
    while ahead:
        ahead.sort(key=lambda place: place[0])
        spent, place = ahead.pop(0)
        for link in place.iter("a"):
            anchor = link.get("href").removeprefix("#")
            cost = spent + _folds(link, place) + 1
            if cost < clicks.get(anchor, 99):
                clicks[anchor] = cost
                ahead.append((cost, page.get_element_by_id(anchor)))
    return clicks


def _folds(element: html.HtmlElement, place: html.HtmlElement) -> int:
    """How many folded lists have to be opened to see an element from a place that holds it."""
    around = [one for one in element.iterancestors("details") if place in one.iterancestors()]
    return len(around)


def test_page_needs_nothing_else_and_is_structured(page: html.HtmlElement) -> None:
    assert page.xpath("//script | //link | //img | //iframe | //@src") == []
    assert "url(" not in page.findtext(".//style")
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert page.xpath("//table[not(caption)] | //th[not(@scope)]") == []
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_document_is_the_same_each_time(document: Document) -> None:
    again = standard_document(read_sources(EDITION, FILES))

    assert html_page(again) == html_page(document)
    assert markdown_page(again) == markdown_page(document)


def test_every_parameter_has_its_line_in_the_annex(page: html.HtmlElement) -> None:
    wanted = {f"parameter-{rule.file.id}-{name}" for rule in EDITION.rules for name in rule.file.parameters}

    assert wanted
    assert wanted <= set(page.xpath("//section[@id='annex-A']//@id"))


def test_text_of_a_rule_is_never_markup() -> None:
    evil = "<script>alert(1)</script> & *stars* [x](y)"
    part = Part(
        anchor="a",
        number="1",
        title=evil,
        blocks=(
            Paragraph((evil, Code(evil))),
            Source(evil),
            Rows((Row(evil, ((evil,),)),)),
            Table(evil, (evil,), (((evil,),),)),
        ),
    )
    document = Document(evil, (), (part,))
    page = html.document_fromstring(html_page(document))
    rendered = MarkdownIt("commonmark").enable("table").render(markdown_page(document))

    assert page.xpath("//script") == []
    assert page.xpath("//main")[0].text_content().count(evil) == 9
    assert "<script" not in rendered
    assert "<em>" not in rendered
    assert 'href="y"' not in rendered


def test_edition_without_its_sentences_is_told(tmp_path: Path) -> None:
    files = find_edition(str(small_edition(tmp_path)))
    with pytest.raises(RuleFileError) as raised:
        read_sources(stored_edition(files, cached=False), files)

    assert [problem.code for problem in raised.value.problems] == ["no-document"]
