"""Colours and sizes that the elements of a page come to, from what the page itself says.

Source: CSS Cascade 5 §6-§7; HTML §15.3 (presentational hints, default sizes).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from oecheck.documents.html import HtmlDocument
from oecheck.facts._style_rules import Compound, Rule, declarations, parse_rules
from oecheck.values.colour import Colour, blend, parse_colour
from oecheck.values.patterns import pattern

__all__ = ["Cascade", "Style", "matches"]

_MAX_CLIMB = 40  # elements above that a descendant selector is tried on
_MAX_DISABLED = 500  # controls of one page
_ROOT_SIZE = 16.0
_HEADING_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_KEYWORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_LENGTH = pattern(r"(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})(px|pt|pc|in|cm|mm|em|rem|%)\Z")
_BLUR = pattern(r"(?:^|[\s,])(?:-?[\d.]{1,9}[a-z]{0,3}\s{1,9}){2}(\d{1,4}(?:\.\d{1,6})?)(px|pt|em|rem)\b")
_BLUR_PX = 2.0
_SHARE = pattern(r"(0?\.\d{1,6}|0)\Z")
_OFF_SCREEN = pattern(
    r"(?:^|[;\s])(?:left|right|top|bottom|text-indent)\s{0,9}:\s{0,9}-\d{3,9}(?:\.\d{1,9})?(?:px|r?em|pt)\b", re.I
)
_KEEPS = frozenset({"inherit", "initial", "unset", "revert", "revert-layer", "currentcolor"})
_FORM_CONTROLS = frozenset({"button", "select", "textarea", "input", "option", "optgroup", "mark"})
_COLOUR_IN_BACKGROUND = pattern(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]{1,80}\)|\b[a-z]{3,22}\b")
_BACKGROUND_WORDS = frozenset(
    {
        "none",
        "repeat",
        "repeat-x",
        "repeat-y",
        "no-repeat",
        "scroll",
        "fixed",
        "local",
        "center",
        "top",
        "left",
        "right",
        "bottom",
        "cover",
        "contain",
        "border-box",
        "padding-box",
        "content-box",
        "space",
        "round",
        "auto",
    }
)


class Style(NamedTuple):
    """What applies to the text of an element.

    Attributes:
        colour, background: a colour; None where the page sets none; a reason code where it cannot be told.
        colour_at, background_at: nodes that set them in their `style`; None when something else did.
        size_px: font size; None where it cannot be told.
        bold: bold text.
        disabled: inside a disabled control, of its label, or moved off the screen.
    """

    colour: Colour | str | None = None
    background: Colour | str | None = None
    colour_at: Any = None
    background_at: Any = None
    size_px: float | None = _ROOT_SIZE
    bold: bool = False
    disabled: bool = False


_NOTHING = Style()


class Cascade:
    """The styles of one page, each node asked once."""

    def __init__(self, document: HtmlDocument) -> None:
        self._document = document
        self._known: dict[Any, Style] = {None: _NOTHING}
        self._by_key: dict[str, list[Rule]] = {}
        for element in document.named("style"):
            for rule in parse_rules(document.raw_text(element)):
                self._by_key.setdefault(_key(rule.compounds[0]), []).append(rule)
        self._labels = _labels_of_disabled(document)
        self._link_colour = next((body.get("link") for body in document.named("body") if body.get("link")), "")

    def style(self, node: Any) -> Style:
        """What applies to text directly inside a node."""
        path = []
        while node not in self._known:
            path.append(node)
            node = node.parent
        style = self._known[node]
        for below in reversed(path):
            if type(below) is self._document.element_type:
                style = self._own(below, style)
            self._known[below] = style
        return style

    def _own(self, node: Any, around: Style) -> Style:
        attributes = self._document.attributes(node)
        name: str = node.tag
        style = _by_nature(name, attributes, around, self._link_colour)
        if node in self._labels:
            style = style._replace(disabled=True)
        values = self._values(node, name, attributes) if attributes or self._by_key else {}
        if values:
            style = _apply(style, values, around, node)
        return style

    def _values(self, node: Any, name: str, attributes: dict[str, str]) -> dict[str, tuple[str, bool]]:
        """Winning value of each property, and whether the element's own `style` set it; "?" where a rule is unsure."""
        best: dict[str, tuple[tuple[Any, ...], str]] = {}
        for rule in self._candidates(name, attributes):
            fits = matches(self._document, rule.compounds, node)
            if fits is False:
                continue
            value_known = rule.sure and fits is True
            for prop, (value, important) in rule.values.items():
                weight = (important, False, *rule.weight)
                if prop not in best or weight >= best[prop][0]:
                    best[prop] = (weight, value if value_known else "?")
        if "style" in attributes:
            for prop, (value, important) in declarations(attributes["style"]).items():
                own = (important, True, 0, 0, 0, 0)
                if prop not in best or own[:2] >= best[prop][0][:2]:
                    best[prop] = (own, value)
        _settle(best)
        return {prop: (value, weight[1]) for prop, (weight, value) in best.items()}

    def _candidates(self, name: str, attributes: dict[str, str]) -> list[Rule]:
        if not self._by_key:
            return []
        keys = ["*", name]
        if attributes:
            keys.extend("." + word for word in attributes.get("class", "").split()[:50])
            keys.append("#" + attributes.get("id", ""))
        return [rule for key in dict.fromkeys(keys) for rule in self._by_key.get(key, ())]


