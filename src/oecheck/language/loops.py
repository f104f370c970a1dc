"""Closures of the macros: all, exists, exists_one, filter, map.

The element lies in the frame; the work of one evaluation is counted there, too, so that loops inside loops over a
hostile package end with a failure and not in an hour.
"""

from __future__ import annotations

from typing import Any, Final

from oecheck.language.closures import Evaluate
from oecheck.language.limits import MAX_WORK
from oecheck.language.nodes import Comprehension
from oecheck.language.operations import truth
from oecheck.language.results import NO_VALUE, Failure, joined

__all__ = ["loop"]


def loop(node: Comprehension, over: Evaluate, condition: Evaluate | None, body: Evaluate, work: int) -> Evaluate:
    """The closure of a macro.

    Args:
        node: the macro.
        over, condition, body: what is walked, the condition of a `map` with three arguments, what is evaluated.
        work: place in the frame that counts elements looked at.
    """
    macro, slot, offset = node.macro, node.slot, node.over.end
    if macro in ("all", "exists"):
        each = _absorbing(body, macro == "exists", slot, offset)
    elif macro == "exists_one":
        each = _exists_one(body, slot, offset)
    elif macro == "filter":
        each = _filter(body, slot, offset)
    else:
        each = _map(condition, body, slot, offset)

    def evaluate(run: Any, frame: Any) -> Any:
        items = over(run, frame)
        if items.__class__ not in _WALKED:
            return items if items.__class__ in NO_VALUE else Failure("cel-no-overload", offset, function=macro)
        frame[work] += len(items)
        if frame[work] > MAX_WORK:
            return Failure("cel-too-much-work", offset, limit=MAX_WORK)
        return each(run, frame, items)

    return evaluate


_WALKED: Final = (tuple, list, dict)


def _absorbing(body: Evaluate, absorbing: bool, slot: int, offset: int) -> Any:
    """`exists` (true absorbs) and `all` (false absorbs)."""
    neutral = not absorbing
    macro = "exists" if absorbing else "all"

    def each(run: Any, frame: Any, items: Any) -> Any:
        missing: Any = None
        for frame[slot] in items:
            value = body(run, frame)
            if value is absorbing:
                return absorbing
            if value is not neutral:
                missing = joined(missing, truth(value, macro, offset))
        return neutral if missing is None else missing

    return each


def _exists_one(body: Evaluate, slot: int, offset: int) -> Any:
    def each(run: Any, frame: Any, items: Any) -> Any:
        missing: Any = None
        count = 0
        for frame[slot] in items:
            value = body(run, frame)
            if value is True:
                count += 1
            elif value is not False:
                missing = joined(missing, truth(value, "exists_one", offset))
        return count == 1 if missing is None else missing

    return each


def _filter(body: Evaluate, slot: int, offset: int) -> Any:
    def each(run: Any, frame: Any, items: Any) -> Any:
        missing: Any = None
        kept: list[Any] = []
        for item in items:
            frame[slot] = item
            value = body(run, frame)
            if value is True:
                kept.append(item)
            elif value is not False:
                missing = joined(missing, truth(value, "filter", offset))
        return kept if missing is None else missing

    return each


def _map(condition: Evaluate | None, body: Evaluate, slot: int, offset: int) -> Any:
    def each(run: Any, frame: Any, items: Any) -> Any:
        missing: Any = None
        made: list[Any] = []
        for frame[slot] in items:
            taken = True if condition is None else condition(run, frame)
            if taken is False:
                continue
            value = body(run, frame) if taken is True else truth(taken, "map", offset)
            if value.__class__ in NO_VALUE:
                missing = joined(missing, value)
            else:
                made.append(value)
        return made if missing is None else missing

    return each
