"""`python -m oecheck` is `oecheck`."""

from __future__ import annotations

from oecheck.cli import run

run()
