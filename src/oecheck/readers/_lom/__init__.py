"""Learning Object Metadata in every binding that packages use."""

from __future__ import annotations

from oecheck.readers._lom.apply import apply_lom, content_languages, lom_fields, read_licence, settle
from oecheck.readers._lom.facts import LomFacts
from oecheck.readers._lom.read import find_lom, is_lom, read_lom
from oecheck.readers._lom.record import lom_record

__all__ = [
    "LomFacts",
    "apply_lom",
    "content_languages",
    "find_lom",
    "is_lom",
    "lom_fields",
    "lom_record",
    "read_licence",
    "read_lom",
    "settle",
]
