"""Profiles select, raise, set and leave out; what two of them say differently is an error, never a matter of order."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import msgspec
import pytest

from oecheck.errors import UsageError
from oecheck.model.outcome import Level
from oecheck.rules import Parameter, ProfileFile, RuleFile, find_edition, parameter_value, resolve
from oecheck.run import load_catalogue, stored_edition

CATALOGUE = load_catalogue("ohe@0.1", cached=False)
RULES = [rule.file for rule in CATALOGUE.rules if rule.area in {"LIC", "PRV"}]
IDS = {rule.id for rule in RULES}


def _profile(parameters: dict[str, dict[str, str]] | None = None, **changes: Any) -> ProfileFile:
    """A profile, and for each value that it sets some reason."""
    changes["parameters"] = {
        id: {name: {"value": value, "why": "Ours."} for name, value in values.items()}
        for id, values in (parameters or {}).items()
    }
    written = {"id": "p", "title": "P", "description": "d", "status": "draft", "select": ["*"]}
    return msgspec.convert({**written, **changes}, ProfileFile)


def _levels(*profiles: ProfileFile, rules: list[RuleFile] = RULES) -> dict[str, Level]:
    return dict(resolve(rules, profiles).levels)


def test_star_selects_every_requirement_at_its_own_level() -> None:
    assert _levels(_profile()) == {rule.id: rule.level for rule in RULES}


def test_area_and_id_select_what_they_name() -> None:
    area = {id for id in IDS if "-LIC-" in id}

    assert _levels(_profile(select=["LIC", "OHE-PRV-001"])).keys() == area | {"OHE-PRV-001"}


def test_excluded_requirement_is_left_out_unless_another_profile_selects_it() -> None:
    without = _profile(exclude={"OHE-PRV-001": "Not ours."})

    assert "OHE-PRV-001" not in _levels(without)
    assert "OHE-PRV-001" in _levels(without, _profile())


def test_withdrawn_requirement_is_never_selected() -> None:
    rules = [msgspec.structs.replace(RULES[0], status="withdrawn")]

    assert _levels(_profile(), rules=rules) == {}


@pytest.mark.parametrize("turned", [False, True])
def test_highest_level_wins_whatever_the_order(turned: bool) -> None:
    low = next(rule for rule in RULES if rule.level is Level.SHOULD)
    profiles = [_profile(raise_to={low.id: "must"}), _profile()]

    assert _levels(*(reversed(profiles) if turned else profiles))[low.id] is Level.MUST


def test_level_is_never_lowered() -> None:
    must = next(rule for rule in RULES if rule.level is Level.MUST)

    assert _levels(_profile(), _profile(raise_to={must.id: "should"}))[must.id] is Level.MUST


def test_one_value_from_two_profiles_is_no_conflict() -> None:
    profile = _profile(parameters={"OHE-LIC-005": {"min_editable": "0.9"}})

    assert resolve(RULES, [profile, profile]).parameters == {"OHE-LIC-005": {"min_editable": "0.9"}}


def test_two_values_for_one_parameter_are_an_error() -> None:
    profiles = [_profile(parameters={"OHE-LIC-002": {"scheme": value}}) for value in ("spdx", "own")]
    with pytest.raises(UsageError) as raised:
        resolve(RULES, profiles)

    assert raised.value.code == "profiles-conflict"
    assert (raised.value.arguments["one"], raised.value.arguments["other"]) == ("spdx", "own")


@pytest.mark.parametrize(
    ("side", "value", "set_by_one", "together"),
    [
        ("lower", "10", "20", "10"),
        ("lower", "10", "5", "5"),
        ("higher", "10", "20", "20"),
        ("higher", "10", "5", "10"),
        ("when-true", "false", "true", "true"),
        ("when-true", "true", "false", "true"),
        ("when-false", "false", "true", "false"),
        ("when-false", "true", "false", "false"),
    ],
)
def test_profile_that_sets_nothing_has_the_value_of_the_rule(
    side: str, value: str, set_by_one: str, together: str
) -> None:
    parameter = msgspec.convert({"value": value, "source": "own", "why": "Ours.", "stricter": side}, Parameter)
    rule = msgspec.structs.replace(RULES[0], parameters={"word": parameter})
    setting = _profile(parameters={rule.id: {"word": set_by_one}})

    assert resolve([rule], [setting]).parameters == {rule.id: {"word": set_by_one}}
    for profiles in ([setting, _profile()], [_profile(), setting]):
        assert resolve([rule], profiles).parameters == {rule.id: {"word": together}}


def test_profile_that_leaves_a_requirement_out_has_no_say_in_its_parameters() -> None:
    parameter = msgspec.convert(
        {"value": "false", "source": "own", "why": "Ours.", "stricter": "when-false"}, Parameter
    )
    rule = msgspec.structs.replace(RULES[0], parameters={"word": parameter})
    profiles = [_profile(parameters={rule.id: {"word": "true"}}), _profile(exclude={rule.id: "Not ours."})]

    assert resolve([rule], profiles).parameters == {rule.id: {"word": "true"}}


def test_star_does_not_select_the_requirements_of_a_single_profile() -> None:
    assert not [id for id in resolve(RULES, [_profile()], {"LIC"}).levels if "-LIC-" in id]
    assert resolve(RULES, [_profile(select=["*", "LIC"])], {"LIC"}).levels.keys() == IDS


@pytest.mark.parametrize(("name", "strictest"), [("min_editable", "10"), ("max_height", "0.9")])
@pytest.mark.parametrize("turned", [False, True])
def test_stricter_of_two_bounds_holds_whatever_the_order(name: str, strictest: str, turned: bool) -> None:
    profiles = [_profile(parameters={"OHE-LIC-005": {name: value}}) for value in ("0.9", "10")]

    resolved = resolve(RULES, list(reversed(profiles)) if turned else profiles)

    assert resolved.parameters == {"OHE-LIC-005": {name: strictest}}


def test_digest_tells_selections_apart_and_not_the_order_of_profiles() -> None:
    one, other = _profile(select=["LIC"]), _profile(select=["PRV"])

    assert resolve(RULES, [one, other]).digest == resolve(RULES, [other, one]).digest
    assert resolve(RULES, [one]).digest != resolve(RULES, [other]).digest


PROFILES = stored_edition(find_edition("ohe@0.1")).profiles


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_bundled_profile_selects_core_but_for_what_it_says_it_leaves_out(name: str) -> None:
    catalogue = load_catalogue("ohe@0.1", [name])
    profile = PROFILES[name]

    assert {rule.id for rule in CATALOGUE.rules} - {rule.id for rule in catalogue.rules} == set(profile.exclude)
    assert all(reason.strip() for reason in profile.exclude.values())


OWN = {"open": "OPN", "smart-classroom": "SCR", "workshop": "WKS", "micro-credential": "MIC"}


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_bundled_profile_adds_requirements_of_its_own_and_of_no_other(name: str) -> None:
    edition = stored_edition(find_edition("ohe@0.1"))
    wanted = {rule.file.id for rule in edition.rules if name in OWN and f"-{OWN[name]}-" in rule.file.id}
    added = {rule.id for rule in load_catalogue("ohe@0.1", [name]).rules} - {rule.id for rule in CATALOGUE.rules}

    assert added == wanted
    assert bool(wanted) == (name in OWN)


def test_profiles_together_have_the_requirements_of_both() -> None:
    areas = {rule.area for rule in load_catalogue("ohe@0.1", ["open", "workshop"]).rules}

    assert areas & set(OWN.values()) == {"OPN", "WKS"}


def test_to_check_only_what_the_profile_does_not_have_is_an_error() -> None:
    with pytest.raises(UsageError) as raised:
        load_catalogue("ohe@0.1", ["core"], only=["PKG", "OPN"])

    assert (raised.value.code, raised.value.arguments["requirement"]) == ("not-selected", "OPN")
    assert {rule.area for rule in load_catalogue("ohe@0.1", ["open"], only=["OPN"]).rules} == {"OPN"}


def test_courses_that_claim_core_as_well_are_asked_for_what_core_asks() -> None:
    rules = {rule.id: rule for rule in load_catalogue("ohe@0.1", ["core", "open", "smart-classroom"]).rules}
    values = {
        (id, name): rules[id].constants[list(rules[id].file.parameters).index(name)]
        for id, name in (("OHE-SUP-003", "host_provides"), ("OHE-OFF-001", "offline"), ("OHE-OFF-005", "max_height"))
    }

    assert list(values.values()) == [False, True, 480]


@pytest.mark.parametrize("name", sorted(PROFILES.keys() - {"core"}))
def test_bundled_profile_changes_what_it_says(name: str) -> None:
    rules = {rule.id: rule for rule in load_catalogue("ohe@0.1", [name]).rules}
    profile = PROFILES[name]

    assert profile.raise_to or profile.parameters
    assert {id: rules[id].level for id in profile.raise_to} == dict(profile.raise_to)
    for id, values in profile.parameters.items():
        names = list(rules[id].file.parameters)
        for parameter, value in values.items():
            assert rules[id].constants[names.index(parameter)] == parameter_value(value.value)
            assert value.why


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(PROFILES), 2)))
def test_any_two_bundled_profiles_combine_at_the_higher_level(one: str, other: str) -> None:
    levels = {rule.id: rule.level for rule in load_catalogue("ohe@0.1", [one, other]).rules}

    for name in (one, other):
        assert {id: levels[id] for id in PROFILES[name].raise_to if levels[id] is not Level.MUST} == {
            id: level for id, level in PROFILES[name].raise_to.items() if levels[id] is not Level.MUST
        }
