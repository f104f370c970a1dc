"""Where reports go."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from oecheck.cli._outputs import outputs, write_report
from oecheck.errors import UsageError
from oecheck.reporters import RenderOptions, reporter, reporter_names
from tests.cli.conftest import Run
from tests.reporters.sample import full_report

FLAWED = Path(__file__).resolve().parent.parent.parent / "fixtures" / "course" / "flawed"


def _json() -> bytes:
    definition = reporter("json")
    assert definition is not None
    return b"".join(definition.render(full_report(), RenderOptions()))


@pytest.mark.parametrize(
    ("words", "packages", "code"),
    [
        (["json"], ["a.zip"], "output-form"),
        (["json="], ["a.zip"], "output-form"),
        (["jsn=r.json"], ["a.zip"], "format-unknown"),
        (["json=r.json"], ["a.zip", "b.zip"], "output-shared"),
        (["json=r", "text=r"], ["a.zip"], "output-shared"),
        (["json={name}.json"], ["x/a.zip", "y/a.zip"], "output-shared"),
    ],
)
def test_wrong_outputs_are_found_before_anything_is_checked(words: list[str], packages: list[str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        outputs(words, packages)

    assert caught.value.code == code


def test_name_in_the_file_is_that_of_the_package() -> None:
    (output,) = outputs(["json={name}.json"], ["x/a.imscc", "b.zip", "-"])

    assert [output.file(package).name for package in ("x/a.imscc", "b.zip", "-")] == ["a.json", "b.json", "stdin.json"]


def test_report_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (output,) = outputs([f"json={tmp_path}/new/report.json"], ["a.zip"])
    write_report(full_report(), output, "a.zip")

    assert (tmp_path / "new" / "report.json").read_bytes() == _json()
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["report.json"]


def test_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (output,) = outputs([f"json={tmp_path}/new/report.json"], ["a.zip"])
    (tmp_path / "new").rmdir()

    with pytest.raises(UsageError) as caught:
        write_report(full_report(), output, "a.zip")
    assert caught.value.code == "output-unwritable"


def test_folder_that_is_not_there_is_told_before_anything_is_checked_and_not_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no package")
    for words in (
        ("check", "a.zip", "--output", "json=new/x.json"),
        ("describe", "a.zip", "-o", "new/x.yaml"),
        ("review", "new", "a.zip", "-o", "new/x.yaml"),
        ("standard", "docs", "-o", "new/x.html"),
    ):
        code, out, err = run(*words)

        assert (code, out) == (2, "")
        assert "There is no folder new" in err
        assert "mkdir -p new" in err
        assert not (tmp_path / "new").exists()


def test_folder_in_place_of_a_file_is_told_before_anything_is_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no package")
    (tmp_path / "x.json").mkdir()
    code, _, err = run("check", "a.zip", "--output", "json=x.json")

    assert code == 2
    assert "Is a directory" in err


def test_rendered_again_the_report_is_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(_json())

    assert run("render", "report.json", "--format", "json") == (0, _json().decode(), "")


def test_render_shows_the_report_for_people(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(_json())
    code, out, _ = run("render", "report.json")

    assert code == 0
    assert "Checked: biology-101.imscc" in out
    assert "\x1b" not in out


def test_render_with_colour_asked_for_has_colour(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(_json())

    assert "\x1b[1m" in run("render", "report.json", "--color", "always")[1]


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"report_version": 1}'])
def test_what_is_no_report_is_wrong_usage(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.json").write_bytes(content)
    code, out, err = run("render", "report.json")

    assert (code, out) == (2, "")
    assert "This is no report" in err


def test_report_of_a_later_version_is_not_misread(run: Run, tmp_path: Path) -> None:
    later = _json().replace(b'"report_version": "1.0"', b'"report_version": "2.0"')
    (tmp_path / "report.json").write_bytes(later)

    assert run("render", "report.json")[0] == 2


@pytest.mark.parametrize("language", ["en", "ar"])
def test_report_rendered_later_is_the_one_that_was_written_at_once(run: Run, tmp_path: Path, language: str) -> None:
    package = tmp_path / "from the faculty" / "my course"
    shutil.copytree(FLAWED, package)
    spoken = ("--lang", language)
    once = [word for name in reporter_names() for word in ("--output", f"{name}=once.{name}")]
    code, printed, _ = run("check", str(package), *once, *spoken)
    later = [word for name in reporter_names() for word in ("--output", f"{name}=later.{name}")]

    assert code == 1
    assert run("render", "once.json", *later, *spoken) == (0, "", "")
    different = [
        name for name in reporter_names() if Path(f"once.{name}").read_bytes() != Path(f"later.{name}").read_bytes()
    ]
    assert different == []
    assert run("render", "once.json", *spoken) == (0, printed, "")


@pytest.mark.parametrize("name", reporter_names())
def test_format_printed_later_is_the_one_that_was_printed_at_once(run: Run, name: str) -> None:
    run("check", str(FLAWED), "--quiet", "--output", "json=report.json")
    _, printed, _ = run("check", str(FLAWED), "--format", name)

    assert printed
    assert run("render", "report.json", "--format", name) == (0, printed, "")


@pytest.mark.parametrize("name", ["json", "junit", "sarif", "gitlab", "earl", "html"])
def test_documents_of_several_packages_are_not_joined(run: Run, name: str) -> None:
    code, out, err = run("check", str(FLAWED), str(FLAWED.parent / "conforming"), "--format", name)

    assert (code, out) == (2, "")
    assert f"'{name}={{name}}." in err


@pytest.mark.parametrize("name", ["text", "markdown", "github"])
def test_reports_for_people_of_several_packages_follow_each_other(run: Run, name: str) -> None:
    packages = (str(FLAWED), str(FLAWED.parent / "conforming"))
    one_by_one = "".join(run("check", package, "--format", name)[1] for package in packages)

    assert run("check", *packages, "--format", name)[1] == one_by_one


def test_tables_of_several_packages_are_one_table(run: Run) -> None:
    packages = (str(FLAWED), str(FLAWED.parent / "conforming"))
    _, out, _ = run("check", *packages, "--format", "csv")

    assert (out.count("\ufeff"), out.count("record,id,code")) == (1, 1)
    rows = list(csv.DictReader(out.removeprefix("\ufeff").splitlines()))
    assert [row["message"] for row in rows if row["code"] == "package"] == ["flawed", "conforming"]
