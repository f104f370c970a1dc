"""The HTML report. What a browser sees of it: scripts/check_html.sh."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import combinations, product
from typing import Any

import pytest
from lxml import html

from oecheck.model.outcome import Basis, Level, Outcome, RequirementClass, Status
from oecheck.model.report import Limit, OutcomeCounts, Report, RequirementResult, Verdict
from oecheck.model.source import Source
from oecheck.reporters._html.markup import isolated, path, prose
from tests.reporters.sample import (
    HOSTILE,
    assertion,
    full_report,
    hostile_report,
    rendered,
    report,
    requirement,
    subject,
)
from tests.reporters.validity import problems


def _page(made: Report) -> Any:
    return html.fromstring(rendered("html", made))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _titles(page: Any) -> list[str]:
    return [_words(title) for title in page.xpath("//h2")]


def _verdict(made: Report) -> str:
    return _words(_page(made).xpath("//p[@class='headline']")[0])


def _follower(**changes: Any) -> Any:
    return assertion("OHE-PKG-006", number=2, because="OHE-PKG-004-1", **changes)


def test_requirement_that_only_follows_leads_to_its_card_which_names_the_cause() -> None:
    cause = assertion("OHE-PKG-004", kind="package", code="missing")
    made = report(
        requirement("OHE-PKG-004", cause, title="Files are there"),
        requirement("OHE-PKG-006", _follower(), title="Links"),
    )
    page = _page(made)
    (needs,) = page.xpath("//section[@id='result']//ul[li/a]")
    (card,) = page.xpath("//section[@id='content']//article")

    assert [link.get("href") for link in needs.iter("a")] == ["#content", "#package"]
    assert "only follow from another one (OHE-PKG-004 web/unit1.html:11:5), and go when that is mended: 1" in _words(
        card
    )
    assert [_words(line) for line in card.xpath(".//p[@class='meta']")] == ["OHE-PKG-006 · clause 7.3.1"]


_KINDS = ("content", "package", "declaration", "person", "unchecked")
_OUTCOMES = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED)


@pytest.mark.parametrize("because", ["", "OHE-PKG-004-1"])
@pytest.mark.parametrize("kinds", [(one,) for one in _KINDS] + list(combinations(_KINDS, 2)))
def test_no_link_of_the_result_leads_nowhere(kinds: tuple[str, ...], because: str) -> None:
    """Only a failure follows from another one."""
    made: list[RequirementResult] = []
    for outcomes in product(_OUTCOMES, repeat=len(kinds)):
        found = [
            assertion(
                f"OHE-PKG-{len(made):03}",
                number,
                outcome=outcome,
                kind=kind,
                because=because if outcome is Outcome.FAILED else "",
            )
            for number, (kind, outcome) in enumerate(zip(kinds, outcomes, strict=True))
        ]
        made.append(requirement(f"OHE-PKG-{len(made):03}", *found))
    unlisted = requirement("OHE-PKG-999", status=Status.NOT_SATISFIED, outcomes=OutcomeCounts(failed=1))

    for one in [*made, unlisted]:
        assert problems("html", rendered("html", report(one))) == []
    assert problems("html", rendered("html", report(*made, unlisted))) == []


def test_sections_stand_in_the_order_of_what_to_do() -> None:
    assert _titles(_page(full_report())) == [
        "Result",
        "The areas of the standard",
        "In this report",
        "Mend in the course 2",
        "Mend in the package 1",
        "State in the course description 2",
        "For a person to judge 8",
        "Not checked, and why 2",
        "Advice on the package 2",
        "Every requirement 14",
        "About this report",
    ]


def test_clean_report_has_no_empty_section() -> None:
    titles = _titles(_page(report(requirement())))

    assert titles == [
        "Result", "The areas of the standard", "In this report", "Every requirement 1", "About this report",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "The program found nothing that fails"),
        ({"level": Level.SHOULD, "status": Status.NOT_SATISFIED}, "some recommendations are not met"),
        ({"status": Status.NOT_SATISFIED}, "Not yet"),
    ],
)
def test_verdict_is_in_plain_words(changes: dict[str, Any], words: str) -> None:
    assert words in _verdict(report(requirement("A-1", **changes)))


def test_incomplete_run_is_no_result_even_when_nothing_failed() -> None:
    limit = Limit("too-many", {}, Source(""), "Only ten entries were read.")
    made = report(requirement(), limits=(limit,))

    assert _verdict(made).startswith("No result")
    assert "Only ten entries were read." in _words(_page(made).xpath("//section[@id='result']")[0])
    assert "Check the whole package. Reasons why it was not: 1" in _words(_page(made))


def test_sentence_of_the_pre_check_is_printed_as_it_is() -> None:
    assert full_report().claim.statement in _words(_page(full_report()).xpath("//section[@id='result']")[0])


def test_needs_of_a_claim_lead_to_where_they_are_told() -> None:
    needs = _page(full_report()).xpath("//section[@id='result']//li/a")

    assert [(one.get("href"), _words(one)) for one in needs] == [
        ("#content", "Mend in the course. Requirements: 1"),
        ("#package", "Mend in the package itself. Requirements: 1"),
        ("#declaration", "State in the course description. Requirements: 1"),
        ("#person", "Have a person judge. Requirements: 8"),
        ("#unchecked", "Look at what the program could not. Requirements: 1"),
        ("#unchecked", "Check the whole package. Reasons why it was not: 1"),
    ]


def test_finding_says_what_where_why_and_how_to_mend_in_this_order() -> None:
    (article,) = _page(report(requirement("A-1", assertion("A-1")))).xpath("//article")
    text = _words(article)
    parts = [
        "Every image has a text alternative", "clause 7.3.1", "has no text alternative.",
        "Introduction to Biology › Unit 1 › Cells", "web/unit1.html:11:5", "Learners who cannot see", "Add alt=",
    ]  # fmt: skip

    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_snippet_is_shown_as_it_stands_in_the_file() -> None:
    place = Source("a.html", 1, snippet='<img src="x.png">')
    page = _page(report(requirement("A-1", assertion(sources=(place,)))))

    assert [pre.text_content() for pre in page.xpath("//article//pre")] == ['<img src="x.png">']


def test_three_places_are_open_a_hundred_folded_and_all_counted() -> None:
    article = _page(full_report()).xpath("//article[@id='content-OHE-ACC-003']")[0]

    assert len(article.xpath("./ul/li")) == 3
    assert len(article.xpath("./details/ul/li")) == 100
    assert _words(article.xpath("./details/summary")[0]) == "More places: 100"
    assert "Showing 103 of 141 places." in _words(article)


def test_bars_are_as_wide_as_their_counts() -> None:
    made = report(requirement("A-1"), requirement("A-2"), requirement("A-3", assertion()), requirement("A-4"))
    (row,) = _page(made).xpath("//table[@class='areas']/tbody/tr")

    bars = {bar.get("class"): float(bar.get("width")) for bar in row.xpath(".//rect")}
    assert bars == {"satisfied": 75, "not_satisfied": 25}
    assert [_words(cell) for cell in row.xpath("./td")] == ["3", "1", "0", "0"]


def test_every_requirement_stands_in_the_table() -> None:
    made = full_report()
    rows = _page(made).xpath("//table[@class='all']/tbody/tr")

    assert [row.xpath("string(.//code)") for row in rows] == [one.id for one in made.requirements]


def test_what_rests_on_a_statement_is_told_apart() -> None:
    stated = requirement("A-1", basis=Basis.DECLARATION, title="A licence is told")
    page = _page(report(stated, requirement("A-2")))

    assert "Met because it is stated 1" in _titles(page)
    assert "A licence is told" in _words(page.xpath("//section[@id='declared']")[0])


def test_waived_finding_keeps_its_outcome_and_shows_reason_owner_and_end() -> None:
    waiver = {"id": "w1", "reason": "Until the new player is here.", "owner": "Ada", "until": "2027-01-01"}
    page = _page(report(requirement("A-1", assertion(waiver="w1")), waivers=(waiver,)))
    text = _words(page.xpath("//section[@id='waivers']")[0])

    for part in ("Until the new player is here.", "Ada", "2027-01-01", "has no text alternative", "failed"):
        assert part in text
    assert "Not yet" in _words(page.xpath("//p[@class='headline']")[0])


def test_waiver_without_effect_says_so_in_words_and_by_its_colour() -> None:
    line = {"id": "w1", "rule": "OHE-ACC-003", "reason": "r", "owner": "o", "until": "2030-01-01", "matched": 1}
    made = report(waivers=(line | {"state": "too-long"}, line | {"id": "w2", "state": "active"}))
    page = rendered("html", made).decode()

    assert "ends too late, without effect" in page
    assert "<dd><bdi>in effect</bdi></dd>" in page
    assert [page.count(f'<article class="req short{mark}">') for mark in (" should", "")] == [1, 1]
    assert "matched" not in page


def test_disputed_failure_is_marked_in_its_place() -> None:
    verdict = Verdict("passed", Outcome.PASSED, "It <b>decorates.", "Office", "2026-12-01", Outcome.FAILED, True)
    one, other = assertion(message="No alternative.", verdict=verdict), assertion(number=2, message="No alternative.")
    page = rendered("html", report(requirement("OHE-ACC-003", one, other))).decode()
    first, second = page.split('class="message">No alternative.')[1:3]

    assert "Disputed by" in first
    assert "It &lt;b&gt;decorates." in first
    assert "Disputed by" not in second


def test_manual_requirement_is_for_a_person() -> None:
    manual = requirement(
        "A-1", status=Status.NOT_DETERMINED, requirement_class=RequirementClass.MANUAL, title="Judge me"
    )

    assert "Judge me" in _words(_page(report(manual)).xpath("//section[@id='person']")[0])


def test_what_could_not_be_looked_at_has_its_reason() -> None:
    untested = assertion(outcome=Outcome.UNTESTED, message="The video was not opened.")
    section = _page(report(requirement("A-1", untested, status=Status.NOT_DETERMINED))).xpath(
        "//section[@id='unchecked']"
    )

    assert "The video was not opened." in _words(section[0])
    assert "A-1" in _words(section[0])


def test_hostile_package_adds_no_element_and_no_script() -> None:
    page, plain = _page(hostile_report()), _page(hostile_report("x"))

    for path_ in ("//script", "//style", "//img", "//a", "//*[@onerror]"):
        assert len(page.xpath(path_)) == len(plain.xpath(path_)), path_
    assert "<img src=x onerror=alert(1)>" in page.xpath("string(//h1)")


def test_policy_of_the_page_allows_its_own_style_and_script_only() -> None:
    made = rendered("html", hostile_report()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy is not None
    for element in ("style", "script"):
        found = re.findall(rf"<{element}>(.*?)</{element}>", made, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("en", "ltr"), ("zh-Hans", "ltr")]
)
def test_direction_is_that_of_the_language(language: str, direction: str) -> None:
    page = _page(report(requirement(), language=language))

    assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_english_words_in_an_arabic_page_read_from_left_to_right() -> None:
    assert prose("p", "No licence.") == '<p dir="ltr">No licence.</p>'
    assert prose("p", "Canvas: لا توجد رخصة") == "<p>Canvas: لا توجد رخصة</p>"


def test_names_from_the_package_are_isolated_within_a_message() -> None:
    message = isolated("The file فصل.html & img has no title.", {"file.path": "فصل.html", "kinds": ["img"], "count": 3})

    assert message == "The file <bdi>فصل.html</bdi> &amp; <bdi>img</bdi> has no title."


def test_longest_name_is_isolated_as_a_whole() -> None:
    assert isolated("abc/def.html", {"x": "abc", "y": "abc/def.html"}) == "<bdi>abc/def.html</bdi>"


def test_long_path_may_break_after_its_separators_and_copies_as_it_is() -> None:
    made = path("web/unit_1/a b.html?x=1&y")

    assert "web/<wbr>unit_<wbr>1/<wbr>" in made
    assert html.fromstring(made).text_content() == "web/unit_1/a b.html?x=1&y"


def test_title_of_the_page_names_the_course() -> None:
    assert _page(report(subject=subject(title=""))).xpath("string(//h1)") == "biology-101.imscc"
    assert HOSTILE[:20] in _page(hostile_report()).xpath("string(//title)")
