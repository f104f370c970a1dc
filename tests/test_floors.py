"""The order of the house: each floor uses what is below it, and nothing goes in circles."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("oecheck", cache_dir=None, exclude_type_checking_imports=True)


def test_every_floor_imports_only_from_below(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    kept = lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), cache_dir=None, no_logo=True)

    assert kept, capsys.readouterr().out


def test_no_module_imports_itself_in_a_circle(graph: grimp.ImportGraph) -> None:
    below = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    above = {module: graph.find_modules_that_directly_import(module) for module in graph.modules}
    left = _without_ends(_without_ends(set(graph.modules), below), above)

    assert not left, f"circle of imports: {sorted((one, other) for one in left for other in below[one] & left)}"


def _without_ends(modules: set[str], neighbours: dict[str, set[str]]) -> set[str]:
    """Kahn's algorithm: takes away whatever has no neighbour left, until nothing more goes; circles stay."""
    left = set(modules)
    while ends := {module for module in left if not neighbours[module] & left}:
        left -= ends
    return left
