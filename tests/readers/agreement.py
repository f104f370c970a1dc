"""Verdicts on damaged copies of a document, ours beside those of its official schema: how often alike, and why not.

`str()` of an `Agreement` is a table for people: each kind of disagreement with its count and reason. What no reason
explains is in `unexplained`, and a test that counts here asserts that there is none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

__all__ = ["AGREEMENT", "Agreement"]

AGREEMENT = 0.98
"""Least share of copies on which both say the same, rules of the prose left out."""


class Agreement:
    """The count for one format.

    Attributes:
        accepted: copies that both accept.
        refused: copies that both refuse.
        prose: copies that the schema accepts and a rule of the prose alone refuses.
        passed: copies that the schema refuses and we let pass.
        reasons: how often each reason for a disagreement stood; a copy may have several.
        unexplained: disagreements without a reason, for the message of a failing test.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.accepted = self.refused = self.prose = self.passed = 0
        self.reasons: Counter[str] = Counter()
        self.unexplained: list[object] = []

    def alike(self, *, refused: bool) -> None:
        """Count a copy on which both say the same."""
        self.refused += refused
        self.accepted += not refused

    def beyond(self, reasons: Iterable[str], unexplained: Iterable[object] = ()) -> None:
        """Count a copy that we alone refuse."""
        self.prose += 1
        self._explain("beyond the schema", reasons, unexplained)

    def let_pass(self, reasons: Iterable[str], unexplained: Iterable[object] = ()) -> None:
        """Count a copy that the schema alone refuses."""
        self.passed += 1
        self._explain("let pass", reasons, unexplained)

    def _explain(self, way: str, reasons: Iterable[str], unexplained: Iterable[object]) -> None:
        self.reasons.update(f"{way}: {reason}" for reason in set(reasons))
        self.unexplained += [(way, one) for one in unexplained]

    @property
    def copies(self) -> int:
        """All copies that were judged."""
        return self.accepted + self.refused + self.prose + self.passed

    @property
    def raw(self) -> float:
        """The share of all copies on which both say the same."""
        return (self.accepted + self.refused) / self.copies

    @property
    def adjusted(self) -> float:
        """The same without the copies on which a rule of the prose alone says more; what is let pass stays in."""
        return (self.accepted + self.refused) / (self.copies - self.prose)

    def __str__(self) -> str:
        head = (
            f"{self.name}: {self.copies} copies, {self.refused} refused by both, {self.accepted} accepted by both, "
            f"{self.prose} by the prose alone, {self.passed} let pass; "
            f"agreement raw {self.raw:.1%}, without the prose {self.adjusted:.1%}"
        )
        return "\n".join([head, *(f"  {count:5d}  {reason}" for reason, count in self.reasons.most_common())])
