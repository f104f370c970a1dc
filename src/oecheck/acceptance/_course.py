"""Whether two reports are of one course."""

from __future__ import annotations

import unicodedata

from oecheck.model.report import Subject

__all__ = ["course_name", "same_course"]


def same_course(one: Subject, other: Subject) -> bool:
    """The same bytes or the same title; where either has no title, the same name of the file.

    A pipeline calls each package alike, `course.imscc`, so that names of files alone would tell nothing.
    """
    if one.sha256 and one.sha256 == other.sha256:
        return True
    titles = _folded(one.title), _folded(other.title)
    return titles[0] == titles[1] if all(titles) else one.name == other.name


def course_name(subject: Subject) -> str:
    """The title with the name of the file, as far as there are any."""
    return f"{subject.title} ({subject.name})" if subject.title else subject.name


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())
