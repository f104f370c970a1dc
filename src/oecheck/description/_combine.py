"""One value of the package and one of the record made one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oecheck.model.fact import Fact, Method, State
from oecheck.model.source import Source

__all__ = ["Same", "combine", "known", "not_unsupported", "stated", "supplied", "united"]

Same = Callable[[Any, Any], bool]


def supplied(value: Any, source: Source) -> Fact[Any]:
    """A value as the record states it."""
    return Fact(value=value, method=Method.SUPPLIED, sources=(source,))


def stated(value: Any) -> Any:
    """The value alone, of a field that is known to have one."""
    return value.value if isinstance(value, Fact) else value


def not_unsupported(value: Any) -> Any:
    """With a record there is a place for everything it can say: what nobody says is absent, not unsupported.

    Source: DESIGN.md principle 2.
    """
    return None if isinstance(value, Fact) and value.state is State.UNSUPPORTED else value


def known(value: Any) -> bool:
    """The package states this value itself."""
    if isinstance(value, Fact):
        return value.state in (State.PRESENT, State.CONFLICT)
    return value is not None


def combine(native: Any, said: Fact[Any] | None, same: Same, at: Source) -> Any:
    """The value that counts: the package's own where it has one, else the record's.

    A guess (method inferred) gives way to the record. Where both state something and it differs the state is
    conflict: the package's value first, the record's among `others`.

    Args:
        native: what the package says, in any state.
        said: what the record says; None where it is silent.
        same: whether a value of the package and one of the record mean the same.
        at: where a plain value of the package was found.
    """
    if said is None:
        return not_unsupported(native)
    if _gives_way(native):
        return said
    fact = native if isinstance(native, Fact) else Fact(value=native, sources=(at,))
    if same(fact.value, said.value):
        return native
    return Fact(
        value=fact.value,
        state=State.CONFLICT,
        method=fact.method,
        raw=fact.raw,
        sources=(*(fact.sources or (at,)), *said.sources),
        others=(*fact.others, said),
    )


def _gives_way(native: Any) -> bool:
    """Whether the package says nothing itself, or what it says was only guessed."""
    return not known(native) or (isinstance(native, Fact) and native.method is Method.INFERRED)


def united(native: Any, said: Fact[Any] | None, key: Callable[[Any], object], at: Source) -> Any:
    """Two lists made one: the package's entries, then those of the record that say something new.

    The list counts as supplied once the record added to it, because a result may then rest on what it declares.
    """
    if said is None:
        return not_unsupported(native)
    if _gives_way(native):
        return said
    fact = native if isinstance(native, Fact) else Fact(value=native, sources=(at,))
    native_entries = stated(fact)
    have = {key(entry) for entry in native_entries}
    new = tuple(entry for entry in stated(said) if key(entry) not in have)
    if not new:
        return native
    return Fact(
        value=(*native_entries, *new), method=Method.SUPPLIED, sources=(*(fact.sources or (at,)), *said.sources)
    )
