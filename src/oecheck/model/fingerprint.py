"""Names for findings that survive re-zipping, reordering and renumbered lines (DESIGN §6)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from oecheck.model.source import Source

__all__ = ["Fingerprinter"]

_POSITION = re.compile(r"\[\d+\]")
_LINE = re.compile(r"(?:\A|[._])line\Z")


class Fingerprinter:
    """Gives fingerprints within one report; the second finding that looks the same gets `#2`, and so on.

    A fingerprint is made of the rule, the code, the file, the pointer without positions and the arguments: not of
    lines (nor of arguments that are lines), and not of the place among siblings.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, rule: str, code: str, source: Source, arguments: Mapping[str, object]) -> str:
        """The fingerprint of one finding: 16 hexadecimal digits, and `#n` from the second of its kind on."""
        said = sorted((name, value) for name, value in arguments.items() if not _LINE.search(name))
        parts = (rule, code, source.file, _POSITION.sub("", source.pointer), said)
        digest = hashlib.sha256(msgspec.json.encode(parts, enc_hook=str)).hexdigest()[:16]
        self._seen[digest] += 1
        count = self._seen[digest]
        return digest if count == 1 else f"{digest}#{count}"
