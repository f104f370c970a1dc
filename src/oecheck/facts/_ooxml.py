"""Word, PowerPoint and Excel documents (ECMA-376): title, language, headings, pictures, slide titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from oecheck.documents.xml import Element
from oecheck.facts._office_parts import Parts, attribute, first_text, local, named, text_of
from oecheck.facts._slide_text import slide_sizes_pt
from oecheck.model.content import Document
from oecheck.model.source import Source

__all__ = ["read_ooxml"]

_MAX_SLIDES = 2000
_TITLES = frozenset({"title", "ctrTitle"})


def read_ooxml(parts: Parts, kind: str, path: str) -> Document:
    """The facts of a docx, pptx or xlsx."""
    core = parts.root("docProps/core.xml")
    found = {"docx": _word, "pptx": _slides, "xlsx": _sheets}[kind](parts)
    return Document(
        source=Source(path),
        path=path,
        kind=kind,
        title=first_text(core, "title"),
        language=found.language or first_text(core, "language"),
        pages=found.pages,
        headings=found.headings,
        images=found.images,
        images_without_alternative=found.without,
        slides_without_title=found.slides_without_title,
        slide_sizes_pt=slide_sizes_pt(parts) if kind == "pptx" else None,
        macros="vbaProject.bin" in {name.rpartition("/")[2] for name in parts.names},
    )


class _Found:
    """What the body of a document told; None for what its kind does not have."""

    def __init__(self) -> None:
        self.language: str | None = None
        self.pages: int | None = None
        self.headings: int | None = None
        self.slides_without_title: int | None = None
        self.images = 0
        self.without = 0

    def pictures(self, holders: Iterable[Element]) -> None:
        """Counts pictures by the elements that carry their properties (`docPr`, `cNvPr`)."""
        for properties in holders:
            self.images += 1
            described = (attribute(properties, "descr") or attribute(properties, "title") or "").strip()
            self.without += not described and not _decorative(properties)


def _decorative(properties: Element) -> bool:
    return any(attribute(mark, "val") in {"1", "true"} for mark in named(properties, "decorative"))


def _word(parts: Parts) -> _Found:
    found = _Found()
    styles, body = parts.root("word/styles.xml"), parts.root("word/document.xml")
    heading_styles = {
        attribute(style, "styleId")
        for style in named(styles, "style")
        if any((attribute(name, "val") or "").lower().startswith("heading") for name in named(style, "name"))
        or next(named(style, "outlineLvl"), None) is not None
    }
    found.headings = sum(attribute(style, "val") in heading_styles for style in named(body, "pStyle"))
    found.pictures(
        properties
        for drawing in named(body, "inline", "anchor")
        if next(named(drawing, "pic"), None) is not None
        for properties in list(named(drawing, "docPr"))[:1]
    )
    found.pictures(shape for shape in named(body, "shape") if next(named(shape, "imagedata"), None) is not None)
    default = next(named(styles, "docDefaults"), None)
    found.language = _language(default, "lang", "val") or _language(body, "lang", "val")
    found.pages = _number(first_text(parts.root("docProps/app.xml"), "Pages"))
    return found


def _slides(parts: Parts) -> _Found:
    found = _Found()
    names = parts.matching("ppt/slides/", "slide")
    found.pages, found.slides_without_title = len(names), 0
    languages: Counter[str] = Counter()
    for name in names[:_MAX_SLIDES]:
        slide = parts.root(name)
        found.slides_without_title += not _has_title(slide)
        found.pictures(_picture_properties(slide))
        languages.update(filter(None, (attribute(run, "lang") for run in named(slide, "rPr"))))
    found.language = languages.most_common(1)[0][0] if languages else None
    return found


def _sheets(parts: Parts) -> _Found:
    found = _Found()
    found.pages = len(parts.matching("xl/worksheets/", "sheet"))
    for name in parts.matching("xl/drawings/", "drawing"):
        found.pictures(_picture_properties(parts.root(name)))
    return found


def _picture_properties(root: Element | None) -> Iterable[Element]:
    for picture in named(root, "pic"):
        yield from list(named(picture, "cNvPr"))[:1]


def _has_title(slide: Element | None) -> bool:
    for shape in named(slide, "sp"):
        placeholder = next(named(shape, "ph"), None)
        if placeholder is not None and attribute(placeholder, "type") in _TITLES:
            return any(text_of(text) for text in named(shape, "t") if local(text) == "t")
    return False


def _language(root: Element | None, element: str, name: str) -> str | None:
    return next(filter(None, (attribute(found, name) for found in named(root, element))), None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None
