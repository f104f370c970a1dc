"""The report for people who decide: one HTML file with everything in it, readable without script and on paper.

Nothing is loaded from anywhere, and a content security policy in the page forbids it; whatever comes from the package
is escaped, made visible and isolated. The script only adds search and a filter.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.report import Report
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._html.page import page
from oecheck.reporters._stream import in_pieces

__all__ = ["REPORTER"]


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(page(report))


REPORTER = ReporterDefinition(name="html", media_type="text/html; charset=utf-8", suffix=".html", render=_render)
