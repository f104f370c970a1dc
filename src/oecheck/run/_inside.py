"""Packages inside the package: an H5P in a Moodle backup, a SCORM package in a cartridge.

A package inside is opened, recognised and read like any other, and the rules that look at content (pages and their
parts, media, files, references, documents, personal data, secrets, tools, licences) and the structural checks of its
format are evaluated on it. Failures join those of the outer package under `outer.zip!/inner.html`; advice on its build
does not. What it says of itself as a course (title, modules, questions) stays out: it is a part of the course, not a
second one, and its licence is that of a part.
Only one level is looked at; what is deeper is named among the limits, so nobody takes it for checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from oecheck.containers import Container, EntryUnreadable, Limits, open_inside
from oecheck.errors import PackageError, PackageTooLarge, UnsafePackage
from oecheck.model.package import Descriptor, File, ReadResult, Severity
from oecheck.model.report import Limit
from oecheck.readers import locate
from oecheck.rules import Catalogue, CompiledRule
from oecheck.run._joined import joined, placed
from oecheck.run._look import Look, look
from oecheck.run._options import CheckOptions
from oecheck.run._part import as_part
from oecheck.run._read import Opened, read_package
from oecheck.run._unseen import with_doubt
from oecheck.run._witness import Witness
from oecheck.vocabulary import PAGE_COLLECTIONS

__all__ = ["CONTENT_KINDS", "InnerPackage", "content_rules", "inner_packages", "look_inside", "part_of", "with_inner"]

CONTENT_KINDS = frozenset(
    {"page", *PAGE_COLLECTIONS, "file", "reference", "media", "track", "document"}
    | {"active_object", "exposure", "private_trace", "epub", "formula", "tool", "licence"}
)
"""Kinds that content is made of: rules over them hold wherever the content lies."""

_ARCHIVES = frozenset({"application/zip", "application/epub+zip", "application/vnd.h5p"})
_TAR_NAMES = (".mbz", ".tar.gz", ".tgz", ".tar")
_TARS = frozenset({"application/gzip", "application/x-tar"})
_BROKEN = frozenset({"descriptor-unreadable", "manifest-other-root"})
_NO_CONTENT_ROLES = frozenset({"junk", "user_data", "schema", "settings"})


class InnerPackage(msgspec.Struct, frozen=True, kw_only=True):
    """A package inside the package, as it is recognised.

    Attributes:
        path: of the archive.
        name: that people know it by; its path where there is no other.
        format, version: what it is recognised as; "" for a version that is not told.
        problem: why it could not be opened, so that nothing is known of it; "" otherwise.
    """

    path: str
    name: str
    format: str = ""
    version: str = ""
    problem: str = ""


def inner_packages(files: Iterable[File], opened: Opened) -> Iterator[InnerPackage]:
    """The packages one level down, sorted by path, within its limits."""
    container: Container = opened.inputs.container
    left_bytes, count = container.limits.total_bytes - _unpacked(container), 0
    for file in _archives(files, opened.inputs.reading):
        known = InnerPackage(path=file.path, name=file.name or file.path)
        if count >= container.limits.inside_count or file.size_bytes > container.limits.inside_bytes:
            yield msgspec.structs.replace(known, problem="inside-over-limit")
            continue
        count += 1
        bounds = msgspec.structs.replace(container.limits, total_bytes=max(left_bytes, 0))
        try:
            with open_inside(container, file.path, bounds) as inner:
                left_bytes -= _unpacked(inner)
                found = _recognised(inner)
        except (PackageError, EntryUnreadable) as error:
            yield msgspec.structs.replace(known, problem=error.code)
            continue
        if found is not None:
            yield msgspec.structs.replace(known, format=found.format, version=found.version)


def content_rules(catalogue: Catalogue) -> list[CompiledRule]:
    """The rules that are evaluated on a package inside the package."""
    return [rule for rule in catalogue.rules if rule.for_each in CONTENT_KINDS]


def part_of(seen: Look, deeper: Iterable[Limit]) -> Look:
    """What of an inner package counts for the outer one: advice on its build does not."""
    errors = [finding for finding in seen.structural if finding.check.severity == Severity.ERROR]
    return msgspec.structs.replace(seen, structural=errors, limits=(*seen.limits, *deeper))


def look_inside(whole: Look, opened: Opened, catalogue: Catalogue, options: CheckOptions, witness: Witness) -> Look:
    """What was seen of a package, with what the packages inside it come to."""
    archives = list(_archives(whole.files, opened.inputs.reading))
    if not archives:
        return whole
    inside = _Inside(opened, catalogue, options, witness)
    for file in archives:
        inside.take(file)
    limits = inside.limits()
    witness.leave(limits)
    return with_inner(whole, inside.looks, limits)


def with_inner(whole: Look, looks: Sequence[Look], limits: Sequence[Limit]) -> Look:
    """A package with what the packages inside it come to; what lies in those that were left out is not told."""
    both = joined(whole, looks, limits)
    left = next((limit for limit in limits if limit.incomplete), None)
    if left is None:
        return both
    results = (
        with_doubt(result, left.source) if result.rule.for_each in CONTENT_KINDS else result for result in both.results
    )
    return msgspec.structs.replace(both, results=tuple(results))


class _Inside:
    """The packages inside one package, met one after the other."""

    def __init__(self, outer: Opened, catalogue: Catalogue, options: CheckOptions, witness: Witness) -> None:
        container: Container = outer.inputs.container
        self._outer = outer
        self._container: Container = container
        self._catalogue = catalogue
        self._options = msgspec.structs.replace(options, description=None, force_format="")
        self._rules = content_rules(catalogue)
        self._witness = witness
        self._left_bytes = container.limits.total_bytes - _unpacked(container)
        self._opened = 0
        self._limits: list[Limit] = []
        self._seen: dict[str, list[File]] = {}
        self.looks: list[Look] = []

    def take(self, file: File) -> None:
        """Opens an archive; when it is a package, looks at it. Nothing that is wrong with it ends the check."""
        if self._opened >= self._container.limits.inside_count or file.size_bytes > self._container.limits.inside_bytes:
            self._leave(file, "inside-over-limit")
            return
        self._opened += 1
        try:
            with open_inside(self._container, file.path, self._bounds()) as inner:
                self._left_bytes -= _unpacked(inner)
                self._look(file, inner)
        except EntryUnreadable:
            return  # the outer package has a finding for it
        except PackageError as error:
            dangerous = isinstance(error, (PackageTooLarge, UnsafePackage))
            self._leave(file, "inside-not-opened", incomplete=dangerous, problem=error.code)

    def limits(self) -> list[Limit]:
        """What was left out, and of what kind the packages were that were looked at in part."""
        told = (
            Limit(
                "inside-looked-at",
                {"format": format_, "count": len(files), "path": files[0].name or files[0].path},
                files[0].source,
                incomplete=False,
            )
            for format_, files in sorted(self._seen.items())
        )
        return [*self._limits, *told]

    def _look(self, file: File, inner: Container) -> None:
        found = _recognised(inner)
        if found is None:
            return  # an archive to download, not a package
        if not found.readable:
            self._leave(file, "inside-not-read", format=found.format)
            return
        opened = as_part(read_package(inner, self._options, self._catalogue), self._outer, file)
        seen = look(inner, opened, self._catalogue, self._rules, self._witness)
        deeper = tuple(self._deeper(inner, _archives(seen.files, opened.inputs.reading)))
        self._witness.place(file, deeper)
        self._seen.setdefault(found.format, []).append(file)
        self.looks.append(placed(part_of(seen, deeper), file))

    def _deeper(self, inner: Container, archives: Iterable[File]) -> Iterator[Limit]:
        for file in archives:
            try:
                with open_inside(inner, file.path, self._bounds()) as innermost:
                    found = _recognised(innermost)
            except (PackageError, EntryUnreadable):
                continue  # no package, as far as anybody can tell
            if found is not None:
                yield Limit("inside-too-deep", {"path": file.path, "format": found.format}, file.source)

    def _leave(self, file: File, code: str, *, incomplete: bool = True, **more: str) -> None:
        arguments = {"path": file.name or file.path, **more}
        self._limits.append(Limit(code, arguments, file.source, incomplete=incomplete))

    def _bounds(self) -> Limits:
        return msgspec.structs.replace(self._container.limits, total_bytes=max(self._left_bytes, 0))


def _archives(files: Iterable[File], reading: ReadResult) -> Iterator[File]:
    """Entries that may be packages, those left out that the outer package holds unpacked as well."""
    for file in files:
        if file.problem or file.role in _NO_CONTENT_ROLES or file.path in reading.unpacked:
            continue
        by_name = file.media_type in _TARS and (file.name or file.path).lower().endswith(_TAR_NAMES)
        if file.media_type in _ARCHIVES or by_name:
            yield file


def _recognised(inner: Container) -> Descriptor | None:
    """What the archive is recognised as; None for one that is only to be downloaded."""
    for descriptor in locate(inner).descriptors:
        if descriptor.format != "unknown" or descriptor.evidence in _BROKEN:
            return descriptor
    return None


def _unpacked(container: Container) -> int:
    return sum(file.size_bytes for file in container.files.values())
