"""What the schemas of sequencing and of ADL ask of their elements: S04-35, S04-38 and S12-35.

Values are looked at in `sequencing_checks`; what S04-16, S04-17, S04-19, S04-20 and S12-13 tell is left out.
Source: imsss_v1p0*.xsd; adlcp_v1p3.xsd, adlseq_v1p3.xsd, adlnav_v1p3.xsd of the 4th edition; adlcp_rootv1p2.xsd.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local, namespace
from oecheck.model.package import PackageFinding
from oecheck.readers._content_models import ANY, MANY, Misfit, Model, Part, misfits
from oecheck.readers._imscp.names import is_known_namespace
from oecheck.readers._scorm.vocabulary import ATTRIBUTES, ORDER

__all__ = ["new_grammar_findings", "old_grammar_findings"]

_TEXT = Model(text=True)
_CONDITIONS = frozenset({"conditionCombination"})
_OBJECTIVE = (Part("minNormalizedMeasure", 0), Part("mapInfo", 0, MANY))
_RULE = Model((Part("ruleConditions", 0), Part("ruleAction")))


def _attributes(name: str, *more: str) -> frozenset[str]:
    return frozenset((*ATTRIBUTES[name], *more))


_MAPPING = frozenset(
    {"targetObjectiveID", "readSatisfiedStatus", "readNormalizedMeasure", "writeSatisfiedStatus"}
    | {"writeNormalizedMeasure"}
)
_SEQUENCING: Mapping[str, Model] = {
    "sequencingCollection": Model((Part("sequencing", 1, MANY),)),
    "sequencing": Model(
        tuple(Part(name, 0, model=name) for name in ORDER), optional=frozenset({"ID", "IDRef"}), others=ANY
    ),
    "controlMode": Model(optional=_attributes("controlMode")),
    "sequencingRules": Model(
        tuple(Part(name, 0, MANY) for name in ("preConditionRule", "exitConditionRule", "postConditionRule"))
    ),
    **dict.fromkeys(("preConditionRule", "exitConditionRule", "postConditionRule"), _RULE),
    "ruleConditions": Model((Part("ruleCondition", 1, MANY),), optional=_CONDITIONS),
    "ruleCondition": Model(optional=_attributes("ruleCondition", "referencedObjective")),
    "ruleAction": Model(optional=frozenset({"action"})),
    "limitConditions": Model(optional=_attributes("limitConditions")),
    "auxiliaryResources": Model((Part("auxiliaryResource", 0, MANY),)),
    "auxiliaryResource": Model(required=frozenset({"auxiliaryResourceID", "purpose"})),
    "rollupRules": Model((Part("rollupRule", 0, MANY),), optional=_attributes("rollupRules")),
    "rollupRule": Model((Part("rollupConditions"), Part("rollupAction")), optional=_attributes("rollupRule")),
    "rollupConditions": Model((Part("rollupCondition", 1, MANY),), optional=_CONDITIONS),
    "rollupCondition": Model(optional=_attributes("rollupCondition")),
    "rollupAction": Model(optional=frozenset({"action"})),
    "objectives": Model((Part("primaryObjective"), Part("objective", 0, MANY))),
    "primaryObjective": Model(_OBJECTIVE, optional=_attributes("primaryObjective", "objectiveID")),
    "objective": Model(_OBJECTIVE, optional=_attributes("objective", "objectiveID")),
    "minNormalizedMeasure": _TEXT,
    "mapInfo": Model(optional=_MAPPING),
    "randomizationControls": Model(optional=_attributes("randomizationControls")),
    "deliveryControls": Model(optional=_attributes("deliveryControls")),
}
_ADLSEQ: Mapping[str, Model] = {
    "constrainedChoiceConsiderations": Model(optional=_attributes("constrainedChoiceConsiderations")),
    "rollupConsiderations": Model(optional=_attributes("rollupConsiderations")),
    "objectives": Model((Part("objective", 1, MANY),)),
    "objective": Model((Part("mapInfo", 1, MANY),), optional=frozenset({"objectiveID"})),
    "mapInfo": Model(optional=(_attributes("mapInfo") - _MAPPING) | {"targetObjectiveID"}),
}
_ADLCP: Mapping[str, Model] = {
    **dict.fromkeys(("location", "dataFromLMS", "timeLimitAction"), _TEXT),
    "completionThreshold": Model(
        optional=frozenset({"completedByMeasure", "minProgressMeasure", "progressWeight"}), text=True
    ),
    "data": Model((Part("map", 1, MANY),)),
    "map": Model(optional=_attributes("map")),
}
_ADLNAV: Mapping[str, Model] = {
    "presentation": Model((Part("navigationInterface", 0),)),
    "navigationInterface": Model((Part("hideLMSUI", 0, MANY),)),
    "hideLMSUI": _TEXT,
}
_IMSSS = "http://www.imsglobal.org/xsd/imsss"
_NEW: Mapping[str, Mapping[str, Model]] = {
    _IMSSS: _SEQUENCING,
    "http://www.adlnet.org/xsd/adlseq_v1p3": _ADLSEQ,
    "http://www.adlnet.org/xsd/adlcp_v1p3": _ADLCP,
    "http://www.adlnet.org/xsd/adlnav_v1p3": _ADLNAV,
}
_OLD: Mapping[str, Mapping[str, Model]] = {
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": {
        **dict.fromkeys(("location", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore"), _TEXT),
        **dict.fromkeys(("schema", "schemaversion"), _TEXT),
        "prerequisites": Model(optional=frozenset({"type"}), text=True),
    }
}
_TOLD_ELSEWHERE = frozenset(
    {("missing", "objectives", "primaryObjective"), ("repeated", "objectives", "primaryObjective")}
)


def new_grammar_findings(document: XmlDocument) -> Iterator[PackageFinding]:
    """SCORM 2004: S04-35, elements at the wrong place; S04-38, attributes unknown or missing."""
    for element in _tops(document.root, _NEW):
        if namespace(element) == _IMSSS and local(element) not in ("sequencing", "sequencingCollection"):
            arguments = {"element": "item", "child": local(element)}
            yield PackageFinding(
                check="S04-35", variant="unknown", source=document.source(element), arguments=arguments
            )
            continue
        for misfit in misfits(element, _NEW[namespace(element)], local(element)):
            if (misfit.how, misfit.model, misfit.name) not in _TOLD_ELSEWHERE and not _is_nameless(misfit):
                yield _new(document, misfit)


def old_grammar_findings(document: XmlDocument) -> Iterator[PackageFinding]:
    """SCORM 1.2: S12-35, ADL elements hold text alone."""
    for element in _tops(document.root, _OLD):
        for misfit in misfits(element, _OLD[namespace(element)], local(element)):
            variant = "attribute" if misfit.how == "attribute" else ""
            arguments = {"element": local(misfit.element), "name": misfit.name}
            source = document.source(misfit.place)
            yield PackageFinding(check="S12-35", variant=variant, source=source, arguments=arguments)


def _is_nameless(misfit: Misfit) -> bool:
    """An element that no schema of ADL knows anywhere: S04-36 names it."""
    space = namespace(misfit.place)
    return misfit.how == "unknown" and space != _IMSSS and space in _NEW and local(misfit.place) not in _NEW[space]


def _new(document: XmlDocument, misfit: Misfit) -> PackageFinding:
    source, element = document.source(misfit.place), local(misfit.element)
    if misfit.how in ("attribute", "no-attribute"):
        variant = "missing" if misfit.how == "no-attribute" else ""
        arguments = {"element": element, "attribute": misfit.name}
        return PackageFinding(check="S04-38", variant=variant, source=source, arguments=arguments)
    arguments = {"element": element, "child": misfit.name}
    return PackageFinding(check="S04-35", variant=misfit.how, source=source, arguments=arguments)


def _tops(root: _Element, known: Mapping[str, Mapping[str, Model]]) -> Iterator[_Element]:
    """Elements of these namespaces that stand in others; not inside a stranger's, where nothing can be told.

    What has no name of its schema is S12-30 or S04-36; of IMS sequencing it is told here.
    """
    for element in root.iter("*"):
        space = namespace(element)
        if space not in known or not (local(element) in known[space] or space == _IMSSS):
            continue
        parent = element.getparent()
        above = "" if parent is None else namespace(parent)
        if above != space and (not above or above in known or is_known_namespace(above)):
            yield element
