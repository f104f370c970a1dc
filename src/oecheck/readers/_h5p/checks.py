"""Structural checks of H5P that need an algorithm.

Source: formats/h5p.md §4, §7; h5p-php-library H5PValidator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from oecheck.containers import Container
from oecheck.documents.json import YamlTree
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._h5p.about import Rights
from oecheck.readers._h5p.content import Part
from oecheck.readers._h5p.fields import H5P_JSON, complaints
from oecheck.readers._h5p.libraries import KNOWN_CORE, Dependency, Libraries, dependencies_of, field_finding
from oecheck.readers._h5p.media import Medium
from oecheck.readers._h5p.nodes import each, find, string
from oecheck.readers._h5p.semantics import Misfit, misfits_of
from oecheck.values.media_type import extension

__all__ = ["check_container", "check_content", "check_h5p_json", "check_libraries", "check_rights"]

_CONTENT = frozenset(
    {"json", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "eot", "ttf", "woff", "woff2", "otf", "webm", "mp4"}
    | {"ogg", "mp3", "m4a", "wav", "txt", "pdf", "rtf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods"}
    | {"odp", "csv", "diff", "patch", "swf", "md", "textile", "vtt", "webvtt", "gltf", "glb"}
)
"""Default white-list of content files (formats/h5p.md §1)."""
_LIBRARY = _CONTENT | {"js", "css", "svg", "xml"}
_RETIRED = frozenset({"H5P.TwitterUserFeed", "H5P.FacebookPageFeed", "H5P.AppearIn", "H5P.ImpressPresentation"})
"""Types whose makers withdrew them, most because the service behind them is gone."""
_HEAVY_BYTES = 50 << 20
"""Own choice: an hour over a line of 117 kbit/s."""
_SHOWN = 5
_MAX_MISFITS = 50


def check_container(names: Iterable[str], container: Container) -> Iterator[PackageFinding]:
    """Ending of the package's name, its size, and endings of the files in it."""
    if container.kind == "zip" and not container.name.lower().endswith(".h5p"):
        yield _finding("H5P-01", Source(""), ending=extension(container.name))
    if container.size_bytes > _HEAVY_BYTES:
        yield _finding("H5P-25", Source(""), size=container.size_bytes >> 20)
    for path in names:
        inside_library = "/" in path and not path.startswith("content/")
        if "/" not in path and path != "h5p.json":
            continue  # files beside the folders are left out by every platform
        if extension(path) not in (_LIBRARY if inside_library else _CONTENT):
            yield _finding("H5P-08", Source(path), path=path, ending=extension(path) or "-")


def check_h5p_json(tree: YamlTree) -> Iterator[PackageFinding]:
    """Fields of `h5p.json`, its main library, and who must be named."""
    for complaint in complaints(H5P_JSON, tree.root):
        yield field_finding("H5P-03", complaint, tree)
    main = string(tree.root, "mainLibrary")
    preloaded = {string(item, "machineName") for item in each(tree.root, "preloadedDependencies")}
    if main and main not in preloaded:
        yield _finding("H5P-04", tree.source(find(tree.root, "mainLibrary") or tree.root), library=main)
    licence = string(tree.root, "license")
    named = any(string(item, "name") for item in each(tree.root, "authors")) or string(tree.root, "author")
    if licence.startswith("CC BY") and not named:
        yield _finding("H5P-12", tree.source(find(tree.root, "license") or tree.root), licence=licence)


def check_libraries(tree: YamlTree, libraries: Libraries) -> Iterator[PackageFinding]:
    """Libraries that are not packed, the core that the packed ones need, and types that are withdrawn."""
    wanted = list(dependencies_of(tree))
    if not libraries.all:
        names = [dependency.key for dependency in wanted]
        place = tree.source(find(tree.root, "preloadedDependencies") or tree.root)
        yield _finding("H5P-05", place, "content-only", count=len(names), libraries=_some(names))
    else:
        for dependency in libraries.missing(wanted):
            yield _finding("H5P-05", dependency.source, "missing", library=dependency.key)
    yield from _check_core(libraries)
    yield from _check_retired(wanted)


def _check_core(libraries: Libraries) -> Iterator[PackageFinding]:
    newest = max(libraries.all, key=lambda library: library.core, default=None)
    if newest is not None and newest.core > (0, 0):
        asked = ".".join(map(str, newest.core))
        known = ".".join(map(str, KNOWN_CORE))
        check = "H5P-21" if newest.core > KNOWN_CORE else "H5P-26"
        yield _finding(check, newest.source, library=newest.name, core=asked, known=known)


def _check_retired(wanted: Iterable[Dependency]) -> Iterator[PackageFinding]:
    for dependency in wanted:
        if dependency.name in _RETIRED:
            yield _finding("H5P-24", dependency.source, library=dependency.name)


def check_content(
    parts: Iterable[Part], media: dict[int, list[Medium]], libraries: Libraries, tree: YamlTree
) -> Iterator[PackageFinding]:
    """Values against the semantics of their library, and pictures whose form has no place for an alternative."""
    told: Counter[tuple[str, str, str, str]] = Counter()
    for part in parts:
        for misfit in misfits_of(part, libraries.semantics_of(part.library, part.version)):
            key = (part.library, misfit.field, misfit.variant, misfit.wanted)
            told[key] += 1
            if told[key] == 1 and len(told) <= _MAX_MISFITS:
                yield _misfit(misfit, part, tree)
        for medium in media[part.number]:
            if medium.placeless:
                place = tree.source(medium.value.node)
                yield _finding("H5P-15", place, path=medium.paths[0], library=part.library)


def _misfit(misfit: Misfit, part: Part, tree: YamlTree) -> PackageFinding:
    tags = misfit.variant in ("tag", "script")
    arguments = {"field": misfit.field, "wanted": misfit.wanted, "library": part.library}
    return PackageFinding(
        check="H5P-22" if tags else "H5P-09",
        variant=misfit.variant,
        source=tree.source(misfit.node),
        arguments=arguments,
    )


def check_rights(rights: Rights) -> Iterator[PackageFinding]:
    """How many parts with media leave their licence undisclosed, told once."""
    if rights.silent:
        yield _finding("H5P-13", rights.silent[0], count=len(rights.silent), total=rights.counted)


def _some(names: list[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" … +{rest}" if rest > 0 else "")


def _finding(check: str, source: Source, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=arguments)
