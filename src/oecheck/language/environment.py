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
        self._take(kinds, STANDARD | {declared.name: declared for declared in functions}, variables)
        self._refuse_unknown_kinds(
            (f"{kind.name}.{field.name}", field.type) for kind in kinds.values() for field in kind.fields.values()
        )

    def with_variables(self, variables: Mapping[str, Type]) -> Environment:
        """The same kinds and functions, which are not looked through again, with other variables.

        Raises:
            ValueError: as for a new environment.
        """
        other = Environment.__new__(Environment)
        other._take(self.kinds, self.functions, variables)
        return other

    @classmethod
    def to_run(cls, kinds: Mapping[str, Kind], functions: Iterable[Function] = ()) -> Environment:
        """An environment for expressions that were checked before: they are compiled in it, and nothing is validated.

        Validating would ask for the type of every field of every kind, which a run never needs.
        """
        made = cls.__new__(cls)
        made._take(kinds, STANDARD | {declared.name: declared for declared in functions}, {})
        return made

    def _take(
        self, kinds: Mapping[str, Kind], functions: Mapping[str, Function], variables: Mapping[str, Type]
    ) -> None:
        reserved = RESERVED.intersection(variables)
        if reserved:
            raise ValueError(f"reserved words of CEL cannot be variables: {', '.join(sorted(reserved))}")
        self.kinds = kinds
        self.functions = functions
        self.variables = dict(variables)
        self.slots = {name: slot for slot, name in enumerate(self.variables)}
        self._refuse_unknown_kinds(self.variables.items())

    def _refuse_unknown_kinds(self, types: Iterable[tuple[str, Type]]) -> None:
        pending = list(types)
        while pending:
            owner, type_ = pending.pop()
            if type_.is_message and type_.name not in self.kinds:
                raise ValueError(f"{owner}: no kind {type_.name!r}")
            pending += [(owner, parameter) for parameter in type_.parameters]
