"""All that Canvas adds to a cartridge, gathered from its files.

Source: formats/common-cartridge.md §8, §8.1; corpus/README.md (Canvas exports).
"""

from __future__ import annotations

import msgspec

from oecheck.documents.xml import XmlDocument, local, namespace
from oecheck.model.manifest import ManifestResource
from oecheck.readers._cartridge.canvas_modules import CanvasItem, CanvasModule, CanvasRequirement, read_modules
from oecheck.readers._cartridge.canvas_settings import (
    CanvasFile,
    CanvasSettings,
    CanvasTrack,
    read_files,
    read_settings,
    read_tracks,
)
from oecheck.readers._cartridge.canvas_work import (
    CanvasAssignment,
    CanvasOutcome,
    CanvasQuiz,
    CanvasRubric,
    CanvasTopic,
    read_assignment_settings,
    read_group_titles,
    read_groups,
    read_outcomes,
    read_quiz,
    read_rubrics,
    read_topic_meta,
)
from oecheck.readers._cartridge.shelf import Shelf
from oecheck.readers._imscp.resources import identifier_of
from oecheck.readers._questions.qti12 import QtiTest, read_qti12
from oecheck.readers._tree import children

__all__ = ["SETTINGS_FOLDER", "Canvas", "is_canvas", "read_canvas"]

SETTINGS_FOLDER = "course_settings/"
_FULL_QUIZZES = "non_cc_assessments/"
_SIGNS = tuple(SETTINGS_FOLDER + name for name in ("canvas_export.txt", "course_settings.xml", "module_meta.xml"))
_NAMESPACE = "http://canvas.instructure.com/xsd/cccv1p0"


class Canvas(msgspec.Struct, frozen=True, kw_only=True):
    """What Canvas says beside the cartridge; all empty for other producers.

    Attributes:
        present: the package is Canvas's.
        assignments: by the identifier of the resource.
        quizzes: by the quiz's identifier.
        topics: by the identifier of the discussion's resource.
        full_quizzes: fuller form of quizzes and banks, by identifier.
        groups: weight of each assignment group; empty when groups are not weighted.
        group_titles: title of each assignment group.
        supporting: identifiers of resources that only hold settings of another one.
    """

    present: bool = False
    settings: CanvasSettings | None = None
    modules: tuple[CanvasModule, ...] = ()
    assignments: dict[str, CanvasAssignment] = {}
    quizzes: dict[str, CanvasQuiz] = {}
    topics: dict[str, CanvasTopic] = {}
    full_quizzes: dict[str, QtiTest] = {}
    groups: dict[str, float] = {}
    group_titles: dict[str, str] = {}
    rubrics: dict[str, CanvasRubric] = {}
    outcomes: tuple[CanvasOutcome, ...] = ()
    files: tuple[CanvasFile, ...] = ()
    tracks: tuple[CanvasTrack, ...] = ()
    supporting: frozenset[str] = frozenset()

    def items(self) -> dict[str, CanvasItem]:
        """Module items by identifier."""
        return {item.id: item for module in self.modules for item in module.items}

    def requirements(self) -> dict[str, CanvasRequirement]:
        """What completes an item, by the item's identifier."""
        return {need.item: need for module in self.modules for need in module.requirements}


def is_canvas(shelf: Shelf) -> bool:
    """Whether Canvas wrote the package: its settings lie where it puts them."""
    return any(sign in shelf for sign in _SIGNS)


