"""What a placeholder of a message may hold: something that people can read.

Texts, numbers, truth values and lists of them are told as they are. A thing of the course model, or a map, has no words
of its own: somebody would read how the program writes it down for itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.language import NULL, STRING, Kind, LanguageError, Type, TypeProblem, list_of

__all__ = ["refuse_unreadable"]

_TELLING = ("name", "title", "text", "path", "target", "label", "identifier", "id", "url", "host", "value")
"""Fields by which people know a thing, the best first."""
_SUGGESTED = 3


def refuse_unreadable(text: str, found: Type, kinds: Mapping[str, Kind]) -> None:
    """Refuses a placeholder whose value nobody could read.

    Args:
        text: the expression in the placeholder.
        found: its type.
        kinds: kinds by name, for what is probably meant.

    Raises:
        LanguageError: the value is a thing or a map, or a list of them; with the fields that may be meant.
    """
    element, depth = found, 0
    while element.name == "list":
        element, depth = element.parameters[0], depth + 1
    if not element.is_message and element.name != "map" and element != NULL:
        return
    wanted = list_of(STRING) if depth else STRING
    near = [_instead(text.strip(), field, depth) for field in _fields(kinds.get(element.name))] if depth < 2 else []
    raise LanguageError([TypeProblem(0, len(text), "cel-wrong-result", *near, found=str(found), wanted=str(wanted))])


def _fields(kind: Kind | None) -> list[str]:
    """Texts of a kind that may be meant: those that people know things by, else the first."""
    if kind is None:
        return []
    texts = [field.name for field in kind.fields.values() if field.type == STRING]
    return ([name for name in _TELLING if name in texts] or texts)[:_SUGGESTED]


def _instead(text: str, field: str, depth: int) -> str:
    simple = all(part.isidentifier() for part in text.split("."))
    thing = text if simple else f"({text})"
    return f"{thing}.map(x, x.{field})" if depth else f"{thing}.{field}"
