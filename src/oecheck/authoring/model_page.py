"""The page `docs/model.md`, made from the model itself: kinds, their fields and facts, with type, unit and meaning.

python -m oecheck.authoring.model_page docs/model.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from oecheck.facts import registry
from oecheck.language import Field, field_meanings
from oecheck.texts import text
from oecheck.vocabulary import kind_classes, kinds, rule_functions, target_kinds

__all__ = ["model_page"]


def model_page() -> str:
    """The page in Markdown."""
    lines = [f"# {text('page.model.title')}", "", text("page.model.about"), "", *_functions(), ""]
    for name, kind in sorted(kinds().items()):
        lines += [f"## {name}", "", *_about(name), *_table(name, kind.fields.values()), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _about(name: str) -> Iterator[str]:
    """What the class says of itself, and whether rules can look at such things."""
    summary = (kind_classes()[name].__doc__ or "").partition("\n\n")[0].split("\n")
    said = " ".join(line.strip() for line in summary if line.strip())
    yield f"{said} {text('page.model.target', kind=name)}" if name in target_kinds() else said
    yield ""


def _table(name: str, fields: Iterable[Field]) -> Iterator[str]:
    yield text("page.model.columns")
    yield "|---|---|---|---|"
    meanings = field_meanings(kind_classes()[name])
    derived = {fact.name for fact in registry().of(name)}
    for field in sorted(fields, key=lambda one: one.name):
        meaning = field.meaning or meanings.get(field.name, "")
        origin = text("page.model.fact") if field.name in derived else ""
        unit = f", {field.unit}" if field.unit else ""
        yield f"| `{field.name}` | {_cell(str(field.type))}{unit} | {_cell(meaning)} | {origin} |"


def _functions() -> Iterator[str]:
    yield f"## {text('page.model.functions')}"
    yield ""
    for one in rule_functions():
        for overload in one.overloads:
            yield f"- `{one.name}{overload}`: {one.meaning}"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(model_page(), encoding="utf-8", newline="\n")
