"""Translations of an edition: what is translated is there, and has the placeholders of the English text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from oecheck.authoring._known import Known
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.authoring.translation import Fault, fault_of
from oecheck.errors import RuleFileProblem
from oecheck.language.problems import close_to
from oecheck.rules import LocaleFile, TranslatedText, english_texts
from oecheck.texts import Translated, digest, languages, texts, untranslated, written

__all__ = ["Gaps", "gaps_of", "lint_locale", "lint_program"]


class Gaps(msgspec.Struct, frozen=True):
    """How much a language lacks: texts without a translation, and with one older than the English.

    `program` counts both among the words of the program.
    """

    language: str
    missing: int
    stale: int
    program: int


def lint_locale(file: WrittenFile, known: Known) -> None:
    """A translation whose English has changed is only counted: the text is shown in English until somebody looks."""
    locale: LocaleFile = file.value
    if PurePosixPath(file.name).stem != locale.language:
        file.add("/language", "locale-file-name", found=locale.language, file=PurePosixPath(file.name).name)
    english = _english(known)
    for key, translated in locale.texts.items():
        pointer = pointer_to("texts", key)
        if key not in english:
            file.add(
                pointer,
                "translation-no-text",
                at_key=True,
                found=key,
                suggestions=close_to(key, _siblings(key, english)),
            )
        elif (fault := _fault(english[key], translated)) is not None:
            file.note(pointer + "/text", fault.code, fault.arguments)


def lint_program() -> Iterator[RuleFileProblem]:
    """The same for the words of the program, of every language that it has."""
    english = texts("en")
    for language in languages():
        for key, translated in written(language).items():
            place = f"texts/{language}.json#{key}"
            if key not in english:
                yield RuleFileProblem(place, 0, 0, "translation-no-text", found=key)
            elif (fault := _fault(english[key], translated)) is not None:
                yield RuleFileProblem(place, 0, 0, fault.code, **fault.arguments)


def _fault(english: str, translated: Translated | TranslatedText) -> Fault | None:
    """What is wrong with a translation; None for one of an older English text, which nobody is shown."""
    return fault_of(english, translated.text) if translated.of == digest(english) else None


def gaps_of(locales: Iterable[LocaleFile], known: Known) -> tuple[Gaps, ...]:
    """What is missing in each language that the edition has."""
    english = _english(known)
    return tuple(_gaps(locale, english) for locale in locales)


def _gaps(locale: LocaleFile, english: Mapping[str, str]) -> Gaps:
    held = {key: one.of for key, one in locale.texts.items() if key in english}
    stale = sum(of != digest(english[key]) for key, of in held.items())
    return Gaps(locale.language, len(english) - len(held), stale, len(untranslated(locale.language)))


def _english(known: Known) -> dict[str, str]:
    if known.standard is None:
        return {}
    return english_texts(known.standard, known.rules.values(), known.checks.values())


def _siblings(key: str, english: Iterable[str]) -> list[str]:
    """Keys of the same rule, or of every rule where there is none of that name: likely words for a misspelt one."""
    start = key.rpartition("/")[0]
    return [other for other in english if other.startswith(start)] or list(english)
