"""The generator of packages that lies beside the repository, as a module: the same course in several formats."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

__all__ = ["SUFFIXES", "generator", "make"]

SUFFIXES = {
    "imscc": ".imscc",
    "imscc1.1": ".imscc",
    "imscc1.2": ".imscc",
    "scorm12": ".zip",
    "epub": ".epub",
    "olx": ".tar.gz",
}
"""Forms that are course formats. The generator also writes `pages` (a web site) and `ro-crate`: neither is one."""


@cache
def generator(shared: Path) -> ModuleType:
    """The module, or a skip that says why not."""
    path = shared / "bench" / "make_packages.py"
    if not path.is_file():
        pytest.skip("the generator of packages is not here: OECHECK_SHARED has no bench/make_packages.py")
    spec = importlib.util.spec_from_file_location("make_packages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def make(shared: Path, folder: Path, form: str, name: str, **spec: Any) -> tuple[Path, Any]:
    """Writes a package; its path, and the course it holds (`planted` lists the defects)."""
    maker = generator(shared)
    path = folder / f"{name}{SUFFIXES[form]}"
    return path, maker.make(path, maker.Spec(**spec), form)