def matches(document: HtmlDocument, compounds: tuple[Compound, ...], node: Any) -> bool | None:
    """Whether a selector is for a node; None where that would take too long to say."""
    if not _fits(document, compounds[0], node):
        return False
    must_be_parent = compounds[0].child
    for compound in compounds[1:]:
        node = node.parent
        climbed = 0
        while type(node) is document.element_type and not _fits(document, compound, node):
            if must_be_parent:
                return False
            node = node.parent
            climbed += 1
            if climbed > _MAX_CLIMB or not document.step():
                return None
        if type(node) is not document.element_type:
            return False
        must_be_parent = compound.child
    return True


def _fits(document: HtmlDocument, compound: Compound, node: Any) -> bool:
    if compound.name and compound.name != node.tag:
        return False
    if not compound.classes and not compound.ids:
        return True
    attributes = document.attributes(node)
    if any(identifier != attributes.get("id") for identifier in compound.ids):
        return False
    words = attributes.get("class", "").split()
    return all(word in words for word in compound.classes)


def _is_disabled(attributes: dict[str, str]) -> bool:
    return "disabled" in attributes or attributes.get("aria-disabled", "").lower() == "true"


def _labels_of_disabled(document: HtmlDocument) -> set[Any]:
    """What names a disabled control: the label around it, labels for it, and what it says it is named by."""
    disabled = [one for key in ("disabled", "aria-disabled") for one in document.having(key)]
    disabled = [one for one in disabled[:_MAX_DISABLED] if _is_disabled(one.attributes)]
    ids = {one.get("id") for one in disabled} - {""}
    naming = {word for one in disabled for word in one.get("aria-labelledby").split()[:10]}
    found = {label.node for label in document.named("label") if label.get("for") in ids}
    found |= {one.node for one in (document.by_id.get(name) for name in naming) if one is not None}
    for one in disabled:
        node = one.node.parent
        for _ in range(_MAX_CLIMB):
            if getattr(node, "tag", "") == "label":
                found.add(node)
            node = getattr(node, "parent", None)
    return found


def _settle(best: dict[str, tuple[tuple[Any, ...], str]]) -> None:
    """Between a shorthand and its parts the heavier wins."""
    shorthand = best.get("background")
    for part in ("background-color", "background-image"):
        if shorthand is not None and part in best and best[part][0] < shorthand[0]:
            del best[part]


def _key(compound: Compound) -> str:
    if compound.ids:
        return "#" + compound.ids[0]
    if compound.classes:
        return "." + compound.classes[0]
    return compound.name or "*"


def _by_nature(name: str, attributes: dict[str, str], around: Style, link_colour: str) -> Style:
    """Before any style: what the element's name and its presentational attributes do."""
    style = around
    if name in _BOLD:
        style = style._replace(bold=True)
    if name in _HEADING_SIZES and style.size_px is not None:
        style = style._replace(size_px=style.size_px * _HEADING_SIZES[name])
    if name in _FORM_CONTROLS:  # a browser gives them colours of its own
        style = style._replace(colour=None, background=None, colour_at=None, background_at=None)
    if not attributes:
        return style
    if name == "a" and "href" in attributes:
        style = style._replace(colour=parse_colour(link_colour) if link_colour else None, colour_at=None)
    if _is_disabled(attributes) or _OFF_SCREEN.search(attributes.get("style", "")[:2000]):
        style = style._replace(disabled=True)
    return _by_hints(name, attributes, style)


def _by_hints(name: str, attributes: dict[str, str], style: Style) -> Style:
    if "bgcolor" in attributes:
        colour = _legacy(attributes["bgcolor"])
        style = style._replace(background=colour or style.background, background_at=None)
    if "background" in attributes and name in ("body", "table", "td", "th", "tr"):
        style = style._replace(background="contrast-picture", background_at=None)
    hint = attributes.get("color") if name == "font" else attributes.get("text") if name == "body" else None
    if hint:
        style = style._replace(colour=_legacy(hint) or style.colour, colour_at=None)
    if name == "font" and attributes.get("size", "").strip().lstrip("+") in _FONT_SIZES:
        written = attributes["size"].strip()
        size = _FONT_SIZES.get(str(min(7, 3 + int(written[1:]))) if written.startswith("+") else written)
        style = style._replace(size_px=size)
    return style


