"""Telling the formats apart that share `imsmanifest.xml`, by what a manifest says and uses, never by prefixes.

Source: formats/README.md §2; formats/scorm-1.2.md §7; formats/scorm-2004.md §1, §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element

from oecheck.readers._imscp.names import (
    any_attribute,
    attribute,
    children,
    first,
    local_name,
    namespace_of,
    namespace_version,
    text_of,
)

__all__ = ["Recognition", "recognise", "scorm_version"]

ADLCP_12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_SCORM_2004 = re.compile(r"http://www\.(?:adlnet\.org/xsd/adl(?:cp|seq|nav)_v1p[23]|imsglobal\.org/xsd/imsss)\Z")
_EDITIONS = {
    "1.2": "1.2",
    "cam 1.3": "2004 2nd Edition",
    "1.3": "2004",
    "2004 2nd edition": "2004 2nd Edition",
    "2004 3rd edition": "2004 3rd Edition",
    "2004 4th edition": "2004 4th Edition",
}
_QTI_VERSION = re.compile(r"qti\w{0,20}?v(\d)[p.](\d)")
_CARTRIDGE_TYPES = re.compile(r"imsdt_|imswl_|imsbasiclti_|.*/imscc_")


class Recognition(msgspec.Struct, frozen=True):
    """What a manifest is.

    Attributes:
        format: word of DESIGN §6 `subject.format`.
        version: version of the format as far as it is told; "".
        evidence: code of what it was told by (text key `evidence.<code>`).
        detail: what was seen.
    """

    format: str
    version: str
    evidence: str
    detail: str = ""


class _Signs:
    """What is looked at, each once."""

    def __init__(self, root: _Element) -> None:
        metadata = first(root, "metadata")
        self.namespace = namespace_of(root)
        self.schema = text_of(first(metadata, "schema")) or ""
        self.schemaversion = text_of(first(metadata, "schemaversion")) or ""
        self.resources = [node for parent in children(root, "resources") for node in children(parent, "resource")]
        self.types = [kind.lower() for node in self.resources if (kind := attribute(node, "type"))]
        self.scorm_namespaces = frozenset(_scorm_namespaces(root))
        self.scormtype = any(any_attribute(node, "scormtype") for node in self.resources)
        self.vendors = frozenset(_vendors(self.resources))

    @property
    def scorm_used(self) -> str:
        """The SCORM namespace that is used, of 2004 first; "" when none is."""
        return max(self.scorm_namespaces, key=lambda name: name != ADLCP_12, default="")


def recognise(root: _Element) -> Recognition | None:
    """What the manifest below a root element is; None when the root is no `manifest`."""
    if local_name(root) != "manifest":
        return None
    signs = _Signs(root)
    tests = (_cartridge, _canvas_questions, _scorm, _questions, _vendor, _cartridge_suspected)
    found = (recognised for test in tests if (recognised := test(signs)) is not None)
    return next(found, None) or _plain(signs)


def _cartridge(signs: _Signs) -> Recognition | None:
    if "common cartridge" not in signs.schema.lower():
        return None
    name = "thin-common-cartridge" if "thin" in signs.schema.lower() else "common-cartridge"
    version = signs.schemaversion or namespace_version(signs.namespace)
    return Recognition(name, version, "schema", f"{signs.schema} {signs.schemaversion}".strip())


def _canvas_questions(signs: _Signs) -> Recognition | None:
    """Canvas writes its "QTI export" in the clothes of a cartridge."""
    if "/imscc" not in signs.namespace or signs.schema.lower() != "ims content" or not signs.types:
        return None
    wanted = ("imsqti_xmlv1p2", "associatedcontent/")
    if all(kind.startswith(wanted) for kind in signs.types) and any("imsqti" in kind for kind in signs.types):
        return Recognition("qti", "1.2", "resource-types", "imsqti_xmlv1p2")
    return None


def _scorm(signs: _Signs) -> Recognition | None:
    declared = signs.schema.upper().startswith("ADL SCORM")
    if not (declared or signs.scormtype or signs.scorm_used):
        return None
    version = scorm_version(signs.schemaversion, signs.namespace, signs.scorm_used)
    name = "scorm-1.2" if version == "1.2" else "scorm-2004"
    if declared:
        return Recognition(name, version, "schema", f"{signs.schema} {signs.schemaversion}".strip())
    return Recognition(name, version, "scorm-elements", signs.scorm_used or "scormtype")


def scorm_version(schemaversion: str, namespace: str, used: str) -> str:
    """Version of SCORM: schemaversion before the namespace of the manifest before the SCORM namespace used.

    `CAM 1.3` inside the namespace of 1.2 is read as 1.2 (one real package; check S12-03 reports it).
    """
    edition = _EDITIONS.get(" ".join(schemaversion.lower().split()), "")
    old = namespace == "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    if edition == "2004 2nd Edition" and old:
        return "1.2"
    if edition:
        return edition
    if old:
        return "1.2"
    return "2004" if "imscp_v1p" in namespace or used not in ("", ADLCP_12) else "1.2"


def _questions(signs: _Signs) -> Recognition | None:
    if "/xsd/qti/" in signs.namespace or "/xsd/apip/" in signs.namespace:
        return Recognition("qti", _qti_version(signs), "namespace", signs.namespace)
    if "qti" in signs.schema.lower():
        return Recognition("qti", _qti_version(signs), "schema", f"{signs.schema} {signs.schemaversion}".strip())
    if signs.types and all(kind.startswith("imsqti_") for kind in signs.types):
        return Recognition("qti", _qti_version(signs), "resource-types", signs.types[0])
    return None


def _qti_version(signs: _Signs) -> str:
    """Version of QTI: of the types before the schema text before the namespace; the schemaversion is the package's."""
    for text in (*signs.types, signs.schema.lower(), signs.namespace):
        match = _QTI_VERSION.search(text)
        if match is not None:
            return f"{match[1]}.{match[2]}"
    return ""


