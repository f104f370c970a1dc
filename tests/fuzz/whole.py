"""The whole check of a package in this process, its rules compiled once; whatever breaks inside is raised."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from oecheck.containers import Container, open_container
from oecheck.errors import InternalError, PackageError
from oecheck.model.report import Report
from oecheck.reporters import RenderOptions, reporter, reporter_names
from oecheck.rules import Catalogue
from oecheck.run import CheckOptions, load_catalogue
from oecheck.run._inside import look_inside
from oecheck.run._look import look
from oecheck.run._read import read_package
from oecheck.run._report import ReportInputs, build_report
from oecheck.run._witness import Witness
from tests.fuzz.case import Broke

__all__ = ["check_bytes", "check_container", "render_all", "whole_catalogue"]

OPTIONS = CheckOptions(date="2026-11-24")
_BROKE = "-broke"


@cache
def whole_catalogue() -> Catalogue:
    """Every rule and check of the standard, whatever profile asks for it."""
    return load_catalogue(OPTIONS.standard, whole=True)


def check_container(container: Container) -> Report | None:
    """As `check_package`; None where the package is refused.

    Raises:
        Broke: a fact, a rule or a reader raised.
    """
    catalogue = whole_catalogue()
    try:
        opened = read_package(container, OPTIONS, catalogue)
    except PackageError:
        return None
    except InternalError as error:
        raise Broke(str(error)) from error
    witness = Witness()
    seen = look(container, opened, catalogue, catalogue.rules, witness)
    whole = look_inside(seen, opened, catalogue, OPTIONS, witness)
    report = build_report(
        ReportInputs(
            catalogue=catalogue,
            package=opened.inputs.package,
            course=opened.inputs.course,
            results=whole.results,
            structural=whole.structural,
            limits=whole.limits,
            date=OPTIONS.date,
            description_sha256=opened.description_sha256,
        )
    )
    broken = list(_broken(report))
    if broken:
        raise Broke("; ".join(broken[:3]))
    msgspec.json.encode(report)
    return report


def _broken(report: Report) -> Iterator[str]:
    for limit in report.limits:
        if limit.code.endswith(_BROKE):
            yield " ".join(str(limit.arguments.get(name, "")) for name in ("fact", "rule", "error", "place")).strip()


def check_bytes(data: bytes, name: str) -> Report | None:
    """The same of a package as a file would hold it."""
    try:
        container = open_container(data, name=name)
    except PackageError:
        return None
    with container:
        return check_container(container)


def render_all(report: Report) -> None:
    """Writes the report in every format."""
    for name in reporter_names():
        definition = reporter(name)
        assert definition is not None
        for piece in definition.render(report, RenderOptions()):
            assert isinstance(piece, bytes)
