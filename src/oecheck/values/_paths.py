"""Paths of a package: found by name, written in one way, joined."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["PathIndex", "StoredNames", "asset_name", "folded", "folder_of", "join_base", "nfc", "normalise"]

_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NOT_IN_ASSET_NAMES = pattern(r"[^\w.%-]")  # Open edX: kept as `_`, folders and all


class PathIndex:
    """The paths of a package, for look-ups that do not depend on their number."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {path: path for path in paths}
        self._folded: dict[str, str] | None = None
        self._sorted: list[str] | None = None

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def known(self, path: str) -> str | None:
        """The path as the package holds it: one text for all references to it; None when it is not there."""
        return self._paths.get(path)

    def similar(self, path: str) -> str:
        """The first path that differs from this one only in letter case or Unicode form; "" when there is none."""
        if self._folded is None:
            self._folded = {}
            for known in self._paths:
                self._folded.setdefault(folded(known), known)
        return self._folded.get(folded(path), "")

    def has_folder(self, path: str) -> bool:
        """Whether some path lies in this folder; the root "" is always there."""
        folder = path.rstrip("/") + "/"
        if folder == "/":
            return True
        if self._sorted is None:
            self._sorted = sorted(self._paths)
        place = bisect_left(self._sorted, folder)
        return place < len(self._sorted) and self._sorted[place].startswith(folder)


class StoredNames(msgspec.Struct, frozen=True):
    """Names of files that a platform keeps under others (Moodle: bodies under their digest).

    A name is `<area>/<folders>/<file>`; the area is the folder of one text or activity.

    Attributes:
        paths: path in the package by name.
        names: the first name of a path.
    """

    paths: Mapping[str, str] = {}
    names: Mapping[str, str] = {}


def asset_name(path: str) -> str:
    """The name under which Open edX keeps a static file: `_` for all that is no letter, digit, dot, hyphen or `%`."""
    return _NOT_IN_ASSET_NAMES.sub("_", path)


def folder_of(path: str) -> str:
    """The folder of a path with its closing slash; "" at the root."""
    return path[: path.rfind("/") + 1]


def join_base(outer: str, inner: str) -> str:
    """Two values of `xml:base` joined, the outer element's first. Source: RFC 3986 §5.2; XML Base §4."""
    if not inner or not outer:
        return inner or outer
    if inner.startswith("/") or _SCHEME.match(inner):
        return inner
    return folder_of(outer) + inner


def normalise(path: str) -> str | None:
    """A path without `.` and `..` segments; None when it climbs above the root. Source: RFC 3986 §5.2.4."""
    if "./" not in path and "//" not in path and not path.endswith((".", "/.")) and not path.startswith("/"):
        return path
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if not kept:
                return None
            kept.pop()
        elif segment and segment != ".":
            kept.append(segment)
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return "/".join(kept) + ("/" if is_folder and kept else "")


def nfc(text: str) -> str:
    """The text in the composed form of Unicode."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """What texts have in common that differ only in letter case or Unicode form."""
    return text.lower() if text.isascii() else nfc(nfc(text).casefold())