def _vendor(signs: _Signs) -> Recognition | None:
    for vendor in ("blackboard", "brightspace"):
        if vendor in signs.vendors:
            return Recognition(vendor, "", "vendor-elements", vendor)
    return None


def _cartridge_suspected(signs: _Signs) -> Recognition | None:
    if "/imscc" in signs.namespace:
        return Recognition("common-cartridge", namespace_version(signs.namespace), "namespace", signs.namespace)
    suspicious = next((kind for kind in signs.types if _CARTRIDGE_TYPES.match(kind)), None)
    return None if suspicious is None else Recognition("common-cartridge", "", "resource-types", suspicious)


def _plain(signs: _Signs) -> Recognition:
    version = signs.schemaversion if signs.schema.lower() == "ims content" else ""
    detail = f"{signs.schema} {signs.schemaversion}".strip() or signs.namespace
    evidence = "schema" if signs.schema else "namespace" if signs.namespace else "root-element"
    return Recognition(
        "content-packaging", version or namespace_version(signs.namespace), evidence, detail or "manifest"
    )


def _scorm_namespaces(root: _Element) -> Iterator[str]:
    """SCORM namespaces in use; `adlcp:location` alone only borrows a way to name a metadata file (plain CP does)."""
    for element in root.iter():
        if not isinstance(element.tag, str) or local_name(element) == "location":
            continue
        for name in (element.tag, *map(str, element.attrib)):
            namespace = name[1:].partition("}")[0] if name.startswith("{") else ""
            if namespace == ADLCP_12 or _SCORM_2004.match(namespace):
                yield namespace


def _vendors(resources: list[_Element]) -> Iterator[str]:
    for node in resources:
        kind = (attribute(node, "type") or "").lower()
        names = [str(key) for key in node.attrib]
        if kind.startswith(("course/x-bb-", "resource/x-bb-")) or any("blackboard.com" in name for name in names):
            yield "blackboard"
        if any("desire2learn.com" in name and name.endswith("}material_type") for name in names):
            yield "brightspace"
