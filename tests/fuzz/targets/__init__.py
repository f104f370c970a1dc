"""All targets: every module of this folder exports `TARGETS`, and is found because it lies here."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from tests.fuzz.case import Target

__all__ = ["all_targets"]


@cache
def all_targets() -> dict[str, Target]:
    """Every target by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [target for name in modules for target in import_module(f"{__name__}.{name}").TARGETS]
    by_name = {target.name: target for target in found}
    assert len(by_name) == len(found), "two targets of one name"
    return by_name
