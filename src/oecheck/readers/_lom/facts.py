"""What one LOM record says, in the words of IEEE 1484.12.1, nothing interpreted.

Source: formats/metadata.md §2; IEEE 1484.12.3; IMS Meta-Data 1.2.
"""

from __future__ import annotations

import msgspec

from oecheck.model.source import Source

__all__ = [
    "LomClassification",
    "LomContribution",
    "LomFacts",
    "LomIdentifier",
    "LomPerson",
    "LomRelation",
    "LomTaxon",
    "LomText",
    "LomWord",
]


class LomText(msgspec.Struct, frozen=True, gc=False):
    """A string of LOM: a text, the language declared at it ("" for none), and its place."""

    text: str
    source: Source
    language: str = ""


class LomWord(msgspec.Struct, frozen=True, gc=False):
    """A word of a vocabulary.

    Attributes:
        element: path in LOM, IEEE spelling (`educational.context`).
        scheme: `source` of the vocabulary as written; "".
        value: the word as written.
    """

    element: str
    value: str
    source: Source
    scheme: str = ""


class LomIdentifier(msgspec.Struct, frozen=True, gc=False):
    """general.identifier; IMS `catalogentry`."""

    entry: str
    source: Source
    catalog: str = ""


class LomPerson(msgspec.Struct, frozen=True, gc=False):
    """An entity of a contribution; contact details are never kept.

    Attributes:
        name: name of the person or body; "" when the vCard has none.
        organisation: organisation; "".
        identifier: ORCID or other IRI; "".
        vcard: the entity is written as a vCard.
        contacts: number of contact details (mail, telephone, address) that were left out.
    """

    name: str
    organisation: str = ""
    identifier: str = ""
    vcard: bool = False
    contacts: int = 0


class LomContribution(msgspec.Struct, frozen=True):
    """lifeCycle.contribute or metaMetadata.contribute.

    Attributes:
        role: word as written; "" where none is given (Canvas writes a date alone).
        people: its entities.
        date: `dateTime` as written; "".
    """

    source: Source
    role: str = ""
    people: tuple[LomPerson, ...] = ()
    date: str = ""


class LomTaxon(msgspec.Struct, frozen=True, gc=False):
    """One step of a taxon path."""

    source: Source
    id: str = ""
    entry: str = ""
    language: str = ""


class LomClassification(msgspec.Struct, frozen=True):
    """classification.

    Attributes:
        purpose: word as written; "".
        paths: taxon paths: name of the taxonomy and its steps from the general to the special.
        descriptions, keywords: texts.
    """

    source: Source
    purpose: str = ""
    paths: tuple[tuple[str, tuple[LomTaxon, ...]], ...] = ()
    descriptions: tuple[LomText, ...] = ()
    keywords: tuple[LomText, ...] = ()


class LomRelation(msgspec.Struct, frozen=True):
    """relation: kind and the resource it names."""

    source: Source
    kind: str = ""
    identifiers: tuple[LomIdentifier, ...] = ()
    descriptions: tuple[LomText, ...] = ()


class LomFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One LOM record. Fields carry the IEEE names; a list is empty where the record is silent.

    Attributes:
        namespace: namespace of the `lom` element; "" for none.
        level: what it describes: manifest, organization, item, resource or file.
        owner: identifier or href of what it describes; "" for the package.
        words: every vocabulary word, in document order.
        rights: rights.description, then the licence that LOM-ES names in rights.copyrightAndOtherRestrictions.
        restricted: rights.copyrightAndOtherRestrictions (yes, no) as written; "".
        cost: rights.cost as written; "".
        texts_without_language: strings that declare no language.
        children: local names of the top elements (general, lifeCycle …).
        unknown: local names of children that LOM does not have.
    """

    source: Source
    namespace: str = ""
    level: str = "manifest"
    owner: str = ""
    identifiers: tuple[LomIdentifier, ...] = ()
    titles: tuple[LomText, ...] = ()
    languages: tuple[LomText, ...] = ()
    descriptions: tuple[LomText, ...] = ()
    keywords: tuple[LomText, ...] = ()
    versions: tuple[LomText, ...] = ()
    contributions: tuple[LomContribution, ...] = ()
    metadata_contributions: tuple[LomContribution, ...] = ()
    metadata_languages: tuple[LomText, ...] = ()
    formats: tuple[LomText, ...] = ()
    sizes: tuple[LomText, ...] = ()
    play_times: tuple[LomText, ...] = ()
    age_ranges: tuple[LomText, ...] = ()
    learning_times: tuple[LomText, ...] = ()
    user_languages: tuple[LomText, ...] = ()
    rights: tuple[LomText, ...] = ()
    restricted: str = ""
    cost: str = ""
    relations: tuple[LomRelation, ...] = ()
    classifications: tuple[LomClassification, ...] = ()
    words: tuple[LomWord, ...] = ()
    texts_without_language: int = 0
    children: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def words_of(self, element: str) -> tuple[LomWord, ...]:
        """The words given for one element (`educational.context`)."""
        return tuple(word for word in self.words if word.element == element)
