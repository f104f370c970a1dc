"""A page made for a test, and its facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oecheck.documents.html import parse_html
from oecheck.facts import (
    applets,
    contrast,
    fixed_widths,
    forms,
    frames,
    handlers,
    headings,
    images,
    languages_of_pages,
    links,
    media_elements,
    pictures,
    refresh,
    remote,
    tables,
    titles,
    words,
    zoom,
)
from oecheck.facts._registry import parameters
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.href import PathIndex, Resolver

MODULES: tuple[Any, ...] = (
    applets,
    contrast,
    fixed_widths,
    handlers,
    pictures,
    zoom,
    forms,
    frames,
    headings,
    images,
    languages_of_pages,
    links,
    media_elements,
    refresh,
    remote,
    tables,
    titles,
    words,
)
FACTS = {fact.name: fact for module in MODULES for fact in module.FACTS if "document" in parameters(fact)}


class _StandardData:
    def vocabulary(self, name: str) -> frozenset[str]:
        return frozenset({"tracker.test"}) if name == "trackers" else frozenset()


def fact(name: str, markup: str | bytes, *, path: str = "w/page.html", files: Iterable[str] = ()) -> Any:
    """The value of a page fact for a page with this markup, in a package with these files."""
    document = parse_html(markup, path)
    page = Page(source=Source(path), path=path, id=path, fragment=document.fragment)
    tokens, platform = (("$IMS-CC-FILEBASE$", "web_resources/"),), ("$CANVAS_",)
    given = {
        "document": document,
        "page": page,
        "resolver": Resolver(PathIndex([path, *files]), tokens, platform),
        "standard_data": _StandardData(),
    }
    return FACTS[name].function(**{parameter: given[parameter] for parameter in parameters(FACTS[name])})
