"""The clauses before the requirements: scope, references, terms, conformance."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.authoring.document.blocks import Block, Inline, Items, Link, Part, Row, Rows
from oecheck.authoring.document.sources import Sources
from oecheck.authoring.document.words import anchor_of, linked, paragraphs, word
from oecheck.rules import TermsFile

__all__ = ["clause_parts", "term_anchor"]


def clause_parts(sources: Sources, known: frozenset[str]) -> Iterator[Part]:
    """One part for each clause of `document.yaml`."""
    for clause in sources.document.clauses:
        sections = tuple(
            Part(
                anchor=anchor_of(section.clause),
                number=section.clause,
                title=section.title,
                blocks=_blocks(section.text, section.items, known),
            )
            for section in clause.sections
        )
        blocks = _blocks(clause.text, clause.items, known)
        if clause.holds == "terms" and sources.terms is not None:
            blocks = (*blocks, Rows(tuple(_terms(sources.terms))))
        elif clause.holds == "references":
            blocks = (*blocks, Items(tuple(_references(sources))))
        yield Part(
            anchor=anchor_of(clause.clause), number=clause.clause, title=clause.title, blocks=blocks, parts=sections
        )


def term_anchor(id: str) -> str:
    """The permanent anchor of a term."""
    return f"term-{id}"


def _blocks(text: tuple[str, ...], items: tuple[str, ...], known: frozenset[str]) -> tuple[Block, ...]:
    listed = (Items(tuple(linked(item, known) for item in items)),) if items else ()
    return (*paragraphs(text, known), *listed)


def _terms(file: TermsFile) -> Iterator[Row]:
    for id, term in sorted(file.terms.items(), key=lambda pair: pair[1].term.casefold()):
        lines: list[Inline] = [(term.definition,)]
        if term.also:
            lines.append((word("also", words=", ".join(term.also)),))
        if term.see:
            lines.append((f"{word('see')}: ", *_listed([(other, file.terms[other].term) for other in term.see])))
        if term.source:
            lines.append((f"{word('source')}: {term.source}",))
        yield Row(term.term, tuple(lines), term_anchor(id))


def _listed(terms: list[tuple[str, str]]) -> Iterator[str | Link]:
    for index, (id, words) in enumerate(terms):
        if index:
            yield ", "
        yield Link(term_anchor(id), words)


def _references(sources: Sources) -> Iterator[Inline]:
    """Every document that a requirement refers to; with its full title where it has a mapping."""
    titles = {mapping.framework: f"{mapping.title} ({mapping.source})" for mapping in sources.mappings}
    names = {one.standard for rule in sources.edition.rules for one in rule.file.references} | titles.keys()
    for name in sorted(names, key=str.casefold):
        yield (f"{name}: {titles[name]}",) if name in titles else (name,)
