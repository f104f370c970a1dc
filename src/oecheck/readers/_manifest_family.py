"""Telling the family of `imsmanifest.xml` apart by what it uses, never by what it only declares.

Source: formats/README.md §2 (333 public manifests), scorm-2004.md §1, qti.md §1, common-cartridge.md §1.
"""

from __future__ import annotations

import re

import msgspec

from oecheck.documents.xml import Element, XmlDocument, child, child_text, local, namespace
from oecheck.model.package import Descriptor
from oecheck.values.patterns import pattern

__all__ = ["manifest_signs"]

_CARTRIDGE_TYPES = ("imsdt_", "imswl_", "imsbasiclti_")
_BLACKBOARD_TYPES = ("course/x-bb-", "resource/x-bb-")
_VERSION = pattern(r"v(\d)p(\d)")
_SCORM_2004 = {"CAM 1.3": "2nd Edition", "2004 3rd Edition": "3rd Edition", "2004 4th Edition": "4th Edition"}


class _Seen(msgspec.Struct):
    """What a manifest uses.

    Attributes:
        schema, schemaversion: of its metadata, blanks taken off.
        space: namespace of the root element.
        types: types of its resources.
        scorm: namespace of the first `scormtype` ("unbound" when its prefix is bound to nothing); "" without any.
        blackboard, brightspace: attributes of their native exports occur.
    """

    schema: str
    schemaversion: str
    space: str
    types: list[str]
    scorm: str = ""
    blackboard: bool = False
    brightspace: bool = False


def manifest_signs(document: XmlDocument) -> tuple[Descriptor, ...]:
    """Descriptors of one manifest, the one to read it as first."""
    root = document.root
    source = document.source(root)
    if local(root) != "manifest":
        return (Descriptor(source=source, format="unknown", evidence="manifest-other-root", detail=local(root)[:100]),)
    seen = _look(root)
    found = _family(seen)
    return tuple(
        Descriptor(source=source, format=name, version=version, evidence=evidence, detail=detail[:200])
        for name, version, evidence, detail in found
    )


def _look(root: Element) -> _Seen:
    metadata = child(root, "metadata")
    schema = (child_text(metadata, "schema") if metadata is not None else None) or ""
    schemaversion = (child_text(metadata, "schemaversion") if metadata is not None else None) or ""
    seen = _Seen(schema, schemaversion, namespace(root), [])
    resources = child(root, "resources")
    if resources is not None:
        for resource in resources:
            if local(resource) == "resource":
                _look_at_resource(resource, seen)
    if not schema and seen.scorm:
        _look_for_schema_in_resources(root, seen)
    return seen


def _look_at_resource(resource: Element, seen: _Seen) -> None:
    for key, value in resource.attrib.items():
        name = str(key)
        plain = name.rpartition("}")[2]
        if plain == "type":
            seen.types.append(str(value).strip())
        elif plain.rpartition(":")[2].lower() == "scormtype" and not seen.scorm:
            seen.scorm = name[1:].partition("}")[0] if name.startswith("{") else "unbound"
        elif plain in ("file", "bb:file") and ("blackboard" in name or plain == "bb:file"):
            seen.blackboard = True
        elif plain.rpartition(":")[2] == "material_type" and ("desire2learn" in name or "d2l" in name):
            seen.brightspace = True


def _look_for_schema_in_resources(root: Element, seen: _Seen) -> None:
    """One university package has schema and version inside the metadata of a resource."""
    for element in root.iter():
        if local(element) == "schemaversion" and element.text:
            seen.schemaversion = element.text.strip()
            return


