"""The canonical report as JSON: the same evaluation gives the same bytes.

Fields stand in the order of `schemas/report-1.0.schema.json`, keys of free-form objects in alphabetical order. Every
finding is one line: a search for its fingerprint shows it whole, and 100,000 of them are a tenth smaller.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from oecheck.model.report import Assertion, Report, RequirementResult
from oecheck.reporters._definition import RenderOptions, ReporterDefinition

__all__ = ["REPORTER"]


_NONE_YET = b'\n "requirements": []'
_NO_FINDING = b'\n "assertions": []'


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    """The requirements one by one: as one text, a report of many pages takes twice its size once more."""
    around = _laid_out(msgspec.structs.replace(report, requirements=()))
    before, empty, behind = around.partition(_NONE_YET)
    yield before
    if not report.requirements:
        yield empty
    for number, requirement in enumerate(report.requirements):
        yield b'\n "requirements": [\n  ' if number == 0 else b",\n  "
        yield from _requirement(requirement)
    yield b"\n ]" if report.requirements else b""
    yield behind + b"\n"


def _requirement(requirement: RequirementResult) -> Iterator[bytes]:
    around = _laid_out(msgspec.structs.replace(requirement, assertions=()))
    before, empty, behind = around.partition(_NO_FINDING)
    findings = b",\n    ".join(map(_encoded, requirement.assertions))
    yield _deeper(before)
    yield b'\n   "assertions": [\n    %b\n   ]' % findings if findings else _deeper(empty)
    yield _deeper(behind)


def _deeper(lines: bytes) -> bytes:
    """Further in; no text holds a line break, since JSON writes it as `\\n`."""
    return lines.replace(b"\n", b"\n  ")


def _laid_out(part: Report | RequirementResult) -> bytes:
    return msgspec.json.format(_encoded(part), indent=1)


def _encoded(report: Report | RequirementResult | Assertion) -> bytes:
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
