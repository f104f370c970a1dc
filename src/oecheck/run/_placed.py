"""Places of a package that lies in a folder of its archive, as paths that people find in the archive.

Everything reads such a package from its own folder, so that its addresses lead where its author meant. In the report
a path counts from the top of the archive, as in every other report: `x/cmi5.xml`, not `cmi5.xml`.
"""

from __future__ import annotations

from collections.abc import Container

import msgspec

from oecheck.model.report import Report, RequirementResult
from oecheck.model.source import Source

__all__ = ["placed"]

_INSIDE = "!/"


def placed(report: Report, root: str, files: Container[str]) -> Report:
    """The report with the places of the package's own files below its folder.

    Args:
        report: whose places count from the folder of the package.
        root: that folder, ending in a slash.
        files: paths of the package, from its folder.
    """
    place = _Places(root, files)
    replace = msgspec.structs.replace
    return replace(
        report,
        subject=replace(
            report.subject,
            formats=tuple(replace(one, source=place.of(one.source)) for one in report.subject.formats),
        ),
        requirements=tuple(map(place.of_requirement, report.requirements)),
        notes=tuple(replace(note, source=place.of(note.source)) for note in report.notes),
        limits=tuple(replace(limit, source=place.of(limit.source)) for limit in report.limits),
    )


class _Places:
    def __init__(self, root: str, files: Container[str]) -> None:
        self._root = root
        self._files = files

    def of(self, source: Source) -> Source:
        """A place in the archive; one in a file beside the package stays as it is."""
        outer = source.file.partition(_INSIDE)[0]
        if not outer or outer not in self._files:
            return source
        return msgspec.structs.replace(source, file=self._root + source.file)

    def of_requirement(self, requirement: RequirementResult) -> RequirementResult:
        assertions = tuple(
            msgspec.structs.replace(one, sources=tuple(map(self.of, one.sources))) for one in requirement.assertions
        )
        return msgspec.structs.replace(requirement, assertions=assertions)
