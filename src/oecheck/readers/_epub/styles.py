"""Style sheets of a publication: what they load, and properties that EPUB does not allow.

Source: EPUB 3.3 §6.3, style sheets; formats/epub.md §2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from oecheck.containers import Container, EntryUnreadable
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._epub.opf import Opf
from oecheck.values.href import Resolver
from oecheck.values.patterns import pattern

__all__ = ["check_styles"]

_MAX_BYTES = 2 << 20
_ADDRESS = pattern(
    r"url\(\s{0,20}[\"']?([^\"'()\s]{1,2000})[\"']?\s{0,20}\)|@import\s{1,20}[\"']([^\"'\n]{1,2000})[\"']"
)
_FORBIDDEN = pattern(r"[;{]\s{0,200}(direction|unicode-bidi)\s{0,20}:", re.IGNORECASE)


def check_styles(opf: Opf, container: Container, resolver: Resolver) -> Iterator[PackageFinding]:
    """Addresses in style sheets that lead nowhere or to unlisted files, and properties of text direction."""
    by_path = opf.by_path()
    for item in opf.items:
        text = _text(container, item.path) if item.media_type == "text/css" and item.state == "found" else ""
        if not text:
            continue
        lines = [0, *(match.end() for match in re.finditer("\n", text))]
        told: set[str] = set()
        for match in _ADDRESS.finditer(text):
            href = match[1] or match[2]
            if href in told:
                continue
            told.add(href)
            resolved = resolver.resolve(href, item.path)
            place = _place(item.path, lines, match.start())
            if resolved.kind == "internal" and resolved.state in ("missing", "outside"):
                yield _finding("EP-42", place, "missing", href=href[:200])
            elif resolved.kind == "internal" and resolved.state == "found" and resolved.target not in by_path:
                yield _finding("EP-08", place, "unlisted-used", path=resolved.target)
        forbidden = _FORBIDDEN.search(text) if opf.is_epub_3 else None
        if forbidden is not None:
            place = _place(item.path, lines, forbidden.start(1))
            yield _finding("EP-42", place, "direction", name=forbidden[1].lower(), path=item.path)


def _text(container: Container, path: str) -> str:
    """The style sheet with its comments blanked out, so that places stay; "" when it cannot be read or is very long."""
    if container.files[path].size_bytes > _MAX_BYTES:
        return ""
    try:
        data = container.read(path)
    except EntryUnreadable:
        return ""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return _without_comments(data.decode(encoding, "replace"))


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("/*", position)) >= 0:
        end = text.find("*/", start + 2)
        stop = len(text) if end < 0 else end + 2
        kept += (text[position:start], re.sub(r"[^\n]", " ", text[start:stop]))
        position = stop
    return "".join((*kept, text[position:]))


def _place(path: str, lines: list[int], index: int) -> Source:
    line = bisect_right(lines, index)
    return Source(path, line, index - lines[line - 1] + 1)


def _finding(check: str, source: Source, variant: str, **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)
