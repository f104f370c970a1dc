"""The standard: rule files as written, checked, resolved by profiles, and compiled.

`oecheck.rules.load` reads the YAML files; it is imported only when no compiled edition is at hand. So is all else here
that only reading, linting and translating need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oecheck.model.outcome import REVIEW
from oecheck.rules._build import build_rule
from oecheck.rules._checked import CheckedRule, Words, parameter_value, variable_name
from oecheck.rules._compiled import (
    Catalogue,
    CompiledCheck,
    CompiledDoubt,
    CompiledExpectation,
    CompiledRule,
    Placeholder,
)
from oecheck.rules._edition import Edition
from oecheck.rules._files import LOCALES, SHARED, EditionFiles, digest_of, find_edition
from oecheck.rules._profile import Selection, resolve
from oecheck.rules._release import RELEASE, digests_of, release_differences, release_text
from oecheck.rules._shape import (
    CheckFile,
    Example,
    Lexicon,
    LocaleFile,
    Parameter,
    ProfileFile,
    RecordMap,
    Reference,
    RuleFile,
    Setting,
    StandardFile,
    StructuralCheck,
    TranslatedText,
    Vocabulary,
)

if TYPE_CHECKING:
    from oecheck.rules._check import FAILED, Locate, check_rule, variables
    from oecheck.rules._condition import check_condition
    from oecheck.rules._shape_document import DocumentFile, MappingEntry, MappingFile, TermsFile
    from oecheck.rules._translation import english_texts, translated

_LATER = {
    "FAILED": "_check",
    "Locate": "_check",
    "check_rule": "_check",
    "variables": "_check",
    "check_condition": "_condition",
    "DocumentFile": "_shape_document",
    "MappingEntry": "_shape_document",
    "MappingFile": "_shape_document",
    "TermsFile": "_shape_document",
    "english_texts": "_translation",
    "translated": "_translation",
}

__all__ = [
    "FAILED",
    "LOCALES",
    "RELEASE",
    "REVIEW",
    "SHARED",
    "Catalogue",
    "CheckFile",
    "CheckedRule",
    "CompiledCheck",
    "CompiledDoubt",
    "CompiledExpectation",
    "CompiledRule",
    "DocumentFile",
    "Edition",
    "EditionFiles",
    "Example",
    "Lexicon",
    "LocaleFile",
    "Locate",
    "MappingEntry",
    "MappingFile",
    "Parameter",
    "Placeholder",
    "ProfileFile",
    "RecordMap",
    "Reference",
    "RuleFile",
    "Selection",
    "Setting",
    "StandardFile",
    "StructuralCheck",
    "TermsFile",
    "TranslatedText",
    "Vocabulary",
    "Words",
    "build_rule",
    "check_condition",
    "check_rule",
    "digest_of",
    "digests_of",
    "english_texts",
    "find_edition",
    "parameter_value",
    "release_differences",
    "release_text",
    "resolve",
    "translated",
    "variable_name",
    "variables",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
