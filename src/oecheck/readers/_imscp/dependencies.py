"""Dependencies between resources: whose files belong to an activity, and circles.

Chains may be long and may close; every walk keeps what it visited, and the files of all activities together have a
limit, so that a package of a megabyte cannot ask for gigabytes. Source: formats/content-packaging.md §3.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import dropwhile, islice
from operator import ne

from oecheck.model.fact import plain
from oecheck.model.manifest import ManifestDependency, ManifestResource
from oecheck.readers._imscp.resources import own_paths

__all__ = ["FileSets", "dependency_circles"]

MOST_FILES = 200_000
"""Paths that all activities together may name, shared ones counted each time; the largest real package had 1,485."""
MOST_STEPS = 1_000_000
"""Dependencies followed for all activities together."""
MOST_CIRCLES = 100
"""Circles that are told; a package with more has one author's mistake many times over."""
SHOWN = 12
"""Identifiers of a circle that are told."""

_Key = tuple[str, str]


class FileSets:
    """Files of resources, with those of the resources they depend on.

    Attributes:
        incomplete: `activity-files-limit` once the limit was met; activities then have their own files only.
    """

    def __init__(self, resources: tuple[ManifestResource, ...]) -> None:
        self._resources = _by_key(resources)
        self._own = {key: own_paths(node) for key, node in self._resources.items()}
        self._files_left = MOST_FILES
        self._steps_left = MOST_STEPS
        self.incomplete: tuple[str, ...] = ()

    def of(self, resource: ManifestResource) -> tuple[str, ...]:
        """Paths of a resource's files and of all it depends on, its own first, each once."""
        own = own_paths(resource)
        if not resource.dependencies or self.incomplete:
            return own
        paths = dict.fromkeys(own)
        for key in self._reached(resource):
            paths.update(dict.fromkeys(self._own[key]))
            self._files_left -= len(self._own[key])
            if self._files_left < 0 or self._steps_left < 0:
                self.incomplete = ("activity-files-limit",)
                return own
        return tuple(paths)

    def _reached(self, resource: ManifestResource) -> Iterator[_Key]:
        seen = {_key(resource)}
        waiting = [resource]
        while waiting:
            node = waiting.pop()
            self._steps_left -= len(node.dependencies)
            for dependency in node.dependencies:
                key = (node.scope, plain(dependency.identifierref) or "")
                if key not in seen and key in self._resources:
                    seen.add(key)
                    waiting.append(self._resources[key])
                    yield key


def dependency_circles(resources: tuple[ManifestResource, ...]) -> Iterator[tuple[ManifestDependency, tuple[str, ...]]]:
    """Dependencies that close a circle, at most `MOST_CIRCLES`, with the first identifiers of the circle in order.

    A resource that names itself is no circle of several and is left to its own check.
    """
    by_key = _by_key(resources)
    done: set[_Key] = set()
    found = (circle for start in by_key if start not in done for circle in _closing(start, by_key, done))
    yield from islice(found, MOST_CIRCLES)


def _closing(
    start: _Key, by_key: dict[_Key, ManifestResource], done: set[_Key]
) -> Iterator[tuple[ManifestDependency, tuple[str, ...]]]:
    """Depth-first walk with a stack of its own; the path tells a circle from a second way to the same place."""
    path: dict[_Key, Iterator[ManifestDependency]] = {start: iter(by_key[start].dependencies)}
    while path:
        key = next(reversed(path))
        dependency = next(path[key], None)
        if dependency is None:
            del path[key]
            done.add(key)
            continue
        target = (key[0], plain(dependency.identifierref) or "")
        if dependency.own or target not in by_key or target in done:
            continue
        if target in path:
            circle = dropwhile(partial(ne, target), path)
            yield dependency, tuple(name for _, name in islice(circle, SHOWN))
        else:
            path[target] = iter(by_key[target].dependencies)


def _key(resource: ManifestResource) -> _Key:
    return resource.scope, plain(resource.identifier) or ""


def _by_key(resources: tuple[ManifestResource, ...]) -> dict[_Key, ManifestResource]:
    """Resources by scope and identifier, the first of each."""
    found: dict[_Key, ManifestResource] = {}
    for node in resources:
        found.setdefault(_key(node), node)
    return found
