"""The areas of the standard: a table whose rows are their own picture."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.outcome import Status
from oecheck.model.report import Report, StatusCounts
from oecheck.reporters._facts import Words
from oecheck.reporters._html.markup import prose
from oecheck.reporters._markup import escaped

__all__ = ["areas"]

_WIDTH, _HEIGHT = 100, 8


def areas(report: Report, words: Words) -> Iterator[str]:
    """Bars and counts by area; the bar only repeats what the counts say, so it is hidden from screen readers."""
    yield f'<section id="areas" aria-labelledby="areas-title">\n<h2 id="areas-title">{escaped(words("areas"))}</h2>\n'
    yield f'{prose("p", escaped(words("areas.intro")), "intro")}\n<table class="areas">\n<thead><tr>'
    yield f'<th scope="col">{escaped(words("area"))}</th>'
    for status in Status:
        name = escaped(words(f"status.{status.value}"))
        yield f'<th scope="col" class="number {status.value}"><span class="key"></span>{name}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for area in report.summary.areas:
        yield f'<tr><th scope="row">{prose("span", escaped(area.title))}{_bar(area.requirements)}</th>'
        yield from _numbers(area.requirements)
        yield "</tr>\n"
    counts = report.summary.requirements
    yield f'</tbody>\n<tfoot><tr><th scope="row">{escaped(words("total"))}{_bar(counts)}</th>'
    yield from _numbers(counts)
    yield "</tr></tfoot>\n</table>\n</section>\n"


def _numbers(counts: StatusCounts) -> Iterator[str]:
    for status in Status:
        number = getattr(counts, status.value)
        none = "" if number else " none"
        yield f'<td class="number{none}">{number}</td>'


def _bar(counts: StatusCounts) -> str:
    numbers = [(status.value, getattr(counts, status.value)) for status in Status]
    total = sum(number for _, number in numbers)
    pieces: list[str] = []
    start = 0.0
    for name, number in numbers:
        width = _WIDTH * number / total if total else 0
        if number:
            size = f'x="{start:.2f}" y="0" width="{width:.2f}" height="{_HEIGHT}"'
            pieces.append(f'<rect class="{name}" vector-effect="non-scaling-stroke" {size}/>')
        start += width
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none"'
    return f'<svg class="bar" {box} aria-hidden="true" focusable="false">{"".join(pieces)}</svg>'
