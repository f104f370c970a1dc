"""Files of a standard, as people edit them: each gives an edition or problems with places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from oecheck.errors import RuleFileError
from oecheck.rules import Words, find_edition
from oecheck.rules.load import load_edition, load_locale
from oecheck.run import load_words
from tests.editions import small_edition
from tests.fuzz.case import Case, Target

__all__ = ["TARGETS"]


class _Files:
    """A small edition in memory, one file of which has other bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self._contents = {**_edition(), name: data}

    def contents(self) -> Iterator[tuple[str, bytes]]:
        return iter(sorted(self._contents.items()))

    def prefix(self) -> str:
        return "ohe/0.1/"


@cache
def _edition() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        return dict(find_edition(str(small_edition(Path(folder)))).contents())


@cache
def _words() -> Words:
    return load_words()


def _file(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        try:
            load_edition(_Files(name, data), _words())  # type: ignore[arg-type]  # it has the methods called
        except RuleFileError as error:
            _placed(error)

    return run


def _placed(error: RuleFileError) -> None:
    assert error.problems
    assert all(problem.code and problem.line >= 0 for problem in error.problems)


def _locale(data: bytes) -> None:
    try:
        load_locale("ohe/0.1/locales/fr.yaml", data)
    except RuleFileError as error:
        _placed(error)


_LOCALE = b"""\
language: fr
review: unreviewed
rules:
  OHE-MET-002:
    title: {en: The course has a title, text: Le cours a un titre}
"""
TARGETS = (
    Target("rule-file", lambda _: [Case(name, data, _file(name)) for name, data in _edition().items()]),
    Target("rule-locale", lambda _: [Case("fr.yaml", _LOCALE, _locale)]),
)
