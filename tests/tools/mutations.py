"""Damaged copies of an XML document, the same for the same seed: what a checker has to see, or may let pass.

Nine kinds of damage (`KINDS`), and four more (`MORE`), each to one element or attribute chosen at random:

    for mutation in mutations(data, count=300, seed=1):
        ...  mutation.data, mutation.kind, mutation.detail

Usable for any XML; only elements of the root's own namespace, and of others named, are damaged where `own` asks for it.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

__all__ = ["KINDS", "MORE", "Mutation", "mutations"]

FOREIGN = "http://example.org/not-a-namespace-of-this"
_IDENTIFIERS = ("identifier", "ident", "id", "ID", "objectiveID")
_REFERENCES = ("identifierref", "href", "default", "idref", "responseIdentifier", "response-identifier", "target")
_OF_SEQUENCING = ("IDRef", "referencedObjective", "targetObjectiveID")


class Mutation(NamedTuple):
    """One damaged copy.

    Attributes:
        kind: a word of `KINDS` or `MORE`.
        detail: element and attribute, for the message of a failing test.
        data: the document.
    """

    kind: str
    detail: str
    data: bytes


def mutations(
    data: bytes,
    *,
    count: int,
    seed: int,
    own: bool = False,
    spaces: Collection[str] = (),
    kinds: Mapping[str, Damage] | None = None,
) -> Iterator[Mutation]:
    """Damaged copies of a document, kinds in turn; a kind that the document offers no place for is skipped.

    Args:
        data: a well-formed document.
        count: how many copies.
        seed: equal seeds give equal copies.
        own: only elements in the namespace of the root are damaged, not metadata of others inside it.
        spaces: namespaces whose elements are damaged too.
        kinds: kinds of damage; the nine of `KINDS` when left out.
    """
    chance = random.Random(seed)
    original = etree.fromstring(data)
    damages = list((kinds or KINDS).items())
    made = tried = 0
    while made < count and tried < count * 3:
        kind, damage = damages[tried % len(damages)]
        tried += 1
        root = copy.deepcopy(original)
        detail = damage(chance, root, _elements(root, own, spaces))
        if detail:
            made += 1
            yield Mutation(kind, detail, etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _elements(root: _Element, own: bool, spaces: Collection[str]) -> list[_Element]:
    wanted = {etree.QName(root).namespace, *spaces}
    found = [node for node in root.iter(etree.Element) if not own or etree.QName(node).namespace in wanted]
    return [node for node in found if node is not root]


def _name(node: _Element) -> str:
    return etree.QName(node).localname


def _removed(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    if not nodes:
        return ""
    node = chance.choice(nodes)
    parent = node.getparent()
    assert parent is not None
    detail = f"{_name(node)} of {_name(parent)}"
    parent.remove(node)
    return detail


def _doubled(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    if not nodes:
        return ""
    node = chance.choice(nodes)
    node.addnext(copy.deepcopy(node))
    return _name(node)


def _moved(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    """To the front or end of its siblings."""
    able = [node for node in nodes if (parent := node.getparent()) is not None and len(parent) > 1]
    if not able:
        return ""
    node = chance.choice(able)
    parent = node.getparent()
    assert parent is not None
    front = parent.index(node) > 0
    detail = f"{_name(node)} to the {'front' if front else 'end'} of {_name(parent)}"
    parent.remove(node)
    parent.insert(0 if front else len(parent), node)
    return detail


def _renamed(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    if not nodes:
        return ""
    node = chance.choice(nodes)
    detail = _name(node)
    node.tag = etree.QName(etree.QName(node).namespace, detail + "X").text
    return detail


def _wrong_case(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    able = [node for node in nodes if _name(node) != _name(node).swapcase()]
    if not able:
        return ""
    node = chance.choice(able)
    detail = _name(node)
    node.tag = etree.QName(etree.QName(node).namespace, detail[0].swapcase() + detail[1:]).text
    return detail


def _wrong_namespace(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    if not nodes:
        return ""
    node = chance.choice(nodes)
    detail = _name(node)
    node.tag = etree.QName(FOREIGN, detail).text
    return detail


def _bad_id(chance: random.Random, root: _Element, nodes: list[_Element]) -> str:
    """An identifier that begins with a digit, is empty, holds a blank, or is another one's."""
    found = _attributes([root, *nodes], _IDENTIFIERS)
    if not found:
        return ""
    node, key = chance.choice(found)
    other = str(chance.choice(found)[0].get(chance.choice(found)[1], "1"))
    node.set(key, chance.choice(["1" + str(node.get(key)), "", "a b", other]))
    return f"{_name(node)}@{key}={node.get(key)!r}"


