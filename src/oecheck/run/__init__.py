"""One check, from a path to a report.

    report = check_package(Path("course.imscc"), CheckOptions(profiles=("core",)))

The standard is loaded and checked before any package is opened; the package is opened once, and read once.
"""

from __future__ import annotations

from oecheck.run._check import check_package
from oecheck.run._inspect import Inspection, inspect_package
from oecheck.run._options import CheckOptions
from oecheck.run._reword import reworded
from oecheck.run._standard import catalogue_for, environment, load_catalogue, load_words, stored_edition

__all__ = [
    "CheckOptions",
    "Inspection",
    "catalogue_for",
    "check_package",
    "environment",
    "inspect_package",
    "load_catalogue",
    "load_words",
    "reworded",
    "stored_edition",
]
