"""The language that the text of a page is written in (LNG rules): certain by script, probable by the extra `language`.

Without the extra only what the script proves is told: a text in Han and no kana is Chinese, one in Greek is Greek; a
text in Latin, Cyrillic or Arabic letters may be in many languages.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from importlib import import_module
from typing import Any

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_text import PageText, page_text
from oecheck.model.fact import Fact, Method, Value, plain, unreadable
from oecheck.values import language_tag
from oecheck.values.text import beginning, collapse, foreign_letters

__all__ = ["FACTS", "detect", "script_fits", "script_of"]

_SAMPLE, _MIN_LETTERS, _MIN_HAN = 4000, 120, 30
_NO_ASCII_LETTERS = bytes(code for code in range(256) if not (code < 0x80 and chr(code).isalpha()))
_SHARE = 0.8  # of the letters that must be of one script
_MIN_PROBABILITY = 0.7  # below this the model says itself that it is not reliable

# First word of the Unicode names of letters → script.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "GREEK": "Grek", "DEVANAGARI": "Deva",
    "BENGALI": "Beng", "TAMIL": "Taml", "TELUGU": "Telu", "GUJARATI": "Gujr", "KANNADA": "Knda", "MALAYALAM": "Mlym",
    "GURMUKHI": "Guru", "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr",
    "GEORGIAN": "Geor", "ARMENIAN": "Armn", "ETHIOPIC": "Ethi", "HANGUL": "Hang", "HIRAGANA": "Kana",
    "KATAKANA": "Kana", "CJK": "Hani", "MONGOLIAN": "Mong", "TIBETAN": "Tibt",
}  # fmt: skip
# Scripts that one language of instruction is written in.
_ONE_LANGUAGE = {
    "Grek": "el", "Taml": "ta", "Telu": "te", "Gujr": "gu", "Knda": "kn", "Mlym": "ml", "Guru": "pa", "Sinh": "si",
    "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Geor": "ka", "Armn": "hy", "Hang": "ko", "Kana": "ja",
    "Hani": "zh",
}  # fmt: skip
# Languages of the scripts that several use.
_SCRIPTS_OF = {
    "Cyrl": frozenset(
        {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "tt", "ba", "cv", "os", "uz", "ce", "bs"}
    ),
    "Arab": frozenset(
        {"ar", "fa", "prs", "ur", "ps", "ug", "sd", "ku", "ckb", "ks", "pa", "dv", "az", "ms", "ha", "kk", "ky"}
    ),
    "Hebr": frozenset({"he", "yi"}),
    "Deva": frozenset({"hi", "mr", "ne", "sa", "bho", "mai", "ks", "sd"}),
    "Beng": frozenset({"bn", "as"}),
    "Ethi": frozenset({"am", "ti"}),
    "Mong": frozenset({"mn"}),
    "Tibt": frozenset({"bo", "dz"}),
}
_NOT_LATIN = frozenset(
    """
    ar fa ur ps he yi el bn as ta te gu kn ml si th lo km my ka hy ko ja zh am ti hi mr ne ru uk be bg mk
    """.split()  # noqa: SIM905 (a table of codes, read as one)
)


_NEEDS_EXTRA: Fact[str] = unreadable("needs-language-extra")


def text_language(document: HtmlDocument) -> Fact[str]:
    """The language of the page's text as BCP 47 tag, with how sure that is."""
    if _surely_latin(page_text(document)) and _identifier() is None:
        return _NEEDS_EXTRA
    return _told(beginning(document.text[: 4 * _SAMPLE], _SAMPLE))


def detect(text: str) -> Fact[str]:
    """The language of a text; unreadable when it is too short, mixed, or cannot be told without the extra."""
    return _told(collapse(text)[:_SAMPLE])


