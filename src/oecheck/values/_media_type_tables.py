"""Tables for `media_type`: signatures, brands of ISO media files, parts of office packages, extensions."""

from __future__ import annotations

__all__ = ["BRANDS", "BY_EXTENSION", "OFFICE_PARTS", "SIGNATURES", "TEXT_TYPES"]

# (offset, bytes, media type)
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x00\x00\x01\x00", "image/vnd.microsoft.icon"),
    (0, b"\x00\x00\x02\x00", "image/vnd.microsoft.icon"),  # a cursor
    (0, b"\x00\x05\x16\x07", "multipart/appledouble"),
    (0, b"\x00\x05\x16\x00", "application/applefile"),
    (0, b"8BPS", "image/vnd.adobe.photoshop"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"MThd", "audio/midi"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b".RMF", "application/vnd.rn-realmedia"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"\x00\x00\x01\xb3", "video/mpeg"),
    (0, b"FWS", "application/x-shockwave-flash"),
    (0, b"CWS", "application/x-shockwave-flash"),
    (0, b"ZWS", "application/x-shockwave-flash"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x00\x01\x00\x00\x00", "font/ttf"),
    (0, b"true\x00", "font/ttf"),
    (0, b"OTTO", "font/otf"),
    (0, b"ttcf", "font/collection"),
    (0, b"wOFF", "font/woff"),
    (0, b"wOF2", "font/woff2"),
    (0, b"\x7fELF", "application/x-elf"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\xfe\xed\xfa\xce", "application/x-mach-binary"),
    (0, b"\xfe\xed\xfa\xcf", "application/x-mach-binary"),
    (0, b"\xce\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"\x00asm", "application/wasm"),
    (0, b"XFIR", "application/x-director"),
    (0, b"RIFX", "application/x-director"),
    (34, b"LP", "application/vnd.ms-fontobject"),
)

BRANDS = {
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"M4P ": "audio/mp4",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
    b"3gp6": "video/3gpp",
}

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
# What the first bytes of a zip hold when it is of a kind of its own: a folder of parts, or the `mimetype` entry.
OFFICE_PARTS = {
    b"word/": f"{_OOXML}wordprocessingml.document",
    b"ppt/": f"{_OOXML}presentationml.presentation",
    b"xl/": f"{_OOXML}spreadsheetml.sheet",
    b"application/vnd.oasis.opendocument.text": f"{_ODF}text",
    b"application/vnd.oasis.opendocument.presentation": f"{_ODF}presentation",
    b"application/vnd.oasis.opendocument.spreadsheet": f"{_ODF}spreadsheet",
    b"application/vnd.oasis.opendocument.graphics": f"{_ODF}graphics",
}

_EXTENSIONS = f"""
text/html html htm
application/xhtml+xml xhtml xht
application/xml xml xsl xslt dtd
application/xml xsd
text/css css
text/javascript js mjs
application/json json
text/vtt vtt
application/x-subrip srt
application/json sjson
application/ttml+xml ttml dfxp
text/plain txt log text
text/markdown md markdown
text/csv csv
text/tab-separated-values tsv
application/yaml yaml yml
application/toml toml
application/x-tex tex
text/calendar ics
text/vcard vcf
text/x-python py
application/x-httpd-php php
application/x-sh sh
application/sql sql
text/plain htaccess env ini cfg conf properties
application/pdf pdf
application/rtf rtf
application/postscript ps eps
application/msword doc dot
application/vnd.ms-powerpoint ppt pps pot
application/vnd.ms-excel xls
{_OOXML}wordprocessingml.document docx
{_OOXML}presentationml.presentation pptx
{_OOXML}presentationml.slideshow ppsx
{_OOXML}spreadsheetml.sheet xlsx
application/vnd.ms-word.document.macroEnabled.12 docm
application/vnd.ms-powerpoint.presentation.macroEnabled.12 pptm
application/vnd.ms-excel.sheet.macroEnabled.12 xlsm
{_ODF}text odt
{_ODF}presentation odp
{_ODF}spreadsheet ods
{_ODF}graphics odg
application/epub+zip epub
application/vnd.h5p h5p
application/vnd.geogebra.file ggb
image/png png
image/jpeg jpg jpeg jpe jfif
image/gif gif
image/webp webp
image/avif avif
image/svg+xml svg
image/bmp bmp
image/tiff tif tiff
image/vnd.microsoft.icon ico
image/heic heic
video/mp4 mp4 m4v
audio/mp4 m4a m4b
video/quicktime mov qt
video/webm webm
video/x-matroska mkv
video/ogg ogv
video/x-msvideo avi
video/x-ms-asf wmv asf
audio/x-ms-wma wma
video/x-flv flv f4v
video/mpeg mpg mpeg
video/mp2t ts m2ts
video/3gpp 3gp
audio/mpeg mp3 mp2
audio/ogg ogg oga opus spx
audio/wav wav
audio/flac flac
audio/aac aac
audio/midi mid midi
audio/x-aiff aif aiff
application/vnd.rn-realmedia rm rv
audio/x-pn-realaudio ra ram
application/x-shockwave-flash swf
application/x-director dcr dir dxr
application/x-silverlight-app xap
application/java-archive jar
application/java-vm class
application/vnd.microsoft.portable-executable exe dll scr com
application/x-msdos-program bat cmd
application/x-msi msi
application/vnd.android.package-archive apk
application/x-elf so
application/zip zip
application/gzip gz tgz
application/x-tar tar
application/x-7z-compressed 7z
application/vnd.rar rar
application/x-bzip2 bz2
font/ttf ttf
font/otf otf
font/woff woff
font/woff2 woff2
application/vnd.ms-fontobject eot
application/vnd.sqlite3 sqlite sqlite3
application/wasm wasm
application/oebps-package+xml opf
application/x-dtbncx+xml ncx
application/smil+xml smil
"""
BY_EXTENSION = {
    extension: media_type
    for media_type, *extensions in (line.split() for line in _EXTENSIONS.strip().splitlines())
    for extension in extensions
}

# Types that hold characters though they are not called text/….
TEXT_TYPES = frozenset(
    {
        "application/json",
        "application/xml",
        "application/x-subrip",
        "application/yaml",
        "application/toml",
        "application/x-tex",
        "application/x-httpd-php",
        "application/x-sh",
        "application/sql",
        "application/x-msdos-program",
    }
)
