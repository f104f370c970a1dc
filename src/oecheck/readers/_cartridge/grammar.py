"""What the schemas of Common Cartridge ask of the elements of a manifest: CC-32 and CC-33.

The content models are written from the schemas of 1.0, 1.1, 1.3 and 1.4; that of 1.2 is not public, so that version may
have what either neighbour has. What other checks tell (CC-02, CC-05, CC-06, CC-07, CC-30) is left out.
Source: imscp_v1p2_localised.xsd of 1.0; ccv1p1_imscp_v1p2_v1p0.xsd and those of 1.3 and 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.manifest import Manifest
from oecheck.model.package import PackageFinding
from oecheck.readers._content_models import ANY, MANY, Misfit, Model, Part, misfits
from oecheck.readers._imscp.names import XML_BASE, attribute

__all__ = ["grammar_findings"]

_VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4")
_TOLD_ELSEWHERE = frozenset(
    {
        ("missing", "about", "schema"),
        ("missing", "about", "schemaversion"),
        ("repeated", "organizations", "organization"),
        ("missing", "organization", "item"),
        ("repeated", "organization", "item"),
        ("missing", "item", "title"),
        ("repeated", "item", "title"),
        ("unknown", "root", "title"),
        ("attribute", "root", "identifierref"),
        ("attribute", "organizations", "default"),
        ("no-attribute", "organization", "structure"),
        ("no-attribute", "resource", "type"),
        ("order", "resource", "metadata"),
        ("order", "resource", "file"),
        ("order", "resource", "dependency"),
    }
)
_MOST = 20
"""Misfits that are told (PKG-003: the first 20 errors)."""


def grammar_findings(document: XmlDocument, manifest: Manifest) -> Iterator[PackageFinding]:
    """What of the manifest the schema of its version refuses; nothing where the version is unknown."""
    version = manifest.namespace_version or manifest.format_version
    if version not in _VERSIONS:
        return
    told = 0
    for misfit in misfits(document.root, _models(version), "manifest"):
        if told < _MOST and (misfit.how, misfit.model, misfit.name) not in _TOLD_ELSEWHERE:
            told += 1
            yield _finding(document, misfit)
    if version != "1.0":  # a text without any rule there
        yield from _blank_references(document)


def _finding(document: XmlDocument, misfit: Misfit) -> PackageFinding:
    variant = {"no-attribute": "missing", "attribute": "unknown"}.get(misfit.how)
    arguments = {"element": local(misfit.element), "name": misfit.name}
    source = document.source(misfit.place)
    if variant is None:
        return PackageFinding(check="CC-32", variant=misfit.how, source=source, arguments=arguments)
    return PackageFinding(check="CC-33", variant=variant, source=source, arguments=arguments)


def _blank_references(document: XmlDocument) -> Iterator[PackageFinding]:
    """Items that name a resource, but not which one; that nothing has the name is OHE-PKG-004."""
    for element in document.root.iter("{*}item"):
        if attribute(element, "identifierref") == "":
            arguments = {"element": "item", "name": "identifierref"}
            yield PackageFinding(check="CC-33", variant="blank", source=document.source(element), arguments=arguments)


@cache
def _models(version: str) -> Mapping[str, Model]:
    """Content models by element; `about` is the metadata of the manifest, `root` the one item of an organization."""
    strangers = ANY if version == "1.0" else frozenset[str]()
    based = frozenset({XML_BASE})
    texts = dict.fromkeys(("title", "schema", "schemaversion"), Model(text=True))
    items = (Part("item", 0, MANY), Part("metadata", 0))
    return {
        **texts,
        "manifest": Model(
            (Part("metadata", model="about"), Part("organizations"), Part("resources"), *_authorizations(version)),
            _NAMED,
            based | ({"version"} if version == "1.0" else set()),
            others=frozenset({_AUTHORIZATION["1.0"]}) if version == "1.0" else frozenset(),
            other_attributes=strangers,
        ),
        "about": _about(version),
        "metadata": _metadata(version),
        "organizations": Model((Part("organization", 0),), other_attributes=strangers),
        "organization": Model(
            (Part("title", 0), Part("item", model="root"), Part("metadata", 0)),
            _NAMED | {"structure"},
            other_attributes=strangers,
        ),
        "root": Model(items, _NAMED, other_attributes=strangers),
        "item": Model((Part("title"), *items), _NAMED, frozenset({"identifierref"}), other_attributes=strangers),
        "resources": Model((Part("resource", 0, MANY),), optional=based, other_attributes=strangers),
        "resource": _resource(version),
        "about-resource": _about_resource(version),
        "file": Model((Part("metadata", 0),), frozenset({"href"}), other_attributes=strangers),
        "dependency": Model(required=frozenset({"identifierref"}), other_attributes=strangers),
    }


_NAMED = frozenset({"identifier"})
_AUTHORIZATION = {
    "1.0": "http://www.imsglobal.org/xsd/imsccauth_v1p0",
    "1.1": "http://www.imsglobal.org/xsd/imsccv1p1/imsccauth_v1p1",
    "1.2": "http://www.imsglobal.org/xsd/imsccv1p2/imsccauth_v1p2",
    "1.3": "http://www.imsglobal.org/xsd/imsccv1p3/imsccauth_v1p3",
}
_STANDARDS = {
    "1.2": "http://www.imsglobal.org/xsd/imsccv1p2/imscsmd_v1p0",
    "1.3": "http://www.imsglobal.org/xsd/imsccv1p3/imscsmd_v1p0",
    "1.4": "http://www.imsglobal.org/xsd/imsccv1p4/imscsmd_v1p1",
}
_EXTENSION_OF_10 = "http://www.imsglobal.org/xsd/imscp_extensionv1p2"


def _authorizations(version: str) -> tuple[Part, ...]:
    space = _AUTHORIZATION.get(version)
    return () if space is None or version == "1.0" else (Part(f"{{{space}}}authorizations", 0),)


def _lom(version: str, of: str) -> str:
    return f"{{http://ltsc.ieee.org/xsd/imsccv{version.replace('.', 'p')}/LOM/{of}}}lom"


def _standards(version: str, most: int) -> tuple[Part, ...]:
    space = _STANDARDS.get(version)
    return () if space is None else (Part(f"{{{space}}}curriculumStandardsMetadataSet", 0, most),)


def _about(version: str) -> Model:
    """Metadata of the manifest: from 1.1 on with exactly one record of LOM."""
    declared = (Part("schema"), Part("schemaversion"))
    if version == "1.0":
        return Model(declared, others=frozenset({"http://ltsc.ieee.org/xsd/imscc/LOM"}))
    return Model((*declared, Part(_lom(version, "manifest")), *_standards(version, 1)))


def _metadata(version: str) -> Model:
    """Metadata of organizations, items and files."""
    if version == "1.0":
        return Model((Part("schema", 0), Part("schemaversion", 0)), others=frozenset({"http://ltsc.ieee.org/xsd/LOM"}))
    return Model(others=ANY)


def _about_resource(version: str) -> Model:
    if version == "1.0":
        return _metadata(version)
    lom = _lom(version, "resource")
    if version == "1.1":
        return Model((Part(lom),))
    return Model((Part("schema", 0), Part("schemaversion", 0), Part(lom, 0), *_standards(version, MANY)))


def _resource(version: str) -> Model:
    """A resource; from 1.3 on its descriptor may stand in it, and variants of it."""
    space = _AUTHORIZATION.get(version, "")
    optional = {"href", XML_BASE} | ({f"{{{space}}}protected"} if space else set())
    return Model(
        (Part("metadata", 0, model="about-resource"), Part("file", 0, MANY), Part("dependency", 0, MANY)),
        _NAMED | {"type"},
        frozenset(optional if version == "1.0" else optional | {"intendeduse"}),
        others=ANY if version in ("1.2", "1.3", "1.4") else frozenset(),
        other_attributes=frozenset({space, _EXTENSION_OF_10}) if version == "1.0" else frozenset(),
    )
