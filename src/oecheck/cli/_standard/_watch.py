"""`oecheck standard test --watch`: the examples of what was changed, as soon as its file is saved."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._problem import print_problem
from oecheck.cli._said import said
from oecheck.errors import ExitCode, RuleFileError

if TYPE_CHECKING:
    from oecheck.rules import Catalogue

__all__ = ["watched"]

_PAUSE_S = 0.5
"""Between two looks at the files; shorter than anybody waits, and nothing for a disk."""

_Run = Callable[["Catalogue", frozenset[str]], frozenset[str]]


def watched(standard: str, run: _Run) -> ExitCode:
    """Runs all examples, and then those of every change, until Ctrl-C ends it.

    Args:
        standard: `id@edition` or folder.
        run: runs the examples of a catalogue, or those of the ids given, tells what came out, and gives what failed.

    Returns:
        Whether anything was wrong at the end.

    Raises:
        UsageError: there is no such standard or requirement.
    """
    from oecheck.authoring.changes import versions
    from oecheck.rules import find_edition

    files = find_edition(standard)
    watch = _Watch(standard, run)
    seen = None
    try:
        while True:
            now = versions(files)
            if now != seen:
                seen = now
                watch.look()
                words = said("standard.test.watching", count=len(now))
                print_lines(page_for_terminal().paragraph(words, style="faint"))
            time.sleep(_PAUSE_S)
    except KeyboardInterrupt:
        return watch.code


class _Watch:
    """The rules as they were when they could last be read."""

    def __init__(self, standard: str, run: _Run) -> None:
        self._standard = standard
        self._run = run
        self._catalogue: Catalogue | None = None
        self._failed: frozenset[str] = frozenset()
        self.code = ExitCode.OK

    def look(self) -> None:
        """Reads the rules again; what cannot be read is told like every mistake in a rule file."""
        from oecheck.authoring.changes import affected
        from oecheck.run import load_catalogue

        try:
            catalogue = load_catalogue(self._standard, cached=False, whole=True)
        except RuleFileError as problem:
            print_problem(problem)
            self.code = ExitCode.RULE_FILE
            return
        again = affected(self._catalogue, catalogue) | self._failed if self._catalogue is not None else None
        if again is None or again:
            self._failed = self._run(catalogue, again or frozenset())
        self._catalogue = catalogue
        self.code = ExitCode.RULE_FILE if self._failed else ExitCode.OK
