"""Checks every package of a folder with every profile, and tells what became of each requirement.

    python -m tests.tools.sweep FOLDER [PROFILE...] > table.md

FOLDER holds a folder for each family of packages. The table has a line for each requirement and a column for each
family: how many packages it was satisfied for, not satisfied, not determined, not applicable. Before it stands what
broke inside the program, which should be nothing. Where the environment names a file in SWEEP_FINDINGS, what failed is
written there for a person to judge: profile → requirement → package → code → one message.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from oecheck.errors import InternalError, PackageError
from oecheck.model.outcome import Outcome
from oecheck.model.report import Report
from oecheck.run import CheckOptions, check_package

__all__ = ["Swept", "sweep", "table"]

DATE = "2026-11-24"
_BROKEN = "-broke"
"""End of the codes of limits that tell of a mistake of the program."""
_STATUSES = ("satisfied", "not_satisfied", "not_determined", "not_applicable")


class Swept(NamedTuple):
    """What became of the packages under one profile.

    Attributes:
        packages: packages that could be read, by family.
        refused: packages that could not, with the code of the reason.
        broken: what broke inside the program, with the package.
        statuses: (requirement, family) → status → packages.
        failures: requirement → package → code → a message.
    """

    packages: Counter[str]
    refused: dict[str, str]
    broken: list[str]
    statuses: dict[tuple[str, str], Counter[str]]
    failures: dict[str, dict[str, dict[str, str]]]


def sweep(folder: Path, profile: str) -> Swept:
    """Checks all packages below a folder of families."""
    swept = Swept(Counter(), {}, [], defaultdict(Counter), defaultdict(dict))
    for path in sorted(path for family in folder.iterdir() if family.is_dir() for path in family.iterdir()):
        name = f"{path.parent.name}/{path.name}"
        try:
            report = check_package(path, CheckOptions(date=DATE, profiles=(profile,)))
        except PackageError as error:
            swept.refused[name] = error.code
        except InternalError as error:
            swept.broken.append(f"{name}: {error.code} {error.arguments}")
        else:
            swept.packages[path.parent.name] += 1
            _note(swept, report, path.parent.name, name)
    return swept


def _note(swept: Swept, report: Report, family: str, name: str) -> None:
    swept.broken.extend(
        f"{name}: {limit.code} {limit.arguments}" for limit in report.limits if limit.code.endswith(_BROKEN)
    )
    for requirement in report.requirements:
        swept.statuses[requirement.id, family][requirement.status.value] += 1
        codes = {one.code: one.message for one in requirement.assertions if one.outcome is Outcome.FAILED}
        if codes:
            swept.failures[requirement.id][name] = codes


def table(swept: Swept, profile: str) -> Iterator[str]:
    """The lines of the table, in Markdown."""
    families = sorted(swept.packages)
    yield f"## Profile {profile}"
    yield ""
    yield f"Packages: {swept.packages.total()} read, {len(swept.refused)} refused. Broken inside: {len(swept.broken)}."
    yield from (f"- {line}" for line in swept.broken)
    yield ""
    yield "| requirement | all | " + " | ".join(f"{name} ({swept.packages[name]})" for name in families) + " |"
    yield "|---" * (len(families) + 2) + "|"
    for id in dict.fromkeys(id for id, _ in swept.statuses):
        cells = [swept.statuses.get((id, family), Counter()) for family in families]
        yield f"| {id} | {_cell(sum(cells, Counter()))} | " + " | ".join(map(_cell, cells)) + " |"
    yield ""


def _cell(counts: Counter[str]) -> str:
    return " / ".join(str(counts[status]) for status in _STATUSES)


def _main(folder: str, profiles: Iterable[str]) -> None:
    print("Each cell: packages for which it is satisfied / not satisfied / not determined / not applicable.\n")
    found = {}
    for profile in profiles:
        swept = sweep(Path(folder), profile)
        print("\n".join(table(swept, profile)), flush=True)
        found[profile] = swept.failures
    if os.environ.get("SWEEP_FINDINGS"):
        Path(os.environ["SWEEP_FINDINGS"]).write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2:] or ["core"])
