"""What the `style` elements of a page may hide: enough for a doubt, never for a judgement.

Only the last part of a selector is looked at (what the element itself has to be), and nothing is weighed: another rule,
a script or a window of another size may show the element again.

Source: CSS Display 3 §2 (`display: none`), CSS Display 4 §4 (`visibility`).
"""

from __future__ import annotations

import re
from typing import Any

from oecheck.documents.html import HtmlDocument, HtmlElement
from oecheck.facts._style_rules import Compound, blocks, subject, without_comments
from oecheck.values.patterns import pattern

__all__ = ["perhaps_hidden"]

_HIDES = pattern(r"(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse))\b", re.I)
_MAX_ALIKE = 50  # selectors of one id, class or name
_MAX_CLASSES = 50  # of one element
_SUBJECTS, _NODES = "hiding subjects", "perhaps hidden"

_Subjects = dict[str, list[Compound]]


def perhaps_hidden(document: HtmlDocument, element: HtmlElement) -> bool:
    """Whether a style of the page may hide an element, or something that it lies in. Each element is asked once."""
    subjects: _Subjects | None = document.memo.get(_SUBJECTS)
    if subjects is None:
        subjects = document.memo[_SUBJECTS] = _subjects(document)
    return bool(subjects) and _lies_in_hidden(document, element.node, subjects)


def _subjects(document: HtmlDocument) -> _Subjects:
    """What is hidden, by the id, class or name that tells it best."""
    found: _Subjects = {}
    for element in document.named("style"):
        for prelude, block in blocks(without_comments(document.raw_text(element))):
            for compound in filter(None, map(subject, prelude.split(",") if _HIDES.search(block) else ())):
                alike = found.setdefault(_key(compound), [])
                if compound not in alike[:_MAX_ALIKE] and len(alike) < _MAX_ALIKE:
                    alike.append(compound)
    return found


def _key(compound: Compound) -> str:
    if compound.ids:
        return "#" + compound.ids[0]
    return "." + compound.classes[0] if compound.classes else compound.name


def _lies_in_hidden(document: HtmlDocument, node: Any, subjects: _Subjects) -> bool:
    known: dict[Any, bool] = document.memo.setdefault(_NODES, {})
    path = []
    while type(node) is document.element_type and node not in known:
        path.append(node)
        node = node.parent
    hidden = known.get(node, False)
    for below in reversed(path):
        hidden = known[below] = hidden or _is_hidden(document, below, subjects)
    return hidden


def _is_hidden(document: HtmlDocument, node: Any, subjects: _Subjects) -> bool:
    attributes = document.attributes(node)
    words = attributes.get("class", "").split()[:_MAX_CLASSES]
    identifier = attributes.get("id", "")
    keys = (node.tag, "#" + identifier, *("." + word for word in words))
    return any(
        compound.name in ("", node.tag)
        and all(one == identifier for one in compound.ids)
        and all(one in words for one in compound.classes)
        for key in keys
        for compound in subjects.get(key, ())
    )
