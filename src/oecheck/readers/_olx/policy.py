"""`policies/<run>/policy.json` and `grading_policy.json`: settings over the attributes, and what counts how much.

Source: formats/olx.md §2, §3; docs "Course policies", "Grading policy".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from oecheck.documents.json import YamlNode, YamlTree
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._olx.shelf import Shelf
from oecheck.readers._olx.values import number, whole
from oecheck.values.patterns import pattern

__all__ = ["Grader", "Grading", "Policy", "read_grading", "read_policy"]

_POLICY_OF_A_RUN = pattern(r"policies/[^/]+/policy\.json$")
_NUMBERS = ("weight", "min_count", "drop_count")


class Policy(msgspec.Struct, frozen=True):
    """Settings by `tag/url_name`.

    Attributes:
        path: file of the policy; "" without one.
        tree: the document, for places.
        entries: settings of each object.
    """

    path: str = ""
    tree: YamlTree | None = None
    entries: Mapping[str, YamlNode] = {}

    def of(self, tag: str, url_name: str) -> YamlNode | None:
        """Settings of an object."""
        return self.entries.get(f"{tag}/{url_name}")

    def source(self, node: YamlNode) -> Source:
        """Where a node stands."""
        return Source(self.path) if self.tree is None else self.tree.source(node)


class Grader(msgspec.Struct, frozen=True):
    """One kind of graded work."""

    type: str
    weight: float
    min_count: int
    drop_count: int
    source: Source


class Grading(msgspec.Struct, frozen=True):
    """How the result is made up.

    Attributes:
        present: there is a grading policy that can be read.
        graders: the kinds of graded work.
        cutoffs: share that each grade begins with, as written order.
        source: the file.
        cutoffs_source: where the grades stand.
    """

    present: bool = False
    graders: tuple[Grader, ...] = ()
    cutoffs: tuple[tuple[str, float], ...] = ()
    source: Source = Source("")
    cutoffs_source: Source = Source("")

    @property
    def pass_mark(self) -> float | None:
        """The lowest grade that is given; None where there is none."""
        marks = [mark for _, mark in self.cutoffs if 0 < mark <= 1]
        return min(marks) if marks else None


def read_policy(shelf: Shelf, run: str) -> tuple[Policy, list[PackageFinding]]:
    """The policy of a run; `policies/<run>.json` is the older place."""
    path = next((path for path in (f"policies/{run}/policy.json", f"policies/{run}.json") if path in shelf), "")
    if not path:
        return Policy(path), [*_elsewhere(shelf, run)]
    tree = shelf.json(path)
    if tree is None:
        return Policy(path), []
    if tree.root.kind != "mapping":
        return Policy(path), [_finding("OLX-08", "not-object", tree.source(tree.root), path=path)]
    findings = []
    entries: dict[str, YamlNode] = {}
    for key, value in tree.root.pairs:
        if value.kind == "mapping":
            entries[key.text] = value
        else:
            findings.append(_finding("OLX-08", "bad-entry", tree.source(value), path=path, key=key.text[:100]))
    if tree.root.pairs and f"course/{run}" not in entries:
        findings.append(_finding("OLX-08", "other-run", tree.source(tree.root), path=path, wanted=f"course/{run}"))
    return Policy(path, tree, entries), findings


def _elsewhere(shelf: Shelf, run: str) -> Iterator[PackageFinding]:
    """Settings of another run only: left so where a run was renamed by hand, or a template was not filled in."""
    other = next((path for path in sorted(shelf.paths()) if _POLICY_OF_A_RUN.match(path)), "")
    if other:
        yield _finding("OLX-08", "elsewhere", Source(other, 1, 1), path=other, run=run[:100])


def read_grading(shelf: Shelf, run: str) -> tuple[Grading, list[PackageFinding]]:
    """The grading policy of a run."""
    places = (f"policies/{run}/grading_policy.json", "grading_policy.json")
    path = next((path for path in places if path in shelf), "")
    tree = shelf.json(path) if path else None
    if tree is None:
        return Grading(), []
    findings: list[PackageFinding] = []
    if tree.root.kind != "mapping":
        return Grading(), [_finding("OLX-08", "not-object", tree.source(tree.root), path=path)]
    graders = _graders(tree, findings)
    marks = tree.root.get("GRADE_CUTOFFS")
    cutoffs = _cutoffs(tree, marks, findings) if marks is not None else ()
    place = tree.source(marks) if marks is not None else tree.source(tree.root)
    return Grading(True, graders, cutoffs, tree.source(tree.root), place), findings


def _graders(tree: YamlTree, findings: list[PackageFinding]) -> tuple[Grader, ...]:
    node = tree.root.get("GRADER")
    if node is None:
        return ()
    if node.kind != "sequence":
        findings.append(_finding("OLX-09", "bad-grader", tree.source(node), field="GRADER"))
        return ()
    found = []
    for item in node.items:
        wrong = [name for name in _NUMBERS if number(item.scalar(name) or "") is None] if item.kind == "mapping" else []
        if item.kind != "mapping" or not item.scalar("type") or wrong:
            field = wrong[0] if wrong else "type"
            findings.append(_finding("OLX-09", "bad-grader", tree.source(item), field=field))
        if item.kind == "mapping" and item.scalar("type"):
            found.append(_grader(tree, item))
    return tuple(found)


def _grader(tree: YamlTree, item: YamlNode) -> Grader:
    return Grader(
        item.scalar("type") or "",
        number(item.scalar("weight") or "") or 0.0,
        max(whole(item.scalar("min_count") or "") or 0, 0),
        max(whole(item.scalar("drop_count") or "") or 0, 0),
        tree.source(item),
    )


def _cutoffs(tree: YamlTree, node: YamlNode, findings: list[PackageFinding]) -> tuple[tuple[str, float], ...]:
    if node.kind != "mapping":
        findings.append(_finding("OLX-10", "not-object", tree.source(node)))
        return ()
    found = []
    for key, value in node.pairs:
        mark = number(value.text) if value.kind == "scalar" else None
        if mark is None or not 0 <= mark <= 1:
            arguments = {"grade": key.text[:40], "value": value.text[:40]}
            findings.append(_finding("OLX-10", "out-of-range", tree.source(value), **arguments))
        else:
            found.append((key.text, mark))
    return tuple(found)


def _finding(check: str, variant: str, source: Source, **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=dict(arguments))
