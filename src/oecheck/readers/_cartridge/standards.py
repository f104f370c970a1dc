"""Curriculum standards that a cartridge names: GUIDs and, from 1.4, CASE addresses.

The words of the outcomes lie outside the package, so an outcome has an id and perhaps a label. Source:
formats/common-cartridge.md §6; official schemas cc-1.3, cc-1.4 (imscsmd).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.course import LearningOutcome
from oecheck.model.fact import Fact, Value
from oecheck.model.metadata import CurriculumStandard
from oecheck.readers._tree import attribute, children, descendants, element_children, text_at
from oecheck.values.patterns import pattern

__all__ = ["linked_to_activities", "outcomes_of", "read_standards"]

_UUID = pattern(r"\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?", re.IGNORECASE)


def read_standards(metadata: _Element | None, document: XmlDocument, owner: str = "") -> tuple[CurriculumStandard, ...]:
    """All `labelledGUID` below a `metadata` element."""
    found = []
    for holder in _sets(metadata):
        provider = attribute(holder, "providerId") or ""
        for guids in children(holder, "setOfGUIDs"):
            region = attribute(guids, "region") or ""
            found += [_standard(node, document, provider, region, owner) for node in children(guids, "labelledGUID")]
    return tuple(found)


def _sets(metadata: _Element | None) -> list[_Element]:
    named = "curriculumstandardsmetadata"
    direct = [node for node in element_children(metadata) if local(node).lower() == named]
    nested = [node for node in element_children(metadata) if local(node).lower() == named + "set"]
    return [*direct, *(inner for holder in nested for inner in descendants(holder, named))]


def _standard(node: _Element, document: XmlDocument, provider: str, region: str, owner: str) -> CurriculumStandard:
    guid, uri = text_at(node, "GUID"), text_at(node, "caseItemURI")
    return CurriculumStandard(
        source=document.source(node),
        guid=guid or None,
        guid_is_uuid=_UUID.fullmatch(guid) is not None,
        label=text_at(node, "label") or None,
        case_uri=uri or None,
        case_uri_absolute=uri.lower().startswith("https://") and len(uri) > len("https://"),
        provider=provider,
        region=region,
        owner=owner,
    )


def outcomes_of(standards: tuple[CurriculumStandard, ...]) -> tuple[LearningOutcome, ...]:
    """One outcome for each standard, aligned with all that names it; the label stands in for its words."""
    by_id: dict[str, list[CurriculumStandard]] = {}
    for standard in standards:
        identifier = str(standard.case_uri or standard.guid or standard.label or "")
        if identifier:
            by_id.setdefault(identifier, []).append(standard)
    return tuple(
        LearningOutcome(
            source=named[0].source,
            id=identifier,
            text=named[0].label,
            kind="standard",
            scheme=named[0].provider,
            uri=named[0].case_uri,
            aligned=tuple(dict.fromkeys(standard.owner for standard in named if standard.owner)),
        )
        for identifier, named in by_id.items()
    )


def linked_to_activities(
    outcomes: Value[tuple[LearningOutcome, ...]], opened: Mapping[str, str]
) -> Value[tuple[LearningOutcome, ...]]:
    """The outcomes, linked to the activities that open the resources which name them.

    Args:
        outcomes: linked to resources.
        opened: id of the activity by the identifier of the resource; others keep the resource's.
    """
    if isinstance(outcomes, Fact) or outcomes is None:
        return outcomes
    return tuple(
        msgspec.structs.replace(one, aligned=tuple(dict.fromkeys(opened.get(part, part) for part in one.aligned)))
        for one in outcomes
    )
