"""A record that somebody wrote, completed from the package without losing any of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from oecheck.description._own import NotSplit, Own, own_lines
from oecheck.description.describe import generated_lines, write_description
from oecheck.description.load import Loaded, load_bytes
from oecheck.errors import UsageError
from oecheck.model.course import Course
from oecheck.model.package import Package

__all__ = ["complete"]


def complete(
    course: Course,
    package: Package,
    given: bytes,
    file: str,
    *,
    mistakes: Mapping[str, Sequence[str]],
    settled: Collection[str] = (),
    language: str = "en",
) -> str:
    """The record as YAML: what was written stays as it is, with the rest added as `write_description` has it.

    Args:
        course: as read from the package.
        package: the package.
        given: the record that there is.
        file: its name, as it was given.
        mistakes: what is wrong with it, by the first key of the place.
        settled: as for `write_description`.
        language: of the comments.

    Raises:
        UsageError: something of it would be lost: it cannot be read, or not be taken apart by its keys.
    """
    before = load_bytes(given, file)
    own = Own() if file.lower().endswith(".json") else _own(given, file, generated_lines(package, language))
    if not own.keys and before.findings:  # of JSON only what is right can be written as YAML
        raise UsageError("describe-given", file=file, line=before.findings[0].source.line)
    written = write_description(
        course, package, record=before.record, own=own, mistakes=mistakes, settled=settled, language=language
    )
    after = load_bytes(written.encode("utf-8"), "course-description.yaml")
    if not _holds(after, before):
        raise UsageError("describe-given", file=file, line=1)
    return written


def _holds(after: Loaded, before: Loaded) -> bool:
    """Whether all that was said is said still, and all that was wrong is there still for its author to mend."""
    said = before.record.data if before.record else {}
    says = after.record.data if after.record else {}
    wrong = {(one.check, one.source.pointer) for one in before.findings}
    return wrong <= {(one.check, one.source.pointer) for one in after.findings} and all(
        says.get(key) == value for key, value in said.items()
    )


def _own(given: bytes, file: str, generated: Callable[[str], bool]) -> Own:
    try:
        return own_lines(given, file, generated)
    except NotSplit as error:
        raise UsageError("describe-given", file=file, line=error.line) from error
