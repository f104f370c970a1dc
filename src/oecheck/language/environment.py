"""What expressions may name: kinds with their fields, variables, functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oecheck.language.declarations import Function, Kind
from oecheck.language.functions import STANDARD
from oecheck.language.limits import RESERVED
from oecheck.language.types import Type

__all__ = ["Environment"]


class Environment:
    """Everything that an expression may name.

    Attributes:
        kinds: kinds by name.
        variables: type of each variable, in the order of the frame.
        slots: place of each variable in the frame.
        functions: declared functions and those of the language, by name.
    """

    __slots__ = ("functions", "kinds", "slots", "variables")

    def __init__(
        self, kinds: Mapping[str, Kind], variables: Mapping[str, Type], functions: Iterable[Function] = ()
    ) -> None:
        """Names what expressions may use.

        Raises:
            ValueError: a variable's name is a reserved word of CEL, or a field or variable is of a kind not given.
        """
        reserved = RESERVED.intersection(variables)
        if reserved:
            raise ValueError(f"reserved words of CEL cannot be variables: {', '.join(sorted(reserved))}")
        self.kinds = dict(kinds)
        self.variables = dict(variables)
        self.slots = {name: slot for slot, name in enumerate(self.variables)}
        self.functions = STANDARD | {declared.name: declared for declared in functions}
        for owner, type_ in self._types():
            if type_.is_message and type_.name not in self.kinds:
                raise ValueError(f"{owner}: no kind {type_.name!r}")

    def _types(self) -> Iterable[tuple[str, Type]]:
        pending = list(self.variables.items())
        pending += [
            (f"{kind.name}.{field.name}", field.type) for kind in self.kinds.values() for field in kind.fields.values()
        ]
        while pending:
            owner, type_ = pending.pop()
            yield owner, type_
            pending += [(owner, parameter) for parameter in type_.parameters]
