"""Optional parts: without them a clear word, with them the same tables byte for byte."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from oecheck.batch._extra import optional
from oecheck.batch._remote import shown_url
from oecheck.errors import UsageError
from tests.batch.conftest import DATE, Oecheck

TABLES = ("packages.csv", "outcomes.csv", "results.sqlite")


@pytest.mark.parametrize(
    ("words", "module", "extra"),
    [
        (["--engine", "ray"], "ray", "distributed"),
        (["--table", "parquet"], "pyarrow", "parquet"),
        (["s3://bucket/courses"], "fsspec", "remote"),
    ],
)
def test_missing_extra_is_told_with_the_command_that_installs_it(
    packages: Path, oecheck: Oecheck, tmp_path: Path, words: list[str], module: str, extra: str
) -> None:
    (tmp_path / f"{module}.py").write_text("raise ImportError\n", encoding="utf-8")
    done = oecheck(
        packages, "batch", "courses", "--out", str(tmp_path / "out"), "--only", "PKG", *words, before=str(tmp_path)
    )

    assert done.returncode == 2, done.stderr
    assert f"pip install 'oecheck[{extra}]'" in " ".join(done.stderr.split())


def test_module_that_is_there_is_given() -> None:
    assert optional("json", "none", "nothing") is sys.modules["json"]
    with pytest.raises(UsageError) as caught:
        optional("oecheck_has_no_such_module", "none", "nothing")

    assert caught.value.arguments["extra"] == "none"


def test_password_of_a_url_is_in_no_name() -> None:
    assert shown_url("ftps://me:secret@host/a.zip?token=secret") == "ftps://…@host/a.zip?token=…"


# Looked for and not imported: that would open a socket, which the suite forbids; the cluster has its own processes.
@pytest.mark.skipif(
    find_spec("ray") is None, reason="the extra `distributed` is not installed: pip install 'oecheck[distributed]'"
)
def test_same_tables_on_a_cluster_of_several_processes(
    finished: Path, packages: Path, oecheck: Oecheck, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = oecheck(packages, "batch", "courses", "--out", str(out), "--date", DATE, "--engine", "ray", "--jobs", "2")

    assert done.returncode == 3, done.stderr
    assert {name: (out / name).read_bytes() for name in TABLES} == {
        name: (finished / name).read_bytes() for name in TABLES
    }
    reports = [path.relative_to(finished) for path in (finished / "reports").rglob("*.json")]
    assert reports
    for report in reports:
        assert (out / report).read_bytes() == (finished / report).read_bytes()


def test_same_tables_from_another_file_system(finished: Path, packages: Path, oecheck: Oecheck, tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra `remote` is not installed: pip install 'oecheck[remote]'")
    out = tmp_path / "out"
    words = ("batch", f"file://{packages}/courses", "--out", str(out), "--date", DATE)
    assert oecheck(packages, *words).returncode == 3

    assert {name: (out / name).read_bytes() for name in TABLES} == {
        name: (finished / name).read_bytes() for name in TABLES
    }
    journal = (out / "journal.jsonl").read_bytes()
    oecheck(packages, *words)
    assert (out / "journal.jsonl").read_bytes().count(b'"kind":"done"') == journal.count(b'"kind":"done"')


def test_parquet_has_the_rows_of_the_other_tables(
    finished: Path, packages: Path, oecheck: Oecheck, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed: pip install 'oecheck[parquet]'")
    from pyarrow import parquet

    words = ("--date", DATE, "--table", "parquet")
    for name, jobs in (("one", "1"), ("two", "2")):
        oecheck(packages, "batch", "courses", "--out", str(tmp_path / name), "--jobs", jobs, *words)

    for table in ("packages", "outcomes"):
        one, two = (tmp_path / name / f"{table}.parquet" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        rows = parquet.read_table(one).to_pylist()
        lines = (finished / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert [",".join(map(str, row.values())) for row in rows] == lines[1:]
        assert ",".join(rows[0]) == lines[0]
