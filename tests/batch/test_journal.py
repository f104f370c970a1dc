"""What the journal has is not lost, however the program ends; what is finished, and only that, is not done again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.batch._files import report_path
from oecheck.batch._journal import JOURNAL, Journal, finished_line, finished_lines
from oecheck.batch._plan import Plan, plan
from oecheck.batch._values import Done, PackageRef, PackageStatus, Row, WorkerNote

KEY = "k"
BOUNDS = (60.0, 1000)
PACKAGE = PackageRef("a.zip", "a.zip", "stamp")
CHECKED = Row(status=PackageStatus.CHECKED, exit_code=1, digest="d", format="cmi5")


def _done(row: Row = CHECKED, name: str = "a.zip") -> Done:
    return Done(name=name, stamp="stamp", row=row, outcomes={"OHE-PKG-001": ("satisfied", 1, 0, 0, 0, 0)})


def _write(folder: Path, *answers: Done, key: str = KEY) -> None:
    journal = Journal(folder / JOURNAL)
    for done in answers:
        journal.done(done, key, BOUNDS)
        if done.row.digest:
            report = folder / report_path(done.name)
            report.parent.mkdir(parents=True, exist_ok=True)
            report.write_bytes(b"{}")
    journal.close()


def _todo(folder: Path, package: PackageRef = PACKAGE, key: str = KEY, bounds: tuple[float, int] = BOUNDS) -> list[str]:
    return [one.name for one in plan((package,), folder, key, bounds).todo]


def test_finished_package_is_found_with_all_that_tables_say(tmp_path: Path) -> None:
    _write(tmp_path, _done(name="b.zip"), _done())
    found = plan((PACKAGE,), tmp_path, KEY, BOUNDS)

    assert found.todo == ()
    with (tmp_path / JOURNAL).open("rb") as stream:
        row, outcomes = finished_line(stream, found.lines["a.zip"])
    assert (row, outcomes) == (CHECKED, {"OHE-PKG-001": ("satisfied", 1, 0, 0, 0, 0)})


def test_last_line_of_a_package_counts(tmp_path: Path) -> None:
    _write(tmp_path, _done(Row(status=PackageStatus.REFUSED, exit_code=3)), _done())
    found = plan((PACKAGE,), tmp_path, KEY, BOUNDS)

    with (tmp_path / JOURNAL).open("rb") as stream:
        assert finished_line(stream, found.lines["a.zip"])[0] == CHECKED


@pytest.mark.parametrize(
    ("package", "key"),
    [(PACKAGE, "other rules"), (PackageRef("a.zip", "a.zip", "changed"), KEY), (PackageRef("a.zip", "a.zip", ""), KEY)],
    ids=["rules", "content", "unknown content"],
)
def test_package_is_done_again_when_it_or_the_rules_changed(tmp_path: Path, package: PackageRef, key: str) -> None:
    _write(tmp_path, _done())

    assert _todo(tmp_path, package, key) == ["a.zip"]


def test_package_whose_report_is_gone_is_done_again(tmp_path: Path) -> None:
    _write(tmp_path, _done())
    (tmp_path / report_path("a.zip")).unlink()

    assert _todo(tmp_path) == ["a.zip"]


@pytest.mark.parametrize("left", [b"", b"\0" * 4096, b'{"subject":{"name":"a.zip"', b"{" + b"\0" * 4096])
def test_package_whose_report_a_power_cut_left_without_its_end_is_done_again(tmp_path: Path, left: bytes) -> None:
    _write(tmp_path, _done())
    (tmp_path / report_path("a.zip")).write_bytes(left)

    assert _todo(tmp_path) == ["a.zip"]


@pytest.mark.parametrize("status", [PackageStatus.TIMEOUT, PackageStatus.OUT_OF_MEMORY, PackageStatus.CRASHED])
def test_package_that_did_not_come_through_is_tried_again_only_with_more(tmp_path: Path, status: PackageStatus) -> None:
    _write(tmp_path, _done(Row(status=status, exit_code=5)))

    assert _todo(tmp_path) == []
    assert _todo(tmp_path, bounds=(30.0, 1000)) == []
    assert _todo(tmp_path, bounds=(61.0, 1000)) == ["a.zip"]
    assert _todo(tmp_path, bounds=(60.0, 0)) == ["a.zip"]
    assert [one.name for one in plan((PACKAGE,), tmp_path, KEY, BOUNDS, retry=True).todo] == ["a.zip"]


def test_refused_package_is_finished_with_the_report_that_says_so(tmp_path: Path) -> None:
    _write(tmp_path, _done(Row(status=PackageStatus.REFUSED, exit_code=3)))
    report = tmp_path / report_path("a.zip")

    assert _todo(tmp_path) == ["a.zip"]
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_bytes(b"{}")
    assert _todo(tmp_path) == []


@pytest.mark.parametrize("cut", [1, 10, 100])
def test_line_that_was_cut_short_costs_only_itself(tmp_path: Path, cut: int) -> None:
    _write(tmp_path, _done(), _done(name="b.zip"))
    file = tmp_path / JOURNAL
    file.write_bytes(file.read_bytes()[:-cut])
    _write(tmp_path, _done(name="c.zip"))

    assert [line.name for line in finished_lines(file)] == ["a.zip", *(["b.zip"] if cut == 1 else []), "c.zip"]


def test_notes_and_events_are_kept_and_are_no_results(tmp_path: Path) -> None:
    journal = Journal(tmp_path / JOURNAL)
    journal.event("begins", packages=1)
    journal.note(WorkerNote(what="died", worker=1, package="a.zip", exit=-9))
    journal.close()

    lines = [msgspec.json.decode(line) for line in (tmp_path / JOURNAL).read_bytes().splitlines()]
    assert [line["kind"] for line in lines] == ["begins", "worker"]
    assert lines[1]["exit"] == -9
    assert list(finished_lines(tmp_path / JOURNAL)) == []


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journal") / JOURNAL


@given(st.lists(st.one_of(st.binary(max_size=60), st.just(b'{"kind":"done",'), st.just(b"\n")), max_size=10))
def test_any_bytes_are_a_journal(file: Path, pieces: list[bytes]) -> None:
    file.write_bytes(b"".join(pieces))

    assert list(finished_lines(file)) == []


def test_tasks_name_the_report_of_each_package(tmp_path: Path) -> None:
    (task,) = Plan((PACKAGE,), (PACKAGE,), {}, 0).tasks(tmp_path)

    assert (task.name, task.stamp, task.report) == ("a.zip", "stamp", str(tmp_path / report_path("a.zip")))


def test_line_whose_outcomes_are_none_costs_only_itself(tmp_path: Path) -> None:
    _write(tmp_path, _done())
    file = tmp_path / JOURNAL
    file.write_bytes(file.read_bytes().replace(b'"satisfied"', b"7"))

    assert _todo(tmp_path) == ["a.zip"]
