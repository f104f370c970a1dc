"""The base of everything in the course model that a rule can look at."""

from __future__ import annotations

import msgspec

from oecheck.model.source import Source

__all__ = ["Entity"]


class Entity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing of a course or package, with the place it was found at.

    The fields of each kind are explained under "Attributes" of its class: the manual of the course model and the
    type checker of the rule language are both made from there.
    """

    source: Source
