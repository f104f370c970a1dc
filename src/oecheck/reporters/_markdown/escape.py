"""Text of strangers in Markdown: it formats nothing, links nowhere and calls nobody.

Source: CommonMark 0.31 §2.4, §6.1; GitHub Flavored Markdown 0.29 §6.9 (autolinks without brackets).
"""

from __future__ import annotations

import re

from oecheck.reporters._visible import exact, visible

__all__ = ["cell", "code", "prose"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]|\A[-+=#]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]")
_AT = re.compile(r"[@#](?=\w)")
_LINK = re.compile(r"(?i)\b(https?|ftp|www|mailto|xmpp)(?=[:.])")
_TICKS = re.compile(r"`+")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def prose(text: str) -> str:
    """A text as Markdown that shows it as it is; safe in a cell of a table."""
    whole = visible(text)
    body = whole.lstrip()  # a mark begins a block behind blanks too
    shown = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), body)
    shown = whole[: len(whole) - len(body)] + shown
    shown = _LINK.sub(r"\1<!-- -->", shown)
    return _AT.sub(lambda match: f"{match[0]}<!-- -->", shown)


def cell(text: str) -> str:
    """A code span in a table, where a bar would begin the next cell even inside code."""
    return code(text).replace("|", "\\|")


def code(text: str) -> str:
    """A path or a key as a code span, which no back tick inside can end."""
    shown = exact(text)
    longest = max((len(ticks) for ticks in _TICKS.findall(shown)), default=0)
    if not longest:
        return f"`{shown}`"
    fence = "`" * (longest + 1)
    return f"{fence} {shown} {fence}"
