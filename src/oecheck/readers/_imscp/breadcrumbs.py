"""Titles from the course down to an organization or item, for people who look at the course and not at the XML."""

from __future__ import annotations

from lxml.etree import _Element
from msgspec.structs import replace

from oecheck.model.source import Source
from oecheck.readers._imscp.names import attribute, first, text_of
from oecheck.readers._imscp.scopes import PlacedItem

__all__ = ["Breadcrumbs"]

_LONGEST = 120  # characters of one title in a breadcrumb; the manifest may hold longer ones


class Breadcrumbs:
    """Trails by element. Items have to be added in document order, so that each trail extends its parent's."""

    def __init__(self) -> None:
        self._trails: dict[_Element, tuple[str, ...]] = {}

    def add_organization(self, element: _Element) -> None:
        self._trails[element] = _words(element)

    def add_item(self, placed: PlacedItem) -> None:
        above = placed.organization if placed.parent is None else placed.parent
        self._trails[placed.element] = self._trails.get(above, ()) + _words(placed.element)

    def place(self, source: Source, element: _Element) -> Source:
        """The source with its trail."""
        return replace(source, breadcrumb=self._trails.get(element, ()))


def _words(element: _Element) -> tuple[str, ...]:
    """The title, else the identifier of an item that shows nothing; an organization without title adds no word."""
    title = text_of(first(element, "title")) or attribute(element, "identifierref")
    return (title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…",) if title else ()
