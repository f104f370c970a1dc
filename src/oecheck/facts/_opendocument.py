"""OpenDocument texts, presentations and spreadsheets (ISO/IEC 26300)."""

from __future__ import annotations

from oecheck.documents.xml import Element
from oecheck.facts._office_parts import Parts, attribute, first_text, named, text_of
from oecheck.model.content import Document
from oecheck.model.fact import unreadable
from oecheck.model.source import Source

__all__ = ["read_opendocument"]


def read_opendocument(parts: Parts, kind: str, path: str) -> Document:
    """The facts of an odt, odp or ods."""
    meta, body, styles = parts.root("meta.xml"), parts.root("content.xml"), parts.root("styles.xml")
    images, without = _pictures(body)
    slides = list(named(body, "page")) if kind == "odp" else []
    return Document(
        source=Source(path),
        path=path,
        kind=kind,
        title=first_text(meta, "title"),
        language=_language(styles) or first_text(meta, "language"),
        pages=len(slides) if kind == "odp" else _page_count(meta),
        headings=sum(bool(text_of(heading)) for heading in named(body, "h")) if kind == "odt" else None,
        images=images,
        images_without_alternative=without,
        slides_without_title=sum(not _has_title(slide) for slide in slides) if kind == "odp" else None,
        slide_sizes_pt=unreadable("not-measured", Source(path)) if kind == "odp" else None,
        encrypted=next(named(parts.root("META-INF/manifest.xml"), "encryption-data"), None) is not None,
        macros=any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("-lc.xml") for name in parts.names),
    )


def _pictures(body: Element | None) -> tuple[int, int]:
    images = without = 0
    for frame in named(body, "frame"):
        kinds = [child for child in frame if isinstance(child.tag, str)]
        if any(child.tag.endswith("}image") for child in kinds):
            images += 1
            said = any(child.tag.endswith(("}title", "}desc")) and text_of(child) for child in kinds)
            without += not (said or attribute(frame, "decorative") == "true")
    return images, without


def _has_title(slide: Element) -> bool:
    return any(attribute(frame, "class") == "title" and text_of(frame) for frame in named(slide, "frame"))


def _language(styles: Element | None) -> str | None:
    """Language and country of the default paragraph style."""
    for style in named(styles, "default-style"):
        for properties in named(style, "text-properties"):
            language, country = attribute(properties, "language"), attribute(properties, "country")
            if language and language not in {"none", "zxx"}:
                return f"{language}-{country}" if country and country not in {"none", "zxx"} else language
    return None


def _page_count(meta: Element | None) -> int | None:
    for statistic in named(meta, "document-statistic"):
        text = attribute(statistic, "page-count") or ""
        if text.isascii() and text.isdigit() and len(text) < 7:
            return int(text)
    return None
