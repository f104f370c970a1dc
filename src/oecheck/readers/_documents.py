"""The parsed documents of a package: one parse each, shared by detection and readers."""

from __future__ import annotations

from oecheck.containers import Container
from oecheck.documents.cache import DocumentCache
from oecheck.documents.xml import XmlDocument

__all__ = ["DAMAGED", "LIMITED", "documents_of", "forget_documents", "loss_of"]

DAMAGED = "damaged-manifest"
LIMITED = "manifest-limit"
"""Codes of why a manifest was read in part: it is at fault itself, or no more of it is read than was."""


def documents_of(container: Container) -> DocumentCache:
    """The document cache of a container, seen from the same folder as the container.

    Its methods raise `EntryUnreadable` when the bytes cannot be had, `DocumentUnreadable` when they cannot be parsed.
    """
    caches = container.shared.setdefault("document-caches", {})
    cache = caches.get(container.root)
    if cache is None:
        parsed = container.shared.setdefault("documents", {})
        cache = caches[container.root] = DocumentCache(container.read, container.root, parsed)
    assert isinstance(cache, DocumentCache)
    return cache


def loss_of(document: XmlDocument) -> str:
    """Code of why a manifest was read in part; "" where it was read as a whole."""
    if not document.torn:
        return ""
    return LIMITED if document.limited else DAMAGED


def forget_documents(container: Container) -> None:
    """Lets the parsed documents go once everything was read from them: trees and places take more than the course."""
    container.shared.pop("documents", None)
    container.shared.pop("document-caches", None)
