"""The report for people at a terminal: a headline, then five blocks, worst first.

Defects in the content; faults of the package; missing declarations with the one command that mends them; what needs
a person; what was not checked and why. Lists are cut visibly. Whatever comes from the package is made safe to print.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.report import Report
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._text.answered import answered
from oecheck.reporters._text.declarations import declarations
from oecheck.reporters._text.findings import findings
from oecheck.reporters._text.foot import foot
from oecheck.reporters._text.groups import blocks_of
from oecheck.reporters._text.head import head
from oecheck.reporters._text.open import advice, for_a_person, notices, unchecked
from oecheck.reporters._text.page import Page

__all__ = ["REPORTER"]


def _render(report: Report, options: RenderOptions) -> Iterator[bytes]:
    for line in _lines(report, Page(report.language, options)):
        yield line.encode("utf-8") + b"\n"


def _lines(report: Report, page: Page) -> Iterator[str]:
    blocks = blocks_of(report)
    yield from head(report, page)
    yield from findings("content", blocks.content, page)
    yield from findings("package", blocks.package, page)
    yield from findings("record", blocks.record, page)
    yield from answered(report, page)
    yield from notices(report, page)
    yield from advice(report.notes, page)
    yield from declarations(blocks.declaration, report, page)
    yield from for_a_person(report, blocks, page)
    yield from unchecked(report, blocks.unchecked, page)
    yield from foot(report, page)


REPORTER = ReporterDefinition(
    name="text", media_type="text/plain; charset=utf-8", suffix=".txt", render=_render, joined=True
)
