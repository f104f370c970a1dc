"""Which language a command line asks for: that of `--lang`, else of the configuration, else of the locale."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from oecheck.cli._config import config_file
from oecheck.cli._language import ENGLISH, speak
from oecheck.errors import UsageError
from oecheck.texts import nearest

__all__ = ["choose_language"]

_OPTION = "--lang"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which they count (POSIX.1-2017, 8.2)."""


def choose_language(words: Sequence[str]) -> None:
    """Finds the language of a command line; one that the program has no words in is left to be refused later."""
    asked = _typed(words) or _configured()
    speak(nearest(asked or _of_the_locale()) or ENGLISH, asked=bool(asked))


def _typed(words: Sequence[str]) -> str:
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == _OPTION:
            return following
        if word.startswith(f"{_OPTION}="):
            return word.partition("=")[2]
    return ""


def _configured() -> str:
    """The setting `lang`; what is wrong with the configuration is told by the command."""
    with suppress(UsageError):
        found = config_file(Path.cwd())
        return str(found[1].get("lang", "")) if found else ""
    return ""


def _of_the_locale() -> str:
    return next((value for name in _LOCALE if (value := os.environ.get(name, ""))), "")
