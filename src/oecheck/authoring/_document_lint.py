"""The files that make an edition a document: its sentences, its terms, its mappings to other frameworks."""

from __future__ import annotations

from collections import Counter

from oecheck.authoring._known import Known
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.language.problems import close_to
from oecheck.rules import DocumentFile, MappingFile, TermsFile

__all__ = ["lint_document", "lint_mapping", "lint_terms"]


def lint_document(file: WrittenFile, known: Known) -> None:
    """No number stands twice, sections are of their clause, requirements of the history are there."""
    document: DocumentFile = file.value
    taken = {area.clause for area in known.standard.areas} if known.standard else set()
    for index, clause in enumerate(document.clauses):
        if clause.clause in taken:
            file.add(pointer_to("clauses", index, "clause"), "clause-twice", found=clause.clause)
        taken.add(clause.clause)
        for inner, section in enumerate(clause.sections):
            at = pointer_to("clauses", index, "sections", inner, "clause")
            if section.clause in taken:
                file.add(at, "clause-twice", found=section.clause)
            if section.clause.rpartition(".")[0] != clause.clause:
                file.add(at, "section-elsewhere", found=section.clause, clause=clause.clause)
            taken.add(section.clause)
    letters = Counter(annex.annex for annex in document.annexes)
    for index, annex in enumerate(document.annexes):
        if letters[annex.annex] > 1:
            file.add(pointer_to("annexes", index, "annex"), "clause-twice", found=annex.annex)
    for index, change in enumerate(document.history):
        for inner, id in enumerate(change.requirements):
            _requirement(file, pointer_to("history", index, "requirements", inner), id, known)


def lint_terms(file: WrittenFile, known: Known) -> None:
    """One word for one thing: no word is a term twice, or a term and a word that is not used."""
    terms: TermsFile = file.value
    seen: dict[str, str] = {}
    words = {term.term.casefold() for term in terms.terms.values()}
    for id, term in terms.terms.items():
        if (first := seen.setdefault(term.term.casefold(), id)) != id:
            file.add(pointer_to("terms", id, "term"), "term-twice", found=term.term, other=first)
        for index, word in enumerate(term.also):
            if word.casefold() in words:
                file.add(pointer_to("terms", id, "also", index), "term-also", found=word)
        for index, other in enumerate(term.see):
            if other not in terms.terms or other == id:
                near = close_to(other, terms.terms)
                file.add(pointer_to("terms", id, "see", index), "term-unknown", found=other, suggestions=near)
        if term.kind and term.kind not in known.kinds:
            near = close_to(term.kind, known.kinds)
            file.add(pointer_to("terms", id, "kind"), "term-kind", found=term.kind, suggestions=near)


def lint_mapping(file: WrittenFile, known: Known) -> None:
    """Ours are there, theirs are in their list, and no pair stands twice."""
    mapping: MappingFile = file.value
    theirs = set(mapping.clauses)
    seen: set[tuple[str, str]] = set()
    for index, entry in enumerate(mapping.mappings):
        _requirement(file, pointer_to("mappings", index, "ours"), entry.ours, known)
        if theirs and entry.theirs not in theirs:
            near = close_to(entry.theirs, theirs)
            file.add(
                pointer_to("mappings", index, "theirs"),
                "mapping-clause",
                found=entry.theirs,
                framework=mapping.framework,
                suggestions=near,
            )
        if (entry.ours, entry.theirs) in seen:
            file.add(pointer_to("mappings", index), "mapping-twice", found=entry.ours, theirs=entry.theirs)
        seen.add((entry.ours, entry.theirs))
    _stated(file, mapping, known)


def _stated(file: WrittenFile, mapping: MappingFile, known: Known) -> None:
    """Where an area has to say how it relates to a framework, silence would read like an oversight."""
    areas = {area.id for area in known.standard.areas} if known.standard else set()
    names = {mapping.framework, *mapping.names}
    for index, area in enumerate(mapping.stated_by):
        pointer = pointer_to("stated_by", index)
        if area not in areas:
            file.add(pointer, "area-unknown", found=area, known=", ".join(areas), suggestions=close_to(area, areas))
        for id, rule in sorted(known.rules.items()):
            if id[4:7] == area and names.isdisjoint(one.standard for one in rule.references):
                file.add(pointer, "relation-unstated", id=id, framework=mapping.framework)


def _requirement(file: WrittenFile, pointer: str, id: str, known: Known) -> None:
    if id not in known.rules:
        file.add(pointer, "rule-unknown", found=id, suggestions=close_to(id, known.rules))
