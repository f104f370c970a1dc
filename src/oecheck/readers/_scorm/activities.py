"""What SCORM says of single activities: pass mark, attempts, time limit, completion.

Source: formats/course-model.md §6; formats/scorm-1.2.md §6; formats/scorm-2004.md §3, §6.
"""

from __future__ import annotations

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import child_text, children, local
from oecheck.model.course import Activity
from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestItem
from oecheck.readers._imscp.names import foreign
from oecheck.readers._scorm.sequencing import Activity as Sequenced
from oecheck.values import duration
from oecheck.values.patterns import pattern

__all__ = ["described"]

_NUMBER = pattern(r"[0-9]{1,3}(?:\.[0-9]{1,20})?\Z")
_TIME = pattern(r"([0-9]{2,4}):([0-9]{2}):([0-9]{2}(?:\.[0-9]{1,2})?)\Z")


def described(activity: Activity, item: ManifestItem, element: _Element, sequenced: Sequenced | None) -> Activity:
    """The activity with what its item says."""
    mark, attempts, limit = _mark_12(item), None, _time_12(item)
    if sequenced is not None:
        mark = mark if mark is not None else _mark_2004(sequenced)
        attempts, sequenced_limit = _limits(sequenced)
        limit = limit if limit is not None else sequenced_limit
    return msgspec.structs.replace(
        activity,
        pass_mark=mark,
        attempts=attempts,
        time_limit_s=limit,
        completion=_completion(element),
    )


def _mark_12(item: ManifestItem) -> float | None:
    """masteryscore is in percent."""
    text = plain(item.masteryscore) or ""
    score = float(text) if _NUMBER.match(text) else -1.0
    return score / 100 if 0 <= score <= 100 else None


def _time_12(item: ManifestItem) -> float | None:
    match = _TIME.match(plain(item.maxtimeallowed) or "")
    return None if match is None else int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])


def _mark_2004(sequenced: Sequenced) -> float | None:
    """minNormalizedMeasure (−1 to 1, default 1.0) of the primary objective, only where it decides at all."""
    primary = next((node.element for node in sequenced.objectives if node.primary), None)
    if primary is None or primary.get("satisfiedByMeasure", "").strip() not in ("true", "1"):
        return None
    try:
        measure = float(child_text(primary, "minNormalizedMeasure") or "1.0")
    except ValueError:
        return None
    return measure if 0 <= measure <= 1 else None


def _limits(sequenced: Sequenced) -> tuple[int | None, float | None]:
    conditions = sequenced.first("limitConditions")
    if conditions is None:
        return None, None
    attempts = conditions.get("attemptLimit", "").strip()
    seconds = duration.parse(conditions.get("attemptAbsoluteDurationLimit", "").strip())
    return (int(attempts) if attempts.isascii() and attempts.isdigit() and len(attempts) < 10 else None), seconds


def _completion(element: _Element) -> str | None:
    """`completionThreshold` is the only place that says when an activity is complete; the SCO decides otherwise."""
    for node in foreign(element):
        if local(node) == "completionThreshold" and (child_text(element, local(node)) or len(node.attrib)):
            return "custom"
    rules = [part for node in foreign(element) if local(node) == "sequencing" for part in children(node, "rollupRules")]
    return "custom" if any(len(rule) for rule in rules) else None
