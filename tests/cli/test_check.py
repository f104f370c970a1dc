"""`oecheck check`, from a package to an exit code."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from oecheck.values.locations import schemas_root
from tests.cli.conftest import Run

COURSE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "course"
CONFORMING = str(COURSE / "conforming")
FLAWED = str(COURSE / "flawed")


def _zipped(folder: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return data.getvalue()


def test_conforming_course_ends_with_success_and_says_it_is_a_pre_check(run: Run) -> None:
    code, out, err = run("check", CONFORMING)

    assert (code, err) == (0, "")
    assert "Common Cartridge 1.3" in out
    assert "not a conformance claim" in " ".join(out.split())


def test_flawed_course_fails(run: Run) -> None:
    assert run("check", FLAWED)[0] == 1


def test_flawed_course_passes_where_nothing_may_fail_it(run: Run) -> None:
    assert run("check", FLAWED, "--fail-on", "never")[0] == 0


def test_json_on_standard_output_follows_the_schema(run: Run) -> None:
    _, out, _ = run("check", FLAWED, "--format", "json")
    schema = json.loads((schemas_root() / "report-1.0.schema.json").read_text(encoding="utf-8"))

    jsonschema.validate(json.loads(out), schema, cls=jsonschema.Draft202012Validator)


def test_same_package_gives_the_same_bytes(run: Run) -> None:
    words = ("check", FLAWED, "--format", "json", "--date", "2026-01-02")

    assert run(*words)[1] == run(*words, "--no-cache")[1]


def test_report_holds_no_absolute_path(run: Run) -> None:
    assert str(COURSE.parent.parent) not in run("check", FLAWED, "--format", "json")[1]


def test_report_of_a_file_is_that_of_standard_output(run: Run, tmp_path: Path) -> None:
    words = ("check", FLAWED, "--date", "2026-01-02", "--format", "json")
    _, out, _ = run(*words, "--output", "json=report.json")

    assert (tmp_path / "report.json").read_text(encoding="utf-8") == out


def test_quiet_prints_nothing_and_writes_the_file(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", FLAWED, "--quiet", "--output", "json=report.json")

    assert (code, out, err) == (1, "", "")
    assert (tmp_path / "report.json").exists()


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\3\4 cut off", b"<html><body>Sign in</body></html>"])
def test_what_is_no_package_is_unreadable_and_told_with_its_name(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "course.zip").write_bytes(content)
    code, out, err = run("check", "course.zip")

    assert (code, out) == (3, "")
    assert "course.zip" in err
    assert "mend" in err


def test_one_unreadable_package_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4")
    code, out, err = run("check", "broken.zip", CONFORMING, FLAWED)

    assert code == 3
    assert "broken.zip" in err
    assert "Checked: conforming" in out
    assert "Checked: flawed" in out


def test_package_on_standard_input_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_zipped(CONFORMING))))
    code, out, _ = run("check", "-")

    assert code == 0
    assert "Checked: standard input" in out


def test_standard_input_over_the_limit_is_unreadable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_zipped(CONFORMING))))

    assert run("check", "-", "--max-size", "1 kB")[0] == 3


def test_zip_and_folder_give_the_same_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "flawed").write_bytes(_zipped(FLAWED))
    of_zip, of_folder = (json.loads(run("check", name, "--format", "json")[1]) for name in ("flawed", FLAWED))

    def fingerprints(report: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[str]:
        return [one["fingerprint"] for requirement in report["requirements"] for one in requirement["assertions"]]

    assert fingerprints(of_zip) == fingerprints(of_folder)
    assert fingerprints(of_zip)


def test_packages_side_by_side_are_reported_in_the_order_given(run: Run) -> None:
    one_by_one = run("check", FLAWED, CONFORMING, "--date", "2026-01-02")
    together = run("check", FLAWED, CONFORMING, "--date", "2026-01-02", "--jobs", "2")

    assert together == one_by_one


@pytest.mark.parametrize(
    "words",
    [("--standard", "ohe@9.9"), ("--profile", "nobody"), ("--only", "OHE-XXX-999"), ("--date", "tomorrow")],
)
def test_unknown_words_are_wrong_usage_and_never_a_silent_pass(run: Run, words: tuple[str, str]) -> None:
    code, out, err = run("check", CONFORMING, *words)

    assert (code, out) == (2, "")
    assert words[1] in err


def test_only_one_requirement_is_checked_when_asked(run: Run) -> None:
    _, out, _ = run("check", CONFORMING, "--only", "OHE-PKG-003", "--format", "json")

    assert [one["id"] for one in json.loads(out)["requirements"]] == ["OHE-PKG-003"]


def test_setting_of_the_configuration_decides_like_the_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "oecheck.toml").write_text('fail-on = "never"\n', encoding="utf-8")

    assert run("check", FLAWED)[0] == 0
    assert run("check", FLAWED, "--fail-on", "must")[0] == 1


@pytest.mark.parametrize("words", [("check",), ("check", "--"), ("inspect",), ("describe",), ("review", "new")])
def test_package_without_a_name_is_refused_and_never_the_folder_where_one_is(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words, "")

    assert (code, out) == (2, "")
    assert "The name of a package is empty." in err
