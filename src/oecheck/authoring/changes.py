"""What an editor has just changed: which files, and so which examples have to be run again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from oecheck.rules import SHARED, Catalogue, EditionFiles

__all__ = ["affected", "versions"]


def versions(files: EditionFiles) -> Mapping[Path, tuple[int, int]]:
    """Time of the last change (ns) and size (bytes) of every file of an edition that decides something."""
    found = {}
    for folder in (files.edition, *(files.folder(name) for name in SHARED)):
        for path in folder.rglob("*.yaml"):
            try:
                state = path.stat()
            except OSError:  # an editor put another file in its place just now
                continue
            found[path] = (state.st_mtime_ns, state.st_size)
    return found


def affected(before: Catalogue, after: Catalogue) -> frozenset[str]:
    """Ids of the rules and checks whose examples may come out differently.

    A word list or vocabulary may be read by any of them; otherwise a rule depends on its own file alone.
    """
    now = _written(after)
    if (before.lexicons, before.vocabularies) != (after.lexicons, after.vocabularies):
        return frozenset(now)
    then = _written(before)
    return frozenset(id for id, written in now.items() if then.get(id) != written)


def _written(catalogue: Catalogue) -> dict[str, object]:
    rules: dict[str, object] = {rule.id: rule.file for rule in catalogue.rules}
    return rules | {id: check.spec for id, check in catalogue.checks.items() if check.rule is not None}
