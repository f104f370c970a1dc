"""Settings from `oecheck.toml` and `pyproject.toml`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from oecheck.cli._app import application
from oecheck.cli._config import _defaults, config_file
from oecheck.cli.check import COMMAND
from oecheck.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a folder in it, which is the working directory."""
    below = tmp_path / "courses"
    below.mkdir()
    monkeypatch.chdir(below)
    return tmp_path


def _settings() -> dict[str, object]:
    return _defaults(COMMAND, COMMAND)


def _problem() -> UsageError:
    with pytest.raises(UsageError) as caught:
        _settings()
    return caught.value


def test_without_a_file_there_are_no_settings(folder: Path) -> None:
    assert folder.is_dir()
    assert _settings() == {}


def test_nearest_file_upward_counts_alone(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('fail-on = "should"\n')
    (folder / "courses" / "pyproject.toml").write_text('[tool.oecheck]\nformat = "json"\n')

    assert _settings() == {"format": "json"}


def test_project_file_without_our_table_is_passed_by(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('fail-on = "should"\n')
    (folder / "courses" / "pyproject.toml").write_text('[project]\nname = "x"\n')

    assert _settings() == {"fail_on": "should"}


def test_own_file_wins_over_the_project_file_beside_it(folder: Path) -> None:
    (folder / "oecheck.toml").write_text("quiet = true\n")
    (folder / "pyproject.toml").write_text("[tool.oecheck]\nquiet = false\n")
    found = config_file(folder)

    assert found is not None
    assert (found[0].name, found[1]) == ("oecheck.toml", {"quiet": True})


def test_paths_are_relative_to_the_file(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('description = "d.yaml"\noutput = ["json=out/{name}.json"]\n')

    assert _settings() == {
        "description": str(Path("..") / "d.yaml"),
        "output": [f"json={Path('..') / 'out' / '{name}.json'}"],
    }


def test_list_of_one_may_be_written_as_a_text(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('profile = "core"\nmax-size = "2 GiB"\njobs = 2\n')

    assert _settings() == {"profile": ["core"], "max_size": "2 GiB", "jobs": "2"}


def test_unknown_setting_is_told_with_file_and_likely_key(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('fail-onn = "must"\n')
    problem = _problem()

    assert problem.code == "config-key"
    assert problem.arguments["file"] == "../oecheck.toml"
    assert "fail-on" in str(problem.arguments["suggestion"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('fail-on = "mst"', "config-value"),
        ("fail-on = true", "config-single"),
        ('quiet = "yes"', "config-flag"),
        ("only = [1]", "config-list"),
        ("jobs = 0", "config-value"),
        ('max-size = "big"', "config-value"),
        ("date = 2026-13-01", "config-syntax"),
        ("fail-on = ", "config-syntax"),
        ("debug = true", "config-key"),
    ],
)
def test_wrong_setting_is_wrong_usage(folder: Path, line: str, code: str) -> None:
    (folder / "oecheck.toml").write_text(line + "\n")

    assert _problem().code == code


def test_command_line_wins_over_the_file(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('fail-on = "never"\nformat = "json"\n')
    context = COMMAND.make_context("check", ["x.zip", "--fail-on", "should"], help_option_names=["-h", "--help"])

    assert (context.params["fail_on"], context.params["format"]) == ("should", "json")


def test_settings_of_check_are_no_mistake_for_another_command(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('fail-on = "never"\n')
    root = application()
    parent = root.make_context("oecheck", ["formats"], resilient_parsing=True)

    assert root.get_command(parent, "check") is COMMAND


def test_format_of_reports_is_no_setting_of_a_command_with_formats_of_its_own(folder: Path) -> None:
    (folder / "oecheck.toml").write_text('format = "sarif"\nprofile = "workshop"\n')
    root = application()
    parent = root.make_context("oecheck", ["standard"], resilient_parsing=True)
    command = import_module("oecheck.cli._standard.impact").COMMAND
    context = command.make_context("impact", ["ohe@0.1", "ohe@0.1", "course.zip"], parent)

    assert (context.params["format"], context.params["profile"]) == ("text", ("workshop",))
