"""Single values as strangers write them: language tags, licences, dates, durations, addresses, colours, contacts."""

from __future__ import annotations

from oecheck.facts._style_rules import declarations, parse_rules
from oecheck.facts._timed_text import read_subrip, read_webvtt
from oecheck.values import colour, country, date, duration, iri, language_tag, licence, masked, media_type, text, vcard
from oecheck.values.href import PathIndex, Resolver, join_base, normalise
from oecheck.values.path_pattern import matches
from tests.fuzz.case import Case, Target

__all__ = ["TARGETS"]

_RESOLVER = Resolver(PathIndex(["web/a b.html", "web/É.html", "img/x.png", "index.html"]))
_VALUES = (
    *("en", "pt-BR", "zh_Hans-CN", "x-none", "English", "fr-FR, en", "i-klingon", "de-1996-x-y"),
    *("CC BY-SA 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr", "MIT", "© 2024 Ann. All rights reserved."),
    *("2024-02-29T12:30:00+01:00", "1/2/2023", "2024", "Jan 5, 2024", "1700000000"),
    *("P1Y2M10DT2H30M", "00:12:30.5", "90 min", "1h30", "PT0S", "2.5 hours"),
    *(
        "../img/x.png?a=1#b",
        "http://user:pw@host.example:8080/a%20b?c#d",
        "mailto:a@b",
        "C:\\a\\b",
        "%2e%2e/x",
        "//h/x",
    ),
    *("#fff", "rgb(1, 2, 3)", "rgba(10%,20%,30%,.5)", "hsl(120deg 50% 50%)", "rebeccapurple"),
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Doe\nN:Doe;Ann;;;\nORG:School\nEMAIL:a@b\nEND:VCARD",
    "a{color:red;background:url('x')}@media print{b{c:d!important}}/* e */",
    "1\n00:00:01,000 --> 00:00:02,000\nx",
)


def _value(data: bytes) -> None:
    value = data.decode("utf-8", "surrogateescape" if len(data) % 2 else "replace")
    language_tag.normalise(value)
    licence.normalise(value, value, "4.0")
    date.parse(value)
    duration.read(value)
    country.valid(value)
    iri.url_problem(value)
    iri.query_names(value)
    iri.without_query(value)
    colour.parse_colour(value)
    vcard.name_and_organisation(value)
    masked.without_secrets(value)
    media_type.by_name(value)
    text.strip_markup(value)
    text.apart(value)
    _address(value)
    _style(value)


def _address(value: str) -> None:
    found = _RESOLVER.resolve(value, "web/a b.html", "base/")
    assert found.state in ("found", "missing", "case", "outside", "untested", "none")
    join_base(value, "../a")
    normalise(value)
    matches(value, "web/**/*.html")
    matches("web/x/unit.html", value)


def _style(value: str) -> None:
    declarations(value)
    parse_rules(value)
    read_webvtt(value)
    read_subrip(value)


TARGETS = (Target("values", lambda _: [Case(value[:20], value.encode(), _value) for value in _VALUES]),)
