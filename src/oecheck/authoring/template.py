"""A new rule that is sound from its first line, with what is still to do marked in it."""

from __future__ import annotations

from importlib.resources import files

from oecheck.texts import fill

__all__ = ["new_rule"]


def new_rule(id: str, clause: str, edition: str) -> str:
    """The text of the file of a new requirement.

    Args:
        id: its permanent id.
        clause: where it stands.
        edition: the edition that it begins with.
    """
    template = files("oecheck.authoring").joinpath("new_rule.yaml").read_text(encoding="utf-8")
    return fill(template, {"new-id": id, "new-clause": clause, "new-edition": edition})
