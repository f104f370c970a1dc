"""Which failures only follow from another one: one cause is told once (DESIGN §6).

A rule says by `about` which path its failures are about, and by `follows` which requirements may explain them: a link
in a page to a file that the manifest already names as missing goes with that file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from oecheck.model.outcome import Outcome
from oecheck.model.report import Assertion, RequirementResult

__all__ = ["Causes"]


class Causes:
    """What the failures of one report are about, noted while its requirements are put together."""

    def __init__(self) -> None:
        self._about: dict[str, str] = {}  # fingerprint -> path
        self._first: dict[tuple[str, str], str] = {}  # (requirement, path) -> fingerprint

    def note(self, requirement: str, about: str, fingerprint: str) -> None:
        """Keeps what a failure is about; the first one about a path is the cause of what follows from it."""
        if about:
            self._about[fingerprint] = about
            self._first.setdefault((requirement, about), fingerprint)

    def explain(
        self, requirements: Iterable[RequirementResult], follows: Mapping[str, Iterable[str]]
    ) -> tuple[RequirementResult, ...]:
        """The requirements, with `because` in each failure that another one explains.

        Args:
            requirements: all of the report.
            follows: requirement → those that may explain its failures.
        """
        return tuple(self._explained(one, tuple(follows.get(one.id, ()))) for one in requirements)

    def _explained(self, requirement: RequirementResult, follows: tuple[str, ...]) -> RequirementResult:
        if not follows or not requirement.outcomes.failed:
            return requirement
        assertions = tuple(self._named(one, follows) for one in requirement.assertions)
        return msgspec.structs.replace(requirement, assertions=assertions)

    def _named(self, assertion: Assertion, follows: Iterable[str]) -> Assertion:
        about = self._about.get(assertion.fingerprint, "") if assertion.outcome is Outcome.FAILED else ""
        causes = (self._first.get((rule, about), "") for rule in follows)
        cause = next(filter(None, causes), "") if about else ""
        return msgspec.structs.replace(assertion, because=cause) if cause else assertion
