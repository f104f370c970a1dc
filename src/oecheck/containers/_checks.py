"""Which numbered check each problem of a container belongs to (`standards/formats/container.yaml`; a test compares)."""

from __future__ import annotations

from typing import Protocol

from oecheck.containers._entry import ContainerProblem
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source

__all__ = ["CHECKS", "LEFT_OUT", "UNSAFE", "HasProblems", "package_findings"]

CHECKS = {
    "escape": "CT-01",
    "control": "CT-02",
    "backslash": "CT-03",
    "duplicate": "CT-04",
    "collision": "CT-05",
    "name-encoding": "CT-06",
    "direction": "CT-07",
    "encrypted": "CT-08",
    "method": "CT-09",
    "crc": "CT-10",
    "size": "CT-11",
    "truncated": "CT-12",
    "damaged": "CT-13",
    "header": "CT-14",
    "overlap": "CT-15",
    "two-names": "CT-16",
    "link-outside": "CT-17",
    "link-dangling": "CT-18",
    "link-loop": "CT-19",
    "special": "CT-20",
    "file-and-folder": "CT-21",
    "name-length": "CT-22",
    "depth": "CT-23",
    "empty-name": "CT-24",
    "leading-bytes": "CT-25",
    "trailing-bytes": "CT-26",
    "entry-count": "CT-27",
    "junk": "CT-28",
    "skipped-folder": "CT-29",
    "vanished": "CT-32",
    "more": "CT-33",
}
LEFT_OUT = frozenset({"name-length", "depth", "vanished", "more"})
"""Problems by which something of the package was not looked at for a reason of the program: the run is incomplete."""

UNSAFE = frozenset(
    {"escape", "link-outside", "special", "overlap", "two-names", "size", "encrypted", "crc", "truncated"}
)
"""Problems that by themselves are a reason not to open a container that holds no course."""


class HasProblems(Protocol):
    """A container, or what is left of one: what is wrong with its entries."""

    @property
    def problems(self) -> tuple[ContainerProblem, ...]:
        """All found so far."""


def package_findings(container: HasProblems) -> tuple[PackageFinding, ...]:
    """The problems found so far as findings; to be asked for after the entries were read."""
    return tuple(
        PackageFinding(
            check=CHECKS[problem.code],
            source=Source(problem.path),
            arguments={"path": problem.path, **problem.arguments},
        )
        for problem in container.problems
    )
