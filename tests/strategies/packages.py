"""Packages: those of `fixtures/` with other texts in them; and the same with entries and bytes damaged."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.fuzz.mutation import mutated
from tests.strategies.texts import bodies, texts

__all__ = ["FAMILIES", "Drawn", "damaged_packages", "sound_packages"]

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


class _Family(NamedTuple):
    """Where a fixture has what is drawn.

    Attributes:
        file: descriptor that holds the title of the course.
        title: the title, with what stands around it, as written there.
        page: a page of learners; "" where the format holds none as a file.
    """

    file: str
    title: str
    page: str = ""


FAMILIES: Mapping[str, _Family] = {
    "aicc/minimal": _Family("water.crs", "=Water", "cycle.html"),
    "cmi5/minimal": _Family("cmi5.xml", ">Water<", "cycle.html"),
    "common-cartridge/canvas": _Family("imsmanifest.xml", ">Bridges<", "wiki_content/arches.html"),
    "common-cartridge/minimal": _Family("imsmanifest.xml", ">Lire une carte<", "page/map.html"),
    "content-packaging/minimal": _Family("imsmanifest.xml", ">Water<", "cycle.html"),
    "epub/minimal": _Family("EPUB/package.opf", ">Safe water<", "EPUB/rain.xhtml"),
    "h5p/minimal": _Family("h5p.json", '"Safe water"'),
    "moodle/minimal": _Family("course/course.xml", ">Tides for Beginners<"),
    "olx/minimal": _Family("policies/2026/policy.json", '"Safe Water"', "html/springs.html"),
    "qti/minimal": _Family("test.xml", '"Water"'),
    "qti/version-1-2": _Family("qti.xml", '"Rain"'),
    "qti/version-3": _Family("soil.xml", '"Soil"'),
    "scorm-1.2/minimal": _Family("imsmanifest.xml", ">Water<", "cycle.html"),
    "scorm-2004/minimal": _Family("imsmanifest.xml", ">Water<", "cycle.html"),
    "tincan/minimal": _Family("tincan.xml", ">Water<", "cycle.html"),
}
"""By folder of the fixture."""


class Drawn(NamedTuple):
    """A package.

    Attributes:
        files: bytes by path.
        title: title of the course; "" for a damaged one.
    """

    files: Mapping[str, bytes]
    title: str = ""


@cache
def _files(name: str) -> Mapping[str, bytes]:
    folder = _FIXTURES / name
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _written(title: str, file: str) -> str:
    """A title as a file of its kind spells it."""
    if file.endswith(".json"):
        return json.dumps(title, ensure_ascii=False)[1:-1]
    return title if file.endswith(".crs") else escape(title, {'"': "&quot;"})


@st.composite
def sound_packages(draw: st.DrawFn, name: str) -> Drawn:
    """A package of a family, sound, whose title and page are drawn."""
    family, files = FAMILIES[name], dict(_files(name))
    # A record of AICC has quotes, commas, brackets, semicolons and equals signs of its own.
    title = draw(texts().filter(lambda text: not family.file.endswith(".crs") or text.replace(" ", "").isalnum()))
    spelled = family.title.replace(family.title.strip('<>="'), _written(title, family.file))
    text = files[family.file].decode("utf-8")
    assert family.title in text, f"{family.file} of {name} does not hold {family.title}"
    files[family.file] = text.replace(family.title, spelled, 1).encode("utf-8")
    if family.page:
        body = draw(bodies())
        files[family.page] = _with_body(files[family.page], body.encode("utf-8"))
    return Drawn(files, title)


def _with_body(page: bytes, body: bytes) -> bytes:
    """The page with something more at the end of its body."""
    head, end, tail = page.rpartition(b"</body>")
    return head + body + end + tail if end else page + body


def _remove(files: dict[str, bytes], path: str, _chance: random.Random) -> None:
    del files[path]


def _rename(files: dict[str, bytes], path: str, chance: random.Random) -> None:
    new = chance.choice((path.swapcase(), f"x/{path}", path.rpartition("/")[2], "../" + path, path + "\u202e", "con"))
    files[new] = files.pop(path)


def _cut(files: dict[str, bytes], path: str, chance: random.Random) -> None:
    files[path] = files[path][: chance.randrange(len(files[path]) + 1)]


def _swap(files: dict[str, bytes], path: str, chance: random.Random) -> None:
    other = chance.choice(sorted(files))
    files[path], files[other] = files[other], files[path]


def _spoil(files: dict[str, bytes], path: str, chance: random.Random) -> None:
    files[path] = mutated(chance, files[path])


_DAMAGES: tuple[Callable[[dict[str, bytes], str, random.Random], None], ...] = (
    *(_remove, _rename, _cut, _swap, _spoil, _spoil, _spoil),
)


@st.composite
def damaged_packages(draw: st.DrawFn, name: str) -> Drawn:
    """A package of a family with one to four damages to its entries."""
    files = dict(draw(sound_packages(name)).files)
    for _ in range(draw(st.integers(1, 4))):
        if not files:
            break
        damage = draw(st.sampled_from(_DAMAGES))
        damage(files, draw(st.sampled_from(sorted(files))), random.Random(draw(st.integers(0, 2**32))))
    return Drawn(files)
