"""What the place we write to can show: colour, width, characters.

click ignores `NO_COLOR`, so the decision is made here, in this order: `--color`, `NO_COLOR`, `FORCE_COLOR`,
`TERM=dumb`, whether it is a terminal. Source: no-color.org, force-color.org.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

__all__ = ["has_unicode", "width_of", "write_bytes", "writes_colour"]

# Where nobody looks at a terminal, the width is fixed, so that the same input gives the same bytes.
_WIDTH_OF_FILES = 80
# Below this nothing can be laid out; above it lines are too long to read (Bringhurst: 45 to 75 characters is ideal).
_NARROWEST, _WIDEST = 30, 100
# Typography of our own texts, for terminals that have none.
_ASCII = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "–": "-",
        "—": "-",
        "›": ">",
        "×": "x",
        "\u00a0": " ",
    }
)


def writes_colour(stream: TextIO, wish: str = "auto") -> bool:
    """Whether ANSI colours may be written to a stream.

    Args:
        stream: where the text goes.
        wish: `always`, `never` or `auto`, as given with `--color`.
    """
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """Columns that a line may take on a stream."""
    if not stream.isatty() and not os.environ.get("COLUMNS"):
        return _WIDTH_OF_FILES
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def has_unicode(stream: TextIO) -> bool:
    """Whether arrows and dashes outside ASCII arrive as they are."""
    return (stream.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "cp65001")


def write_bytes(data: bytes) -> None:
    """Writes UTF-8 to standard output; on a terminal of another encoding, what it lacks is shown as an escape."""
    if has_unicode(sys.stdout) or not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    encoding = sys.stdout.encoding or "ascii"
    text = data.decode("utf-8")
    try:
        sys.stdout.write(text.encode(encoding).decode(encoding))
    except UnicodeEncodeError:
        sys.stdout.write(text.translate(_ASCII).encode(encoding, "backslashreplace").decode(encoding))
