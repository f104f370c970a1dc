"""Shared fixtures of the whole suite."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real packages and official schemas beside the repository, or a skip that says so."""
    folder = Path(os.environ.get("OECHECK_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(
            "real packages are not here: set OECHECK_SHARED to the folder that holds corpus/ and official-schemas/"
        )
    return folder
