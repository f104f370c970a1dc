"""Parameters: each is used, and each value is of the type and in the range that the rule gives."""

from __future__ import annotations

from oecheck.authoring._expressions import deciding_names, used_names
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.language.problems import close_to
from oecheck.rules import Parameter, RuleFile, parameter_value

__all__ = ["lint_parameters", "lint_value"]


def lint_parameters(file: WrittenFile, rule: RuleFile) -> None:
    """Notes parameters that decide nothing, and defaults outside their own range."""
    used, deciding = used_names(rule), deciding_names(rule)
    unknown = used - rule.parameters.keys()
    for name, parameter in rule.parameters.items():
        if name not in used:
            near = close_to(name, unknown)
            file.add(pointer_to("parameters", name), "parameter-unused", at_key=True, name=name, suggestions=near)
        elif name not in deciding:
            file.add(pointer_to("parameters", name), "parameter-only-told", at_key=True, name=name)
        lint_value(file, pointer_to("parameters", name, "value"), name, parameter, parameter.value)


def lint_value(file: WrittenFile, pointer: str, name: str, parameter: Parameter, text: str) -> None:
    """Notes a value that is not of the type of the default, or outside the range."""
    value, default = parameter_value(text), parameter_value(parameter.value)
    if type(value) is not type(default):
        file.add(pointer, "parameter-type", name=name, found=text, example=parameter.value)
        return
    low, high = parameter.minimum, parameter.maximum
    if low is None and high is None:
        return
    if isinstance(value, (bool, str)):
        file.add(pointer, "parameter-no-number", name=name, found=text)
    elif (low is not None and value < low) or (high is not None and value > high):
        least, most = ("-" if limit is None else f"{limit:g}" for limit in (low, high))
        file.add(pointer, "parameter-range", name=name, found=text, minimum=least, maximum=most)
