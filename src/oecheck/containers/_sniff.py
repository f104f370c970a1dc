"""What kind of file this is, by its bytes."""

from __future__ import annotations

from oecheck.containers._bytes import RandomBytes
from oecheck.containers._gzip import gunzip_head
from oecheck.containers._tar import is_tar_header
from oecheck.errors import NotAPackage

__all__ = ["kind_of"]

_HEAD = 1024
_TAIL = 22 + 0xFFFF
_BLANK = b" \t\r\n\xef\xbb\xbf"
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"version https://git-lfs.github.com/spec/", "lfs-pointer"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "seven-zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office-document"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")
_UTF16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00?\x00", b"\x00<\x00?")


def kind_of(source: RandomBytes) -> str:
    """`zip`, `tar`, `tar.gz` or `file` (XML).

    Raises:
        NotAPackage: something else; its code says what it looks like.
    """
    head = source.read_at(0, _HEAD)
    if not head:
        raise NotAPackage("file-empty")
    if head.startswith((b"PK\3\4", b"PK\5\6", b"PK00PK\3\4")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return _kind_of_gzip(source)
    if is_tar_header(head[:512]):
        return "tar"
    for magic, code in _KNOWN:
        if head.startswith(magic):
            raise NotAPackage(code)
    text = head.lstrip(_BLANK).lower()
    if text.startswith(_HTML) and b"<manifest" not in text:
        raise NotAPackage("html-page")
    if text.startswith(b"<") or head.startswith(_UTF16):
        return "file"
    if b"PK\5\6" in source.read_at(max(0, source.size_bytes - _TAIL), _TAIL):
        return "zip"
    return _refuse(source, head)


def _kind_of_gzip(source: RandomBytes) -> str:
    inside = gunzip_head(source, 512)
    if is_tar_header(inside):
        return "tar.gz"
    if inside and not inside.strip(b"\0"):
        raise NotAPackage("archive-empty")
    raise NotAPackage("gzip-of-other" if inside else "archive-damaged", what="gzip")


def _refuse(source: RandomBytes, head: bytes) -> str:
    if not head.strip(b"\0"):
        raise NotAPackage("archive-empty" if source.size_bytes % 512 == 0 else "file-of-zeros")
    if b"PK\1\2" in source.read_at(max(0, source.size_bytes - _TAIL), _TAIL):
        raise NotAPackage("archive-damaged", what="zip")
    raise NotAPackage("binary-file" if b"\0" in head else "text-file", size_bytes=source.size_bytes)
