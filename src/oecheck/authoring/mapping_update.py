"""Takes the references of rules over into the mappings to frameworks that an edition has.

    python -m oecheck.authoring.mapping_update standards/ohe/0.1 2026-11

What stands in a mapping stays as it is; a reference that it does not hold is added with confidence “low”, for somebody
to judge. The part of the file above `mappings:` is kept to the letter, the entries are written again in order.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from oecheck.errors import RuleFileError
from oecheck.rules import EditionFiles, MappingEntry, MappingFile, RuleFile, find_edition
from oecheck.rules.read import read_typed

__all__ = ["clauses_named", "missing_entries", "update_mappings"]

_SEPARATOR = re.compile(r",\s*|\s+and\s+")
_NUMBER = re.compile(r"[\w.]*\d[\w.]*")
_RANGE = re.compile(r"\s*(?:to|-|–)\s*")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 /.-]*[A-Za-z0-9]")
_JUDGED_BY = "editors of the draft, not reviewed"


def clauses_named(written: str, clauses: tuple[str, ...]) -> list[str]:
    """The clauses that a reference names: `1.5, 1.6 and 1.7`, `8.1 to 8.7`, `elements 3-4`.

    Args:
        written: clause of a reference.
        clauses: all of the framework; empty where they are not listed.
    """
    if clauses:
        return _known(written, clauses) or [written]
    pieces = _SEPARATOR.split(written)
    return pieces if all(map(_NUMBER.fullmatch, pieces)) else [written]


def _known(written: str, clauses: tuple[str, ...]) -> list[str]:
    words = re.sub(r"\belements? ?", "", written)
    names = "|".join(re.escape(name) for name in sorted(clauses, key=len, reverse=True))
    found = list(re.finditer(rf"(?<![\w.])(?:{names})(?![\w.])", words))
    named: list[str] = []
    for index, match in enumerate(found):
        between = words[found[index - 1].end() : match.start()] if index else ""
        if index and _RANGE.fullmatch(between):
            named += clauses[clauses.index(found[index - 1][0]) + 1 : clauses.index(match[0])]
        named.append(match[0])
    return list(dict.fromkeys(named))


def missing_entries(mapping: MappingFile, rules: Iterable[RuleFile], date: str) -> Iterator[MappingEntry]:
    """References of rules to the framework that the mapping does not hold yet.

    Args:
        mapping: of one framework.
        rules: the requirements.
        date: what is written as the date of the judgement.
    """
    held = {(entry.ours, entry.theirs) for entry in mapping.mappings}
    for rule in rules:
        for entry in _stated(rule, mapping, date):
            if (entry.ours, entry.theirs) not in held:
                held.add((entry.ours, entry.theirs))
                yield entry


def _stated(rule: RuleFile, mapping: MappingFile, date: str) -> Iterator[MappingEntry]:
    """An entry for each clause of the framework that a rule refers to."""
    for reference in rule.references:
        if reference.relation == "none" or reference.standard not in (mapping.framework, *mapping.names):
            continue
        for theirs in clauses_named(reference.clause, mapping.clauses):
            yield MappingEntry(
                ours=rule.id,
                theirs=theirs,
                relation=reference.relation,
                confidence="low",
                judged_by=_JUDGED_BY,
                date=date,
                note=reference.note,
            )


def update_mappings(files: EditionFiles, date: str) -> int:
    """Adds what is missing to the files; gives the number of entries added.

    Raises:
        RuleFileError: a mapping does not have its form.
    """
    rules = [rule for name, data in files.contents() if "/rules/" in name for rule in _rule(name, data)]
    added = 0
    for path in sorted((files.edition / "mappings").glob("*.yaml")):
        mapping, _, problems = read_typed(path.read_bytes(), files.name(path), MappingFile)
        if mapping is None:
            raise RuleFileError(problems)
        new = list(missing_entries(mapping, rules, date))
        if new:
            _write(path, mapping, [*mapping.mappings, *new])
        added += len(new)
    return added


def _rule(name: str, data: bytes) -> Iterator[RuleFile]:
    rule, _, _ = read_typed(data, name, RuleFile)
    if rule is not None:
        yield rule


def _write(path: Path, mapping: MappingFile, entries: list[MappingEntry]) -> None:
    order = {clause: index for index, clause in enumerate(mapping.clauses)}
    entries.sort(key=lambda one: (order.get(one.theirs, len(order)), one.theirs, one.ours))
    head, _, _ = path.read_text(encoding="utf-8").partition("\nmappings:")
    lines = "".join(f"  - {{{_entry(one)}}}\n" for one in entries)
    path.write_text(f"{head}\nmappings:\n{lines}", encoding="utf-8", newline="\n")


def _entry(one: MappingEntry) -> str:
    values = msgspec.to_builtins(one)
    return ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items())


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else msgspec.json.encode(value).decode()


if __name__ == "__main__":
    update_mappings(find_edition(sys.argv[1]), sys.argv[2])
