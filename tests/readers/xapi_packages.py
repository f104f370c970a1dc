"""Packages of cmi5, TinCan and AICC for tests: a fixture with one thing changed, read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from oecheck.containers import open_container
from oecheck.model.package import ReadResult
from oecheck.readers import Reader, choose, locate
from oecheck.values.locations import standards_root

__all__ = ["changed", "files_of", "found", "packed", "read", "reported_checks", "sheet"]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
READERS = Path(__file__).resolve().parents[2] / "src" / "oecheck" / "readers"

Changes = Mapping[str, tuple[str, str]]


def files_of(package_format: str) -> dict[str, bytes]:
    """Files of the smallest package of a format by path."""
    folder = FIXTURES / package_format / "minimal"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def changed(package_format: str, path: str, old: str, new: str) -> dict[str, bytes]:
    """The smallest package with one text of one file replaced; the text has to be there."""
    files = files_of(package_format)
    text = files[path].decode()
    assert old in text, f"{path} does not hold {old}"
    files[path] = text.replace(old, new, 1).encode()
    return files


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, the same bytes every time."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return data.getvalue()


def read(reader: Reader, data: bytes | Mapping[str, bytes], name: str = "course.zip") -> ReadResult:
    """What a reader makes of a package: files by path, or bytes as they are."""
    with open_container(data if isinstance(data, bytes) else packed(data), name=name) as container:
        detection = locate(container)
        return reader.read(detection.container, choose(detection.descriptors, reader.formats[0]))


def found(result: ReadResult) -> list[str]:
    """Checks that the reader says do not hold, each with its variant, sorted."""
    return sorted(
        f"{finding.check}/{finding.variant}" if finding.variant not in ("", "default") else finding.check
        for finding in result.findings
    )


def sheet(package_format: str) -> dict[str, dict[str, Any]]:
    """The structural checks of a format by number."""
    text = (standards_root() / "formats" / f"{package_format}.yaml").read_text(encoding="utf-8")
    return {check["id"]: check for check in yaml.safe_load(text)["checks"]}


def reported_checks(letters: str, modules: Iterable[str]) -> set[str]:
    """Numbers of the checks that the program names."""
    paths = [path for name in modules for path in READERS.glob(name)]
    return {number for path in paths for number in re.findall(rf'"({letters}-\d\d)"', path.read_text(encoding="utf-8"))}
