"""`qtiMetadata` beside what the item itself shows (QTI-13).

Source: formats/qti.md §4 (qtiMetadata); imsqti_metadata_v2p1.xsd, imsqti_metadata_v2p2.xsd, imsqti_metadatav3p0.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.package import PackageFinding
from oecheck.readers._questions.qti2_item import QtiItem
from oecheck.readers._questions.qti2_names import INTERACTIONS, flag, name_of
from oecheck.readers._tree import text_of

__all__ = ["metadata_findings"]

_SHORT = {name.removesuffix("Interaction").lower(): name for name in INTERACTIONS}


def metadata_findings(resource: _Element, item: QtiItem, document: XmlDocument) -> Iterator[PackageFinding]:
    """Where the metadata of an item's resource contradicts the item."""
    for holder in resource.iterdescendants():
        if name_of(holder) != "qtiMetadata":
            continue
        declared: dict[str, list[str]] = {}
        for node in holder:
            if isinstance(node.tag, str):
                declared.setdefault(name_of(node), []).append(text_of(node))
        for field, found, shown in _contradictions(declared, item):
            arguments: dict[str, object] = {
                "item": item.identifier,
                "field": field,
                "declared": found[:100],
                "found": shown[:200],
            }
            yield PackageFinding(check="QTI-13", source=document.source(holder), arguments=arguments)


def _contradictions(declared: dict[str, list[str]], item: QtiItem) -> Iterator[tuple[str, str, str]]:
    told = [word for word in declared.get("interactionType", ()) if word]
    named = {_interaction(word) for word in told}
    used = {part.name for part in item.interactions}
    if told and "" not in named and named != used:
        yield "interactionType", ", ".join(told), ", ".join(sorted(used)) or "none"
    timed = flag(item.root, "timeDependent")
    for word in declared.get("timeDependent", ()):
        if word in ("true", "false") and timed is not None and (word == "true") != timed:
            yield "timeDependent", word, "true" if timed else "false"
    for word in declared.get("feedbackType", ()):
        if word == "none" and any(part.filled for part in item.feedback):
            yield "feedbackType", word, f"{sum(part.filled for part in item.feedback)}"


def _interaction(word: str) -> str:
    """The interaction that a word of the metadata stands for, in any spelling; "" when it is none."""
    folded = word.replace("-", "").removeprefix("qti").lower().removesuffix("interaction")
    return _SHORT.get(folded, "")
