"""From the raw entries of an archive to safe paths: names, duplicates, collisions, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from oecheck.containers._entry import ContainerFile, ContainerProblem, RawEntry
from oecheck.containers._limits import Limits
from oecheck.containers._links import PendingLink, join_target, resolve_links
from oecheck.containers._names import clean_name, collision_key, is_junk, printable

__all__ = ["Index", "Problems", "build_index"]


class Problems:
    """What is wrong, by code and path; of one code only so many are listed, the first by path, the others counted."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._counts: Counter[str] = Counter()
        self._listed: dict[str, list[ContainerProblem]] = {}

    def add(self, code: str, path: str = "", **arguments: object) -> None:
        self._counts[code] += 1
        listed = self._listed.setdefault(code, [])
        listed.append(ContainerProblem(code, path, arguments))
        if len(listed) > 2 * self._limit:  # which are listed must not follow from the order in which they were met
            listed[:] = self._first(listed)

    def _first(self, listed: list[ContainerProblem]) -> list[ContainerProblem]:
        return sorted(listed, key=lambda problem: problem.path)[: self._limit]

    def all(self) -> tuple[ContainerProblem, ...]:
        listed = [problem for _, problems in sorted(self._listed.items()) for problem in self._first(problems)]
        rest = [
            ContainerProblem("more", "", {"code": code, "count": count - self._limit})
            for code, count in sorted(self._counts.items())
            if count > self._limit
        ]
        return (*listed, *rest)


class Index(msgspec.Struct):
    """What the entries come to: `files` by safe path, sorted: the order of an archive says nothing about the course."""

    files: dict[str, ContainerFile]
    problems: Problems


def build_index(
    entries: Iterable[RawEntry], limits: Limits, problems: Problems, read_link: Callable[[int], str]
) -> Index:
    """Safe paths of all regular entries and links that stay inside; everything else is a problem.

    Args:
        entries: in the order of the container; of equal names the last wins, as unpacking one by one would have it.
        limits: of the package.
        problems: takes what is wrong with single entries.
        read_link: gives the target of a link whose target is the content of its entry (zip).

    Raises:
        UnsafePackage: an entry is placed below a link that leaves the package.
    """
    builder = _Builder(limits, problems)
    for entry in entries:
        builder.take(entry, read_link)
    builder.report_duplicates()
    resolve_links(builder.links, builder.files, limits, problems)
    files = dict(sorted(builder.files.items()))
    _report_junk(files, problems)
    _report_collisions(files, problems)
    return Index(files, problems)


class _Builder:
    def __init__(self, limits: Limits, problems: Problems) -> None:
        self.files: dict[str, ContainerFile] = {}
        self.links: dict[str, PendingLink] = {}
        self._limits = limits
        self._problems = problems
        self._seen: Counter[str] = Counter()

    def take(self, entry: RawEntry, read_link: Callable[[int], str]) -> None:
        if entry.kind == "folder":
            self._check_folder(entry)
            return
        path = self._safe_path(entry.name)
        if not path:
            return
        if entry.kind == "special":
            self._problems.add("special", printable(path))
            return
        self._seen[path] += 1
        if entry.kind == "file":
            self.links.pop(path, None)
            self.files[path] = _container_file(path, entry)
            return
        link = PendingLink(path, entry.link_target or read_link(entry.key), hard=entry.kind == "hardlink")
        if link.hard and path in self.files and join_target(link) == path:
            # Moodle on some systems writes a file and then a hard link to itself (STACK's syntax quiz).
            self._seen[path] -= 1
            return
        self.files.pop(path, None)
        self.links[path] = link

    def _check_folder(self, entry: RawEntry) -> None:
        """A folder holds nothing to read, but its name may still leave the package."""
        name = entry.name.rstrip("/\\")
        if name and name != "." and "escape" in clean_name(name).codes:
            self._problems.add("escape", printable(entry.name), name=printable(entry.name))

    def _safe_path(self, name: str) -> str:
        clean = clean_name(name)
        path = clean.path
        for code in clean.codes:
            self._problems.add(code, printable(path or name), name=printable(name))
        if not path:
            return ""
        if path.count("/") > self._limits.depth:
            self._problems.add("depth", printable(path), limit=self._limits.depth, found=path.count("/"))
            return ""
        if len(path) * 4 > self._limits.name_length and len(path.encode("utf-8", "replace")) > self._limits.name_length:
            self._problems.add("name-length", printable(path), limit=self._limits.name_length, found=len(path))
            return ""
        return path

    def report_duplicates(self) -> None:
        """Names that occur twice. Counter.total tells at once when every name occurs once."""
        if self._seen.total() != len(self._seen):
            for path, count in self._seen.items():
                if count > 1:
                    self._problems.add("duplicate", printable(path), count=count)


def _container_file(path: str, entry: RawEntry) -> ContainerFile:
    return ContainerFile(
        path,
        entry.size_bytes,
        entry.packed_bytes,
        entry.key,
        is_junk(path),
        entry.problem,
        "",
        entry.stored,
    )


def _report_junk(files: dict[str, ContainerFile], problems: Problems) -> None:
    junk = [path for path, file in files.items() if file.junk]
    if junk:
        problems.add("junk", printable(junk[0]), count=len(junk))


def _report_collisions(files: dict[str, ContainerFile], problems: Problems) -> None:
    """Names that some file systems take for one, and names that are a file and a folder at once."""
    first: dict[str, str] = {}
    folders: set[str] = set()
    for path in files:
        other = first.setdefault(collision_key(path), path)
        if other is not path:
            problems.add("collision", printable(path), other=printable(other))
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for path in sorted(folders & files.keys()):
        problems.add("file-and-folder", printable(path))
