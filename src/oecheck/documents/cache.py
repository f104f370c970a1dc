"""Each document of a package is parsed once, whoever asks for it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from oecheck.documents._problem import DocumentUnreadable

if TYPE_CHECKING:
    from oecheck.documents.xml import XmlDocument
    from oecheck.documents.yaml import YamlTree

__all__ = ["DocumentCache"]


class DocumentCache:
    """Parsed documents of one package by path.

    Args:
        read: gives the bytes of a path; what it raises is passed on.
        prefix: folder that paths count from, ending in a slash; "" for the whole package. Caches of two folders of one
            package share `parsed`.
        parsed: the documents so far, by kind and full path.

    Attributes:
        parses: how many documents were parsed through this cache (structural tests).
    """

    def __init__(
        self, read: Callable[[str], bytes], prefix: str = "", parsed: dict[tuple[str, str], Any] | None = None
    ) -> None:
        self._read = read
        self._prefix = prefix
        self._parsed: dict[tuple[str, str], Any] = {} if parsed is None else parsed
        self.parses = 0

    def xml(self, path: str) -> XmlDocument:
        """The XML document of a path. Raises DocumentUnreadable, each time with the same problems."""
        from oecheck.documents.xml import parse_xml

        return self._once("xml", path, parse_xml)  # type: ignore[no-any-return]  # one table for all kinds

    def json(self, path: str) -> YamlTree:
        """The JSON document of a path. Raises DocumentUnreadable."""
        from oecheck.documents.json import parse_json

        return self._once("json", path, parse_json)  # type: ignore[no-any-return]  # one table for all kinds

    def let_go(self, path: str) -> None:
        """Drops the document of a path, of which nobody needs more; the tree of a long one is many times its size."""
        for kind in ("xml", "json"):
            self._parsed.pop((kind, self._prefix + path), None)

    def _once(self, kind: str, path: str, parse: Callable[[bytes, str], Any]) -> Any:
        key = (kind, self._prefix + path)
        found = self._parsed.get(key)
        if found is None:
            data = self._read(path)
            self.parses += 1
            try:
                found = parse(data, path)
            except DocumentUnreadable as error:
                found = error
            self._parsed[key] = found
        if isinstance(found, DocumentUnreadable):
            raise DocumentUnreadable(found.code, path, found.line, found.column, found.problems)
        return found
