"""A check with other rules, from what was read of a package: the same bytes as a check of the package."""

from __future__ import annotations

import json
import os
import random
import shutil
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

import oecheck.engine
import oecheck.run._facts
import oecheck.run._replay
from oecheck.errors import PackageError
from oecheck.facts import FactRun
from oecheck.model.guard import Broken
from oecheck.model.report import Report
from oecheck.reporters import RenderOptions, reporter
from oecheck.rules import Catalogue, CompiledRule, RuleFile, build_rule, check_rule
from oecheck.run import CheckOptions, catalogue_for, environment, load_words
from oecheck.run._check import fresh_report
from oecheck.run._facts import report_of
from oecheck.run._subject import Subject
from oecheck.store import open_entries
from tests.made_course import write_course
from tests.tools.rule_mutations import mutants

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FIXTURES = REPOSITORY / "fixtures"
OPTIONS = CheckOptions(date="2026-11-24", keep_facts=True)
CHANGED_SHARE = 6
"""Of the rules, one in so many is another one in each turn."""


class Watched:
    """The packages that were opened."""

    def __init__(self) -> None:
        self.opened = 0


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A store of this test's own, and a count of the packages that were opened behind it."""
    compiled = Path(os.environ["OECHECK_CACHE_DIR"])
    cache = tmp_path / "cache"
    cache.mkdir()
    for edition in compiled.glob("*.edition"):
        shutil.copy(edition, cache)
    monkeypatch.setenv("OECHECK_CACHE_DIR", str(cache))
    monkeypatch.setenv("OECHECK_CACHE_MIB", "100")
    found = Watched()

    def counted(*arguments: Any) -> Report:
        found.opened += 1
        return fresh_report(*arguments)

    monkeypatch.setattr(oecheck.run._facts, "fresh_report", counted)
    return found


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "course.imscc"
    write_course(path, 3)
    return path


@cache
def _standard() -> Catalogue:
    return catalogue_for(OPTIONS)


@cache
def _other_standard(seed: int) -> Catalogue:
    """The standard with some of its rules changed: a threshold, a comparison, a condition, a message."""
    catalogue, chance = _standard(), random.Random(seed)
    rules = tuple(
        _changed(rule, chance) if index % CHANGED_SHARE == seed % CHANGED_SHARE else rule
        for index, rule in enumerate(catalogue.rules)
    )
    assert sum(new is not old for new, old in zip(rules, catalogue.rules, strict=True)) >= 15
    return msgspec.structs.replace(catalogue, rules=rules, digest=f"changed {seed}")


def _changed(rule: CompiledRule, chance: random.Random) -> CompiledRule:
    choices = list(mutants(rule.file))
    chance.shuffle(choices)
    for mutant in choices:
        new = _compiled(mutant.file, rule)
        if new is not None:
            return new
    return rule


def _compiled(file: RuleFile, rule: CompiledRule) -> CompiledRule | None:
    """The rule ready to run, with another message; None where the type checker refuses it."""
    told = msgspec.structs.replace(file, messages={code: f"Changed: {text}" for code, text in file.messages.items()})
    checked, _ = check_rule(told, "changed", load_words(), lambda _pointer, _offset: (0, 0))
    return build_rule(checked, environment({}), rule.level, {}) if checked else None


def _json(report: Report) -> bytes:
    json_reporter = reporter("json")
    assert json_reporter is not None
    return b"".join(json_reporter.render(report, RenderOptions()))


def _fixtures() -> list[Path]:
    """The open folders of fixtures that are packages as they stand."""
    return sorted({file.parent for name in ("imsmanifest.xml", "course.xml") for file in FIXTURES.rglob(name)})


def _compare(packages: list[Path], watched: Watched) -> int:
    """Keeps every package under the standard and checks it under changed ones; how many there were."""
    compared = 0
    for number, path in enumerate(packages):
        try:
            kept = report_of(Subject(path, OPTIONS), _standard())
        except PackageError:
            continue
        compared += 1
        if not _was_kept(path):
            assert _found_of_people(kept), path
            continue
        watched.opened = 0
        for catalogue in (_standard(), _other_standard(number % CHANGED_SHARE)):
            told = report_of(Subject(path, OPTIONS), catalogue)
            assert watched.opened == 0, path
            assert _json(told) == _json(fresh_report(path, OPTIONS, "", catalogue)), path
        assert _json(told) != _json(kept), path
    return compared


