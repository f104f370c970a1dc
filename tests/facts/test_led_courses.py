"""Guide, sessions, practice, self-assessment, paper, languages: what a course that is led in a room says of itself."""

from __future__ import annotations

from typing import Any

import pytest
from support_words import HERE, Pages, Words

from oecheck.facts import activation, host_languages, on_paper, own_practice, self_assessment, sessions, teaching_guide
from oecheck.facts._named_places import file_of, leads_somewhere
from oecheck.model.content import ActiveObject
from oecheck.model.course import Activity, Course, Module
from oecheck.model.fact import Fact, State, plain
from oecheck.model.package import File
from oecheck.model.page import Heading

FILES = {"guide.html": "text/html", "wiki/sheet.pdf": "application/pdf"}


def course(**fields: Any) -> Course:
    return Course(source=HERE, **fields)


def activity(title: str, kind: str = "quiz", **fields: Any) -> Activity:
    return Activity(source=HERE, id=title.casefold(), title=title, kind=kind, raw_kind=kind, position=1, **fields)


def unit(title: str) -> Module:
    return Module(source=HERE, id=title[:1], title=title, position=1, depth=1, parent="")


COURSE = course(activities=(activity("Try it in your class", "assignment"), activity("What I can do", "survey")))


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("try it in your class", True),
        ("guide.html#two", True),
        ("./guide.html", True),
        ("sheet.pdf", True),
        ("https://example.edu/guide", True),
        ("other.html", False),
        ("eet.pdf", False),
    ],
)
def test_a_name_of_the_record_is_an_activity_a_file_or_an_address(name: str, there: bool) -> None:
    assert leads_somewhere(name, COURSE, FILES) is there


def test_a_file_may_lie_in_a_folder_of_the_course() -> None:
    assert file_of("sheet.pdf", FILES) == "wiki/sheet.pdf"
    assert file_of("", FILES) == ""


def test_a_guide_is_there_or_lost_or_not_named() -> None:
    assert plain(teaching_guide.guide({"guideRef": "guide.html"})) == "guide.html"
    assert not teaching_guide.guide_lost(COURSE, {"guideRef": "guide.html"}, FILES)
    assert teaching_guide.guide_lost(COURSE, {"guideRef": "gone.html"}, FILES)
    assert not teaching_guide.guide_lost(COURSE, {}, FILES)


WORDS = Words(
    teaching_guide={"en": ["teacher guide"]},
    time_word={"en": ["minutes"], "zh": ["分钟"]},
    own_teaching={"en": ["your students"]},
    self_assessment={"en": ["self assessment"]},
)


def guides(languages: tuple[str, ...] = ("en",), title: str = "Basics", stem: str = "a", heading: str = "Water") -> Any:
    pages = Pages(p={"headings": (Heading(source=HERE, page="p", level=1, text=heading),), "audience": "instructor"})
    file = File(source=HERE, path=f"{stem}.pdf", size_bytes=1, role="content")
    return teaching_guide.guide_candidates(course(activities=(activity(title),)), (file,), pages, WORDS, languages)


def test_a_guide_is_looked_for_in_titles_headings_and_file_names_of_instructors_too() -> None:
    assert guides(title="Teacher guide") == ("Teacher guide",)
    assert guides(heading="The teacher guide") == ("The teacher guide",)
    assert guides(stem="files/teacher_guide") == ("teacher guide",)
    assert guides() == ()
    assert guides(languages=("xx",)).reason == "no-lexicon"


