"""What people lay beside a check, by whole commands."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.values.locations import schemas_root
from tests.cli.conftest import Run
from tests.cli.test_check import CONFORMING, FLAWED

CAPTIONS = "OHE-ACC-018"
DATE = ("--date", "2026-12-01")


def _report(run: Run, *words: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run("check", *words, *DATE, "--format", "json")[1])
    return made


def _failures(report: dict[str, Any], level: str = "must") -> list[dict[str, Any]]:
    found = [one for one in report["requirements"] if one["level"] == level]
    return [each for one in found for each in one["assertions"] if each["outcome"] == "failed"]


def test_waivers_for_every_failure_let_a_flawed_course_through_and_show_each(run: Run, tmp_path: Path) -> None:
    failures = _failures(_report(run, FLAWED))
    entries = [
        {"id": f"w{number}", "rule": one["rule"], "fingerprint": one["fingerprint"], "reason": "known", "owner": "me"}
        for number, one in enumerate(failures)
    ]
    file = tmp_path / "waivers.yaml"
    file.write_text(json.dumps({"waivers": [one | {"until": "2027-01-01"} for one in entries]}), encoding="utf-8")

    code, out, err = run("check", FLAWED, *DATE, "--waivers", "waivers.yaml")
    assert (code, err) == (0, "")
    assert len(failures) > 3
    waived = _failures(_report(run, FLAWED, "--waivers", "waivers.yaml"))
    assert all(one["waiver"] for one in waived)
    assert "Findings that a waiver covers" in out
    assert run("check", FLAWED, "--date", "2027-01-02", "--waivers", "waivers.yaml")[0] == 1


def test_waivers_may_stand_in_the_configuration(run: Run, tmp_path: Path) -> None:
    (tmp_path / "oecheck.toml").write_text('waivers = "none.yaml"\n', encoding="utf-8")

    code, _, err = run("check", CONFORMING)
    assert code == 2
    assert "none.yaml" in err


def test_course_passes_against_its_own_baseline_and_says_so(run: Run) -> None:
    run("check", FLAWED, *DATE, "--quiet", "--output", "json=old.json")

    code, out, err = run("check", FLAWED, *DATE, "--baseline", "old.json")
    assert (code, err) == (0, "")
    assert "in the baseline already" in " ".join(out.split())


def test_baseline_of_another_course_lets_nothing_through(run: Run, tmp_path: Path) -> None:
    """Its failures are just those of this course, and the file has the same name: only the course is another."""
    run("check", FLAWED, *DATE, "--quiet", "--output", "json=old.json")
    text = (tmp_path / "old.json").read_text(encoding="utf-8")
    old = json.loads(text)
    old["subject"] |= {"title": "Soil and Seed", "sha256": "0" * 64}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")

    code, out, err = run("check", FLAWED, *DATE, "--baseline", "old.json")
    assert (code, out) == (2, "")
    assert "another course: Soil and Seed (flawed)" in " ".join(err.split())


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("OHE-PKG-0044", "OHE-PKG-004"),
        ("OHE-PKG-004/mising", "OHE-PKG-004/missing"),
        ("OHE-PKG-004/", "OHE-PKG-004/CD-09"),
    ],
)
def test_waiver_for_a_rule_or_code_that_is_not_there_is_refused(run: Run, tmp_path: Path, rule: str, told: str) -> None:
    waiver = {"id": "w", "rule": rule, "path": "imsmanifest.xml", "reason": "r", "owner": "o", "until": "2027-01-01"}
    (tmp_path / "waivers.yaml").write_text(json.dumps({"waivers": [waiver]}), encoding="utf-8")

    code, out, err = run("check", FLAWED, *DATE, "--waivers", "waivers.yaml")
    assert (code, out) == (2, "")
    assert "waivers.yaml:1" in err
    assert told in " ".join(err.split()).partition(rule)[2]


def test_every_failure_of_the_flawed_course_can_be_waived_by_its_code(run: Run, tmp_path: Path) -> None:
    failures = _failures(_report(run, FLAWED)) + _failures(_report(run, FLAWED), "should")
    waivers = [
        {"id": f"w{number}", "rule": f"{one['rule']}/{one['code']}", "fingerprint": one["fingerprint"]}
        | {"reason": "r", "owner": "o", "until": "2027-01-01"}
        for number, one in enumerate(failures)
    ]
    (tmp_path / "waivers.yaml").write_text(json.dumps({"waivers": waivers}), encoding="utf-8")

    assert run("check", FLAWED, *DATE, "--fail-on", "should", "--waivers", "waivers.yaml")[0] == 0
    assert len({one["rule"] for one in waivers}) > 5


def test_baseline_by_another_profile_is_refused(run: Run, tmp_path: Path) -> None:
    run("check", FLAWED, *DATE, "--quiet", "--output", "json=old.json")
    old = json.loads((tmp_path / "old.json").read_text(encoding="utf-8"))
    old["profile"]["digest"] = "0" * 64
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")

    code, _, err = run("check", FLAWED, *DATE, "--baseline", "old.json")
    assert code == 2
    assert "Make the baseline again" in " ".join(err.split())


def test_baseline_is_of_one_package_only(run: Run) -> None:
    run("check", FLAWED, *DATE, "--quiet", "--output", "json=old.json")

    assert run("check", FLAWED, CONFORMING, "--baseline", "old.json")[0] == 2


def _answered(file: Path, answer: str) -> None:
    text = file.read_text(encoding="utf-8")
    text = text.replace('evaluator: ""', 'evaluator: "Office"', 1).replace('relation: ""', 'relation: "provider"', 1)
    text = text.replace('date: ""', 'date: "2026-12-01"', 1)
    file.write_text(text.replace('    answer: ""', f'    answer: "{answer}"', 1), encoding="utf-8")


def _first_answer(file: Path) -> str:
    line = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("    answers: "))
    return str(next(iter(json.loads(line.removeprefix("    answers: ")))))


def test_review_file_is_printed_when_asked(run: Run, tmp_path: Path) -> None:
    code, out, err = run("review", "new", str(CONFORMING), "--write-to", "-")

    assert (code, err) == (0, "")
    assert "    answers: " in out
    assert list(tmp_path.iterdir()) == []


def test_review_is_written_filled_in_and_merged_and_void_after_a_change(run: Run, tmp_path: Path) -> None:
    shutil.copytree(CONFORMING, tmp_path / "course")
    file = tmp_path / "review.yaml"
    code, _, err = run("review", "new", "course")
    assert code == 0
    assert "review.yaml" in err
    assert run("review", "new", "course")[0] == 2  # verdicts are never overwritten
    _answered(file, _first_answer(file))

    merged = _report(run, "course", "--review", "review.yaml")
    judged = [one for each in merged["requirements"] for one in each["assertions"] if "verdict" in one]
    assert [one["verdict"]["evaluator"] for one in judged] == ["Office"]
    assert merged["claim"]["kind"] == "pre-check"

    place = next(one["sources"][0]["file"] for one in judged)
    with (tmp_path / "course" / place).open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    again = _report(run, "course", "--review", "review.yaml")
    assert [limit["code"] for limit in again["limits"] if limit["code"].startswith("verdict")] == [
        "verdict-content-changed"
    ]


def test_verdict_on_a_discussion_is_void_when_its_text_changed(run: Run, tmp_path: Path) -> None:
    shutil.copytree(CONFORMING, tmp_path / "course")
    file = tmp_path / "review.yaml"
    assert run("review", "new", "course")[0] == 0
    head, mark, rest = file.read_text(encoding="utf-8").partition('  - rule: "OHE-SUP-007"')
    assert mark
    file.write_text(rest, encoding="utf-8")
    _answered(file, _first_answer(file))
    file.write_text(head + mark + file.read_text(encoding="utf-8"), encoding="utf-8")
    text = file.read_text(encoding="utf-8").replace('evaluator: ""', 'evaluator: "Office"', 1)
    text = text.replace('relation: ""', 'relation: "provider"', 1).replace('date: ""', 'date: "2026-12-01"', 1)
    file.write_text(text, encoding="utf-8")
    assert _void(_report(run, "course", "--review", "review.yaml")) == []

    topic = tmp_path / "course" / "topic" / "topic.xml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("</text>", " Nothing at all.</text>"), encoding="utf-8")
    assert _void(_report(run, "course", "--review", "review.yaml")) == ["verdict-content-changed"]


@pytest.mark.parametrize(
    ("changed", "void"),
    [
        ("en/unit2.html", True),
        ("media/solar.en.vtt", True),
        ("media/solar.mp4", True),
        ("en/unit1.html", False),
        ("topic/topic.xml", False),
    ],
)
def test_verdict_on_captions_is_void_when_page_captions_or_video_changed(
    run: Run, tmp_path: Path, changed: str, void: bool
) -> None:
    shutil.copytree(CONFORMING, tmp_path / "course")
    run("review", "new", "course", "-o", "empty.yaml")
    review = to_data(parse_yaml((tmp_path / "empty.yaml").read_bytes()).root)
    verdicts = [one | {"answer": next(iter(one["answers"]))} for one in review["verdicts"] if one["rule"] == CAPTIONS]
    review |= {"evaluator": "Office", "relation": "independent", "date": "2026-12-01", "verdicts": verdicts}
    (tmp_path / "review.yaml").write_text(json.dumps(review), encoding="utf-8")
    assert verdicts
    assert _void(_report(run, "course", "--review", "review.yaml")) == []

    with (tmp_path / "course" / changed).open("ab") as file:
        file.write(b"\n")
    expected = ["verdict-content-changed"] * len(verdicts) if void else []
    assert _void(_report(run, "course", "--review", "review.yaml")) == expected


def _void(report: dict[str, Any]) -> list[str]:
    return [limit["code"] for limit in report["limits"] if limit["code"].startswith("verdict")]


def test_decision_is_told_apart_from_the_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("title: Our policy\nlevels: [must]\n", encoding="utf-8")
    words = ("check", FLAWED, *DATE, "--format", "json", "--fail-on", "never")
    _, without, _ = run(*words)

    code, out, err = run(*words, "--policy", "policy.yaml")
    assert (code, out) == (1, without)
    assert "Our policy" in err
    assert "OHE-PKG-" in err


def test_run_over_one_requirement_is_never_a_pass_of_the_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("title: Strict\nlevels: [must]\n", encoding="utf-8")
    run("check", CONFORMING, *DATE, "--quiet", "--output", "json=whole.json")
    words = ("check", CONFORMING, *DATE, "--only", "OHE-LNG-001")

    assert run(*words, "--quiet", "--output", "json=part.json")[0] == 0
    assert run(*words, "--policy", "policy.yaml")[0] == 1
    assert run(*words, "--require-complete")[0] == 5
    assert run("decide", "part.json", "--policy", "policy.yaml")[0] == 1
    code, out, _ = run("compare", "whole.json", "part.json")
    assert code == 5
    assert "The later run checked only some" in " ".join(out.split())
    assert run("compare", "part.json", "part.json")[0] == 0


def test_decision_never_lifts_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("title: Mild\nlevels: [may]\nundetermined: ['*']\n", encoding="utf-8")

    assert run("check", FLAWED, *DATE, "--policy", "policy.yaml")[0] == 1


def test_decision_on_a_stored_report_is_told_as_json_by_its_schema(tmp_path: Path, run: Run) -> None:
    (tmp_path / "policy.yaml").write_text("title: Our policy\nlevels: [must]\n", encoding="utf-8")
    run("check", FLAWED, *DATE, "--quiet", "--output", "json=report.json")
    code, out, _ = run("decide", "report.json", "--policy", "policy.yaml", "--format", "json")
    decision = json.loads(out)

    schema = json.loads((schemas_root() / "decision.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(decision, schema)
    assert (code, decision["verdict"], decision["policy"]) == (1, "reject", "Our policy")
    assert decision["report_sha256"] == hashlib.sha256((tmp_path / "report.json").read_bytes()).hexdigest()
