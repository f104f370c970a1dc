"""Descriptors beside the manifest as a model: LOM records, LTI links, curriculum standards.

One class, one kind for `for_each` in `standards/formats/*.yaml`: lom_record, lom_term, lti_link, curriculum_standard.
They hang at the manifest (`Manifest.lom_records`, `.lti_links`, `.curriculum_standards`); lom_term at its record.
Source: formats/metadata.md §7; formats/lti.md §7; formats/common-cartridge.md §6.
"""

from __future__ import annotations

from oecheck.model.entity import Entity
from oecheck.model.fact import Value

__all__ = ["CurriculumStandard", "LomRecord", "LomTerm", "LtiLink"]


class LomTerm(Entity, frozen=True, kw_only=True):
    """A word of a LOM vocabulary.

    Attributes:
        element: path in LOM, IEEE spelling (`educational.context`).
        scheme: `source` of the vocabulary as written; "".
        value: the word as written.
        binding: ieee (camelCase) or ims (lower case).
    """

    element: str
    value: str
    scheme: str = ""
    binding: str = "ieee"


class LomRecord(Entity, frozen=True, kw_only=True):
    """One LOM record.

    Attributes:
        level: what it describes: manifest, organization, item, resource or file.
        owner: identifier or href of that; "" for the package.
        namespace: namespace of the `lom` element; "" for none.
        binding: ieee, ims or other.
        location: path of the file it was read from; "" where it stands in the manifest.
        location_state: found, missing, unreadable, not-lom; "" where it stands in the manifest.
        titles, descriptions, keywords: number of texts.
        languages: general.language as written.
        description_length: characters of the longest description, markup stripped.
        texts_without_language: strings that declare no language.
        people: authors, publishers and others with a name or organisation.
        vcards: entities written as vCards.
        nameless: entities that name nobody.
        contacts: contact details in vCards (counted, never kept).
        version: lifeCycle.version.
        dated: a contribution has a date.
        status: lifeCycle.status as written.
        contexts: educational.context as written.
        learning_time: typicalLearningTime as written.
        learning_time_s: the same in seconds; absent when it is no duration.
        rights: number of rights texts.
        outcomes: classifications of purpose educational objective or competency.
        metadata_languages: metaMetadata.language as written.
        incomplete_taxa: taxon paths that lack a source, or whose last step lacks an id or an entry.
        unknown: local names of children that LOM does not have.
        template_texts: titles and descriptions that a template put there, and what it asks for in brackets ([TODO]).
        terms: its vocabulary words.
    """

    level: str = "manifest"
    owner: str = ""
    namespace: str = ""
    binding: str = "ieee"
    location: str = ""
    location_state: str = ""
    titles: int = 0
    descriptions: int = 0
    keywords: int = 0
    languages: tuple[str, ...] = ()
    description_length: int = 0
    texts_without_language: int = 0
    people: int = 0
    vcards: int = 0
    nameless: int = 0
    contacts: int = 0
    version: Value[str] = None
    dated: bool = False
    status: Value[str] = None
    contexts: tuple[str, ...] = ()
    learning_time: Value[str] = None
    learning_time_s: Value[float] = None
    rights: int = 0
    outcomes: int = 0
    metadata_languages: tuple[str, ...] = ()
    incomplete_taxa: int = 0
    unknown: tuple[str, ...] = ()
    template_texts: tuple[str, ...] = ()
    terms: tuple[LomTerm, ...] = ()


class LtiLink(Entity, frozen=True, kw_only=True):
    """A `cartridge_basiclti_link`. Secrets and the values of custom parameters are never kept.

    Attributes:
        resource: identifier of its resource.
        path: file it was read from.
        embedded: it stands in the manifest.
        root: local name of the root element as written.
        namespace: namespace of the root element; "".
        namespace_version: version that the namespace stands for (1.0, 1.2, 1.3); "" when it is none of LTI's.
        cartridge_version: version of the cartridge; "".
        title: blti:title.
        description: blti:description.
        launch: the URL that is launched, without query: secure_launch_url, else launch_url; absent when both are.
        launch_absolute: that URL is absolute.
        secure: that URL is https.
        host: its host.
        host_public: the host can be reached from elsewhere: not localhost, not a private address, not .local.
        vendor_code, vendor_name: lticp:code, lticp:name.
        order_ok: children stand in the schema's order.
        foreign: local names of children in a namespace that the schema does not allow for them.
        bundle, icon_ref: identifierref of cartridge_bundle and cartridge_icon.
        bundle_resolves, icon_resolves: they name a resource.
        insecure_icons: icon URLs that are not https.
        privacy: privacy level of the tool's configuration: public, name_only, email_only, anonymous.
        points: points that its outcome is worth, as written.
        suspicious_parameters: names of custom parameters that look like a person's data or a token.
        secrets: number of keys and secrets that stand in it.
        version: LTI version, 1.1 or 1.3, where the link shows it; "".
    """

    resource: str = ""
    path: str = ""
    embedded: bool = False
    root: str = ""
    namespace: str = ""
    namespace_version: str = ""
    cartridge_version: str = ""
    title: Value[str] = None
    description: Value[str] = None
    launch: Value[str] = None
    launch_absolute: bool = False
    secure: bool = False
    host: str = ""
    host_public: bool = True
    vendor_code: Value[str] = None
    vendor_name: Value[str] = None
    order_ok: bool = True
    foreign: tuple[str, ...] = ()
    bundle: Value[str] = None
    icon_ref: Value[str] = None
    bundle_resolves: bool = True
    icon_resolves: bool = True
    insecure_icons: tuple[str, ...] = ()
    privacy: Value[str] = None
    points: Value[str] = None
    suspicious_parameters: tuple[str, ...] = ()
    secrets: int = 0
    version: str = ""


class CurriculumStandard(Entity, frozen=True, kw_only=True):
    """A `labelledGUID` of curriculum standards metadata.

    Attributes:
        guid: as written.
        guid_is_uuid: it is a UUID.
        label: as written.
        case_uri: `caseItemURI` (CC 1.4) as written.
        case_uri_absolute: it is an absolute https IRI.
        provider: `providerId` of its set.
        region: `region` of its set.
        owner: identifier of the resource it describes; "" for the package.
    """

    guid: Value[str] = None
    guid_is_uuid: bool = False
    label: Value[str] = None
    case_uri: Value[str] = None
    case_uri_absolute: bool = False
    provider: str = ""
    region: str = ""
    owner: str = ""
