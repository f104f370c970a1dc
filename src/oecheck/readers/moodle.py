"""Backups of Moodle 2.0 to 5.x (`.mbz`).

A backup has thousands of small files and a few large ones; each is read once, in pieces or as one small tree, and let
go. Of what learners did nothing is read. A backup of one activity or section is no course: it is read, said aloud, and
whatever is asked of a course cannot be told. Source: formats/moodle-mbz.md; formats/course-model.md §5, §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from oecheck.containers import Container
from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Assessment, Course, Embedded, LearningOutcome, Tool
from oecheck.model.package import Descriptor, PackageFinding, ReadResult
from oecheck.model.source import Source
from oecheck.readers._moodle import checks
from oecheck.readers._moodle.about import About, read_about, section_texts
from oecheck.readers._moodle.assemble import all_questions, each_once, no_course, with_audience, with_outcomes
from oecheck.readers._moodle.badges import read_badges
from oecheck.readers._moodle.conditions import conditions_of, held_back
from oecheck.readers._moodle.grades import Gradebook, read_gradebook
from oecheck.readers._moodle.grading import grading_parts, grading_scheme, pass_mark
from oecheck.readers._moodle.information import FILE, Information, read_information
from oecheck.readers._moodle.outcomes import read_outcomes
from oecheck.readers._moodle.outline import Outline, Section, read_outline, read_section
from oecheck.readers._moodle.package import audiences_of, has_users, roles_of
from oecheck.readers._moodle.people import check_people
from oecheck.readers._moodle.questions import Bank, read_bank
from oecheck.readers._moodle.quizzes import Slots, lesson, quiz, read_slots
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.stored import StoredFiles, read_stored
from oecheck.readers._moodle.texts import blocks, texts_of
from oecheck.readers._moodle.tools import tool_of
from oecheck.readers._moodle.trails import Trails
from oecheck.readers._moodle.work import Work, main_item, read_work
from oecheck.readers._signs import sign

__all__ = ["READER"]

# Not the languages: `lang` of a course forces the language of the screens; empty, it lets learners choose theirs.
_HAS_PLACE = frozenset(
    {
        "activities",
        "assessments",
        "conditions",
        "created",
        "description",
        "embedded",
        "end",
        "export_id",
        "grading_parts",
        "grading_scheme",
        "keywords",
        "licences",
        "modified",
        "modules",
        "outcomes",
        "pass_mark",
        "questions",
        "start",
        "title",
        "titles",
        "tools",
    }
)
_TOKENS = (("@@PLUGINFILE@@", ""),)
_PLATFORM_LINKS = ("$@",)
_COURSE = "course"


class _Reader:
    """Reader of Moodle backups."""

    name = "moodle"
    formats = ("moodle",)
    capabilities: Mapping[str, frozenset[str]] = {"moodle": frozenset(f"course.{name}" for name in _HAS_PLACE)}

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """`moodle_backup.xml` at the root."""
        if FILE not in container:
            return ()
        information = read_information(Shelf(container))
        if information is None:
            return ()
        return (sign(FILE, "moodle", "moodle-backup", information.release, information.release),)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The backup; whatever is wrong in it becomes a finding."""
        shelf = Shelf(container)
        information = read_information(shelf)
        if information is None:
            finding = PackageFinding(check="MBZ-01", variant="unreadable", source=Source(FILE))
            findings = (finding, *shelf.findings)
            return ReadResult(
                course=Course(source=Source(FILE)), findings=findings, incomplete=("moodle-backup-unreadable",)
            )
        return _Backup(container, shelf, information, descriptor).result()


class _Parts(msgspec.Struct):
    """What one walk over the activities gathers."""

    works: list[Work] = []
    texts: list[Embedded] = []
    slots: list[Slots] = []
    assessments: list[Assessment] = []
    tools: list[Tool] = []


