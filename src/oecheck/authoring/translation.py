"""The work of translators: which texts a language lacks, and translations taken over once they are done.

    todo = open_texts(files, edition, "fr")                        # key → English text
    merge(files, edition, "fr", {key: Entry(english, translation)})   # writes locales/fr.yaml

The words of the program are `ui/<key>`; they lie beside the program, not in the edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from oecheck import texts as program
from oecheck.rules import LOCALES, Edition, EditionFiles, LocaleFile, TranslatedText, english_texts
from oecheck.rules.load import load_locale
from oecheck.texts import CATEGORIES, digest, forms, placeholders

__all__ = ["Entry", "Fault", "fault_of", "merge", "merge_program", "open_program_texts", "open_texts"]

_UI = "ui/"
_PROGRAM = Path(program.__file__).parent


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to translate, as the file of a translator holds it; "" is not done yet."""

    english: str
    translation: str = ""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a translation: the code of a text `lint.<code>`, and the values for it."""

    code: str
    arguments: Mapping[str, Any]


def fault_of(english: str, translation: str) -> Fault | None:
    """What a translation lacks or has too much: placeholders, and forms that no number chooses."""
    theirs, ours = set(placeholders(translation)), set(placeholders(english))
    if theirs != ours:
        extra, missing = (", ".join(sorted(names)) or "-" for names in (theirs - ours, ours - theirs))
        return Fault("translation-placeholders", {"extra": extra, "missing": missing})
    unknown = sorted(set(forms(translation)) - set(CATEGORIES))
    if unknown:
        return Fault("translation-form", {"found": ", ".join(unknown), "known": ", ".join(CATEGORIES)})
    return None


def open_texts(files: EditionFiles, edition: Edition, language: str) -> dict[str, str]:
    """English texts of an edition that have no translation, or one that is older than they are."""
    held = {key: one.of for key, one in _locale(files, language).texts.items()}
    return {key: text for key, text in _english(edition).items() if held.get(key) != digest(text)}


def open_program_texts(language: str) -> dict[str, str]:
    """The same of the words of the program."""
    held = {key: one.of for key, one in program.written(language).items()}
    english = program.texts("en")
    return {_UI + key: text for key, text in english.items() if held.get(key) != digest(text)}


def merge(
    files: EditionFiles, edition: Edition, language: str, done: Mapping[str, Entry]
) -> tuple[int, dict[str, Fault]]:
    """Takes translations into `locales/<language>.yaml`; those of texts that are gone leave it.

    Returns:
        How many were taken, and what is wrong with the others, by key.
    """
    english = _english(edition)
    right, faults = _judged(english, {key: one for key, one in done.items() if not key.startswith(_UI)})
    locale = _locale(files, language)
    known = {key: one for key, one in locale.texts.items() if key in english}
    known.update((key, TranslatedText(of=digest(english[key]), text=text)) for key, text in right.items())
    path = files.edition / LOCALES / f"{language}.yaml"
    path.parent.mkdir(exist_ok=True)
    ordered = {key: known[key] for key in english if key in known}
    path.write_text(_yaml(language, locale.review, ordered), encoding="utf-8", newline="\n")
    return len(right), faults


def merge_program(language: str, done: Mapping[str, Entry]) -> tuple[int, dict[str, Fault]]:
    """The same for the words of the program, into `texts/<language>.json`."""
    english = program.texts("en")
    own = {key.removeprefix(_UI): one for key, one in done.items() if key.startswith(_UI)}
    right, faults = _judged(english, own)
    known = {key: one for key, one in program.written(language).items() if key in english}
    known.update((key, program.Translated(digest(english[key]), text)) for key, text in right.items())
    ordered = {key: known[key] for key in english if key in known}
    encoded = msgspec.json.format(msgspec.json.encode(ordered), indent=1)
    (_PROGRAM / f"{language}.json").write_bytes(encoded + b"\n")
    return len(right), {_UI + key: fault for key, fault in faults.items()}


def _judged(english: Mapping[str, str], done: Mapping[str, Entry]) -> tuple[dict[str, str], dict[str, Fault]]:
    """What can be taken, and what is wrong with the rest; what is not done yet is neither."""
    right: dict[str, str] = {}
    faults: dict[str, Fault] = {}
    for key, one in done.items():
        if not one.translation.strip():
            continue
        if key not in english:
            faults[key] = Fault("translation-no-text", {"found": key})
        elif one.english != english[key]:
            faults[key] = Fault("translation-changed", {})
        elif (fault := fault_of(english[key], one.translation)) is not None:
            faults[key] = fault
        else:
            right[key] = one.translation
    return right, faults


def _english(edition: Edition) -> dict[str, str]:
    return english_texts(
        edition.standard, (rule.file for rule in edition.rules), (check for check, _ in edition.checks)
    )


def _locale(files: EditionFiles, language: str) -> LocaleFile:
    found = files.locale(language)
    return load_locale(*found) if found else LocaleFile(language=language, review="unreviewed")


def _yaml(language: str, review: str, translations: Mapping[str, TranslatedText]) -> str:
    """One line for each text, so that a difference shows the text that differs; quoted as JSON, which YAML is too."""
    lines = [
        f"# The edition in another language. What is missing: oecheck standard translate {language}",
        f"language: {language}",
        f"review: {review}",
        "texts:" if translations else "texts: {}",
    ]
    for key, one in translations.items():
        lines.append(f"  {_quoted(key)}: {{of: {_quoted(one.of)}, text: {_quoted(one.text)}}}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
