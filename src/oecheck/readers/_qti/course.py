"""A course out of questions: assessments, activities, languages, title, and what no question bank can say.

A package of questions is no course. What only a course has (a table of contents, a syllabus, study time) is left
unsupported, and what LOM could say is asked for only where the manifest has LOM.
Source: formats/course-model.md §5, §6 (column QTI); formats/metadata.md §4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from lxml.etree import _Element

from oecheck.model.course import Activity, Assessment, Condition, Course, Embedded, Question
from oecheck.model.fact import Fact, Method, Value, plain, unsupported
from oecheck.model.manifest import ManifestResource
from oecheck.model.source import Source
from oecheck.readers._imscp.dependencies import FileSets
from oecheck.readers._imscp.resources import identifier_of
from oecheck.readers._qti.contents import Contents
from oecheck.readers._questions.qti2_item import QtiItem
from oecheck.readers._questions.qti2_names import XML_LANG
from oecheck.readers._questions.qti2_test import ItemRef, QtiTestPlan
from oecheck.readers._questions.qti12 import QtiTest
from oecheck.readers._questions.reading import QuestionDocument
from oecheck.readers._tree import children

__all__ = ["CAPABILITIES", "Assembled", "assemble", "with_course_fields"]

# What LOM is asked to say of a bank of questions. The rest of it (who offers it, for whom, at what level …) is about
# courses, and is read where it stands (proposal §2.5: QTI is no format of OHE-MET-005 to 009, WRK-005 and STF-001).
_LOM_FIELDS = ("id", "description", "licence")
_PARTS = ("modules", "activities", "assessments", "questions", "conditions", "embedded", "licences")
CAPABILITIES = frozenset(
    f"course.{name}" for name in (*_LOM_FIELDS, "title", "titles", "descriptions", "languages", "export_id", *_PARTS)
)


class Assembled(msgspec.Struct, frozen=True):
    """Activities and questions of a package."""

    activities: tuple[Activity, ...]
    assessments: tuple[Assessment, ...]
    questions: tuple[Question, ...]
    embedded: tuple[Embedded, ...]
    conditions: tuple[Condition, ...]


def assemble(
    contents: Contents, resources: tuple[ManifestResource, ...], known: tuple[Activity, ...], opened: Mapping[str, str]
) -> Assembled:
    """Puts items into the tests that name them; items that no test names are a bank.

    Args:
        contents: documents of the package.
        resources: of the manifest, for the files of a test.
        known: activities of the table of contents, where the manifest has one.
        opened: activity by identifier of the resource that it opens.
    """
    made = _Assembly(contents, resources, known, opened)
    for document in contents.documents.values():
        if document.kind == "test" and document.test is not None:
            made.add_test(document, document.test)
    for document in contents.documents.values():
        made.add_rest(document)
    return Assembled(
        tuple(made.activities.values()),
        tuple(made.assessments),
        tuple(made.questions),
        tuple(made.embedded),
        tuple(made.conditions),
    )


class _Assembly:
    def __init__(
        self,
        contents: Contents,
        resources: tuple[ManifestResource, ...],
        known: tuple[Activity, ...],
        opened: Mapping[str, str],
    ) -> None:
        self._contents = contents
        self._opened = opened
        self._files = FileSets(resources)
        self._targets: dict[tuple[str, str], str] = {
            (link.owner, link.named.href): link.target
            for link in contents.links
            if link.named.kind in ("item", "section") and link.state in ("found", "case")
        }
        self._placed: dict[str, str] = {}
        self._assessment_of: dict[str, str] = {}
        self.activities: dict[str, Activity] = {activity.id: activity for activity in known}
        self.assessments: list[Assessment] = []
        self.questions: list[Question] = []
        self.embedded: list[Embedded] = []
        self.conditions: list[Condition] = []

    def add_test(self, document: QuestionDocument, plan: QtiTestPlan) -> None:
        """A test with the items that it and its outer sections name."""
        activity = self._activity(document.path, plan.identifier, plan.title, plan.source)
        items: list[QtiItem] = []
        count = 0
        for path, _ref in self._items(document.path, plan):
            count += 1
            self._placed.setdefault(path, activity)
            self._assessment_of.setdefault(path, plan.identifier)
            read = self._contents.documents.get(path)
            if read is not None and read.item is not None:
                items.append(read.item)
        questions = tuple(
            msgspec.structs.replace(item.question, assessment=plan.identifier)
            for item in items
            if item.question is not None
        )
        asked = len(questions) + max(count - len(items), 0)  # items that could not be read are questions too
        assessment = Assessment(
            source=plan.source,
            id=plan.identifier,
            activity=activity,
            title=plan.title or None,
            question_count=round(asked * plan.met),
            random_draw=plan.random_draw,
            attempts=plan.attempts,
            time_limit_s=plan.time_limit_s,
            pass_mark=plan.pass_mark,
            shows_feedback=plan.shows_feedback,
            questions=questions,
        )
        self.assessments.append(assessment)
        self.conditions.extend(plan.conditions)
        self._own(plan.embedded, activity)
        self._describe(activity, assessment, items, complete=len(items) == count)

    def _describe(self, activity: str, assessment: Assessment, items: list[QtiItem], *, complete: bool) -> None:
        points = [plain(question.points) for question in assessment.questions]
        known = [value for value in points if value is not None]
        whole = complete and not assessment.random_draw and known and len(known) == len(points)
        languages = tuple(dict.fromkeys(item.language for item in items if item.language))
        self.activities[activity] = msgspec.structs.replace(
            self.activities[activity],
            points=sum(known) if whole else None,
            attempts=assessment.attempts,
            time_limit_s=assessment.time_limit_s,
            pass_mark=assessment.pass_mark,
            languages=languages,
            criteria=any(item.criteria for item in items),
        )

    def _items(self, path: str, plan: QtiTestPlan) -> Iterable[tuple[str, ItemRef]]:
        """Paths of the items of a test, outer sections opened where they stand; each section once."""
        seen = {path}
        waiting = [(path, ref) for ref in reversed(plan.refs)]
        while waiting:
            owner, ref = waiting.pop()
            target = self._targets.get((owner, ref.href), "")
            if not ref.section:
                yield target, ref
                continue
            section = self._contents.documents.get(target)
            if section is not None and section.test is not None and target not in seen:
                seen.add(target)
                waiting.extend((target, inner) for inner in reversed(section.test.refs))

    def _activity(self, path: str, identifier: str, title: str, source: Source) -> str:
        """The id of the activity that opens a document: the table of contents' own, or a new one."""
        resource = self._contents.resources.get(path)
        named = identifier_of(resource) if resource is not None else ""
        if named in self._opened:
            return self._opened[named]
        name = named or identifier or path
        if name in self.activities:
            name = f"{name}~{len(self.activities) + 1}"
        made = Activity(
            source=source,
            id=name,
            title=title or None,
            kind="quiz",
            raw_kind=plain(resource.type) or "" if resource is not None else "",
            position=len(self.activities) + 1,
            entry=path,
            files=self._files.of(resource) if resource is not None else (path,),
        )
        self.activities[name] = msgspec.structs.replace(made, **dict.fromkeys(_NO_PLACE, unsupported()))
        return name

    def add_rest(self, document: QuestionDocument) -> None:
        """What is no test: items, banks of QTI 1.2, shared texts."""
        activity = self._placed.get(document.path, "")
        if document.item is not None:
            question = document.item.question
            if question is not None:
                assessment = self._assessment_of.get(document.path, "")
                placed = msgspec.structs.replace(question, assessment=assessment, bank=not assessment)
                self.questions.append(placed)
            self._own(document.item.embedded, activity)
        elif document.old is not None:
            for test in document.old.tests:
                self._add_old(document, test)
        elif document.kind == "section" and document.test is not None:
            self._own(document.test.embedded, "")
        self._own(document.embedded, "")

    def _add_old(self, document: QuestionDocument, test: QtiTest) -> None:
        """An assessment of QTI 1.2, or a bank."""
        activity = "" if test.bank else self._activity(document.path, test.id, test.title, test.source)
        self.questions.extend(test.questions)
        self._own(test.embedded, activity)
        if test.bank:
            return
        assessment = Assessment(
            source=test.source,
            id=test.id,
            activity=activity,
            title=test.title or None,
            question_count=test.question_count,
            random_draw=test.random_draw,
            attempts=test.attempts,
            time_limit_s=test.time_limit_s,
            shows_feedback=test.shows_feedback,
            questions=test.questions,
        )
        self.assessments.append(assessment)
        self._describe(activity, assessment, [], complete=True)

    def _own(self, texts: Iterable[Embedded], activity: str) -> None:
        self.embedded.extend(msgspec.structs.replace(text, owner=activity) if activity else text for text in texts)