def read_canvas(shelf: Shelf, resources: tuple[ManifestResource, ...]) -> Canvas:
    """What Canvas's files say; an empty `Canvas` for packages of other producers."""
    if not is_canvas(shelf):
        return Canvas()
    settings = _settings_file(shelf, "course_settings.xml")
    modules, outcomes = _settings_file(shelf, "module_meta.xml"), _settings_file(shelf, "learning_outcomes.xml")
    groups, rubrics = _settings_file(shelf, "assignment_groups.xml"), _settings_file(shelf, "rubrics.xml")
    files, tracks = _settings_file(shelf, "files_meta.xml"), _settings_file(shelf, "media_tracks.xml")
    course = None if settings is None else read_settings(settings.root, settings)
    weighted = course is not None and course.weighted
    work = _Work(shelf)
    for resource in resources:
        work.look(resource)
    work.join_quizzes()
    work.look_at_full_quizzes()
    return Canvas(
        present=True,
        settings=course,
        modules=() if modules is None else read_modules(modules.root, modules),
        assignments=work.assignments,
        quizzes=work.quizzes,
        topics=work.topics,
        full_quizzes=work.full_quizzes,
        groups=read_groups(groups.root) if groups is not None and weighted else {},
        group_titles={} if groups is None else read_group_titles(groups.root),
        rubrics={} if rubrics is None else read_rubrics(rubrics.root),
        outcomes=() if outcomes is None else read_outcomes(outcomes.root, outcomes),
        files=() if files is None else read_files(files.root, files),
        tracks=() if tracks is None else read_tracks(tracks.root, tracks),
        supporting=frozenset(work.supporting),
    )


def _settings_file(shelf: Shelf, name: str) -> XmlDocument | None:
    return shelf.load(SETTINGS_FOLDER + name)


class _Work:
    """Settings of assignments, quizzes and discussions, found by the root of the XML files that resources list."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.assignments: dict[str, CanvasAssignment] = {}
        self.quizzes: dict[str, CanvasQuiz] = {}
        self.topics: dict[str, CanvasTopic] = {}
        self.full_quizzes: dict[str, QtiTest] = {}
        self.supporting: set[str] = set()

    def look(self, resource: ManifestResource) -> None:
        if resource.family == "assignment":
            self._look_at_extension(resource)
        for file in resource.files if resource.family == "associatedcontent" else ():
            path = file.target
            if path.startswith(SETTINGS_FOLDER) and not path.endswith("syllabus.html"):
                self.supporting.add(identifier_of(resource))
            elif path.endswith(".xml") and not path.startswith("web_resources/"):
                self._look_at(path, identifier_of(resource))

    def _look_at(self, path: str, resource: str) -> None:
        document = self._shelf.load(path)
        if document is None or namespace(document.root) != _NAMESPACE:
            return
        root, name = document.root, local(document.root).lower()
        assignment, quiz = read_assignment_settings(root, document), read_quiz(root, document)
        topic = read_topic_meta(root, document)
        if assignment is not None:
            self.assignments[resource] = assignment
        elif quiz is not None:
            self.quizzes[quiz.id] = quiz
            self.supporting.add(resource)
        elif topic is not None:
            self.topics[topic.topic] = topic
            self.supporting.add(resource)
        elif name not in {"assignment", "quiz", "topicmeta"}:
            self.supporting.add(resource)

    def _look_at_extension(self, resource: ManifestResource) -> None:
        """In cartridges of 1.3 Canvas's settings stand inside the descriptor of the assignment."""
        for file in resource.files:
            document = self._shelf.load(file.target)
            for extensions in children(None if document is None else document.root, "extensions"):
                for node in children(extensions, "assignment"):
                    assignment = None if document is None else read_assignment_settings(node, document)
                    if assignment is not None and namespace(node) == _NAMESPACE:
                        self.assignments[identifier_of(resource)] = assignment

    def join_quizzes(self) -> None:
        """An assignment that learners do by taking a quiz of the package is the quiz's grading, not a second task."""
        for resource, assignment in list(self.assignments.items()):
            quiz = self.quizzes.get(assignment.quiz)
            if quiz is None:
                continue
            del self.assignments[resource]
            self.supporting.add(resource)
            if quiz.assignment is None:
                self.quizzes[quiz.id] = msgspec.structs.replace(quiz, assignment=assignment)

    def look_at_full_quizzes(self) -> None:
        for path in self._shelf.paths:
            if path.startswith(_FULL_QUIZZES) and path.endswith((".qti", ".xml")):
                document = self._shelf.load(path)
                if document is None:
                    continue
                for test in read_qti12(document.root, document, path).tests:
                    self.full_quizzes.setdefault(test.id, test)
