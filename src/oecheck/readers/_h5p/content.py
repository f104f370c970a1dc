"""`content/content.json` taken apart: the main content and the contents inside it, each with its own values.

A sub-content is an object with `library` ("H5P.X 1.2") and `params`. Nothing recurses on the depth of the input.
Source: formats/h5p.md §3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.readers._h5p.nodes import find, mapping, string, words_at
from oecheck.values.patterns import pattern

__all__ = ["Part", "Value", "take_apart", "values_of"]

_LIBRARY = pattern(r"([\w.\-]{1,255}) (\d{1,5}\.\d{1,5})")
_NAMED_BY_EDITOR = pattern(
    r"(?:untitled|unbenannt|sans titre|sin t[ií]tulo|uten tittel|unavngivet|sem t[ií]tulo|senza titolo|naamloos)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""Titles that the editor writes when the author gives none."""


class Part(msgspec.Struct, frozen=True):
    """One content: the main one, or one inside another.

    Attributes:
        number: place in the package, from 0 for the main content.
        parent: number of the content around it; -1 for the main one.
        library, version: machine name, major and minor version.
        node: the object itself (its place).
        params: its values; None where they are no object.
        metadata: its metadata; None without.
        keys: keys from the parent's values down to it, without numbers.
        id: identifier of its own (`subContentId`), else "".
    """

    number: int
    parent: int
    library: str
    version: str
    node: YamlNode
    params: YamlNode | None
    metadata: YamlNode | None
    keys: tuple[str, ...]
    id: str

    @property
    def title(self) -> str:
        """The author's title; "" where the editor wrote one."""
        title = words_at(self.metadata, "title")
        return "" if _NAMED_BY_EDITOR.fullmatch(title) else title


class Value(msgspec.Struct, frozen=True):
    """A value of a content.

    Attributes:
        key: name of the value; in a list, that of the list.
        node: the value.
        holder: the object that the value, or the list around it, belongs to.
        keys: names from the values of the content down to it.
        in_list: it stands in a list.
    """

    key: str
    node: YamlNode
    holder: YamlNode
    keys: tuple[str, ...]
    in_list: bool = False


def take_apart(root: YamlNode, library: str, version: str) -> tuple[Part, ...]:
    """All contents in document order, the main one first."""
    params = root if root.kind == "mapping" else None
    parts = [Part(0, -1, library, version, root, params, None, (), "")]
    waiting: list[tuple[YamlNode, int, tuple[str, ...]]] = [(root, 0, ())]
    while waiting:
        node, owner, keys = waiting.pop()
        found = _sub_content(node, len(parts), owner, keys) if node is not root else None
        if found is not None:
            parts.append(found)
            if found.params is not None:
                waiting.append((found.params, found.number, ()))
            continue
        inside = [(item, owner, keys) for item in node.items if item.kind != "scalar"]
        inside += [(value, owner, (*keys, key.text)) for key, value in node.pairs if value.kind != "scalar"]
        waiting.extend(reversed(inside))
    return tuple(parts)


def _sub_content(node: YamlNode, number: int, owner: int, keys: tuple[str, ...]) -> Part | None:
    if node.kind != "mapping":
        return None
    named = _LIBRARY.fullmatch(string(node, "library"))
    if named is None or find(node, "params") is None:
        return None
    return Part(
        number=number,
        parent=owner,
        library=named[1],
        version=named[2],
        node=node,
        params=mapping(node, "params"),
        metadata=mapping(node, "metadata"),
        keys=keys,
        id=string(node, "subContentId"),
    )


def values_of(part: Part) -> Iterator[Value]:
    """Every value of a content, objects and lists included, without those of the contents inside it."""
    if part.params is None:
        return
    waiting = _members(part.params, ())
    waiting.reverse()
    while waiting:
        value = waiting.pop()
        yield value
        node = value.node
        if node.kind == "sequence":
            inside = [Value(value.key, item, value.holder, value.keys, in_list=True) for item in node.items]
        elif node.kind == "mapping" and not _is_sub_content(node):
            inside = _members(node, value.keys)
        else:
            continue
        waiting.extend(reversed(inside))


def _members(node: YamlNode, keys: tuple[str, ...]) -> list[Value]:
    return [Value(key.text, value, node, (*keys, key.text)) for key, value in node.pairs]


def _is_sub_content(node: YamlNode) -> bool:
    return bool(_LIBRARY.fullmatch(string(node, "library"))) and find(node, "params") is not None
