"""Values of a content held to the form that its library asks for.

Only what is certain is told: a value of another type, a choice that the form does not offer, too long a text, a part
of a type that may not stand here, a tag that H5P takes out of the text when it is shown.
Source: formats/h5p.md §3, §4; h5p-php-library H5PContentValidator.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.readers._h5p.content import Part
from oecheck.values.patterns import pattern

__all__ = ["Misfit", "misfits_of"]

_MAX_NODES = 200_000
_TAG = pattern(r"<([A-Za-z][A-Za-z0-9]{0,20})[\s/>]")
_BASE_TAGS = frozenset({"div", "span", "p", "br"})
_PAIRS = {
    "strong": "b", "b": "strong", "em": "i", "i": "em", "del": "s", "s": "strike", "strike": "s", "code": "pre",
}  # fmt: skip
_LIST_TAGS = frozenset({"ul", "ol", "li"})
_TABLE_PARTS = frozenset({"tr", "td", "th", "colgroup", "thead", "tbody", "tfoot", "col", "caption", "figure"})
_NEVER = frozenset({"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base"})


class Misfit(msgspec.Struct, frozen=True):
    """A value that does not fit its form.

    Attributes:
        variant: `type`, `choice`, `length`, `library`, `tag` or `script`.
        node: the value.
        field: name of the field.
        wanted: kind, or the tag or library in question.
    """

    variant: str
    node: YamlNode
    field: str
    wanted: str = ""


def misfits_of(part: Part, fields: list[Any]) -> Iterator[Misfit]:
    """What does not fit, in no particular order; nothing for a content whose library is not packed."""
    if part.params is None:
        return
    waiting: list[tuple[dict[str, Any], YamlNode]] = list(_pairs(fields, part.params))
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        field, node = waiting.pop()
        if node.style == "null":
            continue
        wrong = _wrong(field, node)
        if wrong is not None:
            yield wrong
        else:
            waiting.extend(_inside(field, node))


def _pairs(fields: Any, node: YamlNode) -> Iterator[tuple[dict[str, Any], YamlNode]]:
    if node.kind != "mapping" or not isinstance(fields, list):
        return
    values = {name.text: value for name, value in node.pairs}
    for field in fields:
        value = values.get(str(field.get("name"))) if isinstance(field, dict) else None
        if value is not None:
            yield field, value


def _inside(field: dict[str, Any], node: YamlNode) -> Iterator[tuple[dict[str, Any], YamlNode]]:
    if field.get("type") == "list" and isinstance(field.get("field"), dict):
        yield from ((field["field"], item) for item in node.items)
    elif field.get("type") == "group":
        fields = field.get("fields")
        if _flattened(field) and isinstance(fields, list) and isinstance(fields[0], dict):
            yield fields[0], node
        else:
            yield from _pairs(fields, node)


def _flattened(field: dict[str, Any]) -> bool:
    """A group of one field is stored as that field, unless it is a content of its own."""
    fields = field.get("fields")
    return isinstance(fields, list) and len(fields) == 1 and not field.get("isSubContent")


def _wrong(field: dict[str, Any], node: YamlNode) -> Misfit | None:
    name = str(field.get("name", ""))[:100]
    kind = field.get("type")
    if kind == "group":
        return None if _flattened(field) or node.kind == "mapping" else Misfit("type", node, name, "object")
    if kind == "list":
        return None if node.kind == "sequence" else Misfit("type", node, name, "list")
    if kind == "library":
        return _wrong_library(field, node, name)
    if kind == "text":
        return _wrong_text(field, node, name)
    if kind in ("number", "boolean", "select"):
        return _wrong_scalar(field, node, name, kind)
    return None


def _wrong_library(field: dict[str, Any], node: YamlNode, name: str) -> Misfit | None:
    """Versions are brought up to date by the platform, so only the type counts."""
    written = node.get("library") if node.kind == "mapping" else None
    options = field.get("options")
    if written is None or not written.text or not isinstance(options, list):
        return None
    library = written.text.partition(" ")[0]
    offered = {str(option).partition(" ")[0] for option in options if isinstance(option, str)}
    return None if not offered or library in offered else Misfit("library", written, name, library[:100])


def _wrong_scalar(field: dict[str, Any], node: YamlNode, name: str, kind: str) -> Misfit | None:
    if kind == "select" and field.get("multiple") and node.kind == "sequence":
        return None
    if node.kind != "scalar":
        return Misfit("type", node, name, kind)
    if kind == "number":
        numeric = node.style == "number" or node.text.strip().replace(".", "", 1).lstrip("-").isdigit()
        return None if numeric or not node.text.strip() else Misfit("type", node, name, kind)
    if kind == "boolean":
        known = node.style in ("true", "false") or node.text in ("", "0", "1", "true", "false")
        return None if known else Misfit("type", node, name, kind)
    options = field.get("options")
    values = {str(option.get("value")) for option in options if isinstance(option, dict)} if options else set()
    return None if not values or not node.text or node.text in values else Misfit("choice", node, name, "")


def _wrong_text(field: dict[str, Any], node: YamlNode, name: str) -> Misfit | None:
    if node.kind != "scalar":
        return Misfit("type", node, name, "text")
    longest = field.get("maxLength")
    if isinstance(longest, int) and field.get("widget") != "html" and len(node.text) > longest:
        return Misfit("length", node, name, str(longest))
    if field.get("widget") != "html" or "<" not in node.text:
        return None
    allowed = _allowed(field.get("tags"))
    used = (match[1].lower() for match in _TAG.finditer(node.text))
    odd = next((tag for tag in used if tag not in allowed), "")
    return Misfit("script" if odd in _NEVER else "tag", node, name, odd) if odd else None


def _allowed(tags: Any) -> frozenset[str]:
    """The tags of a field with those that H5P adds by itself."""
    named = {str(tag).lower() for tag in tags} if isinstance(tags, list) else set()
    found = _BASE_TAGS | named | {_PAIRS[tag] for tag in named if tag in _PAIRS}
    if named & {"ul", "ol"}:
        found |= _LIST_TAGS
    if "table" in named:
        found |= _TABLE_PARTS
    return found if tags is not None else frozenset(found | {"strong", "b", "em", "i", "u", "a", "sub", "sup"})
