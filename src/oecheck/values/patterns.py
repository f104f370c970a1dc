"""Regular expressions that are compiled when they are first used.

A check imports some 270 of them, and uses a third on a small package; compiling the others took a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["pattern"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Pattern:
    """Stands for a compiled pattern; from the first use on its methods are those of the pattern itself."""

    def __init__(self, expression: Any, flags: int) -> None:
        self._written = (expression, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the interpreter asks of any object
            raise AttributeError(name)
        compiled = re.compile(*self._written)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as methods go; a mistake in it is told when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(expression, flags))
