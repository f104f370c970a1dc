"""Report formats: every one is a function of the canonical `Report`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from oecheck.reporters._definition import RenderOptions, ReporterDefinition

__all__ = ["RenderOptions", "ReporterDefinition", "reporter", "reporter_names"]

_ENTRY_POINTS = "oecheck.reporters"


@cache
def _built_in() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def _added() -> dict[str, ReporterDefinition]:
    """Reporters of other distributions, by name."""
    from importlib.metadata import entry_points  # imported here: it takes longer than a whole small check

    return {entry.name: entry.load() for entry in entry_points(group=_ENTRY_POINTS) if entry.name not in _built_in()}


def reporter_names() -> tuple[str, ...]:
    """The words that `--format` takes: those of this folder first, then those of other distributions."""
    return (*_built_in(), *sorted(_added()))


def reporter(name: str) -> ReporterDefinition | None:
    """The reporter of that name, or None. Entry points are only looked at for a name that is not built in."""
    if name in _built_in():
        definition: ReporterDefinition = import_module(f"{__name__}.{name}").REPORTER
        return definition
    return _added().get(name)
