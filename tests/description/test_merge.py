"""A record laid under a course: the package first, the record where it is silent, a conflict where they differ."""

from __future__ import annotations

from typing import Any

import pytest

from oecheck.description._data import asks, schema
from oecheck.description._said import SIMPLE
from oecheck.description.load import load_bytes
from oecheck.description.merge import merge
from oecheck.description.record import Record
from oecheck.description.references import unresolved
from oecheck.facts.metadata_fields import metadata_fields
from oecheck.model.course import (
    Activity,
    Assessment,
    Course,
    LangText,
    LearningOutcome,
    Licence,
    Module,
    Provider,
    Tool,
)
from oecheck.model.fact import Fact, Method, State, plain, unsupported
from oecheck.model.source import Source

AT = Source(file="imsmanifest.xml", line=3, column=1)


def record(text: str) -> Record:
    loaded = load_bytes(text.encode(), "course-description.yaml")
    assert loaded.findings == ()
    assert loaded.record is not None
    return loaded.record


def course(**fields: Any) -> Course:
    return Course(source=AT, **fields)


def everything() -> Record:
    keys = schema()["properties"].items()
    return Record(
        data={key: part["examples"][0] for key, part in keys if key[0] not in "$@"}, file="course-description.yaml"
    )


def test_what_the_package_leaves_out_comes_from_the_record_with_its_place() -> None:
    merged = merge(course(version=None), record("modified: 2025-09-01\nversion: 2\n"))
    assert isinstance(merged.version, Fact)
    assert (merged.version.value, merged.version.method) == ("2", Method.SUPPLIED)
    assert merged.version.sources == (Source("course-description.yaml", 2, 1, "/version"),)
    assert merged.record


def test_grading_comes_from_the_record_and_the_package_goes_before_it() -> None:
    said = record("grading:\n  scheme: Quizzes 40 %, project 60 %\n  pass: 0.6\n")
    merged = merge(course(grading_scheme=unsupported(), pass_mark=unsupported()), said)
    assert (plain(merged.grading_scheme), plain(merged.pass_mark)) == ("Quizzes 40 %, project 60 %", 0.6)
    conflict = merge(course(pass_mark=0.5), said).pass_mark
    assert isinstance(conflict, Fact)
    assert (conflict.state, conflict.value) == (State.CONFLICT, 0.5)


def test_of_several_alignments_the_one_with_an_address_counts() -> None:
    said = record(
        "outcomes:\n  - id: LO1\n    text: Choose\n    alignments:\n      - framework: Own\n        code: C1\n"
        "      - framework: ESCO\n        uri: https://example.org/skill/1\n"
    )
    (outcome,) = plain(merge(course(), said).outcomes) or ()
    assert (outcome.scheme, plain(outcome.uri)) == ("ESCO", "https://example.org/skill/1")


def test_what_nobody_says_is_absent_once_there_is_a_record() -> None:
    merged = merge(course(credits=unsupported(), licence=unsupported()), record("version: 2\n"))
    assert merged.credits is None
    assert merged.licence is None


def test_what_the_record_has_no_key_for_stays_unsupported() -> None:
    merged = merge(course(created=unsupported(), export_id=unsupported()), record("version: 2\n"))
    assert merged.created == merged.export_id == unsupported()


def test_every_field_that_a_key_is_said_to_fill_is_filled() -> None:
    places = ("course.", "module.", "activity.", "tool.")
    named = {field for ask in asks().values() for field in ask.fields}
    assert all(field.startswith(places) for field in named)
    own = {field.removeprefix("course.") for field in named if field.startswith("course.")}
    bare = Course(source=AT, **{name: unsupported() for name in Course.__struct_fields__ if name in own - _PLAIN})
    data = everything().data | {
        "data": dict.fromkeys(("collected", "purposes", "recipients", "retention", "contact"), "x"),
        "mode": schema()["properties"]["mode"]["examples"][0] | {"start": "2026-01-01", "end": "2026-02-01"},
    }
    merged = merge(bare, Record(data=data, file="course-description.yaml"))
    empty = [name for name in own if plain(getattr(merged, name)) in (None, ())]
    assert empty == []


_PLAIN = {"titles", "descriptions"}


