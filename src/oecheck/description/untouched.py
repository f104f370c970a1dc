"""Whether a record says anything that the package does not say."""

from __future__ import annotations

from oecheck.description._found import found
from oecheck.description.record import Record
from oecheck.model.course import Course

__all__ = ["untouched"]


def untouched(course: Course, record: Record) -> bool:
    """Whether a record holds nothing but what `oecheck describe` wrote into it.

    Nobody has answered anything in such a record. So what it leaves out was not left out by anybody, and counts as if
    there were no record: what a format has no place for stays untold, instead of being absent.

    Args:
        course: as the reader gives it.
        record: the record.
    """
    answers = found(course)
    return all(key in answers and answers[key].value == value for key, value in record.data.items())
