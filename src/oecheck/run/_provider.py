"""Who is responsible for a course and where, as far as a table of many courses may say it."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.course import Contributor, Course
from oecheck.model.fact import plain

__all__ = ["provider_of"]

# Roles that a body has; whoever has another one, too, is a person who publishes the own work.
_ROLES_OF_BODIES = frozenset({"publisher", "content provider", "contentprovider", "organisation", "organization"})


def provider_of(course: Course) -> tuple[str, str]:
    """Name and country (ISO 3166-1 alpha-2) of the responsible organisation; "" for what is not known.

    The name is left out where it is that of a person or holds a mail address: reports are gathered into tables, and
    tables of people are not what they are for.
    """
    provider = plain(course.provider)
    if provider is None:
        return "", ""
    name = " ".join((plain(provider.name) or "").split())
    country = plain(provider.country) or ""
    return ("" if "@" in name or name.casefold() in set(_people(course)) else name), country


def _people(course: Course) -> Iterator[str]:
    for contributor in plain(course.contributors) or ():
        if (plain(contributor.role) or "").lower() not in _ROLES_OF_BODIES:
            yield _name(contributor)


def _name(contributor: Contributor) -> str:
    return " ".join((plain(contributor.name) or "").split()).casefold()
