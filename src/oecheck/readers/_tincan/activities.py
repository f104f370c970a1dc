"""The activities of `tincan.xml`: a flat list, in which one may be the course.

Source: formats/tincan-aicc.md §1.
"""

from __future__ import annotations

from itertools import chain

import msgspec

from oecheck.documents.xml import Element, XmlDocument, child, children, text_of
from oecheck.model.course import LangText
from oecheck.model.source import Source
from oecheck.readers._xapi.launches import Launch, launch_of
from oecheck.readers._xapi.texts import texts_in
from oecheck.values.href import Resolver

__all__ = ["NAMESPACE", "Entry", "course_of", "read_entries"]

NAMESPACE = "http://projecttincan.com/tincan.xsd"
_TYPES = "http://adlnet.gov/expapi/activities/"


class Entry(msgspec.Struct, frozen=True):
    """One `activity`.

    Attributes:
        element: its element.
        source: its place.
        id, type: as written, white space trimmed; "".
        names, descriptions: by language, blank ones too.
        launches: one for each language, in order; empty where learners cannot open it by itself.
    """

    element: Element
    source: Source
    id: str
    type: str
    names: tuple[LangText, ...]
    descriptions: tuple[LangText, ...]
    launches: tuple[Launch, ...]

    def is_a(self, word: str) -> bool:
        """Whether its type is one of ADL's."""
        return self.type == _TYPES + word


def read_entries(document: XmlDocument, resolver: Resolver) -> tuple[Entry, ...]:
    """All activities, in document order."""
    holder = child(document.root, "activities")
    nodes = () if holder is None else children(holder, "activity")
    return tuple(_entry(node, document, resolver) for node in nodes)


def _entry(node: Element, document: XmlDocument, resolver: Resolver) -> Entry:
    launches = [(text_of(launch), document.source(launch)) for launch in children(node, "launch")]
    return Entry(
        element=node,
        source=document.source(node),
        id=str(node.get("id", "")).strip(),
        type=str(node.get("type", "")).strip(),
        names=texts_in(document, children(node, "name")),
        descriptions=texts_in(document, children(node, "description")),
        launches=tuple(launch_of(resolver, href, document.file, source) for href, source in launches),
    )


def course_of(entries: tuple[Entry, ...]) -> Entry | None:
    """The activity that stands for the course: one of that type, else one that is launched, else the first at all."""
    courses = (entry for entry in entries if entry.is_a("course"))
    launched = (entry for entry in entries if entry.launches)
    return next(chain(courses, launched, entries), None)
