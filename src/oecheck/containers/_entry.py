"""Values: an entry of a container, what is wrong with it, and the error of not being able to read it."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["ContainerFile", "ContainerProblem", "EntryUnreadable", "RawEntry"]


class ContainerFile(msgspec.Struct, frozen=True, gc=False):
    """One regular entry under its safe path.

    Attributes:
        path: POSIX path, relative, without `.` and `..`.
        size_bytes: unpacked size as declared; reading never gives more.
        packed_bytes: size in the archive; the same as `size_bytes` where nothing is compressed.
        key: the backend's number of the entry; two paths with one key are the same bytes (a link).
        junk: left by an operating system (`__MACOSX/`, `._x`, `.DS_Store`, `Thumbs.db`), no part of the course.
        problem: code of what is known to keep its bytes from being read (`encrypted`, `method`); "".
        link: path that this entry is a link to; "" for ordinary entries.
        stored: not compressed in the archive (EPUB asks this of `mimetype`).
    """

    path: str
    size_bytes: int
    packed_bytes: int
    key: int
    junk: bool = False
    problem: str = ""
    link: str = ""
    stored: bool = True


class ContainerProblem(msgspec.Struct, frozen=True):
    """Something wrong with one entry or with the archive around it.

    Attributes:
        code: what it is; the `code` of a check in `standards/formats/container.yaml`.
        path: entry as far as it can be named safely; "" for the archive as a whole.
        arguments: values for the message.
    """

    code: str
    path: str = ""
    arguments: dict[str, Any] = {}


class RawEntry(msgspec.Struct, gc=False):
    """An entry as the archive's directory tells it, before its name is looked at.

    Attributes:
        name: as decoded.
        key: the backend's number.
        kind: `file`, `folder`, `symlink`, `hardlink` or `special`.
        size_bytes, packed_bytes: as declared.
        link_target: of links, where it is known without reading the entry.
        problem, stored: as in ContainerFile.
    """

    name: str
    key: int
    kind: str
    size_bytes: int
    packed_bytes: int
    link_target: str = ""
    problem: str = ""
    stored: bool = True


class EntryUnreadable(Exception):
    """The bytes of one entry cannot be had; the rest of the package can.

    Attributes:
        code: `missing`, `encrypted`, `method`, `crc`, `truncated`, `damaged`, `size`, `over-limit`, `header`,
            `overlap`, `vanished`.
        path: the entry.
        arguments: values for the message.
    """

    def __init__(self, code: str, path: str, **arguments: object) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path
        self.arguments = arguments
