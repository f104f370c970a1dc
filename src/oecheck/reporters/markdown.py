"""The report as Markdown, fit for the summary of a CI run or a comment on a pull request.

Such places take about 64,000 characters, so lists are cut long before, with the counts said. Whatever comes from the
package is escaped: it can neither format, nor link, nor mention anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.report import Report
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._facts import Words
from oecheck.reporters._markdown.findings import answered, findings
from oecheck.reporters._markdown.frame import areas, foot, head, notices, open_questions
from oecheck.reporters._stream import in_pieces
from oecheck.reporters._text.groups import blocks_of

__all__ = ["REPORTER"]


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_texts(report))


def _texts(report: Report) -> Iterator[str]:
    words = Words(report.language, "report.markdown.")
    blocks = blocks_of(report)
    yield from head(report, words)
    yield from areas(report, words)
    yield from findings("content", blocks.content, words)
    yield from findings("package", blocks.package, words)
    yield from findings("record", blocks.record, words)
    yield from answered(report, words)
    yield from notices(report, words)
    yield from open_questions(report, blocks, words)
    yield from foot(report, words)


REPORTER = ReporterDefinition(
    name="markdown", media_type="text/markdown; charset=utf-8", suffix=".md", render=_render, joined=True
)
