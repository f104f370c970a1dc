"""The builder of hostile archives, loaded from the fixtures, which are no package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BUILD = Path(__file__).resolve().parents[2] / "fixtures" / "hostile" / "build.py"


def load_build() -> ModuleType:
    if "hostile_build" in sys.modules:
        return sys.modules["hostile_build"]
    spec = importlib.util.spec_from_file_location("hostile_build", BUILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["hostile_build"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """Functions that make archives: `build.zip_of`, `build.Entry`, `build.tar_of` …"""
    return load_build()
