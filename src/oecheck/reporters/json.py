"""The canonical report as JSON: the same evaluation gives the same bytes.

Fields stand in the order of `schemas/report-1.0.schema.json`, keys of free-form objects in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from oecheck.model.report import Report
from oecheck.reporters._definition import RenderOptions, ReporterDefinition

__all__ = ["REPORTER"]


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield msgspec.json.format(_encoded(report), indent=1)
    yield b"\n"


def _encoded(report: Report) -> bytes:
    try:
        return msgspec.json.encode(report, order="deterministic")
    except UnicodeEncodeError:  # a file name that is not UTF-8, from a folder on a disk
        plain = msgspec.to_builtins(report, order="deterministic")
        return msgspec.json.encode(_without_surrogates(plain))  # ordered already; fields keep the order of the schema


def _without_surrogates(value: Any) -> Any:
    """The value with bytes that are no UTF-8 written as `\\udcff`; never nested deeper than a report is."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_surrogates(item) for item in value]
    return value


REPORTER = ReporterDefinition(name="json", media_type="application/json", suffix=".json", render=_render)
