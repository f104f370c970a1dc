"""How an item of QTI 2 or 3 is scored: key, points, by whom.

Source: formats/qti.md §4, §5; QTI 2.2 ASI information model, response processing and its standard templates.
"""

from __future__ import annotations

from lxml.etree import _Element

from oecheck.model.fact import Value
from oecheck.readers._questions.qti2_names import below, first_named, name_of, number_of, outermost, value_of
from oecheck.readers._questions.qti2_parts import Declaration, Interaction
from oecheck.readers._tree import text_of

__all__ = ["has_key", "points_of", "scored_by"]

_HUMAN = frozenset({"essay", "upload"})


def has_key(root: _Element, asking: list[Interaction], declared: dict[str, Declaration]) -> bool:
    """Whether the package says for every interaction what is right: a value, a mapping, or a rule of its own."""
    ruled = _ruled(root)
    return all(_is_keyed(part.response, declared) or part.response in ruled for part in asking)


def _is_keyed(response: str, declared: dict[str, Declaration]) -> bool:
    variable = declared.get(response)
    return variable is not None and (bool(variable.correct) or variable.mapped)


def _ruled(root: _Element) -> frozenset[str]:
    """Responses that rules of the item compare, and those whose key a template sets."""
    rules = first_named(root, "responseProcessing")
    compared = {value_of(node, "identifier") or "" for node in below(rules, "variable")}
    set_later = below(first_named(root, "templateProcessing"), "setCorrectResponse")
    return frozenset(compared | {value_of(node, "identifier") or "" for node in set_later}) - {""}


def scored_by(outcomes: tuple[Declaration, ...], kind: str, key: Value[bool]) -> str:
    """`machine` or `human`: as an outcome says, else by the kind of the question."""
    outside = {value_of(part.element, "externalScored") for part in outcomes}
    if "human" in outside:
        return "human"
    by_hand = kind in _HUMAN and key is not True and "externalMachine" not in outside
    return "human" if by_hand else "machine"


def points_of(root: _Element, responses: tuple[Declaration, ...], outcomes: tuple[Declaration, ...]) -> float | None:
    """MAXSCORE, else the greatest value of SCORE, else what template, mapping or written rules can give."""
    known = {part.identifier: part for part in outcomes}
    greatest = known.get("MAXSCORE") or known.get("MAX_SCORE")
    if greatest is not None and greatest.default:
        return number_of(greatest.default[0])
    score = known.get("SCORE")
    declared = None if score is None else number_of(value_of(score.element, "normalMaximum"))
    if declared is not None:
        return declared
    template = (value_of(first_named(root, "responseProcessing"), "template") or "").rpartition("/")[2]
    template = template.removesuffix(".xml").lower()
    response = next((part for part in responses if part.identifier == "RESPONSE"), None)
    if template in ("match_correct", "cc2_match", "cc2_match_basic"):
        return 1.0
    if "map_response" in template and response is not None and response.mapped:
        return _most(response)
    return _written_score(root)


def _written_score(root: _Element) -> float | None:
    """The greatest score that rules write down, where each of them writes a number and none computes one."""
    scores: list[float] = []
    for node in outermost(first_named(root, "responseProcessing"), "setOutcomeValue"):
        if value_of(node, "identifier") != "SCORE":
            continue
        parts = [part for part in node if isinstance(part.tag, str)]
        score = number_of(text_of(parts[0])) if len(parts) == 1 and name_of(parts[0]) == "baseValue" else None
        if score is None:
            return None
        scores.append(score)
    return max(scores, default=None)


def _most(response: Declaration) -> float:
    gains = [gain for gain in response.gains if gain > 0]
    most = max(gains, default=0.0) if response.cardinality == "single" else sum(gains)
    return most if response.upper is None else min(most, response.upper)
