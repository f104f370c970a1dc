"""What of a package changes when its content does, without reading it."""

from __future__ import annotations

import hashlib
import os
import stat

__all__ = ["stamp_of"]


def stamp_of(location: str) -> str:
    """Size and time of change of a file; of a folder, a digest over those of all its files; "" where there is none."""
    try:
        found = os.stat(location)
    except OSError:
        return ""
    if stat.S_ISDIR(found.st_mode):
        return _of_folder(location)
    return f"{found.st_size}-{found.st_mtime_ns}" if stat.S_ISREG(found.st_mode) else "special"


def _of_folder(location: str) -> str:
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(location):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            try:
                found = os.lstat(path)
                line = f"{os.path.relpath(path, location)}\0{found.st_size}\0{found.st_mtime_ns}\n"
            except OSError:
                line = f"{os.path.relpath(path, location)}\0gone\n"
            digest.update(line.encode("utf-8", "surrogateescape"))
    return f"folder-{digest.hexdigest()[:32]}"
