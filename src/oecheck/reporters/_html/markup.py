"""Small pieces of HTML; every text passes through `escaped` or `exactly` on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oecheck.reporters._markup import escaped, exactly

__all__ = ["bdi", "code", "details", "isolated", "path", "prose", "snippet"]

_SHORTEST = 2  # characters; shorter values would be found inside other words
# Blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and others, their presentation forms, and Adlam to Arabic symbols.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
_BREAK_AFTER = re.compile(r"([/_.?=-]|&amp;)")


def bdi(text: str) -> str:
    """A text of the package: its direction is its own and moves nothing around it."""
    return f"<bdi>{escaped(text)}</bdi>"


def code(text: str) -> str:
    """Code, an id or a digest, always written from left to right."""
    return f'<code dir="ltr">{exactly(text)}</code>'


def path(text: str) -> str:
    """A path or an address, which a narrow screen may break after its separators."""
    breakable = _BREAK_AFTER.sub(r"\1<wbr>", exactly(text))
    return f'<code dir="ltr" class="path">{breakable}</code>'


def prose(tag: str, content: str, classes: str = "") -> str:
    """An element with words, already escaped, that keeps them readable in a page of the other direction.

    Words without any letter of a script from right to left are marked as left to right: in an Arabic page they are
    names and what is not translated. (`dir="auto"` would go by the first letter, and turn round every Arabic sentence
    that begins with the name of a platform.)
    """
    named = f' class="{classes}"' if classes else ""
    direction = "" if _RIGHT_TO_LEFT.search(content) else ' dir="ltr"'
    return f"<{tag}{direction}{named}>{content}</{tag}>"


def isolated(message: str, arguments: Mapping[str, Any]) -> str:
    """A message with the texts that it quotes from the package each isolated."""
    values = sorted(set(_texts(arguments.values())), key=lambda value: (-len(value), value))
    if not values:
        return escaped(message)
    quoted = re.compile("|".join(map(re.escape, values)))
    pieces: list[str] = []
    position = 0
    for match in quoted.finditer(message):
        pieces += (escaped(message[position : match.start()]), bdi(match[0]))
        position = match.end()
    return "".join((*pieces, escaped(message[position:])))


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and len(value) > _SHORTEST:
            yield value
        elif isinstance(value, list):
            yield from (part for part in value if isinstance(part, str) and len(part) > _SHORTEST)


def snippet(text: str) -> str:
    """What stands in a file: markup from left to right, text of another script in its own direction."""
    shown = exactly(text)
    direction = "auto" if _RIGHT_TO_LEFT.search(shown) else "ltr"
    return f'<pre dir="{direction}"><code>{shown}</code></pre>'


def details(summary: str, body: Iterable[str], classes: str = "") -> Iterator[str]:
    """A list that is folded until it is asked for; on paper it is open."""
    named = f' class="{classes}"' if classes else ""
    yield f"<details{named}><summary>{summary}</summary>\n"
    yield from body
    yield "</details>\n"
