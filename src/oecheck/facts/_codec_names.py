"""One name for each way of coding sound and pictures, whatever the container calls it.

Sources: MP4 registration authority (sample entries), Matroska codec registry (RFC 9559 §24), RIFF format tags.
"""

from __future__ import annotations

__all__ = ["fourcc", "matroska", "wave"]

_FOURCC = {
    "avc1": "h264", "avc2": "h264", "avc3": "h264", "h264": "h264", "x264": "h264",
    "hvc1": "h265", "hev1": "h265", "hevc": "h265",
    "av01": "av1", "vp08": "vp8", "vp80": "vp8", "vp09": "vp9", "vp90": "vp9",
    "mp4v": "mpeg-4-part-2", "divx": "mpeg-4-part-2", "xvid": "mpeg-4-part-2", "dx50": "mpeg-4-part-2",
    "fmp4": "mpeg-4-part-2", "mjpg": "mjpeg", "jpeg": "mjpeg", "s263": "h263", "h263": "h263",
    "mp4a": "aac", ".mp3": "mp3", "opus": "opus", "flac": "flac", "alac": "alac", "ac-3": "ac-3", "ec-3": "e-ac-3",
    "samr": "amr", "sawb": "amr", "sowt": "pcm", "twos": "pcm", "lpcm": "pcm", "raw ": "pcm",
    "wmv1": "wmv", "wmv2": "wmv", "wmv3": "wmv", "wvc1": "wmv",
}  # fmt: skip
_MATROSKA = (
    ("V_MPEG4/ISO/AVC", "h264"),
    ("V_MPEGH/ISO/HEVC", "h265"),
    ("V_MPEG4/ISO", "mpeg-4-part-2"),
    ("V_AV1", "av1"),
    ("V_VP8", "vp8"),
    ("V_VP9", "vp9"),
    ("V_THEORA", "theora"),
    ("A_OPUS", "opus"),
    ("A_VORBIS", "vorbis"),
    ("A_AAC", "aac"),
    ("A_MPEG/L3", "mp3"),
    ("A_FLAC", "flac"),
    ("A_AC3", "ac-3"),
    ("A_EAC3", "e-ac-3"),
    ("A_PCM", "pcm"),
)
"""Beginning of a codec ID → name; the longer ones first."""
_WAVE = {0x0001: "pcm", 0x0003: "pcm", 0xFFFE: "pcm", 0x0006: "g711", 0x0007: "g711", 0x0055: "mp3", 0x00FF: "aac"}
_LONGEST = 20


def fourcc(code: bytes) -> str:
    """The name for four letters; the letters themselves where they are not known, "" where they are none."""
    letters = code.decode("latin-1")
    if not letters.isprintable() or not letters.strip():
        return "unknown"
    return _FOURCC.get(letters.lower(), letters.strip())


def matroska(identifier: bytes) -> str:
    """The name for a codec ID."""
    written = identifier.rstrip(b"\0").decode("ascii", "replace")[:_LONGEST]
    return next((name for start, name in _MATROSKA if written.upper().startswith(start)), written or "unknown")


def wave(tag: int) -> str:
    """The name for a format tag of RIFF."""
    return _WAVE.get(tag, f"wave-{tag:04x}")
