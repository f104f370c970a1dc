"""Where the data that ships with the program lies: `standards/` and `schemas/`.

In a wheel they are inside the package (`oecheck/_data`), in a checkout at the top of the repository.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["is_installed", "schemas_root", "standards_root"]

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _root() -> Path:
    shipped = _PACKAGE / "_data"
    return shipped if shipped.is_dir() else _PACKAGE.parent.parent


def is_installed() -> bool:
    """Whether the data is part of an installation, which the next version overwrites, and not of a checkout."""
    return (_PACKAGE / "_data").is_dir()


def standards_root() -> Path:
    """The folder `standards`."""
    return _root() / "standards"


def schemas_root() -> Path:
    """The folder `schemas`."""
    return _root() / "schemas"
