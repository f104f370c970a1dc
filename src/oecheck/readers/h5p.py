"""H5P packages: interactive content with or without the libraries that show it.

H5P tells results by xAPI to the platform around it; no address for that stands in a package, so there is nothing to
read. Source: formats/h5p.md; formats/course-model.md §5, §6; formats/metadata.md §4.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from oecheck.containers import Container
from oecheck.documents.json import YamlTree
from oecheck.model.course import Course, DeclaredTrack, Embedded, Tool
from oecheck.model.fact import Fact, unsupported
from oecheck.model.package import Descriptor, PackageFinding, ReadResult, Reference
from oecheck.model.source import Source
from oecheck.readers._h5p import checks
from oecheck.readers._h5p.about import CAPABILITIES, describe, rights_of
from oecheck.readers._h5p.content import Part, take_apart
from oecheck.readers._h5p.libraries import Libraries, dependencies_of, read_libraries
from oecheck.readers._h5p.media import Medium, media_of, tracks_of
from oecheck.readers._h5p.nodes import each, string
from oecheck.readers._h5p.outline import Outline, read_outline
from oecheck.readers._h5p.shelf import Shelf
from oecheck.readers._h5p.texts import embedded_of
from oecheck.readers._imscp.course import unreadable_course
from oecheck.values.href import PathIndex, Resolver
from oecheck.values.text import strip_markup

__all__ = ["READER"]

_DESCRIPTOR = "h5p.json"
_CONTENT = "content/content.json"
_STATES = {"untested": "external", "none": "external"}


class _Reader:
    """Reader of H5P packages."""

    name = "h5p"
    formats: tuple[str, ...] = ("h5p",)
    capabilities: Mapping[str, frozenset[str]] = {"h5p": CAPABILITIES}

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        """`h5p.json` at the root."""
        if _DESCRIPTOR not in container:
            return ()
        return (Descriptor(source=Source(_DESCRIPTOR, 1, 1), format="h5p", evidence="h5p-json"),)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        """The package; whatever is wrong in it becomes a finding."""
        shelf = Shelf(container)
        tree = shelf.tree(descriptor.source.file or _DESCRIPTOR, "H5P-02")
        if tree is None or tree.root.kind != "mapping":
            return _unreadable(shelf, tree)
        return _Package(container, shelf, tree).result()


def _unreadable(shelf: Shelf, tree: YamlTree | None) -> ReadResult:
    source = Source(_DESCRIPTOR, 1, 1) if tree is None else tree.source(tree.root)
    findings = list(shelf.findings)
    if tree is not None:
        findings.append(
            PackageFinding(check="H5P-02", variant="no-object", source=source, arguments={"path": _DESCRIPTOR})
        )
    incomplete = tuple(sorted({*shelf.incomplete, "manifest-unreadable"}))
    return ReadResult(
        course=unreadable_course(Course(source=source), source, CAPABILITIES, "manifest-unreadable"),
        findings=tuple(findings),
        format_version=unsupported(),
        incomplete=incomplete,
    )


class _Package:
    """One package while it is read."""

    def __init__(self, container: Container, shelf: Shelf, tree: YamlTree) -> None:
        self._container = container
        self._shelf = shelf
        self._tree = tree
        self._libraries: Libraries = read_libraries(shelf)
        self._content = self._content_tree()
        self._resolver = Resolver(PathIndex(shelf.paths))
        self._parts: tuple[Part, ...] = self._take_apart()
        self._media: dict[int, list[Medium]] = {part.number: media_of(part, self._libraries) for part in self._parts}

    def _content_tree(self) -> YamlTree | None:
        return self._shelf.tree(_CONTENT, "H5P-02") if _CONTENT in self._shelf else None

    def _take_apart(self) -> tuple[Part, ...]:
        if self._content is None:
            return ()
        main = string(self._tree.root, "mainLibrary")
        versions = {item.name: item.version for item in dependencies_of(self._tree)}
        return take_apart(self._content.root, main, versions.get(main, ""))

    def result(self) -> ReadResult:
        content = self._content
        if content is None:
            return self._finished(describe(self._tree), ())
        course = describe(self._tree)
        outline = read_outline(self._parts, self._media, content, course.title)
        rights = rights_of(self._parts, [(part, self._media[part.number]) for part in self._parts], content)
        course = msgspec.structs.replace(
            course,
            licences=rights.licences,
            modules=outline.modules,
            activities=outline.activities,
            assessments=outline.assessments,
            questions=outline.questions,
            tools=self._tools(content),
            embedded=self._embedded(content, outline, course),
            tracks_declared=self._tracks(content),
        )
        found = (
            *checks.check_content(self._parts, self._media, self._libraries, content),
            *checks.check_rights(rights),
        )
        return self._finished(course, found)

    def _finished(self, course: Course, found: tuple[PackageFinding, ...]) -> ReadResult:
        references = () if self._content is None else self._references(self._content)
        return ReadResult(
            course=course,
            findings=(
                *checks.check_container(self._shelf.paths, self._container),
                *self._missing_content(),
                *checks.check_h5p_json(self._tree),
                *checks.check_libraries(self._tree, self._libraries),
                *self._shelf.findings,
                *self._libraries.findings,
                *found,
            ),
            references=references,
            roles=self._roles(references),
            declared_types=self._declared_types(),
            listed=frozenset((_CONTENT, *(item.target for item in references if item.state == "found"))),
            format_version=self._core(),
            incomplete=self._incomplete(),
        )

    def _core(self) -> Fact[str]:
        """The newest core API that a packed library asks for; `h5p.json` itself states no version (course-model §6)."""
        newest = max(self._libraries.all, key=lambda library: library.core, default=None)
        if newest is None or newest.core == (0, 0):
            return unsupported()
        return Fact(value="{}.{}".format(*newest.core), sources=(newest.source,))

    def _incomplete(self) -> tuple[str, ...]:
        unknown = {"h5p-content-unreadable"} if self._content is None else set[str]()
        return tuple(sorted(self._shelf.incomplete | unknown))

    def _missing_content(self) -> tuple[PackageFinding, ...]:
        if _CONTENT in self._shelf:
            return ()
        place = self._tree.source(self._tree.root)
        return (PackageFinding(check="H5P-02", variant="no-content", source=place, arguments={"path": _CONTENT}),)

    def _embedded(self, tree: YamlTree, outline: Outline, course: Course) -> tuple[Embedded, ...]:
        return tuple(
            text
            for part in self._parts
            for text in embedded_of(part, self._media[part.number], tree, outline.owners[part.number], course.title)
        )

    def _references(self, tree: YamlTree) -> tuple[Reference, ...]:
        """Media and text tracks; each place that names one counts."""
        found: list[Reference] = []
        for part in self._parts:
            for medium in self._media[part.number]:
                node = medium.value.node
                forms = list(each(node)) if node.kind == "sequence" else [node]
                found += [
                    self._reference(path, tree, form, "file") for path, form in zip(medium.paths, forms, strict=True)
                ]
            found += [self._reference(track.path, tree, track.node, "caption") for track in tracks_of(part)]
        return tuple(found)

    def _reference(self, path: str, tree: YamlTree, node: object, kind: str) -> Reference:
        resolved = self._resolver.resolve(path, tree.file)
        state = _STATES.get(resolved.state, resolved.state)
        source = tree.source(node)  # type: ignore[arg-type]  # nodes of this tree
        return Reference(source=source, href=path, target=resolved.target, kind=kind, state=state)

    def _roles(self, references: tuple[Reference, ...]) -> dict[str, str]:
        roles = {path: self._role(path) for path in self._shelf.paths if not path.startswith("content/")}
        roles |= dict.fromkeys(self._shelf.skipped, "junk")
        roles |= {item.target: "caption" for item in references if item.kind == "caption" and item.state == "found"}
        return {**roles, _DESCRIPTOR: "descriptor", _CONTENT: "descriptor"}

    def _role(self, path: str) -> str:
        """Programs and forms of content types are no content of the course; a file beside the folders is."""
        if "/" not in path:
            return "content"
        return "descriptor" if path.endswith("/library.json") else "schema"

    def _declared_types(self) -> dict[str, str]:
        types: dict[str, str] = {}
        for found in self._media.values():
            for medium in found:
                for path, written in zip(medium.paths, medium.types, strict=True):
                    target = self._resolver.resolve(path, _CONTENT).target
                    if written and target:
                        types[target] = written
        return types

    def _tracks(self, tree: YamlTree) -> tuple[DeclaredTrack, ...]:
        """Text tracks belong to the video of the content that names them."""
        found: list[DeclaredTrack] = []
        for part in self._parts:
            played = [medium for medium in self._media[part.number] if medium.kind in ("video", "audio")]
            for track in tracks_of(part):
                path = self._target(track.path)
                for media in {self._target(medium.paths[0]): None for medium in played} or {"": None}:
                    found.append(
                        DeclaredTrack(
                            source=tree.source(track.node),
                            media=media,
                            path=path,
                            kind=track.kind,
                            language=track.language,
                        )
                    )
        return tuple(found)

    def _target(self, path: str) -> str:
        resolved = self._resolver.resolve(path, _CONTENT)
        return resolved.target if resolved.state in ("found", "case") else ""

    def _tools(self, tree: YamlTree) -> tuple[Tool, ...]:
        """Pages of others that a content frames."""
        return tuple(
            _frame(part, tree)
            for part in self._parts
            if part.library == "H5P.IFrameEmbed" and "://" in string(part.params, "source")
        )


def _frame(part: Part, tree: YamlTree) -> Tool:
    launch = string(part.params, "source").partition("?")[0].partition("#")[0]
    scheme, _, rest = launch.partition("://")
    host = rest.partition("/")[0].rpartition("@")[2].partition(":")[0].lower()
    return Tool(
        source=tree.source(part.node),
        id=f"tool:{tree.pointer(part.node)}",
        name=strip_markup(part.title) or None,
        kind="embed",
        launch=f"{scheme}://{rest.rpartition('@')[2]}",
        host=host,
        secure=scheme.lower() == "https",
    )


READER = _Reader()
