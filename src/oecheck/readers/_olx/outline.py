"""The table of contents and what learners do: modules, activities, conditions.

Chapters, sequentials and verticals are the nodes; a vertical shows all its components on one page, and each component
is an activity. Blocks that only group (conditional, split_test …) give their components to the vertical.
An assessment is one problem (or one bank that draws problems): that is what learners submit, with its own attempts.
Source: formats/olx.md §5; formats/course-model.md §7 (unit or component).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from oecheck.model.course import Activity, Assessment, DeclaredTrack, Embedded, Licence, Module, Question, Tool
from oecheck.model.fact import Fact, Method, unsupported
from oecheck.model.package import Reference
from oecheck.readers._olx.assets import Assets
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.fill import fill
from oecheck.readers._olx.kinds import ACTIVITY_KINDS, ASSIGNMENTS, BANKS, CONTAINERS
from oecheck.readers._olx.names import names_of
from oecheck.readers._olx.parts import Part, Place
from oecheck.readers._olx.policy import Grading
from oecheck.readers._olx.values import whole
from oecheck.readers._olx.weights import Weights
from oecheck.values import licence

__all__ = ["Outline", "read_outline"]

_NODES = ("chapter", "sequential", "vertical")


class Outline(msgspec.Struct, frozen=True):
    """All of the course that follows from its blocks."""

    modules: tuple[Module, ...]
    activities: tuple[Activity, ...]
    assessments: tuple[Assessment, ...]
    questions: tuple[Question, ...]
    tools: tuple[Tool, ...]
    embedded: tuple[Embedded, ...]
    tracks: tuple[DeclaredTrack, ...]
    references: tuple[Reference, ...]
    licences: tuple[Licence, ...]


class _State(msgspec.Struct, frozen=True):
    """What a block has from the blocks around it."""

    module: str = ""
    visible: bool = True
    sequential: int = -1
    bank: str = ""
    ranks: tuple[int, ...] = ()


def read_outline(blocks: tuple[Block, ...], assets: Assets, grading: Grading) -> Outline:
    """Nodes and activities of the blocks of a course, the course itself first."""
    return _Builder(blocks, assets, grading).outline()


class _Builder:
    """One outline while it is built; blocks come in document order, each after the one that holds it."""

    def __init__(self, blocks: tuple[Block, ...], assets: Assets, grading: Grading) -> None:
        self._blocks = blocks
        self._assets = assets
        self._grading = grading
        self._names = names_of(blocks)
        self._weights = Weights(blocks, grading)
        self._states: list[_State] = []
        self._modules: dict[str, Module] = {}
        self._children: Counter[str] = Counter()
        self._parts: list[Part] = []
        self._banks: dict[str, int] = {}
        self._drawn: dict[str, list[Question]] = {}

    def outline(self) -> Outline:
        for index, block in enumerate(self._blocks):
            self._take(index, block)
        parts = [self._with_drawn(part) for part in self._parts]
        activities = [part.activity for part in parts if part.activity is not None]
        return Outline(
            modules=self._counted(activities),
            activities=tuple(activities),
            assessments=tuple(_timed(part) for part in parts if part.assessment is not None),
            questions=tuple(question for part in parts for question in part.questions),
            tools=tuple(part.tool for part in parts if part.tool is not None),
            embedded=tuple(text for part in parts for text in part.embedded),
            tracks=tuple(track for part in parts for track in part.tracks),
            references=tuple(reference for part in parts for reference in part.references),
            licences=tuple(self._licences()),
        )

    def _licences(self) -> Iterator[Licence]:
        """Licences of single blocks (videos have a setting of their own)."""
        for block, name in zip(self._blocks[1:], self._names[1:], strict=True):
            written = block.text("license")
            if written:
                parts = msgspec.structs.asdict(licence.normalise(written))
                title = block.text("display_name")
                yield Licence(source=block.source_of("license"), **{**parts, "scope": name, "title": title})

    def _take(self, index: int, block: Block) -> None:
        if block.parent < 0:
            self._states.append(_State(visible=True))
            return
        around = self._states[block.parent]
        visible = around.visible and not block.says("visible_to_staff_only")
        state = msgspec.structs.replace(around, visible=visible)
        if block.tag in _NODES and not self._in_group(block):
            state = self._node(index, block, state)
        elif block.tag in BANKS:
            state = self._bank(index, block, state)
        elif block.tag not in CONTAINERS:
            self._activity(index, block, state)
        self._states.append(state)

    def _in_group(self, block: Block) -> bool:
        """A vertical inside a block that only groups is a variant of a part of the page, no node."""
        return self._blocks[block.parent].tag not in ("course", *_NODES)

    def _node(self, index: int, block: Block, state: _State) -> _State:
        name, parent = self._names[index], state.module
        self._children[parent] += 1
        depth = self._modules[parent].depth + 1 if parent else 1
        self._modules[name] = Module(
            source=block.source,
            id=name,
            title=block.text("display_name") or None,
            depth=depth,
            position=self._children[parent],
            parent=parent,
            visible=state.visible and not block.says("hide_from_toc"),
            available_from=block.date("start"),
            description=unsupported(),
            hours=unsupported(),
        )
        sequential = index if block.tag == "sequential" else state.sequential
        return msgspec.structs.replace(state, module=name, sequential=sequential)

    def _activity(self, index: int, block: Block, state: _State) -> None:
        place = Place(self._assets, self._graded(block, state), self._limit(), state.bank)
        part = fill(block, self._plain(index, block, state, place.graded), place)
        if state.bank and part.activity is None:
            self._drawn.setdefault(state.bank, []).extend(part.questions)
        if part.activity is not None and part.activity.graded is True:
            part = self._graded_part(part, self._weights.of(state.sequential, index))
        self._parts.append(part)

    def _plain(self, index: int, block: Block, state: _State, graded: bool) -> Activity:
        """What all kinds of activities have in common."""
        kind = "bank" if block.tag in BANKS else ACTIVITY_KINDS.get(block.tag, "other")
        scored = kind in ("quiz", "bank") or block.tag in ASSIGNMENTS or bool(block.says("has_score"))
        return Activity(
            source=block.source,
            id=self._names[index],
            title=block.text("display_name") or None,
            kind=kind,
            raw_kind=block.tag[:60],
            module=state.module,
            position=len(self._parts) + 1,
            audience="learner" if state.visible else "instructor",
            visibility="published" if state.visible else "hidden",
            graded=graded if scored or block.tag == "drag-and-drop-v2" else False,
            due=self._due(block, state, scored),
            time_limit_s=self._time_limit_s(state),
            criteria=None if block.tag == "openassessment" else unsupported(),
            study_time_s=unsupported(),
            completion=unsupported(),
        )

    def _time_limit_s(self, state: _State) -> float | None:
        """Limit of a timed subsection, which holds for all that is in it."""
        if state.sequential < 0 or not self._blocks[state.sequential].says("is_time_limited"):
            return None
        minutes = self._blocks[state.sequential].number("default_time_limit_minutes")
        return minutes * 60 if minutes is not None and minutes > 0 else None

    def _due(self, block: Block, state: _State, scored: bool) -> str | None:
        """The day of its own, else that of its subsection, which closes only what learners hand in or answer."""
        own = block.date("due")
        return own or (self._blocks[state.sequential].date("due") if scored and state.sequential >= 0 else None)

    def _graded(self, block: Block, state: _State) -> bool:
        own = block.says("graded")
        if own is not None:
            return own
        return state.sequential >= 0 and bool(self._blocks[state.sequential].says("graded"))

    def _limit(self) -> int | None:
        return self._blocks[0].whole("max_attempts", "attempts")

    def _graded_part(self, part: Part, weight: float | None) -> Part:
        """A part that counts, with its share of the result and the mark at which the course is passed."""
        mark = self._grading.pass_mark
        passing = Fact(value=mark, method=Method.DERIVED, sources=(self._grading.cutoffs_source,)) if mark else None
        share = (
            Fact(value=weight, method=Method.DERIVED, sources=(self._grading.source,)) if weight is not None else None
        )
        assert part.activity is not None  # asked before
        activity = msgspec.structs.replace(part.activity, weight=share, pass_mark=passing)
        assessment = part.assessment
        if assessment is not None:
            assessment = msgspec.structs.replace(assessment, pass_mark=passing)
        return msgspec.structs.replace(part, activity=activity, assessment=assessment)

    def _bank(self, index: int, block: Block, state: _State) -> _State:
        """A block that draws some of its problems: one activity, whose questions are in a bank."""
        activity = self._plain(index, block, state, self._graded(block, state))
        assessment = Assessment(
            source=block.source,
            id=activity.id,
            activity=activity.id,
            title=activity.title,
            kind="summative" if activity.graded is True else "formative",
            random_draw=True,
            question_count=max(whole(block.text("max_count")) or 1, 0),
        )
        part = Part(activity, assessment=assessment)
        if activity.graded is True:
            part = self._graded_part(part, self._weights.of(state.sequential, index))
        self._parts.append(part)
        return msgspec.structs.replace(state, bank=activity.id)

    def _with_drawn(self, part: Part) -> Part:
        if part.assessment is None or part.assessment.id not in self._drawn:
            return part
        questions = tuple(self._drawn[part.assessment.id])
        assessment = msgspec.structs.replace(part.assessment, questions=questions)
        return msgspec.structs.replace(part, assessment=assessment)

    def _counted(self, activities: list[Activity]) -> tuple[Module, ...]:
        """The nodes with the number of nodes and activities in them, worked out from the last to the first."""
        counts: Counter[str] = Counter()
        for activity in activities:
            counts[activity.module] += activity.visibility == "published"
        for module in reversed(self._modules.values()):
            counts[module.parent] += counts[module.id]
        return tuple(
            msgspec.structs.replace(
                module,
                child_count=self._children[module.id],
                activity_count=counts[module.id],
                leaf=self._children[module.id] == 0 and counts[module.id] > 0,
            )
            for module in self._modules.values()
        )


def _timed(part: Part) -> Assessment:
    """The assessment of a part, with the time limit of its activity."""
    assert part.assessment is not None  # asked before
    if part.activity is None or part.activity.time_limit_s is None:
        return part.assessment
    return msgspec.structs.replace(part.assessment, time_limit_s=part.activity.time_limit_s)
