"""Which way a language is written."""

from __future__ import annotations

__all__ = ["is_right_to_left"]

# Languages of ISO 639 whose usual script runs from right to left, and those scripts (ISO 15924).
_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "azb",
        "bal",
        "bcc",
        "bgn",
        "bqi",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "khw",
        "ks",
        "lrc",
        "luz",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "rhg",
        "sd",
        "sdh",
        "skr",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)
_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
_SCRIPT_LETTERS = 4


def is_right_to_left(tag: str) -> bool:
    """Whether text in this language (BCP 47) runs from right to left; a script in the tag decides."""
    parts = tag.casefold().replace("_", "-").split("-")
    scripts = [part for part in parts[1:3] if len(part) == _SCRIPT_LETTERS and part.isalpha()]
    if scripts:
        return scripts[0] in _SCRIPTS
    return parts[0] in _LANGUAGES
