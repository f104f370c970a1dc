"""What an accessible PDF or office document lacks, all in one list for messages (ACC-023, ACC-024)."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Document
from oecheck.model.fact import Fact, plain

__all__ = ["FACTS"]


def problems(document: Document) -> tuple[str, ...]:
    """Codes of what is known to be missing; what could not be read is not named."""
    signs = {
        "no-tags": document.kind == "pdf" and plain(document.tagged) is False,
        "no-title": _missing(document.title),
        "no-language": _missing(document.language),
        "no-slide-titles": bool(plain(document.slides_without_title)),
        "no-alternatives": bool(plain(document.images_without_alternative)),
    }
    return tuple(code for code, missing in signs.items() if missing)


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, Fact) and value.state == "absent")


FACTS = (
    FactDefinition(
        of="document",
        name="problems",
        type="list<string>",
        meaning="codes of what it lacks: no-tags, no-title, no-language, no-slide-titles, no-alternatives",
        function=problems,
    ),
)
