"""The builder of archives, shared with the tests of containers."""

from __future__ import annotations

from tests.containers.conftest import build

__all__ = ["build"]
