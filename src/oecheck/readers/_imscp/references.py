"""Hrefs of a manifest as states, and all its references to files and resources.

A dangling reference is no finding of the reader: requirement OHE-PKG-004 walks `ReadResult.references`.
Source: formats/content-packaging.md §3 (`xml:base`, `href`), checks CP-08, CP-09, CP-10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from oecheck.model.fact import plain
from oecheck.model.manifest import Manifest, ManifestItem, ManifestResource
from oecheck.model.package import Reference
from oecheck.values.href import Resolver

__all__ = ["Lead", "manifest_references", "resolve", "told_references"]

_UNTRUE_IF_TORN = frozenset({"case", "missing", "outside"})
_TOLERATED = frozenset({"root"})  # the file is there, the way it is written is CP-12's


class Lead(msgspec.Struct, frozen=True, gc=False):
    """Where an href of the manifest leads: state as in ManifestFile, and what the look-up needed."""

    target: str = ""
    state: str = "none"
    matched: str = ""


def resolve(resolver: Resolver, href: str | None, path: str, base: str) -> Lead:
    """Where an href of the manifest at `path` leads."""
    if href is None:
        return Lead()
    if not href.strip():
        return Lead(state="blank")
    found = resolver.resolve(href, path, base)
    if found.kind == "internal":
        state = "found" if found.matched in _TOLERATED else found.state
        return Lead(found.target if state != "outside" else "", state, found.matched)
    return Lead(state="blank" if found.kind == "fragment" else "external")


def manifest_references(manifest: Manifest) -> tuple[Reference, ...]:
    """All references of a manifest, in document order, each place once."""
    return (*_of_items(manifest.items, manifest), *_of_resources(manifest.resources))


def _of_items(items: tuple[ManifestItem, ...], manifest: Manifest) -> Iterator[Reference]:
    targets = {(node.scope, plain(node.identifier)): node.target for node in manifest.resources}
    for item in items:
        wanted = plain(item.identifierref)
        if wanted:
            state = "found" if item.resolves else "missing"
            target = targets.get((item.scope, wanted), "")
            yield Reference(source=item.source, href=wanted, target=target, kind="item", state=state)


def _of_resources(resources: tuple[ManifestResource, ...]) -> Iterator[Reference]:
    for resource in resources:
        for file in resource.files:
            if file.state not in ("blank", "none") and file.occurrence == 1:
                yield Reference(
                    source=file.source, href=plain(file.href) or "", target=file.target, kind="file", state=file.state
                )
        href = plain(resource.href)
        listed = any(plain(file.href) == href for file in resource.files)
        if href and not listed and resource.href_state not in ("blank", "none"):
            yield Reference(
                source=resource.source, href=href, target=resource.target, kind="resource", state=resource.href_state
            )
        for dependency in resource.dependencies:
            wanted = plain(dependency.identifierref)
            if wanted and dependency.occurrence == 1:
                state = "found" if dependency.resolves else "missing"
                yield Reference(source=dependency.source, href=wanted, kind="dependency", state=state)


def told_references(references: Iterable[Reference], *, lone: bool, torn: bool) -> Iterator[Reference]:
    """References as far as they can be told.

    Args:
        references: as the manifest has them.
        lone: the manifest was handed in alone; nobody can tell whether the files it names exist.
        torn: it may have lost parts: a resource that an item names may be among them, a path may be read wrongly.
    """
    for node in references:
        inner = node.kind in ("item", "dependency")
        if torn and inner and node.state == "missing":
            continue
        unseen = (lone and node.state == "missing" and not inner) or (torn and node.state in _UNTRUE_IF_TORN)
        yield msgspec.structs.replace(node, state="unreadable") if unseen else node
