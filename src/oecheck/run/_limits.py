"""What was left out of a check, or failed inside, as lines of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.containers import LEFT_OUT, HasProblems
from oecheck.engine import RuleResult
from oecheck.facts import FactRun
from oecheck.model.package import File
from oecheck.model.report import Limit
from oecheck.model.source import Source
from oecheck.run._options import CheckOptions
from oecheck.run._read import Opened

__all__ = ["broken_conditions", "limits_of", "limits_of_selection"]

_LISTED_UNREADABLE = 20
_UNREADABLE = "entry-unreadable"


def limits_of_selection(options: CheckOptions) -> Iterator[Limit]:
    """A check of some requirements must not read like a check of all; it is what was asked for, so not incomplete."""
    if options.only:
        yield Limit("only-selected", {"only": list(options.only)}, Source(""), incomplete=False)
    if options.skip:
        yield Limit("skipped", {"skip": list(options.skip)}, Source(""), incomplete=False)


def limits_of(opened: Opened, run: FactRun, container: HasProblems, files: Iterable[File]) -> Iterator[Limit]:
    """Everything of one package that was left out, or that failed inside."""
    for problem in container.problems:
        if problem.code in LEFT_OUT:
            yield Limit("left-out", {"path": problem.path, "problem": problem.code}, Source(problem.path))
    manifest = opened.inputs.reading.manifest
    place = manifest.source if manifest else Source("")
    for code in opened.inputs.reading.incomplete:
        yield Limit(code, dict(opened.broken), place)
    for code, where in run.cut:
        why = {"problem": "damaged"} if code == _UNREADABLE else {}
        yield Limit(code, {"path": where.file, **why}, where)
    yield from _unreadable(files)
    for breakage in run.breakages:
        arguments = {"fact": breakage.fact, "error": breakage.broken.error, "place": breakage.broken.place}
        yield Limit("fact-broke", arguments, place)


def _unreadable(files: Iterable[File]) -> Iterator[Limit]:
    """Entries whose bytes could not be read, so that what they hold was not checked."""
    unread = [file for file in files if file.problem]
    for file in unread[:_LISTED_UNREADABLE]:
        yield Limit(_UNREADABLE, {"path": file.path, "problem": file.problem}, file.source)
    if len(unread) > _LISTED_UNREADABLE:
        rest = unread[_LISTED_UNREADABLE:]
        yield Limit("entries-unreadable", {"count": len(rest)}, rest[0].source)


def broken_conditions(results: Iterable[RuleResult]) -> Iterator[Limit]:
    """One line for each condition of a structural check that broke inside."""
    for result in results:
        broken = [finding for finding in result.findings if finding.code == "rule-broke"]
        if broken:
            arguments = {"rule": result.rule.id, "count": len(broken), **broken[0].arguments}
            yield Limit("rule-broke", arguments, broken[0].sources[0])
