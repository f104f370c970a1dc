"""Whether a SCO talks to its platform, by the words of the run-time API in its start page and local scripts.

A hint only: code can be built from pieces. Everything is bounded. Source: formats/scorm-1.2.md §3;
formats/scorm-2004.md §6.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from oecheck.containers import Container, EntryUnreadable
from oecheck.values.href import Resolver
from oecheck.values.patterns import pattern

__all__ = ["ApiUse", "RuntimeSearch"]

MOST_BYTES = 2 << 20
"""Bytes of one file that are looked at; players that are larger name the API near their beginning."""
MOST_FILES_OF_SCO = 30
MOST_HREFS = 2000
"""References of one page that are followed or found to be no script."""
MOST_FILES = 300
"""Files read for all SCOs together."""

_OLD = pattern(rb"\bLMS(?:Initialize|GetValue|SetValue|Commit|Finish)\b")
_NEW = pattern(rb"\bAPI_1484_11\b")
_SOURCE = pattern(rb"\bsrc\s{0,20}=\s{0,20}[\"']([^\"'\r\n]{1,500})[\"']", re.IGNORECASE)
_LOCATION = pattern(rb"\blocation(?:\.href)?\s{0,20}=\s{0,20}[\"']([^\"'\r\n]{1,500})[\"']", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml")
_SCRIPTS = (".js", ".mjs", ".ts", ".tsx", ".jsx")
_SILENT = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".mp3", ".mp4", ".ogg", ".wav", ".webm")
_QUERY = pattern(r"[?#]")


@dataclass(slots=True)
class ApiUse:
    """What was found for one SCO. `complete`: everything that its start page loads could be looked at."""

    old: bool = False
    new: bool = False
    complete: bool = True


@dataclass(slots=True)
class _File:
    """What one file says: words of either API, and the files it loads."""

    old: bool = False
    new: bool = False
    loads: tuple[str, ...] = ()
    complete: bool = True


@dataclass(slots=True)
class RuntimeSearch:
    """Looks through the SCOs of one package; each file is read once."""

    container: Container
    resolver: Resolver
    _known: dict[str, _File] = field(default_factory=dict)

    def of(self, start_page: str) -> ApiUse:
        """What the start page and the local scripts and frames below it say."""
        use = ApiUse()
        waiting, seen = deque([start_page]), {start_page}
        while waiting and not (use.old and use.new):
            if len(seen) > MOST_FILES_OF_SCO:
                use.complete = False
                break
            file = self._file(waiting.popleft())
            use.old = use.old or file.old
            use.new = use.new or file.new
            use.complete = use.complete and file.complete
            for path in file.loads:
                if path not in seen:
                    seen.add(path)
                    waiting.append(path)
        return use

    def _file(self, path: str) -> _File:
        if path not in self._known:
            self._known[path] = self._read(path) if len(self._known) < MOST_FILES else _File(complete=False)
        return self._known[path]

    def _read(self, path: str) -> _File:
        entry = self.container.files.get(path)
        if entry is None or entry.size_bytes > MOST_BYTES:
            return _File(complete=False)
        try:
            data = self.container.read(path)
        except EntryUnreadable:
            return _File(complete=False)
        data = data.replace(b"\x00", b"")  # UTF-16 of these words is ASCII with zeros between
        loads, complete = self._loads(path, data) if path.lower().endswith(_PAGES) else ((), True)
        return _File(_OLD.search(data) is not None, _NEW.search(data) is not None, loads, complete)

    def _loads(self, path: str, data: bytes) -> tuple[tuple[str, ...], bool]:
        """Local pages and scripts that a page loads, and whether all of what it loads is there to be looked at."""
        found = [match[1] for pattern in (_SOURCE, _LOCATION) for match in pattern.finditer(data)]
        hrefs = dict.fromkeys(found[:MOST_HREFS])
        texts = [href.decode("utf-8", "replace") for href in hrefs]
        leads = [(text, self.resolver.resolve(text, path)) for text in texts]
        wanted = [lead for text, lead in leads if lead.kind == "internal" and _may_call(lead.target, text)]
        paths = tuple(lead.target for lead in wanted if lead.state == "found")
        return paths, len(paths) == len(wanted) and len(found) <= MOST_HREFS


def _may_call(path: str, href: str) -> bool:
    """Whether a file could hold the call: pages and scripts; outside of the package ("") all but pictures and media."""
    if not path:
        return not _QUERY.split(href, maxsplit=1)[0].lower().endswith(_SILENT)
    return path.lower().endswith(_PAGES + _SCRIPTS)
