"""EARL in JSON-LD, read as RDF."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from oecheck.model.outcome import Mode, Outcome, RequirementClass, Status
from oecheck.model.report import OutcomeCounts, Report, Verdict
from oecheck.model.source import Source
from tests.reporters.sample import assertion, full_report, hostile_report, rendered, report, requirement

rdflib = pytest.importorskip("rdflib", reason="rdflib reads JSON-LD as RDF; it is a tool of the tests only")
# rdflib's own reader of JSON-LD uses a class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
EARL = rdflib.Namespace("http://www.w3.org/ns/earl#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")
PTR = rdflib.Namespace("http://www.w3.org/2009/pointers#")


def _graph(made: Report) -> Any:
    return rdflib.Graph().parse(data=rendered("earl", made).decode(), format="json-ld")


def _word(graph: Any, subject: Any, predicate: Any) -> str:
    return str(graph.value(subject, predicate)).removeprefix(str(EARL))


def _told(graph: Any) -> list[tuple[str, str, str]]:
    found = []
    for one in graph.subjects(rdflib.RDF.type, EARL.Assertion):
        rule = _word(graph, graph.value(one, EARL.test), DCT.identifier)
        outcome = _word(graph, graph.value(one, EARL.result), EARL.outcome)
        found.append((rule, outcome, _word(graph, one, EARL.mode)))
    return sorted(found)


def test_one_assertion_about_the_package_and_one_about_each_target() -> None:
    made = report(requirement("A-1", assertion("A-1", 1), assertion("A-1", 2)), requirement("B-1"))

    assert _told(_graph(made)) == [
        ("A-1", "failed", "automatic"),
        ("A-1", "failed", "automatic"),
        ("A-1", "failed", "automatic"),
        ("B-1", "passed", "automatic"),
    ]


@pytest.mark.parametrize("made", [full_report(), hostile_report()], ids=["full", "hostile"])
def test_every_assertion_has_all_that_earl_demands(made: Report) -> None:
    graph = _graph(made)
    assertions = list(graph.subjects(rdflib.RDF.type, EARL.Assertion))

    assert len(assertions) == len(made.requirements) + sum(len(one.assertions) for one in made.requirements)
    for one in assertions:
        for predicate in (EARL.assertedBy, EARL.subject, EARL.test, EARL.result, EARL.mode):
            assert len(list(graph.objects(one, predicate))) == 1, predicate
        assert (graph.value(one, EARL.subject), rdflib.RDF.type, EARL.TestSubject) in graph
        assert (graph.value(one, EARL.test), rdflib.RDF.type, EARL.TestRequirement) in graph
        assert (graph.value(one, EARL.assertedBy), rdflib.RDF.type, EARL.Assertor) in graph


@pytest.mark.parametrize(
    ("status", "counts", "outcome"),
    [
        (Status.SATISFIED, OutcomeCounts(passed=1), Outcome.PASSED),
        (Status.NOT_SATISFIED, OutcomeCounts(failed=1), Outcome.FAILED),
        (Status.NOT_APPLICABLE, OutcomeCounts(inapplicable=1), Outcome.INAPPLICABLE),
        (Status.NOT_DETERMINED, OutcomeCounts(passed=3), Outcome.CANT_TELL),
        (Status.NOT_DETERMINED, OutcomeCounts(cant_tell=1), Outcome.CANT_TELL),
        (Status.NOT_DETERMINED, OutcomeCounts(), Outcome.UNTESTED),
    ],
)
def test_outcome_for_the_package_follows_the_status(status: Status, counts: OutcomeCounts, outcome: Outcome) -> None:
    manual = RequirementClass.MANUAL
    ((_, told, mode),) = _told(
        _graph(report(requirement("A-1", status=status, outcomes=counts, requirement_class=manual)))
    )

    assert (told, mode) == (outcome.value, "manual")


def test_mode_of_a_target_is_that_of_its_assertion() -> None:
    found = assertion("A-1", mode=Mode.SEMI_AUTO, outcome=Outcome.CANT_TELL)

    assert ("A-1", "cantTell", "semiAuto") in _told(_graph(report(requirement("A-1", found))))


def test_pointers_are_of_the_kind_that_they_are() -> None:
    made = report(
        requirement(
            "A-1",
            assertion("A-1", 1, sources=(Source("imsmanifest.xml", 88, 9, "/manifest/resources"),)),
            assertion("A-1", 2, sources=(Source("course-description.yaml", 3, 1, "/licence"),)),
        )
    )
    graph = _graph(made)
    lines = {(int(graph.value(one, PTR.lineNumber)), int(graph.value(one, PTR.charNumber)))
             for one in graph.subjects(rdflib.RDF.type, PTR.LineCharPointer)}  # fmt: skip

    assert lines == {(88, 9), (3, 1)}
    assert [str(graph.value(one, PTR.expression)) for one in graph.subjects(rdflib.RDF.type, PTR.XPathPointer)] == [
        "/manifest/resources"
    ]
    assert [
        str(graph.value(one, PTR.expression)) for one in graph.subjects(rdflib.RDF.type, PTR.ExpressionPointer)
    ] == ["/licence"]


def test_follower_names_the_finding_that_it_follows_from() -> None:
    made = report(requirement("A-1", assertion("A-1", 1)), requirement("B-1", assertion("B-1", because="A-1-1")))
    graph = _graph(made)
    ((follower, cause),) = graph.subject_objects(DCT.relation)

    assert _word(graph, graph.value(follower, EARL.test), DCT.identifier) == "B-1"
    assert _word(graph, graph.value(cause, EARL.test), DCT.identifier) == "A-1"


def test_text_is_in_the_language_of_the_report_and_names_in_none() -> None:
    graph = _graph(report(requirement("A-1", assertion("A-1")), language="ar"))

    assert {text.language for text in graph.objects(None, EARL.info)} == {"ar"}
    assert {text.language for text in graph.objects(None, DCT.identifier)} == {None}


def test_nothing_is_fetched_to_read_it() -> None:
    document = json.loads(rendered("earl", full_report()))

    assert isinstance(document["@context"], dict)
    assert not any(key == "@import" for key in document["@context"])


def test_another_run_has_other_names_for_its_assertions() -> None:
    one, two = (
        set(_graph(report(requirement("A-1"), evaluated_at=date)).subjects(rdflib.RDF.type, EARL.Assertion))
        for date in ("2026-12-01", "2026-12-02")
    )

    assert one.isdisjoint(two)


def _verdict(**changes: Any) -> Verdict:
    verdict = Verdict("yes", Outcome.PASSED, "Seen.", "Review office", "2026-12-01", Outcome.CANT_TELL)
    return msgspec.structs.replace(verdict, **changes)


def test_person_asserts_what_she_judged_on_her_day() -> None:
    judged = assertion("A-1", outcome=Outcome.PASSED, mode=Mode.SEMI_AUTO, verdict=_verdict())
    graph = _graph(report(requirement("A-1", judged)))
    (person,) = graph.subjects(rdflib.RDF.type, FOAF.Person)
    (one,) = graph.subjects(EARL.assertedBy, person)

    assert (person, rdflib.RDF.type, EARL.Assertor) in graph
    assert str(graph.value(person, FOAF.name)) == "Review office"
    assert str(graph.value(graph.value(one, EARL.result), DCT.date)) == "2026-12-01"
    told = " ".join(map(str, graph.objects(graph.value(one, EARL.result), EARL.info)))
    assert "Seen." in told
    assert "cannot tell" in told


def test_disputed_failure_stays_asserted_by_the_program() -> None:
    disputed = assertion("A-1", verdict=_verdict(dispute=True, machine_outcome=Outcome.FAILED))
    graph = _graph(report(requirement("A-1", disputed)))
    (person,) = graph.subjects(rdflib.RDF.type, FOAF.Person)

    assert list(graph.subjects(EARL.assertedBy, person)) == []
    assert ("A-1", "failed", "automatic") in _told(graph)
    assert any("Disputed by Review office" in str(info) for info in graph.objects(None, EARL.info))
