"""Files that manifests inside the package list: WebCT and Blackboard Vista give each question a manifest of its own.

Source: type `webct.manifest` of resources in real exports of Vista.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oecheck.containers import Container, EntryUnreadable
from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml import XmlDocument
from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestResource
from oecheck.readers._documents import documents_of
from oecheck.readers._imscp.names import attribute, children, first, local_name
from oecheck.values.href import Resolver

__all__ = ["listed_inside"]

_TYPE = "webct.manifest"
_THERE = frozenset({"found", "case"})
_MOST = 2000
"""Inner manifests that are read; own choice: the largest export known has some hundred questions."""


def listed_inside(container: Container, resources: Iterable[ManifestResource], resolver: Resolver) -> frozenset[str]:
    """Paths that the manifests inside the package list, and what the manifests among these list in turn."""
    waiting = [file.target for one in resources if plain(one.type) == _TYPE for file in one.files if file.target]
    seen: set[str] = set()
    found: set[str] = set()
    while waiting and len(seen) < _MOST:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            for target, is_manifest in _listed(container, path, resolver):
                found.add(target)
                waiting += [target] if is_manifest else []
    return frozenset(found)


def _listed(container: Container, path: str, resolver: Resolver) -> Iterator[tuple[str, bool]]:
    document = _manifest(container, path)
    resources = None if document is None else first(document.root, "resources")
    for resource in () if resources is None else children(resources, "resource"):
        for file in children(resource, "file"):
            found = resolver.resolve(attribute(file, "href") or "", "")  # from the root, as Vista writes them
            if found.state in _THERE and found.target:
                yield found.target, attribute(resource, "type") == _TYPE


def _manifest(container: Container, path: str) -> XmlDocument | None:
    """The document, if it is a manifest."""
    try:
        document = documents_of(container).xml(path)
    except (DocumentUnreadable, EntryUnreadable):
        return None
    return document if local_name(document.root) == "manifest" else None