def test_every_key_taken_over_as_it_is_exists_in_the_schema() -> None:
    for pointer in SIMPLE.values():
        part: Any = schema()
        for step in pointer.split("/")[1:]:
            branches = part.get("anyOf", [part])
            part = next(branch["properties"][step] for branch in branches if step in branch.get("properties", {}))
        assert part["description"]


@pytest.mark.parametrize(
    ("field", "native", "text"),
    [
        ("version", "v2.0", "version: '2.0'"),
        ("modified", "2025", "modified: 2025-09-01"),
        ("id", "6C1F7C9E-3C07-4D2E-9D7F-0D1A8A2F4B11", "id: urn:uuid:6c1f7c9e-3c07-4d2e-9d7f-0d1a8a2f4b11"),
        ("title", "Eau  POTABLE", "title: {en: Water, fr: Eau potable}"),
        ("languages", ("en-GB",), "languages: [{tag: en}, {tag: fr}]"),
        ("study_time_s", 90000.0, "workload: {hours: 25}"),
        (
            "licence",
            Licence(id="CC-BY-4.0", family="cc", source=AT),
            "licence: https://creativecommons.org/licenses/by/4.0/deed.fr",
        ),
    ],
)
def test_agreement_keeps_the_fact_of_the_package(field: str, native: Any, text: str) -> None:
    merged = merge(course(**{field: native}), record(text))
    assert getattr(merged, field) == native


@pytest.mark.parametrize(
    ("field", "native", "text", "shown"),
    [
        ("version", "1.0", "version: '2.0'", "version"),
        ("title", "Water", "title: {en: Fire}", "title"),
        ("languages", ("sw",), "languages: [{tag: en}]", "language"),
        ("id", "urn:a:1", "id: urn:a:2", "identifier"),
        ("licence", Licence(id="CC-BY-4.0", family="cc", source=AT), "licence: CC-BY-SA-4.0", "licence"),
    ],
)
def test_contradiction_is_a_conflict_with_the_package_first(field: str, native: Any, text: str, shown: str) -> None:
    given = record(text)
    merged = merge(course(**{field: native}), given)
    fact = getattr(merged, field)
    assert (fact.state, fact.value, fact.others[0].method) == (State.CONFLICT, native, Method.SUPPLIED)
    (told,) = metadata_fields(merged, given.data)
    assert (told.field, told.agrees, told.prose, len(told.values)) == (shown, False, False, 2)
    assert told.source == AT


def test_metadata_said_twice_and_alike_agrees() -> None:
    given = record("version: '2.0'\ntitle: {en: Water}\n")
    (told,) = metadata_fields(merge(course(version="2.0"), given), given.data)
    assert (told.field, told.agrees) == ("version", True)


def test_metadata_said_once_is_not_looked_at() -> None:
    given = record("modified: 2025-09-01\n")
    assert metadata_fields(merge(course(version="2.0"), given), given.data) == ()
    assert metadata_fields(course(version="2.0"), None) == ()


def test_guess_gives_way_to_the_record() -> None:
    guess: Fact[str] = Fact(value="1.0", method=Method.INFERRED, confidence=0.5)
    merged = merge(course(version=guess), record("version: '2.0'"))
    assert isinstance(merged.version, Fact)
    assert (merged.version.value, merged.version.state) == ("2.0", State.PRESENT)


def test_default_licence_of_a_platform_contradicts_nobody() -> None:
    native = Licence(id="LicenseRef-All-Rights-Reserved", family="arr", default=True, source=AT)
    merged = merge(course(licence=native), record("licence: CC-BY-4.0"))
    assert isinstance(merged.licence, Fact)
    assert (merged.licence.state, merged.licence.others) == (State.PRESENT, ())


def test_licence_told_in_words_is_left_to_a_person() -> None:
    given = record("licence: CC-BY-4.0")
    merged = merge(course(licence=Licence(raw="See our web site", source=AT)), given)
    (told,) = metadata_fields(merged, given.data)
    assert (told.field, told.prose) == ("licence", True)


def test_fuller_description_counts_and_never_conflicts() -> None:
    merged = merge(course(description="Short."), record("description: {en: A longer text about water.}"))
    assert isinstance(merged.description, Fact)
    assert (merged.description.value, merged.description.state) == ("A longer text about water.", State.PRESENT)


