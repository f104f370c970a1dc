"""Package formats: which one a package has, and a module for each that makes a Course of it.

A module whose name has no leading underscore exports `READER` and is found because it lies here; other distributions
name theirs under the entry point group `oecheck.readers`.
"""

from __future__ import annotations

from oecheck.readers._detect import Detection, choose, detect, locate
from oecheck.readers._documents import documents_of, forget_documents
from oecheck.readers._nothing import nothing_read
from oecheck.readers._registry import Reader, all_readers, reader_for

__all__ = [
    "Detection",
    "Reader",
    "all_readers",
    "choose",
    "detect",
    "documents_of",
    "forget_documents",
    "locate",
    "nothing_read",
    "reader_for",
]
