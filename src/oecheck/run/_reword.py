"""A report in another language, from itself alone: the package is not needed.

A text is replaced only where the words of the standard at hand, filled with what the report holds, give the text that
stands there. So a report of an earlier edition keeps what cannot be said anew, and never says something new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from oecheck.model.report import AreaSummary, Assertion, Claim, Limit, Note, Report, RequirementResult
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._report import untranslated
from oecheck.run._standard import load_catalogue
from oecheck.run._wording import Wording, made_by
from oecheck.texts import text

__all__ = ["reworded"]

_Pair = tuple[str, str]


def reworded(report: Report, language: str, standard: str = "") -> Report:
    """The same report with its texts in another language.

    Args:
        report: as it was stored.
        language: that is wanted.
        standard: `ohe@0.1` or an edition's folder; "" is the one that the report names.

    Raises:
        UsageError: there is no such standard at hand.
        RuleFileError: the standard cannot be used.
    """
    named = standard or f"{report.standard.id}@{report.standard.edition}"
    old, new = (load_catalogue(named, report.profile.ids, language=one) for one in (report.language, language))
    return _Rewording(report, old, new).report()


class _Rewording:
    """Texts of one report, one by one."""

    def __init__(self, report: Report, old: Catalogue, new: Catalogue) -> None:
        self._report, self._catalogues = report, (old, new)
        maker = made_by(report.subject.producer, report.subject.format)
        name, recorded = report.subject.name, bool(report.subject.description_sha256)
        self._words = tuple(Wording(one.language, maker, name, recorded=recorded) for one in (old, new))
        self._rules = tuple({rule.id: rule for rule in catalogue.rules} for catalogue in (old, new))

    def report(self) -> Report:
        """The whole of it."""
        report, (_, new) = self._report, self._catalogues
        requirements = tuple(self._requirement(one) for one in report.requirements)
        notes = tuple(self._note(one) for one in report.notes)
        areas = tuple(self._area(one) for one in report.summary.areas)
        return msgspec.structs.replace(
            report,
            language=new.language,
            requirements=requirements,
            notes=notes,
            limits=tuple(self._limit(one) for one in report.limits),
            summary=msgspec.structs.replace(report.summary, areas=areas),
            claim=self._claim(report.claim),
            untranslated=untranslated(requirements, notes, new),
        )

    def _requirement(self, result: RequirementResult) -> RequirementResult:
        old, new = (rules.get(result.id) for rules in self._rules)
        if old is None or new is None:
            return result
        return msgspec.structs.replace(
            result,
            title=_chosen(result.title, [(old.title, new.title)]),
            why=_chosen(result.why, [(old.file.why, new.file.why)]),
            assertions=tuple(self._assertion(one, old, new) for one in result.assertions),
        )

    def _assertion(self, one: Assertion, old: CompiledRule, new: CompiledRule) -> Assertion:
        if one.code in self._catalogues[1].checks:
            messages, remedies = self._check(one.code, one)
        else:
            messages, remedies = [*self._messages(one, old, new)], [*self._remedies(one, old, new)]
        return msgspec.structs.replace(
            one,
            message=_chosen(one.message, messages),
            remedy=_chosen(one.remedy, remedies),
            evidence=self._evidence(one, old, new),
        )

    def _messages(self, one: Assertion, old: CompiledRule, new: CompiledRule) -> Iterator[_Pair]:
        if one.code in old.file.messages and one.code in new.file.messages:
            yield self._filled(old.file.messages[one.code], new.file.messages[one.code], one)
        if old.file.review is not None and new.file.review is not None:
            yield self._filled(old.file.review.question, new.file.review.question, one)
        before, after = self._words
        yield before.reason(old, one.code, one.arguments), after.reason(new, one.code, one.arguments)
        yield old.title, new.title

    def _remedies(self, one: Assertion, old: CompiledRule, new: CompiledRule) -> Iterator[_Pair]:
        before, after = self._words
        yield from ((text, new.file.remedy.get(name, text)) for name, text in old.file.remedy.items())
        yield before.declaration(old.file.declare), after.declaration(new.file.declare)
        yield before.way_out(one.code), after.way_out(one.code)

    def _evidence(self, one: Assertion, old: CompiledRule, new: CompiledRule) -> tuple[str, ...]:
        if old.file.review is None or new.file.review is None:
            return one.evidence
        lines = zip(old.file.review.look_at, new.file.review.look_at, strict=False)
        pairs = [self._filled(before, after, one) for before, after in lines]
        return tuple(_chosen(line, pairs) for line in one.evidence)

    def _note(self, note: Note) -> Note:
        message, remedy = self._check(note.check, note)
        return msgspec.structs.replace(
            note, message=_chosen(note.message, message), remedy=_chosen(note.remedy, remedy)
        )

    def _check(self, id: str, one: Assertion | Note) -> tuple[list[_Pair], list[_Pair]]:
        """What a structural check may have said, in each of its variants, and how to mend it."""
        old, new = (catalogue.checks.get(id) for catalogue in self._catalogues)
        if old is None or new is None:
            return [], []
        before, after = old.messages(), new.messages()
        messages = [self._filled(text, after.get(variant, text), one) for variant, text in before.items()]
        return messages, [self._filled(old.remedy, new.remedy, one)]

    def _limit(self, limit: Limit) -> Limit:
        before, after = (words.limit(limit.code, limit.arguments) for words in self._words)
        return msgspec.structs.replace(limit, message=_chosen(limit.message, [(before, after)]))

    def _area(self, area: AreaSummary) -> AreaSummary:
        titles = (
            next((one.title for one in catalogue.standard.areas if one.id == area.id), area.title)
            for catalogue in self._catalogues
        )
        before, after = titles
        return msgspec.structs.replace(area, title=_chosen(area.title, [(before, after)]))

    def _claim(self, claim: Claim) -> Claim:
        counts = self._report.summary.requirements
        told = {
            "passed": len(self._report.requirements) - counts.not_satisfied,
            "total": len(self._report.requirements),
            "undetermined": counts.not_determined,
            "failed": counts.not_satisfied,
        }
        new = self._catalogues[1]
        before, after = (
            words.fill(catalogue.standard.pre_check, told)
            for words, catalogue in zip(self._words, self._catalogues, strict=True)
        )
        unread = (text("claim.unread", self._report.language), text("claim.unread", new.language))
        return msgspec.structs.replace(claim, statement=_chosen(claim.statement, [(before, after), unread]))

    def _filled(self, old: str, new: str, one: Assertion | Note) -> _Pair:
        before, after = self._words
        return before.fill(old, one.arguments), after.fill(new, one.arguments)


def _chosen(text: str, pairs: Iterable[_Pair]) -> str:
    """The new text of the pair whose old one stands there, else what stands there."""
    return next((after for before, after in pairs if before == text), text)
