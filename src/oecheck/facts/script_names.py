"""Files that the text of scripts names (PKG-005): players and templates list their pictures and pages there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import unquote

from oecheck.documents.html import HtmlDocument
from oecheck.facts._definition import FactDefinition
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.values.patterns import pattern

__all__ = ["FACTS"]

_ENDING = pattern(
    r"\.(?<=[^\s.]\.)(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|cur|mp[34]|m4[av]|ogg|og[av]|wav|webm|mov|flv|swf|vtt|srt|pdf|docx?|xlsx?|"
    r"pptx?|odt|zip|html?|xhtml|css|m?js|json|xml|txt|csv|woff2?|ttf|otf|eot|glb|gltf|wasm)(?![\w.])",
    re.IGNORECASE,
)
_QUOTE = pattern(r"[\"'`<>|{}\\\x00-\x1f]")
"""What a name in a script begins after; blanks and round brackets may stand in it."""
_WORD = pattern(r"[\s()\[\]=,;:]")
"""What it begins after in a text without quotes: an attribute of markup, a rule of style, a sentence."""
_MAX_LENGTH = 4 << 20
"""Bytes of a script that are looked at, as of a style sheet; players of authoring tools have about 2 MB."""
_LONGEST = 200
"""Characters of a name, with its folders."""
_MAX_NAMES = 5_000
"""Names that are kept of one script."""
_MAX_LOOKED_AT = 20_000
"""Places of a script that may end a name; a player that lists a thousand files has each a few times."""


def script_names(content: bytes) -> tuple[str, ...]:
    """Names that look like those of files, in a script of the package."""
    return _names_in((content[:_MAX_LENGTH].decode("utf-8-sig", "replace"),))


def inline_script_names(document: HtmlDocument) -> tuple[str, ...]:
    """The same of the scripts that stand in a page."""
    return _names_in(document.raw_text(element) for element in document.named("script") if not element.get("src"))


def _names_in(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        for name in _written(text.replace("\\/", "/")):
            found.setdefault(name)
            if len(found) == _MAX_NAMES:
                return tuple(found)
    return tuple(found)


def _written(text: str) -> Iterator[str]:
    """Each name as it is written between quotes, and its last word: markup, style and sentences may stand before it."""
    for match in islice(_ENDING.finditer(text), _MAX_LOOKED_AT):
        before = _QUOTE.split(text[max(0, match.start() - _LONGEST) : match.start()])[-1]
        for stem in dict.fromkeys((before.strip(), _WORD.split(before)[-1])):
            name = stem.lstrip("./") if stem.startswith(("./", "../", "/")) else stem
            if name and "//" not in name and not name.startswith("."):
                yield name + match[0]


def named_in_scripts(
    files: tuple[File, ...],
    runs_scripts: bool,
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
    file_values: Callable[[str], Mapping[str, tuple[str, ...]]],
) -> frozenset[str]:
    """Paths of the files that a script names, by path or by its end; none where the course runs no script file."""
    names = {name for _, inline in page_values("inline_script_names") if isinstance(inline, tuple) for name in inline}
    if runs_scripts:
        names.update(name for told in file_values("script_names").values() for name in told)
    by_last: dict[str, list[str]] = {}
    for file in files:
        by_last.setdefault(file.path.rpartition("/")[2], []).append(file.path)
    return frozenset(
        path
        for written in names
        for name in {written, unquote(written)}
        for path in by_last.get(name.rpartition("/")[2], ())
        if f"/{path}".endswith(f"/{name.lstrip('/')}")
    )


FACTS = (
    FactDefinition(
        of="file",
        name="script_names",
        type="list<string>",
        meaning="names of files in the text of a script (only for other facts)",
        function=script_names,
        media_types=("text/javascript", "application/javascript"),
    ),
    FactDefinition(
        of="page",
        name="inline_script_names",
        type="list<string>",
        meaning="names of files in the text of the scripts of a page (only for other facts)",
        function=inline_script_names,
    ),
    FactDefinition(
        of="course",
        name="named_in_scripts",
        type="list<string>",
        meaning="paths of the files that the text of a script names",
        function=named_in_scripts,
        needs=("page.inline_script_names", "file.script_names"),
    ),
)