def test_titles_of_other_languages_are_added() -> None:
    native = (LangText(text="Water", language="en", source=AT),)
    merged = merge(course(title="Water", titles=native), record("title: {en: Water, fr: Eau}"))
    assert [(entry.language, entry.text) for entry in merged.titles] == [("en", "Water"), ("fr", "Eau")]


def test_provider_is_completed_field_by_field() -> None:
    merged = merge(
        course(provider=Provider(name="College", source=AT)), record("provider: {name: college, country: KE}")
    )
    provider = plain(merged.provider)
    assert provider is not None
    assert (provider.name, plain(provider.country)) == ("College", "KE")


def test_outcomes_modules_and_assessments_are_linked() -> None:
    given = record(
        "outcomes: [{id: LO1, text: Do it}, {id: LO2, text: Plan it}]\n"
        "modules: [{ref: Unit  ONE, hours: 6, outcomes: [LO1]}]\n"
        "assessments: [{ref: q1, outcomes: [LO1, LO2], weight: 1, type: summative, criteriaRef: c.html}]\n"
    )
    merged = merge(
        course(
            outcomes=(LearningOutcome(id="n", text="do it", source=AT),),
            modules=(Module(id="m1", title="Unit one", hours=unsupported(), source=AT),),
            activities=(Activity(id="a1", kind="quiz", criteria=unsupported(), source=AT),),
            assessments=(Assessment(id="q1", activity="a1", source=AT),),
        ),
        given,
    )
    outcomes = {entry.id: entry.aligned for entry in plain(merged.outcomes) or ()}
    assert outcomes == {"n": ("m1", "a1"), "LO2": ("a1",)}
    assert plain(merged.modules[0].hours) == 6.0
    assert merged.modules[0].outcomes == ("n",)
    assert (plain(merged.activities[0].weight), plain(merged.activities[0].criteria)) == (1.0, True)
    assert merged.assessments[0].kind == "summative"


def test_tool_is_explained_by_the_longest_address() -> None:
    given = record("remote: [{url: https://a.example/, owner: A}, {url: https://a.example/x/, owner: X, purpose: P}]")
    tool = Tool(id="t", launch="https://a.example/x/launch", purpose=unsupported(), fallback=unsupported(), source=AT)
    (merged,) = merge(course(tools=(tool,)), given).tools
    assert (plain(merged.owner), plain(merged.purpose), merged.fallback) == ("X", "P", None)


def test_components_become_licences_of_parts() -> None:
    given = record("components: [{ref: a.png, title: A, author: B, source: https://x.example/, licence: CC-BY-SA-4.0}]")
    (licence,) = merge(course(), given).licences
    assert (licence.id, licence.scope, licence.title, licence.holder, licence.origin, licence.open) == (
        "CC-BY-SA-4.0",
        "a.png",
        "A",
        "B",
        "https://x.example/",
        True,
    )


def test_privacy_words_for_nothing_collected_are_kept() -> None:
    merged = merge(course(), record("data: none beyond the host platform"))
    assert plain(merged.data_collected) == "none beyond the host platform"
    assert merged.data_contact is None


def test_reference_that_leads_nowhere_is_reported_at_its_place() -> None:
    given = record(
        "syllabusRef: guide.html\nstartRef: course/start.html#top\nprintRef: https://x.example/p.pdf\n"
        "outcomes: [{id: LO1, text: a}, {id: LO1, text: b}]\n"
        "modules: [{ref: none, outcomes: [LO9]}]\nassessments: [{ref: none}]\n"
        "media: [{ref: film.mp4, captions: [{language: en, ref: film.vtt}]}]\n"
    )
    found = unresolved(course(), given, {"course/start.html", "film.mp4"})
    assert [(finding.check, finding.source.line, finding.arguments["found"]) for finding in found] == [
        ("CD-09", 1, "guide.html"),
        ("CD-09", 7, "film.vtt"),
        ("CD-10", 5, "none"),
        ("CD-10", 6, "none"),
        ("CD-12", 4, "LO1"),
        ("CD-11", 5, "LO9"),
    ]
