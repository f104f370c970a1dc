"""The words of the program, by language: data.

English is a folder of JSON files, key → text. Another language is one file, `<language>.json`: key → the text, and the
digest of the English text that it translates; one whose English has changed since is not used.

Keys are `error.<code>`, `reason.<code>`, `evidence.<code>`, `limit.<code>`, `report.<key>`, `cli.<key>`, `lint.<code>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec

from oecheck.texts._plural import CATEGORIES, category

__all__ = [
    "CATEGORIES",
    "Translated",
    "can_be_language",
    "digest",
    "fill",
    "forms",
    "languages",
    "nearest",
    "placeholders",
    "text",
    "texts",
    "untranslated",
    "written",
]

_FOLDER = Path(__file__).parent
_ENGLISH = "en"
_TAG = re.compile(r"[A-Za-z0-9-]{1,35}")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_FORMS = "#"
"""Between the argument of a placeholder and the forms that its number chooses from: `{count#one=page|other=pages}`."""


class Translated(msgspec.Struct, frozen=True):
    """A text in another language, and the digest of the English that it translates."""

    of: str
    text: str


@cache
def texts(language: str) -> Mapping[str, str]:
    """All texts of a language by key; English stands in for what is not translated, or was before it changed."""
    english = _english()
    if language == _ENGLISH:
        return english
    known = {key: one.text for key, one in written(language).items() if one.of == digest(english.get(key, ""))}
    return {**english, **known}


@cache
def untranslated(language: str) -> frozenset[str]:
    """Keys whose text stands in English, for lack of a translation that fits."""
    if language == _ENGLISH:
        return frozenset()
    held = {key: one.of for key, one in written(language).items()}
    return frozenset(key for key, text in _english().items() if held.get(key) != digest(text))


@cache
def _english() -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for part in sorted((_FOLDER / _ENGLISH).glob("*.json"), key=lambda entry: entry.name):
        merged.update(msgspec.json.decode(part.read_bytes(), type=dict[str, str]))
    return merged


def can_be_language(tag: str) -> bool:
    """Whether a text has the form of a language tag; files are named after it, and a report may name anything."""
    return _TAG.fullmatch(tag) is not None


def written(language: str) -> Mapping[str, Translated]:
    """The translations of a language as they stand in its file, also those that are too old to be used."""
    if not can_be_language(language):
        return {}
    file = _FOLDER / f"{language}.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Translated]) if file.is_file() else {}


@cache
def languages() -> tuple[str, ...]:
    """Languages that the program has words in."""
    return tuple(sorted({_ENGLISH, *(file.stem for file in _FOLDER.glob("*.json"))}))


def nearest(tag: str) -> str:
    """The language of the program for a language tag or the name of a locale (`fr-CA`, `fr_FR.UTF-8`); "" for none."""
    wanted = re.split(r"[-_.@]", tag.strip().lower())[0]
    return wanted if wanted in languages() else ""


def digest(english: str) -> str:
    """What a translation remembers of its English text, to be found out of date when that changes."""
    return f"{crc32(english.encode()):08x}"


def placeholders(template: str) -> tuple[str, ...]:
    """The arguments that a text asks for, without the forms that a number chooses from."""
    return tuple(match[1].partition(_FORMS)[0] for match in _PLACEHOLDER.finditer(template))


def forms(template: str) -> tuple[str, ...]:
    """The categories of the forms that numbers choose from in a text."""
    found = (match[1].partition(_FORMS)[2] for match in _PLACEHOLDER.finditer(template))
    return tuple(form.partition("=")[0] for written in found if written for form in written.split("|"))


def fill(template: str, arguments: Mapping[str, object], language: str = _ENGLISH) -> str:
    """A text with its placeholders replaced; an argument that is not given stays visible as `{name}`."""

    def value(match: re.Match[str]) -> str:
        name, separator, forms = match[1].partition(_FORMS)
        if name not in arguments:
            return f"{{{name}}}"
        value = str(arguments[name])
        if separator:
            return _form(forms, value, language)
        # A sentence that is quoted brings its own full stop.
        return value[:-1] if _ends_twice(value, template, match.end()) else value

    return _PLACEHOLDER.sub(value, template)


def _ends_twice(value: str, template: str, after: int) -> bool:
    """Whether a value that ends a sentence stands before a full stop; dots of a path are no end."""
    return value.endswith(".") and not value.endswith("..") and template.startswith(".", after)


def _form(forms: str, number: str, language: str) -> str:
    """The form for a number; the last one stands in for a category that the text leaves out."""
    known = {name: form for name, _, form in (part.partition("=") for part in forms.split("|"))}
    return known.get(category(number, language), [*known.values()][-1])


def text(key: str, language: str = _ENGLISH, **arguments: object) -> str:
    """The text of a key in a language, filled in.

    Raises:
        KeyError: no language has this key; a defect of the program that a test finds.
    """
    return fill(texts(language)[key], arguments, language)
