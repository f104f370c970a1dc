"""The end of the page: every requirement with its status, and what it takes to repeat the run."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.outcome import Basis
from oecheck.model.report import Report, RequirementResult
from oecheck.reporters._facts import Words, provenance
from oecheck.reporters._html.findings import level_mark
from oecheck.reporters._html.markup import code, details, path, prose
from oecheck.reporters._html.sections import Section
from oecheck.reporters._markup import escaped

__all__ = ["every_requirement", "provenance_section"]


def every_requirement(report: Report, words: Words) -> Section:
    """A folded table of all requirements, so that nobody has to guess what was looked at."""

    def body() -> Iterator[str]:
        yield from details(escaped(words("all.show")), _table(report, words))

    title = words("section.all")
    return Section("all", title, len(report.requirements), body, words("section.all.intro"))


def _table(report: Report, words: Words) -> Iterator[str]:
    yield '<table class="all">\n<thead><tr>'
    for key in ("requirement", "status"):
        yield f'<th scope="col">{escaped(words(f"all.{key}"))}</th>'
    yield "</tr></thead>\n<tbody>\n"
    yield from (_row(requirement, words) for requirement in report.requirements)
    yield "</tbody>\n</table>\n"


def _row(requirement: RequirementResult, words: Words) -> str:
    status = requirement.status.value
    counts = requirement.outcomes
    told = words("all.counts", passed=counts.passed, failed=counts.failed, open=counts.cant_tell + counts.untested)
    basis = ""
    if requirement.basis in (Basis.DECLARATION, Basis.REVIEWER):
        basis = f"<br><small>{escaped(words(f'basis.{requirement.basis.value}'))}</small>"
    title = f"{level_mark(requirement.level, words)} {prose('span', escaped(requirement.title))}"
    return (
        f'<tr data-level="{requirement.level.value}"><th scope="row">{title} {code(requirement.id)}</th>'
        f'<td><span class="status {status}">{escaped(words(f"status.{status}"))}</span>'
        f"<br><small>{escaped(told)}</small>{basis}</td></tr>\n"
    )


def provenance_section(report: Report, words: Words) -> Section:
    """Versions and digests."""

    def body() -> Iterator[str]:
        yield '<dl class="facts wide">\n'
        for name, value in provenance(report).items():
            shown = path(value) if "sha256" in name or name == "package" else f"<bdi>{escaped(value)}</bdi>"
            yield f"<div><dt>{escaped(words(f'provenance.{name}'))}</dt><dd>{shown}</dd></div>\n"
        for sign in report.subject.formats:
            name = words.shared(f"report.format.{sign.format}", sign.format)
            found = words.shared(f"evidence.{sign.evidence}", sign.evidence, detail=sign.detail, version=sign.version)
            label = escaped(words("provenance.sign"))
            yield f"<div><dt>{label}</dt><dd>{escaped(name)}: <bdi>{escaped(found)}</bdi></dd></div>\n"
        yield "</dl>\n"

    return Section("provenance", words("section.provenance"), None, body, words("section.provenance.intro"))
