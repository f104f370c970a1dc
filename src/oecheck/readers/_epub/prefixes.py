"""Prefixes of properties in the package document: reserved ones, and those that it declares.

Source: EPUB 3.3 §D.1 (vocabulary association mechanisms), §D.1.4 (reserved prefixes).
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.model.package import PackageFinding
from oecheck.readers._epub.opf import Opf

__all__ = ["check_prefixes"]

_RESERVED = frozenset({"a11y", "dcterms", "marc", "media", "onix", "rendition", "schema", "xsd"})
_USED_IN = ("property", "properties", "rel", "scheme")


def check_prefixes(opf: Opf) -> Iterator[PackageFinding]:
    """Each prefix that is neither reserved nor declared, once, where it is used first."""
    root = opf.document.root
    known = {*_RESERVED, *(word.removesuffix(":") for word in (root.get("prefix") or "").split()[::2])}
    for element in root.iter("{*}meta", "{*}link", "{*}item", "{*}itemref"):
        for word in (word for key in _USED_IN for word in (element.get(key) or "").split()):
            prefix, colon, _ = word.partition(":")
            if colon and prefix not in known:
                known.add(prefix)
                source, arguments = opf.document.source(element), {"name": prefix[:60]}
                yield PackageFinding(check="EP-31", variant="prefix", source=source, arguments=arguments)
