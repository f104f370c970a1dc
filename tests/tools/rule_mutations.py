"""Changes rules one place at a time and asks whether their own examples notice.

    python -m tests.tools.rule_mutations [ID...]      share of mutants killed, then the survivors

A mutant is a rule or structural check with one comparison turned round or moved over its boundary (`<` to `<=`), one
`when` line dropped, one `that`, doubt or `proven` negated, or one parameter changed: a number moved far, by a fifth
and, where it is whole, by one; a truth value turned; a text made another one. It is killed when an example comes out
with another outcome or code than the file says.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from oecheck.authoring.examples import run_examples
from oecheck.model.outcome import Level
from oecheck.rules import Catalogue, Parameter, RuleFile, build_rule, check_rule
from oecheck.run import environment, load_catalogue, load_words

__all__ = ["Mutant", "killed", "mutants", "tried", "written"]

# Texts in quotation marks are matched first, so that nothing inside them is changed.
_OPERATOR = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|(?P<op><=|>=|==|!=|<|>|&&|\|\|)")
_BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_FIFTH = (0.8, 1.2)
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
        if entry.doubt is None:
            continue
        for changed in (f"!({entry.doubt.when})", *_turned(entry.doubt.when)):
            doubt = msgspec.structs.replace(entry.doubt, when=changed)
            expect = (*file.expect[:index], msgspec.structs.replace(entry, doubt=doubt), *file.expect[index + 1 :])
            yield Mutant(f"doubt: {changed}", msgspec.structs.replace(file, expect=expect))
    if file.review is not None and file.review.proven:
        for changed in (f"!({file.review.proven})", *_turned(file.review.proven)):
            review = msgspec.structs.replace(file.review, proven=changed)
            yield Mutant(f"proven: {changed}", msgspec.structs.replace(file, review=review))
    yield from _moved(file)


def _turned(line: str) -> Iterator[str]:
    for match in _OPERATOR.finditer(line):
        if match["op"]:
            for operator in (_TURNED[match["op"]], _BOUNDARY.get(match["op"])):
                if operator:
                    yield line[: match.start()] + operator + line[match.end() :]


def _moved(file: RuleFile) -> Iterator[Mutant]:
    """Numbers to a tenth and to tenfold, by a fifth and by one, or to the end of the range; other values to others."""
    for name, one in file.parameters.items():
        for value in _values(one):
            changed = file.parameters | {name: msgspec.structs.replace(one, value=value)}
            yield Mutant(f"{name} = {value}", msgspec.structs.replace(file, parameters=changed))


def _values(one: Parameter) -> Iterator[str]:
    least = -math.inf if one.minimum is None else one.minimum
    most = math.inf if one.maximum is None else one.maximum
    if one.value in {"true", "false"}:
        yield "false" if one.value == "true" else "true"
    elif re.fullmatch(r"-?[0-9]+", one.value):
        whole = int(one.value)
        less, more = math.floor(whole * _FIFTH[0]), math.ceil(whole * _FIFTH[1])
        moved = (
            *(max(least, number) for number in (whole // 10, less, whole - 1)),
            *(min(most, number) for number in (whole + 1, more, whole * 10 + 1)),
        )
        yield from (str(int(number)) for number in dict.fromkeys(moved) if number != whole)
    elif re.fullmatch(r"-?[0-9]*\.[0-9]+", one.value):
        share = float(one.value)
        a_little = (max(least, share * _FIFTH[0]), min(most, share * _FIFTH[1]))
        shares = (max(least, share / 10), *a_little, min(most, share * 10 + 1))
        yield from (f"{number:.6f}" for number in dict.fromkeys(shares) if number != share)
    else:
        yield f"{one.value}x"


def killed(mutant: Mutant, catalogue: Catalogue) -> bool | None:
    """Whether an example notices; None where the type checker refuses the mutant, which then is none."""
    structural = mutant.file.id in catalogue.checks
    checked, _ = check_rule(
        mutant.file, "mutant", load_words(), lambda _pointer, _offset: (0, 0), with_manifest=structural
    )
    if checked is None:
        return None
    rule = build_rule(checked, environment({}), Level.MUST, {})
    alone = msgspec.structs.replace(catalogue, rules=(rule,), checks={})
    return any(not result.as_expected for result in run_examples(alone))


def tried(files: Iterable[RuleFile], catalogue: Catalogue) -> tuple[int, list[str]]:
    """How many mutants the rules have, and those that no example notices."""
    count, survivors = 0, []
    for file in files:
        for mutant in mutants(file):
            dead = killed(mutant, catalogue)
            count += dead is not None
            if dead is False:
                survivors.append(f"{file.id}: {mutant.change}")
    return count, survivors


def written(catalogue: Catalogue) -> dict[str, list[RuleFile]]:
    """The files of the rules, and those of the structural checks that have a condition."""
    checks = [check.rule.file for check in catalogue.checks.values() if check.rule is not None]
    return {"rules": [rule.file for rule in catalogue.rules], "structural checks": checks}


def _main(ids: list[str]) -> None:
    catalogue = load_catalogue("ohe@0.1", whole=True)
    for what, files in written(catalogue).items():
        count, survivors = tried((file for file in files if not ids or file.id in ids), catalogue)
        share = 1 - len(survivors) / count if count else 1.0
        print(f"{what}: mutants: {count}, killed: {share:.1%}, survivors: {len(survivors)}", *survivors, sep="\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
