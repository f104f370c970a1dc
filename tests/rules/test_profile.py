"""Profiles select, raise, set and leave out; what two of them say differently is an error, never a matter of order."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from oecheck.errors import UsageError
from oecheck.model.outcome import Level
from oecheck.rules import ProfileFile, RuleFile, resolve
from oecheck.run import load_catalogue

RULES = [rule.file for rule in load_catalogue("ohe@0.1", cached=False).rules if rule.area in {"LIC", "PRV"}]
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
    profiles = [_profile(parameters={"OHE-LIC-005": {"min_editable": value}}) for value in ("0.9", "0.7")]
    with pytest.raises(UsageError) as raised:
        resolve(RULES, profiles)

    assert raised.value.code == "profiles-conflict"
    assert (raised.value.arguments["one"], raised.value.arguments["other"]) == ("0.9", "0.7")


def test_digest_tells_selections_apart_and_not_the_order_of_profiles() -> None:
    one, other = _profile(select=["LIC"]), _profile(select=["PRV"])

    assert resolve(RULES, [one, other]).digest == resolve(RULES, [other, one]).digest
    assert resolve(RULES, [one]).digest != resolve(RULES, [other]).digest
