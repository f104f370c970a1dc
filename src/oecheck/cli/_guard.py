"""What stands between a mistake and the person at the terminal: no traceback, always an exit code.

One of the two homes of `except Exception` (STYLE §7): around the whole command.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import click

from oecheck.errors import ExitCode, InternalError, OecheckError, UsageError

__all__ = ["INTERRUPTED", "PIPE_CLOSED", "guarded", "output_failed"]

# What shells report for a process that a signal ended: 128 + SIGINT, 128 + SIGPIPE.
INTERRUPTED = 130
PIPE_CLOSED = 141
# Errors of standard output (those of files carry the file's name): a full disk, a quota, a file at its limit, hardware;
# it was closed from the start.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


def guarded(words: Sequence[str]) -> int:
    """Runs the command and turns whatever goes wrong into text on standard error and an exit code."""
    debug = "--debug" in words
    try:
        return _run(words)
    except click.ClickException as problem:
        return _show_usage(problem, words, debug)
    except OecheckError as problem:
        _show(problem, debug)
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError as problem:
        return output_failed(problem)
    except Exception as problem:  # noqa: BLE001 - nobody sees a traceback unasked; see the docstring of the module
        if isinstance(problem, OSError) and problem.filename is None and problem.errno in _NO_ROOM:
            return output_failed(problem)
        _show(_unexpected(problem), debug)
        return ExitCode.INCOMPLETE


def output_failed(problem: OSError) -> int:
    """What standard output does not take: says so and lets the rest of it go; the exit code."""
    _close_quietly()
    if isinstance(problem, BrokenPipeError):
        return PIPE_CLOSED
    told = UsageError("stdout-unwritable", detail=problem.strerror)
    _show(told, debug=False)
    return told.exit_code


def _run(words: Sequence[str]) -> int:
    from oecheck.cli._chosen_language import choose_language

    choose_language(words)
    from oecheck.cli._app import application

    try:
        result = application().main(args=list(words), prog_name="oecheck", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except SystemExit as ending:
        # Outside its standalone mode click ends the process for one reason only: a closed pipe, with 1, which is ours
        # for "a requirement failed".
        raise BrokenPipeError from ending
    return int(result or 0)


def _show_usage(problem: click.ClickException, words: Sequence[str], debug: bool) -> int:
    if type(problem).__name__ == "NoArgsIsHelpError":  # since click 8.2: a group without a word shows its help
        problem.show(sys.stderr)
        return ExitCode.USAGE
    from oecheck.cli._usage import usage_error

    told = usage_error(problem, words)
    _show(told, debug)
    return told.exit_code


def _show(problem: OecheckError, debug: bool) -> None:
    from oecheck.cli._problem import print_problem  # needed only when something went wrong

    with suppress(OSError):  # where standard error takes nothing either, the exit code has to say it
        if debug:
            from oecheck.cli._trace import print_trace

            print_trace(sys.exception())
        print_problem(problem)


def _unexpected(problem: Exception) -> InternalError:
    """Says where it broke, not with what: the message of a foreign exception may quote the package."""
    return InternalError("unexpected", kind=type(problem).__name__, place=_place(problem.__traceback__))


def _place(trace: TracebackType | None) -> str:
    """The last line of our own program that the exception came through."""
    from traceback import walk_tb

    home = Path(__file__).resolve().parent.parent
    place = "oecheck"
    for frame, line in walk_tb(trace):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(home):
            place = f"{file.relative_to(home).as_posix()}:{line}"
    return place


def _close_quietly() -> None:
    """Lets the interpreter end without a second complaint about what standard output does not take.

    Source: Python documentation, signal module, "Note on SIGPIPE".
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
