"""The commands around `check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.run.test_inside import inner, outer

COURSE = str(Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "flawed")
SCORM = str(Path(COURSE).parent.parent / "scorm-1.2" / "minimal")


@pytest.mark.parametrize("words", [(), ("review",), ("standard",)])
def test_group_without_a_command_shows_its_help(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert err.startswith("Usage: oecheck")
    assert "Commands:" in err


def test_described_package_is_checked_with_its_record(run: Run, tmp_path: Path) -> None:
    code, out, err = run("describe", COURSE)

    assert (code, out) == (0, "")
    assert "--description course-description.yaml" in err
    assert (tmp_path / "course-description.yaml").exists()
    _, report, _ = run("check", COURSE, "--description", "course-description.yaml", "--format", "json")
    assert json.loads(report)["subject"]["description_sha256"]


def test_record_that_somebody_wrote_is_not_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "course-description.yaml").write_text("title: {en: Mine}\n", encoding="utf-8")
    code, _, err = run("describe", COURSE)

    assert code == 2
    assert "--force" in err
    assert (tmp_path / "course-description.yaml").read_text(encoding="utf-8") == "title: {en: Mine}\n"


def test_record_is_completed_in_place_without_losing_what_is_wrong(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "cd.yaml"
    record.write_text("# ask Jane\nsize: 12 Ko\nroom: B12\n", encoding="utf-8")
    code, _, _ = run("describe", COURSE, "--description", "cd.yaml", "-o", "cd.yaml", "--force")

    assert code == 0
    lines = record.read_text(encoding="utf-8").split("\n")
    assert {"# ask Jane", "size: 12 Ko", "room: B12"} <= set(lines)
    assert lines[lines.index("# ask Jane") - 1].startswith("## ! ")


def test_record_that_would_lose_something_is_not_completed(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "cd.yaml"
    record.write_text("size: 1\nsize: 2\n", encoding="utf-8")
    code, _, err = run("describe", COURSE, "--description", "cd.yaml", "-o", "cd.yaml", "--force")

    assert code == 2
    assert "cd.yaml:2" in err
    assert record.read_text(encoding="utf-8") == "size: 1\nsize: 2\n"


def test_record_is_not_written_to_a_file_that_would_be_read_as_json(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    code, _, err = run("describe", COURSE, "--write-to", str(target))
    assert code == 2
    assert "record.yaml" in err
    assert not target.exists()


def test_record_is_printed_when_asked(run: Run, tmp_path: Path) -> None:
    code, out, err = run("describe", COURSE, "--write-to", "-")

    assert (code, err) == (0, "")
    assert "title:" in out
    assert list(tmp_path.iterdir()) == []


def test_explanation_has_statement_reason_and_remedy(run: Run) -> None:
    code, out, _ = run("explain", "ohe-pkg-003")

    assert code == 0
    for words in ("The manifest is valid", "Why", "Mend", "5.3", "Example"):
        assert words in out


def test_unknown_id_is_told_with_likely_ones(run: Run) -> None:
    code, out, err = run("explain", "OHE-PKG-0003")

    assert (code, out) == (2, "")
    assert "OHE-PKG-003" in err


def test_id_that_nothing_is_like_is_told_in_few_lines_with_where_ids_are_listed(run: Run) -> None:
    code, _, err = run("explain", "NOPE")

    assert code == 2
    assert "oecheck standard list" in " ".join(err.split())
    assert len(err.splitlines()) < 8


def test_formats_tell_what_they_say_and_what_they_cannot(run: Run) -> None:
    code, out, _ = run("formats")

    assert code == 0
    assert "Common Cartridge (common-cartridge)" in out
    assert "has no place for:" in out


def test_inspection_names_the_packages_inside(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "outer.zip"
    path.write_bytes(outer(inner()))
    code, out, _ = run("inspect", str(path))
    assert code == 0
    assert "Packages inside" in out
    assert "in.zip: IMS Content Packaging 1.1.4" in out
    (inside,) = json.loads(run("inspect", str(path), "--only", "inside")[1])
    assert (inside["path"], inside["format"]) == ("in.zip", "content-packaging")
    assert run("check", str(path), "--max-inside", "0")[0] == 5
    assert run("check", str(path), "--max-inside-size", "10")[0] == 5


def test_inspection_shows_the_format_with_its_evidence_and_facts_with_their_place(run: Run) -> None:
    code, out, _ = run("inspect", COURSE)

    assert code == 0
    assert "Common Cartridge 1.3" in out
    assert "imsmanifest.xml:15" in out


def test_inspection_says_the_version_of_scorm_once(run: Run) -> None:
    code, out, _ = run("inspect", SCORM)

    assert code == 0
    assert "SCORM 1.2: imsmanifest.xml declares" in out
    assert "1.2 1.2" not in out
    assert "False" not in out


def test_one_part_of_the_model_is_json(run: Run) -> None:
    code, out, _ = run("inspect", COURSE, "--only", "package.format")

    assert (code, json.loads(out)) == (0, "common-cartridge")


def test_whole_model_is_json_with_sources(run: Run) -> None:
    model = json.loads(run("inspect", COURSE, "--json")[1])

    assert model["package"]["format"] == "common-cartridge"
    assert {"course", "files", "pages", "findings"} < set(model)


@pytest.mark.parametrize("path", ["course.titel", "nothing", "files.99999", "package.format.x"])
def test_unknown_part_is_wrong_usage(run: Run, path: str) -> None:
    assert run("inspect", COURSE, "--only", path)[0] == 2


def test_expression_is_shown_with_its_parts_and_the_facts_it_read(run: Run) -> None:
    code, out, _ = run("inspect", COURSE, "--eval", "size(course.languages) > 1")

    assert code == 0
    assert "size(course.languages) = 2" in out
    assert "read: languages" in out


def test_wrong_expression_is_told_with_the_likely_name(run: Run) -> None:
    code, _, err = run("inspect", COURSE, "--eval", "course.titel")

    assert code == 2
    assert "Did you mean: title" in " ".join(err.split())


def test_editions_are_listed_with_their_profiles(run: Run) -> None:
    code, out, _ = run("standard", "list")

    assert code == 0
    assert "ohe@0.1" in out
    assert "core" in out


def test_requirements_of_an_edition_are_listed(run: Run) -> None:
    code, out, _ = run("standard", "show", "ohe@0.1")

    assert code == 0
    assert "OHE-PKG-003" in out


def test_unknown_edition_is_wrong_usage(run: Run) -> None:
    assert run("standard", "show", "ohe@9")[0] == 2
