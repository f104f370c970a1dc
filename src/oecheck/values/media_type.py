"""The type of a file from its first bytes; its name decides only where the bytes have no signature.

Source: IANA media types; the formats' own signatures (PNG, RIFF, ISO BMFF `ftyp`, EBML, ZIP local headers …).
"""

from __future__ import annotations

import re

from oecheck.values._media_type_tables import BRANDS, BY_EXTENSION, OFFICE_PARTS, SIGNATURES, TEXT_TYPES
from oecheck.values.patterns import pattern

__all__ = ["HEAD_BYTES", "HTML_TYPES", "UNKNOWN", "by_name", "extension", "is_text", "sniff"]

HEAD_BYTES = 4096  # what `sniff` looks at; more does not help
UNKNOWN = "application/octet-stream"
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL_SHARE = 10
"""One byte in so many may be a control character of a page; of random bytes, one in nine is. Own choice."""
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_ROOT = pattern(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})")
_TAG_OF_PAGES = pattern(
    rb"<(?:!doctype html|html|head|meta|title|link|style|script|body|h[1-6]|p|a|div|span|br|em|strong|img|ul|ol"
    rb"|table|section|main|article|iframe|form)[\s/>]",
    re.IGNORECASE,
)
_XML_NOISE = pattern(
    rb"\s+|<\?[^>]{0,1000}>|<!--[^>]{0,2000}-->|<!DOCTYPE[^>\[]{0,600}(?:\[[^\]]{0,2000}\]\s*)?>", re.I
)
_XML_ROOTS = {
    b"html": "application/xhtml+xml",
    b"svg": "image/svg+xml",
    b"tt": "application/ttml+xml",
    b"math": "application/mathml+xml",
    b"rss": "application/rss+xml",
    b"package": "application/oebps-package+xml",
    b"ncx": "application/x-dtbncx+xml",
    b"smil": "application/smil+xml",
}


def sniff(head: bytes, name: str = "") -> str:
    """The media type of a file.

    Args:
        head: its first bytes, `HEAD_BYTES` of them where there are as many.
        name: its name or path, for types that have no signature.

    Returns:
        An IANA media type (`x-` names where none is registered), `application/octet-stream` when nothing tells,
        `text/plain` for text that nothing tells more of, `inode/x-empty` for no bytes at all with an unknown name.
    """
    head = head[:HEAD_BYTES]
    if not head:
        return by_name(name) or "inode/x-empty"
    return _from_signature(head, name) or _from_text(head, name) or _page_by_name(head, name) or _binary_by_name(name)


def by_name(name: str) -> str:
    """The media type that a file's extension promises; "" for an unknown one."""
    return BY_EXTENSION.get(extension(name), "")


def extension(name: str) -> str:
    """The last extension in small letters, without the dot; "" where there is none."""
    base = name.rpartition("/")[2]
    stem, dot, ending = base.rpartition(".")
    return ending.lower() if dot and (stem or ending in {"htaccess", "env"}) else ""


def is_text(media_type: str) -> bool:
    """Whether files of this type hold characters: text, markup, scripts, JSON."""
    return media_type.startswith("text/") or media_type.endswith(("+xml", "+json")) or media_type in TEXT_TYPES


def _from_signature(head: bytes, name: str) -> str:
    for offset, magic, media_type in SIGNATURES:
        if head.startswith(magic, offset) and not (len(magic) < 4 and magic.isascii() and _is_text_bytes(head)):
            return media_type
    if head[:4] == b"RIFF" and len(head) >= 12:
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], "")
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"} and len(head) >= 12:
        return _iso_media(head, name)
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if head[:4] == b"PK\x03\x04":
        return _zip(head, name)
    if head[:4] == b"OggS":
        return _ogg(head)
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return by_name(name) if by_name(name).startswith("application/") else "application/x-ole-storage"
    if head[:4] == b"\xca\xfe\xba\xbe":  # Java class or Mach-O for several processors: the next number tells
        return "application/java-vm" if int.from_bytes(head[4:8], "big") > 30 else "application/x-mach-binary"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return _mpeg_audio(head, name) or _tar(head)


def _iso_media(head: bytes, name: str) -> str:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        known = BRANDS.get(brand)
        if known is not None:
            return known
        return "audio/mp4" if extension(name) in {"m4a", "m4b"} else "video/mp4"
    return "video/quicktime" if head[4:8] in {b"moov", b"wide", b"mdat"} else by_name(name)


def _zip(head: bytes, name: str) -> str:
    """A zip that is more than that: EPUB, OpenDocument (`mimetype` comes first and stored), office, H5P, jar."""
    if head[26:30] == b"\x08\x00\x00\x00" and head[30:38] == b"mimetype":
        declared = head[38 : 38 + 80]
        for media_type in (
            b"application/epub+zip",
            *(part for part in OFFICE_PARTS if part.startswith(b"application/")),
        ):
            if declared.startswith(media_type):
                return media_type.decode("ascii")
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        for part, office_type in OFFICE_PARTS.items():
            if part.endswith(b"/") and _has_entry(head, part):
                return office_type
    promised = by_name(name)
    return promised if promised.startswith("application/") and "zip" in _zip_family(promised) else "application/zip"


