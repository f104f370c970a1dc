"""The whole page, section by section."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from oecheck.model.report import Report
from oecheck.reporters._direction import is_right_to_left
from oecheck.reporters._facts import Words
from oecheck.reporters._html.areas import areas
from oecheck.reporters._html.findings import findings
from oecheck.reporters._html.open import advice, declarations, declared, for_a_person, notices, unchecked, waivers
from oecheck.reporters._html.provenance import every_requirement, provenance_section
from oecheck.reporters._html.sections import Section
from oecheck.reporters._html.verdict import opening
from oecheck.reporters._markup import escaped
from oecheck.reporters._text.groups import blocks_of

__all__ = ["page"]

_FOLDER = Path(__file__).parent


def page(report: Report) -> Iterator[str]:
    """The page in pieces."""
    words = Words(report.language, "report.html.")
    sections = _sections(report, words)
    yield from _head(report, words)
    yield from opening(report, words)
    yield from areas(report, words)
    yield from _contents(sections, words)
    yield from _search(words)
    for section in sections:
        yield from section.html()
    yield f"</main>\n<footer><p>{escaped(words('footer', tool=report.tool.name, version=report.tool.version))}</p>"
    yield f"</footer>\n<script>{_asset('search.js')}</script>\n</body>\n</html>\n"


def _sections(report: Report, words: Words) -> list[Section]:
    blocks = blocks_of(report)
    found = [
        findings("content", blocks.content, words),
        findings("package", blocks.package, words),
        findings("record", blocks.record, words),
        declarations(blocks.declaration, report, words),
        for_a_person(report, blocks, words),
        unchecked(report, blocks.unchecked, words),
        waivers(report, words),
        notices(report, words),
        declared(report, words),
        advice(report, words),
        every_requirement(report, words),
        provenance_section(report, words),
    ]
    return [section for section in found if section.count is None or section.count]


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _head(report: Report, words: Words) -> Iterator[str]:
    style, script = _asset("style.css"), _asset("search.js")
    policy = (
        f"default-src 'none'; style-src {_sha256(style)}; script-src {_sha256(script)}; base-uri 'none';"
        " form-action 'none'"
    )
    direction = "rtl" if is_right_to_left(report.language) else "ltr"
    title = escaped(words("title", name=report.subject.title or report.subject.name))
    yield (
        f'<!DOCTYPE html>\n<html lang="{escaped(report.language)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="{escaped(report.tool.name)} {escaped(report.tool.version)}">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#result">{escaped(words("skip"))}</a>\n'
    )


def _contents(sections: list[Section], words: Words) -> Iterator[str]:
    label = escaped(words("contents"))
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{label}</h2>\n<ul>\n'
    for section in sections:
        count = "" if section.count is None else f' <span class="count">{section.count}</span>'
        yield f'<li><a href="#{section.id}">{escaped(section.title)}</a>{count}</li>\n'
    yield "</ul>\n</nav>\n"


def _search(words: Words) -> Iterator[str]:
    """Hidden until the script shows it: without script there is nothing that does nothing."""
    told = msgspec.json.encode({"shown": words("search.shown")}).decode()
    yield (
        f'<form id="search" role="search" hidden data-texts="{escaped(told)}">\n'
        f'<div><label for="query">{escaped(words("search.label"))}</label>\n'
        '<input id="query" type="search" autocomplete="off"></div>\n'
        f"<fieldset><legend>{escaped(words('search.levels'))}</legend>\n"
    )
    for level in ("must", "should", "may"):
        name = escaped(words.shared(f"report.level.{level}", level))
        yield f'<label><input type="checkbox" name="level" value="{level}" checked> {name}</label>\n'
    yield '</fieldset>\n<p role="status" id="shown"></p>\n</form>\n'
