"""Reports of earlier checks."""

from __future__ import annotations

import msgspec

from oecheck.model.report import Report
from oecheck.store._entries import Entries

__all__ = ["StoredReports"]

_SUFFIX = ".report"
_MAY_DIFFER = frozenset({"fact-broke", "reader-broke", "rule-broke"})
"""Limits of runs in which something broke inside (too little memory, perhaps): the next run may come out otherwise."""


class StoredReports:
    """Reports in a store, each under the name of everything it depends on but the bytes of the package."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    def may_have(self, key: str) -> bool:
        """Whether it is worth while to ask for the digest of the package."""
        return self._entries.has(key + _SUFFIX)

    def find(self, key: str, sha256: str) -> Report | None:
        """The report that a check under this name gave for a package with these bytes.

        Args:
            key: name of everything that the report depends on.
            sha256: of the package, as `subject.sha256` tells it.
        """
        kept = self._entries.get(key + _SUFFIX)
        if kept is None:
            return None
        try:
            report = msgspec.msgpack.decode(kept, type=Report)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # of another version of the program, or damaged
            return None
        return report if report.subject.sha256 == sha256 else None

    def keep(self, key: str, report: Report) -> None:
        """Keeps a report, unless another run might come out otherwise or it holds what cannot be written.

        A name that is not UTF-8 (from a folder on a disk) and a number of more than 64 bits cannot be.
        """
        if any(limit.code in _MAY_DIFFER for limit in report.limits):
            return
        try:
            data = msgspec.msgpack.encode(report)
        except (UnicodeEncodeError, OverflowError):
            return
        self._entries.put(key + _SUFFIX, data)
