"""Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.model.outcome import Status
from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from oecheck.reporters._markdown.escape import cell, code, prose
from oecheck.reporters._visible import exact, visible
from tests.reporters.sample import assertion, full_report, large_report, rendered, report, requirement

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads Markdown as its readers do")
SIGNS = st.text(st.sampled_from("`*_[]()<>!|&\\#@~:/.-+=1a $\"'h\n"), max_size=30)


def _text(made: Report) -> str:
    return rendered("markdown", made).decode()


def _shown(markdown: str) -> str:
    """What a reader sees of one paragraph or table cell."""
    tokens = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inline} <= {"text", "html_inline", "code_inline", "text_special"}, markdown
    return "".join(token.content for token in inline if token.type != "html_inline")


@given(SIGNS)
def test_prose_shows_the_text_as_it_is(text: str) -> None:
    assert _shown(f"x {prose(text)} x") == f"x {visible(text)} x"


@given(SIGNS)
def test_prose_at_the_start_of_an_entry_begins_no_block(text: str) -> None:
    kinds = {
        token.type for token in markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(f"- {prose(text)} end")
    }

    assert kinds <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "inline",
    }  # fmt: skip


@given(SIGNS.filter(lambda text: text.strip(" ")))
def test_code_shows_the_text_and_nothing_ends_it(text: str) -> None:
    assert _shown(f"x {code(text)} x").strip("x ") == exact(text).strip("x ")


@given(SIGNS.filter(lambda text: text.strip(" ")))
def test_cell_of_a_table_stays_one_cell(text: str) -> None:
    tokens = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(
        f"| | |\n|:--|:--|\n| {prose(text)} | {cell(text)} |\n"
    )

    assert [token.type for token in tokens].count("td_open") == 2


@pytest.mark.parametrize("text", ["@everyone", "see #12", "https://evil.example", "www.evil.example", "a@b.example"])
def test_nobody_is_mentioned_and_nothing_is_linked(text: str) -> None:
    assert "<!-- -->" in prose(text)


def test_verdict_comes_before_the_findings_and_incomplete_before_the_verdict() -> None:
    text = _text(full_report())

    assert text.index("INCOMPLETE") < text.index("must 2, should 2, may 0") < text.index("## Defects in the content: 2")


def test_nothing_failed_is_said_only_without_failures() -> None:
    assert "✅" in _text(report(requirement()))
    assert "✅" not in _text(full_report())


def test_incomplete_run_has_no_tick() -> None:
    limit = Limit("too-many", {}, Source(""), "Only ten entries were read.")

    assert "✅" not in _text(report(requirement(), limits=(limit,)))


def test_places_are_cut_and_counted() -> None:
    text = _text(full_report())

    assert "Showing 3 of 141 places" in text
    assert text.count("has no text alternative.") == 3


def test_comment_stays_within_what_a_platform_takes() -> None:
    long = {"message": "m" * 300, "remedy": "r" * 300}
    text = _text(
        report(*(requirement(f"A-{n}", *(assertion(f"A-{n}", i, **long) for i in range(9))) for n in range(300)))
    )

    shown = re.search(r"Showing (\d+) of 300 requirements", text)
    assert shown is not None
    assert text.count("- **must**") == int(shown[1])
    assert len(text) < 65_536
    assert len(_text(large_report(100, 100))) < 65_536


def test_areas_are_a_table_with_totals() -> None:
    text = _text(report(requirement("A-1"), requirement("A-2", status=Status.NOT_DETERMINED)))

    assert "| Accessibility | 1 | 0 | 1 | 0 |" in text
    assert "| **All areas** | **1** | **0** | **1** | **0** |" in text


def test_what_a_finding_follows_from_is_named() -> None:
    cause = assertion("OHE-PKG-004", sources=(Source("a_b|`c`.html", 3),))
    follower = assertion("OHE-PKG-006", number=2, because="OHE-PKG-004-1")
    text = _text(report(requirement("OHE-PKG-004", cause), requirement("OHE-PKG-006", follower)))
    (line,) = [line for line in text.splitlines() if "only follow" in line]

    assert _shown(line.strip().removeprefix("- ")) == (
        "Findings that only follow from another one (OHE-PKG-004 a_b|`c`.html:3), and go when that is mended: 1"
    )
