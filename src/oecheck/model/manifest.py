"""The IMS manifest as a model, so that most structural checks are conditions in `standards/formats/*.yaml`.

One class, one kind for `for_each`: manifest, organization, item, resource, manifest_file, dependency. Element and
attribute names keep their IMS spelling in the explanations. Source: formats/content-packaging.md §2.
"""

from __future__ import annotations

from oecheck.model.entity import Entity
from oecheck.model.fact import Value
from oecheck.model.metadata import CurriculumStandard, LomRecord, LtiLink

__all__ = ["Manifest", "ManifestDependency", "ManifestFile", "ManifestItem", "ManifestOrganization", "ManifestResource"]


class ManifestFile(Entity, frozen=True, kw_only=True):
    """`file` of a resource.

    Attributes:
        href: as written.
        target: path in the package after base and decoding; "" when outside, external or blank.
        state: found, missing, case, outside, external, blank.
        resource: identifier of its resource.
        matched: what the look-up needed (values.href.Resolved.matched): exact, decoded, backslash, root …; "".
        occurrence: 1 for the first `file` with this href in the resource, 2 for the second …
    """

    href: Value[str] = None
    target: str = ""
    state: str = "found"
    matched: str = ""
    resource: str = ""
    occurrence: int = 1


class ManifestDependency(Entity, frozen=True, kw_only=True):
    """`dependency` of a resource.

    Attributes:
        identifierref: as written.
        resolves: a resource of the manifest has this identifier.
        target_family: type family of that resource (see ManifestResource.family); "".
        own: it names the resource it stands in.
        occurrence: 1 for the first with this identifierref in the resource, 2 for the second …
        resource: identifier of its resource.
        resource_family: type family of its resource.
    """

    identifierref: Value[str] = None
    resolves: bool = False
    target_family: str = ""
    own: bool = False
    occurrence: int = 1
    resource: str = ""
    resource_family: str = ""


class ManifestResource(Entity, frozen=True, kw_only=True):
    """`resource`.

    Attributes:
        identifier: as written.
        identifier_valid: it is an XML ID (NCName).
        identifier_unique: no other element of the manifest has it.
        type: as written.
        family: what the type means whatever its version: webcontent, associatedcontent, topic, weblink, assessment,
            bank, lti, assignment, epub, apip, iwb, qti, openvideo, other.
        type_version: version part of the type ("1.1" of `imsqti_xmlv1p2/imscc_xmlv1p1/assessment`); "".
        href: as written.
        target: path in the package that href leads to; "".
        href_state: found, missing, case, outside, external, blank, none.
        href_matched: what the look-up of href needed (values.href.Resolved.matched); "".
        href_in_files: href leads to one of its own files.
        intendeduse: CC attribute.
        scormtype: `adlcp:scormtype` or `scormType`, as written.
        scormtype_spelling: local name of that attribute as written; "".
        base: xml:base in force, joined.
        files: its `file` children.
        dependencies: its `dependency` children.
        embedded: a descriptor is embedded as XML (CC 1.3).
        referenced: an item or dependency leads to it; absent where the manifest has no item at all (resource package).
        item_referenced: an item leads to it.
        order_ok: children stand in the schema's order.
        protected: authorization is asked for (CC `protected`).
        scope: identifier of the sub-manifest that it stands in; "" for the manifest itself.
    """

    identifier: Value[str] = None
    identifier_valid: bool = True
    identifier_unique: bool = True
    type: Value[str] = None
    family: str = "other"
    type_version: str = ""
    href: Value[str] = None
    target: str = ""
    href_state: str = "none"
    href_matched: str = ""
    href_in_files: bool = True
    intendeduse: Value[str] = None
    scormtype: Value[str] = None
    scormtype_spelling: str = ""
    base: str = ""
    files: tuple[ManifestFile, ...] = ()
    dependencies: tuple[ManifestDependency, ...] = ()
    embedded: bool = False
    referenced: Value[bool] = None
    item_referenced: bool = False
    order_ok: bool = True
    protected: bool = False
    scope: str = ""


