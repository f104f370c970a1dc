"""The package as received: its container, its entries, its descriptors, and what a reader says of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from oecheck.model.course import Course
from oecheck.model.entity import Entity
from oecheck.model.fact import Value
from oecheck.model.manifest import Manifest
from oecheck.model.source import Source

__all__ = ["Descriptor", "File", "Package", "PackageFinding", "ReadResult", "Reference", "Severity"]


class Severity(StrEnum):
    """How much a structural finding weighs; `error` only where the format's own source bears it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Descriptor(Entity, frozen=True, kw_only=True):
    """One sign that the package is of a format.

    Attributes:
        format: word of DESIGN.md §6 `subject.format`.
        version: version of the format, "" where none is told.
        evidence: code of what it was recognised by (text key `evidence.<code>`).
        detail: the value seen (schema text, namespace, file name).
        primary: the package is read as this one.
        readable: this version of oecheck has a reader for it.
    """

    format: str
    version: str = ""
    evidence: str
    detail: str = ""
    primary: bool = False
    readable: bool = False


class PackageFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered structural check that did not hold.

    Attributes:
        check: id of the check in `standards/formats/<format>.yaml` (CC-07, CP-10, CT-04 …).
        source: where.
        arguments: values for the check's message; never a secret.
        variant: which message of the check, where it has several; "" for its only one.
        because: fingerprint-like key of the finding this one only follows from; "".
    """

    check: str
    source: Source
    arguments: dict[str, Any] = {}
    variant: str = ""
    because: str = ""


class Reference(Entity, frozen=True, kw_only=True):
    """A reference from a manifest or structure file to something in the package.

    Attributes:
        href: as written.
        target: path it leads to after base, decoding and tokens; "" when it leads nowhere or outside.
        kind: file, resource, item (of a manifest), dependency, question (that a test names), descriptor …
        state: found, missing, case (only letter case differs), outside, external, unreadable.
        platform_made: the exporting platform writes such dangling references itself.
    """

    href: str
    target: str = ""
    kind: str = "file"
    state: str = "found"
    platform_made: bool = False


class File(Entity, frozen=True, kw_only=True):
    """One entry of the package, after its bytes were looked at.

    Attributes:
        path: path in the package.
        size_bytes: size, unpacked.
        media_type: IANA media type, from the bytes first, then from the name.
        declared_type: type that the package declares for it.
        sha256: digest of its bytes; "" when unreadable.
        role: content, descriptor, schema, caption, settings, user_data, licence, junk, undelivered (the platform leaves
            it behind).
        listed: the manifest lists it.
        audience: learner, instructor or both.
        name: name with folders that people know it by, where its path tells nothing (Moodle); "".
        problem: code of what kept its bytes from being read (crc, truncated, encrypted, over-limit, method); "".
    """

    path: str
    size_bytes: int
    media_type: str = ""
    declared_type: str = ""
    sha256: str = ""
    role: str = "content"
    listed: bool = False
    audience: str = "learner"
    name: str = ""
    problem: str = ""


class Package(Entity, frozen=True, kw_only=True):
    """The package as a whole.

    Attributes:
        name: file name, without folders.
        format: word of DESIGN.md §6 `subject.format`.
        format_version: version of the format; absent where it is not told.
        descriptors: everything it was recognised by.
        container: zip, tar, tar.gz, folder or file.
        root: folder in the container that holds the package, "" when it is the root.
        size_bytes: size as received.
        entry_count: entries of the container.
        sha256: digest of the package as received (of a folder: of its sorted paths and digests).
        producer: program that made it.
        producer_version: its version.
        created: date it was exported.
    """

    name: str
    format: str
    format_version: Value[str] = None
    descriptors: tuple[Descriptor, ...] = ()
    container: str = "zip"
    root: str = ""
    size_bytes: int = 0
    entry_count: int = 0
    sha256: str = ""
    producer: Value[str] = None
    producer_version: Value[str] = None
    created: Value[str] = None


class ReadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader gives: all it read, and all that is wrong with it.

    Attributes:
        course: the course as the format says it.
        manifest: IMS manifest, for the formats that have one.
        findings: structural findings that need an algorithm (the others are conditions in `standards/formats`).
        references: references of the structure to files.
        roles: role of files by path, where it is not `content`.
        audiences: audience of files by path, where it is not `learner`.
        declared_types: declared media types by path.
        listed: paths that the manifest lists.
        tokens: prefixes that stand for a folder inside HTML, with that folder (`$IMS-CC-FILEBASE$` → "web_resources/").
        platform_pages: paths of HTML files that the platform writes around the author's text and shows inside a page
            of its own; title and language of the document are the platform's business there.
        platform_links: prefixes of links that only the platform resolves; never a broken link.
        stored: names of files that lie under others, for links, types and people (path by name).
        assets: paths by the name that the platform writes in addresses, `_` for blanks and the like (Open edX).
        unpacked: archives whose content the package holds unpacked besides, so that it is looked at there (Moodle keeps
            both forms of a SCORM package).
        digests: SHA-1 that the package states for files, by path.
        producer, producer_version, created: as in Package.
        format_version: version of the format as read.
        incomplete: codes of what was left out (a limit, a damaged part), for `limits` of the report.
        lacking: codes of what such a package does not hold at all (the backup of one activity is no course); facts that
            rest on it are not known, but nothing was left out.
    """

    course: Course
    manifest: Manifest | None = None
    findings: tuple[PackageFinding, ...] = ()
    references: tuple[Reference, ...] = ()
    roles: dict[str, str] = {}
    audiences: dict[str, str] = {}
    declared_types: dict[str, str] = {}
    listed: frozenset[str] = frozenset()
    tokens: tuple[tuple[str, str], ...] = ()
    platform_pages: frozenset[str] = frozenset()
    platform_links: tuple[str, ...] = ()
    stored: dict[str, str] = {}
    assets: dict[str, str] = {}
    unpacked: frozenset[str] = frozenset()
    digests: dict[str, str] = {}
    producer: Value[str] = None
    producer_version: Value[str] = None
    created: Value[str] = None
    format_version: Value[str] = None
    incomplete: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
