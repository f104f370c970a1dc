"""The results of a batch, or of two, in numbers that can be counted after."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from oecheck.batch._summary import BY, Frame, compare_batches, summarise
from oecheck.batch._summary._database import _program
from oecheck.errors import UsageError
from tests.batch.conftest import COURSES, DATE, Oecheck, packed


def _records(frame: Frame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.rows]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_requirements_count_the_packages_by_status(finished: Path) -> None:
    outcomes = _rows(finished / "outcomes.csv")
    for row in _records(summarise(finished, "requirement").frame):
        own = [one["status"] for one in outcomes if one["requirement"] == row["requirement"]]
        assert (row["packages"], row["not_satisfied"]) == (len(own), own.count("not_satisfied"))
        judged = len(own) - own.count("not_applicable")
        assert row["not_satisfied_percent"] == (round(100 * row["not_satisfied"] / judged, 1) if judged else 0.0)


def test_areas_count_the_packages_that_fail_a_must(finished: Path) -> None:
    outcomes = _rows(finished / "outcomes.csv")
    for row in _records(summarise(finished, "area").frame):
        own = [one for one in outcomes if one["area"] == row["area"]]
        failing = {one["source"] for one in own if one["status"] == "not_satisfied" and one["level"] == "must"}
        assert (row["requirements"], row["packages_failing"]) == (
            len({one["requirement"] for one in own}),
            len(failing),
        )


@pytest.mark.parametrize("by", ["status", "format", "producer", "provider", "country"])
def test_groups_hold_every_package_once(finished: Path, by: str) -> None:
    rows = _records(summarise(finished, by).frame)

    assert sum(row["packages"] for row in rows) == 3
    assert sum(row["refused"] for row in rows) == 1
    assert sum(row["no_must_failed"] or 0 for row in rows) == 1
    assert sum(row["must_failed"] or 0 for row in rows) == 1


def test_provider_and_country_of_the_record_are_groups(finished: Path) -> None:
    providers = [row["provider"] for row in _records(summarise(finished, "provider").frame)]
    countries = {row["country"]: row["packages"] for row in _records(summarise(finished, "country").frame)}

    assert sorted(providers) == ["", "Lakeside Open College"]
    assert countries == {"": 1, "KE": 2}


def test_groups_name_what_fails_most_often(finished: Path) -> None:
    outcomes = _rows(finished / "outcomes.csv")
    fails = {one["requirement"] for one in outcomes if (one["status"], one["level"]) == ("not_satisfied", "must")}
    (row,) = (row for row in _records(summarise(finished, "format").frame) if row["format"])

    named = [word.split(" ")[0] for word in row["most_frequent"].split(", ")]
    assert len(named) == min(3, len(fails))
    assert set(named) <= fails


@pytest.mark.parametrize(
    ("producer", "program"),
    [
        ("Moodle 4.1.2+ (Build: 20230324)", "Moodle"),
        ("eXeLearning 2.9", "eXeLearning"),
        ("Adobe Captivate v9", "Adobe Captivate"),
        ("H5P", "H5P"),
        ("3D Builder", "3D Builder"),
        ("", ""),
    ],
)
def test_program_is_the_producer_without_its_version(producer: str, program: str) -> None:
    assert _program(producer) == program


@pytest.fixture(scope="module")
def later(oecheck: Oecheck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later batch: one package mended, one damaged, one new, one gone."""
    folder = tmp_path_factory.mktemp("later")
    (folder / "courses").mkdir()
    packed(COURSES / "conforming", folder / "courses" / "flawed.imscc")
    packed(COURSES / "flawed", folder / "courses" / "conforming.imscc")
    packed(COURSES / "flawed", folder / "courses" / "new.imscc")
    done = oecheck(folder, "batch", "courses", "--out", "out", "--date", DATE)
    assert done.returncode == 1, done.stderr
    return folder / "out"


def test_comparison_tells_worse_from_better_by_package(finished: Path, later: Path) -> None:
    before, after = _statuses(finished), _statuses(later)
    both = before.keys() & after.keys()
    worse = {key for key in both if after[key] == "not_satisfied" != before[key]}
    known = {"satisfied", "not_applicable"}
    better = {key for key in both if before[key] == "not_satisfied" and after[key] in known}
    unsure = {key for key in both if after[key] == "not_determined" != before[key]}
    found = compare_batches(finished, later, "requirement")

    assert worse
    assert better
    assert (found.worse, found.better, found.unsure) == (len(worse), len(better), len(unsure))
    assert found.packages == {
        "both": 2,
        "new": 1,
        "gone": 1,
        "changed": 2,
        "no_longer_checked": 0,
        "now_checked": 0,
    }
    assert {row["requirement"]: row["worse"] for row in _records(found.summary.frame) if row["worse"]} == {
        key[1]: sum(one[1] == key[1] for one in worse) for key in worse
    }


def _statuses(folder: Path) -> dict[tuple[str, str], str]:
    return {(row["source"], row["requirement"]): row["status"] for row in _rows(folder / "outcomes.csv")}


@pytest.mark.parametrize("by", BY)
def test_changes_add_up_however_they_are_grouped(finished: Path, later: Path, by: str) -> None:
    found = compare_batches(finished, later, by)

    assert sum(row["worse"] for row in _records(found.summary.frame)) == found.worse


