"""What the files of a package are there for, where they are no content. Source: DESIGN §3; requirement PKG-005."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oecheck.containers import Container
from oecheck.readers._imscp.program_files import program_files
from oecheck.values.patterns import pattern

__all__ = ["file_roles"]

_SCHEMA = pattern(r"\.(?:xsd|dtd|mod|rng|rnc)\Z", re.IGNORECASE)
_LICENCE = pattern(
    r"(?:readme|licen[cs]e|copying|notice|authors|contributors|changelog)(?:[-_.][\w.-]{0,20})?\Z", re.IGNORECASE
)
_JUNK = frozenset({".gitignore", ".gitattributes", ".gitkeep", ".ds_store", "thumbs.db", "desktop.ini"})
# Descriptors that stand beside a manifest: of other formats in the same package, and of the course.
_DESCRIPTORS = frozenset(
    {"tincan.xml", "cmi5.xml", "course-description.yaml", "course-description.yml", "course-description.json"}
)


def file_roles(container: Container, manifest: str, metadata: Iterable[str] = ()) -> dict[str, str]:
    """Role by path, where it is not `content`.

    Args:
        container: the package, seen from its root.
        manifest: path of the manifest.
        metadata: paths of metadata files that the manifest names.
    """
    roles = {path: role for path, file in container.files.items() if (role := _role(path, junk=file.junk))}
    roles.update(dict.fromkeys(program_files(container.files), "settings"))
    roles.update(dict.fromkeys(metadata, "descriptor"))
    roles[manifest] = "descriptor"
    return roles


def _role(path: str, *, junk: bool) -> str:
    name = path.rpartition("/")[2]
    if junk or name.lower() in _JUNK or path.startswith(".git/"):
        return "junk"
    if _SCHEMA.search(name):
        return "schema"
    if _LICENCE.match(name) and not name.lower().endswith((".html", ".htm", ".js", ".css")):
        return "licence"
    return "descriptor" if path.lower() in _DESCRIPTORS else ""
