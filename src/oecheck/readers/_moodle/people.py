"""Whether the work of learners belongs to somebody (MBZ-31). Only numbers are compared, and none is kept.

Source: formats/moodle-mbz.md §7; Moodle `restore_questions_activity_structure_step` (attempts of unknown users).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.model.package import PackageFinding
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.package import USERS
from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.work import Work

__all__ = ["check_people"]

_WORK = ("attempt", "submission")


def check_people(shelf: Shelf, works: Iterable[Work]) -> Iterator[PackageFinding]:
    """Attempts and submissions of users who are not in the backup; one finding for each activity."""
    people = {node.attributes.get("id", "") for node in shelf.records(USERS, "user", skip=("user",))}
    if not people:
        return
    people |= {"", "0"}
    for work in works:
        if work.path not in shelf:
            continue
        lost = [
            node.source(work.path)
            for node in shelf.records(work.path, *_WORK, skip=("question_usage", "feedback"))
            if field(node, "userid") not in people
        ]
        if lost:
            arguments = {"activity": work.name, "count": len(lost)}
            yield PackageFinding(check="MBZ-31", source=lost[0], arguments=arguments)
