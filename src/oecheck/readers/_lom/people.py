"""Entities of a contribution: who took part. Contact details are counted and dropped.

Source: LOMv1.0 lifeCycle.contribute.entity (vCard); RFC 6350.
"""

from __future__ import annotations

import re

from oecheck.readers._lom.facts import LomPerson
from oecheck.values.patterns import pattern
from oecheck.values.vcard import name_and_organisation

__all__ = ["read_person"]

_ORCID = pattern(r"https?://orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)
_CONTACT = pattern(r"^\s{0,8}(?:EMAIL|TEL|ADR|X-SKYPE|IMPP)\b[^:\n]{0,200}:\s{0,8}\S", re.IGNORECASE | re.MULTILINE)
_LONGEST = 20_000  # characters of one vCard that are looked at


def read_person(text: str) -> LomPerson:
    """The person or body that an entity names: a vCard, or a plain name."""
    text = text[:_LONGEST]
    named = name_and_organisation(text)
    orcid = _ORCID.search(text)
    return LomPerson(
        name=named.name,
        organisation=named.organisation,
        identifier=f"https://orcid.org/{orcid[1]}" if orcid else "",
        vcard="BEGIN:VCARD" in text.upper(),
        contacts=len(_CONTACT.findall(text)),
    )
