"""The `aicc_script` of `adlcp:prerequisites` (SCORM 1.2): `S1 & (S2|S3)`, `~S4`, `2*{S5,S6,S7}`, `S8="passed"`.

Read with one pass over the text, whatever it holds. Source: formats/scorm-1.2.md §2.
"""

from __future__ import annotations

import re

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["Prerequisites", "read_prerequisites"]

_TOKEN = pattern(
    r"\s+|(?P<word>[\w.:-]+)|(?P<operator>[&|~(),{}*])"
    r"|(?P<status>(?:=|<>)\s*(?:\"[^\"]*\"|'[^']*'|[\w ]{1,20}))|(?P<other>.)",
    re.DOTALL,
)
_WORDS = frozenset({"and", "or", "not"})  # the programming words that authors write instead of & | ~


class Prerequisites(msgspec.Struct, frozen=True):
    """A script as far as a checker needs it.

    Attributes:
        targets: identifiers that it names, each once, in order.
        all_needed: each of them has to be done: the script joins them with `&` alone.
        readable: it holds nothing but identifiers, operators and status words of the language.
    """

    targets: tuple[str, ...] = ()
    all_needed: bool = True
    readable: bool = True


def read_prerequisites(script: str) -> Prerequisites:
    """What a script names, and whether all of it is needed."""
    words: list[str] = []
    only_and, readable, depth = True, True, 0
    for match in _TOKEN.finditer(script):
        kind = match.lastgroup
        text = match[0]
        if kind == "word":
            if text.lower() in _WORDS:
                readable = False
                only_and = only_and and text.lower() == "and"
            else:
                words.append(text)
        elif kind == "operator":
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(text, 0)
            only_and = only_and and text in "&()"
            readable = readable and depth >= 0
            if text == "*" and words and words[-1].isdigit():
                words.pop()  # `2*{…}`: a number, no identifier
        elif kind == "status":
            only_and = only_and and not text.startswith("<>")
        elif kind == "other":
            readable = False
    return Prerequisites(tuple(dict.fromkeys(words)), only_and, readable and depth == 0)
