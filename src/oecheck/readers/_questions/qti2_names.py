"""Names of QTI 2.0 to 3.0: one table for both spellings.

QTI 3.0 writes `qti-choice-interaction` and `response-identifier` where 2.x writes `choiceInteraction` and
`responseIdentifier`; elements of HTML and MathML keep their names. Source: formats/qti.md §1, §4.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element

from oecheck.documents.xml import local, namespace
from oecheck.values.patterns import pattern

__all__ = [
    "INTERACTIONS",
    "XML_LANG",
    "below",
    "camel",
    "children_named",
    "first_named",
    "flag",
    "is_qti",
    "name_of",
    "number_of",
    "outermost",
    "value_of",
    "version_of",
    "words_of",
]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_VERSIONS = (("v2p0", "2.0"), ("v2p1", "2.1"), ("v2p2", "2.2"), ("v3p0", "3.0"))
_UPPER = pattern(r"[A-Z]")
_HYPHEN = pattern(r"-([a-z0-9])")

INTERACTIONS = frozenset(
    {
        "associateInteraction",
        "choiceInteraction",
        "customInteraction",
        "drawingInteraction",
        "endAttemptInteraction",
        "extendedTextInteraction",
        "gapMatchInteraction",
        "graphicAssociateInteraction",
        "graphicGapMatchInteraction",
        "graphicOrderInteraction",
        "hotspotInteraction",
        "hottextInteraction",
        "inlineChoiceInteraction",
        "matchInteraction",
        "mediaInteraction",
        "orderInteraction",
        "portableCustomInteraction",
        "positionObjectInteraction",
        "selectPointInteraction",
        "sliderInteraction",
        "textEntryInteraction",
        "uploadInteraction",
    }
)


def version_of(element: _Element) -> str:
    """Version that the namespace of an element stands for; "" when it is none of QTI's."""
    space = namespace(element)
    if "imsqti" not in space:
        return ""
    return next((version for mark, version in _VERSIONS if mark in space), "")


def is_qti(element: _Element) -> bool:
    """Whether the element may belong to QTI: its namespace, or none at all."""
    space = namespace(element)
    return not space or "imsqti" in space


@lru_cache(maxsize=1024)
def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda match: match[1].upper(), name.removeprefix("qti-")) if name.startswith("qti-") else name


@lru_cache(maxsize=1024)
def camel(name: str) -> str:
    """The name of an attribute as QTI 2 spells it."""
    return _HYPHEN.sub(lambda match: match[1].upper(), name)


@lru_cache(maxsize=512)
def _kebab(name: str) -> str:
    return _UPPER.sub(lambda match: "-" + match[0].lower(), name)


def name_of(element: _Element) -> str:
    """Name of an element as QTI 2 spells it; "" for comments and for elements of other namespaces than QTI and HTML."""
    return _camel(local(element))


def value_of(element: _Element | None, name: str) -> str | None:
    """An attribute by its name in QTI 2, in either spelling, white space trimmed."""
    if element is None:
        return None
    value = element.get(name)
    if value is None:
        value = element.get(_kebab(name))
    return None if value is None else " ".join(str(value).split())


def flag(element: _Element | None, name: str) -> bool | None:
    """A boolean attribute; None where it is not given or is no boolean."""
    return {"true": True, "1": True, "false": False, "0": False}.get(value_of(element, name) or "")


def number_of(text: str | None) -> float | None:
    """A number as QTI writes it; None for anything else, infinities included."""
    if not text or len(text) > 32:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None  # NaN compares false


def words_of(element: _Element | None, name: str) -> tuple[str, ...]:
    """An attribute that is a list of words."""
    return tuple((value_of(element, name) or "").split())


def children_named(parent: _Element | None, *names: str) -> Iterator[_Element]:
    """Children with one of the names of QTI 2."""
    return iter(()) if parent is None else (node for node in parent if name_of(node) in names)


def first_named(parent: _Element | None, *names: str) -> _Element | None:
    """The first child with one of the names."""
    return next(children_named(parent, *names), None)


def below(parent: _Element | None, *names: str) -> Iterator[_Element]:
    """Elements below, in document order, with one of the names."""
    return iter(()) if parent is None else (node for node in parent.iterdescendants() if name_of(node) in names)


def outermost(parent: _Element | None, *names: str) -> Iterator[_Element]:
    """Elements below with one of the names that lie in no other of them, in document order."""
    waiting = [] if parent is None else list(reversed(parent))
    while waiting:
        node = waiting.pop()
        if name_of(node) in names:
            yield node
        else:
            waiting.extend(reversed(node))
