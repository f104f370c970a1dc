"""Files and entries that look like a syllabus: word lists of the standard as it ships."""

from __future__ import annotations

import pytest
from course_facts import CourseFacts, activity, module


@pytest.mark.parametrize(
    "title",
    [
        "Syllabus",
        "Course syllabus, autumn",
        "syllabus_2026.pdf",
        "CourseSyllabus.pdf",
        "Ementa",
        "教学大纲",
        "课程大纲（2026）",
    ],
)
def test_entry_that_speaks_of_a_syllabus_is_found(title: str) -> None:
    assert CourseFacts(modules=(module("m", title=title),)).value("syllabus_candidates") == (title,)


@pytest.mark.parametrize("title", ["Data Model Implementation", "Supplemental Jurisdiction", "Wells", "", "…"])
def test_word_of_another_language_inside_a_word_is_no_syllabus(title: str) -> None:
    assert CourseFacts(modules=(module("m", title=title),)).value("syllabus_candidates") == ()


def test_file_that_an_entry_opens_is_found_by_its_name() -> None:
    opened = activity("About this course", kind="page", entry="files/course-guide.html")
    assert CourseFacts(activities=(opened,)).value("syllabus_candidates") == ("course-guide.html",)
