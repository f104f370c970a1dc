"""The fixture of an Open edX export, whole or changed, as the tests of its reader need it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from oecheck.containers import open_container
from oecheck.model.course import Activity
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate
from oecheck.readers.olx import READER

__all__ = ["FIXTURE", "Change", "activity", "checks", "exported", "packed", "read", "read_files", "with_block"]

FIXTURE = Path(__file__).parents[2] / "fixtures" / "olx" / "minimal"
Change = tuple[str, str, str]
"""Path, a text that is in the file, and what stands in its place."""


def exported(*changes: Change, without: tuple[str, ...] = (), also: dict[str, str] | None = None) -> dict[str, bytes]:
    """The files of the fixture, some texts changed, some files left out or added."""
    paths = sorted(path for path in FIXTURE.rglob("*") if path.is_file())
    made = {path.relative_to(FIXTURE).as_posix(): path.read_bytes() for path in paths}
    for path, old, new in changes:
        text = made[path].decode()
        assert old in text, (path, old)
        made[path] = text.replace(old, new).encode()
    made = {path: data for path, data in made.items() if path not in without}
    return made | {path: text.encode() for path, text in (also or {}).items()}


def packed(files: dict[str, bytes], folder: str = "course/") -> bytes:
    """The files in a zip, in the folder that Studio uses."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in files.items():
            archive.writestr(folder + path, content)
    return data.getvalue()


def read_files(files: dict[str, bytes]) -> ReadResult:
    """What the reader makes of files; they have to be recognised as a course."""
    with open_container(packed(files), name="course.zip") as container:
        found = locate(container)
        return READER.read(found.container, choose(found.descriptors))


def read(*changes: Change, without: tuple[str, ...] = (), also: dict[str, str] | None = None) -> ReadResult:
    """What the reader makes of the changed fixture."""
    return read_files(exported(*changes, without=without, also=also))


def with_block(block: str, also: dict[str, str] | None = None) -> ReadResult:
    """The fixture with one more block in its first unit, and perhaps more files."""
    return read(("vertical/where.xml", "</vertical>", block + "</vertical>"), also=also)


def checks(result: ReadResult) -> list[str]:
    """Checks that did not hold, each with its variant, in the order found."""
    return [f"{finding.check}/{finding.variant}" if finding.variant else finding.check for finding in result.findings]


def activity(result: ReadResult, name: str) -> Activity:
    """The activity of an id."""
    return next(one for one in result.course.activities if one.id == name)
