"""`oecheck cache`"""

from __future__ import annotations

import click

from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said

__all__ = ["COMMAND"]

_MIB = 1 << 20


@click.command("cache", help=said("cache.help"), epilog=said("cache.epilog"))
@option("clear", is_flag=True)
@common_options
def _command(clear: bool) -> None:
    from oecheck.store import Entries, cache_folder, limit_bytes, store_folder

    folder, limit = cache_folder(), limit_bytes()
    store = Entries(store_folder(), limit)
    found = store.clear() if clear else store.usage()
    size = f"{found.size_bytes / _MIB:.1f}"
    page = page_for_terminal()
    if clear:
        print_lines(page.paragraph(said("cache.cleared", count=found.count, size=size)))
        return
    print_lines(page.paragraph(said("cache.folder", folder=folder.as_posix())))
    print_lines(page.paragraph(said("cache.kept", count=found.count, size=size, limit=limit // _MIB)))


COMMAND: click.Command = _command
