"""Where reports go: one format to standard output, any number to files."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from oecheck.cli._inputs import require_apart
from oecheck.cli._said import STANDARD_INPUT
from oecheck.cli._suggest import suggestion
from oecheck.cli._terminal import has_unicode, width_of, write_bytes, writes_colour
from oecheck.cli._writable import STANDARD_OUTPUT, require_writable, writing
from oecheck.errors import InternalError, UsageError
from oecheck.model.guard import Broken, guarded
from oecheck.model.report import Report
from oecheck.reporters import RenderOptions, ReporterDefinition, reporter, reporter_names
from oecheck.store import write_whole

__all__ = ["Output", "find_reporter", "outputs", "print_report", "require_joined", "write_report"]

# Stands in a file name for the name of the package without its last suffix.
_NAME = "{name}"


class Output(msgspec.Struct, frozen=True):
    """One file per package, in one format."""

    reporter: ReporterDefinition
    template: str

    def file(self, package: str) -> Path:
        """The file for a package."""
        stem = "stdin" if package == STANDARD_INPUT else Path(package).resolve().stem
        return Path(self.template.replace(_NAME, stem))


def find_reporter(name: str) -> ReporterDefinition:
    """The reporter of that name.

    Raises:
        UsageError: there is none.
    """
    found = reporter(name)
    if found is None:
        raise UsageError("format-unknown", format=name, suggestion=suggestion(name, reporter_names()))
    return found


def outputs(
    words: Iterable[str], packages: Sequence[str], inputs: Iterable[str | Path | None] = ()
) -> tuple[Output, ...]:
    """The outputs of `--output FORMAT=FILE`; every mistake in them is found before a package is opened.

    Args:
        words: the values of the option.
        packages: that reports are written of.
        inputs: what the command reads; no report is written over any of it.

    Raises:
        UsageError: no `=`, no such format, two reports for the same file, or a file that cannot be written or is read.
    """
    found = tuple(_output(word) for word in words)
    files = [(output, output.file(package)) for output in found for package in packages]
    seen: set[Path] = set()
    for output, file in files:
        if file.resolve() in seen:
            raise UsageError("output-shared", output=output.template)
        seen.add(file.resolve())
        require_writable(file)
    require_apart((file for _, file in files), inputs)
    return found


def _output(word: str) -> Output:
    name, separator, template = word.partition("=")
    if not separator or not template:
        raise UsageError("output-form", output=word)
    definition = find_reporter(name)
    if template == STANDARD_OUTPUT:
        raise UsageError("output-stdout", output=word, format=name)
    return Output(definition, template)


def require_joined(definition: ReporterDefinition, packages: Sequence[str]) -> None:
    """Makes sure that standard output can take a report of each package.

    Raises:
        UsageError: there are several packages, and their reports together would be no document of the format.
    """
    if len(packages) > 1 and not definition.joined:
        suggested = shlex.quote(f"{definition.name}={_NAME}{definition.suffix}")
        raise UsageError("format-several", format=definition.name, count=len(packages), output=suggested)


def print_report(report: Report, definition: ReporterDefinition, colour: str, *, later: bool = False) -> None:
    """Writes a report to standard output.

    Args:
        report: that is written.
        definition: how.
        colour: as given with `--color`.
        later: a report of the same format stands before it.

    Raises:
        InternalError: the reporter raised; what it gave before is written.
    """
    options = RenderOptions(
        width=width_of(sys.stdout),
        colour=writes_colour(sys.stdout, colour),
        unicode=has_unicode(sys.stdout) or not sys.stdout.isatty(),
    )
    pieces = _pieces(definition, report, options)
    for piece in _without_head(pieces, definition.head) if later else pieces:
        write_bytes(piece)
    sys.stdout.flush()


def _without_head(pieces: Iterator[bytes], head: bytes) -> Iterator[bytes]:
    """A report without what every report of the format begins with."""
    begun = b""
    while len(begun) < len(head) and (piece := next(pieces, b"")):
        begun += piece
    yield begun.removeprefix(head)
    yield from pieces


def write_report(report: Report, output: Output, package: str) -> None:
    """Writes a report to its file; a file that stood there is replaced as a whole or not at all.

    Raises:
        UsageError: the file cannot be written.
        InternalError: the reporter raised.
    """
    pieces = _pieces(output.reporter, report, RenderOptions())
    file = output.file(package)
    with writing(file):
        _replace(file, pieces)


def _pieces(definition: ReporterDefinition, report: Report, options: RenderOptions) -> Iterator[bytes]:
    """What a reporter gives; what it raises is told as a mistake of ours, so that the other reports are written."""
    pieces = guarded(definition.render, report, options)
    while not isinstance(pieces, Broken):
        piece = guarded(next, pieces, None)
        if piece is None:
            return
        if isinstance(piece, Broken):
            pieces = piece
        else:
            yield piece
    raise InternalError("reporter-broke", format=definition.name, error=pieces.error, place=pieces.place)


def _replace(file: Path, pieces: Iterator[bytes]) -> None:
    if file.exists() and not file.is_file():  # a device or a pipe
        with file.open("wb") as stream:
            stream.writelines(pieces)
        return
    write_whole(file, pieces)
