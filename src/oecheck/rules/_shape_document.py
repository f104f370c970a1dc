"""The shape of the files that make an edition a document: its clauses, its terms, its relation to others."""

from __future__ import annotations

from typing import Literal

from oecheck.rules._shape import _Written

__all__ = ["Annex", "Change", "Clause", "DocumentFile", "MappingEntry", "MappingFile", "Section", "Term", "TermsFile"]


class Section(_Written, frozen=True, kw_only=True):
    """A numbered part of a clause: paragraphs, then a list."""

    clause: str
    title: str
    text: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class Clause(_Written, frozen=True, kw_only=True):
    """One of the clauses before the requirements."""

    clause: str
    title: str
    holds: Literal["text", "terms", "references"] = "text"
    text: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


class Annex(_Written, frozen=True, kw_only=True):
    """One annex; all but its opening words is made from the files of the edition."""

    annex: str
    title: str
    holds: Literal["parameters", "vocabularies", "record", "profiles", "mappings", "history", "checks"]
    text: tuple[str, ...] = ()


class Change(_Written, frozen=True, kw_only=True):
    """One entry of the history; `kind` is that of a change proposal."""

    edition: str
    date: str
    kind: Literal["new", "editorial", "clarifying", "tightening", "relaxing", "withdrawn"]
    text: str
    requirements: tuple[str, ...] = ()


class DocumentFile(_Written, frozen=True, kw_only=True):
    """`document.yaml`: the sentences of an edition that belong to no single requirement."""

    about: tuple[str, ...]
    clauses: tuple[Clause, ...]
    annexes: tuple[Annex, ...]
    history: tuple[Change, ...]


class Term(_Written, frozen=True, kw_only=True):
    """A word of the standard. `also` are other words for it, which rules and messages do not use."""

    term: str
    definition: str
    source: str = ""
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    kind: str = ""


class TermsFile(_Written, frozen=True, kw_only=True):
    """`terms.yaml`: terms by a permanent id, from which their anchor is made."""

    terms: dict[str, Term]


class MappingEntry(_Written, frozen=True, kw_only=True):
    """How a requirement of ours relates to a clause of theirs, seen from ours (OSCAL mapping words)."""

    ours: str
    theirs: str
    relation: Literal["equal", "subset", "superset", "intersects", "related", "none"]
    confidence: Literal["low", "medium", "high"]
    judged_by: str
    date: str
    note: str = ""


class MappingFile(_Written, frozen=True, kw_only=True):
    """`mappings/<framework>.yaml`. `clauses` are all of theirs, so that those without a requirement can be told.

    Every requirement of the areas in `stated_by` says among its references how it relates to it, `none` included.
    """

    framework: str
    title: str
    source: str
    names: tuple[str, ...] = ()
    wording: Literal["protected", "open"]
    note: str = ""
    stated_by: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    mappings: tuple[MappingEntry, ...]
