"""The report of a package that could not be read: it holds no result and says why.

Without one the good report of an earlier run stays where it is, and a pipeline that only looks at files takes it for
that of this run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oecheck._version import __version__
from oecheck.errors import OecheckError
from oecheck.model.outcome import Level
from oecheck.model.report import (
    Claim,
    Limit,
    OutcomeCounts,
    ProfileInfo,
    Report,
    StandardInfo,
    StatusCounts,
    Subject,
    Summary,
    ToolInfo,
)
from oecheck.model.source import Source
from oecheck.rules import Catalogue
from oecheck.run._date import evaluation_date
from oecheck.run._options import CheckOptions
from oecheck.run._report import REPORT_VERSION
from oecheck.run._standard import catalogue_for
from oecheck.run._wording import Wording, argument
from oecheck.texts import text

__all__ = ["UNKNOWN_FORMAT", "unread_report"]

UNKNOWN_FORMAT = "unknown"


def unread_report(
    source: Path | bytes,
    options: CheckOptions,
    problem: OecheckError,
    name: str = "",
    catalogue: Catalogue | None = None,
) -> Report:
    """The report of a package that is not known.

    Args:
        source: path of a file or folder, or the bytes of a package.
        options: of the check.
        problem: what kept it from being read.
        name: name of the package where `source` is bytes.
        catalogue: what `catalogue_for` gives for the options, where somebody has it already.

    Returns:
        A report without requirements, with one limit that makes it incomplete.

    Raises:
        UsageError: unknown standard, profile or requirement.
        RuleFileError: the standard cannot be used.
    """
    catalogue = catalogue or catalogue_for(options)
    standard = catalogue.standard
    subject = _subject(source, name)
    musts = tuple(rule.id for rule in catalogue.rules if rule.level is Level.MUST)
    return Report(
        report_version=REPORT_VERSION,
        tool=ToolInfo("oecheck", __version__, standard.rule_format),
        standard=StandardInfo(standard.id, standard.edition, standard.status, catalogue.digest),
        profile=ProfileInfo(catalogue.profiles, catalogue.profile_digest),
        evaluated_at=evaluation_date(options),
        language=catalogue.language,
        subject=subject,
        summary=Summary(StatusCounts(), OutcomeCounts(), ()),
        requirements=(),
        notes=(),
        limits=(_limit(problem, source, Wording(catalogue.language, "", subject.name)),),
        waivers=(),
        claim=Claim("pre-check", text("claim.unread", catalogue.language), musts),
    )


def _subject(source: Path | bytes, name: str) -> Subject:
    """What is known of the package without reading it."""
    if isinstance(source, Path):
        name = name or (source.resolve().name if source.is_dir() else source.name)
        size_bytes = source.stat().st_size if source.is_file() else 0
    else:
        size_bytes = len(source)
    return Subject(
        name=name,
        sha256="",
        size_bytes=size_bytes,
        format=UNKNOWN_FORMAT,
        format_version="",
        formats=(),
        producer="",
        title="",
        languages=(),
        description_sha256="",
    )


def _limit(problem: OecheckError, source: Path | bytes, wording: Wording) -> Limit:
    arguments = {**_plain(problem.arguments, source), "exit_code": int(problem.exit_code)}
    return Limit(problem.code, arguments, Source(""), wording.limit(problem.code, arguments))


def _plain(arguments: Mapping[str, object], source: Path | bytes) -> dict[str, Any]:
    """Arguments as a report holds them: of the path of the package only its last part, since reports are passed on."""
    path = str(source) if isinstance(source, Path) else ""
    return {
        name: argument(Path(path).name if path and str(value).rstrip("/") == path else value)
        for name, value in arguments.items()
    }
