"""Checked rules into programs."""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.language import Checked, Environment, PlainRule, Program
from oecheck.language import compile as compile_expression
from oecheck.model.outcome import Level
from oecheck.rules._checked import CheckedRule, parameter_value, variable_name
from oecheck.rules._compiled import CompiledDoubt, CompiledExpectation, CompiledRule, Placeholder, page_place

__all__ = ["build_rule"]

_SINGLE = frozenset({"course", "package", "manifest"})


def build_rule(
    checked: CheckedRule, environment: Environment, level: Level, parameters: Mapping[str, str]
) -> CompiledRule:
    """The rule ready to run.

    Args:
        checked: the rule with its expressions typed.
        environment: kinds and functions; its variables do not matter any more.
        level: level after the profile.
        parameters: values that the profile sets, as text.
    """

    def program(expression: Checked) -> Program:
        return compile_expression(expression, environment)

    file = checked.file
    expect = []
    for entry, that, doubt in zip(file.expect, checked.that, checked.doubts, strict=True):
        compiled = CompiledDoubt(entry.doubt.code, program(doubt)) if entry.doubt and doubt else None
        expect.append(CompiledExpectation(entry.code, program(that), compiled))
    when = tuple(program(line) for line in checked.when)
    slots = _slots(checked)
    at_a_glance = file.for_each not in _SINGLE and not file.review
    values = (parameters.get(name, parameter.value) for name, parameter in file.parameters.items())
    return CompiledRule(
        file=file,
        level=level,
        when=when,
        expect=tuple(expect),
        placeholders={
            code: tuple(Placeholder(text, program(expression)) for text, expression in pairs)
            for code, pairs in checked.placeholders.items()
        },
        constants=(*(parameter_value(value) for value in values), *(((),) if file.requires else ())),
        facts=frozenset(checked.facts),
        single=file.for_each in _SINGLE,
        slots=slots,
        proven=program(checked.proven) if checked.proven else None,
        about=program(checked.about) if checked.about else None,
        plain=PlainRule(when, [entry.that for entry in expect], page_place(slots)) if at_a_glance else None,
    )


def _slots(checked: CheckedRule) -> tuple[int, ...]:
    """Which of (thing, course, package, page, manifest, today) stand in the frame, in its order."""
    around = ("course", "pkg", "page", *(("manifest",) if checked.with_manifest else ()), "today")
    places = {name: place for place, name in enumerate(("course", "pkg", "page", "manifest", "today"), 1)}
    own = variable_name(checked.file.for_each)
    return (0, *(places[name] for name in around if name != own))
