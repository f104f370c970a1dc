"""An edition, checked, in a form that can be stored: a later start needs neither YAML nor the type checker."""

from __future__ import annotations

import msgspec

from oecheck.rules._checked import CheckedRule
from oecheck.rules._shape import ProfileFile, StandardFile, StructuralCheck

__all__ = ["Edition"]


class Edition(msgspec.Struct, frozen=True, array_like=True):
    """Everything an edition says, checked; can be stored.

    Attributes:
        standard: `standard.yaml`.
        digest: sha256 over all files.
        rules: rules by clause and id.
        checks: structural checks, with the condition of those that have one.
        profiles: profiles by id.
        lexicons: (list, language, folded words).
        vocabularies: entries by name.
        places: file of each rule and check, by id.
        language: of the texts.
        untranslated: ids of the rules and checks with texts that stand in English for lack of a translation.
        labels: how the answers of a review read in the language, by rule.
        changed: files of a frozen edition that are not as they were frozen.
    """

    standard: StandardFile
    digest: str
    rules: tuple[CheckedRule, ...]
    checks: tuple[tuple[StructuralCheck, CheckedRule | None], ...]
    profiles: dict[str, ProfileFile]
    lexicons: tuple[tuple[str, str, tuple[str, ...]], ...]
    vocabularies: dict[str, tuple[str, ...]]
    places: dict[str, str]
    language: str = "en"
    untranslated: tuple[str, ...] = ()
    labels: dict[str, dict[str, str]] = {}
    changed: tuple[str, ...] = ()
