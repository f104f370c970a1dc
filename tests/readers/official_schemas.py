"""The official schemas of manifests as judges: which one is for which manifest, and what it refuses.

The schemas are validated loosely: LOM and vendors' elements are none of a manifest's own, so what is said of them is
left out, as wildcards allow it. Schemas of LOM are therefore stood in for by an element that may hold anything.
For cartridges the Schematron rules that are published with the schemas are asked too, mended where the sheet
(common-cartridge.md §4) says that they name types of another version and therefore never fire.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import xmlschema
from lxml import etree
from lxml.etree import _Element

from oecheck.model.package import Descriptor

__all__ = ["OF_DESCRIPTORS", "Refusal", "refusals", "refused"]

OF_DESCRIPTORS = ("CC-17", "CC-20", "CC-24", "CC-25", "CC-27", "LT-", "ME-", "QTI-")
"""Beginnings of the checks that look at other files than the manifest, or at LOM in it."""

_2004 = ("imscp_v1p1.xsd", "adlcp_v1p3.xsd", "adlseq_v1p3.xsd", "adlnav_v1p3.xsd", "imsss_v1p0.xsd")
_SCHEMAS: Mapping[str, tuple[str, ...]] = {
    "scorm-1.2": ("scorm-1.2", "imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"),
    "scorm-2004": ("scorm2004-3rd", *_2004),
    "scorm-2004 4th Edition": ("scorm2004-4th", *_2004),
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": ("imscp-1.1.2", "imscp_rootv1p1p2.xsd"),
    "content-packaging": ("imscp-1.1.4", "imscp_v1p1.xsd"),
    "http://www.imsglobal.org/xsd/imscc/imscp_v1p1": (
        "cc-1.0",
        "imscp_v1p2_localised.xsd",
        "domainProfile_0/imsccauth_v1p0_localised.xsd",
    ),
    "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1": (
        "cc-1.1",
        "ccv1p1_imscp_v1p2_v1p0.xsd",
        "ccv1p1_imsccauth_v1p1.xsd",
    ),
    "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1": (
        "cc-1.3",
        "ccv1p3_imscp_v1p2_v1p0.xsd",
        "ccv1p3_imsccauth_v1p3.xsd",
        "ccv1p3_imscsmd_v1p0.xsd",
    ),
    "http://www.imsglobal.org/xsd/imsccv1p4/imscp_v1p1": (
        "cc-1.4",
        "ccv1p4_imscp_v1p2_v1p0.xsd",
        "ccv1p4_imscsmd_v1p1.xsd",
    ),
}
_LOM = {
    "cc-1.0": ("http://ltsc.ieee.org/xsd/imscc/LOM", "http://ltsc.ieee.org/xsd/LOM"),
    **{
        f"cc-1.{n}": tuple(f"http://ltsc.ieee.org/xsd/imsccv1p{n}/LOM/{part}" for part in ("manifest", "resource"))
        for n in (1, 3, 4)
    },
}
_STAND_IN = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}">'
    '<xs:element name="lom" type="xs:anyType"/></xs:schema>'
)
_OURS = ("imscp", "adlcp", "adlseq", "adlnav", "imsss")
_NOT_OURS = ("unavailable namespace", "/imsmd", "ltsc.ieee.org/xsd/LOM", "imscsmd")
_CARTRIDGES = ("common-cartridge", "thin-common-cartridge")
_SCHEMATRON = ("{http://purl.oclc.org/dsdl/schematron}", "{http://www.ascc.net/xml/schematron}")


class Refusal(NamedTuple):
    """One thing that a schema or a rule published with it refuses.

    Attributes:
        element: where; of a reference that leads nowhere the manifest, as only the whole document shows it.
        text: name of the element, and what is said.
    """

    element: _Element
    text: str


def refusals(folder: Path, descriptor: Descriptor, root: _Element) -> list[str] | None:
    """What the official schema refuses in its own elements, as texts; see `refused`."""
    found = refused(folder, descriptor, root)
    return None if found is None else [one.text for one in found]


def refused(folder: Path, descriptor: Descriptor, root: _Element) -> list[Refusal] | None:
    """What the official schema refuses in its own elements.

    None where it has no say: the manifest is in no namespace, or in one of a version without a schema.

    Args:
        folder: the official schemas.
        descriptor: what the package is read as.
        root: the manifest.

    Raises:
        XMLSchemaException: the manifest names a type (xsi:type) whose schema is not here.
    """
    namespace = etree.QName(root).namespace or ""
    key = _key(descriptor, namespace)
    if key is None:
        return None
    found = list(_errors(_schema(folder, key), root))
    if key in _SCHEMAS and descriptor.format in _CARTRIDGES:
        for context, test, message in _rules(folder, key):
            found.extend(Refusal(node, message) for node in _breaking(root, context, test))
    return found


def _key(descriptor: Descriptor, namespace: str) -> str | None:
    if descriptor.format in _CARTRIDGES:
        return namespace if namespace in _SCHEMAS else None
    edition = f"{descriptor.format} {descriptor.version}"
    wanted = namespace if descriptor.format == "content-packaging" else edition
    key = wanted if wanted in _SCHEMAS else descriptor.format
    spaces = {"scorm-1.2": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}
    own = key if key.startswith("http") else spaces.get(key, "http://www.imsglobal.org/xsd/imscp_v1p1")
    return key if key in _SCHEMAS and own == namespace else None


@cache
def _schema(folder: Path, key: str) -> xmlschema.XMLSchema:
    name, main, *others = _SCHEMAS[key]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # imports of metadata schemas that are left out on purpose
        schema = xmlschema.XMLSchema(str(folder / name / main), allow="local", validation="lax", build=False)
        for other in others:
            schema.add_schema(str(folder / name / other))
        for space in _LOM.get(name, ()):
            schema.add_schema(_STAND_IN.format(space))
        schema.build()
    return schema


def _errors(schema: xmlschema.XMLSchema, root: _Element) -> Iterator[Refusal]:
    for error in schema.iter_errors(root):
        element = error.obj if isinstance(error.obj, _Element) else error.elem
        assert isinstance(element, _Element)  # lxml has read the manifest
        tag, reason = str(element.tag), error.reason or ""
        if _is_own(tag, reason):
            yield Refusal(element, f"{tag}: {reason}")


def _is_own(tag: str, reason: str) -> bool:
    foreign = any(word in reason for word in _NOT_OURS)
    return not foreign and (not tag.startswith("{") or any(word in tag for word in _OURS))


@cache
def _rules(folder: Path, key: str) -> tuple[tuple[etree.XPath, etree.XPath, str], ...]:
    """Schematron rules of a version of Common Cartridge: what each looks at, what has to hold, its message."""
    name, main, *_ = _SCHEMAS[key]
    version = name.removeprefix("cc-1.")
    path = "imscp_v1p2_constraintsDocument.scmt" if version == "0" else main
    made = []
    for rule in etree.parse(folder / name / path).iter(*(f"{space}rule" for space in _SCHEMATRON)):
        for assertion in rule.iter(*(f"{space}assert" for space in _SCHEMATRON)):
            message = " ".join(str(assertion.xpath("string()")).split())[:160]
            context, test = (_mended(str(text), version) for text in (rule.get("context"), assertion.get("test")))
            spaces = {"cp": key, "ims": key}
            made.append((etree.XPath(f"//{context}", namespaces=spaces), etree.XPath(test, namespaces=spaces), message))
    return tuple(made)


def _mended(text: str, version: str) -> str:
    """The types of the version that the rules are published with."""
    text = re.sub(r"(imscc|imsdt|imswl)_xmlv1p\d", rf"\1_xmlv1p{version}", text)
    lti = "0" if version in "01" else version
    return re.sub(r"imsbasiclti_xmlv1p\d", f"imsbasiclti_xmlv1p{lti}", text)


def _breaking(root: _Element, context: etree.XPath, test: etree.XPath) -> list[_Element]:
    nodes = context(root)
    return [node for node in nodes if isinstance(node, _Element) and not test(node)] if isinstance(nodes, list) else []
