"""Schemas that a manifest says lie beside it (S12-19, S04-23).

`xsi:schemaLocation` is read as a statement, never followed. Source: formats/scorm-1.2.md §1; formats/scorm-2004.md §1.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument
from oecheck.model.package import PackageFinding
from oecheck.values.href import Resolver

__all__ = ["control_file_findings"]

_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
MOST = 100
"""Locations of one manifest that are looked at; real ones have up to ten."""


def control_file_findings(
    document: XmlDocument, root: _Element, resolver: Resolver, path: str, check: str
) -> Iterator[PackageFinding]:
    """Relative locations that lead to no file, as one finding: they are missing together or not at all."""
    words = (root.get(_LOCATION) or "").split()
    missing = [href for href in words[1 : 2 * MOST : 2] if resolver.resolve(href, path).state == "missing"]
    if missing:
        arguments = {"files": ", ".join(missing[:10]), "count": len(missing)}
        yield PackageFinding(check=check, source=document.source(root), arguments=arguments)
