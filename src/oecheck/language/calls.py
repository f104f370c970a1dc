"""Which overload of which function a call means."""

from __future__ import annotations

from msgspec.structs import replace

from oecheck.language.declarations import Function, Overload
from oecheck.language.environment import Environment
from oecheck.language.nodes import Call, Literal, arguments_of
from oecheck.language.parser import MACROS
from oecheck.language.problems import Problem, TypeProblem, close_to
from oecheck.language.types import DYN, Type, bind, common, substitute

__all__ = ["resolve_call", "unknown_function"]


def resolve_call(node: Call, environment: Environment) -> tuple[Call, list[Problem]]:
    """The call with its overload and type, and what is wrong with it.

    Args:
        node: the call, its arguments checked already.
        environment: the functions.
    """
    function = environment.functions[node.function]
    fitting = [
        (index, result)
        for index, overload in enumerate(function.overloads)
        if (result := _result(overload, node)) is not None
    ]
    if not fitting:
        return node, [_wrong(node, function)]
    index, type_ = fitting[0]
    for _, other in fitting[1:]:  # several fit only where a type is dyn: then the values decide
        index = -1
        type_ = type_ if type_ == other else common(type_, other) or DYN
    return replace(node, overload=index, type=type_), _literals(node, function.overloads[fitting[0][0]])


def _result(overload: Overload, node: Call) -> Type | None:
    """Type of the result if the arguments fit the overload."""
    found = arguments_of(node)
    if overload.member != (node.target is not None) or len(found) != len(overload.parameters):
        return None
    bound: dict[str, Type] = {}
    for wanted, argument in zip(overload.parameters, found, strict=True):
        if not bind(wanted, argument.type, bound):
            return None
    return substitute(overload.result, bound)


def unknown_function(node: Call, environment: Environment) -> Problem:
    """What is wrong with a call of a function that there is none of."""
    end = node.name_offset + len(node.function)
    close = close_to(node.function, [*environment.functions, *MACROS, "has"])
    return TypeProblem(node.name_offset, end, "cel-unknown-function", *close, found=node.function)


def _wrong(node: Call, function: Function) -> Problem:
    types = [str(argument.type) for argument in node.arguments]
    found = f"({', '.join(types)})" if node.target is None else f"{node.target.type}.({', '.join(types)})"
    wanted = "; ".join(str(overload) for overload in function.overloads)
    return TypeProblem(node.offset, node.end, "cel-wrong-arguments", function=function.name, found=found, wanted=wanted)


def _literals(node: Call, overload: Overload) -> list[Problem]:
    """What is wrong with the arguments that must stand in the text as literals."""
    problems: list[Problem] = []
    for index, judge in overload.literals.items():
        if index >= len(overload.parameters):
            continue
        argument = arguments_of(node)[index]
        if not isinstance(argument, Literal) or not isinstance(argument.value, str):
            code = "cel-literal-wanted"
        else:
            code = judge(argument.value)
        if code:
            found = argument.value if isinstance(argument, Literal) else ""
            problems.append(TypeProblem(argument.offset, argument.end, code, function=node.function, found=found))
    return problems
