"""`policies/assets.json`: what Studio says of each static file: its name in addresses, its name as a file, its type.

Source: formats/olx.md §3; openedx-platform `xmodule/modulestore/xml_importer.py` (`import_static_content`).
"""

from __future__ import annotations

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.model.package import Reference
from oecheck.readers._olx.shelf import Shelf

__all__ = ["AssetIndex", "read_asset_index"]

_PATH = "policies/assets.json"
_FOLDER = "static/"


class AssetIndex(msgspec.Struct, frozen=True):
    """What the index says.

    Attributes:
        names: path by the name in addresses.
        types: declared media type by path.
        references: to files that the index lists and that are not there; those that are there are not led to by it.
    """

    names: dict[str, str]
    types: dict[str, str]
    references: tuple[Reference, ...]


def read_asset_index(shelf: Shelf) -> AssetIndex:
    """The index of an export; empty without one."""
    tree = shelf.json(_PATH)
    names: dict[str, str] = {}
    types: dict[str, str] = {}
    absent: list[Reference] = []
    for key, entry in tree.root.pairs if tree is not None else ():
        if tree is None or entry.kind != "mapping":
            continue
        path = _file_of(shelf, key.text, entry)
        if not path:  # an entry without any name stands for no file
            continue
        if path in shelf:
            names[key.text] = path
            types[path] = entry.scalar("contentType") or ""
        else:
            absent.append(Reference(source=tree.source(key), href=path, target=path, kind="file", state="missing"))
    return AssetIndex(names, {path: kind for path, kind in types.items() if kind}, tuple(absent))


def _file_of(shelf: Shelf, key: str, entry: YamlNode) -> str:
    """Files are exported under the name that people gave them; "" where there is no name at all."""
    written = (entry.scalar("displayname"), entry.scalar("import_path"), key)
    paths = [_FOLDER + name for name in written if name]
    return next((path for path in paths if path in shelf), next(iter(paths), ""))
