"""The nearest right word for a wrong one."""

from __future__ import annotations

from collections.abc import Iterable

from oecheck.cli._said import said

__all__ = ["suggestion"]

# More words than this nobody reads through.
_MOST = 40


def suggestion(word: str, words: Iterable[str]) -> str:
    """Names the likely words, or all of them where none is near; of very many, none."""
    from difflib import get_close_matches  # imported here: only needed once something is wrong

    choices = list(words)
    near = get_close_matches(word, choices, n=3, cutoff=0.6)
    if near:
        return said("suggest.near", words=", ".join(near))
    if len(choices) > _MOST:
        return said("suggest.none")
    return said("suggest.all", words=", ".join(choices))
