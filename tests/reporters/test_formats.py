"""What holds for every format."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.model.outcome import Outcome, Status
from oecheck.model.report import Limit, Report
from oecheck.model.source import Source
from oecheck.reporters import RenderOptions, reporter, reporter_names
from oecheck.run import CheckOptions, check_package
from tests.conftest import REPOSITORY
from tests.reporters.sample import assertion, full_report, hostile_report, large_report, rendered, report, requirement
from tests.reporters.validity import problems

FORMATS = reporter_names()
MACHINES = ("csv", "earl", "github", "gitlab", "html", "junit", "markdown", "sarif")
REAL = {
    "middling": "corpus/scorm12/taiwan-20221102-exe.zip",
    "terrible": "corpus/cc/commonsyllabi--allyworkshop.imscc",
}


def _checked(package: Path) -> Report:
    return check_package(package, CheckOptions(date="2026-12-01", cache=False))


@pytest.fixture(scope="module")
def clean() -> Report:
    return _checked(REPOSITORY / "fixtures" / "course" / "conforming")


@pytest.fixture(scope="module", params=REAL, ids=str)
def real(request: pytest.FixtureRequest, shared: Path) -> Report:
    return _checked(shared / REAL[request.param])


def test_clean_course_is_clean_so_that_the_tests_below_mean_something(clean: Report) -> None:
    assert not [one.id for one in clean.requirements if one.status is Status.NOT_SATISFIED]


@pytest.mark.parametrize("name", MACHINES)
def test_clean_course_has_a_valid_report(name: str, clean: Report) -> None:
    assert problems(name, rendered(name, clean)) == []


@pytest.mark.parametrize("name", MACHINES)
def test_real_package_has_a_valid_report(name: str, real: Report) -> None:
    assert problems(name, rendered(name, real)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_report_rendered_from_its_json_is_the_same(name: str, clean: Report) -> None:
    for made in (clean, full_report(), hostile_report(), hostile_report("caf\udce9  \\ud800 \ud800")):
        stored = msgspec.json.decode(rendered("json", made), type=Report)

        assert rendered(name, stored) == rendered(name, made)


@pytest.mark.parametrize("name", MACHINES)
def test_format_for_programs_does_not_depend_on_the_terminal(name: str) -> None:
    definition = reporter(name)
    assert definition is not None
    options = RenderOptions(width=20, colour=True, unicode=False, places=1)

    assert b"".join(definition.render(full_report(), options)) == rendered(name, full_report())


@pytest.mark.parametrize("name", MACHINES)
def test_report_of_a_hostile_package_is_valid(name: str) -> None:
    assert problems(name, rendered(name, hostile_report())) == []


@pytest.mark.parametrize("name", MACHINES)
@settings(max_examples=15)
@given(text=st.text(st.characters(), min_size=1, max_size=40))
def test_report_is_valid_whatever_stands_in_a_package(name: str, text: str) -> None:
    assert problems(name, rendered(name, hostile_report(text))) == []


@pytest.mark.parametrize("name", MACHINES)
def test_nothing_of_a_package_steers_or_hides_in_a_report(name: str) -> None:
    text = rendered(name, hostile_report()).decode()

    assert not set(text) & set("\x00\x1b\u202e\u2066\ufffe")
    if name in ("html", "junit"):
        assert "<img src=x" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_incomplete_run_says_so(name: str) -> None:
    limit = Limit("too-many", {}, Source(""), "Only the first 10 entries were read.")
    whole, part = report(requirement()), report(requirement(), limits=(limit,))

    assert "first 10 entries" in rendered(name, part).decode()
    assert "first 10 entries" not in rendered(name, whole).decode()


@pytest.mark.parametrize("name", [*MACHINES, "text", "json"])
def test_report_names_program_standard_profile_package_and_date(name: str) -> None:
    text = rendered(name, full_report()).decode()

    for value in ("0.1.0", "biology-101.imscc", "a" * 64, "c" * 64, "2026-12-01"):
        assert value in text, value


@pytest.mark.parametrize("name", FORMATS)
def test_size_grows_no_faster_than_the_findings(name: str) -> None:
    small, large = (len(rendered(name, large_report(10, count))) for count in (20, 200))

    assert large <= small * 10.5
    assert large <= 2_000 * 1024  # 1 KB for each of 2,000


@pytest.mark.parametrize("name", MACHINES)
def test_large_report_comes_in_pieces(name: str) -> None:
    definition = reporter(name)
    assert definition is not None

    assert max(len(piece) for piece in definition.render(large_report(10, 500), RenderOptions())) < 200_000


def test_json_of_a_large_report_leaves_nothing_out() -> None:
    read = json.loads(rendered("json", large_report(10, 500)))

    assert sum(len(one["assertions"]) for one in read["requirements"]) == 5_000


@pytest.mark.parametrize("name", ["csv", "earl", "html", "junit", "markdown", "sarif"])
def test_evidence_for_the_person_who_judges_is_told(name: str) -> None:
    asked = assertion(outcome=Outcome.UNTESTED, kind="person", code="review", evidence=("Outcomes stated, 3 of them",))

    assert "Outcomes stated, 3 of them" in rendered(name, report(requirement("A-1", asked))).decode()