class _Backup:
    """One backup while it is read."""

    def __init__(self, container: Container, shelf: Shelf, information: Information, descriptor: Descriptor) -> None:
        self._container = container
        self._shelf = shelf
        self._information = information
        self._descriptor = descriptor
        self._whole_course = information.kind == _COURSE
        self._stored: StoredFiles = read_stored(shelf, folder=container.kind == "folder")
        self._about: About = read_about(shelf, information)
        self._gradebook: Gradebook = read_gradebook(shelf)
        self._parts = self._activities()
        self._sections, section_htmls = self._read_sections()
        self._outline: Outline = read_outline(self._sections, self._parts.works)
        self._bank: Bank = read_bank(shelf, self._stored.areas())
        self._texts = (*self._about.embedded, *section_htmls, *self._parts.texts, *blocks(shelf), *self._bank.embedded)

    def result(self) -> ReadResult:
        stored, shelf, information = self._stored, self._shelf, self._information
        assessments, lost = self._assessments()
        course = self._course(assessments)
        hidden = frozenset(one.id for one in self._outline.activities if one.visibility != "published")
        names = {name: body for name, body in stored.names().items() if body in shelf}
        return ReadResult(
            course=course,
            findings=checks.once((*self._findings(course), *lost, *shelf.findings)),
            references=stored.references,
            roles=roles_of(shelf, stored, users=has_users(shelf)),
            audiences=audiences_of(self._parts.works, hidden),
            declared_types=stored.declared_types(),
            listed=stored.bodies(),
            tokens=_TOKENS,
            platform_links=_PLATFORM_LINKS,
            stored=names,
            unpacked=stored.unpacked(),
            digests={body: body.rpartition("/")[2] for body in names.values()},
            producer="Moodle",
            producer_version=information.release or None,
            created=information.created,
            format_version=information.release or None,
            incomplete=tuple(sorted(shelf.incomplete)),
            lacking=() if self._whole_course else ("not-a-course-backup",),
        )

    def _activities(self) -> _Parts:
        parts = _Parts()
        # Whether an activity counts and is tracked in its course, a backup of the activity alone does not say.
        tracking = self._about.tracking or not self._whole_course
        for entry in self._information.activities:
            work, settings = read_work(entry, self._shelf, self._stored, tracking=tracking)
            parts.works.append(work)
            parts.texts.extend(texts_of(work, settings))
            if settings is not None:
                _special(work, settings, parts)
        if self._whole_course:
            weights = self._gradebook.weights(item for work in parts.works for item in work.items)
            parts.works = [_weighed(work, weights) for work in parts.works]
        return parts

    def _read_sections(self) -> tuple[tuple[Section, ...], list[Embedded]]:
        sections: list[Section] = []
        texts: list[Embedded] = []
        for entry in self._information.sections:
            section, node = read_section(entry, self._shelf, self._information.course_format, self._about.sections)
            sections.append(section)
            if node is not None:
                texts += section_texts(node, section.path, self._about.context, visible=section.visible)
        return tuple(sections), texts

    def _assessments(self) -> tuple[tuple[Assessment, ...], list[PackageFinding]]:
        made: list[Assessment] = []
        findings: list[PackageFinding] = []
        for slots in self._parts.slots:
            assessment, lost = quiz(slots, self._bank)
            made.append(assessment)
            findings += lost if self._bank.present else ()
        return (*made, *self._parts.assessments), findings

    def _course(self, assessments: tuple[Assessment, ...]) -> Course:
        works, outline = self._parts.works, self._outline
        held = held_back(self._sections, works)
        outcomes: tuple[LearningOutcome, ...] = read_outcomes(self._shelf, works)
        trails = Trails(outline.modules, outline.activities)
        items = [item for work in works for item in work.items]
        activities = with_outcomes((*outline.activities, *read_badges(self._shelf, len(outline.activities))), outcomes)
        course = msgspec.structs.replace(
            self._about.course,
            licences=self._stored.licences,
            outcomes=outcomes or None,
            pass_mark=pass_mark(self._gradebook),
            grading_scheme=grading_scheme(self._gradebook, items),
            grading_parts=grading_parts(self._gradebook, items),
            modules=tuple(map(trails.module, outline.modules)) if self._whole_course else (),
            activities=tuple(map(trails.activity, activities)),
            assessments=assessments,
            questions=all_questions(assessments, self._bank),
            tools=tuple(self._parts.tools),
            conditions=conditions_of(held, self._sections, works, self._gradebook.items) if self._whole_course else (),
            embedded=with_audience(map(trails.text, each_once(self._texts)), activities),
        )
        return course if self._whole_course else no_course(course)

    def _findings(self, course: Course) -> Iterable[PackageFinding]:
        information, shelf, works = self._information, self._shelf, self._parts.works
        yield from checks.check_information(information, self._container)
        yield from checks.check_index(self._container, shelf)
        yield from checks.check_contents(information, shelf)
        if self._whole_course:
            yield from checks.check_sequences(self._sections, works)
            yield from checks.check_conditions(self._sections, works, shelf, information)
            yield from checks.check_hidden(course.conditions, course.activities, shelf, works)
        yield from checks.check_grades(works)
        yield from check_people(shelf, works)
        yield from checks.check_modules(information)
        yield from checks.check_licences(self._stored)
        yield from checks.check_old_links(course.embedded, information)
        yield from checks.check_packages(self._stored, self._container)


def _special(work: Work, settings: StreamNode, parts: _Parts) -> None:
    """What only some kinds of activities have."""
    if work.listed.module == "quiz":
        parts.slots.append(read_slots(work, settings))
    elif work.listed.module == "lesson":
        assessment = lesson(work, settings)
        parts.assessments += [assessment] if assessment is not None else []
    tool = tool_of(work, settings)
    parts.tools += [tool] if tool is not None else []


def _weighed(work: Work, weights: Mapping[str, float]) -> Work:
    main = main_item(work.items)
    share = weights.get(main.id) if main is not None else None
    if share is None:
        return work
    return msgspec.structs.replace(work, activity=msgspec.structs.replace(work.activity, weight=round(share, 4)))


READER = _Reader()
