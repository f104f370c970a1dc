"""Links inside the platform: `jump_to_id` and `/course/courseware` name blocks of the course (OLX-17).

Source: docs "Linking to other course content"; formats/olx.md §2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._olx.shelf import Shelf
from oecheck.values.patterns import pattern

__all__ = ["check_links"]

_PART = rb"[^\"'#?&<>\s/\\]{1,200}"
_LINK = pattern(
    rb"(?<=[\"'=;])/(?:course/)?(?:jump_to_id/(?P<name>" + _PART + rb")"
    rb"|courseware/(?P<chapter>" + _PART + rb")(?:/(?P<section>" + _PART + rb"))?)"
)
_HINTS = (b"/jump_to_id/", b"/courseware/")


def check_links(shelf: Shelf, named: Iterable[tuple[str, str]], paths: Iterable[str]) -> Iterator[PackageFinding]:
    """Links to parts that the course does not have, in the given files; each part once for each file.

    Args:
        shelf: the files.
        named: tag and url_name of the parts.
        paths: files to look through.
    """
    by_tag: dict[str, set[str]] = {"chapter": set(), "sequential": set()}
    for tag, url_name in named:
        by_tag.setdefault(tag, set()).add(url_name)
    names = set().union(*by_tag.values())
    chapters, sections = by_tag["chapter"], by_tag["sequential"]
    for path in paths:
        told: set[str] = set()
        for line, column, link in _links(shelf.data(path)):
            name, chapter, section = (unquote((link[key] or b"").decode("utf-8", "replace")) for key in _GROUPS)
            wanted = name or chapter
            if name and name in names:
                continue
            if chapter and chapter in chapters:
                if not section or section in sections:
                    continue
                wanted = section
            if wanted in told:
                continue
            told.add(wanted)
            yield PackageFinding(
                check="OLX-17", source=Source(path, line, column), arguments={"path": path, "name": wanted[:100]}
            )


_GROUPS = ("name", "chapter", "section")


def _links(data: bytes) -> Iterator[tuple[int, int, re.Match[bytes]]]:
    """Links with line and column, in one walk."""
    if not any(hint in data for hint in _HINTS):
        return
    line, counted = 1, 0
    for match in _LINK.finditer(data):
        line += data.count(b"\n", counted, match.start())
        counted = match.start()
        yield line, match.start() - data.rfind(b"\n", 0, counted), match
