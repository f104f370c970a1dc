"""Canvas's modules: what learners see, in which order, and what holds it back (`module_meta.xml`).

Source: formats/common-cartridge.md §8.1.
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas_settings import stated_date
from oecheck.readers._tree import attribute, child, children, text_at

__all__ = ["CanvasItem", "CanvasModule", "CanvasRequirement", "completion_word", "read_modules"]

_COMPLETION = {
    "must_view": "viewed",
    "must_submit": "submitted",
    "must_contribute": "submitted",
    "must_mark_done": "manual",
    "min_score": "passed",
    "min_percentage": "passed",
}
_HIDDEN = frozenset({"unpublished", "deleted", "unavailable"})


class CanvasItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a module. `kind` is Canvas's content type; a ContextModuleSubHeader is only a heading."""

    source: Source
    id: str
    kind: str
    published: bool = True
    title: str = ""
    identifierref: str = ""
    url: str = ""


class CanvasRequirement(msgspec.Struct, frozen=True):
    """What completes an item: Canvas's word, and the score where it needs one."""

    item: str
    kind: str
    score: str = ""


class CanvasModule(msgspec.Struct, frozen=True, kw_only=True):
    """A module; `prerequisites` are identifiers of modules that come first, each with its place."""

    source: Source
    id: str
    title: str = ""
    published: bool = True
    unlock_at: str = ""
    prerequisites: tuple[tuple[str, Source], ...] = ()
    requirements: tuple[CanvasRequirement, ...] = ()
    items: tuple[CanvasItem, ...] = ()


def read_modules(root: _Element, document: XmlDocument) -> tuple[CanvasModule, ...]:
    """Modules of `module_meta.xml` in document order."""
    return tuple(_module(node, document) for node in children(root, "module"))


def completion_word(requirement: str) -> str:
    """Canvas's requirement in the words of the course model."""
    return _COMPLETION.get(requirement, "custom")


def _module(node: _Element, document: XmlDocument) -> CanvasModule:
    before = children(child(node, "prerequisites"), "prerequisite")
    needed = children(child(node, "completionRequirements"), "completionRequirement")
    return CanvasModule(
        source=document.source(node),
        id=attribute(node, "identifier") or "",
        title=text_at(node, "title"),
        published=text_at(node, "workflow_state") not in _HIDDEN,
        unlock_at=stated_date(text_at(node, "unlock_at")),
        prerequisites=tuple((text_at(wanted, "identifierref"), document.source(wanted)) for wanted in before),
        requirements=tuple(
            CanvasRequirement(
                text_at(wanted, "identifierref"), attribute(wanted, "type") or "", text_at(wanted, "min_score")
            )
            for wanted in needed
        ),
        items=tuple(_item(item, document) for item in children(child(node, "items"), "item")),
    )


def _item(node: _Element, document: XmlDocument) -> CanvasItem:
    return CanvasItem(
        source=document.source(node),
        id=attribute(node, "identifier") or "",
        kind=text_at(node, "content_type"),
        published=text_at(node, "workflow_state") not in _HIDDEN,
        title=text_at(node, "title"),
        identifierref=text_at(node, "identifierref"),
        url=text_at(node, "url"),
    )
