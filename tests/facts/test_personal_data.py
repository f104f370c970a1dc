from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts.active_content import active_objects
from oecheck.facts.personal_data import exposures, stores
from oecheck.model.content import Document, Exposure
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.model.source import Source


def found(text: str, path: str, media_type: str = "application/xml") -> list[tuple[str, str, int, int]]:
    return [(e.kind, e.what, e.count, e.source.line) for e in stores(text.encode(), path, media_type)]


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("<users>\n<username>ann</username>\n<username>bob</username>", "users.xml", ("personal", "user_record", 2, 2)),
        ('<logs>\n<log id="7">', "activities/quiz_2/logs.xml", ("log", "log", 1, 2)),
        ('<posts><post id="1"><post id="2">', "activities/forum_3/forum.xml", ("learner_work", "forum_post", 2, 1)),
        ('<submission id="1">', "activities/assign_9/assign.xml", ("learner_work", "submission", 1, 1)),
        ('<grade_grade id="1">', "activities/quiz_2/grades.xml", ("personal", "grade", 1, 1)),
        ("<filearea>submission_files</filearea>", "files.xml", ("learner_work", "submitted_file", 1, 1)),
    ],
)
def test_store_of_a_backup_is_counted(text: str, path: str, expected: tuple[str, str, int, int]) -> None:
    assert found(text, path) == [expected]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<users><username>anon12</username></users>", "users.xml"),
        ("<users></users>", "users.xml"),
        ('<answer id="1">', "activities/quiz_2/quiz.xml"),
        ("<filearea>content</filearea>", "files.xml"),
    ],
)
def test_backup_without_users_is_clean(text: str, path: str) -> None:
    assert found(text, path) == []


def test_roster_is_counted_and_its_people_are_not_kept() -> None:
    text = "Name;E-Mail;Note\nAnn;ann@uni.org;x\nBob;bob@uni.org;y\nNo;;\nX;who@example.com;\n"
    (exposure,) = stores(text.encode(), "list.csv", "text/csv")
    assert (exposure.what, exposure.count, exposure.source.line) == ("roster", 2, 2)
    assert "ann" not in repr(exposure).lower()


def test_table_of_data_is_no_roster() -> None:
    assert found("city,people\nA,5\nann@uni.org,6\n", "cities.csv", "text/csv") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('<assessmentResult>\n<context sourcedId="a"/><testResult/>\n<itemResult/></assessmentResult>', 2),
        (
            "<q:qti-assessment-result xmlns:q='urn:q'>\n\n<q:qti-item-result/></q:qti-assessment-result>",
            1,
        ),
        ("<qti_result_report><result>\n<item_result ident_ref='i'/></result></qti_result_report>", 1),
        ("<assessmentResult/>", 0),
        ("<assessmentItem><p>An &lt;itemResult> holds answers.</p><itemResult/></assessmentItem>", 0),
    ],
)
def test_results_of_persons_are_counted(text: str, count: int) -> None:
    told = [(kind, what, number) for kind, what, number, _ in found(text, "results/r1.xml")]
    assert told == ([("personal", "test_result", count)] if count else [])


def test_statements_of_learners_are_counted() -> None:
    text = '[{"actor": {"mbox": "mailto:ann@uni.org"}, "verb": {}}]'
    assert found(text, "x.json", "application/json") == [("personal", "xapi_statement", 1, 1)]


def test_all_exposures_come_together_and_addresses_in_pages_are_only_a_hint() -> None:
    page = Page(source=Source("p.html"), path="p.html", id="p.html")
    file = File(source=Source("users.xml"), path="users.xml", size_bytes=1, role="user_data")
    other = File(source=Source("grades.bin"), path="grades.bin", size_bytes=1, role="user_data")
    user = Exposure(source=file.source, kind="personal", what="user_record", count=3)
    secret = Exposure(source=Source("a.xml"), kind="secret", what="access_code")
    result = exposures([file, other], (secret,), lambda _: {"users.xml": (user,)}, lambda _: [(page, 2)])
    assert [(e.what, e.count, e.certain) for e in result] == [
        ("user_record", 3, True),
        ("user_data_file", 1, False),
        ("email", 2, False),
        ("access_code", 1, True),
    ]


def test_things_that_run_are_told_apart() -> None:
    def file(path: str, media_type: str) -> File:
        return File(source=Source(path), path=path, size_bytes=9, media_type=media_type)

    files = [
        file("setup", "application/vnd.microsoft.portable-executable"),
        file("run.bat", "application/x-msdos-program"),
        file("game.swf", "application/x-shockwave-flash"),
        file("app.jar", "application/zip"),
        file("about.com", "text/html"),
        file("lesson.py", "text/x-python"),
    ]
    macro = Document(source=Source("a.docm"), path="a.docm", kind="docx", macros=True)
    page = Page(source=Source("p.html"), path="p.html", id="p.html")
    counts = {"javascript_url_line": 1, "applet_line": 0, "plug_in_line": 7}
    result = active_objects(files, (macro,), lambda name: [(page, counts[name])])
    assert [(each.path, each.kind) for each in result] == [
        ("setup", "executable"),
        ("run.bat", "script_file"),
        ("game.swf", "flash"),
        ("app.jar", "executable"),
        ("a.docm", "macro"),
        ("p.html", "javascript_url"),
        ("p.html", "flash"),
    ]
    assert result[-1].source == Source("p.html", line=7)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f"email;x\n{text}".encode()),
    st.sampled_from([("users.xml", "application/xml"), ("a.csv", "text/csv"), ("a.json", "application/json")]),
)
def test_any_bytes_are_looked_at(data: bytes, file: tuple[str, str]) -> None:
    assert all(exposure.count > 0 for exposure in stores(data, *file))
