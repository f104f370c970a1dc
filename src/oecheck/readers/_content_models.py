"""Content models of a schema as tables, and what in a tree of XML does not fit them.

Enough of XML Schema for the small schemas of course packages: sequences of named elements, each so often; attributes;
who may add elements or attributes of his own; no text between elements. Linear in the size of the tree, no recursion.
Source: XML Schema 1.0, Structures, §3.4 (complex types), §3.10 (wildcards).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import local, namespace

__all__ = ["ANY", "MANY", "Misfit", "Model", "Part", "has_stray_text", "is_instance_attribute", "misfits"]

MANY = 1 << 30
ANY = frozenset({"##other"})
"""For `Model.others` and `Model.other_attributes`: every namespace but the model's own."""
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


class Part(msgspec.Struct, frozen=True):
    """A place in a sequence.

    Attributes:
        name: local name in the namespace of the parent, or `{namespace}name`.
        least, most: how often it stands there.
        model: key of its content model; "" where that is the name. What has no model is not looked into.
    """

    name: str
    least: int = 1
    most: int = 1
    model: str = ""


class Model(msgspec.Struct, frozen=True):
    """What an element may hold.

    Attributes:
        parts: its sequence.
        required, optional: attributes, as lxml names them.
        others: namespaces whose elements may follow the sequence.
        other_attributes: namespaces whose attributes may stand at it.
        text: it holds text and no elements.
    """

    parts: tuple[Part, ...] = ()
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    other_attributes: frozenset[str] = frozenset()
    text: bool = False


class Misfit(NamedTuple):
    """One thing that does not fit.

    Attributes:
        how: missing, order, repeated, unknown, foreign, text; no-attribute, attribute.
        model: key of the model of the element concerned.
        element: the element that has, or lacks, something.
        place: where to show it: the child concerned, else the element.
        name: local name of the child or attribute concerned; "" for text.
    """

    how: str
    model: str
    element: _Element
    place: _Element
    name: str


def misfits(root: _Element, models: Mapping[str, Model], start: str) -> Iterator[Misfit]:
    """All misfits in an element and below it, in document order.

    Args:
        root: the element.
        models: content models by key.
        start: key of the element's own model.
    """
    waiting = [(root, start)]
    while waiting:
        element, key = waiting.pop()
        model = models[key]
        yield from _attributes(element, key, model)
        if not model.text and has_stray_text(element):
            yield Misfit("text", key, element, element, "")
        yield from _children(element, key, model)
        below = [(node, _model_of(node, element, model)) for node in element]
        waiting.extend(pair for pair in reversed(below) if pair[1] in models)


def has_stray_text(element: _Element) -> bool:
    """Whether an element of elements holds other text than white space."""
    return any(text and text.strip() for text in (element.text, *(node.tail for node in element)))


def is_instance_attribute(key: str) -> bool:
    """Whether an attribute is one of `xsi:`, which stand anywhere."""
    return key.startswith(f"{{{_INSTANCE}}}")


def _key(node: _Element, parent: _Element) -> str:
    """Name of a child as parts spell it; "" for comments and processing instructions."""
    name = local(node)
    if not name:
        return ""
    space = namespace(node)
    return name if space == namespace(parent) else f"{{{space}}}{name}"


def _model_of(node: _Element, parent: _Element, model: Model) -> str:
    key = _key(node, parent)
    return next((part.model or part.name for part in model.parts if part.name == key), "")


def _children(element: _Element, key: str, model: Model) -> Iterator[Misfit]:
    places = {part.name: place for place, part in enumerate(model.parts)}
    counts = [0] * len(model.parts)
    reached = 0
    for node in element:
        name = _key(node, element)
        if not name:
            continue
        place = places.get(name)
        if place is None:
            how = _stranger(name, node, model)
            reached = reached if how else len(model.parts)
        else:
            counts[place] += 1
            how = "order" if place < reached else "repeated" if counts[place] > model.parts[place].most else ""
            reached = max(reached, place)
        if how:
            yield Misfit(how, key, element, node, local(node))
    for part, count in zip(model.parts, counts, strict=True):
        if count < part.least:
            yield Misfit("missing", key, element, element, part.name.rpartition("}")[2])


def _stranger(name: str, node: _Element, model: Model) -> str:
    """How an element misfits that is in no part of the sequence; "" where it may stand there."""
    if not name.startswith("{"):
        return "unknown"
    space = namespace(node)
    return "" if space and (model.others is ANY or space in model.others) else "foreign"


def _attributes(element: _Element, key: str, model: Model) -> Iterator[Misfit]:
    for wanted in sorted(model.required):
        if element.get(wanted) is None:
            yield Misfit("no-attribute", key, element, element, wanted)
    for name in map(str, element.attrib):
        space = name[1:].partition("}")[0] if name.startswith("{") else ""
        known = name in model.required or name in model.optional or is_instance_attribute(name)
        if not known and not (space and (model.other_attributes is ANY or space in model.other_attributes)):
            yield Misfit("attribute", key, element, element, name.rpartition("}")[2])
