"""What the backup says of the course as a whole.

Source: formats/moodle-mbz.md §4, §8.
"""

from __future__ import annotations

import msgspec

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Course, Embedded, LangText
from oecheck.model.fact import Value
from oecheck.readers._moodle.fields import date, field, flag, whole
from oecheck.readers._moodle.information import Information
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.stored import area_of
from oecheck.readers._moodle.texts import embedded
from oecheck.values.text import strip_markup

__all__ = ["COURSE_FILE", "About", "read_about", "section_texts"]

COURSE_FILE = "course/course.xml"
_MOST_PRECISE = 10  # characters of an ISO date without its time


class About(msgspec.Struct, frozen=True):
    """The course without its parts.

    Attributes:
        context: its context id.
        tracking: learners' completion is tracked.
        sections: number of the last section that the course format shows; None where it shows all.
    """

    course: Course
    context: str
    embedded: tuple[Embedded, ...]
    tracking: bool
    sections: int | None = None


def read_about(shelf: Shelf, information: Information) -> About:
    """`course/course.xml`; the title also stands in `moodle_backup.xml`."""
    node = shelf.whole(COURSE_FILE)
    if node is None:
        course = Course(source=information.source, title=information.title or None, export_id=_export_id(information))
        return About(course, information.course_context, (), False)
    context = node.attributes.get("contextid", "") or information.course_context
    title = strip_markup(field(node, "fullname")) or information.title
    area = area_of(context, "course", "summary")
    language = field(node, "lang")
    course = Course(
        source=node.source(COURSE_FILE),
        id=_identifier(field(node, "idnumber")),
        export_id=_export_id(information),
        title=title or None,
        titles=(LangText(source=node.source(COURSE_FILE), text=title, language=language),) if title else (),
        description=strip_markup(field(node, "summary")) or None,
        languages=(language,) if language else None,
        keywords=_keywords(node),
        created=_day(field(node, "timecreated")),
        modified=_day(field(node, "timemodified")),
        start=_day(field(node, "startdate")),
        end=_day(field(node, "enddate")),
    )
    texts = tuple(embedded(node, "summary", COURSE_FILE, area, title=title))
    return About(course, context, texts, flag(node, "enablecompletion"), _sections_shown(node))


def _sections_shown(node: StreamNode) -> int | None:
    """The option `numsections` of the course's own format; since Moodle 3.3 topics and weeks have none."""
    holder = node.child("courseformatoptions")
    own = field(node, "format")
    for option in holder.named("courseformatoption") if holder is not None else ():
        if (field(option, "format"), field(option, "name"), field(option, "sectionid")) == (own, "numsections", "0"):
            return whole(field(option, "value"))
    return whole(field(node, "numsections"))


def section_texts(node: StreamNode, path: str, context: str, *, visible: bool) -> tuple[Embedded, ...]:
    """The summary of a section; its files lie in the context of the course."""
    area = area_of(context, "course", "section", node.attributes.get("id", ""))
    audience = "learner" if visible else "instructor"
    title = strip_markup(field(node, "name"))
    return tuple(embedded(node, "summary", path, area, title=title, audience=audience))


def _identifier(text: str) -> str | None:
    """The course's number in other systems, where it is one that holds outside of them too (IRI, URN, DOI)."""
    return text if ":" in text or text.startswith("10.") else None


def _export_id(information: Information) -> str | None:
    return information.backup_id or None


def _keywords(node: StreamNode) -> Value[tuple[LangText, ...]]:
    holder = node.child("tags")
    tags = holder.named("tag") if holder is not None else ()
    words = ((tag, field(tag, "rawname") or field(tag, "name")) for tag in tags)
    return tuple(LangText(source=tag.source(COURSE_FILE), text=word) for tag, word in words if word) or None


def _day(text: str) -> str | None:
    moment = date(text)
    return moment[:_MOST_PRECISE] if moment else None
