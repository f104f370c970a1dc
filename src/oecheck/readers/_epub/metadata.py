"""The course as the metadata of a package document describe it.

Source: EPUB 3.3 §5.5; EPUB Accessibility 1.1 §3; formats/epub.md §3, §4; formats/course-model.md §6 (column EPUB).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from oecheck.model.course import (
    Accessibility,
    Classification,
    Contributor,
    Course,
    LangText,
    LearningOutcome,
    Licence,
    Provider,
)
from oecheck.model.fact import Fact, Method, unsupported
from oecheck.readers._epub.contents import ContentDocument
from oecheck.readers._epub.opf import Meta, Opf
from oecheck.values import date, duration
from oecheck.values import licence as licences
from oecheck.values.patterns import pattern
from oecheck.values.text import strip_markup
from oecheck.values.vcard import name_and_organisation

__all__ = ["CAPABILITIES", "describe", "producer_of"]

CAPABILITIES = frozenset(
    f"course.{name}"
    for name in (
        "id",
        "export_id",
        "title",
        "titles",
        "description",
        "descriptions",
        "languages",
        "keywords",
        "subjects",
        "audiences",
        "resource_types",
        "version",
        "created",
        "modified",
        "provider",
        "contributors",
        "licence",
        "accessibility",
        "modules",
        "activities",
    )
)
"""What Dublin Core and the reserved vocabularies (dcterms, a11y, accessibility in schema.org) have a place for.

Level, workload and outcomes are read where a publisher borrows words of schema.org or `epub:type` for them, but EPUB
has no place of its own that a book could be said to have left empty (proposal §2.8).
"""

_PERSISTENT = pattern(r"(?:https?://\S+|urn:(?!uuid:)\S+|doi:\S+|10\.\d{4,9}/\S+|info:\S+)", re.IGNORECASE)
_ISBN = pattern(r"(?:urn:isbn:|isbn[:\s]{0,3})?((?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx])", re.IGNORECASE)
_LICENCE_RELS = frozenset({"cc:license", "dcterms:license", "license", "dcterms:rights", "schema:license"})
_ROLES = {
    "aut": "author",
    "edt": "editor",
    "pbl": "publisher",
    "ill": "graphical designer",
    "trl": "translator",
    "bkp": "producer",
    "ctb": "unknown",
}
"""MARC relators in LOM's words, where LOM has one."""
_OUTCOMES = frozenset({"learning-objective", "learning-objectives", "learning-outcome", "learning-outcomes"})


def describe(opf: Opf, documents: Iterable[ContentDocument]) -> Course:
    """The course of a package document; its structure is read elsewhere."""
    source = opf.document.source(opf.document.root)
    titles = list(opf.named("dc:title"))
    publisher = _first(opf, "dc:publisher")
    identifier, export = _identifiers(opf)
    return Course(
        source=source,
        id=identifier,
        export_id=export,
        title=_text(_main_title(opf, titles)),
        titles=_texts(titles),
        description=_text(_first(opf, "dc:description"), strip_markup),
        descriptions=_texts(opf.named("dc:description")),
        languages=_languages(opf),
        keywords=_texts(opf.named("dc:subject")) or None,
        subjects=_classes(opf, "dc:subject", only_with_scheme=True),
        levels=_classes(opf, "schema:educationalLevel", "dcterms:educationLevel"),
        audiences=_classes(opf, "schema:audience", "dcterms:audience", "schema:educationalRole"),
        resource_types=_classes(opf, "schema:learningResourceType", "dc:type"),
        age_range=_text(_first(opf, "schema:typicalAgeRange")),
        study_time_s=_study_time(opf),
        version=_version(opf),
        created=_date(opf, "dcterms:created", "dc:date", "dcterms:issued"),
        modified=_date(opf, "dcterms:modified"),
        provider=None if publisher is None else Provider(source=publisher.source, name=publisher.value or None),
        contributors=_contributors(opf),
        licence=_licence(opf),
        outcomes=_outcomes(documents),
        accessibility=_accessibility(opf),
    )


def _first(opf: Opf, *names: str) -> Meta | None:
    return next((meta for meta in opf.named(*names) if meta.value), None)


def _text(meta: Meta | None, clean: Callable[[str], str] = str) -> Any:
    return None if meta is None else Fact(value=clean(meta.value), sources=(meta.source,))


