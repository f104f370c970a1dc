"""Structural checks of ADL elements and attributes: their names, places, values and edition.

S12-30, S12-31, S04-14, S04-28, S04-30, S04-33, S04-36; their texts are in `standards/formats/scorm-*.yaml`.
Source: adlcp_rootv1p2.xsd; adlcp_v1p3.xsd, adlseq_v1p3.xsd, adlnav_v1p3.xsd; formats/scorm-2004.md §2.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local, namespace
from oecheck.model.fact import plain
from oecheck.model.manifest import Manifest
from oecheck.model.package import PackageFinding
from oecheck.readers._scorm.prerequisites import read_prerequisites
from oecheck.values.patterns import pattern

__all__ = ["old_findings", "placement_findings"]

_ADLCP_12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
_ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
_ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"

_ELEMENTS: dict[str, frozenset[str]] = {
    _ADLCP_12: frozenset(
        {"location", "prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore"}
        | {"schema", "schemaversion"}
    ),
    _ADLCP: frozenset({"location", "dataFromLMS", "timeLimitAction", "completionThreshold", "data", "map"}),
    _ADLSEQ: frozenset(
        {"constrainedChoiceConsiderations", "rollupConsiderations", "objectives", "objective", "mapInfo"}
    ),
    _ADLNAV: frozenset({"presentation", "navigationInterface", "hideLMSUI"}),
}
_ATTRIBUTE_PLACES = {
    f"{{{_ADLCP}}}scormType": "resource",
    f"{{{_ADLCP}}}sharedDataGlobalToSystem": "organization",
    f"{{{_ADLSEQ}}}objectivesGlobalToSystem": "organization",
    f"{{{_ADLCP}}}persistState": "",  # removed with the third edition
}
_FOURTH = "2004 4th Edition"
_NEW_ELEMENTS = frozenset({f"{{{_ADLCP}}}data", f"{{{_ADLSEQ}}}objectives"})
_SHARE = pattern(r"(?:0(?:\.\d{0,30})?|1(?:\.0{0,30})?|\.\d{1,30})\Z")


def old_findings(document: XmlDocument, manifest: Manifest, root: _Element) -> Iterator[PackageFinding]:
    """Checks of SCORM 1.2: S12-30 (names of ADL elements) and S12-31 (prerequisites that no platform can read)."""
    yield from _unknown_elements(document, root, "S12-30")
    for item in manifest.items:
        script = plain(item.prerequisites) or ""
        if not read_prerequisites(script).readable:
            arguments = {"identifier": plain(item.identifier) or "", "script": script[:100]}
            yield PackageFinding(check="S12-31", source=item.source, arguments=arguments)


def placement_findings(document: XmlDocument, manifest: Manifest, root: _Element) -> Iterator[PackageFinding]:
    """Checks of SCORM 2004 on all elements of the manifest."""
    yield from _unknown_elements(document, root, "S04-36")
    edition = plain(manifest.schemaversion) or ""
    for element in root.iter():
        if local(element):
            yield from _attribute_places(document, element, edition)
            yield from _editions(document, element, edition)
            if local(element) == "completionThreshold":
                yield from _threshold(document, element, edition)


def _unknown_elements(document: XmlDocument, root: _Element, check: str) -> Iterator[PackageFinding]:
    for element in root.iter():
        known = _ELEMENTS.get(namespace(element)) if local(element) else None
        if known is not None and local(element) not in known:
            near = next((name for name in known if name.lower() == local(element).lower()), "")
            arguments = {"element": local(element), "wanted": near}
            variant = "case" if near else ""
            yield PackageFinding(check=check, variant=variant, source=document.source(element), arguments=arguments)


def _attribute_places(document: XmlDocument, element: _Element, edition: str) -> Iterator[PackageFinding]:
    for key in element.attrib:
        wanted = _ATTRIBUTE_PLACES.get(str(key))
        if wanted is None or local(element) == wanted:
            continue
        name = str(key).rpartition("}")[2]
        if name == "persistState" and edition == "CAM 1.3":
            continue  # the second edition still has it
        arguments = {"attribute": name, "element": local(element), "wanted": wanted}
        variant = "" if wanted else "removed"
        yield PackageFinding(check="S04-28", variant=variant, source=document.source(element), arguments=arguments)


def _editions(document: XmlDocument, element: _Element, edition: str) -> Iterator[PackageFinding]:
    """S04-30: what only the fourth edition has, in a package that states an older one."""
    if not edition or edition == _FOURTH:
        return
    found = []
    if element.tag in _NEW_ELEMENTS:
        found.append(local(element))
    if local(element) == "completionThreshold":
        found.extend(str(name) for name in element.attrib)
    if element.get(f"{{{_ADLCP}}}sharedDataGlobalToSystem") is not None:
        found.append("sharedDataGlobalToSystem")
    for name in found:
        arguments = {"name": name, "edition": edition}
        yield PackageFinding(check="S04-30", source=document.source(element), arguments=arguments)


def _threshold(document: XmlDocument, element: _Element, edition: str) -> Iterator[PackageFinding]:
    """S04-14 (values in range) and S04-33 (the fourth edition has no text in it)."""
    text = (element.text or "").strip()
    told = [(name, element.get(name)) for name in ("minProgressMeasure", "progressWeight")]
    if text and edition == _FOURTH:
        yield PackageFinding(check="S04-33", source=document.source(element), arguments={"value": text[:40]})
    elif text:
        told.append(("completionThreshold", text))
    wrong = [(name, value, "0 … 1") for name, value in told if value is not None and not _SHARE.match(value.strip())]
    measured = element.get("completedByMeasure")
    if measured is not None and measured.strip() not in ("true", "false", "1", "0"):
        wrong.append(("completedByMeasure", measured, "true, false"))
    for name, value, wanted in wrong:
        arguments = {"attribute": name, "value": value, "wanted": wanted}
        variant = "" if value.strip() else "empty"
        yield PackageFinding(check="S04-14", variant=variant, source=document.source(element), arguments=arguments)
