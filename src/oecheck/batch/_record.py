"""`batch.json`: what a batch checks against, and how far it came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from oecheck._version import __version__
from oecheck.batch._files import replace_file
from oecheck.errors import UsageError
from oecheck.rules import Catalogue
from oecheck.run import CheckOptions

__all__ = ["AreaRecord", "BatchRecord", "RequirementRecord", "key_of", "read_record", "record_of", "write_record"]

_FILE = "batch.json"
_FORM = "1"


class AreaRecord(msgspec.Struct, frozen=True):
    """An area of the standard, in its order."""

    id: str
    title: str


class RequirementRecord(msgspec.Struct, frozen=True):
    """A requirement of the resolved catalogue."""

    id: str
    area: str
    level: str
    requirement_class: str = msgspec.field(name="class")
    rev: int
    title: str


class BatchRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The batch as a whole.

    Attributes:
        form: version of the shape of the folder.
        state: `running`, `stopped`, `complete`.
        key: digest of everything that results depend on besides the packages.
        date: that every check counts from; a batch that goes on another day keeps it.
        packages: how many there are to check.
        passed_over: files of folders that were taken for no package, by suffix.
        statuses: how many packages by what became of them; empty until the batch is complete.
        exit_code: the most serious of all packages; only of a complete batch.
    """

    form: str
    state: str
    key: str
    tool_version: str
    standard: str
    edition: str
    standard_digest: str
    profiles: tuple[str, ...]
    profile_digest: str
    language: str
    date: str
    packages: int
    passed_over: Mapping[str, int]
    statuses: Mapping[str, int]
    exit_code: int
    areas: tuple[AreaRecord, ...]
    requirements: tuple[RequirementRecord, ...]


def key_of(catalogue: Catalogue, options: CheckOptions, judgement: str) -> str:
    """The digest of version, rules, profile and everything else that may change a result.

    Args:
        catalogue: the resolved standard.
        options: of every check, with its date.
        judgement: what the exit codes of packages depend on.
    """
    asked = msgspec.structs.replace(options, cache=True, keep_facts=False, standard="")
    parts = (__version__, catalogue.digest, catalogue.profile_digest, msgspec.to_builtins(asked), judgement)
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()[:32]


def record_of(
    catalogue: Catalogue, options: CheckOptions, key: str, packages: int, passed_over: Mapping[str, int]
) -> BatchRecord:
    """The record of a batch that begins."""
    areas = {rule.area for rule in catalogue.rules}
    return BatchRecord(
        form=_FORM,
        state="running",
        key=key,
        tool_version=__version__,
        standard=catalogue.standard.id,
        edition=catalogue.standard.edition,
        standard_digest=catalogue.digest,
        profiles=catalogue.profiles,
        profile_digest=catalogue.profile_digest,
        language=options.language,
        date=options.date,
        packages=packages,
        passed_over=passed_over,
        statuses={},
        exit_code=0,
        areas=tuple(AreaRecord(area.id, area.title) for area in catalogue.standard.areas if area.id in areas),
        requirements=tuple(
            RequirementRecord(
                rule.id, rule.area, rule.level.value, rule.file.rule_class.value, rule.file.rev, rule.title
            )
            for rule in catalogue.rules
        ),
    )


def read_record(folder: Path) -> BatchRecord | None:
    """The record of a folder; None when there is none.

    Raises:
        UsageError: it is none that this version can read.
    """
    try:
        record = msgspec.json.decode((folder / _FILE).read_bytes(), type=BatchRecord)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise UsageError("batch-record", file=(folder / _FILE).as_posix(), detail=type(problem).__name__) from problem
    if record.form != _FORM:
        raise UsageError("batch-record", file=(folder / _FILE).as_posix(), detail=record.form)
    return record


def write_record(folder: Path, record: BatchRecord) -> None:
    """Replaces the record of a folder.

    Raises:
        OSError: the system refuses it.
    """
    replace_file(folder / _FILE, (msgspec.json.format(msgspec.json.encode(record), indent=1), b"\n"))
