"""The report as SARIF 2.1.0: one run, one rule per requirement, at most 5,000 results.

Failures have the kind `fail` and a level from must, should or may; what could not be told has the kind `review` where
a person has to look and `open` where information is missing, and so no level. Where results are left out for the
viewers' sake, every requirement keeps its fair share and a notification tells the numbers.

Source: SARIF 2.1.0 (OASIS), in particular §3.27.9 (kind), §3.27.10 (level), §3.30 (region), §3.14.14 (base ids).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.model.report import Report
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._facts import Words
from oecheck.reporters._sarif.results import results_of
from oecheck.reporters._sarif.run import driver, run_properties
from oecheck.reporters._stream import in_pieces

__all__ = ["REPORTER"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_texts(report))


def _texts(report: Report) -> Iterator[str]:
    words = Words(report.language, "report.sarif.")
    results, left_out = results_of(report, words)
    head = {"tool": {"driver": driver(report, words)}, **run_properties(report, left_out, words)}
    encode = msgspec.json.Encoder().encode
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{encode(head).decode()[:-1]},\n"results": ['
    mark = ""
    for result in results:
        yield f"{mark}\n{encode(result).decode()}"
        mark = ","
    yield "\n]}]}\n"


REPORTER = ReporterDefinition(name="sarif", media_type="application/sarif+json", suffix=".sarif", render=_render)
