"""What a course says of itself: course element, policy, `about/`.

Source: formats/olx.md §5; formats/metadata.md §4, §5.
"""

from __future__ import annotations

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.documents.xml import Element
from oecheck.model.course import Contributor, Course, LearningOutcome, Licence, Provider
from oecheck.model.fact import Fact, Method, Value, unsupported
from oecheck.readers._olx.about import About
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.shelf import Shelf
from oecheck.readers._olx.values import texts
from oecheck.values import licence
from oecheck.values.text import collapse, fold, strip_markup

__all__ = ["describe", "key_of", "tab_path", "tabs_of"]

_UNSCHEDULED = "2030-01-01"
"""The platform writes this start where nobody chose one."""
_SYLLABUS = "syllabus"


def key_of(root: Element, run: str) -> tuple[str, str, str]:
    """Organisation, course number and run."""
    return str(root.get("org", "")).strip(), str(root.get("course", "")).strip(), run


def describe(course: Block, about: About, key: tuple[str, str, str], shelf: Shelf) -> Course:
    """The course without its parts."""
    org, number, run = key
    whole = f"course-v1:{org}+{number}+{run}" if org and number and run else ""
    return Course(
        source=course.source,
        export_id=whole or None,
        title=_text(course, "display_name"),
        description=about.description,
        languages=_languages(course),
        study_time_s=about.study_time_s,
        start=_start(course),
        end=_date(course, "end"),
        pacing=_pacing(course),
        provider=_provider(course, org),
        contributors=_contributors(course, about),
        licence=_licence(course),
        prerequisites=_prerequisites(course, about),
        outcomes=_outcomes(course),
        syllabus=_syllabus(course, shelf),
    )


def _text(course: Block, name: str) -> Value[str]:
    value = strip_markup(course.text(name))
    return Fact(value=value, sources=(course.source_of(name),)) if value else None


def _date(course: Block, name: str) -> Value[str]:
    value = course.date(name)
    return Fact(value=value, raw=course.text(name), sources=(course.source_of(name),)) if value else None


def _start(course: Block) -> Value[str]:
    value = course.date("start")
    return None if value is None or value.startswith(_UNSCHEDULED) else _date(course, "start")


def _languages(course: Block) -> Value[tuple[str, ...]]:
    value = course.text("language")
    return Fact(value=(value,), raw=value, sources=(course.source_of("language"),)) if value else None


def _pacing(course: Block) -> Fact[str]:
    """Without a word on it a course is paced by its instructors."""
    told = course.says("self_paced")
    value = "self-paced" if told else "instructor-paced"
    method = Method.DERIVED if told is None else Method.DECLARED
    return Fact(value=value, method=method, sources=(course.source_of("self_paced"),))


def _provider(course: Block, org: str) -> Value[Provider]:
    """The organisation: as shown, else the code in the course's key."""
    name = course.text("display_organization") or org
    return Provider(source=course.source_of("display_organization"), name=name) if name else None


def _contributors(course: Block, about: About) -> Value[tuple[Contributor, ...]]:
    """Instructors of the settings, and the staff that the overview names; each name once."""
    found: dict[str, Contributor] = {}
    info = course.tree("instructor_info")
    people = info.get("instructors") if info is not None else None
    for person in people.items if people is not None else ():
        name = collapse(person.scalar("name") or "")
        if name:
            organisation = collapse(person.scalar("organization") or "") or None
            source = course.source_of("instructor_info")
            found.setdefault(
                fold(name), Contributor(source=source, name=name, role="instructor", organisation=organisation)
            )
    for teacher in about.teachers:
        found.setdefault(fold(teacher.name), Contributor(source=teacher.source, name=teacher.name, role="instructor"))
    return tuple(found.values()) or None


def _licence(course: Block) -> Value[Licence]:
    written = course.text("license")
    if not written:
        return None
    source = course.source_of("license")
    value = Licence(source=source, **msgspec.structs.asdict(licence.normalise(written)))
    return Fact(value=value, raw=written, sources=(source,))


def _prerequisites(course: Block, about: About) -> Value[str]:
    if about.prerequisites is not None:
        return about.prerequisites
    courses = texts(course.tree("pre_requisite_courses"))
    if not courses:
        return None
    return Fact(value=", ".join(courses), sources=(course.source_of("pre_requisite_courses"),))


def _outcomes(course: Block) -> Value[tuple[LearningOutcome, ...]]:
    """`learning_info`: sentences on what people will have learnt."""
    source = course.source_of("learning_info")
    sentences = [strip_markup(text) for text in texts(course.tree("learning_info"))]
    return (
        tuple(
            LearningOutcome(source=source, id=f"learning_info-{number}", text=sentence)
            for number, sentence in enumerate((text for text in sentences if text), 1)
        )
        or None
    )


def _syllabus(course: Block, shelf: Shelf) -> Value[str]:
    """A page beside the course that is called so. The format has no place that is meant for one."""
    for tab in tabs_of(course):
        name = fold(f"{tab.scalar('name') or ''} {tab.scalar('url_slug') or ''}")
        path = tab_path(tab)
        if _SYLLABUS in name and path in shelf:
            return Fact(value=path, method=Method.INFERRED, confidence=0.8, sources=(course.source_of("tabs"),))
    return unsupported()


def tabs_of(course: Block) -> list[YamlNode]:
    """The tabs of a course."""
    node = course.tree("tabs")
    return [item for item in node.items if item.kind == "mapping"] if node is not None else []


def tab_path(tab: YamlNode) -> str:
    """File of a tab with a page of the author's; "" for others."""
    slug = tab.scalar("url_slug") or ""
    return f"tabs/{slug}.html" if tab.scalar("type") == "static_tab" and slug else ""
