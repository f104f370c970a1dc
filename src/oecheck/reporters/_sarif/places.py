"""Where a result is: SARIF locations."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from oecheck.model.source import Source
from oecheck.reporters._visible import exact, visible

__all__ = ["BASE", "location", "uri"]

BASE = "PACKAGE"
"""Base of the URIs: the root of the package, wherever it is unpacked."""


def uri(path: str) -> str:
    """A path as a relative URI reference (RFC 3986); a colon in its first part would read as a scheme."""
    return quote(exact(path), safe="/!$&'()*+,;=@")


def location(source: Source) -> dict[str, Any]:
    """One location; without a region where the file has no lines, at the package where there is no file."""
    artifact: dict[str, Any] = {"uri": uri(source.file), "uriBaseId": BASE} if source.file else {"index": 0}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if source.line and source.file:
        physical["region"] = _region(source)
    found: dict[str, Any] = {"physicalLocation": physical}
    if logical := _logical(source):
        found["logicalLocations"] = logical
    return found


def _region(source: Source) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": source.line}
    if source.column:
        region["startColumn"] = source.column
    if source.snippet:
        region["snippet"] = {"text": visible(source.snippet)}
    return region


def _logical(source: Source) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if source.pointer:
        found.append({"fullyQualifiedName": exact(source.pointer), "kind": "element"})
    if source.breadcrumb:
        told = [visible(title) for title in source.breadcrumb]
        found.append({"name": told[-1], "fullyQualifiedName": " › ".join(told), "kind": "module"})
    return found
