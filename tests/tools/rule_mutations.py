"""Changes rules one place at a time and asks whether their own examples notice.

    python -m tests.tools.rule_mutations [ID...]      share of mutants killed, then the survivors

A mutant is a rule with one comparison turned, one `when` line dropped, one `that` negated, or one number among its
parameters moved. It is killed when an example comes out with another outcome or code than the file says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from oecheck.authoring.examples import run_examples
from oecheck.model.outcome import Level
from oecheck.rules import Catalogue, RuleFile, build_rule, check_rule
from oecheck.run import environment, load_catalogue, load_words

__all__ = ["Mutant", "killed", "mutants"]

# Texts in quotation marks are matched first, so that nothing inside them is changed.
_OPERATOR = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|(?P<op><=|>=|==|!=|<|>|&&|\|\|)")
_TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}


class Mutant(NamedTuple):
    """A changed rule, and what was changed."""

    change: str
    file: RuleFile


def mutants(file: RuleFile) -> Iterator[Mutant]:
    """Every mutant of a rule."""
    for index, line in enumerate(file.when):
        others = (*file.when[:index], *file.when[index + 1 :])
        yield Mutant(f"drop when: {line}", msgspec.structs.replace(file, when=others))
        for changed in _turned(line):
            lines = (*file.when[:index], changed, *file.when[index + 1 :])
            yield Mutant(f"when: {changed}", msgspec.structs.replace(file, when=lines))
    for index, entry in enumerate(file.expect):
        for changed in (f"!({entry.that})", *_turned(entry.that)):
            new = msgspec.structs.replace(entry, that=changed)
            expect = (*file.expect[:index], new, *file.expect[index + 1 :])
            yield Mutant(f"that: {changed}", msgspec.structs.replace(file, expect=expect))
        for changed in (f"!({entry.doubt.when})", *_turned(entry.doubt.when)) if entry.doubt else ():
            doubt = msgspec.structs.replace(entry.doubt, when=changed)
            expect = (*file.expect[:index], msgspec.structs.replace(entry, doubt=doubt), *file.expect[index + 1 :])
            yield Mutant(f"doubt: {changed}", msgspec.structs.replace(file, expect=expect))
    yield from _moved(file)


def _turned(line: str) -> Iterator[str]:
    for match in _OPERATOR.finditer(line):
        if match["op"]:
            yield line[: match.start()] + _TURNED[match["op"]] + line[match.end() :]


def _moved(file: RuleFile) -> Iterator[Mutant]:
    """Numbers to a tenth and to tenfold, as far as the range goes; truth values turned round."""
    for name, one in file.parameters.items():
        for value in _values(one.value):
            changed = file.parameters | {name: msgspec.structs.replace(one, value=value)}
            yield Mutant(f"{name} = {value}", msgspec.structs.replace(file, parameters=changed))


def _values(value: str) -> Iterator[str]:
    if value in {"true", "false"}:
        yield "false" if value == "true" else "true"
    elif re.fullmatch(r"-?[0-9]+", value):
        yield from (str(int(value) // 10), str(int(value) * 10 + 1))
    elif re.fullmatch(r"-?[0-9]*\.[0-9]+", value):
        yield from (f"{float(value) / 10:.6f}", f"{float(value) * 10 + 1:.6f}")


def killed(mutant: Mutant, catalogue: Catalogue) -> bool | None:
    """Whether an example notices; None where the type checker refuses the mutant, which then is none."""
    checked, _ = check_rule(mutant.file, "mutant", load_words(), lambda _pointer, _offset: (0, 0))
    if checked is None:
        return None
    rule = build_rule(checked, environment({}), Level.MUST, {})
    alone = msgspec.structs.replace(catalogue, rules=(rule,), checks={})
    return any(not result.as_expected for result in run_examples(alone))


def _main(ids: list[str]) -> None:
    catalogue = load_catalogue("ohe@0.1")
    survivors, tried = [], 0
    for rule in catalogue.rules:
        for mutant in mutants(rule.file) if not ids or rule.id in ids else ():
            dead = killed(mutant, catalogue)
            tried += dead is not None
            if dead is False:
                survivors.append(f"{rule.id}: {mutant.change}")
    share = (tried - len(survivors)) / tried if tried else 0.0
    print(f"mutants: {tried}, killed: {share:.1%}, survivors: {len(survivors)}")
    print("\n".join(survivors))


if __name__ == "__main__":
    _main(sys.argv[1:])
