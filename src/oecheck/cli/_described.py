"""The course description record that `describe` writes: a new one, or one that is there already, completed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from oecheck.model.outcome import Status

if TYPE_CHECKING:
    from oecheck.model.report import Report
    from oecheck.run import CheckOptions

__all__ = ["described"]

_SETTLED = (Status.SATISFIED, Status.NOT_APPLICABLE)
_CHECKS_OF_RECORDS = "CD-"


def described(package: Path, options: CheckOptions) -> str:
    """The record as YAML, with questions only for what the package leaves open.

    Args:
        package: the package.
        options: standard, profiles and language; a record that is given is completed, else one in the package.

    Raises:
        UsageError: a record that is there cannot be completed without losing something of it.
    """
    from oecheck.description.complete import complete
    from oecheck.description.describe import write_description
    from oecheck.description.load import load
    from oecheck.run import check_package, inspect_package

    given = options.description
    report = check_package(package, options)
    settled = {one.id for one in report.requirements if one.status in _SETTLED}
    words: dict[str, Any] = {"settled": settled, "language": options.language}
    with inspect_package(package, options) as seen:
        inputs = seen.inputs
        inside = None if given else load(inputs.container).record
        if given is not None:
            held, file = given.read_bytes(), given.as_posix()
        elif inside is not None:
            held, file = inputs.container.read(inside.file), inside.file
        else:
            return write_description(inputs.course, inputs.package, **words)
        return complete(inputs.course, inputs.package, held, file, mistakes=_mistakes(report), **words)


def _mistakes(report: Report) -> dict[str, list[str]]:
    """What the report says of the record, by the first key of the place."""
    mistakes: dict[str, list[str]] = {}
    for requirement in report.requirements:
        for found in requirement.assertions:
            if found.code.startswith(_CHECKS_OF_RECORDS) and found.sources:
                key = found.sources[0].pointer.removeprefix("/").partition("/")[0]
                mistakes.setdefault(key, []).append(f"{found.message} {found.remedy}")
    return mistakes
