"""Problems that only follow from a file that nobody can read: among a hundred of them the one to mend would be lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import msgspec

from oecheck.errors import RuleFileProblem

__all__ = ["Unread", "unread_of"]

_NAMES_ONE = frozenset({"rule-unknown", "profile-unknown-rule", "profile-missing", "covered-by-unknown"})
"""Codes of problems that name what they look for, as `found`."""
_AREAS = frozenset({"area-unknown", "profile-unknown-rule", "rule-unknown"})
"""Codes of problems that look for an area of `standard.yaml`."""
_TRANSLATION = "translation-no-text"


class Unread(msgspec.Struct, frozen=True):
    """What the files would have brought that cannot be read.

    Attributes:
        schemas: schemas of these files.
        names: names of the files; a rule file begins with its id.
    """

    schemas: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def explains(self, problem: RuleFileProblem) -> bool:
        """Whether the problem goes when one of these files is mended."""
        found = str(problem.arguments.get("found", ""))
        if "standard" in self.schemas and (problem.code == _TRANSLATION or problem.code in _AREAS):
            return True
        if problem.code == _TRANSLATION:
            return self._text(found)
        return problem.code in _NAMES_ONE and self._named(found)

    def _text(self, key: str) -> bool:
        """A text of a file that is not read: `rules/OHE-STR-007/title`, `checks/EP-01/statement`."""
        sort, _, rest = key.partition("/")
        if sort == "rules":
            return self._named(rest.partition("/")[0])
        return sort == "checks" and "checks" in self.schemas

    def _named(self, id: str) -> bool:
        return any(name == id or name.startswith(f"{id}-") for name in self.names)


def unread_of(files: Mapping[str, str]) -> Unread:
    """What goes missing with files that cannot be read, each with its schema."""
    return Unread(frozenset(files.values()), frozenset(PurePosixPath(name).stem for name in files))
