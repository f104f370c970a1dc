"""The machinery of fuzzing works: targets run on sound input, damage is repeatable, what breaks is found and kept."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from oecheck.facts import registry
from oecheck.readers import all_readers
from oecheck.vocabulary import facts_behind
from tests.fuzz.case import Broke, Case, Target
from tests.fuzz.corpus import RealPackage, packages
from tests.fuzz.coverage import mutator, one_input, seed_of, write_seeds
from tests.fuzz.machine import Machine, broken_by, signature_of
from tests.fuzz.minimise import minimised
from tests.fuzz.mutate_archive import spoil_archive, zip_of
from tests.fuzz.mutation import MAX_BYTES, mutated
from tests.fuzz.targets import all_targets
from tests.fuzz.watch import Plan, work
from tests.fuzz.whole import whole_catalogue

ROOT = Path(__file__).resolve().parents[2]
DAMAGED = 12
"""Damaged inputs for each target in every run of the suite; the long runs are scripts/fuzz.py's."""


@pytest.fixture(scope="module")
def fixtures() -> list[RealPackage]:
    return packages()


@pytest.mark.parametrize("name", all_targets())
def test_target_takes_its_sound_inputs_and_damaged_ones(name: str, fixtures: list[RealPackage]) -> None:
    machine = Machine(all_targets()[name], fixtures, seed=1)
    if machine.idle:
        pytest.skip(f"no input for {name} among the fixtures: real packages have some")
    for case in all_targets()[name].cases(fixtures)[:20]:
        case.run(case.data)
    assert list(machine.run(1000.0, at_most=DAMAGED)) == list(range(DAMAGED))
    assert machine.defects == {}


def test_every_reader_has_a_target() -> None:
    assert {f"reader-{reader.name.replace('_', '-')}" for reader in all_readers()} <= set(all_targets())


UNASKED = {("file", "promised_type"), ("file", "type_mismatch"), ("file", "utf8"), ("page", "structured_data")}
"""Facts that no rule of the standard asks for; they are for rules of other editions, and have tests of their own."""


def test_every_fact_that_a_rule_asks_for_is_computed_by_the_targets_that_check_packages() -> None:
    catalogue = whole_catalogue()
    conditions = [check.rule for check in catalogue.checks.values() if check.rule is not None]
    asked = [facts_behind(rule.for_each, rule.facts) for rule in (*catalogue.rules, *conditions)]

    assert set(registry().facts) - registry().closure(frozenset().union(*asked)) == UNASKED


@pytest.mark.parametrize(
    "data", [b"<a><b c='d'>e</b></a>", b'{"a": [1, {"b": null}]}', b"a: b\nc: d\n", b"\0\1\2", b""]
)
def test_equal_chances_give_equal_damage_and_others_do_not(data: bytes) -> None:
    made = [mutated(random.Random(number), data) for number in range(60)]
    assert made == [mutated(random.Random(number), data) for number in range(60)]
    assert len(set(made)) > 20
    assert max(map(len, made)) <= MAX_BYTES


def test_damage_to_an_archive_is_to_its_entries_and_to_its_bytes() -> None:
    data = zip_of([("a.xml", b"<a/>"), ("b.txt", b"b")])
    made = [spoil_archive(random.Random(number), data) for number in range(100)]

    assert any(one.startswith(b"PK\3\4") and b"a.xml" not in one for one in made), "an entry is gone or renamed"
    assert any(one.count(b"PK\1\2") > 2 for one in made), "an entry more"
    assert len(set(made)) > 60


def test_input_of_a_number_is_the_same_again(fixtures: list[RealPackage]) -> None:
    target = all_targets()["reader-common-cartridge"]
    first, second = Machine(target, fixtures, seed=7), Machine(target, fixtures, seed=7)

    assert [first.input(number)[1] for number in (3, 1)] == [second.input(number)[1] for number in (3, 1)]
    assert first.input(1)[1] != Machine(target, fixtures, seed=8).input(1)[1]


def _machine(run: Callable[[bytes], None], data: bytes = b"<a>boom</a>" * 30) -> Machine:
    return Machine(Target("planted", lambda _packages: [Case("planted", data, run)]), [], seed=1)


def _raises(data: bytes) -> None:
    if b"boom" in data:
        raise KeyError(data)


def _hangs(data: bytes) -> None:
    while data:
        pass


def _grows(data: bytes) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10  # growth is told by the peak of the process
    assert len(bytearray(peak + (300 << 20))) > len(data)


def test_exception_is_found_once_and_its_input_made_small() -> None:
    machine = _machine(_raises)
    list(machine.run(60.0, at_most=20))

    (defect,) = machine.defects.values()
    assert defect.signature.startswith("KeyError fuzz/test_fuzz.py:")
    assert defect.data == b"boom"
    assert machine.repeats[defect.signature] > 1


