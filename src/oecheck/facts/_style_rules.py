"""Style rules that a page carries itself: `style` elements and `style` attributes, as far as colours and sizes go.

Understood: element, `*`, class and id selectors, joined by descendant and child combinators. Any other selector that
could match makes the properties it sets *unsure*. Rules for states (`:hover`) and made-up content do not count;
at-rules with blocks (`@media`) are left out. Nothing here is recursive or goes back over its input.

Source: CSS Syntax 3 §5, Selectors 4 §3-§6, CSS Cascade 5 §6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from oecheck.values.patterns import pattern

__all__ = [
    "Compound",
    "Rule",
    "blocks",
    "declarations",
    "made_up_contents",
    "parse_rules",
    "placed_blocks",
    "subject",
    "without_comments",
]

PROPERTIES = frozenset(
    {
        "color",
        "background",
        "background-color",
        "background-image",
        "font",
        "font-size",
        "font-weight",
        "opacity",
        "text-shadow",
    }
)

_MAX_RULES = 2000
_MAX_PARTS = 8  # compounds of one selector; with more it is unsure
_MAX_CODE = 0x110000
_MAX_PRELUDE = 4000  # characters of a selector list

_COMMENT = pattern(r"/\*")
_COMPOUND = pattern(r"([a-z][a-z0-9-]*|\*)?((?:[.#][a-z0-9_-]+)*)\Z", re.IGNORECASE)
_SIMPLE = pattern(r"([.#])([a-z0-9_-]+)", re.IGNORECASE)
_STATE = pattern(r"::|:(?:hover|focus|active|visited|target|before|after|first-l|selection|checked|disabled)", re.I)
_MADE_UP = pattern(r"::?(?:before|after)\s{0,99}\Z", re.IGNORECASE)
_CONTENT = pattern(
    r"(?:^|[;\s])content\s{0,9}:\s{0,9}([\"'])(?P<shown>[^\"']{0,200})\1"
    r"(?:\s{0,9}/\s{0,9}([\"'])(?P<instead>[^\"']{0,200})\3)?\s{0,9}(?:;|!|\Z)",
    re.IGNORECASE,
)
"""Words that are shown, and what is said instead of them. Source: CSS Generated Content 3 §1.2."""

_ESCAPE = pattern(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_LINKS = pattern(r":(?:link|any-link)\b", re.IGNORECASE)


class Compound(NamedTuple):
    """What one element has to be: name ("" for any), classes, ids; `child` when it must be the parent's child."""

    name: str
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    child: bool


class Rule(NamedTuple):
    """One selector with its declarations.

    Attributes:
        compounds: from the element itself outwards.
        sure: all of the selector was understood.
        weight: specificity and order, for comparing.
        values: property to (value, important).
    """

    compounds: tuple[Compound, ...]
    sure: bool
    weight: tuple[int, int, int, int]
    values: dict[str, tuple[str, bool]]


def declarations(text: str) -> dict[str, tuple[str, bool]]:
    """The declarations of a block that bear on colour and size: value in lower case, and whether it is important."""
    found: dict[str, tuple[str, bool]] = {}
    for part in without_comments(text).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if not colon or name not in PROPERTIES:
            continue
        value, mark, word = value.strip().lower().partition("!")
        important = bool(mark) and word.strip() == "important"
        if value and not (name in found and found[name][1] and not important):
            found[name] = (value.strip()[:500], important)
    return found


def parse_rules(text: str) -> list[Rule]:
    """The rules of a `style` element that set a colour or size."""
    rules: list[Rule] = []
    for order, (prelude, block) in enumerate(blocks(without_comments(text))):
        values = declarations(block)
        if not values or len(prelude) > _MAX_PRELUDE:
            continue
        for selector in prelude.split(","):
            rule = _rule(selector.strip(), values, order)
            if rule is not None:
                rules.append(rule)
        if len(rules) >= _MAX_RULES:
            break
    return rules


