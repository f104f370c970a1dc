"""Links: those that stay in the package are followed, those that leave it are named and never read."""

from __future__ import annotations

from typing import Protocol

import msgspec

from oecheck.containers._entry import ContainerFile
from oecheck.containers._limits import Limits
from oecheck.containers._names import printable
from oecheck.errors import UnsafePackage

__all__ = ["PendingLink", "join_target", "resolve_links"]


class PendingLink(msgspec.Struct, frozen=True, gc=False):
    """A link under its own safe path. Symbolic targets count from its folder, hard ones from the package."""

    path: str
    target: str
    hard: bool


class ProblemSink(Protocol):
    """What `resolve_links` reports to (see `_index.Problems`)."""

    def add(self, code: str, path: str = "", **arguments: object) -> None: ...


ROOT = "."
"""What `join_target` gives for the folder of the package itself: no path of an entry is written so."""


def join_target(link: PendingLink) -> str:
    """Path that a link names, `ROOT` for the folder of the package itself, or "" when it leaves the package.

    Every `..` is taken against the names as written: a link's folder that is itself a link is never followed.
    """
    target = link.target.replace("\\", "/")
    if not target or target.startswith("/") or "\x00" in target or target[1:2] == ":":
        return ""
    parts = [] if link.hard else link.path.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) or ROOT


def resolve_links(
    links: dict[str, PendingLink], files: dict[str, ContainerFile], limits: Limits, problems: ProblemSink
) -> None:
    """Adds to `files` each link that leads to a file of the package; reports all others.

    Raises:
        UnsafePackage: an entry lies below a link that leaves the package, so that unpacking would write outside.
    """
    if not links:
        return
    targets = {path: join_target(link) for path, link in links.items()}
    leaving = {path for path, target in targets.items() if not target}
    _refuse_entries_below(leaving, files)
    found: list[ContainerFile] = []
    for path in links:
        code, end = _follow(path, targets, files, limits.link_hops)
        if code:
            problems.add(code, printable(path), target=printable(links[path].target))
        else:
            found.append(msgspec.structs.replace(files[end], path=path, link=end))
    for file in found:
        files[file.path] = file


def _follow(path: str, targets: dict[str, str], files: dict[str, ContainerFile], hops: int) -> tuple[str, str]:
    """Code of what is wrong ("" when nothing is) and the file that the link ends at."""
    for _ in range(hops):
        if path == ROOT:  # a folder that holds the link itself
            return "link-loop", ""
        target = targets.get(path)
        if target is None:
            return ("", path) if path in files else ("link-dangling", "")
        if not target:
            return "link-outside", ""
        path = target
    return "link-loop", ""


def _refuse_entries_below(leaving: set[str], files: dict[str, ContainerFile]) -> None:
    if not leaving:
        return
    for path in files:
        folder = path.rpartition("/")[0]
        while folder:
            if folder in leaving:
                raise UnsafePackage("entry-below-outside-link", path=printable(path), link=printable(folder))
            folder = folder.rpartition("/")[0]
