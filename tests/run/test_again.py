"""The same package again: the same bytes, without opening it; anything else: a check."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import oecheck.run._check
import oecheck.run._facts
from oecheck.containers import Limits
from oecheck.errors import NotAPackage, UsageError
from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from oecheck.reporters import RenderOptions, reporter
from oecheck.run import CheckOptions, check_package
from oecheck.store import program_stamp
from tests.made_course import write_course

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CONFORMING = REPOSITORY / "fixtures" / "course" / "conforming"
OPTIONS = CheckOptions(date="2026-11-24")


class Watched:
    """How many packages were really checked."""

    def __init__(self) -> None:
        self.checks = 0


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A store of this test's own, and a count of the checks behind it."""
    compiled = Path(os.environ["OECHECK_CACHE_DIR"])
    cache = tmp_path / "cache"
    cache.mkdir()
    for edition in compiled.glob("*.edition"):  # compiling the standard is not what is tested here
        shutil.copy(edition, cache)
    monkeypatch.setenv("OECHECK_CACHE_DIR", str(cache))
    monkeypatch.setenv("OECHECK_CACHE_MIB", "50")
    found = Watched()
    fresh = oecheck.run._check.fresh_report

    def counted(*arguments: Any) -> Report:
        found.checks += 1
        return fresh(*arguments)

    monkeypatch.setattr(oecheck.run._facts, "fresh_report", counted)
    yield found
    for edition in cache.glob("*.edition"):
        if not (compiled / edition.name).exists():
            shutil.copy(edition, compiled)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "course.imscc"
    write_course(path, 2)
    return path


def _json(report: Report) -> bytes:
    json_reporter = reporter("json")
    assert json_reporter is not None
    return b"".join(json_reporter.render(report, RenderOptions()))


def test_an_unchanged_package_is_not_checked_again(package: Path, watched: Watched) -> None:
    first = check_package(package, OPTIONS)
    again = check_package(package, OPTIONS)
    assert watched.checks == 1
    assert _json(again) == _json(first)


@pytest.mark.parametrize("name", ["text", "html", "sarif", "junit", "markdown", "earl", "csv"])
def test_every_report_of_it_has_the_same_bytes(package: Path, watched: Watched, name: str) -> None:
    found = reporter(name)
    assert found is not None
    first, again = (b"".join(found.render(check_package(package, OPTIONS), RenderOptions())) for _ in range(2))
    assert watched.checks == 1
    assert again == first


def test_a_package_with_other_bytes_of_the_same_size_is_checked(watched: Watched) -> None:
    courses = [_olx(title) for title in ("Physics", "Biology")]
    found = [check_package(course, OPTIONS, name="course.xml").subject for course in courses]
    assert len(courses[0]) == len(courses[1])
    assert watched.checks == 2
    assert [subject.sha256 for subject in found] == [hashlib.sha256(course).hexdigest() for course in courses]


def _olx(title: str) -> bytes:
    return f'<course url_name="1" org="o" course="c" display_name="{title}"><chapter/></course>'.encode()


def test_standard_input_is_kept_by_its_bytes(package: Path, watched: Watched) -> None:
    first, again = (check_package(package.read_bytes(), OPTIONS, name="standard input") for _ in range(2))
    assert watched.checks == 1
    assert again == first


OTHER: dict[str, Callable[[Path], CheckOptions]] = {
    "date": lambda _: msgspec.structs.replace(OPTIONS, date="2026-11-25"),
    "profile": lambda _: msgspec.structs.replace(OPTIONS, profiles=("core", "open")),
    "language": lambda _: msgspec.structs.replace(OPTIONS, language="fr"),
    "only": lambda _: msgspec.structs.replace(OPTIONS, only=("ACC",)),
    "skip": lambda _: msgspec.structs.replace(OPTIONS, skip=("ACC",)),
    "format": lambda _: msgspec.structs.replace(OPTIONS, force_format="common-cartridge"),
    "limits": lambda _: msgspec.structs.replace(OPTIONS, limits=Limits(depth=63)),
    "record": lambda folder: msgspec.structs.replace(OPTIONS, description=_record(folder, "en")),
}


