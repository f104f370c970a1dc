"""Help, needs, rules and meeting others, as the record and the package tell them."""

from __future__ import annotations

from typing import Any

import pytest
from support_words import HERE, Pages, Words

from oecheck.facts import signposts, support
from oecheck.model.course import Activity, Course, Module
from oecheck.model.fact import Fact, Method, State, plain
from oecheck.model.package import File, Package


def course(*activities: Activity, **fields: Any) -> Course:
    return Course(source=HERE, activities=activities, **fields)


def activity(kind: str, raw_kind: str = "", **fields: Any) -> Activity:
    return Activity(source=HERE, id=f"{kind}-{raw_kind}", kind=kind, raw_kind=raw_kind, **fields)


def package(format_: str) -> Package:
    return Package(source=HERE, name="p", container="zip", size_bytes=1, entry_count=1, sha256="", format=format_)


@pytest.mark.parametrize(
    ("contact", "usable"),
    [
        ("help@example.edu", True),
        ("mailto:help@example.edu", True),
        ("https://example.edu/help", True),
        ("+254 20 123 4567", True),
        ("tel:+254201234567", True),
        ("ask your tutor", False),
        ("adopting institution", False),
        ("example.edu", False),
        ("@", False),
    ],
)
def test_contact_counts_when_it_can_be_used(contact: str, usable: bool) -> None:
    found = support.usable_contacts({"contacts": {"academic": contact}})
    assert plain(found) == (("academic",) if usable else ())


def test_contacts_left_to_the_host_are_told_apart() -> None:
    assert plain(support.host_contacts({"contacts": {"academic": "Adopting  institution"}})) == ("academic",)


def test_without_a_record_nothing_of_it_is_known() -> None:
    for value in (support.usable_contacts(None), support.technology(None), support.policies(None)):
        assert isinstance(value, Fact)
        assert value.state is State.UNSUPPORTED


def test_silent_record_leaves_a_text_absent() -> None:
    assert support.technology({}) is None
    assert plain(support.technology({"technology": {"fr": " ", "en": "A telephone"}})) == "A telephone"


def test_required_knowledge_of_the_package_counts_without_a_record() -> None:
    assert support.required_knowledge(course(prerequisites="Arithmetic"), None) == "Arithmetic"
    assert support.required_knowledge(course(prerequisites=" "), {}) is None
    unknown = support.required_knowledge(course(), None)
    assert isinstance(unknown, Fact)
    assert unknown.state is State.UNSUPPORTED


def test_policy_needs_a_file_or_address() -> None:
    record = {"policies": [{"type": "integrity", "ref": "rules.pdf#2"}, {"type": "privacy"}]}
    assert plain(support.policies(record)) == ("integrity",)
    assert plain(support.lost_policies(record, ())) == ("rules.pdf",)
    here = (File(source=HERE, path="rules.pdf", size_bytes=1),)
    assert plain(support.lost_policies(record, here)) == ()
    assert plain(support.lost_policies({"policies": [{"ref": "https://example.edu/p"}]}, ())) == ()


def test_policies_by_the_host_are_told() -> None:
    assert plain(support.policies_by_host({"policies": "set by the adopting institution"})) is True
    assert plain(support.policies_by_host({"policies": []})) is False


@pytest.mark.parametrize(
    ("one", "way"),
    [
        (activity("discussion", "forum"), "forum"),
        (activity("other", "chat"), "chat"),
        (activity("tool", "bigbluebuttonbn"), "live"),
    ],
)
def test_places_to_meet_are_told_by_their_kind(one: Activity, way: str) -> None:
    assert support.interaction_kinds(course(one), package("scorm-1.2"), None) == (way,)


def test_hidden_forum_is_no_place_to_meet() -> None:
    hidden = activity("discussion", visibility="hidden")
    assert support.interaction_kinds(course(hidden), package("moodle"), None) == ()


def test_format_without_forums_says_nothing_of_meeting() -> None:
    unknown = support.interaction_kinds(course(), package("epub"), None)
    assert isinstance(unknown, Fact)
    assert unknown.state is State.UNSUPPORTED
    assert support.interaction_kinds(course(), package("epub"), {"interaction": "none"}) == ()
    assert support.interaction_kinds(course(), package("epub"), {"interaction": "email"}) == ("email",)


def test_surveys_are_named() -> None:
    titled = activity("survey", title="What did you think?")
    assert support.survey_titles(course(titled, activity("quiz"))) == ("What did you think?",)


def passages(name: str, *texts: str, languages: tuple[str, ...] = ("en",)) -> Any:
    (definition,) = (fact for fact in signposts.FACTS if fact.name == name)
    words = Words(support={"en": ["help", "contact us"], "ar": ["الدعم الفني"]})
    return definition.function(texts, signposts.signpost_words(texts), languages, words)


def test_passages_hold_a_word_and_not_a_part_of_one() -> None:
    assert passages("support_passages", "Getting help", "Contact us!", "Helpless", "Water") == (
        "Getting help",
        "Contact us!",
    )


def test_nothing_found_in_a_language_without_a_list_is_not_known() -> None:
    unknown = passages("support_passages", "Wasser", languages=("de",))
    assert isinstance(unknown, Fact)
    assert (unknown.state, unknown.reason) == (State.UNREADABLE, "no-lexicon")
    assert passages("support_passages", "Water") == ()


def test_signposts_are_what_learners_see_each_once() -> None:
    module = Module(source=HERE, id="m", title="Water")
    unseen = Module(source=HERE, id="n", title="Draft", visible=False)
    pages = Pages(p={}, teacher={"audience": "instructor"})
    found = signposts.signposts(course(activity("page", title="Water"), modules=(module, unseen)), pages)
    assert found == ("Water",)


def test_expectations_rest_on_a_statement() -> None:
    value = support.expectations({"expectationsRef": "s.html"})
    assert isinstance(value, Fact)
    assert value.method is Method.SUPPLIED
