"""Libraries of optional extras, imported when something asks for them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from oecheck.errors import UsageError

__all__ = ["optional"]


def optional(module: str, extra: str, wanted: str) -> Any:
    """A module of an optional extra.

    Args:
        module: what to import.
        extra: name of the extra that brings it.
        wanted: the words of the command line that need it.

    Raises:
        UsageError: it is not installed; says the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise UsageError("batch-extra-missing", extra=extra, module=module, wanted=wanted) from problem
