"""The standard: rule files as written, checked, resolved by profiles, and compiled.

`oecheck.rules.load` reads the YAML files; it is imported only when no compiled edition is at hand.
"""

from __future__ import annotations

from oecheck.rules._build import build_rule
from oecheck.rules._check import (
    FAILED,
    REVIEW,
    CheckedRule,
    Locate,
    Words,
    check_rule,
    parameter_value,
    variable_name,
    variables,
)
from oecheck.rules._compiled import (
    Catalogue,
    CompiledCheck,
    CompiledDoubt,
    CompiledExpectation,
    CompiledRule,
    Placeholder,
)
from oecheck.rules._condition import check_condition
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
    RuleFile,
    Setting,
    StandardFile,
    StructuralCheck,
    TranslatedText,
    Vocabulary,
)
from oecheck.rules._shape_document import DocumentFile, MappingEntry, MappingFile, TermsFile
from oecheck.rules._translation import english_texts, translated

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
