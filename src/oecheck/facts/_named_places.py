"""What a name in the record leads to: an activity, a file of the package, or an address."""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.model.course import Course
from oecheck.model.fact import plain
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["file_of", "leads_somewhere"]

_ADDRESS = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")


def leads_somewhere(name: str, course: Course, files_by_path: Mapping[str, str]) -> bool:
    """Whether an activity, module or file has the name, or it is an address (which is not visited)."""
    if _ADDRESS.match(name) or file_of(name, files_by_path):
        return True
    wanted = fold(name)
    return any(
        wanted in (fold(part.id), fold(plain(part.title) or ""))
        for parts in (course.activities, course.modules, course.assessments)
        for part in parts
    )


def file_of(name: str, files_by_path: Mapping[str, str]) -> str:
    """Path of the file that a reference of the record means, be it from the root or from the course's folder; ""."""
    path = name.partition("#")[0].removeprefix("./")
    if path in files_by_path:
        return path
    return next((known for known in files_by_path if path and known.endswith("/" + path)), "")
