"""Whether the text alternative of an image is only a file name (ACC-002, ACC-025).

Source: ACT 9eb3f6 (accessible name of an image is not its file name). A name without the extension counts only when it
cannot be a word of any language: `Logo` for `logo.png` is a good alternative, `IMG_2034` is none.
"""

from __future__ import annotations

from urllib.parse import unquote

from oecheck.facts._definition import FactDefinition
from oecheck.model.fact import plain
from oecheck.model.page import Image
from oecheck.values.patterns import pattern
from oecheck.values.text import fold

__all__ = ["FACTS", "name_is_file_name"]

_SUFFIX = pattern(r"\S\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?|heic|emf|wmf)$")
_NO_WORD = pattern(r"_|\d{3}|^(?:img|image|dsc[nf]?|pict?|photo|screenshot|screen shot|scan|unnamed|clip)[-_ ]?\d")
"""Signs that a name without extension was made by a device or program."""


def name_is_file_name(image: Image) -> bool:
    """Whether the accessible name is the name of its file, or of another picture file."""
    name = fold(plain(image.name) or "")
    return bool(name) and (_SUFFIX.search(name) is not None or _is_own_file(name, image.src))


def _is_own_file(name: str, src: str) -> bool:
    file = fold(unquote(src.partition("?")[0].partition("#")[0].rpartition("/")[2]))
    if not file:
        return False
    stem = file.rpartition(".")[0]
    return (name == file and bool(stem)) or (name in (file, stem) and _NO_WORD.search(name) is not None)


FACTS = (
    FactDefinition(
        of="image",
        name="name_is_file_name",
        type="bool",
        meaning="its text alternative is a file name",
        function=name_is_file_name,
    ),
)
