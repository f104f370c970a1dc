"""Small files of kinds that real packages seldom hold: sound, film, captions, documents."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from tests.facts import media_builder as made

__all__ = ["CAPTIONS", "DOCUMENTS", "MEDIA", "PDF", "PICTURES", "SECRETS"]

_VIDEO = made.iso_track(1, b"vide", height=480)
_SPOKEN = made.iso_track(2, b"soun", language="fra", refers=made.box(b"tref", made.box(b"cdsc", b"\0\0\0\1")))
MEDIA: Mapping[str, tuple[str, bytes]] = {
    "mp4": ("video/mp4", made.mp4(_VIDEO, _SPOKEN)),
    "mp4, movie last": ("video/mp4", made.mp4(_VIDEO, movie_first=False)),
    "mp4, fragments": ("video/mp4", made.mp4(_VIDEO, seconds=0.0) + made.fragment(1, 0, [500, 700, 900])),
    "webm": ("video/webm", made.webm(made.webm_track(1, height=360, language=b"fre"), made.webm_track(2))),
    "webm, live": ("video/webm", made.webm(made.webm_track(1), seconds=None, blocks_ms=(0, 40, 80), live=True)),
    "mp3": ("audio/mpeg", made.mp3(frames=20, tag=30)),
    "mp3, not counted": ("audio/mpeg", made.mp3(frames=20, counted=False)),
    "wav": ("audio/wav", made.wav(seconds=0.1)),
    "flac": ("audio/flac", made.flac()),
    "opus": ("audio/ogg", made.opus()),
    "avi": ("video/x-msvideo", made.avi()),
}
"""Media type and bytes."""

CAPTIONS: Mapping[str, tuple[str, bytes]] = {
    "a.en.vtt": (
        "vtt",
        b"WEBVTT Kind: captions; Language: en\n\nSTYLE\n::cue {}\n\nNOTE x\n\n1\n00:01.000 --> 00:04.500 line:0\n"
        b"<v Ann>Hello <i>all</i>\n\n01:00:05.000 --> 01:00:09.000\n- Two\n- lines\n",
    ),
    "a.fr.srt": (
        "srt",
        "1\r\n00:00:01,000 --> 00:00:02,500\r\nUn été\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nb".encode(),
    ),
    "a.ttml": (
        "ttml",
        b'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div><p begin="1s" end="00:00:03.5">Hi<br/>all</p>'
        b'<p begin="100t" dur="2.5s">b</p></div></body></tt>',
    ),
    "a.srt.sjson": ("sjson", b'{"start": [0, 1500, 3000], "end": [1400, 2900, 5000], "text": ["a", "b", null]}'),
}
"""Kind and bytes by name."""

_W = 'xmlns:w="urn:w" xmlns:a="urn:a" xmlns:p="urn:p" xmlns:wp="urn:wp" xmlns:pic="urn:pic"'
_CORE = '<c xmlns:dc="urn:dc"><dc:title>Soil</dc:title><dc:creator>Ann</dc:creator><dc:language>en</dc:language></c>'
_APP = "<Properties><Pages>3</Pages><Company>ACME</Company><Slides>1</Slides></Properties>"
_STYLES = (
    f'<w:styles {_W}><w:docDefaults><w:lang w:val="fr-FR"/></w:docDefaults><w:style w:styleId="Titre1">'
    '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style></w:styles>'
)
_BODY = (
    f'<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>'
    '<wp:inline><wp:docPr id="1" descr="a map"/><a:graphic><pic:pic/></a:graphic></wp:inline></w:body></w:document>'
)
_SLIDE = (
    f'<p:sld {_W}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody>'
    '<a:p><a:r><a:rPr sz="900"/><a:t>Title</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>'
)
_ODF = (
    '<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:draw="urn:d" xmlns:svg="urn:s">'
    '<office:body><office:text><text:h text:outline-level="1">One</text:h><draw:frame><draw:image/>'
    "<svg:title>a</svg:title></draw:frame></office:text></office:body></office:document-content>"
)


def _zip(parts: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return data.getvalue()


_OOXML = "application/vnd.openxmlformats-officedocument."
DOCUMENTS: Mapping[str, tuple[str, bytes]] = {
    "a.docx": (
        f"{_OOXML}wordprocessingml.document",
        _zip(
            {
                "docProps/core.xml": _CORE,
                "docProps/app.xml": _APP,
                "word/styles.xml": _STYLES,
                "word/document.xml": _BODY,
            }
        ),
    ),
    "a.pptx": (
        f"{_OOXML}presentationml.presentation",
        _zip({"docProps/core.xml": _CORE, "ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": _SLIDE}),
    ),
    "a.odt": (
        "application/vnd.oasis.opendocument.text",
        _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _ODF, "meta.xml": _CORE}),
    ),
    "a.doc": ("application/msword", b"\xd0\xcf\x11\xe0" + bytes(500) + "_VBA_PROJECT".encode("utf-16-le")),
}
"""Media type and bytes by name."""

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/Lang(en)/StructTreeRoot 4 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Type/StructTreeRoot/K[5 0 R]>>endobj\n5 0 obj<</S/Figure/P 4 0 R/K[5 0 R]/Alt(x)>>endobj\n"
    b"6 0 obj<</Title(Soil)/Author(Ann)>>endobj\ntrailer<</Root 1 0 R/Info 6 0 R>>\n"
)
"""A tagged document whose structure leads in a circle."""


def _directory(*entries: tuple[int, int, int]) -> bytes:
    packed = b"".join(struct.pack("<HHII", tag, 2, count, value) for tag, count, value in entries)
    return struct.pack("<H", len(entries)) + packed + bytes(4)


_EXIF = (b"II*\0" + struct.pack("<I", 8) + _directory((0x8769, 1, 100), (0x8825, 1, 200))).ljust(100, b"\0")
_EXIF = (_EXIF + _directory((0xA431, 9, 300))).ljust(200, b"\0") + _directory((2, 3, 300)) + b"\x01" * 24
_SEGMENT = b"Exif\0\0" + _EXIF
PICTURES: Mapping[str, bytes] = {
    "exif.jpg": b"\xff\xd8\xff\xe1" + struct.pack(">H", len(_SEGMENT) + 2) + _SEGMENT + b"\xff\xda\0\2" + bytes(50),
    "exif.png": b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(_EXIF)) + b"eXIf" + _EXIF + bytes(4),
    "exif.webp": b"RIFF\0\0\0\0WEBPEXIF" + struct.pack("<I", len(_EXIF)) + _EXIF,
    "moving.gif": b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"!\xf9\4\0\x64\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 3 + b";",
}
SECRETS = b"""\
<param key="a" secret="4f9c2b7d8e1a3c5f" /> AKIAIOSFODNN7EXAMPLE password = "hunter2hunter2"
-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7bq\n-----END RSA PRIVATE KEY-----
eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123456 https://a:b@host/?sig=abcdef0123456789&token=xyz
email;name\nann@school.example;Ann\nbob@school.example;Bob\n
"""
