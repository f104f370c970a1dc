"""What each file of a backup is for, and whom it is for.

Source: formats/moodle-mbz.md §1, §2, §7.
"""

from __future__ import annotations

from collections.abc import Iterable

from oecheck.readers._moodle.shelf import Shelf
from oecheck.readers._moodle.stored import StoredFiles
from oecheck.readers._moodle.work import Work
from oecheck.values.patterns import pattern

__all__ = ["INDEX", "USERS", "audiences_of", "has_users", "roles_of"]

INDEX = ".ARCHIVE_INDEX"
USERS = "users.xml"
_SETTINGS = pattern(
    r"(?:.*/)?(?:roles|filters|calendar|inforef|xapistate|completiondefaults|contentbank|enrolments)\.xml"
    r"|moodle_backup\.log|\.ARCHIVE_INDEX"
)
_OWN = pattern(r"[^/]+\.xml|(?:course|sections|activities)/.*\.xml")


def has_users(shelf: Shelf) -> bool:
    """Whether `users.xml` holds anybody. Only the first record is looked at, and nothing of it kept."""
    return any(True for _ in shelf.records(USERS, "user", skip=("user",)))


def roles_of(shelf: Shelf, stored: StoredFiles, *, users: bool) -> dict[str, str]:
    """Roles by path; bodies that are content have none."""
    roles: dict[str, str] = {}
    for path in shelf.paths():
        if _SETTINGS.fullmatch(path):
            roles[path] = "settings"
        elif _OWN.fullmatch(path):
            roles[path] = "descriptor"
    if users:
        roles[USERS] = "user_data"
    return roles | {path: role for path, role in stored.roles().items() if path in shelf}


def audiences_of(works: Iterable[Work], hidden: frozenset[str]) -> dict[str, str]:
    """Files that only hidden activities have are not met by learners.

    Args:
        works: all activities.
        hidden: ids of those that learners do not see.
    """
    kept: dict[str, str] = {}
    shown: set[str] = set()
    for work in works:
        if work.activity.id in hidden:
            kept |= dict.fromkeys(work.activity.files, "instructor")
        else:
            shown.update(work.activity.files)
    return {path: audience for path, audience in kept.items() if path not in shown}
