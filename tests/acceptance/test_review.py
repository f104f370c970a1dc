"""Verdicts of people: merged, void, disputed; and the claim that rises with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from oecheck.acceptance.claim import claim_after_review
from oecheck.acceptance.review import apply_review, read_review
from oecheck.acceptance.review_file import Contents, Question, write_review
from oecheck.cli._exit import exit_code
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.errors import ExitCode, UsageError
from oecheck.model.outcome import IN_ORDER, Basis, Mode, Outcome, RequirementClass, Status
from oecheck.model.report import Limit, OutcomeCounts, Report
from oecheck.model.source import Source
from oecheck.values.locations import schemas_root
from tests.reporters.sample import HOSTILE, assertion, rendered, report, requirement

RULE = "OHE-ASS-002"
QUESTIONS = {RULE: Question("Are they told?", {"yes": Outcome.PASSED, "no": Outcome.FAILED}, single=False)}
CONTENTS = Contents({"web/unit1.html": "a" * 64, "web/unit2.html": "b" * 64}, "")
FIRST_CHANGED = Contents({"web/unit1.html": "f" * 64, "web/unit2.html": "b" * 64}, "")
FILLED = {"evaluator": "Review office", "relation": "independent", "date": "2026-12-02"}  # a day ahead: time zones


def _asked(**changes: Any) -> Report:
    doubt = {"outcome": Outcome.CANT_TELL, "code": "review", "mode": Mode.SEMI_AUTO, "kind": "person"}
    asked = [assertion(RULE, number, **doubt) for number in (1, 2)]
    return report(requirement(RULE, *asked, requirement_class=RequirementClass.ASSISTED, **changes))


def _failing() -> Report:
    return report(requirement("OHE-ACC-003", assertion()))


def _merged(
    folder: Path, made: Report, *answers: str, contents: Contents = CONTENTS, reason: str = "", **changes: str
) -> Report:
    data = to_data(parse_yaml(write_review(made, QUESTIONS, CONTENTS, failures=True)).root) | FILLED | changes
    for entry, answer in zip(data["verdicts"], answers, strict=True):
        entry |= {"answer": answer, "reason": reason}
    file = folder / "review.yaml"
    file.write_bytes(msgspec.json.encode(data))
    return apply_review(made, read_review(file), QUESTIONS, contents, "{undetermined} not determined")


def test_verdict_becomes_the_outcome_by_the_answers_of_the_rule(tmp_path: Path) -> None:
    (found,) = _merged(tmp_path, _asked(), "yes", "no").requirements

    assert [one.outcome for one in found.assertions] == [Outcome.PASSED, Outcome.FAILED]
    assert {(one.mode, one.basis) for one in found.assertions} == {(Mode.SEMI_AUTO, Basis.REVIEWER)}
    assert (found.status, found.outcomes) == (Status.NOT_SATISFIED, OutcomeCounts(passed=3, failed=1))
    verdict = found.assertions[0].verdict
    assert verdict is not None
    assert (verdict.evaluator, verdict.date, verdict.machine_outcome) == (
        "Review office",
        "2026-12-02",
        Outcome.CANT_TELL,
    )


@pytest.mark.parametrize(
    ("relation", "kind"), [("independent", "conforms-reviewed"), ("provider", "conforms-self-declared")]
)
def test_claim_rises_when_every_must_is_satisfied(tmp_path: Path, relation: str, kind: str) -> None:
    found = _merged(tmp_path, _asked(), "yes", "yes", relation=relation)

    assert found.requirements[0].status is Status.SATISFIED
    assert (found.claim.kind, found.claim.missing) == (kind, ())
    assert "Review office" in found.claim.statement
    assert found.summary.requirements.satisfied == 1


def test_must_that_is_waived_is_an_exception_of_the_claim_and_named(tmp_path: Path) -> None:
    merged = _merged(tmp_path, _asked(), "yes", "yes")
    failed = requirement("OHE-ACC-003", assertion(waiver="w1"))
    line = {"id": "w1", "until": "2027-01-31"}
    made = msgspec.structs.replace(merged, requirements=(*merged.requirements, failed), waivers=(line,))
    claim = claim_after_review(made, "independent", "")

    assert (claim.kind, claim.missing) == ("conforms-reviewed-with-exceptions", ("OHE-ACC-003",))
    assert "with exceptions" in claim.statement
    assert "waived until 2027-01-31: OHE-ACC-003" in claim.statement


@pytest.mark.parametrize("open", [{"waiver": ""}, {"waiver": "w1", "outcome": Outcome.CANT_TELL}])
def test_must_that_is_not_wholly_waived_leaves_a_pre_check(tmp_path: Path, open: dict[str, Any]) -> None:
    merged = _merged(tmp_path, _asked(), "yes", "yes")
    failed = requirement("OHE-ACC-003", assertion(waiver="w1"), assertion(number=2, **open))
    made = msgspec.structs.replace(merged, requirements=(*merged.requirements, failed))

    assert claim_after_review(made, "independent", "").kind == "pre-check"


def test_one_open_question_leaves_a_pre_check(tmp_path: Path) -> None:
    found = _merged(tmp_path, _asked(), "yes", "")

    assert (found.claim.kind, found.claim.missing) == ("pre-check", (RULE,))
    assert found.claim.statement == "1 not determined"


@pytest.mark.parametrize(
    "limit", [Limit("over-limit", {}, Source("a")), Limit("only-selected", {}, Source(""), incomplete=False)]
)
def test_run_over_a_part_never_rises_above_a_pre_check(tmp_path: Path, limit: Limit) -> None:
    made = msgspec.structs.replace(_asked(), limits=(limit,))

    assert _merged(tmp_path, made, "yes", "yes").claim.kind == "pre-check"


def test_verdict_is_void_when_its_content_changed_and_others_stay(tmp_path: Path) -> None:
    found = _merged(tmp_path, _asked(), "yes", "yes", contents=FIRST_CHANGED)

    assert [one.outcome for one in found.requirements[0].assertions] == [Outcome.CANT_TELL, Outcome.PASSED]
    assert [limit.code for limit in found.limits] == ["verdict-content-changed"]
    assert found.claim.kind == "pre-check"


TOPIC = {"imsmanifest.xml": "1" * 64, "topics/topic1.xml": "2" * 64, "web/a.html": "3" * 64, "media/a.vtt": "4" * 64}


@pytest.mark.parametrize("changed", TOPIC)
def test_verdict_on_what_a_descriptor_points_to_is_bound_to_the_whole_package(changed: str) -> None:
    topic = assertion(RULE, sources=(Source("imsmanifest.xml", 7),))

    before = Contents(TOPIC, "").of(topic, QUESTIONS[RULE])
    assert Contents(TOPIC | {changed: "9" * 64}, "").of(topic, QUESTIONS[RULE]) != before


COURSE = {
    name: str(number) * 64
    for number, name in enumerate(
        ["imsmanifest.xml", "web/a.html", "web/b.html", "web/a cell.png", "style.css", "notes.pdf", "data.csv"]
    )
}


def _bound(place: str, **named: Any) -> list[str]:
    """The files with whose change a verdict on a finding in a place is void."""
    finding = assertion(RULE, sources=(Source(place, 7),), **named)
    before = Contents(COURSE, "").of(finding, QUESTIONS[RULE])
    return [name for name in COURSE if Contents(COURSE | {name: "9" * 64}, "").of(finding, QUESTIONS[RULE]) != before]


def test_verdict_on_a_page_is_bound_to_what_the_page_may_show_and_not_to_other_pages() -> None:
    assert _bound("web/a.html") == ["web/a.html", "web/a cell.png", "style.css"]


@pytest.mark.parametrize("named", [{"arguments": {"src": "b.html#part"}}, {"evidence": ("Read web/b.html.",)}])
def test_verdict_on_a_page_is_bound_to_what_its_evidence_names(named: dict[str, Any]) -> None:
    assert _bound("web/a.html", **named) == ["web/a.html", "web/b.html", "web/a cell.png", "style.css"]


def test_verdict_on_a_document_is_bound_to_it_alone() -> None:
    assert _bound("notes.pdf") == ["notes.pdf"]


@pytest.mark.parametrize("place", ["imsmanifest.xml", "data.csv", "", "gone.html"])
def test_verdict_on_what_is_told_elsewhere_is_bound_to_the_whole_package(place: str) -> None:
    assert _bound(place) == list(COURSE)


def test_verdict_is_void_when_the_rule_changed(tmp_path: Path) -> None:
    made = _asked()
    _merged(tmp_path, made, "yes", "yes")
    later = msgspec.structs.replace(made, requirements=(msgspec.structs.replace(made.requirements[0], rev=2),))
    found = apply_review(later, read_review(tmp_path / "review.yaml"), QUESTIONS, CONTENTS, "")

    assert [limit.code for limit in found.limits] == ["verdict-rule-changed"] * 2


def test_verdict_on_what_is_not_asked_is_told(tmp_path: Path) -> None:
    _merged(tmp_path, _asked(), "yes", "yes")
    found = apply_review(_failing(), read_review(tmp_path / "review.yaml"), QUESTIONS, CONTENTS, "")

    assert [limit.code for limit in found.limits] == ["verdict-gone"] * 2


def test_disputed_failure_stays_listed_and_counted(tmp_path: Path) -> None:
    made = _merged(tmp_path, _failing(), "passed", reason="The image only decorates.")
    (found,) = made.requirements

    assert [limit.code for limit in made.limits] == ["disputed"]
    assert "The image only decorates." in made.limits[0].message
    (one,) = found.assertions
    assert (one.outcome, found.outcomes.failed, found.status) == (Outcome.FAILED, 1, Status.NOT_SATISFIED)
    assert one.verdict is not None
    assert (one.verdict.dispute, one.verdict.reason) == (True, "The image only decorates.")


@pytest.mark.parametrize(
    ("relation", "kind", "code"),
    [("provider", "pre-check", ExitCode.FAILED), ("independent", "conforms-reviewed", ExitCode.OK)],
)
def test_only_an_independent_dispute_overrules_a_failure(
    tmp_path: Path, relation: str, kind: str, code: ExitCode
) -> None:
    made = _merged(tmp_path, _failing(), "passed", reason="It decorates.", relation=relation)

    assert (made.claim.kind, exit_code(made)) == (kind, code)
    assert made.summary.requirements.not_satisfied == 1


@pytest.mark.parametrize("relation", ["provider", "independent"])
@pytest.mark.parametrize("name", ["text", "html", "markdown", "junit", "github", "sarif"])
def test_disputed_failure_is_shown_as_one_and_marked(tmp_path: Path, name: str, relation: str) -> None:
    made = _merged(tmp_path, _failing(), "passed", reason="It decorates.", relation=relation)
    told = " ".join(rendered(name, made).decode().split())

    assert "It decorates." in told or "disputed" in told
    assert "No requirement failed" not in told
    assert "found nothing that fails" not in told


FORMATS = ["text", "html", "markdown", "json", "csv", "sarif", "junit", "earl", "github", "gitlab"]


@pytest.mark.parametrize("name", FORMATS)
def test_waived_failure_is_shown_with_reason_owner_and_end(name: str) -> None:
    line = {"id": "w1", "reason": "New pictures come.", "owner": "media office", "until": "2027-05-31"}
    told = " ".join(
        rendered(name, report(requirement("OHE-ACC-003", assertion(waiver="w1")), waivers=(line,))).decode().split()
    )

    assert all(part in told for part in ("OHE-ACC-003", "New pictures come.", "media office", "2027-05-31"))


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("json", "csv", "sarif")])
def test_failure_that_the_baseline_has_is_still_shown_and_marked(name: str) -> None:
    made = report(requirement("OHE-ACC-003", assertion(known=True)))
    told = " ".join(rendered(name, made).decode().split())

    assert "cell1.png" in told
    assert "n the baseline already" in told


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_wrong_with_a_waiver_or_a_verdict_is_told(name: str) -> None:
    limits = [
        Limit("waiver-expired", {}, Source("waivers.yaml", 2), "The waiver w1 ended.", False),
        Limit("verdict-future", {}, Source("review.yaml", 9), "The verdict is void.", False),
        Limit("baseline", {}, Source("old.json"), "A baseline was used.", False),
    ]
    made = report(requirement("OHE-ACC-003", assertion()), limits=tuple(limits))
    told = " ".join(rendered(name, made).decode().split())

    for limit in limits:
        assert limit.message in told
    for heading in ("Not checked", "Not looked at"):
        assert heading not in told  # nothing was left out


def test_dispute_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="review-dispute"):
        _merged(tmp_path, _failing(), "passed")


def test_answer_that_the_rule_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="review-answer"):
        _merged(tmp_path, _asked(), "perhaps", "")


def test_review_by_another_standard_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        _merged(tmp_path, _asked(), "yes", "", standard="ohe@0.2")
    assert caught.value.code == "review-other-standard"
    assert (caught.value.arguments["before"], caught.value.arguments["now"]) == ("ohe@0.2", "ohe@0.1")


def test_review_of_another_package_is_told_and_its_verdicts_need_the_same_content(tmp_path: Path) -> None:
    same = _merged(tmp_path, _asked(), "yes", "yes", package="chemistry.imscc")
    other = _merged(tmp_path, _asked(), "yes", "yes", package="chemistry.imscc", contents=Contents({}, ""))

    assert [limit.code for limit in same.limits] == ["review-other-package"]
    assert "chemistry.imscc" in same.limits[0].message
    assert [limit.code for limit in other.limits] == ["review-other-package", *["verdict-content-changed"] * 2]
    assert other.requirements == _asked().requirements


def test_verdict_of_a_day_to_come_is_void(tmp_path: Path) -> None:
    found = _merged(tmp_path, _asked(), "yes", "yes", date="2026-12-03")

    assert [limit.code for limit in found.limits] == ["verdict-future"] * 2
    assert "2026-12-03" in found.limits[0].message
    assert found.requirements == _asked().requirements


def test_two_verdicts_on_one_finding_are_refused(tmp_path: Path) -> None:
    data = to_data(parse_yaml(write_review(_asked(), QUESTIONS, CONTENTS)).root) | FILLED
    data["verdicts"].append(data["verdicts"][0] | {"answer": "no"})
    (tmp_path / "review.yaml").write_bytes(msgspec.json.encode(data))

    with pytest.raises(UsageError, match="beside-twice"):
        read_review(tmp_path / "review.yaml")


@pytest.mark.parametrize("field", ["evaluator", "relation", "date", "standard"])
def test_verdict_of_nobody_or_without_date_is_refused(tmp_path: Path, field: str) -> None:
    with pytest.raises(UsageError) as caught:
        _merged(tmp_path, _asked(), "yes", "", contents=CONTENTS, reason="", **{field: ""})
    assert (caught.value.code, caught.value.arguments["field"]) == ("review-unfilled", field)


def test_requirement_without_findings_is_judged_as_a_whole(tmp_path: Path) -> None:
    made = report(requirement(RULE, requirement_class=RequirementClass.MANUAL, status=Status.NOT_DETERMINED))
    (yes,) = _merged(tmp_path, made, "yes").requirements
    (no,) = _merged(tmp_path, made, "no").requirements

    assert (yes.status, no.status) == (Status.SATISFIED, Status.NOT_SATISFIED)
    assert yes.assertions[0].mode is Mode.MANUAL


def test_listed_passes_change_nothing_of_what_people_judge(tmp_path: Path) -> None:
    """As with --all-outcomes."""
    good = [assertion(RULE, number, outcome=outcome) for number, outcome in enumerate(IN_ORDER, 8)]
    counts = OutcomeCounts(passed=1, inapplicable=1)
    manual = {"requirement_class": RequirementClass.MANUAL, "status": Status.NOT_DETERMINED, "outcomes": counts}
    whole = report(requirement(RULE, *good, **manual))
    failing = report(requirement("OHE-ACC-003", assertion(), *good))
    overruled = _merged(tmp_path, failing, "passed", reason="It decorates.", relation="independent")

    assert _merged(tmp_path, whole, "yes").requirements[0].status is Status.SATISFIED
    assert overruled.claim.kind == "conforms-reviewed"
    assert exit_code(overruled) is ExitCode.OK


def test_review_nobody_filled_in_changes_no_outcome(tmp_path: Path) -> None:
    found = _merged(tmp_path, _asked(), "", "")

    assert found.requirements == _asked().requirements
    assert found.claim.kind == "pre-check"


def test_written_file_follows_its_schema_whatever_the_package_says() -> None:
    schema = msgspec.json.decode((schemas_root() / "review.schema.json").read_bytes())
    hostile = report(
        requirement(
            RULE, assertion(RULE, outcome=Outcome.CANT_TELL, message=HOSTILE + "\x85\u2028", evidence=(HOSTILE,))
        )
    )
    tree = parse_yaml(write_review(hostile, {}, CONTENTS))

    assert tree.problems == ()
    jsonschema.validate(to_data(tree.root), schema, cls=jsonschema.Draft202012Validator)
    assert len(to_data(tree.root)["verdicts"]) == 1


def test_date_to_fill_in_is_shown_as_that_of_the_check() -> None:
    made = msgspec.structs.replace(_asked(), evaluated_at="2027-03-09T08:00:00Z")

    assert 'date: ""  # 2027-03-09\n' in write_review(made, QUESTIONS, CONTENTS)