def _family(seen: _Seen) -> list[tuple[str, str, str, str]]:
    """(format, version, evidence, detail), first match of the table; more than one where both readings hold."""
    if "common cartridge" in seen.schema.lower():
        return [_cartridge(seen)]
    if "/imscc" in seen.space and _only_questions(seen.types):
        return [("qti", "1.2", "canvas-qti-export", seen.schema)]
    if seen.schema.lower().startswith("adl scorm") or (seen.scorm and _is_adl(seen)):
        return [_scorm(seen)]
    if (
        "/xsd/qti/" in seen.space
        or "/apip/" in seen.space
        or "qti" in seen.schema.lower()
        or _only_questions(seen.types)
    ):
        return [("qti", _qti_version(seen), "qti-manifest", seen.schema or _first(seen.types, "imsqti_"))]
    if seen.blackboard or any(kind.startswith(_BLACKBOARD_TYPES) for kind in seen.types):
        return [("blackboard", "", "blackboard-native", _first(seen.types, "course/x-bb-") or "bb:file")]
    if seen.brightspace:
        plain = ("content-packaging", _packaging_version(seen), "brightspace-native", "material_type")
        return [plain, ("brightspace", "", "brightspace-native", "material_type")]
    if "/imscc" in seen.space or _cartridge_types(seen.types):
        evidence = "cartridge-namespace" if "/imscc" in seen.space else "cartridge-types"
        return [("common-cartridge", _dotted(seen.space), evidence, seen.space)]
    named = seen.schema or seen.space
    return [("content-packaging", _packaging_version(seen), "manifest" if named else "manifest-bare", named)]


def _cartridge(seen: _Seen) -> tuple[str, str, str, str]:
    name = "thin-common-cartridge" if "thin" in seen.schema.lower() else "common-cartridge"
    version = ".".join(seen.schemaversion.split(".")[:2]) or _dotted(seen.space)
    return name, version, "cartridge-schema", f"{seen.schema} {seen.schemaversion}".strip()


def _is_adl(seen: _Seen) -> bool:
    return seen.scorm == "unbound" or "adlnet" in seen.scorm


def _scorm(seen: _Seen) -> tuple[str, str, str, str]:
    """Namespaces decide, the schemaversion only says the edition; contradictions are findings of the reader."""
    edition = _SCORM_2004.get(seen.schemaversion, "")
    if "rootv1p2" in seen.scorm or "imscp_rootv1p1p2" in seen.space or "1p1p2" in seen.space:
        newer = False
    elif "adlcp_v1p3" in seen.scorm:
        newer = True
    else:
        newer = bool(edition) or ("imscp_v1p1" in seen.space and seen.schemaversion != "1.2")
    name, version = ("scorm-2004", edition) if newer else ("scorm-1.2", "1.2")
    if not seen.schema.lower().startswith("adl scorm"):
        return name, version, "scorm-type", f"{seen.schema} {seen.schemaversion}".strip()
    if edition if not newer else seen.schemaversion == "1.2":  # declared and not followed
        return name, version, "scorm-namespace", seen.scorm if "adlnet" in seen.scorm else seen.space
    return name, version, "scorm-schema", f"{seen.schema} {seen.schemaversion}".strip()


def _only_questions(types: list[str]) -> bool:
    """Resources that have a say in the matter are all QTI."""
    telling = [
        kind for kind in types if kind and not kind.startswith(("associatedcontent", "webcontent", "controlfile"))
    ]
    return bool(telling) and all(
        kind.startswith(("imsqti_", "imsqti", "qti_")) and "imscc" not in kind for kind in telling
    )


def _cartridge_types(types: list[str]) -> bool:
    return any(kind.startswith(_CARTRIDGE_TYPES) or "/imscc_" in kind for kind in types)


def _qti_version(seen: _Seen) -> str:
    """By the types of the resources: `schemaversion` 1.0.0 means 2.1, 2.2 and even 3.0 (measured)."""
    found = (
        _VERSION.search(_first(seen.types, "imsqti_"))
        or re.search(r"qtiv(\d)p(\d)", seen.space)
        or re.search(r"QTIv(\d)\.(\d)", seen.schema)
    )
    version = f"{found[1]}.{found[2]}" if found else ""
    return "1.2" if version == "1.1" else version


def _packaging_version(seen: _Seen) -> str:
    return seen.schemaversion if seen.schema.lower().startswith("ims content") else ""


def _dotted(text: str) -> str:
    """`…/imsccv1p3/…` is 1.3; `…/imscc/…` is 1.0."""
    found = re.search(r"imscc(?:v(\d)p(\d))?", text)
    if found is None:
        return ""
    return f"{found[1]}.{found[2]}" if found[1] else "1.0"


def _first(types: list[str], start: str) -> str:
    return next((kind for kind in types if kind.startswith(start)), "")
