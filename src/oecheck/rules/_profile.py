"""Profiles resolved into one selection of requirements with levels and parameters (proposal §3)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from oecheck.errors import UsageError
from oecheck.model.outcome import Level
from oecheck.rules._shape import ProfileFile, RuleFile

__all__ = ["Selection", "resolve"]

# The first word of a parameter's name says on which side it bounds.
_BOUNDS: Mapping[str, Callable[..., str]] = {"max": min, "min": max}
_RANK = {Level.MAY: 0, Level.SHOULD: 1, Level.MUST: 2}


class Selection(msgspec.Struct, frozen=True):
    """The resolved catalogue.

    Attributes:
        levels: level by requirement id; a requirement that is not here is not selected.
        parameters: values that differ from the rules' own, by requirement id and name.
        digest: sha256 of levels and parameters.
    """

    levels: Mapping[str, Level]
    parameters: Mapping[str, Mapping[str, str]]
    digest: str


def resolve(rules: Iterable[RuleFile], profiles: Sequence[ProfileFile]) -> Selection:
    """Combines profiles: what one of them selects is selected, the highest level wins.

    A requirement that a profile excludes is left out only where no other profile selects it. Of two values of a bound
    (`max_…`, `min_…`) the stricter one holds.

    Raises:
        UsageError: two profiles set a parameter that is no bound to different values.
    """
    levels: dict[str, Level] = {}
    parameters: dict[str, dict[str, str]] = {}
    for profile in profiles:
        for rule in rules:
            if _selected(rule, profile):
                level = profile.raise_to.get(rule.id, rule.level)
                levels[rule.id] = max(level, levels.get(rule.id, level), key=_RANK.__getitem__)
        for rule_id, values in profile.parameters.items():
            for name, value in values.items():
                own = parameters.setdefault(rule_id, {})
                own[name] = _stricter(rule_id, name, own.get(name, value), value)
    encoded = msgspec.json.encode(
        (sorted(levels.items()), sorted((key, sorted(v.items())) for key, v in parameters.items()))
    )
    return Selection(levels, parameters, hashlib.sha256(encoded).hexdigest())


def _stricter(rule_id: str, name: str, known: str, value: str) -> str:
    if known == value:
        return known
    bound = _BOUNDS.get(name.partition("_")[0])
    if bound is None:
        raise UsageError("profiles-conflict", requirement=rule_id, parameter=name, one=known, other=value)
    return bound((known, value), key=float)


def _selected(rule: RuleFile, profile: ProfileFile) -> bool:
    if rule.status == "withdrawn" or rule.id in profile.exclude:
        return False
    return any(pattern in {"*", rule.id, rule.id.split("-")[1]} for pattern in profile.select)
