"""Profiles select, raise, set and leave out; what two of them say differently is an error, never a matter of order."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import msgspec
import pytest

from oecheck.errors import UsageError
from oecheck.model.outcome import Level
from oecheck.rules import ProfileFile, RuleFile, find_edition, parameter_value, resolve
from oecheck.run import load_catalogue, stored_edition

CATALOGUE = load_catalogue("ohe@0.1", cached=False)
RULES = [rule.file for rule in CATALOGUE.rules if rule.area in {"LIC", "PRV"}]
IDS = {rule.id for rule in RULES}


def _profile(**changes: Any) -> ProfileFile:
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
    profiles = [_profile(parameters={"OHE-LIC-002": {"holder_required": value}}) for value in ("true", "false")]
    with pytest.raises(UsageError) as raised:
        resolve(RULES, profiles)

    assert raised.value.code == "profiles-conflict"
    assert (raised.value.arguments["one"], raised.value.arguments["other"]) == ("true", "false")


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


@pytest.mark.parametrize("name", sorted(PROFILES.keys() - {"core"}))
def test_bundled_profile_changes_what_it_says(name: str) -> None:
    rules = {rule.id: rule for rule in load_catalogue("ohe@0.1", [name]).rules}
    profile = PROFILES[name]

    assert profile.raise_to or profile.parameters
    assert {id: rules[id].level for id in profile.raise_to} == dict(profile.raise_to)
    for id, values in profile.parameters.items():
        names = list(rules[id].file.parameters)
        for parameter, value in values.items():
            assert rules[id].constants[names.index(parameter)] == parameter_value(value)


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(PROFILES), 2)))
def test_any_two_bundled_profiles_combine_at_the_higher_level(one: str, other: str) -> None:
    levels = {rule.id: rule.level for rule in load_catalogue("ohe@0.1", [one, other]).rules}

    for name in (one, other):
        assert {id: levels[id] for id in PROFILES[name].raise_to if levels[id] is not Level.MUST} == {
            id: level for id, level in PROFILES[name].raise_to.items() if levels[id] is not Level.MUST
        }
