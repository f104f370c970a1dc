"""`oecheck standard docs [ID@EDITION|FOLDER]`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._options import common_options, option
from oecheck.cli._said import said
from oecheck.cli._terminal import write_bytes
from oecheck.cli._writable import require_writable, writing
from oecheck.errors import UsageError

__all__ = ["COMMAND"]

_PAGES = (".html", ".htm", ".xhtml", ".md", ".markdown")


@click.command("docs", cls=ConfiguredCommand, help=said("standard.docs.help"))
@click.argument("edition", default="", metavar="[ID@EDITION|FOLDER]")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("markdown", is_flag=True)
@option("write-to", "-o", key="document-output", default="", metavar="FILE")
@common_options
def _command(edition: str, standard: str, markdown: bool, write_to: str) -> None:
    from oecheck.authoring.document import html_page, markdown_page, read_sources, standard_document
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition

    if write_to:
        _require_page(Path(write_to))
    files = find_edition(edition or standard)
    document = standard_document(read_sources(stored_edition(files), files))
    page = (markdown_page if markdown else html_page)(document).encode("utf-8")
    if write_to:
        with writing(Path(write_to)):
            Path(write_to).write_bytes(page)
    else:
        write_bytes(page)
        sys.stdout.flush()


def _require_page(file: Path) -> None:
    """A page replaces a page, and nothing else: the name that was typed may be that of a package or of a rule.

    Raises:
        UsageError: what is there is none, or the file cannot be written.
    """
    require_writable(file)
    if file.is_file() and file.suffix.lower() not in _PAGES:
        raise UsageError("output-no-page", file=file.as_posix())


COMMAND: click.Command = _command
