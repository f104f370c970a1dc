"""Rules ready to run: programs instead of texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from oecheck.language import PlainRule, Program
from oecheck.model.outcome import Level
from oecheck.rules._shape import RuleFile, StandardFile, StructuralCheck

__all__ = [
    "Catalogue",
    "CompiledCheck",
    "CompiledDoubt",
    "CompiledExpectation",
    "CompiledRule",
    "Placeholder",
    "page_place",
]

_PAGE = 3
"""Slot of the page."""
_TODAY = 5
"""Slot of the date of the evaluation."""


class CompiledDoubt(msgspec.Struct, frozen=True):
    """`doubt` of an expectation."""

    code: str
    when: Program


class CompiledExpectation(msgspec.Struct, frozen=True):
    """One line of `expect`."""

    code: str
    that: Program
    doubt: CompiledDoubt | None = None


class Placeholder(msgspec.Struct, frozen=True):
    """A `{expression}` of a message."""

    text: str
    program: Program


class CompiledRule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule with its programs.

    Attributes:
        file: the rule as written.
        level: level after the profile.
        when: all must hold for the rule to be applicable.
        expect: what must be true, in order.
        placeholders: of the messages, by code.
        constants: values of the parameters, in the order of their slots; of a composite also `failed`, the last one.
        facts: (kind, name) of every field and fact that the programs read.
        single: the rule looks at one thing of the package, not at many.
        slots: which of (thing, course, package, page, manifest, today) the frame begins with.
        proven: condition under which the pass of an assisted rule needs no person; None for never.
        about: the path that a failure is about; None where the rule does not say.
        plain: the plain path; None for a rule whose passes are looked at one by one.
    """

    file: RuleFile
    level: Level
    when: tuple[Program, ...]
    expect: tuple[CompiledExpectation, ...]
    placeholders: Mapping[str, tuple[Placeholder, ...]]
    constants: tuple[Any, ...]
    facts: frozenset[tuple[str, str]]
    single: bool
    slots: tuple[int, ...]
    proven: Program | None = None
    about: Program | None = None
    plain: PlainRule | None = None

    @property
    def id(self) -> str:
        """Permanent id."""
        return self.file.id

    @property
    def title(self) -> str:
        """Title, in the language of the catalogue."""
        return self.file.title

    @property
    def for_each(self) -> str:
        """Kind of thing it looks at."""
        return self.file.for_each

    @property
    def area(self) -> str:
        """Area id, from the requirement's id."""
        return self.file.id.split("-")[1]

    @property
    def reads_date(self) -> bool:
        """Whether its outcome may depend on the date of the evaluation by itself, besides what it reads of facts."""
        return _TODAY in self.slots

    def after(self, failed: Collection[str]) -> CompiledRule:
        """The same composite when some requirements have failed: it is told of those that it requires."""
        told = tuple(name for name in self.file.requires if name in failed)
        return msgspec.structs.replace(self, constants=(*self.constants[:-1], told))

    def framer(self, run: Any) -> Callable[[Any, Any], list[Any]]:
        """A function that gives the frame for a thing and its page: the variables in the order of `rules.variables`."""
        inputs = run.inputs
        around = (None, inputs.course, inputs.package, None, inputs.reading.manifest, inputs.today)
        rest = [*(around[slot] for slot in self.slots[1:]), *self.constants]
        place = page_place(self.slots)
        if place is None:
            return lambda thing, _page: [thing, *rest]
        at = place - 1
        before, after = rest[:at], rest[at + 1 :]
        return lambda thing, page: [thing, *before, page, *after]

    def arguments(self, code: str, run: Any, frame: Sequence[Any]) -> dict[str, Any]:
        """Values of a message's placeholders; what is absent or unknown is None."""
        return {
            placeholder.text: _value(placeholder.program(run, frame)) for placeholder in self.placeholders.get(code, ())
        }

    def path_of(self, run: Any, frame: Sequence[Any]) -> str:
        """The path that a failure is about; "" where the rule or the thing does not say."""
        return (_value(self.about(run, frame)) or "") if self.about is not None else ""


def _value(value: Any) -> Any:
    from oecheck.language import NO_VALUE

    return None if value.__class__ in NO_VALUE else value


def page_place(slots: Sequence[int]) -> int | None:
    """Where in the frame the page of a thing stands."""
    return slots.index(_PAGE) if _PAGE in slots else None


class CompiledCheck(msgspec.Struct, frozen=True):
    """One structural check; `rule` holds its condition, None where the reader reports it or a requirement covers it."""

    spec: StructuralCheck
    rule: CompiledRule | None

    @property
    def id(self) -> str:
        """Number of the check."""
        return self.spec.id

    @property
    def severity(self) -> str:
        """error, warning or info."""
        return self.spec.severity

    @property
    def reported_as(self) -> str:
        """Requirement that a failure is reported under."""
        return self.spec.reported_as

    @property
    def applies_to(self) -> Sequence[str]:
        """Formats it holds for."""
        return self.spec.applies_to

    @property
    def remedy(self) -> str:
        """How to mend it."""
        return self.spec.remedy

    def message(self, variant: str) -> str:
        """The message, or the one of a variant."""
        messages = self.messages()
        return messages[""] if "" in messages else messages[variant or "default"]

    def messages(self) -> Mapping[str, str]:
        """The messages by variant; the only one under ""."""
        message = self.spec.message
        return {"": message} if isinstance(message, str) else message


class Catalogue(msgspec.Struct, frozen=True):
    """A standard as resolved by profiles, ready to run.

    Attributes:
        standard: `standard.yaml`.
        digest: sha256 over all files of the edition, the format checks and the vocabularies.
        profiles: ids of the profiles.
        profile_digest: sha256 of the resolved catalogue.
        rules: the selected rules, by clause and id.
        checks: structural checks by id.
        lexicons: (list, language) → folded words; under the language `*` the words of all languages.
        vocabularies: name → entries.
        language: of the texts.
        untranslated: ids of the rules and checks with texts that stand in English for lack of a translation.
        labels: how the answers of a review read in the language, by rule.
        changed: files of a frozen edition that are not as they were frozen.
    """

    standard: StandardFile
    digest: str
    profiles: tuple[str, ...]
    profile_digest: str
    rules: tuple[CompiledRule, ...]
    checks: Mapping[str, CompiledCheck]
    lexicons: Mapping[tuple[str, str], frozenset[str]]
    vocabularies: Mapping[str, frozenset[str]]
    language: str = "en"
    untranslated: frozenset[str] = frozenset()
    labels: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    changed: tuple[str, ...] = ()

    def vocabulary(self, name: str) -> frozenset[str]:
        """The entries of a vocabulary; empty when there is none of this name."""
        return self.vocabularies.get(name, frozenset())

    def lexicon(self, name: str, language: str) -> frozenset[str] | None:
        """The words of a list in a language (by primary subtag), folded; None when the language has no such list.

        The language `*` is all languages together: for lists where a word of any language tells the same.
        """
        words = self.lexicons.get((name, language))
        return words if words is not None else self.lexicons.get((name, language.split("-")[0].lower()))

    def conditions(self, package_format: str) -> list[CompiledRule]:
        """The conditions of the structural checks that hold for a format."""
        checks = self.checks.values()
        return [check.rule for check in checks if check.rule is not None and package_format in check.applies_to]
