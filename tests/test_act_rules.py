"""Requirements that have a counterpart among the ACT Rules of the W3C agree with it, case by case.

The cases are those of the published definitions, with pages of our own. A page is a whole document, since languages and
titles are looked at, too. What a rule calls passed or inapplicable may be either here: both are no failure, and neither
is the question to a person. Where the relation of a requirement says that it asks for more or less, the cases in which
it does are `stricter`, `looser` or `asked`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from oecheck.authoring.document import read_mappings
from oecheck.model.outcome import Outcome
from oecheck.model.report import Assertion
from oecheck.rules import MappingFile, find_edition
from oecheck.run import CheckOptions, check_package, stored_edition
from tests.act import names, sight_and_sound
from tests.act.case import ASKED, FAILED, NOT_FAILED, Case, page
from tests.facts.media_builder import iso_track, mp4

CUES = b"WEBVTT\n\n00:00:00.000 --> 00:00:12.000\nThe well is closed.\n"
FILM = mp4(iso_track(1, b"vide", height=480), iso_track(2, b"soun"))
SOUND = mp4(iso_track(1, b"soun"))
MEDIA = {
    **dict.fromkeys(("a.mp4", "b.mp4", "c.mp4", "d.mp4", *(f"f{number}.mp4" for number in range(1, 9))), FILM),
    **dict.fromkeys(("long.m4a", *(f"s{number}.m4a" for number in range(1, 14))), SOUND),
    "short.mp4": mp4(iso_track(1, b"vide", height=480, seconds=2.0), iso_track(2, b"soun", seconds=2.0), seconds=2.0),
    "silent.mp4": mp4(iso_track(1, b"vide", height=480)),
    "a.vtt": CUES,
    "c.vtt": CUES,
    **dict.fromkeys(("t.html", "wrong.html"), page("<p>The well is closed.</p>").encode()),
}
CASES = [case for rule in (*names.RULES, *sight_and_sound.RULES) for case in rule.cases]
WHOLE = {rule.file.id for rule in stored_edition(find_edition("ohe@0.1")).rules if rule.file.for_each == "course"}


def _manifest(pages: int) -> str:
    items = "".join(f'<item identifier="i{n}" identifierref="r{n}"><title>P{n}</title></item>' for n in range(pages))
    resources = "".join(
        f'<resource identifier="r{n}" type="webcontent" href="p{n}.html"><file href="p{n}.html"/></resource>'
        for n in range(pages)
    )
    return (
        '<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"><metadata>'
        "<schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion></metadata>"
        '<organizations><organization identifier="o" '
        f'structure="rooted-hierarchy"><item identifier="top">{items}</item></organization></organizations>'
        f"<resources>{resources}</resources></manifest>"
    )


@cache
def _outcomes(requirement: str) -> dict[str, str]:
    """What the requirement says of each of its cases: a page for each, in one package where pages are told apart."""
    cases = [case for case in CASES if case.requirement == requirement]
    if requirement not in WHOLE:
        found = _found(requirement, [case.body for case in cases])
        return {f"{case.act} {case.name}": found[f"p{number}.html"] for number, case in enumerate(cases)}
    return {f"{case.act} {case.name}": _found(requirement, [case.body])["p0.html"] for case in cases}


def _found(requirement: str, bodies: list[str]) -> dict[str, str]:
    """The outcome of each page of a package."""
    assertions = _checked(requirement, bodies)
    found = dict.fromkeys((f"p{number}.html" for number in range(len(bodies))), NOT_FAILED)
    for outcome, told in ((Outcome.CANT_TELL, ASKED), (Outcome.FAILED, FAILED)):
        for assertion in assertions:
            if assertion.outcome is outcome:
                places = found if requirement in WHOLE else {source.file for source in assertion.sources}
                found.update(dict.fromkeys(found.keys() & places, told))
    return found


def _checked(requirement: str, bodies: list[str]) -> tuple[Assertion, ...]:
    with TemporaryDirectory() as folder:
        for number, body in enumerate(bodies):
            text = body if body.startswith("<!DOCTYPE") else page(body)
            (Path(folder) / f"p{number}.html").write_text(text, encoding="utf-8")
        for name, data in MEDIA.items():
            (Path(folder) / name).write_bytes(data)
        (Path(folder) / "imsmanifest.xml").write_text(_manifest(len(bodies)), encoding="utf-8")
        report = check_package(Path(folder), CheckOptions(date="2026-11-24", only=(requirement,)))
    return report.requirements[0].assertions


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}: {case.name}")
def test_requirement_agrees_with_the_published_rule(case: Case) -> None:
    found = _outcomes(case.requirement)[f"{case.act} {case.name}"]

    assert found in ({NOT_FAILED, ASKED} if case.wanted == NOT_FAILED else {case.wanted})


def test_requirement_that_is_said_to_be_equal_decides_every_case_as_the_published_rule() -> None:
    """A departure is one of the relation, too."""
    relations = {(one.ours, one.theirs): one.relation for one in _mapping().mappings}
    less = {NOT_FAILED, ASKED}
    allowed = {"equal": set(), "superset": {FAILED}, "subset": less, "intersects": {FAILED, *less}}
    for case in CASES:
        if case.wanted != case.act_says:
            assert case.wanted in allowed[relations[case.requirement, case.act]], case


def test_every_rule_that_a_requirement_is_said_to_share_something_with_has_cases() -> None:
    tried = {(case.requirement, case.act) for case in CASES}
    held = {(one.ours, one.theirs) for one in _mapping().mappings if one.relation not in {"related", "none"}}

    assert held
    assert held - tried == set()


def _mapping() -> MappingFile:
    (act,) = [one for one in read_mappings(find_edition("ohe@0.1")) if one.framework == "ACT"]
    return act
