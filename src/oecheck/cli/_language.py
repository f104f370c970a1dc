"""The language in which the program speaks: the one thing that a whole process shares.

`_chosen_language` finds it before any command is imported, since the help of a command is made when it is.
"""

from __future__ import annotations

__all__ = ["ENGLISH", "language", "speak", "was_asked_for"]

ENGLISH = "en"


class _Spoken:
    """Which language it is, and whether somebody asked for it."""

    language = ENGLISH
    asked = False


def language() -> str:
    """The language chosen."""
    return _Spoken.language


def was_asked_for() -> bool:
    """Whether the command line or the configuration names it: a stored report is not put into that of the locale."""
    return _Spoken.asked


def speak(chosen: str, *, asked: bool) -> None:
    """Speaks a language from now on."""
    _Spoken.language, _Spoken.asked = chosen, asked
