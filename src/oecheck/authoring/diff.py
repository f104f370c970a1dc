"""Two editions held against each other, requirement by requirement.

Whether a change is editorial or changes outcomes is tried out: both editions run the examples of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from oecheck.authoring.examples import ExampleResult, run_examples
from oecheck.model.outcome import Outcome
from oecheck.rules import Catalogue, CompiledRule

__all__ = ["Changed", "Turned", "compare"]

# What a reader or a report sees, in the order in which it is told; all other fields but the examples are in `others`.
_FIELDS = ("title", "statement", "level", "rule_class", "for_each", "when", "parameters", "expect", "review", "rev")
_EXAMPLES = ("examples", "impossible")


class Turned(msgspec.Struct, frozen=True):
    """An example that the two editions decide differently; an outcome is None where a rule cannot run it."""

    example: str
    old: Outcome | None
    new: Outcome | None


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one requirement.

    Attributes:
        id: its id.
        kind: `new`, `gone`, `outcome-changing` (an example turned, or the level differs), `undecided` (lines that a
            program reads differ, and no example shows it) or `editorial`.
        fields: (name, old, new) of what differs; the name of a part follows that of the whole: `remedy.default`.
        turned: examples that came out differently.
        revised: `rev` rose.
    """

    id: str
    kind: str
    fields: tuple[tuple[str, str, str], ...] = ()
    turned: tuple[Turned, ...] = ()
    revised: bool = False

    @property
    def must_rise(self) -> bool:
        """Whether packages may come out differently under a revision that says that they do not."""
        return self.kind in {"outcome-changing", "undecided"} and not self.revised


def compare(old: Catalogue, new: Catalogue) -> Iterator[Changed]:
    """Every requirement that differs, by id.

    Args:
        old, new: the two, each with the requirements of its default profile or of any other.
    """
    before, after = ({rule.id: rule for rule in catalogue.rules} for catalogue in (old, new))
    for id in sorted(before.keys() | after.keys()):
        if id not in after:
            yield Changed(id=id, kind="gone")
        elif id not in before:
            yield Changed(id=id, kind="new")
        elif before[id].file != after[id].file or before[id].level != after[id].level:
            yield _changed(id, (old, before[id]), (new, after[id]))


def _changed(id: str, old: tuple[Catalogue, CompiledRule], new: tuple[Catalogue, CompiledRule]) -> Changed:
    fields = tuple(_fields(old[1], new[1]))
    turned = tuple(_turned(old, new))
    names = {name.partition(".")[0] for name, _, _ in fields}
    return Changed(
        id=id,
        kind=_kind(names, turned),
        fields=fields,
        turned=turned,
        revised=new[1].file.rev > old[1].file.rev,
    )


def _kind(names: set[str], turned: tuple[Turned, ...]) -> str:
    if turned or names & {"level", "rule_class"}:
        return "outcome-changing"
    return "undecided" if names & {"for_each", "when", "parameters", "expect"} else "editorial"


def _fields(old: CompiledRule, new: CompiledRule) -> Iterator[tuple[str, str, str]]:
    before, after = (msgspec.structs.asdict(rule.file) | {"level": rule.level.value} for rule in (old, new))
    for name in [*_FIELDS, *(name for name in before if name not in (*_FIELDS, *_EXAMPLES))]:
        if before[name] != after[name]:
            yield from _parts(name, *(msgspec.to_builtins(value) for value in (before[name], after[name])))


def _parts(name: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    """What differs in a value: `parameters.min_words.value` and not the whole of it."""
    if isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        old, new = (dict(enumerate(value, 1)) for value in (old, new))
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield name, _shown(old), _shown(new)
        return
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield from _parts(f"{name}.{key}", old.get(key), new.get(key))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _turned(old: tuple[Catalogue, CompiledRule], new: tuple[Catalogue, CompiledRule]) -> Iterator[Turned]:
    """Every example of either, run by both."""
    examples = list({example.name: example for example in (*old[1].file.examples, *new[1].file.examples)}.values())
    before, after = (_outcomes(catalogue, rule, examples) for catalogue, rule in (old, new))
    for example, one, other in zip(examples, before, after, strict=True):
        if one != other:
            yield Turned(example.name, one, other)


def _outcomes(catalogue: Catalogue, rule: CompiledRule, examples: Iterable[Any]) -> list[Outcome | None]:
    known = rule.file.parameters.keys()
    fitting = [
        msgspec.structs.replace(one, parameters={k: v for k, v in one.parameters.items() if k in known})
        for one in examples
    ]
    changed = msgspec.structs.replace(rule, file=msgspec.structs.replace(rule.file, examples=tuple(fitting)))
    alone = msgspec.structs.replace(catalogue, rules=(changed,), checks={})
    return [_outcome(result) for result in run_examples(alone)]


def _outcome(result: ExampleResult) -> Outcome | None:
    return None if result.problem is not None or result.broken is not None else result.outcome
