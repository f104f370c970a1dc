"""Names of files that do not survive a transfer between systems (PKG-007)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from oecheck.facts._definition import FactDefinition
from oecheck.model.package import File
from oecheck.values.patterns import pattern

__all__ = ["FACTS", "problems_of_name"]

_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_RESERVED_CHARACTER = pattern(r'[\\:*?"<>|]')
_DEVICE = pattern(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_MAX_COMPONENT_BYTES = 255  # ext4, APFS in bytes; NTFS and exFAT in UTF-16 units


def problems_of_name(path: str) -> list[str]:
    """Codes of what is wrong with a path by itself: control, character, device, ending, part-too-long, encoding."""
    found = []
    if _CONTROL.search(path):
        found.append("control")
    if _RESERVED_CHARACTER.search(path):
        found.append("character")
    parts = path.split("/")
    if any(_DEVICE.fullmatch(part) for part in parts):
        found.append("device")
    if any(part.endswith((".", " ")) or part.startswith(" ") for part in parts):
        found.append("ending")
    if any(len(part.encode("utf-8", "surrogatepass")) > _MAX_COMPONENT_BYTES for part in parts):
        found.append("part-too-long")
    if "�" in path or any("\ud800" <= character <= "\udfff" for character in path):
        found.append("encoding")
    return found


def name_counts(files: Iterable[File]) -> tuple[Counter[str], Counter[str]]:
    """How often a name occurs after letter case, and after Unicode composition, are made equal."""
    paths = [file.path for file in files]
    return Counter(_case_folded(path) for path in paths), Counter(_composed(path) for path in paths)


def name_problems(file: File, name_counts: tuple[Counter[str], Counter[str]]) -> tuple[str, ...]:
    """Codes of what makes the name unsafe: those of the name itself, `case` and `composition` for two names that
    other systems take for one. The length of the path is left to the rule (`path_length`)."""
    found = problems_of_name(file.path)
    by_case, by_composition = name_counts
    if by_composition[_composed(file.path)] > 1:
        found.append("composition")
    elif by_case[_case_folded(file.path)] > 1:
        found.append("case")
    return tuple(found)


def path_length(file: File) -> int:
    """Length of the path in characters."""
    return len(file.path)


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _case_folded(path: str) -> str:
    return _composed(_composed(path).casefold())


FACTS = (
    FactDefinition(
        of="course",
        name="name_counts",
        type="list<string>",
        meaning="how often names occur that other systems take for one (only for other facts)",
        function=name_counts,
    ),
    FactDefinition(
        of="file",
        name="name_problems",
        type="list<string>",
        meaning="codes of what makes its name unsafe to carry between systems",
        function=name_problems,
    ),
    FactDefinition(
        of="file",
        name="path_length",
        type="int",
        unit="characters",
        meaning="length of its path",
        function=path_length,
    ),
)