def test_loop_that_does_not_end_is_ended_and_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.machine.CPU_LIMIT_S", 0.2)
    machine = _machine(_hangs)
    list(machine.run(60.0, at_most=1))

    assert [signature.split()[0] for signature in machine.defects] == ["OverTime"]


def test_memory_that_one_input_takes_is_found() -> None:
    machine = _machine(_grows)
    list(machine.run(60.0, at_most=1))

    assert list(machine.defects) == ["MemoryError growth"]


def test_what_broke_inside_is_told_by_the_words_of_the_report() -> None:
    assert signature_of(Broke("page.links KeyError links.py:7")) == "page.links KeyError links.py:7"
    assert broken_by(Case("", b"", lambda _data: None), b"") is None


def test_smallest_input_keeps_what_is_needed_and_nothing_else() -> None:
    data = bytes(range(97, 123)) * 40 + b"(x)" + b"y" * 500

    assert minimised(data, lambda smaller: b"(" in smaller and b")" in smaller, 20.0) == b"()"


def test_worker_that_dies_costs_only_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fourth input ends the process; the next worker goes on behind it."""
    fed = tmp_path / "fed"

    def dies(_data: bytes) -> None:
        with fed.open("ab") as file:
            file.write(b"x")
        if fed.stat().st_size == 4:
            import os

            os._exit(9)

    target = Target("deadly", lambda _packages: [Case("deadly", b"abc", dies)])
    monkeypatch.setattr("tests.fuzz.watch.all_targets", lambda: {"deadly": target})
    monkeypatch.setattr("tests.fuzz.watch.packages", lambda _corpora: [])
    monkeypatch.setattr("tests.fuzz.watch._POLL_S", 0.05)
    work(Plan([], ["deadly"], seed=1, seconds=20, jobs=1, out=tmp_path / "out", inputs=6))

    assert fed.stat().st_size == 4 + 6
    (told,) = (tmp_path / "out").glob("deadly-*.txt")
    assert "died with 9 deadly 3" in told.read_text(encoding="utf-8")


def test_script_says_what_it_did_and_repeats_one_input(tmp_path: Path) -> None:
    words = ["--reader", "reader-tincan", "--inputs", "5", "--minutes", "1", "--out", str(tmp_path / "out")]
    done = _script("fuzz.py", *words, folder=tmp_path)
    again = _script("fuzz.py", "--show", "1/reader-tincan/3", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "5 inputs" in done.stdout
    assert "0 defects" in done.stdout
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "reader-tincan-3.bin").is_file()


def _script(name: str, *words: str, folder: Path, seconds: int = 100) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, str(ROOT / "scripts" / name), *words]
    return subprocess.run(program, capture_output=True, text=True, check=False, cwd=folder, timeout=seconds)


def test_bytes_choose_a_case_and_stand_in_its_place() -> None:
    seen: list[tuple[str, bytes]] = []
    cases = [Case(name, b"sound", lambda data, name=name: seen.append((name, data))) for name in "ab"]  # type: ignore[misc]  # of the default
    feed = one_input(cases)
    for data in (seed_of(1, cases[1]), b"\0\0x", b"\0\3y", b"", b"\1"):
        feed(data)

    assert seen == [("b", b"sound"), ("a", b"x"), ("b", b"y"), ("a", b""), ("b", b"")]


def test_mutations_of_the_fuzzer_and_ours_take_turns_and_keep_the_choice() -> None:
    mutate = mutator(lambda data, _size: b"\0\0own" + data[:0])
    made = {mutate(b"\0\1<a>b</a>", 100, seed) for seed in range(40)}

    assert b"\0\0own" in made
    ours = made - {b"\0\0own"}
    assert ours
    assert all(one.startswith(b"\0\1") for one in ours)


def test_seeds_of_a_target_are_its_sound_inputs(tmp_path: Path, fixtures: list[RealPackage]) -> None:
    cases = all_targets()["reader-olx"].cases(fixtures)

    assert write_seeds(cases, tmp_path, most=10_000) == len(cases) == len(list(tmp_path.iterdir()))
    assert (tmp_path / "00000").read_bytes() == b"\0\0" + cases[0].data


@pytest.mark.skipif(find_spec("atheris") is None, reason="the fuzzer is not installed: pip install atheris")
@pytest.mark.parametrize("name", ["reader-cmi5", "language"])
def test_coverage_guided_fuzzer_runs(name: str, tmp_path: Path) -> None:
    done = _script("fuzz_coverage.py", name, "--seconds", "5", "--out", str(tmp_path / "out"), folder=tmp_path)

    assert done.returncode == 0, done.stderr[-2000:]
    assert list((tmp_path / "out" / name).iterdir())
