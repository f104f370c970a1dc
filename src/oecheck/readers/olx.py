"""Open edX course exports (OLX).

Source: formats/olx.md; formats/metadata.md; formats/course-model.md §6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from oecheck.containers import Container
from oecheck.documents.xml import Element, XmlDocument, local
from oecheck.model.course import Activity, Course
from oecheck.model.fact import unsupported
from oecheck.model.package import Descriptor, PackageFinding, ReadResult, Reference
from oecheck.model.source import Source
from oecheck.readers._olx.about import OVERVIEW, read_about
from oecheck.readers._olx.asset_index import read_asset_index
from oecheck.readers._olx.assets import PLATFORM_LINKS, Assets
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.checks import check_blocks, check_grading, check_policy
from oecheck.readers._olx.conditions import read_conditions
from oecheck.readers._olx.facts import describe, key_of
from oecheck.readers._olx.grading import grading_parts, pass_mark
from oecheck.readers._olx.links import check_links
from oecheck.readers._olx.outline import Outline, read_outline
from oecheck.readers._olx.package import (
    PAGE_FOLDERS,
    check_drafts,
    check_empty,
    check_unused,
    listed_of,
    roles_of,
    setting_references,
    tab_activities,
)
from oecheck.readers._olx.policy import Grading, Policy, read_grading, read_policy
from oecheck.readers._olx.shelf import Shelf
from oecheck.readers._olx.tree import Tree, path_of, read_tree
from oecheck.readers._signs import olx_signs

__all__ = ["READER"]

_ROOT = "course.xml"
_RUNS = "course/"
_PLACES = (
    "export_id",
    "title",
    "description",
    "languages",
    "study_time_s",
    "start",
    "end",
    "pacing",
    "provider",
    "contributors",
    "licence",
    "licences",
    "prerequisites",
    "grading_scheme",
    "pass_mark",
    "grading_parts",
    "outcomes",
    "modules",
    "activities",
    "assessments",
    "questions",
    "tools",
    "conditions",
    "embedded",
    "tracks_declared",
)
"""Fields of the course that the format has a place for."""
_CAPABILITIES = frozenset(f"course.{name}" for name in _PLACES)


class _Reader:
    """Reader of course exports of Open edX; a content library is no course."""

    name = "olx"
    formats = ("olx",)
    capabilities: Mapping[str, frozenset[str]] = {"olx": _CAPABILITIES}

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """The root file of a course, under whatever name."""
        return olx_signs(container)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The course whose root file the descriptor names; whatever is wrong in it becomes a finding."""
        path = descriptor.source.file or _ROOT
        shelf = Shelf(container)
        document = shelf.xml(path)
        if document is None or local(document.root) != "course":
            source = Source(path, 1, 1) if document is not None else Source(path)
            findings = (*shelf.findings, PackageFinding(check="OLX-01", variant="no-course", source=source))
            return ReadResult(
                course=Course(source=source),
                findings=findings,
                format_version=unsupported(),
                incomplete=("olx-root-unreadable",),
            )
        return _Export(container, shelf, document, path).result()