def _has_entry(head: bytes, folder: bytes) -> bool:
    """Whether an entry of that folder begins among the first bytes (30 bytes of local header, then the name)."""
    position = head.find(folder)
    while position >= 0:
        if position >= 30 and head[position - 30 : position - 26] == b"PK\x03\x04":
            return True
        position = head.find(folder, position + 1)
    return False


def _zip_family(media_type: str) -> str:
    """`zip` for the types that are zip files inside."""
    inside = (
        "openxmlformats",
        "opendocument",
        "macroenabled",
        "java-archive",
        "epub",
        "h5p",
        "android",
        "zip",
        "geogebra",
    )
    return "zip" if any(word in media_type.lower() for word in inside) else ""


def _ogg(head: bytes) -> str:
    start = head[:256]
    if b"OpusHead" in start or b"\x01vorbis" in start or b"Speex" in start or b"\x7fFLAC" in start:
        return "audio/ogg"
    return "video/ogg" if b"theora" in start or b"fishead" in start else "application/ogg"


def _mpeg_audio(head: bytes, name: str) -> str:
    """MP3 or ADTS without ID3: eleven set bits begin a frame; two bytes prove little, so the rest must fit."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[:2] in {b"\xff\xfe", b"\xff\xff"}:
        return ""
    if head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    layer, bit_rate, frequency = head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    possible = layer != 0 and bit_rate not in {0, 15} and frequency != 3 and head[1] >> 3 & 3 != 1
    return "audio/mpeg" if possible and extension(name) in {"mp3", "mp2", "mpga", ""} else ""


def _tar(head: bytes) -> str:
    return "application/x-tar" if head[257:262] == b"ustar" else ""


def _is_text_bytes(head: bytes) -> bool:
    """No zero byte, and at most one stray control character in a hundred (a form feed, a slip of an old editor)."""
    return 0 not in head and 100 * (len(head) - len(head.translate(None, _CONTROL))) <= len(head)


def _from_text(head: bytes, name: str) -> str:
    if not _is_text_bytes(head) and not head.startswith(_BOMS[1:]):
        return ""
    promised = by_name(name)
    if head[:2] in _BOMS[1:]:
        return promised if is_text(promised) else "text/plain"
    start = head.removeprefix(_BOMS[0]).lstrip()
    if start.startswith(b"WEBVTT"):
        return "text/vtt"
    if start[:1] == b"<":
        return _markup(start, promised)
    if is_text(promised):
        return promised
    if start.startswith(b"%!PS"):
        return "application/postscript"
    return "application/json" if start[:1] in b"{[" and start[:1] and promised == "application/json" else "text/plain"


def _page_by_name(head: bytes, name: str) -> str:
    """A page with zero bytes or other control characters in it: browsers are told its type by its name, and show it.

    Source: WHATWG MIME Sniffing Standard §8 (a supplied type of HTML is never taken for binary); HTML Standard
    §13.2.5 (zero bytes are dropped or replaced).
    """
    promised = by_name(name)
    if promised not in HTML_TYPES:
        return ""
    text = head.translate(None, _CONTROL)
    few = _CONTROL_SHARE * (len(head) - len(text)) <= len(head)
    return promised if few and _TAG_OF_PAGES.search(text) else ""


def _markup(start: bytes, promised: str) -> str:
    """HTML, or XML by its root element; the name decides among the others (`.xsd`, `.ttml` …)."""
    lowered = start[:512].lower()
    position = 0
    for _ in range(50):
        noise = _XML_NOISE.match(start, position)
        if noise is None:
            break
        position = noise.end()
    root = _ROOT.match(start, position)
    name = root[1].lower() if root else b""
    if promised == "text/html" and _looks_like_html(name):
        return promised  # a piece of a page; MathML and SVG inside it bring a namespace of their own
    if start.startswith(b"<?xml") or b"xmlns" in lowered:
        found = _XML_ROOTS.get(name, "")
        if found == "application/xhtml+xml" and promised == "text/html":
            return promised
        return found or (promised if promised.endswith("+xml") else "application/xml")
    if lowered.startswith(b"<!doctype html") or name in {b"html", b"head", b"body"}:
        return promised if promised in {"application/xhtml+xml", "text/html"} else "text/html"
    if name == b"svg":
        return "image/svg+xml"
    return promised if is_text(promised) else "text/html" if _looks_like_html(name) else "application/xml"


def _looks_like_html(name: bytes) -> bool:
    return name in {b"p", b"div", b"span", b"h1", b"h2", b"h3", b"ul", b"ol", b"table", b"a", b"img", b"br", b"section"}


def _binary_by_name(name: str) -> str:
    """Bytes without a known signature: only types that have none may be believed by name."""
    promised = by_name(name)
    unsigned = {"application/x-msdos-program", "application/wasm", "video/mp2t", "application/x-director"}
    return promised if promised in unsigned else UNKNOWN
