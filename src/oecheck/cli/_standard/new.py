"""`oecheck standard new ID --standard FOLDER`"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.cli._standard._own import require_own, shown
from oecheck.cli._suggest import suggestion
from oecheck.errors import UsageError

__all__ = ["COMMAND"]

_ID = re.compile(r"[A-Z]{3}-([A-Z]{3})-[0-9]{3}")


@click.command("new", cls=ConfiguredCommand, help=said("standard.new.help"))
@click.argument("id", metavar="ID")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@common_options
def _command(id: str, standard: str) -> None:
    from oecheck.authoring.template import new_rule
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition

    files = find_edition(standard)
    require_own(files, standard)
    edition = stored_edition(files)
    match = _ID.fullmatch(id)
    if match is None:
        raise UsageError("new-id", id=id)
    area = next((one for one in edition.standard.areas if one.id == match[1]), None)
    if area is None:
        raise UsageError(
            "new-area", area=match[1], suggestion=suggestion(match[1], [a.id for a in edition.standard.areas])
        )
    if id in edition.places:
        raise UsageError("new-taken", id=id, file=shown(files, edition.places[id]))
    file = files.edition / "rules" / area.id.lower() / f"{id}-to-do.yaml"
    number = int(id[-3:])
    named = Path(standard)  # as somebody wrote it, so that the commands can be copied
    _write(file, new_rule(id, f"{area.clause}.{number}", edition.standard.edition))
    print_lines(_next_steps((named / file.relative_to(files.edition)).as_posix(), id, standard))


def _next_steps(file: str, id: str, standard: str) -> Iterator[str]:
    page = page_for_terminal()
    edition = shlex.quote(standard)
    yield from page.paragraph(said("standard.new.done", file=file))
    yield page.whole(f"oecheck standard lint {edition}", 1, "strong")
    yield page.whole(f"oecheck standard test {id} --explain --standard {edition}", 1, "strong")


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as problem:
        raise UsageError("output-unwritable", file=file.name, detail=problem.strerror) from problem


COMMAND: click.Command = _command
