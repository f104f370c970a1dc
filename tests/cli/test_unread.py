"""A package that could not be read has a report of its own, and none that reads like a pass."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from oecheck.reporters import reporter_names
from tests.cli.conftest import Run

FLAWED = str(Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "flawed")
OUTPUTS = [word for name in reporter_names() for word in ("--output", f"{name}=r.{name}")]


@pytest.fixture
def refused(run: Run, tmp_path: Path) -> Path:
    """The folder with all reports of a web page, where those of a good course were before."""
    run("check", FLAWED, "--quiet", *OUTPUTS)
    (tmp_path / "course.imscc").write_bytes(b"<html><body>Sign in</body></html>")
    code, out, err = run("check", "course.imscc", "--date", "2026-11-25", *OUTPUTS)

    assert (code, out) == (3, "")
    assert "web page" in err
    return tmp_path


def test_good_report_of_an_earlier_run_is_replaced_in_every_format(refused: Path) -> None:
    for name in reporter_names():
        told = (refused / f"r.{name}").read_text(encoding="utf-8-sig")
        assert "course.imscc" in told, name
        assert "OHE-PKG-001" not in told.replace("missing", "", 1) or name == "json", name


def test_report_says_in_five_parts_what_kept_the_package_from_being_read(refused: Path) -> None:
    report = json.loads((refused / "r.json").read_bytes())
    (limit,) = report["limits"]

    assert report["subject"]["format"] == "unknown"
    assert (report["requirements"], report["summary"]["areas"]) == ([], [])
    assert (limit["code"], limit["arguments"]) == ("html-page", {"exit_code": 3})
    for part in (
        "The file is a web page",
        "Where: course.imscc",
        "Why: The download",
        "What to do: Open",
        "See: oecheck",
    ):
        assert part in limit["message"]
    assert "This is no pre-check" in report["claim"]["statement"]


def test_no_format_shows_it_as_a_pass(refused: Path) -> None:
    suite = ET.parse(refused / "r.junit").getroot()[0]
    assert (suite.get("errors"), suite.get("tests")) == ("1", "1")
    sarif = json.loads((refused / "r.sarif").read_bytes())["runs"][0]
    assert sarif["invocations"][0]["executionSuccessful"] is False
    gitlab = json.loads((refused / "r.gitlab").read_bytes())
    assert [entry["severity"] for entry in gitlab] == ["info", "blocker"]
    assert (refused / "r.github").read_text(encoding="utf-8").startswith("::error title=course.imscc::INCOMPLETE")
    assert "earl:passed" not in (refused / "r.earl").read_text(encoding="utf-8")
    rows = list(csv.DictReader((refused / "r.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["outcome"] for row in rows if row["record"] == "limit"] == ["incomplete"]
    for name, headline in (
        ("text", "INCOMPLETE: the package could not be read"),
        ("markdown", "❗ INCOMPLETE: the package could not be read"),
        ("html", "No result: the package could not be read"),
    ):
        told = (refused / f"r.{name}").read_text(encoding="utf-8")
        assert headline in told
        assert "✅" not in told
        assert "No requirement failed" not in told


def test_render_compare_and_decide_take_its_report_and_never_accept(refused: Path, run: Run) -> None:
    (refused / "policy.yaml").write_text('title: P\nlevels: [must]\nundetermined: ["*"]\n', encoding="utf-8")
    run("check", FLAWED, "--quiet", "--output", "json=good.json")

    assert run("render", "r.json", "--format", "junit")[1] == (refused / "r.junit").read_text(encoding="utf-8")
    assert "Le fichier est une page web" in run("render", "r.json", "--lang", "fr")[1]
    assert run("compare", "good.json", "r.json")[0] == 5
    assert run("compare", "r.json", "good.json")[0] == 5
    code, out, _ = run("decide", "r.json", "--policy", "policy.yaml")
    assert code == 5
    assert "reject" in out


def test_format_for_programs_on_standard_output_is_not_empty(refused: Path, run: Run) -> None:
    code, out, _ = run("check", "course.imscc", "--format", "json", "--date", "2026-11-25")

    assert code == 3
    assert out.encode() == (refused / "r.json").read_bytes()


def test_path_of_a_package_is_in_no_report(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "of somebody"
    folder.mkdir()
    (folder / "empty").mkdir()
    code, out, _ = run("check", str(folder / "empty"), "--format", "json")

    assert code == 3
    assert "of somebody" not in out
    assert json.loads(out)["limits"][0]["arguments"]["name"] == "empty"
