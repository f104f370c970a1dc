"""Whether a page is written from right to left, and whether it says so (LNG-003)."""

from __future__ import annotations

import re

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.model.fact import Value, plain
from oecheck.values import language_tag
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"})
_LANGUAGES = frozenset({"ar", "he", "fa", "prs", "ur", "ps", "ug", "sd", "ckb", "dv", "yi", "syr", "nqo"})
_RTL_STYLE = pattern(r"direction\s{0,5}:\s{0,5}rtl", re.IGNORECASE)
_MAX_STYLE = 1 << 20  # characters of a style element that are looked at


def right_to_left(text_script: Value[str], lang: Value[str]) -> bool:
    """By the script of most of its letters; where that is not told, by its language."""
    script = plain(text_script)
    tag = plain(lang) or ""
    if script:
        return script in _SCRIPTS
    named = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    return named.title() in _SCRIPTS if named else language_tag.primary(tag) in _LANGUAGES


def direction(document: HtmlDocument) -> str:
    """`dir` of the root, else of the body, else of an element that holds the whole text; lower case; "" for none."""
    tops = [element for element in (document.root, *document.named("body")[:1]) if element is not None]
    told = next((element.get("dir").strip().lower() for element in tops if element.get("dir").strip()), "")
    if told:
        return told
    body = document.named("body")[:1]
    below = [child for child in body[0].node if getattr(child, "tag", "")] if body else []
    if len(below) == 1:
        wrapper = document.element(below[0])
        return wrapper.get("dir").strip().lower() if wrapper is not None else ""
    return ""


def direction_by_style(document: HtmlDocument) -> bool:
    """Whether a style of the page itself sets the direction."""
    if any(_RTL_STYLE.search(element.get("style")) for element in document.having("style")):
        return True
    return any(_RTL_STYLE.search(document.raw_text(style)[:_MAX_STYLE]) for style in document.named("style"))


FACTS = (
    FactDefinition(
        of="page",
        name="right_to_left",
        type="bool",
        meaning="its text is written from right to left, by its script, else by its language",
        function=right_to_left,
    ),
    FactDefinition(
        of="page",
        name="direction",
        type="string",
        meaning="dir of the root, the body or the one element that holds all; empty where none is written",
        function=direction,
    ),
    FactDefinition(
        of="page",
        name="direction_by_style",
        type="bool",
        meaning="a style in the page sets the direction from right to left",
        function=direction_by_style,
    ),
)
