"""Whatever breaks inside: no exit code 0, no other finding lost, and what broke is named.

Every reader, fact, rule, condition of a structural check and report format that there is has its turn, because it is
asked for from its registry: nobody has to extend a list.
"""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

import oecheck.run._look
import oecheck.run._witness
from oecheck.cli import main
from oecheck.cli._exit import exit_code
from oecheck.containers import Container, open_container
from oecheck.errors import ExitCode
from oecheck.facts import FactDefinition, FactRegistry, media_headers, registry
from oecheck.facts._registry import parameters
from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Report
from oecheck.readers import all_readers
from oecheck.reporters import reporter_names
from oecheck.rules import Catalogue, CompiledCheck, CompiledRule
from oecheck.run import CheckOptions, check_package, load_catalogue
from oecheck.run._look import Look, look
from oecheck.run._read import Opened, read_package
from oecheck.run._report import ReportInputs, build_report
from oecheck.run._witness import Witness
from oecheck.vocabulary import facts_behind
from tests.fuzz.samples import CAPTIONS, DOCUMENTS, MEDIA, PDF, PICTURES

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
FLAWED = FIXTURES / "course" / "flawed"
OPTIONS = CheckOptions(date="2026-11-24")
ERRORS: tuple[type[Exception], ...] = (RuntimeError, MemoryError, RecursionError, TimeoutError)
"""Where there are very many things to break, each breaks with one of these, in turn."""

Finding = tuple[str, str, str]


def _raising(error: type[Exception]) -> Callable[..., Any]:
    def fault(*_arguments: Any, **_named: Any) -> Any:
        raise error("a text of the package that no report may show: s3cr3t-marker")

    return fault


