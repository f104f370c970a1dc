"""Names out of vCards; everything by which a person could be reached is dropped unread.

Source: RFC 2426, RFC 6350; LOMv1.0 lifeCycle.contribute.entity.
"""

from __future__ import annotations

import re

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["NameAndOrganisation", "name_and_organisation"]

_MAX_CHARACTERS = 20_000
_FOLD = pattern(r"(?:\r\n|\r|\n)[ \t]")
_ESCAPE = pattern(r"\\(.)", re.DOTALL)
_EMAIL = pattern(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}")
_EMPTY_BRACKETS = pattern(r"<\s*>|\(\s*\)")
# Properties that follow one another on one line, as when XML tools collapse the white space of a vCard.
_GLUED = pattern(r"\s+(?=(?:BEGIN|END|VERSION|FN|N|ORG|EMAIL|TEL|ADR|TITLE|ROLE|URL|NOTE|UID|REV)(?:;[^:\s]+)?:)")


class NameAndOrganisation(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom a vCard names; each "" where it does not say."""

    name: str = ""
    organisation: str = ""


def name_and_organisation(text: str) -> NameAndOrganisation:
    """Name (FN, else N) and organisation (ORG) of a vCard; a plain text that is no vCard is taken as the name."""
    text = text[:_MAX_CHARACTERS]
    if "BEGIN:VCARD" not in text.upper():
        return NameAndOrganisation(_without_contact(text))
    found: dict[str, str] = {}
    for line in _lines(text):
        head, colon, value = line.partition(":")
        key = head.partition(";")[0].rpartition(".")[2].strip().upper()
        if colon and key in {"FN", "N", "ORG"}:
            found.setdefault(key, value.strip())
    name = _plain(found.get("FN", "")) or _person(found.get("N", ""))
    return NameAndOrganisation(name, _plain(found.get("ORG", "").split(";")[0]))


def _lines(text: str) -> list[str]:
    return [part for line in _FOLD.sub("", text).splitlines() for part in _GLUED.split(line)]


def _person(structured: str) -> str:
    """`Family;Given;Additional;Prefix;Suffix` as people say it."""
    family, given, additional, prefix, suffix = ([*re.split(r"(?<!\\);", structured), "", "", "", "", ""])[:5]
    return _plain(" ".join(part for part in (prefix, given, additional, family, suffix) if part.strip()))


def _plain(value: str) -> str:
    return _without_contact(_ESCAPE.sub(lambda match: " " if match[1] in "nN" else match[1], value))


def _without_contact(text: str) -> str:
    return " ".join(_EMPTY_BRACKETS.sub(" ", _EMAIL.sub(" ", text)).split())
