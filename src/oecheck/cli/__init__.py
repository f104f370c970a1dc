"""The command line: one module per command, which turns words into calls and results into exit codes.

A module without a leading underscore is a command and exports `COMMAND`; nothing else has to be edited.
`main` answers `--version` itself, so that nothing at all is imported for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from oecheck._version import __version__

__all__ = ["main", "run"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and gives the exit code (DESIGN §5).

    Args:
        arguments: words after the program's name; those of the process when None.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        print(f"oecheck {__version__}")
        return 0
    import gc

    from oecheck.cli._guard import guarded

    # What a run makes lives until its end and is hardly ever in circles: looking for circles after every 700 new
    # objects costs a tenth of the time.
    gc.set_threshold(100_000, 50, 1000)
    return guarded(words)


def run() -> NoReturn:
    """`main` as the whole of a process: ends it without taking apart what it made, a tenth of the time of a check."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        from oecheck.cli._streams import open_missing

        open_missing()
    try:
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as problem:
        from oecheck.cli._guard import output_failed

        code = output_failed(problem)
    os._exit(code)
