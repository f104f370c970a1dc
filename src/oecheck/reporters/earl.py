"""The report as EARL 1.0 in JSON-LD 1.1, with the context inside: nothing is fetched to read it.

Every requirement gets one assertion about the package as a whole, and one about each listed target, with its place.
Targets that passed are counted in the first, as in the canonical report. Names of things are URNs made from what the
run rests on, so that the same run gives the same names and another run others.

Source: W3C EARL 1.0 Schema; Pointer Methods in RDF 1.0; JSON-LD 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.model.report import Report
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._earl.context import CONTEXT
from oecheck.reporters._earl.graph import nodes
from oecheck.reporters._earl.names import Names
from oecheck.reporters._stream import in_pieces

__all__ = ["REPORTER"]


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_texts(report))


def _texts(report: Report) -> Iterator[str]:
    encode = msgspec.json.Encoder().encode
    names = Names(report)
    context = {**CONTEXT, **names.prefixes, "@language": report.language}
    yield f'{{"@context": {encode(context).decode()},\n"@graph": ['
    mark = ""
    for node in nodes(report, names):
        yield f"{mark}\n{encode(node).decode()}"
        mark = ","
    yield "\n]}\n"


REPORTER = ReporterDefinition(name="earl", media_type="application/ld+json", suffix=".earl.jsonld", render=_render)
