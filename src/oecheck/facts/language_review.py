"""Where the declared language and the text disagree, for the whole course (ACC-006)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.fact import Fact, Method, State, plain
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values import language_tag

__all__ = ["FACTS"]

_MAX = 20

PageValues = Callable[[str], Iterable[tuple[Page, Any]]]


def wrong_script_pages(page_values: PageValues) -> Fact[tuple[str, ...]]:
    """Pages whose declared language is never written in the script of their text: that much is certain."""
    return _places(page for page, fits in page_values("lang_fits_script") if fits is False)


def other_language_pages(page_values: PageValues) -> Fact[tuple[str, ...]]:
    """Pages whose text is identified as another language than the declared one: that much is likely."""
    declared = {page.id: plain(value) for page, value in page_values("lang")}
    return _places(page for page, found in page_values("text_language") if _other(declared.get(page.id), found))


def _other(declared: str | None, found: Any) -> bool:
    if not declared or not isinstance(found, Fact) or found.state is not State.PRESENT:
        return False
    primary = language_tag.primary(declared)
    return bool(primary) and primary != language_tag.primary(str(found.value))


def bad_part_langs(page_values: PageValues) -> Fact[tuple[str, ...]]:
    """Marks of the language of a passage that begin with no language; what follows the language misleads nobody."""
    bad = [
        (page, tag)
        for page, tags in page_values("part_langs")
        for tag in (tags if isinstance(tags, tuple) else ())
        if tag and ("_" in (language := tag.partition("-")[0]) or not language_tag.normalise(language).valid)
    ]
    values = tuple(dict.fromkeys(tag for _, tag in bad))[:_MAX]
    return Fact(value=values, method=Method.DERIVED, sources=_sources(page for page, _ in bad))


def marked_langs(page_values: PageValues) -> tuple[str, ...]:
    """Languages that passages are marked with, each once."""
    tags = (tag for _, found in page_values("part_langs") for tag in (found if isinstance(found, tuple) else ()))
    return tuple(dict.fromkeys(tags))[:_MAX]


def _places(pages: Iterable[Page]) -> Fact[tuple[str, ...]]:
    found = list(pages)
    names = tuple(dict.fromkeys(page.path for page in found))
    return Fact(value=names, method=Method.DERIVED, sources=_sources(found))


def _sources(pages: Iterable[Page]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(page.source for page in pages))[:8]


def _fact(name: str, meaning: str, function: Callable[..., Any], *needs: str) -> FactDefinition:
    return FactDefinition(
        of="course", name=name, type="list<string>", meaning=meaning, function=function, needs=tuple(needs)
    )


def _facts() -> Iterator[FactDefinition]:
    yield _fact(
        "wrong_script_pages",
        "pages whose declared language is never written in the script of their text",
        wrong_script_pages,
        "page.lang_fits_script",
    )
    yield _fact(
        "other_language_pages",
        "pages whose text is identified as another language than the declared one",
        other_language_pages,
        "page.lang",
        "page.text_language",
    )
    yield _fact(
        "bad_part_langs", "marks of the language of a passage that are no tag", bad_part_langs, "page.part_langs"
    )
    yield _fact("marked_langs", "languages that passages are marked with", marked_langs, "page.part_langs")


FACTS = tuple(_facts())