def _record(folder: Path, language: str) -> Path:
    file = folder / "course-description.yaml"
    file.write_text(f"version: {language}-1\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("what", list(OTHER))
def test_another_choice_is_another_check(package: Path, watched: Watched, tmp_path: Path, what: str) -> None:
    check_package(package, OPTIONS)
    other = OTHER[what](tmp_path)
    report = check_package(package, other)
    assert watched.checks == 2
    assert report == oecheck.run._check.fresh_report(package, other, "")


def test_another_record_is_another_check(package: Path, watched: Watched, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        options = msgspec.structs.replace(OPTIONS, description=_record(tmp_path, language))
        assert check_package(package, options).subject.description_sha256
    assert watched.checks == 2


def test_an_edited_rule_is_another_check(package: Path, watched: Watched, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "standards", tmp_path / "standards")
    edition = tmp_path / "standards" / "ohe" / "0.1"
    options = msgspec.structs.replace(OPTIONS, standard=str(edition), only=("OHE-MET-001",))
    before = check_package(package, options)
    rule = next(edition.glob("rules/met/OHE-MET-001-*.yaml"))
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace("title: ", "title: Edited. ", 1), encoding="utf-8")
    after = check_package(package, options)
    assert watched.checks == 2
    assert after.requirements[0].title == f"Edited. {before.requirements[0].title}"


def test_another_name_is_another_check(package: Path, watched: Watched) -> None:
    check_package(package, OPTIONS)
    renamed = package.with_name("renamed.imscc")
    package.rename(renamed)
    assert check_package(renamed, OPTIONS).subject.name == "renamed.imscc"
    assert watched.checks == 2


def test_another_program_is_another_check(package: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    check_package(package, OPTIONS)
    monkeypatch.setattr("oecheck.run._subject.program_stamp", lambda: program_stamp() + "later")
    check_package(package, OPTIONS)
    assert watched.checks == 2


def test_an_unchanged_folder_is_not_checked_again(watched: Watched, tmp_path: Path) -> None:
    folder = shutil.copytree(CONFORMING, tmp_path / "course")
    first, again = check_package(folder, OPTIONS), check_package(folder, OPTIONS)
    assert watched.checks == 1
    assert _json(again) == _json(first)


def test_a_folder_of_which_one_file_changed_is_checked(watched: Watched, tmp_path: Path) -> None:
    folder = shutil.copytree(CONFORMING, tmp_path / "course")
    before = check_package(folder, OPTIONS)
    page = next(folder.rglob("*.html"))
    page.write_bytes(page.read_bytes().replace(b"e", b"a", 1))
    assert check_package(folder, OPTIONS).subject.sha256 != before.subject.sha256
    assert watched.checks == 2


def test_a_folder_with_a_link_that_leaves_it_is_checked(watched: Watched, tmp_path: Path) -> None:
    folder = shutil.copytree(CONFORMING, tmp_path / "course")
    before = check_package(folder, OPTIONS)
    (folder / "out").symlink_to(tmp_path)  # of no file in it the bytes have changed
    after = check_package(folder, OPTIONS)
    assert after.subject.sha256 == before.subject.sha256
    assert watched.checks == 2
    assert after != before


def test_no_cache_neither_uses_nor_keeps_a_report(package: Path, watched: Watched, tmp_path: Path) -> None:
    plain = msgspec.structs.replace(OPTIONS, cache=False)
    check_package(package, plain)
    assert not (tmp_path / "cache" / "store").exists()
    check_package(package, OPTIONS)
    check_package(package, plain)
    assert watched.checks == 3


def test_a_damaged_report_is_replaced(package: Path, watched: Watched, tmp_path: Path) -> None:
    first = check_package(package, OPTIONS)
    (kept,) = (tmp_path / "cache" / "store").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert check_package(package, OPTIONS) == first
    assert check_package(package, OPTIONS) == first
    assert watched.checks == 2


def test_a_run_in_which_something_broke_is_not_kept(
    package: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: Any) -> Report:
        watched.checks += 1
        report = oecheck.run._check.fresh_report(*arguments)
        limit = Limit("fact-broke", {"fact": "page.words", "error": "MemoryError", "place": "words.py:1"}, Source(""))
        return msgspec.structs.replace(report, limits=(limit,))

    monkeypatch.setattr(oecheck.run._facts, "fresh_report", broken)
    check_package(package, OPTIONS)
    check_package(package, OPTIONS)
    assert watched.checks == 2


def test_a_refused_package_is_refused_every_time(watched: Watched, tmp_path: Path) -> None:
    bad = tmp_path / "course.zip"
    bad.write_bytes(b"no package")
    for _ in range(2):
        with pytest.raises(NotAPackage):
            check_package(bad, OPTIONS)
    assert watched.checks == 2


def test_a_missing_package_is_told_as_without_a_store(watched: Watched, tmp_path: Path) -> None:
    with pytest.raises(NotAPackage) as caught:
        check_package(tmp_path / "missing.zip", OPTIONS)
    assert caught.value.code == "file-missing"
    assert watched.checks == 1


@pytest.mark.usefixtures("watched")
def test_a_wrong_profile_is_told_before_the_package_is_opened(tmp_path: Path) -> None:
    bad = tmp_path / "course.zip"
    bad.write_bytes(b"no package")
    with pytest.raises(UsageError):
        check_package(bad, msgspec.structs.replace(OPTIONS, profiles=("unknown",)))


@pytest.mark.usefixtures("watched")
def test_the_report_of_an_unchanged_package_needs_no_engine(package: Path, tmp_path: Path) -> None:
    program = (
        "import json, sys; from oecheck.cli import main; code = main(sys.argv[1:]); "
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    words = ["check", package.name, "--quiet", "--fail-on", "never", "--date", "2026-11-24"]
    imported: list[set[str]] = []
    for name in ("first", "again"):
        command = [sys.executable, "-c", program, *words, "--output", f"json={name}.json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
        imported.append(set(json.loads(done.stderr.splitlines()[-1])))
    assert "oecheck.engine" in imported[0]
    never = {"oecheck.engine", "oecheck.readers", "oecheck.facts", "oecheck.documents", "lxml", "turbohtml"}
    assert not imported[1] & never
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "first.json").read_bytes()
