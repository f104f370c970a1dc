"""Titles from the course down to an activity or text, for people who look at the course and not at the XML."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from oecheck.model.course import Activity, Embedded, Module
from oecheck.model.fact import plain
from oecheck.model.source import Source

__all__ = ["Trails"]

_LONGEST = 120  # characters of one title


class Trails:
    """The trails of a table of contents.

    Args:
        modules: its nodes, each after its parent.
        activities: what the nodes open.
    """

    def __init__(self, modules: Iterable[Module], activities: Iterable[Activity]) -> None:
        self._of_nodes: dict[str, tuple[str, ...]] = {}
        for module in modules:
            self._of_nodes[module.id] = self._of_nodes.get(module.parent, ()) + _words(plain(module.title))
        self._of_activities = {one.id: self._of_nodes.get(one.module) or _words(plain(one.title)) for one in activities}

    def module(self, module: Module) -> Module:
        """A node with its trail."""
        return replace(module, source=_placed(module.source, self._of_nodes.get(module.id, ())))

    def activity(self, activity: Activity) -> Activity:
        """An activity with its trail."""
        return replace(activity, source=_placed(activity.source, self._of_activities.get(activity.id, ())))

    def text(self, text: Embedded) -> Embedded:
        """A text with the trail of its activity, and its own title where that is another."""
        trail = self._of_activities.get(text.owner, ())
        words = _words(plain(text.title))
        return replace(text, source=_placed(text.source, trail if trail[-1:] == words else trail + words))


def _placed(source: Source, trail: tuple[str, ...]) -> Source:
    return replace(source, breadcrumb=trail) if trail else source


def _words(title: str | None) -> tuple[str, ...]:
    if not title:
        return ()
    return (title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…",)
