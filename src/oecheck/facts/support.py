"""What learners are told of help, needs, rules and meeting others (SUP rules)."""

from __future__ import annotations

import re

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, at, entries, stated, told
from oecheck.model.course import Activity, Course
from oecheck.model.fact import Value, plain, unsupported
from oecheck.model.package import Package
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["FACTS"]

HOST = "adopting institution"
_MAIL = pattern(r"(?:mailto:)?[^\s@]{1,64}@[^\s@]{1,200}\.[^\s@.]{2,24}", re.IGNORECASE)
_WEB = pattern(r"https?://[^\s/]{1,253}\.[^\s]{1,2000}|https?://\[[0-9a-f:]{2,40}\]\S{0,2000}", re.IGNORECASE)
_PHONE = pattern(r"(?:tel:)?\+?[0-9(][0-9 ()./-]{4,30}(?:;ext=[0-9]{1,8})?", re.IGNORECASE)
_PLACES_FOR_FORUMS = frozenset({"common-cartridge", "thin-common-cartridge", "moodle"})
_LIVE = ("bigbluebutton", "zoom", "teams", "jitsi", "bbb", "collaborate")
_POLICIES_ELSEWHERE = "set by the adopting institution"


def _usable(contact: object) -> bool:
    text = contact.strip() if isinstance(contact, str) else ""
    return bool(_MAIL.fullmatch(text) or _WEB.fullmatch(text) or _PHONE.fullmatch(text))


def usable_contacts(record: Record) -> Value[tuple[str, ...]]:
    """Kinds of contact with a mail address, web address or telephone number. The contacts themselves are not kept."""
    given = at(record, "contacts")
    found = tuple(kind for kind, contact in given.items() if _usable(contact)) if isinstance(given, dict) else ()
    return stated(record, found)


def host_contacts(record: Record) -> Value[tuple[str, ...]]:
    """Kinds of contact that the record leaves to the institution that adopts the course."""
    given = at(record, "contacts")
    pairs = given.items() if isinstance(given, dict) else ()
    return stated(record, tuple(kind for kind, contact in pairs if fold(str(contact)) == HOST))


def required_knowledge(course: Course, record: Record) -> Value[str]:
    """What a learner has to know before; not known, rather than absent, where no record could say it."""
    text = (plain(course.prerequisites) or "").strip()
    return course.prerequisites if text else stated(record, None)


def technology(record: Record) -> Value[str]:
    """Equipment, software and connection that a learner needs; `none` is an answer."""
    return told(record, "technology")


def policies(record: Record) -> Value[tuple[str, ...]]:
    """What the policies are about that the record gives a file or address for."""
    found = tuple(str(entry.get("type", "other")) for entry in entries(record, "policies") if entry.get("ref"))
    return stated(record, tuple(dict.fromkeys(found)))


def policies_by_host(record: Record) -> Value[bool]:
    """Whether the record leaves the policies to the institution that adopts the course."""
    given = at(record, "policies")
    return stated(record, isinstance(given, str) and fold(given) == _POLICIES_ELSEWHERE)


def lost_policies(record: Record, files: tuple[object, ...]) -> Value[tuple[str, ...]]:
    """Files of policies that the package does not have."""
    paths = {getattr(file, "path", "") for file in files}
    refs = (str(entry.get("ref", "")) for entry in entries(record, "policies"))
    inside = (
        ref.removeprefix("./").partition("#")[0] for ref in refs if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", ref)
    )
    return stated(record, tuple(dict.fromkeys(path for path in inside if path and path not in paths)))


def expectations(record: Record) -> Value[str]:
    """Where expectations for taking part stand."""
    return told(record, "expectationsRef")


def interaction_kinds(course: Course, package: Package, record: Record) -> Value[tuple[str, ...]]:
    """How learners meet others: forum, chat, live, email, host; what the package has first."""
    found = dict.fromkeys(_way(one) for one in course.activities if one.audience != "instructor")
    found.pop("", None)
    said = at(record, "interaction")
    if isinstance(said, str) and said != "none":
        found.setdefault(said)
    if found:
        return tuple(found)
    if record is not None or package.format in _PLACES_FOR_FORUMS:
        return ()
    return unsupported()


def _way(activity: Activity) -> str:
    raw = activity.raw_kind.lower()
    if activity.visibility != "published":
        return ""
    if any(word in raw for word in _LIVE):
        return "live"
    if raw == "chat":
        return "chat"
    return "forum" if activity.kind == "discussion" else ""


def survey_titles(course: Course) -> tuple[str, ...]:
    """Titles of surveys and feedback activities."""
    surveys = (one for one in course.activities if one.kind == "survey" and one.visibility == "published")
    return tuple(dict.fromkeys(plain(one.title) or one.id for one in surveys))[:10]


FACTS = (
    FactDefinition(
        of="course",
        name="usable_contacts",
        type="list<string>",
        meaning="kinds of contact that the record gives a mail address, web address or telephone number for",
        function=usable_contacts,
    ),
    FactDefinition(
        of="course",
        name="host_contacts",
        type="list<string>",
        meaning="kinds of contact that the record leaves to the adopting institution",
        function=host_contacts,
    ),
    FactDefinition(
        of="course",
        name="required_knowledge",
        type="string",
        meaning="what a learner has to know or have done before, in the package or the record",
        function=required_knowledge,
    ),
    FactDefinition(
        of="course",
        name="technology",
        type="string",
        meaning="equipment, software and connection that a learner needs",
        function=technology,
    ),
    FactDefinition(
        of="course",
        name="policies",
        type="list<string>",
        meaning="what the policies are about that the record gives a file or address for",
        function=policies,
    ),
    FactDefinition(
        of="course",
        name="policies_by_host",
        type="bool",
        meaning="the record leaves the policies to the adopting institution",
        function=policies_by_host,
    ),
    FactDefinition(
        of="course",
        name="lost_policies",
        type="list<string>",
        meaning="files of policies that the record names and the package does not have",
        function=lost_policies,
    ),
    FactDefinition(
        of="course",
        name="expectations",
        type="string",
        meaning="where expectations for taking part stand, as the record says",
        function=expectations,
    ),
    FactDefinition(
        of="course",
        name="interaction_kinds",
        type="list<string>",
        meaning="how learners meet others: forum, chat, live, email, or host (provided by the adopting institution)",
        function=interaction_kinds,
    ),
    FactDefinition(
        of="course",
        name="survey_titles",
        type="list<string>",
        meaning="titles of surveys and feedback activities, at most ten",
        function=survey_titles,
    ),
)
