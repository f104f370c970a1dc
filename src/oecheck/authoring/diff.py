"""Two editions held against each other, requirement by requirement and check by check.

Whether a change is editorial or changes outcomes is tried out: both editions run the examples of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from oecheck.authoring._both_run import Turned, turned_examples
from oecheck.authoring._expressions import expressions, word_lists
from oecheck.authoring._parts import Part, parts
from oecheck.rules import Catalogue, CompiledCheck, CompiledRule, RuleFile, StructuralCheck

__all__ = ["Changed", "Turned", "compare"]

# What a reader or a report sees, in the order in which it is told; all other fields but the examples come behind.
_FIELDS = ("title", "statement", "level", "severity", "rule_class", "for_each", "when", "parameters", "expect", "that")
_EXAMPLES = ("examples", "impossible")
# A change of these changes outcomes or what they count for, whatever the examples show; of the others below, maybe.
_WEIGHTY = frozenset({"level", "rule_class", "status", "severity", "applies_to", "reported_as", "covered_by", "by"})
_PROGRAM = frozenset({"for_each", "when", "parameters", "expect", "that", "requires", "structural", "about", "follows"})
_OF_REVIEW = ("review.answers", "review.proven")
_OF_PARAMETER = frozenset({"why", "source", "unit", "minimum", "maximum"})
_PAST = frozenset({"deprecated", "withdrawn"})


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one requirement or structural check.

    Attributes:
        id: its id.
        requirement: the requirement whose revision tells of it: itself, or the one that a check is reported under;
            "" where another check or requirement does the work.
        kind: `new`, `gone`, `outcome-changing` (an example turned, or what it counts for differs), `undecided` (lines
            or lists that a program reads differ, and no example shows it) or `editorial`.
        fields: (name, old, new) of what differs; the name of a part follows that of the whole: `remedy.default`.
        turned: examples that came out differently.
        reads: word lists and vocabularies that it reads and that differ.
        revised: `rev` of the requirement rose.
    """

    id: str
    requirement: str
    kind: str
    fields: tuple[Part, ...] = ()
    turned: tuple[Turned, ...] = ()
    reads: tuple[str, ...] = ()
    revised: bool = False

    @property
    def is_check(self) -> bool:
        """Whether it is a structural check."""
        return self.requirement != self.id

    @property
    def must_rise(self) -> bool:
        """Whether packages may come out differently under a revision that says that they do not."""
        came_or_went = self.kind in {"new", "gone"} and self.is_check and bool(self.requirement)
        return not self.revised and (came_or_went or self.kind in {"outcome-changing", "undecided"})


def compare(old: Catalogue, new: Catalogue) -> Iterator[Changed]:
    """Every requirement that differs, by id, then every structural check.

    Args:
        old, new: the two, each with the requirements of its default profile or of any other.
    """
    turned = turned_examples(old, new)
    lists = _changed_lists(old, new)
    revised = _revised(old, new)
    rules = [{rule.id: rule for rule in catalogue.rules} for catalogue in (old, new)]
    for id in sorted(rules[0].keys() | rules[1].keys()):
        yield from _changed(id, rules[0].get(id), rules[1].get(id), (turned, lists, revised))
    for id in sorted(old.checks.keys() | new.checks.keys()):
        yield from _changed(id, old.checks.get(id), new.checks.get(id), (turned, lists, revised))


_Subject = CompiledRule | CompiledCheck
_Around = tuple[Mapping[str, tuple[Turned, ...]], frozenset[str], frozenset[str]]


def _changed(id: str, old: _Subject | None, new: _Subject | None, around: _Around) -> Iterator[Changed]:
    examples, lists, revised = around
    requirement = _requirement(id, new or old)
    rose = requirement in revised
    if old is None or new is None:
        kind = "gone" if new is None else "new"
        yield Changed(id=id, requirement=requirement, kind=kind, revised=rose)
        return
    before, after = _written(old), _written(new)
    fields, turned = tuple(_fields(before, after)), examples.get(id, ())
    reads = tuple(sorted(_lists_of(new) & lists))
    if before != after or turned or reads:
        kind = _kind(fields, turned, reads)
        yield Changed(
            id=id, requirement=requirement, kind=kind, fields=fields, turned=turned, reads=reads, revised=rose
        )


def _requirement(id: str, subject: _Subject | None) -> str:
    if isinstance(subject, CompiledCheck):
        return "" if subject.spec.covered_by else subject.reported_as
    return id


def _revised(old: Catalogue, new: Catalogue) -> frozenset[str]:
    """Requirements whose revision rose, and new ones."""
    before = {rule.id: rule.file.rev for rule in old.rules}
    return frozenset(rule.id for rule in new.rules if rule.file.rev > before.get(rule.id, 0))


def _kind(fields: tuple[Part, ...], turned: tuple[Turned, ...], reads: tuple[str, ...]) -> str:
    if turned or any(_weighs(*field) for field in fields):
        return "outcome-changing"
    return "undecided" if reads or any(_decides(name) for name, _, _ in fields) else "editorial"


def _weighs(name: str, old: str, new: str) -> bool:
    """Whether a field says what an outcome counts for; the life of a requirement does so only at its end."""
    whole = name.partition(".")[0]
    return whole in _WEIGHTY and (whole != "status" or bool(_PAST & {old, new}))


def _decides(name: str) -> bool:
    steps = name.split(".")
    if steps[0] == "parameters" and len(steps) > 2:
        return steps[2] not in _OF_PARAMETER
    return steps[0] in _PROGRAM or name == "review" or name.startswith(_OF_REVIEW)


def _written(subject: _Subject) -> dict[str, Any]:
    if isinstance(subject, CompiledCheck):
        return msgspec.structs.asdict(subject.spec)
    return msgspec.structs.asdict(subject.file) | {"level": subject.level.value}


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Part]:
    first = [name for name in _FIELDS if name in before]
    for name in [*first, *(name for name in before if name not in (*_FIELDS, *_EXAMPLES))]:
        if before[name] != after[name]:
            yield from parts(name, *(msgspec.to_builtins(value) for value in (before[name], after[name])))


def _changed_lists(old: Catalogue, new: Catalogue) -> frozenset[str]:
    """Names of the word lists and vocabularies with other words, of any language."""
    words = {key: _get(old.lexicons, key) != _get(new.lexicons, key) for key in old.lexicons.keys() | new.lexicons}
    names = {name: _get(old.vocabularies, name) != _get(new.vocabularies, name) for name in _names(old, new)}
    return frozenset(
        {key[0] for key, differs in words.items() if differs} | {n for n, differs in names.items() if differs}
    )


def _names(old: Catalogue, new: Catalogue) -> frozenset[str]:
    return frozenset(old.vocabularies.keys() | new.vocabularies.keys())


def _get(words: Mapping[Any, frozenset[str]], key: Any) -> frozenset[str]:
    return words.get(key, frozenset())


def _lists_of(subject: _Subject) -> frozenset[str]:
    """Word lists and vocabularies that its expressions name; those that a fact asks are not told here."""
    file: RuleFile | StructuralCheck = subject.spec if isinstance(subject, CompiledCheck) else subject.file
    texts = (file.that, *file.when) if isinstance(file, StructuralCheck) else (text for text, _, _ in expressions(file))
    return frozenset(name for text in texts for _, name, _ in word_lists(text))
