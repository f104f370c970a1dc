"""Whether files are the bytes that the package says they are (MBZ-11)."""

from __future__ import annotations

import hashlib

from oecheck.facts._definition import FactDefinition
from oecheck.model.package import File, ReadResult

__all__ = ["FACTS"]


def digest_kept(content: bytes, file: File, reading: ReadResult) -> bool | None:
    """Whether the bytes have the SHA-1 that is stated for them; absent where none is stated.

    Of files too large to be read as a whole the pass over the package tells it.
    """
    stated = reading.digests.get(file.path)
    if stated is None:
        return None
    return hashlib.sha1(content, usedforsecurity=False).hexdigest() == stated  # no secret: SHA-1 is what Moodle states


FACTS = (
    FactDefinition(
        of="file",
        name="digest_kept",
        type="bool",
        meaning="its bytes have the SHA-1 that the package states for it",
        function=digest_kept,
    ),
)
