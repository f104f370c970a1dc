"""What a learner gets at the end, as the record says it, and its machine-readable definition (CRD rules).

Sources: Council Recommendation 2022/C 243/02, Annex I; Open Badges 3.0, class Achievement; European Learning Model 3,
class LearningAchievementSpecification.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from oecheck.containers import EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.json import parse_json, to_data
from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, at, stated, told, words_of
from oecheck.model.course import Course
from oecheck.model.fact import Value, plain, unreadable
from oecheck.values.text import fold

__all__ = ["FACTS"]

_MAX_DEFINITION = 1 << 20
_MOST = 10
_NOTHING: tuple[Any, ...] = (None, "", "null", [], {})
"""What a key may hold that says nothing; the scanner gives the JSON word null as it is written."""
_BADGE_NEEDS = ("id", "name", "description", "criteria")  # Open Badges 3.0 §B.1 Achievement, beside `type`
_ELM = ("learningachievementspecification", "qualification")


def credential_kind(record: Record) -> str | None:
    """`none`, or its kind; `unstated` where there is a credential without one."""
    given = at(record, "credential")
    if given is None or isinstance(given, str):
        return given
    return words_of(at(record, "credential", "type")) or "unstated"


def credential_stated(record: Record) -> Value[bool]:
    """Whether the record says what a learner gets, be it nothing."""
    return stated(record, True if at(record, "credential") is not None else None)


def credential_title(record: Record) -> Value[str]:
    """Title on the document."""
    return told(record, "credential", "title")


def awarding_body(record: Record) -> Value[str]:
    """Who awards it."""
    return told(record, "credential", "awardingBody")


def credential_gaps(course: Course, record: Record) -> tuple[str, ...]:
    """Elements of a micro-credential that a course can know and that are not stated, in the words of the record."""
    provider = plain(course.provider)
    known: Mapping[str, object] = {
        "credential.title": words_of(at(record, "credential", "title")),
        "provider.country": plain(provider.country) if provider else None,
        "credential.awardingBody": words_of(at(record, "credential", "awardingBody")),
        "outcomes": [one for one in plain(course.outcomes) or () if (plain(one.text) or "").strip()],
        "workload.hours": plain(course.study_time_s),
        "level": [one for one in plain(course.levels) or () if one.scheme and (one.code or one.label)],
        "credential.assessmentType": words_of(at(record, "credential", "assessmentType")),
        "credential.participation": words_of(at(record, "credential", "participation")),
        "credential.qualityAssurance": words_of(at(record, "credential", "qualityAssurance")),
    }
    return tuple(name for name, value in known.items() if not value)


def credential_pass(record: Record) -> float | None:
    """Share of the points that the credential asks for."""
    share = at(record, "credential", "criteria", "pass")
    return float(share) if isinstance(share, int | float) else None


def credential_prose(record: Record) -> str | None:
    """What the credential asks for, where that is written in words."""
    criteria = at(record, "credential", "criteria")
    if isinstance(criteria, Mapping) and ("pass" in criteria or "activities" in criteria):
        return None
    return words_of(criteria)


def identity_verification(record: Record) -> Value[str]:
    """How the identity of the learner is verified."""
    return told(record, "credential", "identityVerification")


def stackability(record: Record) -> Value[str]:
    """Whether it counts towards a larger credential."""
    return told(record, "credential", "stackability")


def credential_certifies(record: Record) -> Value[tuple[str, ...]]:
    """What the document says of the learner: attendance, achievement, or both apart."""
    given = at(record, "credential", "certifies")
    return stated(record, tuple(str(one) for one in given) if isinstance(given, list | tuple) else ())


def lost_credential_activities(course: Course, record: Record) -> tuple[str, ...]:
    """Activities that the credential asks for and the course does not have."""
    wanted = at(record, "credential", "criteria", "activities")
    names = [str(name) for name in wanted] if isinstance(wanted, list | tuple) else []
    known: set[str] = set()
    for parts in (course.activities, course.modules, course.assessments) if names else ():
        for part in parts:
            known |= {fold(part.id), fold(plain(part.title) or "")}
    return tuple(name for name in names if fold(name) not in known)[:_MOST]


def credential_criteria(record: Record) -> tuple[str, ...]:
    """Which conditions of the credential can be compared: pass, activities."""
    criteria = at(record, "credential", "criteria")
    if not isinstance(criteria, Mapping):
        return ()
    return tuple(name for name in ("pass", "activities") if name in criteria)


def credential_definition(record: Record) -> str | None:
    """File or address of the machine-readable definition."""
    return words_of(at(record, "credential", "definition"))


def definition_faults(course: Course, container: Any, record: Record) -> Value[tuple[str, ...]]:
    """What is wrong with the definition: missing, not-json, unknown-kind, lacks-…, other-title."""
    path = credential_definition(record)
    if path is None:
        return ()
    if "://" in path:
        return unreadable("remote-definition")
    path = path.removeprefix("./")
    if path not in container:
        return ("missing",)
    try:
        data = to_data(parse_json(container.read(path), path, max_bytes=_MAX_DEFINITION).root)
    except EntryUnreadable:
        return unreadable("file-unreadable")
    except DocumentUnreadable:
        return ("not-json",)
    return tuple(_faults(data, course, record))


def _faults(data: Any, course: Course, record: Record) -> Iterator[str]:
    found = _definition(data)
    if found is None:
        yield "unknown-kind"
        return
    kind, definition = found
    names = _BADGE_NEEDS if kind == "badge" else ("title",)
    yield from (f"lacks-{name}" for name in names if definition.get(name) in _NOTHING)
    titles = set(_texts(definition.get("name" if kind == "badge" else "title")))
    wanted = set(_texts(at(record, "credential", "title"))) | {fold(plain(course.title) or "")}
    if titles and not titles & wanted:
        yield "other-title"


def _definition(data: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The achievement itself, on top or inside the credential that holds it."""
    left = [data]
    for _ in range(200):
        if not left:
            return None
        one = left.pop(0)
        if isinstance(one, Mapping):
            kinds = [fold(str(kind)) for kind in _list(one.get("type") or one.get("@type"))]
            if "achievement" in kinds:
                return "badge", one
            if any(kind.rpartition(":")[2].rpartition("/")[2] in _ELM for kind in kinds):
                return "elm", one
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one[:20])
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(value: Any) -> Iterator[str]:
    """The texts of a title: one text, a map or lists of languages."""
    left = [value]
    for _ in range(200):
        if not left:
            return
        one = left.pop(0)
        if isinstance(one, str):
            yield fold(one)
        elif isinstance(one, Mapping):
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one[:20])


