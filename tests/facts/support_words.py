"""Word lists and records for tests of facts about what learners are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oecheck.model.page import Page
from oecheck.model.source import Source

HERE = Source("m.xml")


class Words:
    """Word lists by name and language; `*` is all languages together."""

    def __init__(self, **lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = lists

    def lexicon(self, name: str, language: str) -> frozenset[str] | None:
        lists = self._lists.get(name.replace("-", "_"), {})
        if language == "*":
            return frozenset(word for words in lists.values() for word in words)
        words = lists.get(language)
        return None if words is None else frozenset(words)

    def vocabulary(self, name: str) -> frozenset[str]:
        raise KeyError(name)


class Pages:
    """Facts of pages as `page_values` gives them."""

    def __init__(self, **pages: Mapping[str, Any]) -> None:
        self._pages = {name.replace("__", "/") + ".html": facts for name, facts in pages.items()}

    def __call__(self, name: str) -> Iterator[tuple[Page, Any]]:
        for path, facts in self._pages.items():
            yield page(path, facts.get("audience", "learner")), facts.get(name)


def page(path: str, audience: str = "learner") -> Page:
    return Page(source=Source(path), path=path, id=path, audience=audience)
