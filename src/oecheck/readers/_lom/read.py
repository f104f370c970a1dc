"""A `lom` element read into `LomFacts`, in whatever binding it is written.

One table of names serves IEEE LOM (camelCase, `string@language`), IMS Meta-Data 1.2 (lower case,
`langstring@xml:lang`, `datetime`, `catalogentry`, `centity/vcard`), the Common Cartridge profiles and institutional
namespaces: names are compared without regard to case and namespace. Source: formats/metadata.md §1, §2, §6.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.source import Source
from oecheck.readers._lom.facts import (
    LomClassification,
    LomContribution,
    LomFacts,
    LomIdentifier,
    LomRelation,
    LomTaxon,
    LomText,
    LomWord,
)
from oecheck.readers._lom.people import read_person
from oecheck.readers._tree import attribute, child, children, descendants, element_children, find, text_at, text_of
from oecheck.values import licence

__all__ = ["find_lom", "is_lom", "read_lom"]

# Top elements of LOM (IEEE 1484.12.3); three of them tell a `lom` without a known namespace.
_PARTS = (
    "general",
    "lifeCycle",
    "metaMetadata",
    "technical",
    "educational",
    "rights",
    "relation",
    "annotation",
    "classification",
)

# Elements that hold one word of a vocabulary, by part.
_WORDS = {
    "general": ("structure", "aggregationLevel"),
    "lifeCycle": ("status",),
    "educational": (
        "interactivityType",
        "learningResourceType",
        "interactivityLevel",
        "semanticDensity",
        "intendedEndUserRole",
        "context",
        "difficulty",
    ),
    "rights": ("cost", "copyrightAndOtherRestrictions"),
}
_STRINGS = ("string", "langstring")


def is_lom(element: _Element) -> bool:
    """Whether an element is a LOM record: it is called `lom`, in any namespace."""
    return local(element).lower() == "lom"


def find_lom(metadata: _Element | None) -> Iterator[_Element]:
    """LOM records directly inside a `metadata` element, or the element itself."""
    if metadata is None:
        return
    if is_lom(metadata):
        yield metadata
    yield from children(metadata, "lom")


def read_lom(element: _Element, document: XmlDocument, *, level: str = "manifest", owner: str = "") -> LomFacts:
    """What a `lom` element says.

    Args:
        element: the `lom` element.
        document: the document it stands in, for places.
        level: what it describes: manifest, organization, item, resource or file.
        owner: identifier or href of that; "" for the package.
    """
    return _Reader(element, document).facts(level, owner)


class _Reader:
    """Holds the document while one record is read."""

    def __init__(self, element: _Element, document: XmlDocument) -> None:
        self._lom = element
        self._document = document

    def facts(self, level: str, owner: str) -> LomFacts:
        general, life, meta, technical, educational, rights = (child(self._lom, part) for part in _PARTS[:6])
        return LomFacts(
            source=self._source(self._lom),
            namespace=_namespace(self._lom),
            level=level,
            owner=owner,
            identifiers=self._identifiers(general),
            titles=self._texts(general, "title"),
            languages=self._plain(general, "language"),
            descriptions=self._texts(general, "description"),
            keywords=self._texts(general, "keyword"),
            versions=self._texts(life, "version"),
            contributions=self._contributions(life),
            metadata_contributions=self._contributions(meta),
            metadata_languages=self._plain(meta, "language"),
            formats=self._plain(technical, "format"),
            sizes=self._plain(technical, "size"),
            play_times=self._plain(technical, "duration"),
            age_ranges=self._texts(educational, "typicalAgeRange"),
            learning_times=self._learning_times(educational),
            user_languages=self._plain(educational, "language"),
            rights=(*self._texts(rights, "description"), *self._licence_words(rights)),
            restricted=text_at(rights, "copyrightAndOtherRestrictions", "value"),
            cost=text_at(rights, "cost", "value"),
            relations=self._relations(),
            classifications=self._classifications(),
            words=tuple(self._words()),
            texts_without_language=sum(1 for text in descendants(self._lom, *_STRINGS) if _speechless(text)),
            children=tuple(local(node) for node in element_children(self._lom)),
            unknown=tuple(local(node) for node in element_children(self._lom) if local(node).lower() not in _KNOWN),
        )

    def _source(self, element: _Element) -> Source:
        return self._document.source(element)

    def _texts(self, parent: _Element | None, name: str) -> tuple[LomText, ...]:
        return tuple(text for node in children(parent, name) for text in self._strings(node))

    def _strings(self, node: _Element) -> Iterator[LomText]:
        """The strings of a LangString; text written without `string` around it counts as one without language."""
        strings = list(children(node, *_STRINGS)) or [node]
        for string in strings:
            text = text_of(string)
            if text:
                yield LomText(text, self._source(string), _language(string))

    def _plain(self, parent: _Element | None, name: str) -> tuple[LomText, ...]:
        nodes = ((node, text_of(node)) for node in children(parent, name))
        return tuple(LomText(text, self._source(node)) for node, text in nodes if text)

    def _licence_words(self, rights: _Element | None) -> Iterator[LomText]:
        """Licences where LOM has yes and no: LOM-ES lists them (`creative commons: attribution - share alike`)."""
        for text in self._texts(child(rights, "copyrightAndOtherRestrictions"), "value"):
            if licence.normalise(text.text).family != "unknown":
                yield text

    def _learning_times(self, educational: _Element | None) -> tuple[LomText, ...]:
        """typicalLearningTime: the duration stands in `duration` (IEEE) or `datetime` (IMS), beside a description."""
        found = []
        for node in children(educational, "typicalLearningTime"):
            written = child(node, "duration", "datetime")
            text = text_of(written) if written is not None else text_of(child(node, "description"))
            if text:
                found.append(LomText(text, self._source(node)))
        return tuple(found)

    def _identifiers(self, parent: _Element | None) -> tuple[LomIdentifier, ...]:
        found = []
        for node in children(parent, "identifier", "catalogEntry"):
            entry = child(node, "entry")
            text = text_of(entry) if entry is not None else text_of(node) if len(node) == 0 else ""
            if text:
                found.append(LomIdentifier(text, self._source(node), text_at(node, "catalog")))
        return tuple(found)

    def _contributions(self, parent: _Element | None) -> tuple[LomContribution, ...]:
        return tuple(
            LomContribution(
                source=self._source(node),
                role=_word(child(node, "role")),
                people=tuple(read_person(_entity(entity)) for entity in children(node, "entity", "centity")),
                date=_date(child(node, "date")),
            )
            for node in children(parent, "contribute")
        )

    def _relations(self) -> tuple[LomRelation, ...]:
        return tuple(
            LomRelation(
                source=self._source(node),
                kind=_word(child(node, "kind")),
                identifiers=self._identifiers(child(node, "resource")),
                descriptions=self._texts(child(node, "resource"), "description"),
            )
            for node in children(self._lom, "relation")
        )

    def _classifications(self) -> tuple[LomClassification, ...]:
        return tuple(
            LomClassification(
                source=self._source(node),
                purpose=_word(child(node, "purpose")),
                paths=tuple(self._path(path) for path in children(node, "taxonPath")),
                descriptions=self._texts(node, "description"),
                keywords=self._texts(node, "keyword"),
            )
            for node in children(self._lom, "classification")
        )

    def _path(self, path: _Element) -> tuple[str, tuple[LomTaxon, ...]]:
        """Steps of a taxon path; IMS Meta-Data 1.2 nests one taxon in the other, so all below count."""
        return text_at(path, "source"), tuple(self._taxon(taxon) for taxon in descendants(path, "taxon"))

    def _taxon(self, taxon: _Element) -> LomTaxon:
        entry = child(taxon, "entry")
        string = child(entry, *_STRINGS)
        return LomTaxon(
            self._source(taxon), text_at(taxon, "id"), text_of(entry), "" if string is None else _language(string)
        )

    def _words(self) -> Iterator[LomWord]:
        for part, names in _WORDS.items():
            for holder in children(self._lom, part):
                for name in names:
                    yield from self._vocabulary(children(holder, name), f"{part}.{name}")
        for part in ("lifeCycle", "metaMetadata"):
            for contribution in children(child(self._lom, part), "contribute"):
                yield from self._vocabulary(children(contribution, "role"), f"{part}.contribute.role")
        for relation in children(self._lom, "relation"):
            yield from self._vocabulary(children(relation, "kind"), "relation.kind")
        for classification in children(self._lom, "classification"):
            yield from self._vocabulary(children(classification, "purpose"), "classification.purpose")

    def _vocabulary(self, nodes: Iterator[_Element], element: str) -> Iterator[LomWord]:
        for node in nodes:
            value = _word(node)
            if value:
                yield LomWord(element, value, self._source(node), text_at(node, "source"))


_KNOWN = frozenset(part.lower() for part in _PARTS)


def _namespace(element: _Element) -> str:
    return str(element.tag).rpartition("}")[0].lstrip("{")


def _language(string: _Element) -> str:
    """`language` (IEEE) or `xml:lang` (IMS); real files mix the two."""
    return attribute(string, "language") or attribute(string, "lang") or ""


def _speechless(string: _Element) -> bool:
    """A string that holds text and declares no language; strings of a vocabulary or catalogue need none."""
    holder = string.getparent()
    if holder is None or local(holder).lower() in {"source", "value", "entry", "catalog"}:
        return False
    return bool(text_of(string)) and not _language(string)


def _word(node: _Element | None) -> str:
    """`value` of a vocabulary element; the text itself where no `value` stands around it."""
    if node is None:
        return ""
    value = child(node, "value")
    if value is not None:
        return text_of(value)
    return text_of(node) if len(node) == 0 else text_at(node, "langstring")


def _date(node: _Element | None) -> str:
    """`dateTime` (IEEE) or `datetime` (IMS), or the bare text."""
    return text_at(node, "dateTime") or (text_of(node) if node is not None and len(node) == 0 else "")


def _entity(node: _Element) -> str:
    """Text of an entity with its line breaks: a vCard is made of lines."""
    holder = find(node, "vcard")
    return "".join(str(part) for part in (node if holder is None else holder).itertext())
