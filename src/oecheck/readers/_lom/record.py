"""A LOM record as the kind `lom_record`, over which the checks of `standards/formats/metadata.yaml` are conditions."""

from __future__ import annotations

from collections.abc import Sequence

from oecheck.model.metadata import LomRecord, LomTerm
from oecheck.readers._lom.facts import LomClassification, LomFacts, LomPerson
from oecheck.values import duration
from oecheck.values.patterns import pattern
from oecheck.values.text import fold, strip_markup

__all__ = ["lom_record"]

# Texts that templates and tools leave where an author should have written (formats/metadata.md ME-24).
_TEMPLATE = (
    "untitled",
    "empty title",
    "empty description",
    "insert description",
    "insert title",
    "insert text",
    "sample description",
    "sample title",
    "course title",
    "title of the course",
    "course description",
    "description of the course",
    "lorem ipsum",
    "your title here",
    "your description here",
    "enter description",
    "enter title",
    "no description",
    "title here",
    "description here",
    "new course",
    "todo",
    "title",
    "description",
    "module title",
    "lesson title",
    "undefined",
    "null",
)
# Words in square brackets that tell an author to write something: `[COMPLETAR]`, `[TODO]`.
_IN_BRACKETS = pattern(r"\[([^\[\]\n]{1,40})\]")
_TASKS = frozenset(
    {"todo", "to do", "tbd", "tba", "fill in", "insert", "insert here", "insert text", "placeholder", "replace", "xxx"}
    | {"completar", "por completar", "a completar", "à compléter", "a completer", "à remplir", "preencher"}
    | {"a preencher", "ausfüllen", "bitte ausfüllen", "da completare", "заполнить", "待填写", "请填写", "يستكمل"}
)
_OBJECTIVES = frozenset({"educational objective", "educationalobjective", "competency"})


def lom_record(facts: LomFacts, *, location: str = "", location_state: str = "") -> LomRecord:
    """The record as one thing that checks can look at.

    Args:
        facts: what was read.
        location: path of the file it was read from, "" for the manifest itself.
        location_state: `found` where it was read from a file.
    """
    people = [person for contribution in facts.contributions for person in contribution.people]
    named = sum(1 for person in people if person.name or person.organisation)
    times = facts.learning_times
    binding = _binding(facts)
    return LomRecord(
        source=facts.source,
        level=facts.level,
        owner=facts.owner,
        namespace=facts.namespace,
        binding=binding,
        location=location,
        location_state=location_state,
        titles=len(facts.titles),
        descriptions=len(facts.descriptions),
        keywords=len(facts.keywords),
        languages=tuple(text.text for text in facts.languages),
        description_length=max((len(strip_markup(text.text)) for text in facts.descriptions), default=0),
        texts_without_language=facts.texts_without_language,
        people=named,
        vcards=sum(1 for person in people if person.vcard),
        nameless=len(people) - named,
        contacts=sum(person.contacts for person in people),
        version=facts.versions[0].text if facts.versions else None,
        dated=any(contribution.date for contribution in facts.contributions),
        status=next((word.value for word in facts.words_of("lifeCycle.status")), None),
        contexts=tuple(word.value for word in facts.words_of("educational.context")),
        learning_time=times[0].text if times else None,
        learning_time_s=duration.parse(times[0].text) if times else None,
        rights=len(facts.rights),
        outcomes=sum(1 for found in facts.classifications if found.purpose.lower() in _OBJECTIVES),
        metadata_languages=tuple(text.text for text in facts.metadata_languages),
        incomplete_taxa=sum(_incomplete(found) for found in facts.classifications),
        unknown=facts.unknown,
        template_texts=_template_texts(facts, people),
        terms=tuple(
            LomTerm(source=word.source, element=word.element, value=word.value, scheme=word.scheme, binding=binding)
            for word in facts.words
        ),
    )


def _binding(facts: LomFacts) -> str:
    """IEEE names are camelCase, IMS names lower case; a record with neither mark is told by its namespace."""
    if "imsmd" in facts.namespace or "lifecycle" in facts.children or "metametadata" in facts.children:
        return "ims"
    return "ieee" if "ltsc.ieee.org" in facts.namespace or "lifeCycle" in facts.children else "other"


def _incomplete(classification: LomClassification) -> int:
    return sum(
        1 for scheme, steps in classification.paths if not (scheme and steps and steps[-1].id and steps[-1].entry)
    )


def _template_texts(facts: LomFacts, people: Sequence[LomPerson]) -> tuple[str, ...]:
    """Titles and descriptions that are a template's words; of all texts and names, what brackets ask an author for."""
    said = [text.text for text in (*facts.titles, *facts.descriptions)]
    whole = (text for text in said if fold(text).strip(" .:!?[](){}<>-_\"'") in _TEMPLATE)
    names = (name for person in people for name in (person.name, person.organisation))
    rights = (text.text for text in facts.rights)
    marks = (mark for text in (*said, *rights, *names) for mark in _IN_BRACKETS.finditer(text))
    tasks = (mark[0] for mark in marks if fold(mark[1]).strip(" .:!") in _TASKS)
    return tuple(dict.fromkeys((*whole, *tasks)))
