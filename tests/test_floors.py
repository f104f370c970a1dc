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
    below: dict[str, set[str]] = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    # Kahn: whatever cannot be taken away from the bottom up is in a circle, or above one.
    while free := {module for module, imports in below.items() if not imports}:
        below = {module: imports - free for module, imports in below.items() if module not in free}

    assert not below, f"modules in or above a circle: {sorted(below)}"
