"""What the record says of a translated course (LNG-005)."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._record_said import Record, at, words_of

__all__ = ["FACTS"]


def translation_of(record: Record) -> str | None:
    """Identifier of the original; absent where the course is not declared a translation."""
    return words_of(at(record, "translationOf", "id"))


def translation_gaps(record: Record) -> tuple[str, ...]:
    """What is not said of the translation: version, date, translator or tool, use of a machine."""
    if translation_of(record) is None:
        return ()
    said = {name: at(record, "translationOf", name) for name in ("version", "date", "translator", "machine", "tool")}
    gaps = [name for name in ("version", "date") if not said[name]]
    if not said["translator"] and not said["machine"]:
        gaps.append("translator")
    if said["machine"] is None:
        gaps.append("machine")
    elif said["machine"] and not said["tool"]:
        gaps.append("tool")
    return tuple(f"translationOf.{name}" for name in gaps)


FACTS = (
    FactDefinition(
        of="course",
        name="translation_of",
        type="string",
        meaning="identifier of the course that this one is a translation of, as the record says",
        function=translation_of,
    ),
    FactDefinition(
        of="course",
        name="translation_gaps",
        type="list<string>",
        meaning="keys of the record that say nothing of the translation",
        function=translation_gaps,
    ),
)