class ManifestItem(Entity, frozen=True, kw_only=True):
    """`item` of an organization.

    Attributes:
        identifier: as written.
        identifier_valid: it is an XML ID (NCName).
        identifier_unique: no other element of the manifest has it.
        title: text of `title`.
        title_count: number of `title` children.
        identifierref: as written.
        resolves: identifierref names a resource or sub-manifest.
        resource_family: type family of that resource; "".
        resource_scormtype: lower-case scormtype of that resource; "".
        resource_has_href: that resource has an href.
        submanifest: identifier of the sub-manifest that identifierref names; "".
        isvisible: as written.
        in_hidden: an item above it is hidden.
        parameters: as written.
        parent: identifier of the parent item; "".
        depth: 1 for the items directly below the organization.
        child_count: `item` children.
        root: the one item directly below a rooted organization (CC).
        organization: identifier of its organization.
        prerequisites, prerequisites_type: SCORM 1.2.
        masteryscore: SCORM 1.2, as written.
        maxtimeallowed: SCORM 1.2, as written.
        timelimitaction: SCORM, as written.
        datafromlms: length of the SCORM start data in characters (the data is never kept).
        completion_threshold: SCORM 2004 `minProgressMeasure`, as written.
        hide_lms_ui: SCORM 2004 `hideLMSUI` words, as written.
        has_sequencing: SCORM 2004.
        attempt_limit: SCORM 2004, as written.
        order_ok: children stand in the schema's order.
        scope: identifier of the sub-manifest that it stands in; "" for the manifest itself.
    """

    identifier: Value[str] = None
    identifier_valid: bool = True
    identifier_unique: bool = True
    title: Value[str] = None
    title_count: int = 0
    identifierref: Value[str] = None
    resolves: bool = False
    resource_family: str = ""
    resource_scormtype: str = ""
    resource_has_href: bool = False
    submanifest: str = ""
    isvisible: Value[str] = None
    in_hidden: bool = False
    parameters: Value[str] = None
    parent: str = ""
    depth: int = 1
    child_count: int = 0
    root: bool = False
    organization: str = ""
    prerequisites: Value[str] = None
    prerequisites_type: Value[str] = None
    masteryscore: Value[str] = None
    maxtimeallowed: Value[str] = None
    timelimitaction: Value[str] = None
    datafromlms: Value[int] = None
    completion_threshold: Value[str] = None
    hide_lms_ui: tuple[str, ...] = ()
    has_sequencing: bool = False
    attempt_limit: Value[str] = None
    order_ok: bool = True
    scope: str = ""


class ManifestOrganization(Entity, frozen=True, kw_only=True):
    """`organization`.

    Attributes:
        identifier: as written.
        identifier_valid: it is an XML ID (NCName).
        identifier_unique: no other element of the manifest has it.
        structure: as written.
        title: text of `title`.
        title_count: number of `title` children.
        item_count: `item` children.
        default: it is the default organization of its manifest.
        order_ok: children stand in the schema's order.
        scope: identifier of the sub-manifest that it stands in; "" for the manifest itself.
    """

    identifier: Value[str] = None
    identifier_valid: bool = True
    identifier_unique: bool = True
    structure: Value[str] = None
    title: Value[str] = None
    title_count: int = 0
    item_count: int = 0
    default: bool = False
    order_ok: bool = True
    scope: str = ""


class Manifest(Entity, frozen=True, kw_only=True):
    """`imsmanifest.xml` as a whole.

    Attributes:
        path: path in the package.
        format: word of DESIGN.md §6 that it was read as.
        format_version: version it was read as ("1.1.0", "1.2", "2004 3rd Edition"); "" unknown.
        namespace: namespace of the root element; "".
        namespace_version: version that the namespace stands for; "".
        namespace_known: the namespace is one that a version of Content Packaging or a profile of it defines.
        identifier: as written.
        identifier_valid: it is an XML ID (NCName).
        version: `version` attribute.
        schema, schemaversion: as written, white space trimmed.
        has_metadata, has_organizations, has_resources: the element is there.
        order_ok: metadata, organizations, resources stand in this order.
        default: `organizations/@default`.
        default_resolves: it names an organization.
        has_lom: LOM is given inline or by location.
        submanifests: number of nested `manifest` elements.
        has_authorizations: CC authorizations are asked for.
        encoding: declared encoding.
        used_namespaces: namespaces of elements and attributes really used.
        organizations, items, resources: in document order; items of all organizations and depths; those of
            sub-manifests follow, told apart by their `scope`.
        lom_records, lti_links, curriculum_standards: descriptors of the manifest and of the files it names.
    """

    path: str
    format: str
    format_version: str = ""
    namespace: str = ""
    namespace_version: str = ""
    namespace_known: bool = False
    identifier: Value[str] = None
    identifier_valid: bool = True
    version: Value[str] = None
    schema: Value[str] = None
    schemaversion: Value[str] = None
    has_metadata: bool = False
    has_organizations: bool = False
    has_resources: bool = False
    order_ok: bool = True
    default: Value[str] = None
    default_resolves: Value[bool] = False
    has_lom: bool = False
    submanifests: int = 0
    has_authorizations: bool = False
    encoding: str = ""
    used_namespaces: tuple[str, ...] = ()
    organizations: tuple[ManifestOrganization, ...] = ()
    items: tuple[ManifestItem, ...] = ()
    resources: tuple[ManifestResource, ...] = ()
    lom_records: tuple[LomRecord, ...] = ()
    lti_links: tuple[LtiLink, ...] = ()
    curriculum_standards: tuple[CurriculumStandard, ...] = ()
