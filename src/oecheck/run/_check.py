"""From a path to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from oecheck.containers import LEFT_OUT, Container, open_container, package_findings
from oecheck.engine import RuleResult, evaluate
from oecheck.facts import FactRun, registry
from oecheck.model.package import File
from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from oecheck.run._options import CheckOptions
from oecheck.run._read import Opened, read_package
from oecheck.run._report import ReportInputs, build_report
from oecheck.run._standard import load_catalogue
from oecheck.run._structural import structural_findings
from oecheck.run._targets import PackageTargets, facts_needed

__all__ = ["check_package"]

_LISTED_UNREADABLE = 20


def check_package(source: Path | bytes, options: CheckOptions | None = None, name: str = "") -> Report:
    """Checks one package.

    Args:
        source: path of a file or folder, or the bytes of a package.
        options: what to check and how; the default is everything, today, in English.
        name: name of the package where `source` is bytes.

    Returns:
        The report. What could only be read in part is said under `limits`.

    Raises:
        UsageError: unknown standard, profile or requirement.
        RuleFileError: the standard cannot be used.
        PackageError: the package cannot be read at all.
        InternalError: a defect of oecheck that leaves nothing to report.
    """
    options = options or CheckOptions()
    catalogue = load_catalogue(options.standard, options.profiles, options.only, options.skip, options.cache)
    with open_container(source, options.limits, name) as container:
        opened = read_package(container, options, catalogue)
        conditions = catalogue.conditions(opened.inputs.package.format)
        run = PackageTargets(opened.inputs, registry(), facts_needed((*catalogue.rules, *conditions)))
        results = evaluate(catalogue.rules, run)
        files = run.files  # what cannot be read is known only now
        reported = (*package_findings(container), *opened.findings)
        structural, structure = structural_findings(catalogue, conditions, reported, run)
        return build_report(
            ReportInputs(
                catalogue=catalogue,
                package=opened.inputs.package,
                course=opened.inputs.course,
                results=results,
                structural=structural,
                limits=(
                    *_selection(options),
                    *_limits(opened, run, container, files),
                    *_broken_conditions(structure),
                ),
                language=options.language,
                date=opened.inputs.today,
                description_sha256=opened.description_sha256,
            )
        )


def _selection(options: CheckOptions) -> Iterator[Limit]:
    """A check of some requirements must not read like a check of all; it is what was asked for, so not incomplete."""
    if options.only:
        yield Limit("only-selected", {"only": list(options.only)}, Source(""), incomplete=False)
    if options.skip:
        yield Limit("skipped", {"skip": list(options.skip)}, Source(""), incomplete=False)


def _limits(opened: Opened, run: FactRun, container: Container, files: Iterable[File]) -> Iterator[Limit]:
    """Everything that was left out, or that failed inside."""
    for problem in container.problems:
        if problem.code in LEFT_OUT:
            yield Limit("left-out", {"path": problem.path, "problem": problem.code}, Source(problem.path))
    manifest = opened.inputs.reading.manifest
    place = manifest.source if manifest else Source("")
    for code in opened.inputs.reading.incomplete:
        yield Limit(code, {}, place)
    for code, where in run.cut:
        yield Limit(code, {"path": where.file}, where)
    yield from _unreadable(files)
    for breakage in run.breakages:
        arguments = {"fact": breakage.fact, "error": breakage.broken.error, "place": breakage.broken.place}
        yield Limit("fact-broke", arguments, place)


def _unreadable(files: Iterable[File]) -> Iterator[Limit]:
    """Entries whose bytes could not be read, so that what they hold was not checked."""
    unread = [file for file in files if file.problem]
    for file in unread[:_LISTED_UNREADABLE]:
        yield Limit("entry-unreadable", {"path": file.path, "problem": file.problem}, file.source)
    if len(unread) > _LISTED_UNREADABLE:
        rest = unread[_LISTED_UNREADABLE:]
        yield Limit("entries-unreadable", {"count": len(rest)}, rest[0].source)


def _broken_conditions(results: Iterable[RuleResult]) -> Iterator[Limit]:
    for result in results:
        broken = [finding for finding in result.findings if finding.code == "rule-broke"]
        if broken:
            arguments = {"rule": result.rule.id, "count": len(broken), **broken[0].arguments}
            yield Limit("rule-broke", arguments, broken[0].sources[0])
