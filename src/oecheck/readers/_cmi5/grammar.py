"""What CourseStructure.xsd asks of each element: CM-03, CM-12, CM-13, CM-20. Written from its content models.

A structure without a finding of this module, CM-05 and CM-11 is one that the schema accepts. Foreign elements and
attributes are checked laxly there, which without their schema means not at all. Nothing here recurses.
Source: CourseStructure.xsd of cmi5 1.0 and of the draft before it; XML Schema 1.0 §3.10 (`##other`).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.documents.xml import Element, XmlDocument, local, namespace, text_of
from oecheck.model.package import PackageFinding
from oecheck.readers._cmi5.names import DRAFT
from oecheck.values.patterns import pattern

__all__ = ["grammar_findings"]

_MOST = 20
"""Errors that are told one by one (PKG-003: the first 20)."""
_MANY = 1 << 30
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DECIMAL = pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LANGUAGE = pattern(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_WORDS = {
    "moveOn": ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"),
    "launchMethod": ("AnyWindow", "OwnWindow"),
    "authenticationMethod": ("Basic",),
}
_DRAFT_ONLY = frozenset({"passIsFinal", "authenticationMethod"})


class _Part(msgspec.Struct, frozen=True):
    """A place in a sequence: one of some names, and how often."""

    names: tuple[str, ...]
    least: int = 1
    most: int = 1


class _Model(msgspec.Struct, frozen=True):
    """What an element may hold.

    Attributes:
        parts: its sequence.
        types: type of each child, where it is not the child's name.
        required, optional: attributes.
        any_order: the parts are an `xs:all`.
        foreign: other namespaces' elements may follow, and their attributes stand anywhere on it.
        content: elements, text, empty or anything.
    """

    parts: tuple[_Part, ...] = ()
    types: dict[str, str] = {}
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    any_order: bool = False
    foreign: bool = True
    content: str = "elements"


_NAMED = (_Part(("title",)), _Part(("description",)))
_BELOW = _Part(("au", "block"), 1, _MANY)
_TEXTS = _Model((_Part(("langstring",), 1, _MANY),))
_REFERENCES = {"objectives": "references"}
_MODELS: dict[str, _Model] = {
    "courseStructure": _Model((_Part(("course",)), _Part(("objectives",), 0), _BELOW)),
    "course": _Model(_NAMED, required=("id",)),
    "objectives": _Model((_Part(("objective",), 1, _MANY),)),
    "objective": _Model(_NAMED, required=("id",), any_order=True, foreign=False),
    "references": _Model((_Part(("objective",), 1, _MANY),), {"objective": "reference"}),
    "reference": _Model(optional=("idref",), foreign=False, content="empty"),
    "block": _Model((*_NAMED, _Part(("objectives",), 0), _BELOW), _REFERENCES, ("id",)),
    "au": _Model(
        (
            *_NAMED,
            _Part(("objectives",), 0),
            _Part(("url",)),
            _Part(("launchParameters",), 0),
            _Part(("entitlementKey",), 0),
        ),
        _REFERENCES,
        ("id",),
        ("moveOn", "masteryScore", "launchMethod", "activityType", *sorted(_DRAFT_ONLY)),
    ),
    "title": _TEXTS,
    "description": _TEXTS,
    "langstring": _Model(optional=("lang",), content="text"),
    "url": _Model(foreign=False, content="text"),
    "launchParameters": _Model(content="anything"),
    "entitlementKey": _Model(content="anything"),
}


def grammar_findings(document: XmlDocument) -> Iterator[PackageFinding]:
    """What the schema refuses, in document order: the first errors one by one, then how many more there are."""
    found = _Grammar(document).findings()
    left, last = 0, None
    for number, finding in enumerate(found):
        if number < _MOST:
            yield finding
        else:
            left, last = left + 1, finding
    if last is not None:
        yield PackageFinding(check="CM-03", variant="more", source=last.source, arguments={"count": left})


class _Grammar:
    """One structure against its models."""

    def __init__(self, document: XmlDocument) -> None:
        self._document = document
        self._space = namespace(document.root)

    def findings(self) -> Iterator[PackageFinding]:
        waiting = [(self._document.root, "courseStructure")]
        while waiting:
            element, kind = waiting.pop()
            model = _MODELS[kind]
            if model.content == "anything":
                continue
            yield from self._attributes(element, model)
            yield from self._text(element, model)
            yield from self._children(element, kind, model)
            waiting += reversed(
                [(node, model.types.get(local(node), local(node))) for node in self._known(element, model)]
            )

    def _known(self, element: Element, model: _Model) -> Iterator[Element]:
        """Children that the model has, wherever they stand."""
        names = {name for part in model.parts for name in part.names}
        return (node for node in _elements(element) if namespace(node) == self._space and local(node) in names)

    def _finding(self, variant: str, place: Element, check: str = "CM-03", **arguments: object) -> PackageFinding:
        return PackageFinding(check=check, variant=variant, source=self._document.source(place), arguments=arguments)

    # --- children ------------------------------------------------------------------------------------------------

    def _children(self, element: Element, kind: str, model: _Model) -> Iterator[PackageFinding]:
        nodes = list(_elements(element))
        counts = [0] * len(model.parts)
        place, behind = 0, False
        for node in nodes:
            space, name = namespace(node), local(node)
            if space != self._space and space and model.foreign and model.content == "elements":
                behind = True
                continue
            number = -1 if space != self._space else _part_of(model, name)
            if number < 0:
                yield self._unknown(node, element, model)
                continue
            counts[number] += 1
            if counts[number] > model.parts[number].most:
                yield self._finding("repeated", node, name=name, parent=local(element))
            elif behind or (number < place and not model.any_order):
                yield self._finding("order", node, name=name, parent=local(element))
            place = max(place, number)
        yield from self._missing(element, kind, model, counts)

    def _unknown(self, node: Element, element: Element, model: _Model) -> PackageFinding:
        """An element that has no place here; written where cmi5 has an attribute of the same name, it is told so."""
        name, parent = local(node), local(element)
        if name in model.required or name in model.optional:
            return self._finding("attribute-as-element", node, name=name, parent=parent)
        return self._finding("unknown-element", node, name=name, parent=parent)

    def _missing(self, element: Element, kind: str, model: _Model, counts: list[int]) -> Iterator[PackageFinding]:
        for part, count in zip(model.parts, counts, strict=True):
            if count >= part.least:
                continue
            if part is _BELOW and kind == "block":
                yield self._finding("", element, "CM-20", id=element.get("id", "").strip())
            else:
                yield self._finding("missing-element", element, name=" / ".join(part.names), parent=local(element))

    def _text(self, element: Element, model: _Model) -> Iterator[PackageFinding]:
        if model.content == "text":
            if local(element) == "url" and not text_of(element):
                yield self._finding("blank", element, name="url")
            return
        texts = [element.text, *(node.tail for node in element)]
        if any(text and text.strip() for text in texts):
            yield self._finding("text", element, name=local(element))

    # --- attributes ----------------------------------------------------------------------------------------------

    def _attributes(self, element: Element, model: _Model) -> Iterator[PackageFinding]:
        name = local(element)
        for wanted in model.required:
            if element.get(wanted) is None:
                yield self._finding("missing-attribute", element, name=wanted, parent=name)
        for key, value in element.attrib.items():
            space, _, attribute = str(key).rpartition("}")
            space = space.removeprefix("{")
            if space == _XSI:
                continue
            if space and space != self._space and model.foreign:
                continue
            if space or not self._has(model, attribute):
                yield self._finding("unknown-attribute", element, name=attribute, parent=name)
            else:
                yield from self._value(element, attribute, str(value))

    def _has(self, model: _Model, attribute: str) -> bool:
        if attribute in _DRAFT_ONLY and self._space != DRAFT:
            return False
        return attribute in model.required or attribute in model.optional

    def _value(self, element: Element, attribute: str, value: str) -> Iterator[PackageFinding]:
        if attribute in _WORDS and value not in _WORDS[attribute]:
            words = ", ".join(_WORDS[attribute])
            yield self._finding("", element, "CM-13", attribute=attribute, found=value[:60], words=words)
        elif attribute == "masteryScore" and not _is_share(value):
            variant = "percent" if _is_percent(value) else "default"
            yield self._finding(variant, element, "CM-12", found=value.strip()[:60])
        elif attribute == "lang" and not _LANGUAGE.fullmatch(value.strip()):
            yield self._finding("value", element, name="lang", parent=local(element), found=value[:60])
        elif attribute == "passIsFinal" and value.strip() not in ("true", "false", "1", "0"):
            yield self._finding("value", element, name=attribute, parent=local(element), found=value[:60])


def _elements(element: Element) -> Iterator[Element]:
    return (node for node in element if isinstance(node.tag, str))


def _part_of(model: _Model, name: str) -> int:
    return next((number for number, part in enumerate(model.parts) if name in part.names), -1)


def _number(value: str) -> float | None:
    text = value.strip()
    return float(text) if len(text) < 100 and _DECIMAL.fullmatch(text) else None


def _is_share(value: str) -> bool:
    number = _number(value)
    return number is not None and 0 <= number <= 1


def _is_percent(value: str) -> bool:
    number = _number(value.strip().removesuffix("%").rstrip())
    return number is not None and 1 < number <= 100
