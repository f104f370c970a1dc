"""Things in the package that can run outside a page (PRV-005)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import ActiveObject, Document
from oecheck.model.package import File
from oecheck.model.page import Page
from oecheck.model.source import Source
from oecheck.values.media_type import extension

__all__ = ["FACTS"]

_EXECUTABLE_TYPES = frozenset(
    {
        "application/vnd.microsoft.portable-executable",
        "application/x-elf",
        "application/x-mach-binary",
        "application/java-archive",
        "application/java-vm",
        "application/vnd.android.package-archive",
    }
)
_EXECUTABLE_ENDINGS = frozenset({"exe", "dll", "com", "scr", "msi", "apk", "jar"})
_SCRIPT_ENDINGS = frozenset({"bat", "cmd", "ps1", "vbs", "vbe", "wsf", "wsh", "hta", "jse", "lnk", "reg"})
"""Files that a double click runs on a personal computer; programs in a course on programming (.py, .sh) are content."""
_FLASH = "application/x-shockwave-flash"
_IN_PAGES = (("javascript_url_line", "javascript_url"), ("applet_line", "applet"), ("plug_in_line", "flash"))
"""Facts of pages that give the line of the first element of a kind."""
_NO_PROGRAMS = ("text/", "image/", "video/", "audio/", "font/")


def active_objects(
    files: Iterable[File],
    documents: tuple[Document, ...],
    page_values: Callable[[str], Iterable[tuple[Page, Any]]],
) -> tuple[ActiveObject, ...]:
    """Executables, script files, macros, actions of PDF documents, `javascript:` addresses and plug-in content."""
    found = list(_of_files(files))
    for document in documents:
        kinds = ((document.macros, "macro"), (document.launch_action, "pdf_launch"), (document.script, "pdf_script"))
        found += [ActiveObject(source=document.source, path=document.path, kind=kind) for holds, kind in kinds if holds]
    for fact, kind in _IN_PAGES:
        found += [
            ActiveObject(source=Source(page.source.file, line=line), path=page.path, kind=kind)
            for page, line in page_values(fact)
            if isinstance(line, int) and line
        ]
    return tuple(found)


def _of_files(files: Iterable[File]) -> Iterator[ActiveObject]:
    for file in files:
        kind = _kind(file)
        if kind:
            yield ActiveObject(source=file.source, path=file.path, kind=kind)


def _kind(file: File) -> str:
    ending, media_type = extension(file.name or file.path), file.media_type
    if media_type in _EXECUTABLE_TYPES:
        return "executable"
    if media_type == _FLASH:
        return "flash"
    if ending in _SCRIPT_ENDINGS and file.size_bytes:
        return "script_file"
    looks_harmless = media_type.startswith(_NO_PROGRAMS) or media_type == "multipart/appledouble"
    return "executable" if ending in _EXECUTABLE_ENDINGS and file.size_bytes and not looks_harmless else ""


FACTS = (
    FactDefinition(
        of="course",
        name="active_objects",
        type="list<active_object>",
        meaning="things in the package that can run",
        function=active_objects,
        needs=("page.javascript_url_line", "page.applet_line", "page.plug_in_line"),
    ),
)
