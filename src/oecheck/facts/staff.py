"""Who made the course and who teaches it, as far as it is told (STF rules).

Sources: ORCID identifiers, ISO 7064 MOD 11-2.
"""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, entries, stated, told
from oecheck.facts._run import StandardData
from oecheck.facts._said_in_text import holds
from oecheck.model.course import Contributor, Course
from oecheck.model.fact import Value, plain, unsupported
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["FACTS", "orcid_fits"]

_BODIES = frozenset({"publisher", "content provider", "contentprovider", "organisation", "organization", "sponsor"})
_ORCID = pattern(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])")
_IRI = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MAIL = pattern(r"[^\s@<>]{1,64}@[^\s@<>]{1,200}\.[^\s@<>.]{2,24}")


def facilitation(record: Record) -> Value[str]:
    """`led` or `self-study`."""
    return told(record, "facilitation")


def introduced_staff(record: Record) -> Value[int]:
    """Number of people who teach, with their name and a word about them."""
    staff = entries(record, "staff")
    return stated(record, sum(1 for one in staff if one.get("name") and (one.get("biography") or one.get("ref"))))


def institution_reviews(record: Record, today: str) -> Value[tuple[str, ...]]:
    """Reviews of the institution that hold on the day of the evaluation: body, day and scope of each."""
    found = []
    for one in entries(record, "reviews"):
        holds = str(one.get("validUntil", "")) >= today and one.get("outcome", "passed") == "passed"
        if holds and not one.get("requirement") and one.get("scope") and str(one.get("date", "")) <= today:
            found.append(f"{one.get('by')}, {one.get('date')}: {one.get('scope')}")
    return stated(record, tuple(found))


def person(contributor: Contributor, course: Course, standard_data: StandardData) -> bool:
    """Whether it is a person, as far as role and name tell; bodies need no identifier of a person."""
    name = plain(contributor.name) or ""
    provider = plain(course.provider)
    bodies = {fold(plain(contributor.organisation) or ""), fold((plain(provider.name) if provider else "") or "")}
    role = fold(plain(contributor.role) or "")
    words = standard_data.lexicon("organisation-words", "*") or frozenset()
    return bool(name.strip()) and role not in _BODIES and fold(name) not in bodies and not holds(name, words)


def known_identifier(contributor: Contributor, record: Record) -> Value[str]:
    """The identifier of a person: the package's own, else the one that the record gives the same name."""
    own = plain(contributor.identifier)
    if own and not own.lower().startswith(("mailto:", "tel:")):
        return own
    name = fold(plain(contributor.name) or "")
    same = (one for one in entries(record, "contributors") if fold(str(one.get("name", ""))) == name)
    told_there = next((str(one["id"]) for one in same if one.get("id")), None)
    return unsupported() if record is None else stated(record, told_there)


def identifier_fault(contributor: Contributor, known_identifier: Value[str]) -> str:
    """What is wrong with the identifier: checksum (of an ORCID), no-address, contact; "" when nothing."""
    written = plain(contributor.identifier) or plain(known_identifier) or ""
    if not written:
        return ""
    if written.lower().startswith(("mailto:", "tel:")) or _MAIL.fullmatch(written):
        return "contact"
    found = _ORCID.fullmatch(written.rstrip("/").rpartition("/")[2].removeprefix("orcid:"))
    if found and ("orcid" in written.lower() or "/" not in written):
        return "" if orcid_fits("".join(found.groups())) else "checksum"
    if "orcid.org/" in written.lower():
        return "checksum"
    return "" if _IRI.fullmatch(written) else "no-address"


def orcid_fits(sixteen: str) -> bool:
    """Whether the last character of an ORCID (without hyphens) is the one that the others give."""
    total = 0
    for digit in sixteen[:15]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return sixteen[15:].upper() == ("X" if rest == 10 else str(rest))


def private_contact(contributor: Contributor) -> bool:
    """Whether a mail address stands in the name or organisation."""
    texts = (plain(contributor.name) or "", plain(contributor.organisation) or "")
    return any(_MAIL.search(text) for text in texts)


FACTS = (
    FactDefinition(
        of="course",
        name="facilitation",
        type="string",
        meaning="led or self-study, as the record says",
        function=facilitation,
    ),
    FactDefinition(
        of="course",
        name="introduced_staff",
        type="int",
        meaning="people who teach, with name and a biography or page, in the record",
        function=introduced_staff,
    ),
    FactDefinition(
        of="course",
        name="institution_reviews",
        type="list<string>",
        meaning="reviews of the institution in the record that hold on the day of the evaluation",
        function=institution_reviews,
    ),
    FactDefinition(
        of="contributor",
        name="person",
        type="bool",
        meaning="a person, as far as role and name tell",
        function=person,
    ),
    FactDefinition(
        of="contributor",
        name="known_identifier",
        type="string",
        meaning="identifier of the person, in the package or in the record",
        function=known_identifier,
    ),
    FactDefinition(
        of="contributor",
        name="identifier_fault",
        type="string",
        meaning="what is wrong with the identifier: checksum, no-address, contact; empty when nothing",
        function=identifier_fault,
    ),
    FactDefinition(
        of="contributor",
        name="private_contact",
        type="bool",
        meaning="a mail address stands in the name or organisation",
        function=private_contact,
    ),
)
