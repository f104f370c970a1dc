"""What packages of a format sometimes say of a course, although the format has no place of its own for it.

It counts where it stands. A package that is silent is not taken to leave something out, unlike one of a format whose
`capabilities` have the field: its makers were never asked.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BORROWED"]

_OF_LOM = frozenset({"course.accessibility"})
_OF_BANK = frozenset(
    f"course.{name}"
    for name in (
        "audiences",
        "contributors",
        "created",
        "keywords",
        "levels",
        "modified",
        "provider",
        "resource_types",
        "subjects",
        "version",
    )
)

BORROWED: Mapping[str, frozenset[str]] = {
    # Accessibility is a purpose of a LOM classification: a text, and nothing of access modes, features or hazards.
    "content-packaging": _OF_LOM,
    "scorm-1.2": _OF_LOM,
    "scorm-2004": _OF_LOM,
    # Words of schema.org, and epub:type "learning-objectives".
    "epub": frozenset({"course.age_range", "course.levels", "course.outcomes", "course.study_time_s"}),
    # Two fields of h5p.json for search engines, which its specification gave up.
    "h5p": frozenset({"course.description", "course.keywords"}),
    # The language that a course forces upon the screens.
    "moodle": frozenset({"course.languages"}),
    # LOM of the manifest around a bank of questions.
    "qti": _OF_BANK,
}
"""Fields by format."""
