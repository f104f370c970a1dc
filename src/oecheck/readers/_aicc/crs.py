"""The `.crs` file: sections of `name=value`, and a description in free text.

Source: formats/tincan-aicc.md §2.
"""

from __future__ import annotations

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["CourseFile", "read_crs"]

_SECTION = pattern(r"\[\s*([^\]\r\n]{1,60}?)\s*\]")
_FREE_TEXT = "course_description"


class CourseFile(msgspec.Struct, frozen=True):
    """A `.crs` file as read.

    Attributes:
        values: value and line by section and name, both in small letters; the first of several.
        sections: line of each section by its name in small letters.
        description: the free text.
    """

    values: dict[tuple[str, str], tuple[str, int]] = {}
    sections: dict[str, int] = {}
    description: str = ""

    def get(self, name: str, section: str = "course") -> str:
        """A value, "" where it is missing."""
        return self.values.get((section, name), ("", 0))[0]

    def line(self, name: str, section: str = "course") -> int:
        """Line of a value; that of its section, else 1, where it is missing."""
        return self.values.get((section, name), ("", self.sections.get(section, 1)))[1]


def read_crs(text: str) -> CourseFile:
    """The sections of a text."""
    values: dict[tuple[str, str], tuple[str, int]] = {}
    sections: dict[str, int] = {}
    description: list[str] = []
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _SECTION.fullmatch(line.strip())
        if match is not None:
            section = match[1].lower()
            sections.setdefault(section, number)
        elif section == _FREE_TEXT:
            description.append(line)
        elif not line.lstrip().startswith(";"):
            name, equals, value = line.partition("=")
            if equals:
                values.setdefault((section, name.strip().lower()), (_bare(value), number))
    return CourseFile(values, sections, " ".join(" ".join(description).split()))


def _bare(value: str) -> str:
    """A value without blanks, and without the quotes that some writers put around it."""
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1].strip() if quoted else value
