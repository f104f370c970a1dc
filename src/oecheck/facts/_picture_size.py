"""Width and height of a raster picture, from its first bytes.

Source: PNG 3rd edition §11.2.1 (IHDR); GIF89a §18; JFIF and ITU T.81 §B.2.2 (frame headers); WebP container (RFC 9649
§2.5-2.7); Windows bitmap header.
"""

from __future__ import annotations

__all__ = ["picture_size"]

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG frame header."""


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where the header does not say them."""
    size = _size(content)
    return size if size is not None and size[0] > 0 and size[1] > 0 else None


def _size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR" and len(content) >= 24:
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return _little(content, 6, 2), _little(content, 8, 2)
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    if content.startswith(b"BM") and len(content) >= 26:
        return _little(content, 18, 4), abs(int.from_bytes(content[22:26], "little", signed=True))
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # fill bytes
            position += 1
            continue
        if marker in _FRAMES:
            height, width = content[position + 5 : position + 7], content[position + 7 : position + 9]
            return int.from_bytes(width), int.from_bytes(height)
        length = int.from_bytes(content[position + 2 : position + 4])
        if length < 2:
            return None
        position += 2 + length
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X" and len(content) >= 30:
        return _little(content, 24, 3) + 1, _little(content, 27, 3) + 1
    if kind == b"VP8L" and len(content) >= 25 and content[20] == 0x2F:
        bits = _little(content, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(content) >= 30 and content[23:26] == b"\x9d\x01\x2a":
        return _little(content, 26, 2) & 0x3FFF, _little(content, 28, 2) & 0x3FFF
    return None


def _little(content: bytes, start: int, length: int) -> int:
    return int.from_bytes(content[start : start + length], "little")
