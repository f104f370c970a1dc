"""Shared fixtures of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.no_network import forbid_network, used

REPOSITORY = Path(__file__).resolve().parent.parent

# The same examples in every run: a change is judged by what it does, not by the luck of a seed. `--hypothesis-profile
# search` looks for new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("repeatable")

# The program speaks the language of the locale; the tests expect English, wherever they run.
os.environ["LC_ALL"] = "C.UTF-8"


# A test looks at what a check does, not at what an earlier one did; tests/store and tests/run/test_again.py ask for it.
os.environ["OECHECK_CACHE_MIB"] = "0"


# Programs that tests start import the checkout that the tests stand in, not one that is installed beside it.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(REPOSITORY / "src"), os.environ.get("PYTHONPATH")]))


forbid_network()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fails the test that opened a socket to a network, though it was stopped and though something caught that."""
    yield
    stopped = list(used)
    used.clear()
    assert stopped == []


@pytest.fixture(scope="session", autouse=True)
def cache_of_editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled editions go to a folder of this run and not to the user's cache."""
    before = os.environ.get("OECHECK_CACHE_DIR")
    os.environ["OECHECK_CACHE_DIR"] = str(tmp_path_factory.mktemp("editions"))
    yield
    if before is None:
        del os.environ["OECHECK_CACHE_DIR"]
    else:
        os.environ["OECHECK_CACHE_DIR"] = before


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real packages and official schemas beside the repository, or a skip that says so."""
    folder = Path(os.environ.get("OECHECK_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(
            "real packages are not here: set OECHECK_SHARED to the folder that holds corpus/ and official-schemas/"
        )
    return folder
