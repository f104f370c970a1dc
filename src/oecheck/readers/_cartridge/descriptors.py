"""Topics, web links and assignments: the small XML descriptors of a cartridge.

Source: formats/common-cartridge.md §6; official schemas cc-1.0, cc-1.1, cc-1.3, cc-1.4 (imsdt, imswl, assignment).
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.source import Source
from oecheck.readers._tree import attribute, child, children, text_at, text_of

__all__ = [
    "Assignment",
    "Attachment",
    "Markup",
    "Topic",
    "WebLink",
    "read_assignment",
    "read_topic",
    "read_web_link",
]


class Attachment(msgspec.Struct, frozen=True):
    """A file that a topic or assignment points to; `role` says for whom (All, Learner, Instructor, Manager)."""

    href: str
    source: Source
    role: str = ""


class Markup(msgspec.Struct, frozen=True):
    """A text with its type; `html` when it is to be read as HTML."""

    text: str
    html: bool
    source: Source


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """Discussion topic. `missing` names the required parts that are not there or empty."""

    source: Source
    title: str = ""
    text: Markup | None = None
    attachments: tuple[Attachment, ...] = ()
    missing: tuple[str, ...] = ()


class WebLink(msgspec.Struct, frozen=True, kw_only=True):
    """Web link. `url` as written; "" where none is given."""

    source: Source
    title: str = ""
    url: str = ""
    target: str = ""
    missing: tuple[str, ...] = ()


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Assignment of the Common Cartridge extension.

    Attributes:
        graded: `gradable` is true; None where it is not stated.
        points: `points_possible`.
        formats: submission formats (text, html, url, file).
    """

    source: Source
    identifier: str = ""
    title: str = ""
    text: Markup | None = None
    instructor_text: Markup | None = None
    attachments: tuple[Attachment, ...] = ()
    graded: bool | None = None
    points: str = ""
    formats: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def read_topic(root: _Element, document: XmlDocument) -> Topic | None:
    """The topic that an element is; None for any other element."""
    if local(root).lower() != "topic":
        return None
    title, text = text_at(root, "title"), _markup(child(root, "text"), document)
    return Topic(
        source=document.source(root),
        title=title,
        text=text,
        attachments=_attachments(root, document),
        missing=_missing(("title", bool(title)), ("text", child(root, "text") is not None)),
    )


def read_web_link(root: _Element, document: XmlDocument) -> WebLink | None:
    """The web link that an element is; None for any other element. Some exporters write `wl` for `webLink`."""
    if local(root).lower() not in {"weblink", "wl"}:
        return None
    address = child(root, "url")
    title, url = text_at(root, "title"), attribute(address, "href") or ""
    return WebLink(
        source=document.source(root),
        title=title,
        url=url,
        target=attribute(address, "target") or "",
        missing=_missing(("title", bool(title)), ("url/@href", bool(url))),
    )


def read_assignment(root: _Element, document: XmlDocument) -> Assignment | None:
    """The assignment that an element is; None for any other element."""
    if local(root).lower() != "assignment":
        return None
    gradable = child(root, "gradable")
    title = text_at(root, "title")
    formats = (attribute(node, "type") or "" for node in children(child(root, "submission_formats"), "format"))
    return Assignment(
        source=document.source(root),
        identifier=attribute(root, "identifier") or "",
        title=title,
        text=_markup(child(root, "text"), document),
        instructor_text=_markup(child(root, "instructor_text"), document),
        attachments=_attachments(root, document),
        graded={"true": True, "1": True, "false": False, "0": False}.get(text_of(gradable).lower()),
        points=attribute(gradable, "points_possible") or "",
        formats=tuple(kind for kind in formats if kind),
        missing=_missing(("@identifier", bool(attribute(root, "identifier"))), ("title", bool(title))),
    )


def _markup(node: _Element | None, document: XmlDocument) -> Markup | None:
    text = "" if node is None else "".join(str(part) for part in node.itertext())
    if node is None or not text.strip():
        return None
    kind = (attribute(node, "texttype") or "text/plain").lower()
    return Markup(text, kind in {"text/html", "text/xhtml", "html"}, document.source(node))


def _attachments(root: _Element, document: XmlDocument) -> tuple[Attachment, ...]:
    found = []
    for node in children(child(root, "attachments"), "attachment"):
        href = attribute(node, "href")
        if href:
            found.append(Attachment(href, document.source(node), attribute(node, "role") or ""))
    return tuple(found)


def _missing(*parts: tuple[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, given in parts if not given)