class _Document:
    """What `page_text` asks of a page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.memo: dict[object, object] = {}


@pytest.mark.parametrize(
    ("text", "times"),
    [("Opening: 45 minutes. Work: 2 h", 2), ("第一节：45分钟", 1), ("In some minutes, page 4", 0), ("20 MINUTES", 1)],
)
def test_times_of_the_guide_are_counted_in_any_script(text: str, times: int) -> None:
    page = next(iter(Pages(guide={})("x")))[0]
    document: Any = _Document(text)

    assert teaching_guide.guide_times(document, page, {"guideRef": "guide.html"}, WORDS) == times
    assert teaching_guide.guide_times(document, page, {"guideRef": "other.html"}, WORDS) == 0


def test_times_are_not_known_where_the_guide_is_no_page_or_its_language_has_no_list() -> None:
    def times(count: int, name: str = "guide.html", language: str = "en") -> Any:
        pages = Pages(guide={"guide_times": count})
        return teaching_guide.times_in_guide({"guideRef": name}, pages, FILES, WORDS, (language,))

    assert (times(3), times(0), times(3, language="xx")) == (3, 0, 3)
    assert times(0, language="xx").reason == "no-lexicon"
    assert times(0, name="sheet.pdf").reason == "no-page"


PLAN = {"sessions": [{"title": "Opening", "minutes": 45, "modules": ["Sources"]}, {"title": "Break", "minutes": 0}]}


def test_sessions_are_counted_and_added_up() -> None:
    assert (plain(sessions.session_count(PLAN)), plain(sessions.session_hours(PLAN))) == (2, 0.75)
    assert sessions.sessions_without_minutes(PLAN) == ("Break",)
    assert sessions.session_count({}) is None


def test_modules_are_timed_by_the_sessions_that_name_them() -> None:
    def without(record: Any, *units: Module) -> Any:
        return plain(sessions.modules_without_session(record, units, course(title="Water")))

    assert without(PLAN, unit("Sources"), unit("Treatment")) == ("Treatment",)
    assert without(PLAN) == ()
    assert without({}) == ("Water",)
    assert without({"sessions": [{"title": "A", "modules": ["Sources"]}]}, unit("Sources")) == ("Sources",)


def test_without_a_record_nothing_is_concluded_of_the_plan() -> None:
    for value in (sessions.session_count(None), sessions.session_hours(None), teaching_guide.guide(None)):
        assert isinstance(value, Fact)
        assert value.state is State.UNSUPPORTED


def test_a_task_in_own_teaching_is_named_or_looked_for() -> None:
    said = {"practiceRef": "Try it in your class"}
    spoken = activity("Plan a lesson", "assignment", description="Teach it to your students.")

    assert plain(own_practice.practice_task(said)) == "Try it in your class"
    assert not own_practice.practice_task_lost(COURSE, said, FILES)
    assert own_practice.practice_task_lost(COURSE, {"practiceRef": "Gone"}, FILES)
    assert own_practice.practice_candidates(course(activities=(spoken,)), (), WORDS, ("en",)) == ("Plan a lesson",)
    assert own_practice.practice_candidates(course(), ("For your students",), WORDS, ("en",)) == ("For your students",)
    assert own_practice.practice_candidates(course(), (), WORDS, ("en",)) == ()


def test_both_self_assessments_have_to_be_named_and_there() -> None:
    def gaps(**said: str) -> Any:
        return plain(self_assessment.self_assessment_gaps(COURSE, {"selfAssessment": said}, FILES))

    assert gaps(before="What I can do", after="guide.html") == ()
    assert gaps(before="What I can do", after="gone.html") == ("after",)
    assert gaps() == ("before", "after")
    assert self_assessment.self_assessment_candidates(COURSE, ("Self-assessment",), WORDS, ("en",)) == (
        "What I can do",
        "Self-assessment",
    )


class _Countries(Words):
    def vocabulary(self, name: str) -> frozenset[str]:
        assert name == "country_languages"
        return frozenset({"KE = sw", "KE = en", "SN = fr", "NO = nb"})


@pytest.mark.parametrize(
    ("countries", "languages", "without"),
    [
        (("KE",), ("en",), ()),
        (("ke", "SN"), ("en-GB",), ("SN (fr)",)),
        (("NO",), ("no",), ()),
        (("AQ",), ("en",), ()),
        ((), (), ()),
    ],
)
def test_a_country_wants_one_of_its_languages(
    countries: tuple[str, ...], languages: tuple[str, ...], without: tuple[str, ...]
) -> None:
    assert host_languages.countries_without_language(course(), countries, languages, _Countries()) == without


def test_languages_that_the_record_offers_in_full_come_before_those_of_the_text() -> None:
    offered = course(offered_languages=("fr",))

    assert host_languages.countries_without_language(offered, ("SN",), ("en",), _Countries()) == ()
    unknown = host_languages.countries_without_language(course(), ("SN",), (), _Countries())
    assert isinstance(unknown, Fact)
    assert unknown.reason == "language-unstated"


def test_paper_is_a_document_beside_the_activity_or_an_entry_of_the_record() -> None:
    quiz, sheet = activity("Quiz"), activity("Sheet", files=("wiki/sheet.pdf",))
    reading, hidden = activity("Reading", "page"), activity("Hidden", visibility="hidden")
    parts = course(activities=(quiz, sheet, reading, hidden))

    def without(record: Any) -> Any:
        return on_paper.activities_without_paper(parts, record, FILES)

    assert on_paper.activities_on_screen(parts) == 2
    assert plain(without({})) == ("Quiz",)
    assert without({"onPaper": [{"ref": "quiz", "paper": "sheet.pdf"}]}) == ()
    assert plain(without({"onPaper": [{"ref": "Quiz", "paper": "gone.pdf"}]})) == ("Quiz",)
    assert without({"printRef": "all.pdf"}) == ()
    assert without(None).state is State.UNSUPPORTED


def test_programs_are_what_an_operating_system_would_run() -> None:
    kinds = ("executable", "macro", "script_file")
    found = tuple(ActiveObject(source=HERE, path=f"{kind}.x", kind=kind) for kind in kinds)

    assert activation.programs(found) == ("executable.x", "script_file.x")
    assert plain(activation.activation({"activation": "none"})) == "none"
