"""What is kept between runs: reports of packages that have not changed, under a limit of size.

    entries = open_entries()                     # None where nothing is to be kept
    stored = StoredReports(entries)
    report = stored.find(key, sha256)            # None: check the package
    stored.keep(key, report)

Nothing here can fail a check: an entry that is missing, damaged, of another version or that cannot be written is done
without. Keys are made by the floor above, which knows what a result depends on (`oecheck.run`).
"""

from __future__ import annotations

from oecheck.store._entries import Entries
from oecheck.store._folder import cache_folder, limit_bytes, open_entries, store_folder
from oecheck.store._graph import Unwritable, from_bytes, to_bytes
from oecheck.store._key import key_of
from oecheck.store._program import program_stamp
from oecheck.store._reports import StoredReports
from oecheck.store._whole import part_of, write_whole

__all__ = [
    "Entries",
    "StoredReports",
    "Unwritable",
    "cache_folder",
    "from_bytes",
    "key_of",
    "limit_bytes",
    "open_entries",
    "part_of",
    "program_stamp",
    "store_folder",
    "to_bytes",
    "write_whole",
]
