"""How large the text of slides is (ECMA-376 Part 1, 19.3 and 21.1): run, list style, layout, master, in this order."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.xml import Element
from oecheck.facts._office_parts import Parts, attribute, local, named

__all__ = ["slide_sizes_pt"]

_MAX_SLIDES = 2000
_HUNDREDTHS, _THOUSANDTHS = 100.0, 100_000.0
_EMU_PER_PT = 12_700.0
_USUAL_HEIGHT_PT = 540.0  # 19.05 cm; sizes on slides of another height are converted
_SMALL_SHARE = 0.2  # notes, sources and labels may be smaller than what is to be read
_DEFAULT_SIZE = 1800  # 21.1.2.3.9, where nothing says anything
_ASIDE = frozenset({"dt", "ftr", "sldNum", "hdr"})
_TITLES = frozenset({"title", "ctrTitle"})
_STYLE_NAMES = ("titleStyle", "bodyStyle", "otherStyle")
_LEVELS = tuple(f"lvl{level}pPr" for level in range(1, 10))


def slide_sizes_pt(parts: Parts) -> tuple[float, ...]:
    """For each slide with text the size that four fifths of its characters have at least, on a slide 540 pt high."""
    deck = parts.root("ppt/presentation.xml")
    scale = _USUAL_HEIGHT_PT / (_height_pt(deck) or _USUAL_HEIGHT_PT)
    found = []
    for name in parts.matching("ppt/slides/", "slide")[:_MAX_SLIDES]:
        size = _Slide(parts, name, deck).size_pt()
        if size is not None:
            found.append(round(size * scale, 1))
    return tuple(found)


def _height_pt(deck: Element | None) -> float | None:
    height = next((attribute(size, "cy") for size in named(deck, "sldSz")), None) or ""
    return int(height) / _EMU_PER_PT if height.isascii() and height.isdigit() and 0 < len(height) < 12 else None


_Sizes = dict[int, int]
"""Size in hundredths of a point by level of the list."""


class _Ground:
    """A layout or master: sizes by placeholder, worked out once."""

    def __init__(self, root: Element | None) -> None:
        self._by_number: dict[str, _Sizes] = {}
        self._by_type: dict[str, _Sizes] = {}
        for shape in named(root, "sp"):
            placeholder = next(named(shape, "ph"), None)
            if placeholder is not None:
                sizes = _sizes(next(named(shape, "lstStyle"), None))
                self._by_number.setdefault(attribute(placeholder, "idx") or "", sizes)
                self._by_type.setdefault(attribute(placeholder, "type") or "body", sizes)

    def sizes(self, placeholder: Element) -> _Sizes:
        """Those of the placeholder with the same number, else of the same type."""
        number, kind = attribute(placeholder, "idx") or "", attribute(placeholder, "type") or "body"
        found = self._by_number.get(number) if number else None
        return found if found is not None else self._by_type.get(kind, {})


class _Slide:
    """One slide with the layout and the master that it stands on."""

    def __init__(self, parts: Parts, name: str, deck: Element | None) -> None:
        layout = _related(parts, name, "slideLayout")
        master = _related(parts, layout, "slideMaster") if layout else ""
        root = parts.root(master) if master else None
        self._slide = parts.root(name)
        self._grounds = (_Ground(parts.root(layout) if layout else None), _Ground(root))
        self._styles = {style: _sizes(next(named(root, style), None)) for style in _STYLE_NAMES}
        self._default = _sizes(next(named(deck, "defaultTextStyle"), None))

    def size_pt(self) -> float | None:
        """None for a slide without text."""
        sizes = sorted(run for shape in named(self._slide, "sp", "graphicFrame") for run in self._runs(shape))
        left = _SMALL_SHARE * sum(count for _, count in sizes)
        for size, count in sizes:
            left -= count
            if left < 0:
                return size
        return None

    def _runs(self, shape: Element) -> Iterator[tuple[float, int]]:
        """Size and number of characters of each run; date, footer and number of the slide are left out."""
        placeholder = next(named(shape, "ph"), None)
        if placeholder is not None and attribute(placeholder, "type") in _ASIDE:
            return
        chain = self._chain(shape, placeholder)
        factor = (_number(_first(shape, "normAutofit", "fontScale")) or _THOUSANDTHS) / _THOUSANDTHS
        for paragraph in named(shape, "p"):
            level = _number(_first(paragraph, "pPr", "lvl")) or 0
            inherited = next((sizes[level] for sizes in chain if level in sizes), _DEFAULT_SIZE)
            for run in named(paragraph, "r", "fld"):
                characters = sum(len((text.text or "").strip()) for text in named(run, "t"))
                if characters:
                    yield (_number(_first(run, "rPr", "sz")) or inherited) / _HUNDREDTHS * factor, characters

    def _chain(self, shape: Element, placeholder: Element | None) -> tuple[_Sizes, ...]:
        """Where the size of a run that says none comes from, the nearest first."""
        own = _sizes(next(named(shape, "lstStyle"), None))
        if placeholder is None:
            return own, self._styles["otherStyle"], self._default
        kind = attribute(placeholder, "type") or "body"
        style = self._styles["titleStyle" if kind in _TITLES else "bodyStyle"]
        return own, *(ground.sizes(placeholder) for ground in self._grounds), style, self._default


def _sizes(styles: Element | None) -> _Sizes:
    """Sizes of a list style by level, from 0."""
    found: _Sizes = {}
    for level, name in enumerate(_LEVELS):
        for properties in named(styles, name):
            size = _number(_first(properties, "defRPr", "sz"))
            if size is not None:
                found[level] = size
    return found


def _first(root: Element, element: str, name: str) -> str | None:
    """An attribute of the first element of a name."""
    found = next(named(root, element), None)
    return None if found is None else attribute(found, name)


def _related(parts: Parts, name: str, kind: str) -> str:
    """The part that a relationship of another part leads to; "" where there is none."""
    folder, _, file = name.rpartition("/")
    for relation in named(parts.root(f"{folder}/_rels/{file}.rels"), "Relationship"):
        if local(relation) == "Relationship" and (attribute(relation, "Type") or "").endswith("/" + kind):
            target = (attribute(relation, "Target") or "").rpartition("/")[2]
            return f"ppt/{kind}s/{target}"
    return ""


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None
