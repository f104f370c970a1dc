"""All cases: every module of this folder exports `CASES`, and is found because it lies here."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from tests.hostile.case import Case

__all__ = ["all_cases"]


@cache
def all_cases() -> dict[str, Case]:
    """Every case by name, the name of its module first."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {
        f"{name}: {case}": found
        for name in modules
        for case, found in import_module(f"{__name__}.{name}").CASES.items()
    }
