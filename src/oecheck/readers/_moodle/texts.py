"""HTML that stands in descriptors: introductions, pages, chapters, entries, blocks.

Each text has the area of its files, in which `@@PLUGINFILE@@` is looked up.
Source: formats/moodle-mbz.md §5, §6; Moodle `mod/*/backup/moodle2/backup_*_stepslib.php` (`annotate_files`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Embedded
from oecheck.readers._moodle.fields import field, flag, markup_of
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.stored import area_of
from oecheck.readers._moodle.work import Work
from oecheck.values.patterns import pattern
from oecheck.values.text import strip_markup

__all__ = ["blocks", "embedded", "texts_of"]


class _Place(msgspec.Struct, frozen=True):
    """Where a kind of activity has a text: elements below its own, field, area of its files, field of the title."""

    steps: tuple[str, ...]
    name: str
    area: str
    title: str = ""


_PLACES: dict[str, tuple[_Place, ...]] = {
    "page": (_Place((), "content", "content"),),
    "book": (_Place(("chapters", "chapter"), "content", "chapter", "title"),),
    "lesson": (
        _Place(("pages", "page"), "contents", "page_contents", "title"),
        _Place(("pages", "page", "answers", "answer"), "answer_text", "page_answers"),
        _Place(("pages", "page", "answers", "answer"), "response", "page_responses"),
    ),
    "glossary": (_Place(("entries", "entry"), "definition", "entry", "concept"),),
    "assign": (_Place((), "activity", "activityattachment"),),
    "quiz": (_Place(("feedbacks", "feedback"), "feedbacktext", "feedback"),),
    "feedback": (_Place(("items", "item"), "presentation", "item", "name"),),
    "workshop": (
        _Place((), "instructauthors", "instructauthors"),
        _Place((), "instructreviewers", "instructreviewers"),
        _Place((), "conclusion", "conclusion"),
    ),
}
_BLOCK = pattern(r"(?:course|activities/[^/]+)/blocks/[^/]+/block\.xml")
_PHP_TEXT = pattern(rb's:4:"text";s:(\d{1,9}):"')


def embedded(
    node: StreamNode,
    name: str,
    path: str,
    area: str,
    *,
    title: str = "",
    owner: str = "",
    audience: str = "learner",
    plain: bool = False,
) -> Iterator[Embedded]:
    """The HTML of a field, where it has some.

    Args:
        node: element of the field.
        name: the field.
        path: file it stands in.
        area: area of the files that it may show.
        title: title of the thing.
        owner: id of the activity.
        audience: who sees it.
        plain: whether it is wanted as well where it has no tag at all.
    """
    holder = node.child(name)
    markup = markup_of(node, name, plain=plain)
    if holder is None or not markup:
        return
    yield Embedded(
        source=holder.source(path),
        id=f"{path}#{holder.pointer}",
        title=title or None,
        markup=markup,
        base=path,
        area=area,
        owner=owner,
        audience=audience,
    )


def texts_of(work: Work, settings: StreamNode | None) -> Iterator[Embedded]:
    """All HTML of an activity except its questions."""
    if settings is None:
        return
    module, activity = work.listed.module, work.activity
    component = f"mod_{module}"
    yield from embedded(
        settings,
        "intro",
        work.path,
        area_of(work.context, component, "intro"),
        title=field(settings, "name"),
        owner=activity.id,
        audience=activity.audience,
    )
    for place in _PLACES.get(module, ()):
        for node in _holders(settings, place.steps):
            item = node.attributes.get("id", "0") if place.steps else "0"
            hidden = activity.audience != "learner" or flag(node, "hidden")
            yield from embedded(
                node,
                place.name,
                work.path,
                area_of(work.context, component, place.area, item),
                title=strip_markup(field(node, place.title)) or field(settings, "name"),
                owner=activity.id,
                audience="instructor" if hidden else "learner",
                plain=True,
            )


def _holders(settings: StreamNode, steps: tuple[str, ...]) -> list[StreamNode]:
    nodes = [settings]
    for step in steps:
        nodes = [child for node in nodes for child in node.named(step)]
    return nodes


def blocks(shelf: Shelf) -> Iterator[Embedded]:
    """Texts of the HTML blocks beside the course and its activities, which PHP has serialised."""
    for path in shelf.paths():
        if _BLOCK.fullmatch(path) is None or "/html_" not in path:
            continue
        node = shelf.whole(path)
        config = node.child("configdata") if node is not None else None
        markup = _php_text(config.text) if config is not None else ""
        if node is not None and config is not None and "<" in markup:
            area = area_of(node.attributes.get("contextid", ""), "block_html", "content")
            yield Embedded(
                source=config.source(path), id=f"{path}#{config.pointer}", markup=markup, base=path, area=area
            )


def _php_text(encoded: str) -> str:
    """The property `text` of a serialised object; "" when there is none. Nothing is unserialised."""
    try:
        data = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        return ""
    match = _PHP_TEXT.search(data)
    return data[match.end() : match.end() + int(match[1])].decode("utf-8", "replace") if match else ""