class _Export:
    """One export while it is read."""

    def __init__(self, container: Container, shelf: Shelf, root: XmlDocument, path: str) -> None:
        self._shelf = shelf
        self._paths = list(shelf.paths())
        self._left_behind = {path: "junk" for path, file in container.files.items() if file.junk}
        self._root = root
        self._path = path
        self._findings: list[PackageFinding] = []
        self._references: list[Reference] = []
        self._run = str(root.root.get("url_name", "")).strip()
        self._check_root()
        element, document = self._course_element()
        self._policy = self._kept(*read_policy(shelf, self._run))
        self._grading: Grading = self._graded(*read_grading(shelf, self._run))
        self._tree: Tree = read_tree(shelf, element, document, self._policy)

    def result(self) -> ReadResult:
        blocks, shelf = self._tree.blocks, self._shelf
        # The run names the course's entry in the policy, also where its own file does not repeat the name.
        blocks = (msgspec.structs.replace(blocks[0], url_name=self._run), *blocks[1:])
        key = key_of(self._root.root, self._run)
        index = read_asset_index(shelf)
        assets = Assets(self._paths, key, index.names)
        outline = read_outline(blocks, assets, self._grading)
        tabs = tuple(tab_activities(blocks[0], shelf, len(outline.activities) + 1))
        activities = (*outline.activities, *tabs)
        course = msgspec.structs.replace(
            describe(blocks[0], read_about(shelf), key, shelf),
            pass_mark=pass_mark(self._grading),
            grading_parts=grading_parts(self._grading, blocks),
            modules=outline.modules,
            activities=activities,
            assessments=outline.assessments,
            questions=outline.questions,
            tools=outline.tools,
            embedded=outline.embedded,
            tracks_declared=outline.tracks,
            conditions=read_conditions(blocks),
            licences=outline.licences,
        )
        pages = frozenset(path for path in self._paths if path.startswith(PAGE_FOLDERS))
        references = (
            *self._references,
            *index.references,
            *self._tree.references,
            *outline.references,
            *setting_references(blocks[0], assets, shelf),
        )
        findings = tuple(self._all_findings(blocks, outline, pages))
        return ReadResult(
            course=course,
            findings=(*findings, *shelf.findings),
            references=references,
            roles=roles_of(self._paths) | self._left_behind,
            audiences=_audiences(activities),
            declared_types=index.types,
            listed=listed_of(self._paths, blocks, activities) | {self._path},
            tokens=assets.tokens,
            platform_links=PLATFORM_LINKS,
            platform_pages=pages,
            assets=assets.names,
            producer="Open edX" if _by_studio(self._paths) else None,
            format_version=unsupported(),
            incomplete=tuple(sorted(shelf.incomplete)),
        )

    def _all_findings(
        self, blocks: tuple[Block, ...], outline: Outline, pages: frozenset[str]
    ) -> Iterator[PackageFinding]:
        yield from self._findings
        yield from self._tree.findings
        yield from check_grading(blocks, self._grading)
        yield from check_policy(blocks, self._policy)
        yield from check_blocks(blocks)
        texts = dict.fromkeys((*(block.file for block in blocks), *(block.page for block in blocks if block.page)))
        beside = (path for path in sorted(pages) if path.startswith(("tabs/", "info/")) or path == OVERVIEW)
        yield from check_links(self._shelf, self._tree.names, (*texts, *beside))
        yield from check_unused(self._paths, self._tree.files)
        published = any(activity.visibility == "published" for activity in outline.activities)
        yield from check_drafts(self._shelf, published)
        if not {"OLX-01", "OLX-02", "OLX-04"} & {finding.check for finding in (*self._findings, *self._tree.findings)}:
            yield from check_empty(blocks)  # else what stands in the course may only be out of reach

    # The root file and the file of the run

    def _check_root(self) -> None:
        root, source = self._root.root, self._root.source(self._root.root)
        if self._path.startswith(_RUNS):
            self._run = self._path.removeprefix(_RUNS).removesuffix(".xml")
            self._note("OLX-01", "no-root", source, path=self._path)
            return
        if self._path != _ROOT:
            self._note("OLX-31", "file-name", source, path=self._path)
        if not self._run:
            self._note("OLX-01", "no-run", source, path=self._path)
        missing = [name for name in ("org", "course") if not str(root.get(name, "")).strip()]
        if missing:
            self._note("OLX-01", "no-key", source, path=self._path, names=", ".join(missing))

    def _course_element(self) -> tuple[Element, XmlDocument]:
        """The element that has the settings and chapters: of the file of the run, or the root itself."""
        root = self._root.root
        inline = len(root) > 0 or root.get("display_name") is not None
        path = path_of("course", self._run) if self._run else ""
        if self._path == path or (inline and path not in self._shelf):
            return root, self._root
        source = self._root.source(root)
        if path in self._shelf and inline:
            self._note("OLX-32", "", source, path=path)
            return root, self._root
        document = self._run_file(path, source)
        return (document.root, document) if document is not None else (root, self._root)

    def _run_file(self, path: str, source: Source) -> XmlDocument | None:
        """The file of the run; where it is missing and there is just one other, that one is read."""
        others = [other for other in self._paths if other.startswith(_RUNS) and other.endswith(".xml")]
        chosen = path if path in self._shelf else others[0] if len(others) == 1 else ""
        if chosen != path or not path:
            self._note("OLX-02", "other" if chosen else "missing", source, path=path or _RUNS, other=chosen)
        if not chosen:
            return None
        if chosen != path:
            self._run = chosen.removeprefix(_RUNS).removesuffix(".xml")
        self._references.append(Reference(source=source, href=chosen, target=chosen, kind="descriptor"))
        document = self._shelf.xml(chosen)
        if document is not None and local(document.root) != "course":
            place = document.source(document.root)
            self._note("OLX-06", "", place, path=chosen, tag=local(document.root)[:40], wanted="course")
            return None
        return document

    def _kept(self, policy: Policy, findings: list[PackageFinding]) -> Policy:
        self._findings += findings
        return policy

    def _graded(self, grading: Grading, findings: list[PackageFinding]) -> Grading:
        self._findings += findings
        return grading

    def _note(self, check: str, variant: str, source: Source, **arguments: object) -> None:
        self._findings.append(PackageFinding(check=check, variant=variant, source=source, arguments=dict(arguments)))


def _audiences(activities: tuple[Activity, ...]) -> dict[str, str]:
    """Files that only staff sees."""
    shown = {path for activity in activities if activity.audience == "learner" for path in activity.files}
    staff = (path for activity in activities if activity.audience == "instructor" for path in activity.files)
    return {path: "instructor" for path in staff if path not in shown}


def _by_studio(paths: list[str]) -> bool:
    """Studio writes an index of assets and the policies of a run into each export."""
    return "policies/assets.json" in paths or "assets/assets.xml" in paths


READER = _Reader()