def _was_kept(path: Path) -> bool:
    entries = open_entries()
    return entries is not None and entries.has(oecheck.run._facts._name(Subject(path, OPTIONS)))


def _found_of_people(report: Report) -> bool:
    """Whether personal data or secrets were found."""
    return any(one.outcomes.failed or one.outcomes.cant_tell for one in report.requirements if one.area == "PRV")


def test_fixtures_under_changed_rules_need_not_be_opened(watched: Watched) -> None:
    assert _compare(_fixtures(), watched) >= 5


def test_real_packages_under_changed_rules_need_not_be_opened(shared: Path, watched: Watched) -> None:
    files = sorted(path for path in (shared / "corpus").glob("*/*") if path.is_file() and "hostile" not in path.name)
    chosen = random.Random(6).sample([path for path in files if path.stat().st_size < 4 << 20], 60)
    assert _compare(chosen, watched) >= 40


def test_a_package_with_packages_inside_it_need_not_be_opened(watched: Watched, tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    write_course(inner, 2)
    outer = tmp_path / "outer.imscc"
    write_course(outer, 2)
    with zipfile.ZipFile(outer, "a") as archive:
        archive.write(inner, "inner.zip")
    assert _compare([outer], watched) == 1
    report = report_of(Subject(outer, OPTIONS), _standard())
    assert any(limit.code == "inside-looked-at" for limit in report.limits)


def test_only_changed_rules_are_evaluated(package: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    report_of(Subject(package, OPTIONS), _standard())
    evaluated: list[str] = []
    evaluate = oecheck.engine.evaluate

    def noted(rules: list[CompiledRule], *arguments: Any) -> Any:
        evaluated.extend(rule.id for rule in rules)
        return evaluate(rules, *arguments)

    monkeypatch.setattr(oecheck.run._replay, "evaluate", noted)
    catalogue = _other_standard(1)
    report_of(Subject(package, OPTIONS), catalogue)
    before = {rule.id: rule for rule in _standard().rules}
    changed = {rule.id for rule in catalogue.rules if rule is not before[rule.id]}
    composites = {rule.id for rule in catalogue.rules if rule.file.requires}
    assert set(evaluated) == changed | composites
    assert watched.opened == 1


def test_rules_that_ask_for_more_open_the_package(package: Path, watched: Watched) -> None:
    few = msgspec.structs.replace(OPTIONS, only=("OHE-MET-001",))
    report_of(Subject(package, few))
    told = report_of(Subject(package, OPTIONS), _standard())
    assert watched.opened == 2
    assert _json(told) == _json(fresh_report(package, OPTIONS, "", _standard()))
    report_of(Subject(package, OPTIONS), _standard())
    assert watched.opened == 2  # what they asked for is kept now


def test_a_rule_that_asks_for_digests_of_files_opens_the_package(package: Path, watched: Watched) -> None:
    report_of(Subject(package, OPTIONS), _standard())
    rule = next(one for one in _standard().rules if one.for_each == "file" and one.file.review is None)
    expectation = msgspec.structs.replace(rule.file.expect[0], that='file.sha256 != ""', doubt=None)
    digesting = _compiled(msgspec.structs.replace(rule.file, expect=(expectation,), when=()), rule)
    assert digesting is not None
    catalogue = msgspec.structs.replace(_standard(), rules=(digesting,), digest="digests")
    told = report_of(Subject(package, OPTIONS), catalogue)
    assert watched.opened == 2
    assert told.requirements[0].outcomes.failed == 0


def test_another_date_is_evaluated_anew(watched: Watched) -> None:
    course = FIXTURES / "course" / "conforming"
    report_of(Subject(course, OPTIONS), _standard())
    later = msgspec.structs.replace(OPTIONS, date="2031-01-01")
    told = report_of(Subject(course, later), _standard())
    assert _json(told) == _json(fresh_report(course, later, "", _standard()))
    assert told.requirements != report_of(Subject(course, OPTIONS), _standard()).requirements
    assert watched.opened == 1


def test_other_word_lists_open_the_package_where_facts_rest_on_them(package: Path, watched: Watched) -> None:
    report_of(Subject(package, OPTIONS), _standard())
    lexicons = {key: words | {"well"} for key, words in _standard().lexicons.items()}
    catalogue = msgspec.structs.replace(_standard(), lexicons=lexicons, digest="other words")
    told = report_of(Subject(package, OPTIONS), catalogue)
    assert _json(told) == _json(fresh_report(package, OPTIONS, "", catalogue))
    assert watched.opened == 2


def test_another_language_need_not_open_the_package(package: Path, watched: Watched) -> None:
    report_of(Subject(package, OPTIONS), _standard())
    french = msgspec.structs.replace(OPTIONS, language="fr")
    told = report_of(Subject(package, french))
    assert told.language == "fr"
    assert _json(told) == _json(fresh_report(package, french))
    assert watched.opened == 1


def test_a_package_that_changed_is_opened(tmp_path: Path, watched: Watched) -> None:
    course = shutil.copytree(FIXTURES / "course" / "conforming", tmp_path / "course")
    report_of(Subject(course, OPTIONS), _standard())
    page = next(course.rglob("*.html"))
    page.write_bytes(page.read_bytes().replace(b"e", b"a", 1))
    told = report_of(Subject(course, OPTIONS), _standard())
    assert watched.opened == 2
    assert _json(told) == _json(fresh_report(course, OPTIONS, "", _standard()))


def test_nothing_is_kept_unasked(package: Path, watched: Watched, tmp_path: Path) -> None:
    report_of(Subject(package, msgspec.structs.replace(OPTIONS, keep_facts=False)), _standard())
    assert not (tmp_path / "cache" / "store").exists()
    assert watched.opened == 1


def test_what_was_kept_is_used_without_being_asked_for(package: Path, watched: Watched) -> None:
    report_of(Subject(package, OPTIONS), _standard())
    report_of(Subject(package, msgspec.structs.replace(OPTIONS, keep_facts=False)), _standard())
    assert watched.opened == 1


def test_nothing_is_kept_of_a_run_in_which_something_broke(
    package: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compute = FactRun.value

    def breaking(run: FactRun, of: str, name: str, entity: Any) -> Any:
        if (of, name) == ("file", "path_length") and not run.breakages:
            run.note("file.path_length", Broken("MemoryError", "x.py:1"), ((of, name),))
        return compute(run, of, name, entity)

    with monkeypatch.context() as patch:
        patch.setattr(FactRun, "value", breaking)
        report_of(Subject(package, OPTIONS), _standard())
    assert not (tmp_path / "cache" / "store").exists()
    report_of(Subject(package, OPTIONS), _standard())
    assert watched.opened == 2


def test_a_damaged_record_is_replaced(package: Path, watched: Watched, tmp_path: Path) -> None:
    first = report_of(Subject(package, OPTIONS), _standard())
    (kept,) = (tmp_path / "cache" / "store").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert report_of(Subject(package, OPTIONS), _standard()) == first
    assert report_of(Subject(package, OPTIONS), _standard()) == first
    assert watched.opened == 2


def test_nothing_is_kept_of_a_package_in_which_a_secret_was_found(tmp_path: Path, watched: Watched) -> None:
    secret = "ghp_" + "Q7w9" * 9
    package = tmp_path / "course.imscc"
    write_course(package, 1)
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("deploy.html", f"<html><head><title>Deploy</title></head><body><p>token: {secret}</p></body>")
        archive.writestr("deploy.js", f'const token = "{secret}";')
    for options in (OPTIONS, msgspec.structs.replace(OPTIONS, only=("OHE-MET-001",))):
        report_of(Subject(package, options))
    assert not (tmp_path / "cache" / "store").exists()
    assert watched.opened == 2


@pytest.mark.parametrize("words", [(), ("--keep-facts",)])
def test_the_command_keeps_facts_when_it_is_asked_to(
    package: Path, watched: Watched, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from oecheck.cli import main

    monkeypatch.chdir(tmp_path)
    output = tmp_path / "report.json"
    assert main(["check", str(package), "--quiet", "--fail-on", "never", "--output", f"json={output}", *words]) == 0
    assert json.loads(output.read_bytes())["subject"]["name"] == package.name
    suffixes = sorted(file.suffix for file in (tmp_path / "cache" / "store").iterdir())
    assert suffixes == ([".facts", ".report"] if words else [".report"])
    assert watched.opened == 1
