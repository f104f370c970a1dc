"""What the files of an edition may refer to in each other."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from oecheck.language import Kind
from oecheck.rules import MappingFile, RuleFile, StandardFile, StructuralCheck, Words

__all__ = ["Known"]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Names by kind, collected from all files before any of them is looked at closely.

    Attributes:
        words: names that expressions may use.
        kinds: kinds of the course model with their fields and facts.
        standard: `standard.yaml`; None where it cannot be read.
        rules: requirements by id.
        checks: structural checks by number.
        places: file of every requirement and check, by id; the first where two have the same.
        profiles: ids of profiles.
        lexicons: languages by name of list.
        asked: names of the lists that rules ask.
        vocabularies: names of vocabularies.
        record_keys: keys of the course description record, parts joined by points.
        formats: words for package formats.
        mappings: files of mappings with their names, by every name of their framework.
        standards: how many references name a standard.
        clauses: the requirement of each number of a clause; the first where two have the same.
    """

    words: Words
    kinds: Mapping[str, Kind]
    standard: StandardFile | None
    rules: Mapping[str, RuleFile]
    checks: Mapping[str, StructuralCheck]
    places: Mapping[str, str]
    profiles: frozenset[str]
    lexicons: Mapping[str, frozenset[str]]
    asked: frozenset[str]
    vocabularies: frozenset[str]
    record_keys: frozenset[str]
    formats: frozenset[str]
    mappings: Mapping[str, tuple[str, MappingFile]]
    standards: Mapping[str, int]
    clauses: Mapping[str, str]
