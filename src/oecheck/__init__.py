"""Checks course packages against the Draft Standard for Online Higher Education.

    from oecheck import CheckOptions, check
    report = check(Path("biology.imscc"), CheckOptions(profiles=("core",)))

The names are loaded when they are first used, so that `import oecheck` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from oecheck._version import __version__

if TYPE_CHECKING:
    from oecheck.errors import ExitCode, OecheckError, PackageError, RuleFileError, UsageError
    from oecheck.model.report import Report
    from oecheck.run import CheckOptions
    from oecheck.run import check_package as check

__all__ = [
    "CheckOptions",
    "ExitCode",
    "OecheckError",
    "PackageError",
    "Report",
    "RuleFileError",
    "UsageError",
    "__version__",
    "check",
]

_HOMES = {
    "CheckOptions": ("oecheck.run", "CheckOptions"),
    "ExitCode": ("oecheck.errors", "ExitCode"),
    "OecheckError": ("oecheck.errors", "OecheckError"),
    "PackageError": ("oecheck.errors", "PackageError"),
    "Report": ("oecheck.model.report", "Report"),
    "RuleFileError": ("oecheck.errors", "RuleFileError"),
    "UsageError": ("oecheck.errors", "UsageError"),
    "check": ("oecheck.run", "check_package"),
}


def __getattr__(name: str) -> Any:
    """The public name, from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
