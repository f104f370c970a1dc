"""Manifests that no official schema would look at as they are, put where one does.

A schema looks at elements of its namespace only. Real manifests are in none, in that of a draft, or in that of a
version whose schema is not public; all are read by the names of their elements. So are they judged here: on a copy in
which the namespace is the one that was meant, and nothing else is changed. That it was not written is a finding of ours
(CP-02, CP-03 or CP-36), which no schema can state.
"""

from __future__ import annotations

import copy

from lxml import etree
from lxml.etree import _Element

from oecheck.model.package import Descriptor
from tests.readers.imscp_packages import CP, CP_112

__all__ = ["placed"]

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DRAFT = "http://www.imsproject.org/content"
_NO_SCHEMA = {"imsccv1p2": "imsccv1p1", "1.2.0": "1.1.0"}
"""Common Cartridge 1.2 by the schema of 1.1: it adds resource types and metadata, and takes nothing away."""
_OLD = {"adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"}
_NEW = {
    **{name: f"http://www.adlnet.org/xsd/{name}_v1p3" for name in ("adlcp", "adlseq", "adlnav")},
    "imsss": "http://www.imsglobal.org/xsd/imsss",
}


def placed(root: _Element, descriptor: Descriptor) -> _Element:
    """A copy of a manifest in a namespace that has a schema; element by element the same.

    Left out are types (xsi:type) that vendors give to their elements: their schemas are not public, and the validator
    stops at a type that it does not know.

    Args:
        root: the manifest.
        descriptor: what it is read as.
    """
    made = copy.deepcopy(root)
    old = descriptor.format == "scorm-1.2"
    spaces = {"": CP_112 if old else CP, _DRAFT: CP}
    prefixes = {**(_OLD if old else _NEW), "xsi": _XSI}
    own = etree.QName(root).namespace or ""
    for node in list(made.iter("*")):
        node.tag = _renamed(str(node.tag), spaces.get(own) if own in spaces else None, own, prefixes)
        for key in map(str, node.attrib):
            name = _renamed(key, None, "", prefixes)
            if name != key:
                node.set(name, str(node.attrib.pop(key)))
        node.attrib.pop(f"{{{_XSI}}}type", "")
        if node.tag.endswith("}schemaversion") and "imsccv1p1" in node.tag and node.text:
            node.text = _NO_SCHEMA.get(node.text.strip(), node.text)
    return made


def _renamed(name: str, space: str | None, own: str, prefixes: dict[str, str]) -> str:
    """A name in the namespace that it was meant in; a prefix that was never bound is part of the name as read."""
    prefix, colon, rest = name.partition(":")
    if not name.startswith("{") and colon:
        return f"{{{prefixes[prefix]}}}{rest}" if prefix in prefixes else name
    qualified = etree.QName(name)
    if space is not None and (qualified.namespace or "") == own:
        return f"{{{space}}}{qualified.localname}"
    return name.replace("imsccv1p2", _NO_SCHEMA["imsccv1p2"])