def _package() -> bytes:
    """The flawed course, with a file of every kind that facts look into."""
    files = {
        path.relative_to(FLAWED).as_posix(): path.read_bytes() for path in sorted(FLAWED.rglob("*")) if path.is_file()
    }
    more = {name: data for table in (DOCUMENTS, CAPTIONS) for name, (_, data) in table.items()}
    more |= {**PICTURES, "a.pdf": PDF}
    suffixes = {"webm": "webm", "mp3": "mp3", "wav": "wav", "flac": "flac", "opus": "ogg", "avi": "avi"}
    more |= {f"sound.{suffix}": MEDIA[name][1] for name, suffix in suffixes.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in (files | {f"more/{name}": data for name, data in more.items()}).items():
            archive.writestr(zipfile.ZipInfo(path), data)
    return buffer.getvalue()


COMPOSITES = {rule.id for rule in load_catalogue(OPTIONS.standard, whole=True).rules if rule.file.requires}
"""Requirements that list others which failed: the list is another when one of those cannot be told."""


class Bench:
    """The package opened and read once, the standard compiled once, and the report when nothing is broken."""

    def __init__(self) -> None:
        self.catalogue: Catalogue = load_catalogue(OPTIONS.standard, whole=True)
        self.data = _package()
        self.sound = self.report()

    def report(self, catalogue: Catalogue | None = None, opened: tuple[Container, Opened] | None = None) -> Report:
        """A report; with other rules, or of a package that is open already."""
        rules = catalogue or self.catalogue
        container, seen = opened or self.opened()
        return _reported(look(container, seen, rules, rules.rules, Witness()), seen, rules)

    def opened(self) -> tuple[Container, Opened]:
        container = open_container(self.data, name="course.zip")
        return container, read_package(container, OPTIONS, self.catalogue)


def _reported(seen: Look, opened: Opened, catalogue: Catalogue) -> Report:
    return build_report(
        ReportInputs(
            catalogue=catalogue,
            package=opened.inputs.package,
            course=opened.inputs.course,
            results=seen.results,
            structural=seen.structural,
            limits=seen.limits,
            date=OPTIONS.date,
            description_sha256="",
        )
    )


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def failures(report: Report) -> set[Finding]:
    """What failed, by requirement, code and fingerprint; notes too."""
    found = {
        (one.rule, one.code, one.fingerprint)
        for requirement in report.requirements
        for one in requirement.assertions
        if one.outcome is Outcome.FAILED
    }
    return found | {("", note.check, note.fingerprint) for note in report.notes}


def _kinds(report: Report) -> Counter[str]:
    """How often what failed. The code may be another: the first line of a rule that can be told decides."""
    return Counter(rule or code for rule, code, _ in failures(report) if rule not in COMPOSITES)


def _better(report: Report, sound: Report) -> dict[str, Status]:
    """Requirements that were not satisfied or not determined, and are said to be satisfied or of no concern now."""
    before = {one.id: one.status for one in sound.requirements}
    good = (Status.SATISFIED, Status.NOT_APPLICABLE)
    return {one.id: one.status for one in report.requirements if one.status in good and before[one.id] not in good}


def _codes(report: Report) -> set[str]:
    return {limit.code for limit in report.limits if limit.incomplete}


def _silent(report: Report) -> bool:
    """Nothing of what an error quotes is in the report."""
    return b"s3cr3t-marker" not in msgspec.json.encode(report)


def test_the_package_has_a_thing_of_nearly_every_kind(bench: Bench) -> None:
    assert not _codes(bench.sound)
    idle = [one.id for one in bench.sound.requirements if not sum(msgspec.structs.astuple(one.outcomes))]
    assert len(idle) < 0.25 * len(bench.sound.requirements), idle


# Readers.

OF_READERS = [
    pytest.param(reader, name, error, id=f"{reader.name}-{name}-{error.__name__}")
    for reader in all_readers()
    for name in reader.formats
    if (FIXTURES / name / "minimal").is_dir()
    for error in ERRORS
]


def test_every_reader_has_a_package_to_break_on() -> None:
    broken = {parameters[0].name for parameters in (case.values for case in OF_READERS)}
    assert broken == {reader.name for reader in all_readers()}


@pytest.mark.parametrize(("reader", "package_format", "error"), OF_READERS)
def test_reader_that_breaks_is_named_and_files_and_pages_are_checked(
    reader: Any, package_format: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = FIXTURES / package_format / "minimal"
    monkeypatch.setattr(type(reader), "read", _raising(error))
    report = check_package(package, OPTIONS)

    assert exit_code(report) is ExitCode.INCOMPLETE
    (limit,) = [one for one in report.limits if one.code == "reader-broke"]
    assert (limit.arguments["reader"], limit.arguments["error"]) == (reader.name, error.__name__)
    assert reader.name in limit.message
    assert not [one for one in report.limits if one.code in ("fact-broke", "rule-broke")]
    assert _silent(report)


def test_faults_of_pages_and_of_the_container_are_found_without_a_reader(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = next(reader for reader in all_readers() if "common-cartridge" in reader.formats)
    monkeypatch.setattr(type(reader), "read", _raising(RuntimeError))
    found = failures(bench.report())
    of_pages = {(rule, code) for rule, code, _ in failures(bench.sound) if rule in ("OHE-ACC-001", "OHE-ACC-007")}

    assert of_pages
    assert of_pages <= {(rule, code) for rule, code, _ in found}
    assert _others(found, COMPOSITES) <= failures(bench.sound), "nothing fails for what nobody could look at"


# Facts.


def _broken_fact(fact: FactDefinition, error: type[Exception]) -> FactDefinition:
    """The fact with a function of the same parameters that raises."""
    source = f"lambda {', '.join(parameters(fact))}: fault()"
    return msgspec.structs.replace(fact, function=eval(source, {"fault": _raising(error)}))


FACTS = sorted(registry().facts)
OF_FACTS = [(key, error) for key, error in zip(FACTS, itertools.cycle(ERRORS), strict=False)]
MODULES = sorted({fact.function.__module__ for fact in registry().facts.values()})


def _with_facts(changed: Mapping[tuple[str, str], FactDefinition], monkeypatch: pytest.MonkeyPatch) -> None:
    made = FactRegistry({**registry().facts, **changed})
    monkeypatch.setattr(oecheck.run._look, "registry", lambda: made)


@cache
def _resting_on(key: tuple[str, str]) -> frozenset[tuple[str, str]]:
    """A fact and all that are computed from it."""
    return frozenset(other for other in FACTS if key in registry().closure([other]))


def _concerned(catalogue: Catalogue, keys: frozenset[tuple[str, str]]) -> set[str]:
    """Requirements and checks that read one of these facts."""
    found = {rule.id for rule in catalogue.rules if facts_behind(rule.for_each, rule.facts) & keys}
    return found | {check.id for check in catalogue.checks.values() if check.rule and check.rule.facts & keys}


def _with_composites(found: set[str], catalogue: Catalogue) -> set[str]:
    return found | {rule.id for rule in catalogue.rules if found & set(rule.file.requires)}


def _others(found: set[Finding], concerned: set[str]) -> set[Finding]:
    return {one for one in found if not {one[0], one[1]} & concerned}


def _of_collections(key: tuple[str, str], catalogue: Catalogue) -> set[str]:
    """Requirements over things that a fact gives: without it there are none of them."""
    kinds = {registry().facts[one].type.removeprefix("list<").removesuffix(">") for one in _resting_on(key)}
    return {rule.id for rule in catalogue.rules if rule.for_each in kinds} | {
        check.id for check in catalogue.checks.values() if check.rule is not None and check.rule.for_each in kinds
    }


@pytest.mark.parametrize("module", MODULES)
def test_fact_that_breaks_is_named_and_costs_only_what_rests_on_it(
    module: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, error in OF_FACTS:
        if registry().facts[key].function.__module__ != module:
            continue
        _with_facts({key: _broken_fact(registry().facts[key], error)}, monkeypatch)
        report = bench.report()
        concerned = _concerned(bench.catalogue, _resting_on(key)) | _of_collections(key, bench.catalogue)
        concerned = _with_composites(concerned, bench.catalogue)
        before, now = _others(failures(bench.sound), concerned), _others(failures(report), concerned)

        assert before == now, key
        assert not _kinds(report) - _kinds(bench.sound), f"{key}: nothing fails for what nobody could look at"
        assert not _better(report, bench.sound), f"{key}: what nobody could look at passes"
        assert _silent(report)
        broken = [one for one in report.limits if one.code == "fact-broke"]
        if broken:
            assert exit_code(report) is ExitCode.INCOMPLETE
            assert {one.arguments["fact"] for one in broken} == {".".join(key)}
            assert broken[0].arguments["error"] == error.__name__
        else:
            assert failures(report) == failures(bench.sound), f"{key} broke, and nothing tells of it"


def test_nearly_every_fact_is_computed_for_the_package(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would prove little: all facts break at once, and each that was asked for is named."""
    _with_facts({key: _broken_fact(registry().facts[key], RuntimeError) for key in FACTS}, monkeypatch)
    report = bench.report()
    named = {one.arguments["fact"] for one in report.limits if one.code == "fact-broke"}

    assert exit_code(report) is ExitCode.INCOMPLETE
    assert len(named) > 60


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("step", ["__init__", "feed", "finish"])
def test_header_of_a_film_that_breaks_its_reader_costs_only_the_header(
    step: str, error: type[Exception], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for probe in dict.fromkeys(media_headers.PROBES.values()):
        with monkeypatch.context() as patch:
            patch.setattr(probe, step, _raising(error))
            report = bench.report()
        broken = [one for one in report.limits if one.code == "fact-broke"]
        assert {one.arguments["fact"] for one in broken} == {"file.media_header"}, probe
        assert exit_code(report) is ExitCode.INCOMPLETE


@pytest.mark.parametrize("error", ERRORS)
def test_page_that_breaks_the_parser_is_named_and_nothing_passes_by_it(
    error: type[Exception], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oecheck.facts._scan.parse_html", _raising(error))
    report = bench.report()
    named = {str(one.arguments["fact"]) for one in report.limits if one.code == "fact-broke"}

    assert "page en/start.html" in named
    assert exit_code(report) is ExitCode.INCOMPLETE
    pages = next(one for one in report.requirements if one.id == "OHE-ACC-005")
    assert pages.outcomes.passed == 0


# Rules and structural checks.


class _Fault:
    """A program, or a plain path, that raises whatever is asked of it."""

    def __init__(self, error: type[Exception]) -> None:
        self.evaluate = self.explain = self.walk = _raising(error)

    def __call__(self, *_arguments: Any) -> Any:
        return self.evaluate()


def _broken_rule(rule: CompiledRule, error: type[Exception]) -> CompiledRule:
    fault: Any = _Fault(error)
    return msgspec.structs.replace(
        rule,
        when=tuple(fault for _ in rule.when),
        expect=tuple(msgspec.structs.replace(line, that=fault) for line in rule.expect),
        placeholders={
            code: tuple(msgspec.structs.replace(one, program=fault) for one in found)
            for code, found in rule.placeholders.items()
        },
        proven=fault if rule.proven else None,
        plain=fault if rule.plain else None,
    )


def _broken_rules(catalogue: Catalogue) -> Iterator[tuple[CompiledRule, type[Exception], Catalogue]]:
    for rule, error in zip(catalogue.rules, itertools.cycle(ERRORS), strict=False):
        made = _broken_rule(rule, error)
        rules = tuple(made if other.id == rule.id else other for other in catalogue.rules)
        yield rule, error, msgspec.structs.replace(catalogue, rules=rules)


def _keep_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts of a package are computed once for all the looks at it that follow."""
    kept: list[Any] = []
    made = oecheck.run._witness.PackageTargets

    def targets(*arguments: Any) -> Any:
        if not kept:
            kept.append(made(*arguments))
        return kept[0]

    monkeypatch.setattr(made, "let_go", lambda _run: None)
    monkeypatch.setattr(oecheck.run._witness, "PackageTargets", targets)


def test_rule_that_breaks_is_named_and_costs_only_its_own_findings(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep_facts(monkeypatch)
    opened = bench.opened()
    before = {one.id: one for one in bench.sound.requirements}
    fired = 0
    for rule, error, catalogue in _broken_rules(bench.catalogue):
        report = bench.report(catalogue, opened)
        concerned = {rule.id, *(one.id for one in catalogue.rules if rule.id in one.file.requires)}
        assert _others(failures(report), concerned) == _others(failures(bench.sound), concerned), rule.id
        assert not _better(report, bench.sound), rule.id
        assert _silent(report)
        broken = [one for one in report.limits if one.code == "rule-broke"]
        if not broken:  # it has nothing to look at: every target of it was inapplicable for want of one
            outcomes = before[rule.id].outcomes
            assert not rule.when or outcomes == type(outcomes)() or rule.file.structural, rule.id
            continue
        fired += 1
        assert exit_code(report) is ExitCode.INCOMPLETE
        assert [one.arguments["rule"] for one in broken] == [rule.id]
        assert broken[0].arguments["error"] == error.__name__
        result = next(one for one in report.requirements if one.id == rule.id)
        assert result.outcomes.passed == 0
        assert all(one.code == "rule-broke" for one in result.assertions if one.outcome is Outcome.CANT_TELL)
    assert fired > 0.7 * len(bench.catalogue.rules)


def _broken_check(check: CompiledCheck, error: type[Exception]) -> CompiledCheck:
    assert check.rule is not None
    return msgspec.structs.replace(check, rule=_broken_rule(check.rule, error))


CONDITIONS = sorted(
    {
        name
        for check in load_catalogue(OPTIONS.standard, whole=True).checks.values()
        if check.rule
        for name in check.applies_to
    }
)


@pytest.mark.parametrize("package_format", CONDITIONS)
def test_structural_check_that_breaks_is_named_and_costs_only_its_own_findings(
    package_format: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = FIXTURES / package_format / "minimal"
    if not folder.is_dir():
        pytest.skip(f"no package of {package_format} among the fixtures")
    with open_container(folder) as container:
        _keep_facts(monkeypatch)
        opened = read_package(container, OPTIONS, bench.catalogue)
        sound = bench.report(opened=(container, opened))
        checks = [
            check for check in bench.catalogue.checks.values() if check.rule and package_format in check.applies_to
        ]
        for check, error in zip(checks, itertools.cycle(ERRORS), strict=False):
            made = {**bench.catalogue.checks, check.id: _broken_check(check, error)}
            report = bench.report(msgspec.structs.replace(bench.catalogue, checks=made), (container, opened))
            assert _others(failures(report), {check.id}) == _others(failures(sound), {check.id}), check.id
            broken = [one for one in report.limits if one.code == "rule-broke"]
            if broken:
                assert exit_code(report) is ExitCode.INCOMPLETE
                assert [one.arguments["rule"] for one in broken] == [check.id]
            else:
                assert failures(report) == failures(sound), f"{check.id} broke, and nothing tells of it"


# What is between readers and facts.


@pytest.mark.parametrize("part", ["load", "merge", "unresolved"])
def test_record_that_breaks_is_named_and_files_and_pages_are_checked_all_the_same(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"oecheck.run._read.{part}", _raising(RuntimeError))
    report = check_package(FLAWED, OPTIONS)

    (broken,) = [one for one in report.limits if one.code == "reader-broke"]
    assert broken.arguments["reader"] == "course-description"
    assert broken.arguments["error"] == "RuntimeError"
    assert exit_code(report) is ExitCode.INCOMPLETE
    failed = {one.id for one in report.requirements if one.status is Status.NOT_SATISFIED}
    monkeypatch.undo()
    sound = {one.id for one in check_package(FLAWED, OPTIONS).requirements if one.status is Status.NOT_SATISFIED}
    assert "OHE-ACC-001" in failed <= sound
    assert b"s3cr3t" not in msgspec.json.encode(report)


@pytest.mark.parametrize("part", ["locate", "choose", "with_capabilities"])
def test_detection_that_breaks_leaves_a_report_that_says_so(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(f"oecheck.run._read.{part}", _raising(RuntimeError))
    files = [tmp_path / "flawed.json", tmp_path / "minimal.json"]
    code = main(
        ["check", str(FLAWED), str(FIXTURES / "tincan" / "minimal"), "--output", f"json={tmp_path}/{{name}}.json"]
    )

    assert code == ExitCode.INCOMPLETE
    for file in files:
        assert [one["code"] for one in json.loads(file.read_bytes())["limits"]] == ["unexpected"]
    told = capsys.readouterr()
    assert "RuntimeError in" in told.err
    assert "s3cr3t" not in told.out + told.err


# Reports.


def _half(error: type[Exception]) -> Callable[..., Iterator[bytes]]:
    def render(*_arguments: Any) -> Iterator[bytes]:
        yield b"half "
        raise error("s3cr3t-marker")

    return render


OF_REPORTERS = list(zip(itertools.product(reporter_names(), (False, True)), itertools.cycle(ERRORS), strict=False))


@pytest.mark.parametrize(("name", "late", "error"), [(*which, error) for which, error in OF_REPORTERS])
def test_reporter_that_breaks_is_named_and_the_other_reports_are_written(
    name: str,
    late: bool,
    error: type[Exception],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    module = import_module(f"oecheck.reporters.{name}")
    render = _half(error) if late else _raising(error)
    monkeypatch.setattr(module, "REPORTER", msgspec.structs.replace(module.REPORTER, render=render))
    other = "json" if name != "json" else "csv"
    first, second = tmp_path / "{name}.first", tmp_path / "{name}.second"
    packages = [str(FIXTURES / "tincan" / "minimal"), str(FIXTURES / "course" / "conforming")]
    outputs = [f"--output={name}={first}", f"--output={other}={second}"]
    code = main(["check", *packages, *outputs, "--quiet", "--fail-on", "never"])
    told = capfdbinary.readouterr().err

    assert code == ExitCode.INCOMPLETE
    assert error.__name__.encode() in told
    assert name.encode() in told
    assert told.count(error.__name__.encode()) == len(packages)
    assert b"s3cr3t-marker" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["conforming.second", "minimal.second"]


def test_report_that_breaks_on_standard_output_is_no_pass(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    module = import_module("oecheck.reporters.text")
    monkeypatch.setattr(module, "REPORTER", msgspec.structs.replace(module.REPORTER, render=_half(RuntimeError)))

    assert main(["check", str(FIXTURES / "tincan" / "minimal"), "--fail-on", "never"]) == ExitCode.INCOMPLETE
    out, err = capfdbinary.readouterr()
    assert out == b"half "
    assert b"RuntimeError" in err
