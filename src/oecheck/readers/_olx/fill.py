"""Which blocks are looked at how; kinds that are not known pass through with their own word.

Source: formats/olx.md §3.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from oecheck.model.course import Activity
from oecheck.readers._olx.blocks import Block, inner_markup
from oecheck.readers._olx.exercises import drag_and_drop, open_assessment, problem
from oecheck.readers._olx.launches import launched
from oecheck.readers._olx.parts import Part, Place, embedded, present, with_files
from oecheck.readers._olx.videos import video

__all__ = ["fill"]

_MARKUP_SETTINGS = ("embed_code", "instructions", "question", "body", "intro", "problem_text", "html")
_BODIES = frozenset(
    {"annotatable", "textannotation", "imageannotation", "videoannotation", "about", "static_tab", "raw"}
)


def fill(block: Block, activity: Activity, place: Place) -> Part:
    """The part of a block of any kind."""
    return _FILLERS.get(block.tag, _other)(block, activity, place)


def _html(block: Block, activity: Activity, _: Place) -> Part:
    if block.page:
        return Part(msgspec.structs.replace(activity, entry=block.page, files=(block.page,)))
    if block.attribute("filename"):
        return Part(activity)  # its file is missing, which the reference tells
    return Part(activity, embedded=embedded(block, activity, inner_markup(block.document, block.element)))


def _other(block: Block, activity: Activity, place: Place) -> Part:
    """A block of another kind: its texts that are HTML, and the files that its settings name."""
    markup = [value for name in _MARKUP_SETTINGS if "<" in (value := block.text(name))]
    if block.tag in _BODIES:
        markup.append(inner_markup(block.document, block.element))
    values = [str(value) for name, value in block.element.attrib.items() if str(value).startswith("/static/")]
    references = present(place.assets.linked(value, block.source) for value in values)
    return Part(
        with_files(activity, references),
        embedded=embedded(block, activity, "\n".join(markup)),
        references=references,
    )


_FILLERS: dict[str, Callable[[Block, Activity, Place], Part]] = {
    "html": _html,
    "problem": problem,
    "video": video,
    "videoalpha": video,
    "lti": launched,
    "lti_consumer": launched,
    "openassessment": open_assessment,
    "drag-and-drop-v2": drag_and_drop,
}
