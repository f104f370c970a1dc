"""Office documents as what they are: zip files of XML parts, read within bounds."""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.containers import Container, EntryUnreadable, Limits, open_container
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import Element, attribute, local, parse_xml, text_of

__all__ = ["Parts", "attribute", "first_text", "local", "named", "text_of"]

_LIMITS = Limits(entries=20_000, total_bytes=1 << 30, entry_bytes=256 << 20, read_bytes=32 << 20, listed_problems=1)
_MAX_PART_BYTES = 32 << 20  # the body of a book of a thousand pages has about 10 MiB


class Parts:
    """The parts of an office document.

    Raises:
        PackageError: the bytes are no zip, or an unsafe one.
    """

    def __init__(self, content: bytes) -> None:
        self._container: Container = open_container(content, _LIMITS, "document")
        self.names = frozenset(self._container.files)

    def root(self, name: str) -> Element | None:
        """The root element of a part; None where there is none, or it cannot be read."""
        if name not in self.names:
            return None
        try:
            return parse_xml(self._container.read(name), name, max_bytes=_MAX_PART_BYTES).root
        except (EntryUnreadable, DocumentUnreadable):
            return None

    def matching(self, folder: str, stem: str) -> list[str]:
        """Parts called `<folder><stem><number>.xml`, by number."""
        found = []
        for name in self.names:
            number = name.removeprefix(folder + stem).removesuffix(".xml")
            if name.startswith(folder + stem) and name.endswith(".xml") and number.isascii() and number.isdigit():
                found.append((int(number[:9]), name))
        return [name for _, name in sorted(found)]


def named(root: Element | None, *names: str) -> Iterator[Element]:
    """All elements below of the given local names, in order."""
    if root is not None:
        yield from root.iter(*(f"{{*}}{name}" for name in names))


def first_text(root: Element | None, name: str) -> str | None:
    """Text of the first element of a local name; None where there is none or it is blank."""
    found = next(named(root, name), None)
    return None if found is None else text_of(found)[:500] or None
