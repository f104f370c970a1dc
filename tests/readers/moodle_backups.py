"""Moodle backups for tests: the fixture with one thing changed, packed and read."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from oecheck.containers import open_container
from oecheck.model.package import ReadResult
from oecheck.readers.moodle import READER
from tests.readers.cartridges import changed, packed

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "moodle" / "minimal"
BACKUP = "moodle_backup.xml"
QUIZ, PAGE, ASSIGN = "activities/quiz_12/quiz.xml", "activities/page_11/page.xml", "activities/assign_13/assign.xml"
QUIZ_MODULE, ASSIGN_MODULE = "activities/quiz_12/module.xml", "activities/assign_13/module.xml"

Change = tuple[str, str, str]
"""Path, text that is there, text instead of it."""


def files(*changes: Change, without: tuple[str, ...] = (), also: dict[str, str] | None = None) -> dict[str, bytes]:
    """The files of the fixture, some texts changed, some files left out or added."""
    paths = sorted(path for path in FIXTURE.rglob("*") if path.is_file())
    made = {path.relative_to(FIXTURE).as_posix(): path.read_bytes() for path in paths}
    for path, old, new in changes:
        made = changed(made, {path: (old, new)})
    made = {path: data for path, data in made.items() if path not in without}
    return made | {path: text.encode() for path, text in (also or {}).items()}


def as_tar(made: dict[str, bytes]) -> bytes:
    """The files as a gzipped tar, as Moodle packs them."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", format=tarfile.USTAR_FORMAT) as archive:
        for path, data in made.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def read_bytes(data: bytes) -> ReadResult:
    with open_container(data, name="backup.mbz") as container:
        (descriptor,) = READER.detect(container)
        return READER.read(container, descriptor)


def read(*changes: Change, without: tuple[str, ...] = (), also: dict[str, str] | None = None) -> ReadResult:
    """What the reader makes of the changed fixture."""
    return read_bytes(packed(files(*changes, without=without, also=also)))


def checks(result: ReadResult) -> list[str]:
    """Checks that did not hold, each with its variant, in the order found."""
    return [f"{finding.check}/{finding.variant}" if finding.variant else finding.check for finding in result.findings]


def moved(listed: str, old: str, new: str) -> Change:
    """A change in the list of contents."""
    return (BACKUP, f"<{listed}>{old}</{listed}>", f"<{listed}>{new}</{listed}>")