def without_comments(text: str) -> str:
    """The text with each comment made a blank; the line ends in it stay, so that lines keep their numbers."""
    if "/*" not in text:
        return text
    kept, place = [], 0
    while (start := text.find("/*", place)) >= 0:
        kept.append(text[place:start])
        end = text.find("*/", start + 2)
        place = len(text) if end < 0 else end + 2
        kept.append(" " + "\n" * text.count("\n", start, place))
    kept.append(text[place:])
    return "".join(kept)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selector lists with what stands in their braces; at-rules are stepped over."""
    return ((prelude, declarations) for prelude, declarations, _ in placed_blocks(text))


def placed_blocks(text: str) -> Iterator[tuple[str, str, int]]:
    """The same, each with the place of its opening brace in the text."""
    place = 0
    while (opened := text.find("{", place)) >= 0:
        prelude = text[place:opened].rpartition(";")[2].strip().removeprefix("<!--").strip()
        if prelude.startswith("@"):
            place = _end_of_block(text, opened)
            continue
        closed = text.find("}", opened)
        closed = len(text) if closed < 0 else closed
        yield prelude, text[opened + 1 : closed], opened
        place = closed + 1


def _end_of_block(text: str, opened: int) -> int:
    depth, place = 1, opened + 1
    for match in re.compile(r"[{}]").finditer(text, place):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def made_up_contents(text: str) -> Iterator[tuple[tuple[Compound, ...], str]]:
    """Words that a `style` element puts before or after elements, with the selectors that are understood."""
    for prelude, block in blocks(without_comments(text)):
        written = _CONTENT.search(block) if "content" in block else None
        if written is None or len(prelude) > _MAX_PRELUDE:
            continue
        instead = written["instead"]
        for selector in prelude.split(","):
            made_up = _MADE_UP.search(selector)
            rule = _rule(selector[: made_up.start()].strip(), {}, 0) if made_up else None
            if rule is not None and rule.sure:
                yield tuple(rule.compounds), _spoken(written["shown"] if instead is None else instead)


def _spoken(words: str) -> str:
    """A string of a style, without what only a font of signs draws: characters for private use."""
    plain = _ESCAPE.sub(lambda found: chr(code) if (code := int(found[1], 16)) < _MAX_CODE else "", words)
    return "".join(sign for sign in plain if category(sign) not in ("Cc", "Cn", "Co", "Cs"))


def _rule(selector: str, values: dict[str, tuple[str, bool]], order: int) -> Rule | None:
    if not selector or _STATE.search(selector):
        return None
    selector = _LINKS.sub("", selector)
    compounds: list[Compound] = []
    sure, child = True, False
    for token in reversed(selector.replace(">", " > ").split()):
        if token == ">":
            child = True
            continue
        compound = _compound(token)
        if compound is None or len(compounds) >= _MAX_PARTS:
            sure = False
            if not compounds:
                compounds.append(_loose(token))
            break
        if child and compounds:
            compounds[-1] = compounds[-1]._replace(child=True)
        child = False
        compounds.append(compound)
    ids = sum(len(compound.ids) for compound in compounds)
    classes = sum(len(compound.classes) for compound in compounds)
    names = sum(bool(compound.name) for compound in compounds)
    return Rule(tuple(compounds), sure, (ids, classes, names, order), values) if compounds else None


def subject(selector: str) -> Compound | None:
    """What a selector asks of the element itself; None where it asks nothing that is understood, or is for a state."""
    token = (_LINKS.sub("", selector).replace(">", " ").split() or [""])[-1]
    compound = None if _STATE.search(selector) else _compound(token)
    return compound if compound is not None and any(compound[:3]) else None


def _compound(token: str) -> Compound | None:
    match = _COMPOUND.match(token)
    if match is None or not token:
        return None
    simple = _SIMPLE.findall(match[2])
    return Compound(
        "" if match[1] in (None, "*") else match[1].lower(),
        tuple(word for mark, word in simple if mark == "."),
        tuple(word for mark, word in simple if mark == "#"),
        child=False,
    )


def _loose(token: str) -> Compound:
    """What can be said of an element that a selector not understood matches: at most its name."""
    name = re.match(r"[a-z][a-z0-9-]*", token, re.IGNORECASE)
    return Compound(name[0].lower() if name else "", (), (), child=False)
