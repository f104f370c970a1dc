"""What nobody could look at: rules over it cannot be told, and never pass (DESIGN §2, principle 1).

Something broke inside, a page was too long, the bytes of a file could not be read, an entry or a package inside the
package was left out: whatever may lie there counts as not told, and what is said to be missing may be there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from oecheck.containers import LEFT_OUT, HasProblems
from oecheck.engine import Finding, RuleResult
from oecheck.facts import lacking, registry, resting_on
from oecheck.model.outcome import Basis, Outcome
from oecheck.model.source import Source
from oecheck.rules import CompiledRule
from oecheck.run._targets import PackageTargets
from oecheck.values.media_type import by_name
from oecheck.vocabulary import COURSE_COLLECTIONS, PAGE_COLLECTIONS

__all__ = ["NOT_ALL_READ", "with_doubt", "with_unseen"]

NOT_ALL_READ = "not-all-read"
"""Reason of what could be told of a part of the package only."""

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PAGES = frozenset({"pages", "page_values"})
_ALL_FILES = frozenset({"container", "files", "file_values"})
_FILES = frozenset({"file_values"})
_STRUCTURE = frozenset({"course"})
_MANIFEST = "manifest"
_LIMITED = "manifest-limit"
"""A manifest that is read in part without being at fault: no numbered check failed, and that proves nothing."""
_OF_PAGES = frozenset(("course", name) for name in ("pages", *PAGE_COLLECTIONS.values()))
"""Fields of the course that hold pages and their parts: these are no facts of the registry."""


class _Unread(msgspec.Struct, frozen=True):
    """What of one package was not read: parameters of facts that are not whole, and why; paths that were left out."""

    reasons: Mapping[str, str]
    paths: Collection[str]

    def reason(self, names: Collection[str]) -> str:
        """Why one of these is not whole; "" where all are."""
        return next((self.reasons[name] for name in sorted(names) if name in self.reasons), "")

    def left_out(self, path: str) -> bool:
        """Whether a path, or a folder that it lies in, was left out."""
        return any(path == one or path.startswith(one.rstrip("/") + "/") for one in self.paths) if path else False


def with_unseen(results: Iterable[RuleResult], run: PackageTargets, container: HasProblems) -> tuple[RuleResult, ...]:
    """The results; where something of what a rule looks at was not read, with a cantTell instead of what may be untrue.

    Args:
        results: of the rules.
        run: the package they were evaluated on.
        container: that it lies in.
    """
    unread = _unread(run, container)
    if not run.breakages and not unread.reasons:
        return tuple(results)
    return tuple(_judged(result, run, unread) for result in results)


def with_doubt(result: RuleResult, source: Source) -> RuleResult:
    """The result with one cantTell more, for things that lie where nobody looked."""
    return _with(result, [*result.findings, _untold(result.rule, NOT_ALL_READ, source)], Outcome.CANT_TELL)


def _unread(run: PackageTargets, container: HasProblems) -> _Unread:
    reasons: dict[str, str] = {}

    def note(names: Iterable[str], reason: str) -> None:
        for name in names:
            reasons.setdefault(name, reason)

    for code in run.inputs.reading.incomplete:
        note(lacking(code), code)
    if run.cut:
        note(_PAGES, NOT_ALL_READ)
    for file in run.files:
        if file.problem:
            note(_FILES, NOT_ALL_READ)
            note(_PAGES if file.media_type in _PAGE_TYPES else (), NOT_ALL_READ)
            note(_STRUCTURE if file.role == "descriptor" else (), NOT_ALL_READ)
    left = [problem.path for problem in container.problems if problem.code in LEFT_OUT]
    for path in left:
        note(_ALL_FILES, NOT_ALL_READ)
        note(_PAGES if by_name(path) in ("", *_PAGE_TYPES) else (), NOT_ALL_READ)
    return _Unread(reasons, frozenset(left))


def _judged(result: RuleResult, run: PackageTargets, unread: _Unread) -> RuleResult:
    rule = result.rule
    declared = result.basis is Basis.DECLARATION  # then only what it rests on besides can be other
    reason = _resting(rule, result.beside if declared else rule.facts, unread)
    if reason or not declared:
        result = _doubting(result, reason, unread, run.inputs.course.source)
    broken = run.unseen(rule.for_each)
    if broken:
        finding = _untold(rule, "fact-broke", run.inputs.course.source, broken)
        return _with(result, [*result.findings, finding], Outcome.CANT_TELL)
    reason = _missing(rule.for_each, unread)
    if reason and not any(finding.reason == reason for finding in result.findings):
        finding = _untold(rule, reason, run.inputs.course.source)
        return _with(result, [*result.findings, finding], Outcome.CANT_TELL)
    return result


def _missing(kind: str, unread: _Unread) -> str:
    """Why things of a kind may be missing; "" where all were seen."""
    if kind == "page" or kind in PAGE_COLLECTIONS:
        return unread.reason(_PAGES)
    if kind == "file":
        return unread.reason({"files"})
    if kind == "reference" or kind in COURSE_COLLECTIONS:
        key = ("course", COURSE_COLLECTIONS.get(kind, ""))
        return _why({key}, unread) if key in registry().facts else unread.reason(_STRUCTURE)
    return ""


def _resting(rule: CompiledRule, facts: Collection[tuple[str, str]], unread: _Unread) -> str:
    """Why what a rule asks of things rests on more than was read; "" where it does not."""
    if not _OF_PAGES.isdisjoint(facts) and (why := unread.reason(_PAGES)):
        return why
    if rule.file.structural and unread.reasons.get(_MANIFEST) == _LIMITED:
        return _LIMITED
    why = _why(facts, unread)
    return why if why == NOT_ALL_READ else ""  # facts that rest on what a reader left out say so themselves


def _why(facts: Collection[tuple[str, str]], unread: _Unread) -> str:
    """Why one of these facts is not whole, what was not read first; "" where all are."""
    reasons = unread.reasons.items()
    found = {why for name, why in reasons if not resting_on(registry(), frozenset({name})).isdisjoint(facts)}
    return NOT_ALL_READ if NOT_ALL_READ in found else min(found, default="")


def _doubting(result: RuleResult, reason: str, unread: _Unread, place: Source) -> RuleResult:
    """The result without outcomes that may be other once everything is read."""
    findings = [_doubted(finding, result.rule, reason, unread) for finding in result.findings]
    counts = dict(result.counts)
    for before, after in zip(result.findings, findings, strict=True):
        counts[before.outcome] -= 1
        counts[after.outcome] += 1
    if reason or unread.paths:  # nobody can say any more which of the unlisted ones may be other
        failed = result.unlisted.get(Outcome.FAILED, 0)
        counts[Outcome.FAILED] -= failed
        counts[Outcome.CANT_TELL] += failed
    result = msgspec.structs.replace(result, counts=counts, findings=tuple(findings))
    decided = counts[Outcome.PASSED] or counts[Outcome.INAPPLICABLE]
    if not reason or not decided:
        return result
    finding = _untold(result.rule, reason, place)
    if result.rule.single:  # the one thing it looks at was judged by a part of what it rests on
        return RuleResult(result.rule, {**dict.fromkeys(Outcome, 0), Outcome.CANT_TELL: 1}, (finding,), Basis.NONE)
    return _with(result, [*findings, finding], Outcome.CANT_TELL)


def _doubted(finding: Finding, rule: CompiledRule, reason: str, unread: _Unread) -> Finding:
    if finding.outcome is not Outcome.FAILED or not (reason or unread.left_out(finding.about)):
        return finding
    return _untold(rule, NOT_ALL_READ, finding.sources[0], sources=finding.sources)


def _untold(
    rule: CompiledRule, reason: str, source: Source, fact: str = "", sources: tuple[Source, ...] = ()
) -> Finding:
    fact = fact or rule.for_each
    return Finding(
        outcome=Outcome.CANT_TELL,
        code="unknown",
        arguments={"fact": fact},
        sources=sources or (source,),
        reason=reason,
        fact=fact,
        basis=Basis.NONE,
    )


def _with(result: RuleResult, findings: Iterable[Finding], more: Outcome) -> RuleResult:
    counts = {**result.counts, more: result.counts[more] + 1}
    return msgspec.structs.replace(result, counts=counts, findings=tuple(findings))