def _fact(name: str, kind: str, meaning: str, function: Any) -> FactDefinition:
    return FactDefinition(of="course", name=name, type=kind, meaning=meaning, function=function)


FACTS = (
    _fact(
        "credential_kind",
        "string",
        "none, or the kind of the credential, as the record says (unstated where it has none); absent without any",
        credential_kind,
    ),
    _fact("credential_stated", "bool", "the record says what a learner gets, be it nothing", credential_stated),
    _fact("credential_title", "string", "title of the credential, as the record says", credential_title),
    _fact("awarding_body", "string", "who awards the credential, as the record says", awarding_body),
    _fact(
        "credential_gaps",
        "list<string>",
        "keys of the record for elements of a micro-credential that are not stated",
        credential_gaps,
    ),
    _fact("credential_pass", "double", "share of the points that the credential asks for", credential_pass),
    _fact("credential_prose", "string", "what the credential asks for, where that is in words", credential_prose),
    _fact(
        "credential_criteria",
        "list<string>",
        "conditions of the credential that can be compared: pass, activities",
        credential_criteria,
    ),
    _fact(
        "identity_verification",
        "string",
        "how the identity of the learner is verified, as the record says",
        identity_verification,
    ),
    _fact(
        "stackability", "string", "whether the credential counts towards a larger one, as the record says", stackability
    ),
    _fact(
        "credential_certifies",
        "list<string>",
        "what the credential says of the learner, as the record says: attendance, achievement",
        credential_certifies,
    ),
    _fact(
        "lost_credential_activities",
        "list<string>",
        "activities that the credential asks for and the course does not have, at most ten",
        lost_credential_activities,
    ),
    _fact(
        "credential_definition",
        "string",
        "file or address of the machine-readable definition of the credential",
        credential_definition,
    ),
    _fact(
        "definition_faults",
        "list<string>",
        "what is wrong with that definition: missing, not-json, unknown-kind, lacks-… or other-title",
        definition_faults,
    ),
)
