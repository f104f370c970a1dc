"""Small H5P packages, made in the test that needs them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

from oecheck.containers import Container, open_container
from oecheck.model.package import ReadResult
from oecheck.readers.h5p import READER
from oecheck.rules.load import load_edition
from oecheck.run._standard import load_words
from oecheck.values.locations import standards_root

FIELDS: dict[str, Any] = {
    "title": "Water",
    "language": "en",
    "mainLibrary": "H5P.Column",
    "embedTypes": ["div"],
    "license": "CC BY-SA",
    "licenseVersion": "4.0",
    "authors": [{"name": "A. Author", "role": "Author"}],
    "preloadedDependencies": [{"machineName": "H5P.Column", "majorVersion": 1, "minorVersion": 16}],
}
LIBRARY: dict[str, Any] = {
    "title": "Column",
    "machineName": "H5P.Column",
    "majorVersion": 1,
    "minorVersion": 16,
    "patchVersion": 0,
    "runnable": 1,
    "preloadedJs": [{"path": "scripts/column.js"}],
}
FOLDER = "H5P.Column-1.16"


def sub(library: str, params: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A content inside another."""
    return {"library": library, "params": params, "subContentId": more.pop("id", library), **more}


def column(*contents: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a Column."""
    return {"content": [{"content": content, "useSeparator": "auto"} for content in contents]}


def files(
    content: Any = None,
    fields: Mapping[str, Any] | None = None,
    library: Mapping[str, Any] | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """Files of a package that is sound as long as nothing is given."""
    return {
        "h5p.json": json.dumps(FIELDS if fields is None else fields),
        "content/content.json": json.dumps(column() if content is None else content),
        f"{FOLDER}/library.json": json.dumps(LIBRARY if library is None else library),
        f"{FOLDER}/scripts/column.js": "var a = 1;",
        **(more or {}),
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return data.getvalue()


def opened(parts: Mapping[str, str | bytes], name: str = "water.h5p") -> Container:
    return open_container(packed(parts), name=name)


def read(parts: Mapping[str, str | bytes], name: str = "water.h5p") -> ReadResult:
    """What the reader says of a package; each finding has its text."""
    container = opened(parts, name)
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    for finding in result.findings:
        assert finding.check in _messages(), finding
        message = _messages()[finding.check]
        assert message if isinstance(message, str) else finding.variant in message, finding
    return result


def read_content(content: Any, more: Mapping[str, str | bytes] | None = None, **fields: Any) -> ReadResult:
    """What the reader says of a package with this content."""
    return read(files(content, {**FIELDS, **fields}, more=more))


def checks(parts: Mapping[str, str | bytes], name: str = "water.h5p") -> list[str]:
    """Checks of the reader that do not hold, with their variants, sorted."""
    return sorted(f"{finding.check}/{finding.variant}".rstrip("/") for finding in read(parts, name).findings)


class _Files:
    def __init__(self, name: str) -> None:
        self._names = ("ohe/0.1/standard.yaml", f"formats/{name}.yaml")

    def contents(self) -> Any:
        return ((name, (standards_root() / name).read_bytes()) for name in self._names)

    def prefix(self) -> str:
        return "ohe/0.1/"


@cache
def texts_of(format_name: str) -> Mapping[str, Any]:
    """Messages of the checks of a format that the reader reports, by number."""
    edition = load_edition(_Files(format_name), load_words())  # type: ignore[arg-type]  # it has the methods called
    return {spec.id: spec.message for spec, _ in edition.checks if spec.by == "reader"}


def _messages() -> Mapping[str, Any]:
    return texts_of("h5p")
