"""The report as JUnit XML: a test suite per area of the standard, a test case per requirement.

Not satisfied is a failure with its places; not determined and not applicable are skipped with the reason, never
passed. The first suite is the run itself: its test case is an error when part of the package was not looked at.

Source: JUnit.xsd of the Ant JUnit and JUnitReport tasks (Windy Road), which most readers follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from oecheck.model.report import Report, RequirementResult
from oecheck.reporters._definition import RenderOptions, ReporterDefinition
from oecheck.reporters._facts import Words, incomplete_key, incomplete_limits, of_people, provenance
from oecheck.reporters._junit.cases import Case, case_of
from oecheck.reporters._markup import attribute, escaped
from oecheck.reporters._stream import in_pieces

__all__ = ["REPORTER"]

_DAY = len("2026-12-01")
_SECOND = len("2026-12-01T00:00:00")


def _render(report: Report, _options: RenderOptions) -> Iterator[bytes]:
    yield from in_pieces(_document(report))


def _document(report: Report) -> Iterator[str]:
    words = Words(report.language, "report.junit.")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    yield from _suite(report, 0, report.tool.name, [_run(report, words)], _properties(report), _advice(report, words))
    titles = {area.id: area.title for area in report.summary.areas}
    areas = groupby(sorted(report.requirements, key=_area), key=_area)
    for number, (area, requirements) in enumerate(areas, 1):
        cases = [case_of(requirement, report, words) for requirement in requirements]
        yield from _suite(report, number, f"{area} {titles.get(area, '')}", cases, (), ())
    yield "</testsuites>\n"


def _area(requirement: RequirementResult) -> str:
    return requirement.area


def _run(report: Report, words: Words) -> Case:
    limits = incomplete_limits(report)
    if not limits:
        return Case("run", words("run"))
    lines = [words.limit(limit) for limit in limits]
    return Case("run", words("run"), "error", words(incomplete_key(report)), "incomplete", lines)


def _properties(report: Report) -> Iterator[str]:
    for name, value in {**provenance(report), "claim": report.claim.statement}.items():
        yield f"<property{attribute('name', name)}{attribute('value', value)}/>\n"


def _advice(report: Report, words: Words) -> Iterator[str]:
    yield from (f"{escaped(words.limit(limit))}\n" for limit in of_people(report))
    for note in report.notes:
        told = words("advice", check=note.check, place=note.source.file, message=note.message, remedy=note.remedy)
        yield f"{escaped(told)}\n"


def _suite(
    report: Report,
    number: int,
    name: str,
    cases: Sequence[Case],
    properties: Iterator[str] | tuple[()],
    output: Iterator[str] | tuple[()],
) -> Iterator[str]:
    counts = {kind: sum(case.kind == kind for case in cases) for kind in ("failure", "error", "skipped")}
    yield (
        f"<testsuite{attribute('package', report.subject.name)}{attribute('id', number)}"
        f"{attribute('name', ' '.join(name.split()))}{attribute('timestamp', _timestamp(report.evaluated_at))}"
        f' hostname="localhost" tests="{len(cases)}" failures="{counts["failure"]}" errors="{counts["error"]}"'
        f' skipped="{counts["skipped"]}" time="0">\n<properties>\n'
    )
    yield from properties
    yield "</properties>\n"
    for case in cases:
        yield from _testcase(case)
    yield "<system-out>"
    yield from output
    yield "</system-out>\n<system-err/>\n</testsuite>\n"


def _timestamp(evaluated_at: str) -> str:
    """Date and time without a zone, as the schema demands."""
    return f"{evaluated_at[:_DAY]}T00:00:00" if len(evaluated_at) < _SECOND else evaluated_at[:_SECOND]


def _testcase(case: Case) -> Iterator[str]:
    start = f'<testcase{attribute("name", case.name)}{attribute("classname", case.classname)} time="0"'
    if not case.kind:
        yield f"{start}/>\n"
        return
    kind = f"{attribute('type', case.type)}" if case.kind != "skipped" else ""
    yield f'{start}>\n<{case.kind} message="{escaped(case.message)}"{kind}>'
    for line in case.lines:
        yield f"{escaped(line)}\n"
    yield f"</{case.kind}>\n</testcase>\n"


REPORTER = ReporterDefinition(name="junit", media_type="application/xml", suffix=".junit.xml", render=_render)
