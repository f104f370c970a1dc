"""H5P: what a package says, and each defect alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.model.package import ReadResult
from oecheck.readers.h5p import READER
from tests.readers.h5p_packages import (
    FIELDS,
    FOLDER,
    LIBRARY,
    checks,
    column,
    files,
    packed,
    read,
    read_content,
    sub,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
PICTURE = {"path": "images/a.png", "mime": "image/png", "width": 1, "height": 1, "copyright": {"license": "U"}}
PNG = {"content/images/a.png": b"\x89PNG\r\n\x1a\n"}


def image(**params: Any) -> dict[str, Any]:
    return sub("H5P.Image 1.1", {"file": PICTURE, **params})


def markup(result: ReadResult) -> list[str]:
    return [text.markup for text in result.course.embedded]


def test_smallest_package_is_read() -> None:
    container = open_container(FIXTURES / "h5p" / "minimal")
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    assert value(result.course.title) == "Safe water"
    assert value(result.course.languages) == ("en",)
    assert [activity.kind for activity in result.course.activities] == ["quiz"]
    assert [question.kind for question in result.course.questions] == ["single_choice"]
    assert [finding.check for finding in result.findings] == ["H5P-05"]
    assert result.roles["h5p.json"] == "descriptor"


def test_sound_package_has_no_finding() -> None:
    assert checks(files()) == []


def without(name: str) -> dict[str, Any]:
    return {key: told for key, told in FIELDS.items() if key != name}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({**files(), "h5p.json": '{"title": "Water"};'}, ["H5P-02/unreadable"]),
        ({**files(), "h5p.json": "[]"}, ["H5P-02/no-object"]),
        ({**files(), "content/content.json": "{"}, ["H5P-02/unreadable"]),
        ({path: text for path, text in files().items() if not path.startswith("content/")}, ["H5P-02/no-content"]),
        (files(fields=without("title")), ["H5P-03/missing"]),
        (files(fields={**FIELDS, "embedTypes": ["popup"]}), ["H5P-03/value"]),
        (files(fields={**FIELDS, "embedTypes": "div"}), ["H5P-03/type"]),
        (files(fields={**FIELDS, "language": "en_US"}), ["H5P-03/value"]),
        (files(fields={**FIELDS, "license": "CC BY 4.0"}), ["H5P-03/value"]),
        (files(fields={**FIELDS, "source": "www.example.org"}), ["H5P-03/value"]),
        (files(fields={**FIELDS, "mainLibrary": "H5P.Quiz"}), ["H5P-04"]),
        (files(fields=without("authors")), ["H5P-12"]),
        (files(library={**LIBRARY, "machineName": "H5P.Other"}), ["H5P-05/missing", "H5P-06/folder-differs"]),
        (files(library={**LIBRARY, "runnable": 2}), ["H5P-06/value"]),
        (files(library={**LIBRARY, "preloadedJs": [{"path": "b.js"}]}), ["H5P-07"]),
        (files(library={**LIBRARY, "coreApi": {"majorVersion": 1, "minorVersion": 99}}), ["H5P-21"]),
        (files(library={**LIBRARY, "coreApi": {"majorVersion": 1, "minorVersion": 5}}), ["H5P-26"]),
        (files(more={"library!/library.json": "{}"}), ["H5P-06/folder-name"]),
        (files(more={"docs/readme.txt": "x"}), ["H5P-06/no-library-json"]),
        (files(more={f"{FOLDER}/language/fr.json": "{]"}), ["H5P-06/unreadable"]),
        (files(more={f"{FOLDER}/language/X!.json": "{}"}), ["H5P-06/language-name"]),
        (files(more={f"{FOLDER}/semantics.json": "["}), ["H5P-06/unreadable"]),
        (files(more={"content/run.exe": "x"}), ["H5P-08"]),
        (files(more={"content/page.html": "x"}), ["H5P-08"]),
        (files(more={f"{FOLDER}/a.svg": "<svg/>"}), []),
        (files(more={"__MACOSX/content/._a": "x", "content/.DS_Store": "x"}), []),
        (files(more={"README.md": "x"}), []),
    ],
)
def test_one_defect_gives_its_finding_and_nothing_else(parts: dict[str, str | bytes], found: list[str]) -> None:
    assert checks(parts) == found


def test_nothing_is_said_of_a_package_whose_description_cannot_be_read() -> None:
    result = read({**files(), "h5p.json": '{"title": "Water"};'})
    assert isinstance(result.format_version, Fact)
    assert isinstance(result.course.licence, Fact)
    assert (result.format_version.state, result.course.licence.state) == (State.UNSUPPORTED, State.UNREADABLE)


def test_version_is_the_newest_core_that_a_library_asks_for() -> None:
    older = {**LIBRARY, "machineName": "H5P.Older", "coreApi": {"majorVersion": 1, "minorVersion": 9}}
    parts = files(library={**LIBRARY, "coreApi": {"majorVersion": 1, "minorVersion": 24}})
    told = read({**parts, "H5P.Older-1.16/library.json": json.dumps(older)}).format_version

    assert isinstance(told, Fact)
    assert (told.value, told.sources[0].file) == ("1.24", f"{FOLDER}/library.json")


def test_version_is_not_told_where_no_library_asks_for_a_core() -> None:
    told = read(files()).format_version

    assert isinstance(told, Fact)
    assert told.state is State.UNSUPPORTED


def test_place_of_a_broken_document_is_told() -> None:
    (finding,) = read({**files(), "content/content.json": '{\n "a": 1,\n}'}).findings
    assert (finding.source.file, finding.source.line) == ("content/content.json", 3)


def test_name_without_the_ending_is_reported() -> None:
    assert checks(files(), name="water.zip") == ["H5P-01"]


def test_versions_may_be_text_or_numbers() -> None:
    dependency = {"machineName": "H5P.Column", "majorVersion": "1", "minorVersion": "16"}
    assert checks(files(fields={**FIELDS, "preloadedDependencies": [dependency]})) == []


def test_package_of_content_only_says_once_what_the_platform_must_have() -> None:
    parts = {path: text for path, text in files().items() if not path.startswith(FOLDER)}
    (finding,) = read(parts).findings
    assert (finding.check, finding.variant, finding.arguments["libraries"]) == (
        "H5P-05",
        "content-only",
        "H5P.Column 1.16",
    )


def test_library_that_only_a_library_needs_is_looked_for() -> None:
    needs = [{"machineName": "H5P.Question", "majorVersion": 1, "minorVersion": 5}]
    result = read(files(library={**LIBRARY, "preloadedDependencies": needs}))
    assert [finding.arguments for finding in result.findings] == [{"library": "H5P.Question 1.5"}]


def test_metadata_are_read_with_their_places() -> None:
    course = read(files()).course
    assert isinstance(course.title, Fact)
    assert course.title.sources[0].pointer == "/title"
    licence = value(course.licence)
    assert licence is not None
    assert (licence.id, licence.holder, licence.source.pointer) == ("CC-BY-SA-4.0", "A. Author", "/license")
    assert [value(person.role) for person in value(course.contributors) or ()] == ["author"]


def test_undisclosed_licence_and_undetermined_language_say_nothing() -> None:
    course = read(files(fields={**FIELDS, "license": "U", "language": "und"})).course
    licence = value(course.licence)
    assert licence is not None
    assert licence.default
    assert course.languages is None


def test_last_change_is_the_date_of_the_course() -> None:
    changes = [
        {"date": "31-01-23 10:00:00", "author": "A", "log": "x"},
        {"date": "02-03-22 9:00:00", "author": "A", "log": "y"},
    ]
    course = read(files(fields={**FIELDS, "changes": changes})).course
    assert value(course.modified) == "2023-01-31"


def test_address_in_a_name_is_not_kept() -> None:
    authors = [{"name": "A. Author a@example.org", "role": "Author"}]
    result = read(files(fields={**FIELDS, "authors": authors}))
    assert "example.org" not in repr(result.course)


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        ({"alt": "A river"}, '<img src="images/a.png" alt="A river">'),
        ({"alt": "Tom &amp; &quot;Ann&quot;"}, '<img src="images/a.png" alt="Tom &amp; &quot;Ann&quot;">'),
        ({"alt": ""}, '<img src="images/a.png">'),
        ({}, '<img src="images/a.png">'),
        ({"alt": "", "decorative": True}, '<img src="images/a.png" alt="">'),
    ],
)
def test_picture_is_shown_with_its_alternative(params: dict[str, Any], shown: str) -> None:
    result = read_content(column(image(**params)), PNG)
    assert markup(result) == [shown]
    assert result.course.embedded[0].source.pointer.endswith("/params/file")


def test_alternative_beside_a_picture_of_a_card_is_found() -> None:
    cards = {"dialogs": [{"text": "<p>a</p>", "answer": "b", "image": PICTURE, "imageAltText": "A well"}]}
    result = read_content(column(sub("H5P.Dialogcards 1.9", cards)), PNG)
    assert '<img src="images/a.png" alt="A well">' in markup(result)


def test_description_of_a_scene_is_the_alternative_of_its_panorama() -> None:
    scene = {"scenename": "Well", "scenesrc": PICTURE, "scenedescription": "<p>A well in a yard</p>"}
    result = read_content(column(sub("H5P.ThreeImage 0.5", {"threeImage": {"scenes": [scene]}})), PNG)
    assert '<img src="images/a.png" alt="A well in a yard">' in markup(result)


def test_place_of_the_alternative_is_taken_from_the_packed_form() -> None:
    form = [{"name": "photo", "type": "image"}, {"name": "photoAlt", "type": "text"}]
    more: dict[str, str | bytes] = {**PNG, f"{FOLDER}/semantics.json": json.dumps(form)}
    assert markup(read_content({"photo": PICTURE}, more)) == ['<img src="images/a.png">']
    shown = '<img src="images/a.png" alt="x">'
    assert markup(read_content({"photo": PICTURE, "photoAlt": "x"}, more)) == [shown]


def test_background_of_a_drag_question_has_no_place_for_an_alternative() -> None:
    question = {"question": {"settings": {"background": PICTURE}, "task": {"elements": [], "dropZones": []}}}
    result = read_content(column(sub("H5P.DragQuestion 1.14", question)), PNG)
    assert "H5P-15" in [finding.check for finding in result.findings]
    assert markup(result) == []


def test_name_of_a_file_is_no_address() -> None:
    strange = {**PICTURE, "path": "images/50% #1.png"}
    result = read_content(column(sub("H5P.Image 1.1", {"file": strange, "alt": "x"})))
    assert markup(result) == ['<img src="images/50%25%20%231.png" alt="x">']


VIDEO = {
    "interactiveVideo": {
        "video": {
            "files": [
                {"path": "videos/a.mp4", "mime": "video/mp4", "copyright": {"license": "U"}},
                {"path": "videos/a.webm", "mime": "video/webm", "copyright": {"license": "U"}},
            ],
            "textTracks": {
                "videoTrack": [
                    {"label": "French", "kind": "captions", "srcLang": "fr", "track": {"path": "files/fr.vtt"}}
                ]
            },
        },
        "assets": {
            "interactions": [
                {
                    "duration": {"from": 1, "to": 2},
                    "action": sub("H5P.TrueFalse 1.8", {"question": "<p>True?</p>", "correct": "true"}),
                }
            ]
        },
    }
}


def test_interactive_video_is_one_video_with_its_captions_and_questions() -> None:
    more = {"content/videos/a.mp4": "x", "content/videos/a.webm": "x", "content/files/fr.vtt": "WEBVTT"}
    result = read_content(column(sub("H5P.InteractiveVideo 1.26", VIDEO)), more)
    shown = '<video controls><source src="videos/a.mp4"><source src="videos/a.webm"></video>'
    assert shown in markup(result)
    (track,) = result.course.tracks_declared
    assert (track.media, track.path, track.kind, track.language) == (
        "content/videos/a.mp4",
        "content/files/fr.vtt",
        "captions",
        "fr",
    )
    assert result.roles["content/files/fr.vtt"] == "caption"
    assert [activity.kind for activity in result.course.activities] == ["page", "video"]
    (assessment,) = result.course.assessments
    assert assessment.activity == "content:H5P.InteractiveVideo 1.26"


def test_video_elsewhere_needs_the_network() -> None:
    source = {"path": "https://youtu.be/abc", "mime": "video/YouTube", "copyright": {"license": "U"}}
    result = read_content(column(sub("H5P.Video 1.6", {"sources": [source], "playback": {"autoplay": True}})))
    assert markup(result) == ['<video controls autoplay><source src="https://youtu.be/abc"></video>']
    assert [reference.state for reference in result.references] == ["external"]
    assert [activity.needs_network for activity in result.course.activities] == [False, True]


def test_missing_medium_is_a_dangling_reference() -> None:
    (reference,) = read_content(column(image(alt="x"))).references
    assert (reference.state, reference.target) == ("missing", "content/images/a.png")


QUESTIONS = [
    ("H5P.MultiChoice 1.16", {"answers": [{"correct": True}, {"correct": False}]}, "single_choice", True),
    ("H5P.MultiChoice 1.16", {"answers": [{"correct": True}, {"correct": True}]}, "multiple_choice", True),
    ("H5P.MultiChoice 1.16", {"answers": [{"correct": False}]}, "multiple_choice", False),
    ("H5P.TrueFalse 1.8", {"correct": "true"}, "true_false", True),
    ("H5P.Blanks 1.14", {"questions": ["<p>*a:hint*</p>"]}, "gap", True),
    ("H5P.Blanks 1.14", {"questions": ["<p>a</p>"]}, "gap", False),
    ("H5P.DragText 1.10", {"textField": "a *b*"}, "gap", True),
    ("H5P.DragQuestion 1.14", {"question": {"task": {"dropZones": [{"correctElements": ["0"]}]}}}, "drag", True),
    ("H5P.SingleChoiceSet 1.11", {"choices": [{"question": "a", "answers": ["b", "c"]}]}, "single_choice", True),
    ("H5P.Essay 1.5", {"keywords": [{"keyword": "a"}]}, "essay", True),
    ("H5P.Flashcards 1.5", {"cards": [{"text": "a", "answer": "b"}]}, "short_text", True),
    ("H5P.DragQuestion 1.14", {"question": {"task": {"dropZones": [{"correctElements": []}]}}}, "drag", False),
    ("H5P.Summary 1.10", {"summaries": [{"summary": ["a", "b"]}, {"tip": ""}]}, "single_choice", True),
    ("H5P.SortParagraphs 0.11", {"paragraphs": ["a", "b"]}, "ordering", True),
]


@pytest.mark.parametrize(("library", "params", "kind", "has_key"), QUESTIONS)
def test_question_is_of_its_kind(library: str, params: dict[str, Any], kind: str, has_key: bool) -> None:
    (question,) = read_content(column(sub(library, params))).course.questions
    assert (question.kind, question.has_key, question.raw_kind) == (kind, has_key, library.partition(" ")[0])
    assert question.points is None  # the type works them out from its key: nothing that an author could leave out


def test_question_without_words_has_the_name_of_its_content() -> None:
    silent = {"question": {"task": {"dropZones": []}}}
    named = sub("H5P.DragQuestion 1.14", silent, metadata={"title": "Sounds of words"})
    assert [value(question.stem) for question in read_content(column(named)).course.questions] == ["Sounds of words"]
    (question,) = read_content(column(sub("H5P.DragQuestion 1.14", silent))).course.questions
    assert question.stem is None


def test_feedback_hints_and_solution_are_counted() -> None:
    answer = {"correct": True, "tipsAndFeedback": {"tip": "<p>t</p>", "chosenFeedback": "f", "notChosenFeedback": ""}}
    choice = {"answers": [answer], "overallFeedback": [{"from": 0, "to": 100, "feedback": "g"}, {"from": 0, "to": 9}]}
    essay = {"keywords": [{"options": {"feedbackMissed": "x"}}], "solution": {"sample": "<p>s</p>"}}
    course = read_content(column(sub("H5P.MultiChoice 1.16", choice), sub("H5P.Essay 1.5", essay))).course
    first, second = course.questions
    assert (first.feedback_count, first.hints, second.feedback_count, second.has_solution) == (2, 1, 1, True)


def test_set_of_questions_has_its_pass_mark_and_pool() -> None:
    questions = [sub("H5P.TrueFalse 1.8", {"question": "a", "correct": "true"}, id=str(n)) for n in range(4)]
    params = {"questions": questions, "passPercentage": 60, "poolSize": 2}
    course = read_content(column(sub("H5P.QuestionSet 1.20", params))).course
    (assessment,) = course.assessments
    assert (assessment.question_count, assessment.random_draw, value(assessment.pass_mark)) == (2, True, 0.6)
    assert course.activities[1].kind == "quiz"


def test_chapters_of_a_book_are_its_table_of_contents() -> None:
    text = sub("H5P.AdvancedText 1.1", {"text": "<p>a</p>"})
    chapters = [
        sub("H5P.Column 1.16", column(text), id="one", metadata={"title": "Rain"}),
        sub("H5P.Column 1.16", column(text), id="two", metadata={"title": "Rivers"}),
    ]
    fields = {**FIELDS, "mainLibrary": "H5P.InteractiveBook"}
    result = read(files({"chapters": chapters}, fields))
    assert [value(module.title) for module in result.course.modules] == ["Rain", "Rivers"]
    assert [module.activity_count for module in result.course.modules] == [1, 1]
    assert {text.owner for text in result.course.embedded} == {"content:one", "content:two"}


def test_what_only_the_platform_knows_is_unsupported() -> None:
    (activity,) = read(files()).course.activities
    for told in (activity.graded, activity.points, activity.due, activity.completion):
        assert isinstance(told, Fact)
        assert told.state is State.UNSUPPORTED


def test_rights_of_parts_and_media_are_told_apart() -> None:
    stated = {
        **PICTURE,
        "copyright": {"license": "CC BY", "version": "4.0", "author": "B", "source": "https://a.example"},
    }
    metadata = {"title": "River", "license": "CC0 1.0", "authors": [{"name": "C", "role": "Author"}]}
    contents = column(
        sub("H5P.Image 1.1", {"file": stated, "alt": "x"}, id="a"),
        sub("H5P.Image 1.1", {"file": PICTURE, "alt": "x"}, id="b", metadata=metadata),
        sub("H5P.Image 1.1", {"file": PICTURE, "alt": "x"}, id="c"),
    )
    result = read_content(contents, PNG)
    told = [(licence.id, licence.holder, licence.origin, licence.scope) for licence in result.course.licences]
    assert told == [
        ("CC-BY-4.0", "B", "https://a.example", "images/a.png"),
        ("CC0-1.0", "C", "", "images/a.png"),
    ]
    (silent,) = [finding for finding in result.findings if finding.check == "H5P-13"]
    assert silent.arguments == {"count": 1, "total": 3}


def test_words_of_buttons_are_no_text_of_the_author() -> None:
    params = {"question": "<p>a</p>", "correct": "true", "l10n": {"score": "<b>You got @score</b>"}}
    assert markup(read_content(column(sub("H5P.TrueFalse 1.8", params)))) == ["<p>a</p>"]


def test_frame_of_another_site_is_a_tool() -> None:
    params = {"source": "https://maps.example/x?key=1", "width": "1", "height": "1"}
    (tool,) = read_content(column(sub("H5P.IFrameEmbed 1.0", params))).course.tools
    assert (value(tool.launch), tool.host, tool.secure) == ("https://maps.example/x", "maps.example", True)


def test_page_of_the_package_in_a_frame_is_reached_from_the_content() -> None:
    result = read_content(column(sub("H5P.IFrameEmbed 1.0", {"source": "lab.html"})), {"content/lab.html": "<p>a</p>"})
    assert '<iframe src="lab.html"' in "".join(markup(result))
    assert {one.base for one in result.course.embedded} <= result.listed


FORM = [
    {"name": "text", "type": "text", "widget": "html", "tags": ["strong", "ul"]},
    {"name": "name", "type": "text", "maxLength": 5},
    {"name": "size", "type": "number"},
    {"name": "kind", "type": "select", "options": [{"value": "a", "label": "A"}]},
    {
        "name": "items",
        "type": "list",
        "field": {"name": "item", "type": "group", "fields": [{"name": "on", "type": "boolean"}]},
    },
    {"name": "inner", "type": "library", "options": ["H5P.Image 1.1"]},
]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({"text": "<p><strong>a</strong></p><ul><li>b</li></ul>", "name": "abc", "size": "3", "kind": "a"}, []),
        ({"text": "<h2>a</h2>"}, ["H5P-22/tag"]),
        ({"text": "<script>a</script>"}, ["H5P-22/script"]),
        ({"name": "abcdef"}, ["H5P-09/length"]),
        ({"name": {}}, ["H5P-09/type"]),
        ({"size": "many"}, ["H5P-09/type"]),
        ({"kind": "b"}, ["H5P-09/choice"]),
        ({"items": [True, False]}, []),
        ({"items": [True, "perhaps", "perhaps"]}, ["H5P-09/type"]),
        ({"items": {}}, ["H5P-09/type"]),
        ({"inner": {"library": "H5P.Video 1.6", "params": {}}}, ["H5P-09/library"]),
    ],
)
def test_content_is_held_to_the_packed_form(content: Any, found: list[str]) -> None:
    assert checks(files(content, more={f"{FOLDER}/semantics.json": json.dumps(FORM)})) == found


def test_content_nested_deeply_is_refused_and_not_followed() -> None:
    deep = '{"a":' * 5000 + "1" + "}" * 5000
    result = read({**files(), "content/content.json": deep})
    assert [finding.variant for finding in result.findings] == ["unreadable"]
    assert result.incomplete == ("h5p-content-unreadable",)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["H5P.Image 1.1", "images/a.png"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["library", "params", "path", "mime", "content", "answers", "file", "metadata", "license", "text"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(content=_JSON, fields=_JSON, library=_JSON)
def test_any_json_gives_a_result(content: Any, fields: Any, library: Any) -> None:
    parts = {
        "h5p.json": json.dumps({**FIELDS, **fields} if isinstance(fields, dict) else fields),
        "content/content.json": json.dumps(content),
        f"{FOLDER}/library.json": json.dumps({**LIBRARY, **library} if isinstance(library, dict) else library),
        f"{FOLDER}/semantics.json": json.dumps(content),
    }
    assert isinstance(read(parts), ReadResult)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 5000), value=st.integers(0, 255))
def test_damaged_package_gives_a_result_or_a_documented_error(place: int, value: int) -> None:
    data = bytearray(packed(files(column(image(alt="x")), more=PNG)))
    data[place % len(data)] = value
    try:
        container = open_container(bytes(data), name="water.h5p")
        for descriptor in READER.detect(container):
            assert isinstance(READER.read(container, descriptor), ReadResult)
    except PackageError:
        pass
