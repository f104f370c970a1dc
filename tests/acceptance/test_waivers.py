"""Waivers: what they cover, and what becomes of those that are late, idle or too wide."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.acceptance.waivers import apply_waivers, read_waivers
from oecheck.cli._exit import exit_code
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.errors import ExitCode, UsageError
from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Limit, OutcomeCounts, Report
from oecheck.model.source import Source
from oecheck.values.locations import schemas_root
from tests.reporters.sample import assertion, report, requirement

RULE = "OHE-ACC-003"


def _waiver(**changes: str) -> str:
    fields = {"id": "w1", "rule": RULE, "reason": "New pictures come in May.", "owner": "media office"}
    fields |= {"until": '"2027-05-31"'} | changes
    return "  - {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n"


def _applied(folder: Path, made: Report, *waivers: str) -> Report:
    file = folder / "waivers.yaml"
    file.write_text("waivers:\n" + "".join(waivers), encoding="utf-8")
    return apply_waivers(made, read_waivers(file))


def _two_failures(**changes: Any) -> Report:
    told = assertion("OHE-LIC-001", outcome=Outcome.CANT_TELL, sources=(Source("imsmanifest.xml", 2),))
    failures = requirement(RULE, assertion(number=1), assertion(number=2))
    return report(failures, requirement("OHE-LIC-001", told), **changes)


def _failures_in(*files: str, **changes: Any) -> Report:
    found = (assertion(number=place, sources=(Source(file, 3),)) for place, file in enumerate(files))
    return report(requirement(RULE, *found), **changes)


def _codes(made: Report) -> list[str]:
    return [limit.code for limit in made.limits]


def test_waived_finding_keeps_its_outcome_and_status(tmp_path: Path) -> None:
    found, _ = _applied(tmp_path, _two_failures(), _waiver(fingerprint=f"{RULE}-1")).requirements

    assert [one.waiver for one in found.assertions] == ["w1", ""]
    assert found.assertions[0].outcome is Outcome.FAILED
    assert found.status is Status.NOT_SATISFIED


def test_requirement_passes_the_gate_only_when_every_failure_is_waived(tmp_path: Path) -> None:
    one = _waiver(path='"web/unit1.html"')
    two = _waiver(id="w2", path='"web/unit2.*"')

    assert exit_code(_applied(tmp_path, _two_failures(), one)) is ExitCode.FAILED
    assert exit_code(_applied(tmp_path, _two_failures(), one, two)) is ExitCode.OK


def test_failure_that_is_counted_but_not_listed_is_never_waived(tmp_path: Path) -> None:
    made = report(requirement(RULE, assertion(), outcomes=OutcomeCounts(failed=2)))

    assert exit_code(_applied(tmp_path, made, _waiver(path='"web/*.html"'))) is ExitCode.FAILED


def test_waiver_for_a_code_leaves_other_codes(tmp_path: Path) -> None:
    made = report(requirement(RULE, assertion(sources=(Source("index.html"),)), assertion(number=2, code="other")))
    (found,) = _applied(tmp_path, made, _waiver(rule=f"{RULE}/other", path='"web/unit*"')).requirements

    assert [one.waiver for one in found.assertions] == ["", "w1"]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"path": '"web/unit[1].*"'}, "active"),
        ({"path": '"web/unit[1].*"', "until": '"2026-12-01"'}, "active"),  # the day of the evaluation itself
        ({"path": '"web/unit[1].*"', "until": '"2026-11-30"'}, "expired"),
        ({"path": '"other/*"'}, "unmatched"),
        ({"rule": "OHE-ACC-999"}, "unmatched"),
        ({}, "too-broad"),
        ({"path": '"*"'}, "too-broad"),
        ({"path": '"**/*.*"'}, "too-broad"),
        ({"path": '"**"'}, "too-broad"),
        ({"path": '"**/*.html"'}, "too-broad"),
        ({"path": '"*/*.[hx]*"'}, "too-broad"),
        ({"path": '"[!~]*/**"'}, "too-broad"),
        ({"path": '"web/*"'}, "too-broad"),  # both failures
        ({"path": '"w*/*"'}, "too-broad"),
        ({"path": '"**/unit[12].html"'}, "too-broad"),
        ({"path": '"imsmanifest.*"'}, "too-broad"),  # the descriptor
        ({"path": '"ims*"'}, "too-broad"),
        ({"path": '"**/unit[2-9].html"'}, "active"),
        ({"path": '"web/unit[1].*"', "until": '"2028-12-01"'}, "active"),  # two years
        ({"path": '"web/unit[1].*"', "until": '"2028-12-02"'}, "too-long"),
        ({"path": '"web/unit[1].*"', "until": '"9999-12-31"'}, "too-long"),
        ({"fingerprint": "of-an-earlier-text"}, "unmatched"),
        ({"rule": '"OHE-*"', "path": '"web/*"'}, "too-broad"),
    ],
)
def test_waiver_that_is_not_what_its_owner_thinks_is_a_finding(
    tmp_path: Path, changes: dict[str, str], state: str
) -> None:
    found = _applied(tmp_path, _two_failures(), _waiver(**changes))

    assert found.waivers[0]["state"] == state
    assert _codes(found) == ([] if state == "active" else [f"waiver-{state}"])
    covered = [one.fingerprint for one in found.requirements[0].assertions if one.waiver == "w1"]
    assert len(covered) == (1 if state == "active" else 0)
    assert exit_code(found) is ExitCode.FAILED  # the other failure
    for limit in found.limits:
        assert (limit.source.file, limit.source.line, limit.incomplete) == ("waivers.yaml", 2, False)
        assert "w1" in limit.message
        assert "{" not in limit.message


def test_pattern_that_fits_every_file_of_the_report_is_too_broad(tmp_path: Path) -> None:
    made = report(
        requirement(RULE, assertion(number=1)), requirement("OHE-LNK-001", assertion("OHE-LNK-001", number=2))
    )

    assert _applied(tmp_path, made, _waiver(path='"web/**"')).waivers[0]["state"] == "too-broad"
    assert _applied(tmp_path, made, _waiver(path='"web/unit1.*"')).waivers[0]["state"] == "active"


@pytest.mark.parametrize(
    ("inside", "outside", "state"),
    [
        (2, 0, "too-broad"),
        (98, 0, "too-broad"),
        (2, 1, "active"),
        (19, 1, "too-broad"),  # 95 % of twenty
        (18, 1, "active"),  # of nineteen
        (18, 2, "active"),  # 90 %
    ],
)
@pytest.mark.parametrize("limits", [(), (Limit("only-selected", {}, Source(""), incomplete=False),)])
def test_pattern_that_fits_nearly_every_failure_of_its_rule_is_too_broad(
    tmp_path: Path, inside: int, outside: int, state: str, limits: tuple[Limit, ...]
) -> None:
    files = [*(f"web/page{number}.html" for number in range(inside)), *["media/a.html"] * outside]
    made = _failures_in(*files, limits=limits)

    assert _applied(tmp_path, made, _waiver(path='"web/**"')).waivers[0]["state"] == state


def test_path_without_a_wildcard_names_its_page_however_many_failures_it_has(tmp_path: Path) -> None:
    made = _failures_in(*["web/unit1.html"] * 30)

    assert _applied(tmp_path, made, _waiver(path="web/unit1.html")).waivers[0]["state"] == "active"


@pytest.mark.parametrize(("targets", "state"), [(1, "active"), (2, "too-broad")])
def test_descriptor_is_no_scope_where_targets_are_many(tmp_path: Path, targets: int, state: str) -> None:
    missing = assertion(sources=(Source("imsmanifest.xml", 7),))
    made = report(requirement(RULE, missing, outcomes=OutcomeCounts(failed=1, passed=targets - 1)))

    by_file = _applied(tmp_path, made, _waiver(rule=f"{RULE}/no-alternative", path="imsmanifest.xml"))
    assert by_file.waivers[0]["state"] == state
    by_finding = _applied(tmp_path, made, _waiver(path="imsmanifest.xml", fingerprint=f"{RULE}-1"))
    assert by_finding.waivers[0]["state"] == "active"


def test_waiver_without_scope_suits_a_rule_with_a_single_target(tmp_path: Path) -> None:
    made = report(requirement(RULE, assertion()))

    assert exit_code(_applied(tmp_path, made, _waiver())) is ExitCode.OK


def test_report_names_each_waiver_and_the_digest_of_the_file(tmp_path: Path) -> None:
    found = _applied(tmp_path, _two_failures(), _waiver(path='"web/unit1.*"'))

    assert found.waivers[0] == {
        "id": "w1",
        "rule": RULE,
        "scope": "web/unit1.*",
        "reason": "New pictures come in May.",
        "owner": "media office",
        "until": "2027-05-31",
        "state": "active",
        "matched": 1,
    }
    assert len(found.attachments.waivers_sha256) == 64


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("waivers:\n  - {id: w1, rule: OHE-ACC-003, owner: me, until: 2027-01-01}\n", 2),
        ("waivers:\n  - id: w1\n    rule: OHE-ACC-003\n    reason: x\n    owner: y\n    until: soon\n", 6),
        ('waivers:\n  - {id: w1, rule: R, reason: "", owner: me, until: 2027-01-01}\n', 2),
        ('waivers:\n  - {id: w1, rule: R, reason: " ", owner: me, until: 2027-01-01}\n', 2),
        ('waivers:\n  - {id: w1, rule: R, reason: x, owner: "\\t\\u00a0", until: 2027-01-01}\n', 2),
        ('waivers:\n  - {id: " ", rule: R, reason: x, owner: me, until: 2027-01-01}\n', 2),
        ("waivers:\n  - {id: w1, rule: R, reason: x, until: 2027-01-01}\n", 2),
        ("waivers: []\nother: 1\n", 1),
        ("waivers: [\n", 2),
        ("waivers: []\nwaivers: []\n", 2),
        ("- 1\n", 1),
    ],
)
def test_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "waivers.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        read_waivers(tmp_path / "waivers.yaml")
    assert (caught.value.code, caught.value.arguments["line"]) == ("beside-wrong", line)


@pytest.mark.parametrize("field", ["id", "rule", "reason", "owner"])
def test_blank_field_is_named(tmp_path: Path, field: str) -> None:
    with pytest.raises(UsageError) as caught:
        _applied(tmp_path, _two_failures(), _waiver(**{field: '"  "'}))
    assert caught.value.arguments["detail"] == f"This has to say something: {field}"


def test_two_waivers_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        _applied(tmp_path, _two_failures(), _waiver(path='"web/*"'), _waiver(path='"media/*"'))
    assert (caught.value.code, caught.value.arguments["line"]) == ("beside-twice", 3)
    assert caught.value.arguments["name"] == "w1"


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="beside-unreadable"):
        read_waivers(tmp_path / "none.yaml")


def test_schema_accepts_what_the_program_reads_and_refuses_what_it_refuses() -> None:
    schema: dict[str, Any] = msgspec.json.decode((schemas_root() / "waivers.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)

    good = to_data(parse_yaml("waivers:\n" + _waiver(path='"web/*"')).root)
    assert validator.is_valid(good)
    assert not validator.is_valid({"waivers": [good["waivers"][0] | {"forever": "yes"}]})
    assert not validator.is_valid({"waivers": [good["waivers"][0] | {"rule": "OHE-*"}]})
    assert not validator.is_valid({"waivers": [good["waivers"][0] | {"reason": " "}]})


@settings(max_examples=60)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: ("waivers: " + text).encode())))
def test_any_bytes_give_waivers_or_a_usage_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "waivers.yaml"
    file.write_bytes(data)
    with suppress(UsageError):
        assert isinstance(read_waivers(file).value.waivers, tuple)
