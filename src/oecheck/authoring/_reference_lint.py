"""References of requirements, and sources of parameters: what they name has to be found by whoever looks it up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from oecheck.authoring._known import Known
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.authoring.mapping_update import clauses_named
from oecheck.language.problems import close_to
from oecheck.rules import MappingFile, Reference, RuleFile

__all__ = ["lint_references", "lint_sources", "mappings_by_name"]

_NUMBER = re.compile(r"[ivxlc]+|[\d.]+|[0-9a-f]{6}")
_PART = re.compile(r"[^\s,;]+")
_OWN = re.compile(r"(?:own|proposal)\b|https://\S")
_ID = re.compile(r"OHE-[A-Z]{3}-\d{3}")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Z0-9/-]*")
# Words around the numbers of clauses.
_AROUND = frozenset({"and", "to", "element", "elements", "optional", "annex", "level", "clause", "section"})


def mappings_by_name(files: Iterable[tuple[str, MappingFile]]) -> Mapping[str, tuple[str, MappingFile]]:
    """Each file of mappings with its name, by every name of its framework."""
    return {name: (file, mapping) for file, mapping in files for name in (mapping.framework, *mapping.names)}


def lint_references(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """Who says that a requirement relates to nothing of a standard says why, and does not say otherwise beside it.

    What is named is there, as far as the edition lists it, and the files of mappings do not say otherwise.
    """
    none = {one.standard for one in rule.references if one.relation == "none"}
    for index, one in enumerate(rule.references):
        pointer = pointer_to("references", index)
        if one.standard in none and (one.relation != "none" or not one.note):
            file.add(pointer, "relation-none", standard=one.standard)
        if one.relation == "none":
            continue
        if one.standard in known.mappings:
            _clauses(file, pointer, one, *known.mappings[one.standard])
            _same_relation(file, pointer, (rule.id, one), *known.mappings[one.standard])
        elif known.standards.get(one.standard, 0) < 2:
            near = close_to(one.standard, known.mappings)
            if near:
                file.add(f"{pointer}/standard", "reference-standard", found=one.standard, suggestions=near)


def _clauses(file: WrittenFile, pointer: str, one: Reference, name: str, mapping: MappingFile) -> None:
    """Every number of a clause is in the list of the framework; what is no number may be any of its words."""
    if not mapping.clauses or one.clause in mapping.clauses:
        return
    numbers = {part for clause in mapping.clauses for part in _PART.findall(clause)}
    for match in _PART.finditer(one.clause):
        part = match[0]
        pieces = re.split(r"[-–]", part)
        if part in numbers or part.casefold() in _AROUND or all(piece in numbers for piece in pieces):
            continue
        if _NUMBER.fullmatch(part) or not any(word in numbers for word in _PART.findall(one.clause)):
            near = close_to(part, mapping.clauses)
            said = {"framework": mapping.framework, "file": name, "found": part, "suggestions": near}
            file.note(f"{pointer}/clause", "reference-clause", said, offset=match.start())


def _same_relation(
    file: WrittenFile, pointer: str, named: tuple[str, Reference], name: str, mapping: MappingFile
) -> None:
    """A reference to one clause says of it what the mapping says."""
    id, one = named
    clauses = clauses_named(one.clause, mapping.clauses)
    for entry in mapping.mappings:
        if entry.ours == id and [entry.theirs] == clauses and entry.relation != one.relation:
            said = {"file": name, "id": id, "clause": entry.theirs, "relation": entry.relation, "found": one.relation}
            file.note(f"{pointer}/relation", "reference-contradicts", said)


def lint_sources(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """The source of a parameter is our own choice, or something that can be looked up."""
    first = {words[0] for name in _names(known) if (words := _PART.findall(name))}
    for name, parameter in rule.parameters.items():
        words = _PART.findall(parameter.source)
        looked_up = words and (words[0] in first or _ACRONYM.fullmatch(words[0]) or words[0] in known.rules)
        if not looked_up and not _OWN.match(parameter.source):
            near = [*close_to(parameter.source, ["own", *_names(known)])]
            if _ID.fullmatch(parameter.source):
                near = [*close_to(parameter.source, known.rules)]
            at = pointer_to("parameters", name, "source")
            file.add(at, "parameter-source", found=parameter.source, suggestions=tuple(near))


def _names(known: Known) -> Iterator[str]:
    """Standards and frameworks as the edition names them."""
    yield from known.standards
    for name, (_, mapping) in known.mappings.items():
        yield name
        yield mapping.title
