"""One check, from a path to a report.

    report = check_package(Path("course.imscc"), CheckOptions(profiles=("core",)))

The standard is loaded and checked before any package is opened; the package is opened once, and read once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from oecheck.run._again import check_package
from oecheck.run._options import CheckOptions

if TYPE_CHECKING:
    from oecheck.run._each import report_under_each
    from oecheck.run._inspect import Inspection, inspect_package
    from oecheck.run._reword import reworded
    from oecheck.run._standard import catalogue_for, environment, load_catalogue, load_words, stored_edition
    from oecheck.run._unread import unread_report

# What needs rules or readers loads when first asked for: the report of an unchanged package needs neither.
_LATER = {
    "Inspection": "_inspect",
    "catalogue_for": "_standard",
    "environment": "_standard",
    "inspect_package": "_inspect",
    "load_catalogue": "_standard",
    "load_words": "_standard",
    "report_under_each": "_each",
    "reworded": "_reword",
    "stored_edition": "_standard",
    "unread_report": "_unread",
}

__all__ = [
    "CheckOptions",
    "Inspection",
    "catalogue_for",
    "check_package",
    "environment",
    "inspect_package",
    "load_catalogue",
    "load_words",
    "report_under_each",
    "reworded",
    "stored_edition",
    "unread_report",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
