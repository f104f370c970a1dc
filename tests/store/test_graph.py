"""Values of the model as bytes and back: equal, shared where they were shared, with no error but the documented one."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.model.fact import Fact, Method, State
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.store import Unwritable, from_bytes, to_bytes


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Pair(msgspec.Struct, frozen=True):
    one: Any
    other: Any


class Named(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    name: str
    place: Any = None


CLASSES: dict[str, type] = {
    "Colour": Colour,
    "Pair": Pair,
    "Named": Named,
    "Fact": Fact,
    "State": State,
    "Method": Method,
    "Source": Source,
    "Page": Page,
}
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats(allow_nan=False), st.text(), st.just("")
)
VALUES = st.recursive(
    PLAIN | st.sampled_from(Colour),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.lists(inner, max_size=5).map(tuple),
        st.dictionaries(st.text(max_size=3) | st.sampled_from(Colour), inner, max_size=4),
        st.builds(Pair, inner, inner),
        st.builds(Named, name=st.text(max_size=3), place=inner),
    ),
    max_leaves=25,
)


def _there_and_back(value: Any) -> Any:
    return from_bytes(to_bytes((value,), CLASSES), CLASSES)[0]


def _typed(value: Any) -> Any:
    """The value with the class of every part, since 1 == True == 1.0."""
    if isinstance(value, msgspec.Struct):
        return type(value).__name__, [_typed(getattr(value, field)) for field in value.__struct_fields__]
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [_typed(part) for part in value]
    if isinstance(value, dict):
        return "dict", [(_typed(key), _typed(part)) for key, part in value.items()]
    return type(value).__name__, value


@given(VALUES)
def test_what_is_written_is_read_again(value: Any) -> None:
    assert _typed(_there_and_back(value)) == _typed(value)


@given(st.lists(VALUES, max_size=3))
def test_many_of_one_class_are_read_again_in_their_order(values: list[Any]) -> None:
    pairs = [Pair(value, index) for index, value in enumerate(values * 3)]
    assert _typed(_there_and_back(pairs)) == _typed(pairs)


def test_an_object_that_stands_in_two_places_is_one_object_again() -> None:
    page = Page(source=Source("a.html", 1, 1), path="a.html", id="a.html")
    back = _there_and_back({"pages": (page,), "first": Fact(value=page), "deep": [[[[Pair(page, page.source)]]]]})
    assert back["first"].value is back["pages"][0]
    assert back["deep"][0][0][0][0].one is back["pages"][0]
    assert back["deep"][0][0][0][0].other is back["pages"][0].source


def test_equal_objects_stay_two() -> None:
    first, second = _there_and_back((Named(name="a"), Named(name="a")))
    assert first == second
    assert first is not second


def test_members_of_enums_are_the_members() -> None:
    back = _there_and_back(Fact(state=State.UNREADABLE, method=Method.DERIVED, reason="damaged"))
    assert back.state is State.UNREADABLE
    assert back.method is Method.DERIVED


def test_whole_numbers_texts_and_truth_values_keep_their_class() -> None:
    values = [Pair(value, None) for value in (1, True, 1.0, "1", 0, False, 0.0, "")]
    assert _typed(_there_and_back(values)) == _typed(values)


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, b"bytes", "\udcff", 2**64, complex(1, 1), Pair(1, object())],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_place_is_refused(value: Any) -> None:
    with pytest.raises(Unwritable):
        to_bytes((value,), CLASSES)


def test_what_is_in_a_circle_is_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    with pytest.raises(Unwritable):
        to_bytes(circle, CLASSES)


def test_a_class_that_is_not_known_any_more_is_refused() -> None:
    data = to_bytes((Named(name="a"),), CLASSES)
    with pytest.raises(Unwritable):
        from_bytes(data, {name: class_ for name, class_ in CLASSES.items() if name != "Named"})


@given(VALUES, st.data())
def test_damaged_bytes_give_a_value_or_the_error(value: Any, data: st.DataObject) -> None:
    written = bytearray(to_bytes((value,), CLASSES))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))
    try:
        from_bytes(bytes(written), CLASSES)
    except Unwritable:
        return


@given(st.binary(max_size=60))
def test_any_bytes_give_a_value_or_the_error(data: bytes) -> None:
    try:
        from_bytes(data, CLASSES)
    except Unwritable:
        return