def _legacy(text: str) -> Colour | None:
    """A colour of an old attribute, which may lack its `#` (HTML §2.3.6, the common part of it)."""
    text = text.strip()
    return parse_colour(text) or parse_colour("#" + text)


def _apply(style: Style, values: dict[str, tuple[str, bool]], around: Style, node: Any) -> Style:
    if "font" in values:
        size = next((word.partition("/")[0] for word in values["font"][0].split() if word[:1].isdigit()), "")
        style = style._replace(size_px=_size(size, around.size_px), bold="bold" in values["font"][0])
    if "font-size" in values:
        style = style._replace(size_px=_size(values["font-size"][0], around.size_px))
    if "font-weight" in values:
        style = style._replace(bold=_is_bold(values["font-weight"][0], style.bold))
    if "color" in values:
        value, own = values["color"]
        if value == "inherit":
            style = style._replace(colour=around.colour, colour_at=around.colour_at)
        elif value not in _KEEPS:
            found = "contrast-selector" if value == "?" else parse_colour(value) or "contrast-value"
            style = style._replace(colour=found, colour_at=node if own else None)
    for prop in ("background", "background-color", "background-image"):
        if prop in values:
            value, own = values[prop]
            style = _with_background(style, prop, value, around, node if own else None)
    if "opacity" in values and values["opacity"][0] not in ("1", "1.0", "100%"):
        alone = not any(prop.startswith("background") for prop in values)
        style = style._replace(colour=_seen_through(style.colour if alone else None, values["opacity"][0]))
    if (style.colour or style.background) and _is_blurred(values.get("text-shadow", ("", False))[0]):
        style = style._replace(background="contrast-gradient", background_at=None)  # letters lie on their own shadow
    return style


def _seen_through(colour: Colour | str | None, opacity: str) -> Colour | str:
    """The colour of letters that let through what is behind them; what shows nothing may be shown later by a script."""
    share = _SHARE.match(opacity)
    if not isinstance(colour, tuple) or share is None or float(share[1]) == 0:
        return "contrast-transparent"
    return (*colour[:3], colour[3] * float(share[1]))


def _is_blurred(shadow: str) -> bool:
    """Whether a shadow spreads so far that it lies around the letters."""
    return any(float(number) * _UNITS.get(unit, _ROOT_SIZE) >= _BLUR_PX for number, unit in _BLUR.findall(shadow))


def _with_background(style: Style, prop: str, value: str, around: Style, at: Any) -> Style:
    if value in _KEEPS or value in ("none", "transparent"):
        # nothing is painted: what lies behind shows
        return (
            style
            if prop == "background-image"
            else style._replace(background=around.background, background_at=around.background_at)
        )
    if value == "?":
        return style._replace(background="contrast-selector", background_at=None)
    if "gradient(" in value:
        return style._replace(background="contrast-gradient", background_at=None)
    if "url(" in value or "image(" in value:
        return style._replace(background="contrast-picture", background_at=None)
    if prop == "background-image":
        return style
    colour = _painted(value)
    if colour is None:
        if prop == "background" and all(word in _BACKGROUND_WORDS or word[:1].isdigit() for word in value.split()):
            return style
        return style._replace(background="contrast-value", background_at=None)
    if colour[3] >= 1.0:
        return style._replace(background=colour, background_at=at)
    if colour[3] == 0.0:
        return style
    if isinstance(around.background, tuple):
        return style._replace(background=blend(colour, around.background), background_at=None)
    return style._replace(background=around.background or "contrast-transparent", background_at=None)


def _painted(value: str) -> Colour | None:
    """The colour in a background value."""
    whole = parse_colour(value)
    if whole is not None:
        return whole
    for match in _COLOUR_IN_BACKGROUND.finditer(value):
        colour = parse_colour(match[0])
        if colour is not None:
            return colour
    return None


def _size(value: str, around: float | None) -> float | None:
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if value in ("smaller", "larger") and around is not None:
        return around * (1.2 if value == "larger" else 1 / 1.2)
    if value == "inherit":
        return around
    match = _LENGTH.match(value)
    if match is None:
        return None
    number = float(match[1])
    if match[2] in _UNITS:
        return number * _UNITS[match[2]]
    if match[2] == "rem":
        return number * _ROOT_SIZE
    share = number / 100 if match[2] == "%" else number
    return None if around is None else share * around


def _is_bold(value: str, before: bool) -> bool:
    if value.isascii() and value.isdigit():
        return int(value[:5]) >= 700
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(value, before)
