"""What LOM says, put into the fields of the course.

Source: formats/metadata.md §3, §5; formats/course-model.md §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

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
from oecheck.model.fact import Fact, State, Value, plain
from oecheck.model.source import Source
from oecheck.readers._lom.facts import LomClassification, LomContribution, LomFacts, LomText, LomWord
from oecheck.values import date, duration, language_tag, licence
from oecheck.values.patterns import pattern
from oecheck.values.text import fold, strip_markup

__all__ = ["apply_lom", "content_languages", "lom_fields", "read_licence", "settle"]

T = TypeVar("T")

# Roles whose date is the date of a change to the work (LOMv1.0 2.3.1); validating, initiating or no role is not one.
_CHANGING = frozenset(
    {
        "editor",
        "publisher",
        "content provider",
        "contentprovider",
        "graphical designer",
        "technical implementer",
        "technical implementor",
        "script writer",
        "instructional designer",
        "subject matter expert",
    }
)
_CREATING = frozenset({"author", "initiator"})
_OBJECTIVES = frozenset({"educational objective", "educationalobjective"})
_LEVELS = frozenset({"educational level", "educationallevel"})
_ACCESSIBILITY = frozenset({"accessibility restrictions", "accessibilityrestrictions"})
_BETWEEN_KEYWORDS = pattern(r"[,;|、，；،؛]")
# The CC 1.1 schema fixes this word for every cartridge, so it says nothing of the course.
_FIXED_TYPES = frozenset({"ims common cartridge", "ims thin common cartridge"})


def apply_lom(course: Course, facts: LomFacts, *, weaker: bool = False) -> Course:
    """The course with what a LOM record says.

    Args:
        course: what is known so far.
        facts: the record.
        weaker: what the course has already comes first (a record of a part, an organization's record).
    """
    fields: dict[str, Any] = {}
    for name, value in lom_fields(facts).items():
        known = getattr(course, name)
        fields[name] = settle(known, value) if weaker else settle(value, known)
    return msgspec.structs.replace(course, **fields)


def settle(first: Any, second: Any) -> Any:
    """Two statements of one thing: the first where there is one, the second kept beside it where they differ.

    Plain tuples and strings without a source are values of the format itself; a `Fact` brings its place.
    """
    if first is None or first == ():
        return second
    told, other = plain(first), plain(second)
    if other is None or other == () or isinstance(first, tuple) or _same(told, other):
        return first
    base = first if isinstance(first, Fact) else Fact(value=first)
    losing = second if isinstance(second, Fact) else Fact(value=second)
    return msgspec.structs.replace(base, state=State.CONFLICT, others=(*base.others, losing))


def _same(one: object, other: object) -> bool:
    if isinstance(one, Licence) and isinstance(other, Licence) and "" in (one.version, other.version):
        return _terms(one) == _terms(other)  # Canvas's codes name no version
    return one == other or _comparable(one) == _comparable(other)


def _comparable(value: object) -> object:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, tuple):
        return frozenset(language_tag.primary(part) or part if isinstance(part, str) else part for part in value)
    if isinstance(value, Licence):
        return (value.id, *_terms(value))
    return value


def _terms(value: Licence) -> tuple[object, ...]:
    """What a licence asks for and forbids, whatever its version."""
    named = value.family if value.family != "unknown" else value.raw
    return (named, value.attribution, value.share_alike, value.non_commercial, value.no_derivatives)


def lom_fields(facts: LomFacts) -> dict[str, Any]:
    """Course fields that the record says something about; what it is silent on is left out."""
    languages = content_languages(facts)
    main = plain(languages)
    fields: dict[str, Any] = {
        "id": _identifier(facts),
        "title": _main_text(facts.titles, main),
        "titles": _lang_texts(facts.titles),
        "description": _main_text(facts.descriptions, main),
        "descriptions": _lang_texts(facts.descriptions),
        "languages": languages,
        "keywords": _fact(_keywords(facts.keywords), facts.keywords),
        "age_range": _main_text(facts.age_ranges, main),
        "study_time_s": _study_time(facts),
        "version": _main_text(facts.versions, main),
        "licence": read_licence(facts.rights),
    }
    fields |= _educational(facts) | _contributions(facts) | _classified(facts)
    return {name: value for name, value in fields.items() if value is not None and value != ()}


def content_languages(facts: LomFacts) -> Value[tuple[str, ...]]:
    """general.language as written; what names no language (`x-none`, `und`, `none`) is absent."""
    told = [text for text in facts.languages if language_tag.normalise(text.text).problem not in _SILENT]
    if not told:
        return None
    written = ", ".join(text.text for text in facts.languages)
    value = tuple(dict.fromkeys(text.text for text in told))
    return Fact(value=value, raw=written if len(told) < len(facts.languages) else None, sources=_places(told))


_SILENT = frozenset({"empty", "not-a-language"})


def _fact(value: T, places: Sequence[Any]) -> Fact[T] | None:
    return Fact(value=value, sources=_places(places)) if value else None


def _places(holders: Iterable[Any]) -> tuple[Source, ...]:
    return tuple(holder.source for holder in holders)


def _keywords(texts: Sequence[LomText]) -> tuple[LangText, ...]:
    """Each keyword by itself: many programs write all of them into one element, which LOM means for one."""
    return tuple(
        msgspec.structs.replace(text, text=word.strip())
        for text in _lang_texts(texts)
        for word in _BETWEEN_KEYWORDS.split(text.text)
        if word.strip()
    )


def _lang_texts(texts: Iterable[LomText]) -> tuple[LangText, ...]:
    stripped = ((text, strip_markup(text.text)) for text in texts)
    return tuple(LangText(source=text.source, text=shown, language=text.language) for text, shown in stripped if shown)


def _main_text(texts: Sequence[LomText], languages: tuple[str, ...] | None) -> Fact[str] | None:
    """The text in the main language of the content, else the first."""
    wanted = language_tag.primary(languages[0]) if languages else ""
    chosen = next((text for text in texts if wanted and language_tag.primary(text.language) == wanted), None)
    chosen = chosen or next(iter(texts), None)
    shown = strip_markup(chosen.text) if chosen else ""
    if chosen is None or not shown:
        return None
    return Fact(value=shown, raw=chosen.text if chosen.text != shown else None, sources=(chosen.source,))


def _identifier(facts: LomFacts) -> Fact[str] | None:
    """An IRI or URN as it is; otherwise catalogue and entry."""
    for identifier in facts.identifiers:
        entry, catalog = identifier.entry, identifier.catalog
        whole = entry if not catalog or "://" in entry or entry.lower().startswith("urn:") else f"{catalog}:{entry}"
        return Fact(value=whole, sources=(identifier.source,))
    return None


def _study_time(facts: LomFacts) -> Fact[float] | None:
    for text in facts.learning_times:
        seconds = duration.parse(text.text)
        if seconds is not None:
            return Fact(value=seconds, raw=text.text, sources=(text.source,))
    return None


def read_licence(rights: Sequence[LomText]) -> Fact[Licence] | None:
    """The licence that rights.description states: the first that is recognised, else the first as `unknown`."""
    read = [(text, licence.normalise(text.text)) for text in rights]
    if not read:
        return None
    text, parts = next(((text, parts) for text, parts in read if parts.family != "unknown"), read[0])
    value = Licence(source=text.source, **msgspec.structs.asdict(parts))
    return Fact(value=value, raw=text.text, sources=(text.source,))


def _educational(facts: LomFacts) -> dict[str, Any]:
    types = [word for word in _words(facts, "learningResourceType") if word.value.lower() not in _FIXED_TYPES]
    return {
        "levels": _classifications(_words(facts, "context")),
        "audiences": _classifications(_words(facts, "intendedEndUserRole")),
        "resource_types": _classifications(types),
    }


def _words(facts: LomFacts, name: str) -> tuple[LomWord, ...]:
    return facts.words_of(f"educational.{name}")


def _classifications(words: Sequence[LomWord]) -> Fact[tuple[Classification, ...]] | None:
    values = tuple(Classification(source=word.source, scheme=word.scheme, label=word.value) for word in words)
    return _fact(values, words)


def _contributions(facts: LomFacts) -> dict[str, Any]:
    people = [
        Contributor(
            source=contribution.source,
            name=person.name or person.organisation,
            role=contribution.role or None,
            organisation=person.organisation or None,
            identifier=person.identifier or None,
        )
        for contribution in facts.contributions
        for person in contribution.people
        if person.name or person.organisation
    ]
    publisher = next((person for person in people if (plain(person.role) or "").lower() == "publisher"), None)
    provider = None
    if publisher is not None:
        name = publisher.organisation or publisher.name
        provider = Fact(value=Provider(source=publisher.source, name=name), sources=(publisher.source,))
    return {
        "contributors": _fact(tuple(people), people),
        "provider": provider,
        "created": _latest(facts.contributions, _CREATING),
        "modified": _latest(facts.contributions, _CHANGING),
    }


def _latest(contributions: Iterable[LomContribution], roles: frozenset[str]) -> Fact[str] | None:
    """The latest valid date of contributions in one of the roles."""
    dated = [
        (moment.iso, contribution.source)
        for contribution in contributions
        if contribution.role.lower() in roles and (moment := date.parse(contribution.date)).valid
    ]
    if not dated:
        return None
    iso, source = max(dated, key=lambda found: found[0])
    return Fact(value=iso, sources=(source,))


def _classified(facts: LomFacts) -> dict[str, Any]:
    """Fields that come from classification, by purpose (LOM 9.1)."""
    fields: dict[str, Any] = {}
    by_purpose: dict[str, list[LomClassification]] = {}
    for classification in facts.classifications:
        by_purpose.setdefault(classification.purpose.lower(), []).append(classification)
    subjects = [found for name in ("discipline", "idea") for found in by_purpose.get(name, [])]
    levels = [found for name in _LEVELS for found in by_purpose.get(name, [])]
    fields["subjects"] = _fact(tuple(code for found in subjects for code in _codes(found)), subjects)
    if levels:
        told = plain(_educational(facts)["levels"]) or ()
        fields["levels"] = _fact((*told, *(code for found in levels for code in _codes(found))), levels)
    fields["outcomes"] = _outcomes(by_purpose)
    fields["prerequisites"] = _prose(by_purpose.get("prerequisite", []))
    restrictions = [found for name in _ACCESSIBILITY for found in by_purpose.get(name, [])]
    summary = _prose(restrictions)
    if summary is not None:
        value = Accessibility(source=restrictions[0].source, summary=summary)
        fields["accessibility"] = Fact(value=value, sources=summary.sources)
    return fields


def _codes(classification: LomClassification) -> list[Classification]:
    """The last step of each taxon path, or the keywords where no path is given."""
    codes = [
        Classification(source=steps[-1].source, scheme=scheme, code=steps[-1].id, label=steps[-1].entry)
        for scheme, steps in classification.paths
        if steps and (steps[-1].id or steps[-1].entry)
    ]
    return codes or [Classification(source=text.source, label=text.text) for text in classification.keywords]


def _outcomes(by_purpose: dict[str, list[LomClassification]]) -> Fact[tuple[LearningOutcome, ...]] | None:
    outcomes: list[LearningOutcome] = []
    for purpose, found in by_purpose.items():
        kind = "objective" if purpose in _OBJECTIVES else "competency" if purpose == "competency" else ""
        for classification in found if kind else ():
            outcomes += _outcomes_of(classification, kind, len(outcomes))
    return _fact(tuple(outcomes), outcomes)


def _outcomes_of(classification: LomClassification, kind: str, before: int) -> list[LearningOutcome]:
    """One outcome for each taxon path, else one for each description."""
    found = [
        LearningOutcome(
            source=steps[-1].source,
            id=steps[-1].id or f"lom-{before + place}",
            text=steps[-1].entry or None,
            kind=kind,
            scheme=scheme,
        )
        for place, (scheme, steps) in enumerate(classification.paths, start=1)
        if steps and (steps[-1].id or steps[-1].entry)
    ]
    return found or [
        LearningOutcome(source=text.source, id=f"lom-{before + place}", text=strip_markup(text.text), kind=kind)
        for place, text in enumerate(classification.descriptions, start=1)
    ]


def _prose(classifications: Sequence[LomClassification]) -> Fact[str] | None:
    parts = [
        text
        for found in classifications
        for text in (*(steps[-1].entry for _, steps in found.paths if steps), *(d.text for d in found.descriptions))
        if text
    ]
    return _fact("; ".join(strip_markup(part) for part in parts), classifications) if parts else None
