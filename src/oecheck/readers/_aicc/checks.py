"""Checks of the files of an AICC course. Their texts stand in `standards/formats/aicc.yaml`.

Source: formats/tincan-aicc.md §2, §4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._aicc.course import number
from oecheck.readers._aicc.shelf import REQUIRED, Shelf
from oecheck.readers._aicc.structure import ROOT, Membership, Structure, key
from oecheck.readers._aicc.tree import Tree
from oecheck.readers._xapi.launches import Launch

__all__ = ["course_findings"]

MOST = 20
"""Findings of one check that are told one by one."""
_UNIT_COLUMNS = frozenset(
    {"system_id", "type", "command_line", "max_time_allowed", "time_limit_action", "file_name", "max_score"}
    | {"mastery_score", "system_vendor", "core_vendor", "web_launch", "au_password"}
)
_COLUMNS = {  # needed, known
    "au": (("system_id", "file_name"), _UNIT_COLUMNS),
    "des": (("system_id", "title"), frozenset({"system_id", "developer_id", "title", "description"})),
    "cst": (("block", "member"), frozenset({"block", "member"})),
    "pre": (("structure_element", "prerequisite"), frozenset({"structure_element", "prerequisite"})),
    "ort": (("course_element", "member"), frozenset({"course_element", "member"})),
    "cmp": (("structure_element",), frozenset({"structure_element", "requirement", "result", "next", "return"})),
}
_FIXED_WIDTH = ("au", "des")
_WANTED = ("course_id", "course_title", "level")


def course_findings(
    structure: Structure, tree: Tree, launches: Iterable[Launch], shelf: Shelf
) -> Iterator[PackageFinding]:
    """All checks, in the order of their numbers."""
    yield from _files(shelf)
    yield from _course_file(structure, shelf)
    for kind in structure.tables:
        yield from _few(_table(structure, shelf, kind))
    yield from _few(_members(structure, tree, shelf))
    yield from _totals(structure, shelf)
    yield from _few(_launchable(launches))
    yield from _passwords(structure, shelf)
    yield from _few(_scores(structure, shelf))
    for membership in tree.circles[:MOST]:
        yield _at(shelf, "cst", membership.line, "AI-09", block=membership.block[:60], member=membership.member[:60])
    yield PackageFinding(
        check="AI-11", source=shelf.source("crs" if "crs" in shelf.paths else next(iter(shelf.paths)), 1)
    )


def _at(shelf: Shelf, kind: str, line: int, check: str, variant: str = "", **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=shelf.source(kind, line), arguments=arguments)


def _few(findings: Iterable[PackageFinding]) -> Iterator[PackageFinding]:
    """The first of each variant of a check; a table whose every row is odd says so twenty times, not thousands."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        kind = (finding.check, finding.variant)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= MOST:
            yield finding


def _files(shelf: Shelf) -> Iterator[PackageFinding]:
    """AI-01."""
    for kind in REQUIRED:
        path = shelf.paths.get(kind)
        if path is None:
            source = Source(next(iter(shelf.paths.values()), ""))
            arguments = {"kind": kind, "base": shelf.base}
            yield PackageFinding(check="AI-01", variant="missing", source=source, arguments=arguments)
        elif path.rpartition(".")[0].lower() != shelf.base.lower():
            arguments = {"path": path, "base": shelf.base}
            yield PackageFinding(check="AI-01", variant="other-name", source=Source(path), arguments=arguments)


def _course_file(structure: Structure, shelf: Shelf) -> Iterator[PackageFinding]:
    """AI-02."""
    if "crs" not in shelf.paths:
        return
    for name in _WANTED:
        if not structure.crs.get(name):
            yield _at(shelf, "crs", structure.crs.line(name), "AI-02", name=name)


def _table(structure: Structure, shelf: Shelf, kind: str) -> Iterator[PackageFinding]:
    """AI-03."""
    table = structure.tables[kind]
    needed, known = _COLUMNS[kind]
    path = shelf.paths[kind]
    lacking = [name for name in needed if name not in table.head]
    unknown = list(dict.fromkeys(name[:60] for name in table.head if name and name not in known))
    if lacking:
        yield _at(shelf, kind, 1, "AI-03", "lacks", path=path, names=lacking)
    if unknown:
        yield _at(shelf, kind, 1, "AI-03", "unknown", path=path, names=unknown[:MOST])
    if table.problem_line:
        yield _at(shelf, kind, table.problem_line, "AI-03", "broken", path=path)
    for row in table.rows if kind in _FIXED_WIDTH else ():
        if len(row.cells) != len(table.head):
            yield _at(shelf, kind, row.line, "AI-03", "width", path=path, found=len(row.cells), wanted=len(table.head))


def _members(structure: Structure, tree: Tree, shelf: Shelf) -> Iterator[PackageFinding]:
    """AI-04."""
    if "cst" not in structure.tables:
        return
    blocks = structure.blocks()
    if ROOT not in blocks:
        yield _at(shelf, "cst", 1, "AI-04", "no-root")
    told: set[str] = set()
    for node in structure.members:
        name = key(node.member)
        if name not in structure.units and name not in blocks:
            if "au" in structure.tables:
                yield _member(shelf, node, "unknown")
        elif name not in structure.words and name not in told and "des" in structure.tables:
            yield _member(shelf, node, "no-words")
        told.add(name)
    for node in tree.again:
        yield _member(shelf, node, "again")
    placed = {place.key for place in tree.places}
    for name, row in structure.units.items():
        if name not in placed:
            yield _at(shelf, "au", row.line, "AI-04", "nowhere", member=row.get("system_id")[:60])


def _member(shelf: Shelf, node: Membership, variant: str) -> PackageFinding:
    return _at(shelf, "cst", node.line, "AI-04", variant, block=node.block[:60], member=node.member[:60])


def _totals(structure: Structure, shelf: Shelf) -> Iterator[PackageFinding]:
    """AI-05; some writers count the root as a block, some do not."""
    blocks = len(set(structure.blocks()) - {structure.root()})
    for name, counts in (("total_aus", (len(structure.units),)), ("total_blocks", (blocks, blocks + 1))):
        told = structure.crs.get(name)
        kind = "au" if name == "total_aus" else "cst"
        if told and kind in structure.tables and number(told) not in counts:
            line = structure.crs.line(name)
            yield _at(shelf, "crs", line, "AI-05", name=name, told=told[:20], found=counts[0])


def _launchable(launches: Iterable[Launch]) -> Iterator[PackageFinding]:
    """AI-06, a unit without a file name; files that are not there are OHE-PKG-004."""
    for launch in launches:
        if launch.state == "none":
            yield PackageFinding(check="AI-06", source=launch.source)


def _passwords(structure: Structure, shelf: Shelf) -> Iterator[PackageFinding]:
    """AI-07: how many units have a password, and where the first is; nothing of it is kept."""
    lines = [row.line for row in structure.rows("au") if row.get("au_password")]
    if lines:
        yield _at(shelf, "au", lines[0], "AI-07", count=len(lines))


def _scores(structure: Structure, shelf: Shelf) -> Iterator[PackageFinding]:
    """AI-08."""
    for row in structure.rows("au"):
        for column in ("mastery_score", "max_score"):
            if row.get(column) and number(row.get(column)) is None:
                yield _at(shelf, "au", row.line, "AI-08", name=column, found=row.get(column)[:40])
