"""Files that programs lay beside the content of a package by themselves; nobody wrote them, and no platform opens them.

Source: file lists of real packages of OLAT, eXeLearning and the SCORM driver that several programs carry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

__all__ = ["program_files"]

_OLAT_MENU = "cp_offline_menu_mat/"
_OLAT_PAGES = frozenset({"_START_.html", "_MENU_.html", "_LOGO_.html"})
_EXE_SITE = "website_"
_EXE_SITE_START = "website_index.html"
_DRIVER = "scormdriver.js"
_DRIVER_PAGES = ("goodbye.html", "AICCComm.html", "blank.html")


def program_files(paths: Collection[str]) -> Iterator[str]:
    """Paths of these files.

    - OLAT: a frameset with a menu, so that the package can be read without OLAT.
    - eXeLearning: each page once more, as a web site (`website_water.html` beside `water.html`).
    - The SCORM driver: the pages that it needs for talking to the platform and for saying good-bye.
    """
    if any(path.startswith(_OLAT_MENU) for path in paths):
        yield from (path for path in paths if path in _OLAT_PAGES or path.startswith(_OLAT_MENU))
    if _EXE_SITE_START in paths:
        yield from (path for path in paths if path.startswith(_EXE_SITE) and path.removeprefix(_EXE_SITE) in paths)
    for path in paths:
        folder, slash, name = path.rpartition("/")
        if name == _DRIVER:
            pages = (folder + slash + page for page in _DRIVER_PAGES)
            yield from (page for page in pages if page in paths)
