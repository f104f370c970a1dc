"""What a learner gets at the end, and the file that defines it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_words import HERE

from oecheck.containers import EntryUnreadable
from oecheck.facts import credential
from oecheck.model.course import Activity, Classification, Course, LearningOutcome, Provider
from oecheck.model.fact import Fact, State, plain

BADGE = {
    "id": "urn:1",
    "type": ["Achievement"],
    "name": "Safe water",
    "description": "d",
    "criteria": {"narrative": "n"},
}


class Container:
    """Files by path; None for one that cannot be read."""

    def __init__(self, **files: bytes | None) -> None:
        self._files = {name + ".json": data for name, data in files.items()}

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def read(self, path: str) -> bytes:
        data = self._files[path]
        if data is None:
            raise EntryUnreadable(path, "crc")
        return data


def course(**fields: Any) -> Course:
    return Course(source=HERE, **fields)


def record(**said: Any) -> dict[str, Any]:
    return {"credential": {"title": "Safe Water", "definition": "badge.json", **said}}


def faults(definition: Any) -> Any:
    data = definition if isinstance(definition, bytes) else json.dumps(definition).encode()
    return credential.definition_faults(course(), Container(badge=data), record())


def test_kind_is_none_or_a_word_or_unstated() -> None:
    assert credential.credential_kind({"credential": "none"}) == "none"
    assert credential.credential_kind(record(type="badge")) == "badge"
    assert credential.credential_kind(record()) == "unstated"
    assert credential.credential_kind({}) is None
    assert credential.credential_kind(None) is None


def test_whether_it_is_stated_is_not_known_without_a_record() -> None:
    unknown = credential.credential_stated(None)
    assert isinstance(unknown, Fact)
    assert unknown.state is State.UNSUPPORTED
    assert credential.credential_stated({}) is None
    assert plain(credential.credential_stated({"credential": "none"})) is True


def test_every_gap_of_a_micro_credential_is_named_by_its_key() -> None:
    assert len(credential.credential_gaps(course(), {})) == 9
    said = record(awardingBody="College", assessmentType="project", participation="online", qualityAssurance="ESG")
    whole = course(
        provider=Provider(source=HERE, name="College", country="KE"),
        outcomes=(LearningOutcome(source=HERE, id="1", text="Choose a method"),),
        study_time_s=90_000.0,
        levels=(Classification(source=HERE, scheme="EQF", code="5"),),
    )
    assert credential.credential_gaps(whole, said) == ()


def test_achievement_is_found_alone_or_inside_of_its_credential() -> None:
    assert faults(BADGE) == ()
    assert faults({"type": ["VerifiableCredential"], "credentialSubject": {"achievement": BADGE}}) == ()


def test_specification_of_the_european_model_needs_a_title() -> None:
    assert faults({"type": "LearningAchievementSpecification", "title": {"en": ["Safe water"]}}) == ()
    assert faults({"type": "LearningAchievementSpecification"}) == ("lacks-title",)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ({**BADGE, "criteria": None}, ("lacks-criteria",)),
        ({**BADGE, "name": "Another"}, ("other-title",)),
        ({"type": "Person"}, ("unknown-kind",)),
        (b"<xml/>", ("not-json",)),
        (b"", ("not-json",)),
    ],
)
def test_faults_of_a_definition_are_named(definition: Any, expected: tuple[str, ...]) -> None:
    assert faults(definition) == expected


def test_definition_that_is_elsewhere_or_damaged_is_not_judged() -> None:
    outside = credential.definition_faults(course(), Container(), record(definition="https://example.edu/b.json"))
    damaged = credential.definition_faults(course(), Container(badge=None), record())
    assert [value.reason for value in (outside, damaged) if isinstance(value, Fact)] == [
        "remote-definition",
        "file-unreadable",
    ]
    assert credential.definition_faults(course(), Container(), record()) == ("missing",)
    assert credential.definition_faults(course(), Container(), {}) == ()


@given(st.recursive(st.none() | st.text(max_size=9), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
@settings(max_examples=60)
def test_any_json_gives_faults_and_never_an_error(data: Any) -> None:
    assert isinstance(faults(data), tuple)


def test_conditions_are_numbers_and_names_or_words() -> None:
    numbers = record(criteria={"pass": 0.6, "activities": ["Quiz", "i-1", "Project"]})
    there = course(
        activities=(Activity(source=HERE, id="i-1", title="Essay"), Activity(source=HERE, id="q", title="quiz"))
    )
    assert credential.credential_pass(numbers) == 0.6
    assert credential.credential_criteria(numbers) == ("pass", "activities")
    assert credential.credential_prose(numbers) is None
    assert credential.lost_credential_activities(there, numbers) == ("Project",)
    prose = record(criteria={"en": "Pass everything"})
    assert credential.credential_prose(prose) == "Pass everything"
    assert credential.credential_criteria(prose) == ()
    assert credential.credential_pass(prose) is None


def test_verification_stackability_and_what_it_certifies_are_told_as_the_record_says_them() -> None:
    said = record(identityVerification="sign-in", stackability="not stackable", certifies=["attendance"])

    assert plain(credential.identity_verification(said)) == "sign-in"
    assert plain(credential.stackability(said)) == "not stackable"
    assert plain(credential.credential_certifies(said)) == ("attendance",)
    assert plain(credential.credential_certifies(record())) == ()
    assert credential.stackability(record()) is None


def test_without_a_record_the_format_has_no_place_for_them() -> None:
    for fact in (credential.identity_verification, credential.stackability, credential.credential_certifies):
        value = fact(None)
        assert isinstance(value, Fact)
        assert value.state is State.UNSUPPORTED
