"""Countries that a course is made for and whose languages it does not have (WKS-004).

Source: vocabulary `country_languages` (languages with an official status, or spoken by a fifth of the people).
"""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._run import StandardData
from oecheck.model.course import Course
from oecheck.model.fact import Value, plain, unreadable

__all__ = ["FACTS"]

_LIST = "country_languages"
_MOST = 10
_MACRO = {"nb": "no", "nn": "no", "fil": "tl", "cmn": "zh", "yue": "zh", "arb": "ar", "prs": "fa", "swh": "sw"}
"""Languages under the code that others use for the same or for the whole group (ISO 639-3 macrolanguages)."""


def countries_without_language(
    course: Course,
    audience_countries: tuple[str, ...],
    reading_languages: tuple[str, ...],
    standard_data: StandardData,
) -> Value[tuple[str, ...]]:
    """Each country with its languages, where the course is in none of them; a country that is not listed is left out.

    Languages that the record says the whole course is offered in come before those that its text tells.
    """
    tags = plain(course.offered_languages) or reading_languages
    if not audience_countries:
        return ()
    if not tags:
        return unreadable("language-unstated")
    table, spoken = _table(standard_data), {_one(tag) for tag in tags}
    countries = dict.fromkeys(code.strip().upper() for code in audience_countries)
    without = (code for code in countries if table.get(code) and not table[code] & spoken)
    return tuple(f"{code} ({', '.join(sorted(table[code]))})" for code in without)[:_MOST]


def _table(standard_data: StandardData) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in standard_data.vocabulary(_LIST):
        country, _, language = entry.partition(" = ")
        found.setdefault(country, set()).add(_one(language))
    return found


def _one(tag: str) -> str:
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return _MACRO.get(primary, primary)


FACTS = (
    FactDefinition(
        of="course",
        name="countries_without_language",
        type="list<string>",
        meaning="countries that the course is made for, with their languages, where the course is in none of them",
        function=countries_without_language,
    ),
)