# What only a platform can say of a test.
_NO_PLACE = ("weight", "due", "completion", "study_time_s", "graded")


def with_course_fields(course: Course, contents: Contents, assembled: Assembled, *, has_lom: bool) -> Course:
    """The course with the parts, and with title and languages where LOM does not give them."""
    course = msgspec.structs.replace(
        course,
        activities=assembled.activities,
        assessments=assembled.assessments,
        questions=assembled.questions,
        embedded=assembled.embedded,
        conditions=assembled.conditions,
        title=course.title if course.title is not None else _title(contents),
        languages=course.languages if plain(course.languages) else _languages(contents),
    )
    lost: dict[str, Fact[object]] = {
        name: unsupported() for name in _LOM_FIELDS if not has_lom and getattr(course, name) is None
    }
    if course.title is None and not has_lom:
        lost["title"] = unsupported()
    return msgspec.structs.replace(course, **lost)


def _title(contents: Contents) -> Value[str]:
    """Title of the only test, else of the only assessment of QTI 1.2, else of the only item."""
    documents = contents.documents.values()
    tests = [read.test for read in documents if read.kind == "test" and read.test is not None]
    old = [test for read in documents if read.old is not None for test in read.old.tests]
    items = [read.item for read in documents if read.item is not None]
    told = [(part.title, part.source) for part in tests] or [(part.title, part.source) for part in old]
    told = told or [(part.title, part.source) for part in items]
    if len(told) != 1 or not told[0][0].strip():
        return None
    return Fact(value=" ".join(told[0][0].split()), sources=(told[0][1],))


def _languages(contents: Contents) -> Value[tuple[str, ...]]:
    """`xml:lang` of tests and items, each once, in the order of the documents; of QTI 1.2 that of its assessments."""
    places: dict[str, Source] = {}
    for read in contents.documents.values():
        part = read.test or read.item
        if part is not None and part.language:
            places.setdefault(part.language, part.source)
        for node in _tests_of(read):
            language = (node.get(XML_LANG) or "").strip()
            if language:
                places.setdefault(language, read.document.source(node))
    if not places:
        return None
    return Fact(value=tuple(places), method=Method.DECLARED, sources=tuple(places.values())[:10])


def _tests_of(read: QuestionDocument) -> tuple[_Element, ...]:
    """The root of a document of QTI 1.2, and its assessments and banks."""
    root = read.document.root
    return () if read.old is None else (root, *children(root, "assessment", "objectbank"))
