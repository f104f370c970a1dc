"""Which values the rules of an item can give to its outcomes, so that it is known which feedback can be shown.

Source: QTI 2.2 ASI information model, response processing and feedback.
"""

from __future__ import annotations

from lxml.etree import _Element

from oecheck.readers._questions.qti2_item import QtiItem
from oecheck.readers._questions.qti2_names import below, first_named, name_of, outermost, value_of
from oecheck.readers._tree import text_of

__all__ = ["reached_values"]


def reached_values(item: QtiItem) -> dict[str, frozenset[str] | None]:
    """Values that rules can give to each outcome; None where that is not written down as such."""
    reached: dict[str, frozenset[str] | None] = {part.identifier: frozenset(part.default) for part in item.outcomes}
    processing = first_named(item.root, "responseProcessing")
    if value_of(processing, "template") or value_of(processing, "templateLocation"):
        return dict.fromkeys(reached)  # templates of vendors set what they like
    for node in outermost(item.root, *_SETTERS):
        name = value_of(node, "identifier") or ""
        values = list(below(node, "baseValue"))
        known = reached.get(name, frozenset())
        literal = name_of(node) == "setOutcomeValue" and _only_literals(node)
        reached[name] = known | {text_of(value) for value in values} if literal and known is not None else None
    if any(True for _ in below(processing, "responseProcessingFragment", "include")):
        return dict.fromkeys(reached)
    return reached


_SETTERS = ("setOutcomeValue", "lookupOutcomeValue", "setTemplateValue", "setDefaultValue")


_LITERAL = frozenset({"baseValue", "multiple", "ordered", "null", "variable"})


def _only_literals(node: _Element) -> bool:
    """Whether the value is written down: constants, perhaps collected with what the outcome held before."""
    name = value_of(node, "identifier")
    for part in node.iterdescendants():
        if not isinstance(part.tag, str):
            continue
        if name_of(part) not in _LITERAL or (name_of(part) == "variable" and value_of(part, "identifier") != name):
            return False
    return True