def _dangling(chance: random.Random, root: _Element, nodes: list[_Element]) -> str:
    found = _attributes([root, *nodes], (*_REFERENCES, *_OF_SEQUENCING))
    if not found:
        return ""
    node, key = chance.choice(found)
    node.set(key, "nowhere-" + str(chance.randrange(1000)))
    return f"{_name(node)}@{key}"


def _bad_value(chance: random.Random, root: _Element, nodes: list[_Element]) -> str:
    """An attribute that is gone, has a value of no vocabulary, or is none that the schema knows."""
    found = [(node, str(key)) for node in [root, *nodes] for key in node.attrib if not str(key).startswith("{")]
    if not found:
        return ""
    node, key = chance.choice(found)
    what = chance.choice(["gone", "nonsense", "unknown"])
    if what == "gone":
        del node.attrib[key]
    elif what == "nonsense":
        node.set(key, "no such value")
    else:
        node.set("surplus", "1")
    return f"{_name(node)}@{key} {what}"


def _foreign_attribute(chance: random.Random, root: _Element, nodes: list[_Element]) -> str:
    node = chance.choice([root, *nodes])
    node.set(f"{{{FOREIGN}}}mark", "1")
    return _name(node)


def _foreign_element(chance: random.Random, root: _Element, nodes: list[_Element]) -> str:
    """An element of a stranger's namespace as first or last child."""
    node = chance.choice([root, *nodes])
    place = chance.choice([0, len(node)])
    node.insert(place, etree.Element(f"{{{FOREIGN}}}mark"))
    return f"{'first' if place == 0 else 'last'} in {_name(node)}"


def _stray_text(chance: random.Random, root: _Element, nodes: list[_Element]) -> str:
    """Text in front of the first child of an element that holds elements."""
    able = [node for node in [root, *nodes] if len(node)]
    if not able:
        return ""
    node = chance.choice(able)
    node.text = "stray" + (node.text or "")
    return _name(node)


def _bad_text(chance: random.Random, _root: _Element, nodes: list[_Element]) -> str:
    """Another text, or none, in an element that holds only text."""
    able = [node for node in nodes if not len(node) and (node.text or "").strip()]
    if not able:
        return ""
    node = chance.choice(able)
    node.text = chance.choice(["no such value", ""])
    return f"{_name(node)} {'other' if node.text else 'empty'}"


def _attributes(nodes: list[_Element], names: tuple[str, ...]) -> list[tuple[_Element, str]]:
    return [(node, name) for node in nodes for name in names if node.get(name) is not None]


Damage = Callable[[random.Random, _Element, list[_Element]], str]
KINDS: dict[str, Damage] = {
    "removed": _removed,
    "doubled": _doubled,
    "moved": _moved,
    "renamed": _renamed,
    "wrong-case": _wrong_case,
    "wrong-namespace": _wrong_namespace,
    "bad-id": _bad_id,
    "dangling": _dangling,
    "bad-value": _bad_value,
}
"""Kind to the function that does the damage and says where; "" where the document offers no place for it."""
MORE: dict[str, Damage] = {
    **KINDS,
    "foreign-attribute": _foreign_attribute,
    "foreign-element": _foreign_element,
    "stray-text": _stray_text,
    "bad-text": _bad_text,
}
"""All thirteen: with what strangers may add, and texts."""