def _texts(metas: Iterable[Meta]) -> tuple[LangText, ...]:
    return tuple(
        LangText(source=meta.source, text=strip_markup(meta.value), language=meta.language)
        for meta in metas
        if meta.value
    )


def _main_title(opf: Opf, titles: list[Meta]) -> Meta | None:
    """The title that is marked as the main one, else the first (EPUB 3.3 §5.5.3.1.2)."""
    given = [title for title in titles if title.value]
    marked = (title for title in given if opf.about(title.id, "title-type") == "main")
    return next(marked, given[0] if given else None)


def _identifiers(opf: Opf) -> tuple[Any, Any]:
    """A persistent identifier, and the one that a tool made up for the file."""
    wanted = (opf.document.root.get("unique-identifier") or "").strip()
    metas = sorted(opf.named("dc:identifier"), key=lambda meta: meta.id != wanted)
    persistent = next((meta for meta in metas if _is_persistent(opf, meta)), None)
    made_up = next((meta for meta in metas if meta is not persistent and meta.value), None)
    return None if persistent is None else _with_scheme(opf, persistent), _text(made_up)


def _with_scheme(opf: Opf, meta: Meta) -> Fact[str]:
    """The identifier with the name of its scheme before it, as a URN or as `doi:`."""
    value = meta.value
    isbn = _ISBN.fullmatch(value)
    scheme = (meta.attributes.get("scheme") or opf.about(meta.id, "identifier-type")).lower()
    if isbn is not None:
        value = "urn:isbn:" + re.sub(r"[-\s]", "", isbn[1]).upper()
    elif value.startswith("10."):
        value = f"doi:{value}"
    elif ":" not in value and scheme.isalpha():
        value = f"{scheme}:{value}"
    return Fact(value=value, raw=meta.value, sources=(meta.source,))


def _is_persistent(opf: Opf, meta: Meta) -> bool:
    scheme = (meta.attributes.get("scheme") or opf.about(meta.id, "identifier-type")).upper()
    if scheme in ("ISBN", "DOI", "URI", "URL", "URN", "HANDLE", "ARK"):
        return bool(meta.value) and not meta.value.lower().startswith("urn:uuid:")
    return bool(_PERSISTENT.fullmatch(meta.value) or _ISBN.fullmatch(meta.value))


def _languages(opf: Opf) -> Any:
    metas = [meta for meta in opf.named("dc:language") if meta.value]
    if not metas:
        return None
    return Fact(value=tuple(meta.value for meta in metas), sources=tuple(meta.source for meta in metas))


def _classes(opf: Opf, *names: str, only_with_scheme: bool = False) -> Any:
    found = []
    for meta in opf.named(*names):
        scheme = opf.about(meta.id, "authority") or meta.attributes.get("scheme", "")
        code = opf.about(meta.id, "term")
        if meta.value and (scheme or not only_with_scheme):
            found.append(Classification(source=meta.source, scheme=scheme, code=code, label=meta.value))
    return tuple(found) or None


def _study_time(opf: Opf) -> Any:
    meta = _first(opf, "schema:timeRequired")
    seconds = duration.parse(meta.value) if meta is not None else None
    if meta is None or seconds is None:
        return None
    return Fact(value=seconds, raw=meta.value, sources=(meta.source,))


def _version(opf: Opf) -> Any:
    """A stated version; else the date of the last change, which tells releases apart (EPUB 3.3 §5.5.6)."""
    stated = _first(opf, "schema:version", "schema:bookEdition")
    if stated is not None:
        return _text(stated)
    modified = _first(opf, "dcterms:modified")
    if modified is None:
        return None
    return Fact(value=modified.value, method=Method.DERIVED, sources=(modified.source,))


def _date(opf: Opf, *names: str) -> Any:
    for name in names:
        for meta in opf.named(name):
            if meta.attributes.get("event", "publication") in ("modification",):
                continue
            iso = date.parse(meta.value).iso
            if iso:
                return Fact(value=iso, raw=meta.value, sources=(meta.source,))
    return None


