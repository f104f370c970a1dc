"""CSS colours and their contrast.

Source: CSS Color 4 §4-§7 (named, hex, rgb(), hsl()); WCAG 2.2 "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

from oecheck.values._colour_names import NAMES
from oecheck.values.patterns import pattern

__all__ = ["Colour", "blend", "contrast_ratio", "hex_of", "parse_colour"]

Colour = tuple[int, int, int, float]
"""Red, green and blue from 0 to 255, and opacity from 0 to 1."""

_HEX = pattern(r"#([0-9a-f]{3,8})\Z")
_FUNCTION = pattern(r"(rgb|hsl)a?\(([^()]{1,80})\)\Z")
_NUMBER = pattern(r"[+-]?(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})(?:%|deg)?\Z")
_TRANSPARENT: Colour = (0, 0, 0, 0.0)


def parse_colour(text: str) -> Colour | None:
    """The colour that a CSS value names; None for what is no colour or cannot be told (`var()`, `currentcolor`).

    >>> parse_colour("#F00")
    (255, 0, 0, 1.0)
    >>> parse_colour("rgb(0 128 0 / 50%)")
    (0, 128, 0, 0.5)
    """
    text = text.strip().lower()
    if text == "transparent":
        return _TRANSPARENT
    named = NAMES.get(text)
    if named is not None:
        return (named >> 16, named >> 8 & 255, named & 255, 1.0)
    match = _HEX.match(text)
    if match:
        return _from_hex(match[1])
    match = _FUNCTION.match(text)
    return _from_function(match[1], match[2]) if match else None


def contrast_ratio(first: Colour, second: Colour) -> float:
    """WCAG contrast ratio of two opaque colours, 1.0 to 21.0."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(above: Colour, below: Colour) -> Colour:
    """A see-through colour laid over an opaque one (CSS Compositing, source over)."""
    opacity = above[3]
    if opacity >= 1.0:
        return above
    red, green, blue = (round(above[i] * opacity + below[i] * (1 - opacity)) for i in range(3))
    return (int(red), int(green), int(blue), 1.0)


def hex_of(colour: Colour) -> str:
    """`#rrggbb`, opacity left out."""
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    opacity = int(digits[6:], 16) / 255 if len(digits) == 8 else 1.0
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16), opacity)


def _from_function(name: str, inside: str) -> Colour | None:
    parts = inside.replace(",", " ").replace("/", " ").split()
    if len(parts) not in (3, 4) or not all(_NUMBER.match(part) for part in parts):
        return None
    opacity = min(1.0, max(0.0, _share(parts[3], 1.0))) if len(parts) == 4 else 1.0
    if name == "rgb":
        red, green, blue = (min(255, max(0, round(_share(part, 255.0)))) for part in parts[:3])
        return (red, green, blue, opacity)
    return (*_from_hsl(float(parts[0].removesuffix("deg").removesuffix("%")), parts[1], parts[2]), opacity)


def _share(part: str, whole: float) -> float:
    return float(part[:-1]) * whole / 100 if part.endswith("%") else float(part.removesuffix("deg"))


def _from_hsl(hue: float, saturation_text: str, lightness_text: str) -> tuple[int, int, int]:
    saturation = min(1.0, max(0.0, float(saturation_text.rstrip("%deg")) / 100))
    lightness = min(1.0, max(0.0, float(lightness_text.rstrip("%deg")) / 100))
    reach = saturation * min(lightness, 1 - lightness)

    def channel(offset: int) -> int:
        place = (offset + hue / 30) % 12
        return round(255 * (lightness - reach * max(-1.0, min(place - 3, 9 - place, 1.0))))

    return channel(0), channel(8), channel(4)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