def test_requirement_that_changed_itself_is_named_and_in_no_count(finished: Path, later: Path, tmp_path: Path) -> None:
    for name in ("batch.json", "results.sqlite"):
        (tmp_path / name).write_bytes((later / name).read_bytes())
    worse = next(row for row in _records(compare_batches(finished, later, "requirement").summary.frame) if row["worse"])
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as database, database:
        database.execute("UPDATE requirement SET rev = rev + 1 WHERE id = ?", (worse["requirement"],))
    found = compare_batches(finished, tmp_path, "requirement")

    assert found.rule_changed == (worse["requirement"],)
    assert worse["requirement"] not in [row["requirement"] for row in _records(found.summary.frame)]


FORMS = [(form, by) for form in ("text", "json") for by in BY] + [("markdown", "format"), ("csv", "requirement")]


@pytest.mark.parametrize(("form", "by"), FORMS)
def test_summary_is_printed_by_everything_in_every_form(finished: Path, oecheck: Oecheck, form: str, by: str) -> None:
    done = oecheck(finished.parent, "batch", "summary", "out", "--by", by, "--format", form)

    assert (done.returncode, done.stderr) == (0, "")
    if form == "json":
        assert len(json.loads(done.stdout)["rows"]) == len(summarise(finished, by).frame.rows)
    elif form == "csv":
        assert next(csv.reader(done.stdout.splitlines())) == list(summarise(finished, by).frame.columns)
    else:
        assert "not a conformance claim" in done.stdout


def test_something_worse_decides_the_exit_code_of_a_comparison(finished: Path, later: Path, oecheck: Oecheck) -> None:
    assert oecheck(finished, "batch", "summary", str(finished), str(later)).returncode == 1
    assert oecheck(finished, "batch", "summary", str(later), str(later), "--by", "area").returncode == 0


def test_incomplete_batch_does_not_read_like_a_pass(finished: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    for name in ("batch.json", "results.sqlite"):
        (tmp_path / name).write_bytes((finished / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as database, database:
        database.execute("UPDATE package SET status = 'timeout' WHERE status = 'checked'")
    done = oecheck(tmp_path, "batch", "summary", ".")

    assert done.returncode == 5
    assert "Not complete." in done.stdout


def test_packages_that_were_not_looked_at_in_full_are_counted_apart(
    finished: Path, oecheck: Oecheck, tmp_path: Path
) -> None:
    for name in ("batch.json", "results.sqlite"):
        (tmp_path / name).write_bytes((finished / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as database, database:
        database.execute("UPDATE package SET status = 'incomplete', format = 'odd' WHERE source LIKE '%flawed%'")
    whole = {row["requirement"]: row for row in _records(summarise(finished, "requirement").frame)}
    apart = {row["requirement"]: row for row in _records(summarise(tmp_path, "requirement").frame)}
    alone = {row["requirement"] for row in whole.values() if row["not_satisfied"]}

    assert alone
    assert {row["not_in_full"] for row in apart.values()} == {1}
    assert {apart[name]["not_satisfied"] for name in alone} == {0}
    assert {row["packages_failing"] for row in _records(summarise(tmp_path, "area").frame)} == {0}
    (odd,) = (row for row in _records(summarise(tmp_path, "format").frame) if row["format"] == "odd")
    assert (odd["packages"], odd["incomplete"], odd["no_must_failed"], odd["must_failed"]) == (1, 1, "", "")
    assert (odd["must_failed_percent"], odd["most_frequent"]) == ("", "")
    for by in ("requirement", "format"):
        printed = oecheck(tmp_path, "batch", "summary", ".", "--format", "csv", "--by", by)
        *_, last = csv.DictReader(printed.stdout.splitlines())
        assert (last[by], last["packages"]) == ("not_in_full", "1")


@pytest.mark.parametrize("torn", ["earlier", "later"])
def test_comparison_counts_nothing_of_packages_that_were_not_looked_at_in_full(
    finished: Path, later: Path, tmp_path: Path, torn: str
) -> None:
    folders = {"earlier": finished, "later": later}
    for name in ("batch.json", "results.sqlite"):
        (tmp_path / name).write_bytes((folders[torn] / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as database, database:
        database.execute("UPDATE package SET status = 'incomplete' WHERE status = 'checked'")
    folders[torn] = tmp_path
    found = compare_batches(folders["earlier"], folders["later"], "requirement")

    assert (found.worse, found.better, found.unsure) == (0, 0, 0)
    assert found.packages["both"] == 2
    assert found.packages["now_checked" if torn == "earlier" else "no_longer_checked"] == 2


@pytest.mark.parametrize(("state", "code"), [("running", "batch-unfinished"), ("", "batch-none")])
def test_folder_without_a_finished_batch_is_wrong_usage(finished: Path, tmp_path: Path, state: str, code: str) -> None:
    if state:
        record = json.loads((finished / "batch.json").read_bytes()) | {"state": state}
        (tmp_path / "batch.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        summarise(tmp_path, "area")

    assert caught.value.code == code


@pytest.mark.parametrize("name", ["batch.json", "results.sqlite"])
def test_damaged_batch_is_wrong_usage(finished: Path, tmp_path: Path, name: str) -> None:
    for one in ("batch.json", "results.sqlite"):
        (tmp_path / one).write_bytes(b"{torn" if one == name else (finished / one).read_bytes())
    with pytest.raises(UsageError) as caught:
        summarise(tmp_path, "area")

    assert caught.value.code == "batch-record"