def _contributors(opf: Opf) -> Any:
    found = []
    for meta in opf.named("dc:creator", "dc:contributor", "dc:publisher"):
        named = name_and_organisation(meta.value)
        if not named.name:
            continue
        written = meta.attributes.get("role") or opf.about(meta.id, "role")
        usual = {"dc:creator": "author", "dc:publisher": "publisher"}.get(meta.name, "unknown")
        role = _ROLES.get(written, written) or usual
        found.append(Contributor(source=meta.source, name=named.name, role=role))
    return tuple(found) or None


def _licence(opf: Opf) -> Any:
    """A licence link decides; else the rights, of several those that name a licence."""
    for meta in opf.metas:
        if meta.name.startswith("link:") and not meta.refines and _LICENCE_RELS & set(meta.name[5:].split()):
            return _licence_of(meta, licences.normalise("", url=meta.value))
    named = [*opf.named("cc:license", "dcterms:license", "schema:license"), *opf.named("dc:rights", "dcterms:rights")]
    read = [(meta, licences.normalise(meta.value)) for meta in named if meta.value]
    if not read:
        return None
    known = next((pair for pair in read if pair[1].family != "unknown"), read[0])
    return _licence_of(*known)


def _licence_of(meta: Meta, parts: licences.LicenceParts) -> Licence:
    return Licence(source=meta.source, **msgspec.structs.asdict(parts))


def _outcomes(documents: Iterable[ContentDocument]) -> Any:
    """What the author marked as objectives: each item of a list, or the whole part."""
    found: list[LearningOutcome] = []
    for document in documents:
        for section in document.sections:
            if section.word not in _OUTCOMES:
                continue
            for text in section.items or (section.text,):
                if text:
                    number = len(found) + 1
                    found.append(LearningOutcome(source=section.source, id=f"outcome-{number}", text=text))
    unique = {str(outcome.text): outcome for outcome in reversed(found)}
    return tuple(reversed(unique.values())) or None


def _accessibility(opf: Opf) -> Any:
    """Words of EPUB Accessibility 1.1; EPUB 2 writes the same as `meta name`."""
    by_name: dict[str, list[Meta]] = {}
    for meta in opf.metas:
        by_name.setdefault(meta.name.removeprefix("link:").rpartition(":")[2], []).append(meta)
    modes, features, hazards = (
        _words(by_name.get(name, [])) for name in ("accessMode", "accessibilityFeature", "accessibilityHazard")
    )
    claims = [meta for meta in by_name.get("conformsTo", []) if re.search(r"wcag|a11y|accessib", meta.value, re.I)]
    summary = by_name.get("accessibilitySummary", [])
    told = [*by_name.get("accessMode", []), *by_name.get("accessibilityFeature", []), *claims, *summary]
    told += by_name.get("accessibilityHazard", [])
    if not told:
        return None
    value = Accessibility(
        source=told[0].source,
        access_modes=modes,
        features=features,
        hazards=hazards,
        summary=_text(summary[0] if summary else None),
        conforms_to=_text(claims[0] if claims else None),
        evaluated_by=_text(next(iter(by_name.get("certifiedBy", [])), None)),
        report=_text(next(iter(by_name.get("certifierReport", [])), None)),
        known_limits=unsupported(),
    )
    return Fact(value=value, sources=tuple(meta.source for meta in told[:5]))


def _words(metas: Iterable[Meta]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(meta.value for meta in metas if meta.value))


def producer_of(opf: Opf) -> tuple[Any, Any]:
    """Program that made the file and its version, as it names itself."""
    for meta in opf.metas:
        if meta.name.lower() == "generator" and meta.value:
            return _split(meta)
        if meta.name == "Sigil version" and meta.value:
            return (
                Fact(value="Sigil", sources=(meta.source,)),
                Fact(value=meta.value, sources=(meta.source,)),
            )
        if meta.name == "dc:contributor" and (meta.attributes.get("role") or opf.about(meta.id, "role")) == "bkp":
            return _split(meta)
    return None, None


def _split(meta: Meta) -> tuple[Any, Any]:
    """`calibre (3.12.0) [https://calibre-ebook.com]` → calibre, 3.12.0."""
    match = re.match(r"([^\d(\[]{1,60})[(v]{0,2}(\d[\w.]{0,20})?", meta.value)
    name = match[1].strip() if match else meta.value[:60]
    version = match[2] if match else None
    made = Fact(value=name, raw=meta.value, sources=(meta.source,))
    return made, Fact(value=version, sources=(meta.source,)) if version else None
