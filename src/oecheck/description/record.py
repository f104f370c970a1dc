"""The course description record after reading: its valid keys, and where each one stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from oecheck.model.package import PackageFinding
from oecheck.model.source import Source

__all__ = ["Loaded", "Record"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A course description record: only what the schema allows is left in `data`.

    Attributes:
        data: plain values by key, numbers and booleans typed as the schema says.
        file: path in the package, or `course-description.yaml` (`.json`) where it was given beside it.
        positions: line and column of each key, by JSON Pointer.
        sha256: digest of the file.
        beside: it was given beside the package, so its references start at the root of the package.
    """

    data: dict[str, Any]
    file: str
    positions: Mapping[str, tuple[int, int]] = {}
    sha256: str = ""
    beside: bool = False

    def source(self, pointer: str) -> Source:
        """Where a key stands; the nearest key above it where the key itself has no position."""
        at = pointer
        while at and at not in self.positions:
            at = at.rpartition("/")[0]
        line, column = self.positions.get(at, (0, 0))
        return Source(file=self.file, line=line, column=column, pointer=pointer)

    def at(self, pointer: str) -> Any:
        """The value at a JSON Pointer, or None. Pointers come from this package and hold no escapes."""
        value: Any = self.data
        for step in pointer.split("/")[1:]:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def languages(self, role: str = "") -> tuple[str, ...]:
        """Language tags that the record gives, in its order; with a role only those."""
        return tuple(
            entry["tag"] for entry in self.data.get("languages", ()) if not role or entry.get("role", "full") == role
        )

    @property
    def main_language(self) -> str:
        """The first language offered in full, else the first language, else that of the first title; or ""."""
        named = self.languages("full") or self.languages() or tuple(self.data.get("title", {}))
        return named[0] if named else ""


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What reading gives.

    Attributes:
        record: the record; None where there is none, or nothing of it could be read.
        findings: what is wrong with the file (checks CD-01 …).
    """

    record: Record | None = None
    findings: tuple[PackageFinding, ...] = ()
