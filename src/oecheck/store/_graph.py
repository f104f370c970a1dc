"""Values of the model as bytes, and back: the same objects, shared where they were shared.

What rules read is a graph: a page stands in the list of pages, behind facts, in front of values; rules ask which thing
is the same thing. msgspec cannot decode it by type (a field is a text, a struct or a `Fact` around either) and pickle
would run whatever stands in a file. So objects are written class by class, field by field, as columns: a course of
1,000 pages (130,000 objects) takes a fifth of a second in either direction.

An object is a struct of a class that is named, an enum member, a tuple, list or dict; all else is a plain value of
MessagePack. Classes stand in the order in which their objects can be made: parts before what holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any

import msgspec

__all__ = ["Unwritable", "from_bytes", "to_bytes"]

_PLAIN = frozenset({str, int, float, bool, type(None)})
_HOLDERS: Mapping[str, type] = {"tuple": tuple, "list": list, "dict": dict}
_NODE = 1
"""MessagePack extension: the number of an object, in a column where objects and plain values are mixed."""
_DEEPEST = 64
"""Objects within objects; the model reaches 9."""
_NUMBER_BYTES = 4


class Unwritable(ValueError):
    """A value that the bytes have no place for."""


class _Column(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """One field of many objects.

    Attributes:
        form: `same`: all have this value; `plain`: values; `nodes`: numbers of objects, 0 for None; `words`: places in
            a list of texts that follow; `mixed`: values and objects.
        values: of the objects, in order.
        words: of the form `words`.
    """

    form: str
    values: Any
    words: tuple[str, ...] = ()


class _Group(msgspec.Struct, frozen=True, array_like=True):
    """Objects of one class that can be made together.

    Attributes:
        name: of the class; `tuple`, `list` and `dict` are no classes of the model.
        count: how many.
        columns: one for each field; of an enum its values; of what holds others the lengths, and what all of them hold;
            as bytes, which can be read when the groups before are made.
    """

    name: str
    count: int
    columns: bytes


def to_bytes(value: Any, classes: Mapping[str, type]) -> bytes:
    """A value of the model, with everything that it holds.

    Args:
        value: a struct, tuple, list or dict.
        classes: structs and enums by name.

    Raises:
        Unwritable: it holds something of another class, or texts and numbers that MessagePack has no place for.
    """
    try:
        groups = _Writer({class_: name for name, class_ in classes.items()}).groups(value)
        return msgspec.msgpack.encode(groups)
    except (UnicodeEncodeError, OverflowError) as error:
        raise Unwritable(type(error).__name__) from error


def from_bytes(data: bytes, classes: Mapping[str, type]) -> Any:
    """The value that was written.

    Raises:
        Unwritable: the bytes are not of this form, or of other classes.
    """
    try:
        return _Reader(classes).value(msgspec.msgpack.decode(data, type=list[_Group]))
    except (msgspec.MsgspecError, KeyError, IndexError, TypeError, ValueError) as error:
        raise Unwritable(type(error).__name__) from error


class _Writer:
    """Finds the objects in a value and gives each a number, the parts before what holds them."""

    def __init__(self, names: Mapping[type, str]) -> None:
        self._names = names
        self._getters: dict[type, list[Any]] = {}
        self._numbers: dict[int, int] = {}
        self._objects: dict[int, Any] = {}

    def groups(self, root: Any) -> list[_Group]:
        """The groups; the value itself is the last object.

        Raises:
            Unwritable: the value is nested deeper than any that is kept.
        """
        rounds: dict[int, int] = {}
        layer = {id(root): root}
        for depth in range(_DEEPEST):
            if not layer:
                return self._written(rounds)
            self._objects.update(layer)  # also keeps their ids from being given to other objects
            rounds.update(dict.fromkeys(layer, depth))
            layer = self._parts(layer.values())
        raise Unwritable("deep")

    def _parts(self, objects: Iterable[Any]) -> dict[int, Any]:
        """The objects that these hold, whether they were met before or not: what holds them comes after them."""
        by_class: dict[type, list[Any]] = {}
        for one in objects:
            by_class.setdefault(type(one), []).append(one)
        found: dict[int, Any] = {}
        for class_, ones in by_class.items():
            for column in self._columns(class_, ones):
                if not _PLAIN.issuperset(map(type, column)):
                    found.update((id(value), value) for value in column if type(value) not in _PLAIN)
        return found

    def _columns(self, class_: type, objects: Sequence[Any]) -> list[Sequence[Any]]:
        if class_ is tuple or class_ is list:
            return [list(chain.from_iterable(objects))]
        if class_ is dict:
            return [list(chain.from_iterable(objects)), list(chain.from_iterable(map(dict.values, objects)))]
        if class_ not in self._names:
            raise Unwritable(class_.__name__)
        if issubclass(class_, Enum):
            return [[one.value for one in objects]]
        getters = self._getters.get(class_)
        if getters is None:
            fields: tuple[str, ...] = class_.__struct_fields__  # type: ignore[attr-defined]  # a struct
            getters = self._getters[class_] = [attrgetter(field) for field in fields]
        return [list(map(getter, objects)) for getter in getters]

    def _written(self, rounds: Mapping[int, int]) -> list[_Group]:
        by_round: dict[tuple[int, type], list[Any]] = {}
        for identity, depth in rounds.items():
            one = self._objects[identity]
            by_round.setdefault((-depth, type(one)), []).append(one)
        groups: list[_Group] = []
        for depth, class_ in sorted(by_round, key=lambda key: (key[0], key[1].__name__)):
            objects = by_round[depth, class_]
            groups.append(self._group(class_, objects))
            first = len(self._numbers) + 1
            self._numbers.update(zip(map(id, objects), range(first, first + len(objects)), strict=True))
        return groups

    def _group(self, class_: type, objects: Sequence[Any]) -> _Group:
        columns = self._columns(class_, objects)
        name = self._names.get(class_, class_.__name__)
        if name in _HOLDERS:
            columns.insert(0, list(map(len, objects)))
        return _Group(name, len(objects), msgspec.msgpack.encode([self._column(column) for column in columns]))

    def _column(self, values: Sequence[Any]) -> _Column:
        kinds = set(map(type, values))
        if kinds <= _PLAIN:
            return _plain_column(values, kinds)
        numbers = self._numbers
        if kinds.isdisjoint(_PLAIN - {type(None)}):
            return _Column("nodes", [0 if value is None else numbers[id(value)] for value in values])
        return _Column(
            "mixed", [value if type(value) in _PLAIN else _reference(numbers[id(value)]) for value in values]
        )


def _plain_column(values: Sequence[Any], kinds: set[type]) -> _Column:
    if len(kinds) == 1:
        first = values[0]
        if values.count(first) == len(values):
            return _Column("same", first)
        if kinds == {str}:
            words = tuple(dict.fromkeys(values))
            if 2 * len(words) < len(values):
                places = dict(zip(words, range(len(words)), strict=True))
                return _Column("words", list(map(places.__getitem__, values)), words)
    return _Column("plain", values)


def _reference(number: int) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(_NODE, number.to_bytes(_NUMBER_BYTES, "big"))


class _Reader:
    """Makes the objects again, group by group."""

    def __init__(self, classes: Mapping[str, type]) -> None:
        self._classes = classes
        self._objects: list[Any] = [None]
        self._decoder = msgspec.msgpack.Decoder(list[_Column], ext_hook=self._referred)

    def value(self, groups: Iterable[_Group]) -> Any:
        for group in groups:
            self._objects += self._held(group) if group.name in _HOLDERS else self._made(group)
        return self._objects[-1]

    def _referred(self, _code: int, data: memoryview) -> Any:
        return self._objects[int.from_bytes(data, "big")]

    def _column(self, column: _Column, count: int) -> Iterable[Any]:
        match column.form:
            case "same":
                return repeat(column.values, count)
            case "nodes":
                return map(self._objects.__getitem__, column.values)
            case "words":
                return map(column.words.__getitem__, column.values)
        values: list[Any] = column.values
        return values

    def _held(self, group: _Group) -> Iterable[Any]:
        """Tuples, lists and dicts: how long each is, then what all of them hold one after the other."""
        first, *held = self._decoder.decode(group.columns)
        lengths = list(self._column(first, group.count))
        parts = [iter(self._column(column, sum(lengths))) for column in held]
        if group.name != "dict":
            return [_HOLDERS[group.name](_taken(parts[0], length)) for length in lengths]
        keys, values = parts
        return [dict(zip(_taken(keys, length), _taken(values, length), strict=True)) for length in lengths]

    def _made(self, group: _Group) -> Iterable[Any]:
        """Structs and members of enums."""
        columns = [self._column(column, group.count) for column in self._decoder.decode(group.columns)]
        class_ = self._classes[group.name]
        if issubclass(class_, Enum):
            return map(class_, columns[0])
        fields: tuple[str, ...] = class_.__struct_fields__  # type: ignore[attr-defined]  # a struct
        return [class_(**dict(zip(fields, row, strict=True))) for row in zip(*columns, strict=True)]


def _taken(items: Iterator[Any], count: int) -> list[Any]:
    taken = list(islice(items, count))
    if len(taken) != count:
        raise ValueError("short")
    return taken