def _told(text: str) -> Fact[str]:
    script, letters = script_of(text)
    if letters < (_MIN_HAN if script in {"Hani", "Kana", "Hang"} else _MIN_LETTERS):
        return unreadable("text-too-short")
    if not script:
        return unreadable("text-mixed-scripts")
    if script in _ONE_LANGUAGE:
        return Fact(value=_ONE_LANGUAGE[script], method=Method.INFERRED, confidence=0.98)
    identifier = _identifier()
    if identifier is None:
        return _NEEDS_EXTRA
    return _identified(identifier(text))


def text_script(document: HtmlDocument) -> str | None:
    """Script of four fifths of the letters (ISO 15924; Hani for Han alone); absent when it is mixed or a few words."""
    if _surely_latin(page_text(document)):
        return "Latn"
    script, letters = script_of(document.text[:_SAMPLE])
    return script if script and letters >= _MIN_HAN else None


def _surely_latin(text: PageText) -> bool:
    """Whether the beginning is in Latin letters wherever it is cut: told by ASCII letters, where little else is."""
    if len(text.foreign) > _SAMPLE // 4:
        return False
    latin = len(text.utf8[:_SAMPLE].translate(None, _NO_ASCII_LETTERS))
    return latin >= _MIN_LETTERS and latin > _SHARE * (latin + len(text.foreign))


def lang_fits_script(lang: Value[str], text_script: str | None) -> bool | None:
    """Whether the declared language of the page is one that is written in the script of its text; absent when either
    is not known."""
    declared = plain(lang)
    return script_fits(declared, text_script) if declared and text_script else None


def script_fits(language: str, script: str) -> bool | None:
    """Whether a language can be written in a script; None for a tag that names no language."""
    primary = language_tag.primary(language)
    if not primary:
        return None
    if script in language.split("-"):
        return True
    if script == "Latn":
        return primary not in _NOT_LATIN
    if script == "Hani":
        return primary in {"zh", "cmn", "yue", "nan", "ja"}
    return primary == _ONE_LANGUAGE.get(script) or primary in _SCRIPTS_OF.get(script, ())


def script_of(text: str) -> tuple[str, int]:
    """The script of four fifths of a text's letters, "" when it is mixed; and the number of letters."""
    data = text.encode("utf-8", "surrogatepass")
    counts: Counter[str] = Counter()
    if latin := len(data.translate(None, _NO_ASCII_LETTERS)):
        counts["Latn"] = latin
    for character, number in Counter(foreign_letters(data)).items():  # far fewer than the characters of the text
        if character.isalpha():
            counts[_script(character)] += number
    letters = counts.total()
    if counts["Kana"] and (counts["Kana"] + counts["Hani"]) >= _SHARE * letters and counts["Kana"] > 0.05 * letters:
        return "Kana", letters  # Japanese mixes Han and kana
    script, most = counts.most_common(1)[0] if counts else ("", 0)
    return (script if script and most >= _SHARE * letters else ""), letters


@cache
def _script(character: str) -> str:
    return _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], "")


@cache
def _identifier() -> Any:
    """The identifier of the extra `language` as a function from text to result; None without it."""
    try:
        module = import_module("gcld3")
    except ImportError:
        return None
    model = module.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _SAMPLE)
    return lambda text: model.FindLanguage(text=text)


def _identified(result: Any) -> Fact[str]:
    tag = language_tag.normalise(str(result.language)).tag
    if not tag or result.probability < _MIN_PROBABILITY:
        return unreadable("text-language-uncertain")
    return Fact(value=tag, method=Method.INFERRED, confidence=round(float(result.probability), 2))


FACTS = (
    FactDefinition(
        of="page",
        name="text_language",
        type="string",
        meaning="language that its text is written in, as far as script and the language extra tell",
        function=text_language,
    ),
    FactDefinition(
        of="page",
        name="text_script",
        type="string",
        meaning="script of four fifths of its letters (ISO 15924)",
        function=text_script,
    ),
    FactDefinition(
        of="page",
        name="lang_fits_script",
        type="bool",
        meaning="the declared language of the page is one that is written in the script of its text",
        function=lang_fits_script,
    ),
)
