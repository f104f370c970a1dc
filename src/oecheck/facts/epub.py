"""Accessibility metadata of EPUB files, attached, unpacked, or the package itself (ACC-026).

Source: EPUB Accessibility 1.1 §3 (discovery), §4.3 (conformance wording); EPUB 2 wrote the same as meta@name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import Element, parse_xml
from oecheck.errors import PackageError
from oecheck.facts._definition import FactDefinition
from oecheck.facts._office_parts import Parts, attribute, named, text_of
from oecheck.model.content import Epub
from oecheck.model.fact import unreadable
from oecheck.model.package import File
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_EPUB = "application/epub+zip"
_OPF = "application/oebps-package+xml"
_MAX_BYTES = 48 << 20
_MAX_OPF_BYTES = 4 << 20
_MAX_VALUES = 50
_RIGHT_CLAIM = pattern(
    r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level (?:A|AA|AAA)"
    r"|https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}"
)
"""The wording of EPUB Accessibility 1.1 §4.3, and the addresses that 1.0 used, which remain valid."""

_CLAIM = pattern(r"wcag|epub[ -]?a11y|epub/a11y|epub accessibility", re.IGNORECASE)


def epubs(container: Container, files: Iterable[File]) -> tuple[Epub, ...]:
    """Each EPUB of the package and each package document that lies open in it."""
    return tuple(_epub(container, file) for file in files if file.media_type in {_EPUB, _OPF})


def _epub(container: Container, file: File) -> Epub:
    if file.problem or file.size_bytes > _MAX_BYTES:
        return _unknown(file, file.problem or "document-too-large")
    try:
        content = container.read(file.path)
        root = _package_document(content) if file.media_type == _EPUB else _parsed(content, file.path)
    except EntryUnreadable as error:
        return _unknown(file, error.code)
    except (PackageError, DocumentUnreadable):
        return _unknown(file, "document-damaged")
    return _unknown(file, "document-damaged") if root is None else _read(file, root)


def _package_document(content: bytes) -> Element | None:
    parts = Parts(content)
    container = parts.root("META-INF/container.xml")
    path = next(filter(None, (attribute(root, "full-path") for root in named(container, "rootfile"))), "")
    return parts.root(path)


def _parsed(content: bytes, path: str) -> Element | None:
    return parse_xml(content, path, max_bytes=_MAX_OPF_BYTES).root


def _read(file: File, root: Element) -> Epub:
    values: dict[str, list[str]] = {}
    for name, value in _metadata(root):
        known = values.setdefault(name, [])
        if value and len(known) < _MAX_VALUES:
            known.append(value[:300])
    claims = tuple(claim for claim in values.get("conformsTo", ()) if _CLAIM.search(claim))
    return Epub(
        source=file.source,
        path=file.path,
        access_modes=tuple(values.get("accessMode", ())),
        features=tuple(values.get("accessibilityFeature", ())),
        hazards=tuple(values.get("accessibilityHazard", ())),
        sufficient=tuple(values.get("accessModeSufficient", ())),
        summary=bool(values.get("accessibilitySummary")),
        claims=claims,
        bad_claims=tuple(claim for claim in claims if not _RIGHT_CLAIM.fullmatch(claim)),
        certified=bool(values.get("certifiedBy")),
    )


def _metadata(root: Element) -> Iterator[tuple[str, str]]:
    """(name without prefix, value) of meta and link elements, as EPUB 3 and EPUB 2 write them."""
    for element in named(root, "meta", "link"):
        name = attribute(element, "property") or attribute(element, "name") or attribute(element, "rel") or ""
        value = attribute(element, "content") or attribute(element, "href") or text_of(element)
        yield name.rpartition(":")[2], value.strip()
    for element in named(root, "conformsTo"):
        yield "conformsTo", text_of(element).strip()


def _unknown(file: File, reason: str) -> Epub:
    nothing: Any = unreadable(reason, file.source)
    return Epub(source=file.source, path=file.path, access_modes=nothing, features=nothing, hazards=nothing)


FACTS = (
    FactDefinition(
        of="course",
        name="epubs",
        type="list<epub>",
        meaning="EPUB files and what they say of their accessibility",
        function=epubs,
    ),
)
