from __future__ import annotations

import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.facts._exif import has_user_path, traces_of_picture
from oecheck.facts.image_metadata import private_traces
from oecheck.model.media import MediaHeader
from oecheck.model.package import File
from oecheck.model.source import Source


def directory(*entries: tuple[int, int, int]) -> bytes:
    """A TIFF directory; entries are tag, count, value."""
    packed = b"".join(struct.pack("<HHII", tag, 2, count, value) for tag, count, value in entries)
    return struct.pack("<H", len(entries)) + packed + bytes(4)


def exif(*, latitude: bytes = b"\x01" * 24, serial: bool = False, gps: bool = True) -> bytes:
    main = [(0x8769, 1, 100), (0x8825, 1, 200)] if gps else [(0x8769, 1, 100)]
    block = (b"II*\x00" + struct.pack("<I", 8) + directory(*main)).ljust(100, b"\0")
    block = (block + directory(*([(0xA431, 9, 300)] if serial else []))).ljust(200, b"\0")
    return (block + directory((2, 3, 300))).ljust(300, b"\0") + latitude


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    parts = b"".join(bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body for marker, body in segments)
    return b"\xff\xd8" + parts + b"\xff\xda\x00\x02" + bytes(50)


def test_place_and_serial_number_are_told_and_never_shown() -> None:
    assert traces_of_picture(jpeg((0xE1, b"Exif\x00\x00" + exif(serial=True)))) == ("gps", "serial_number")


def test_empty_place_is_no_place() -> None:
    assert traces_of_picture(jpeg((0xE1, b"Exif\x00\x00" + exif(latitude=bytes(24))))) == ()


def test_picture_without_metadata_has_no_traces() -> None:
    assert traces_of_picture(jpeg((0xE0, b"JFIF\x00"))) == ()


def test_xmp_packet_is_read() -> None:
    packet = b"http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='1,2N' ref='C:\\Users\\jdoe\\pic.psd'/>"
    assert traces_of_picture(jpeg((0xE1, packet))) == ("gps", "user_path")


def test_png_and_webp_chunks_are_read() -> None:
    block = exif()
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(block)) + b"eXIf" + block + bytes(4)
    webp = b"RIFF\x00\x00\x00\x00WEBPEXIF" + struct.pack("<I", len(block)) + block
    assert traces_of_picture(png) == traces_of_picture(webp) == ("gps",)


def test_directories_that_lead_in_a_circle_end() -> None:
    assert traces_of_picture(b"II*\x00" + struct.pack("<I", 8) + directory((0x8769, 1, 8), (0x8825, 1, 8))) == ()


def test_path_of_a_person_is_told_from_that_of_a_machine() -> None:
    assert has_user_path(rb"C:\Users\jdoe\course.docx")
    assert has_user_path(b"file:///home/jdoe/x.png") is False  # an address of the web may hold /home/ too
    assert has_user_path(b" /home/jdoe/x.png")
    assert not has_user_path(rb"C:\Users\Public\x")
    assert not has_user_path(b"https://school.org/home/news/x")


def test_traces_of_the_course_come_in_the_order_of_its_files() -> None:
    files = [File(source=Source(path), path=path, size_bytes=1) for path in ("b.mp4", "a.jpg", "c.docx")]
    values = {
        "picture_traces": {"a.jpg": ("gps",)},
        "office_traces": {"c.docx": ("author", "user_path")},
        "media_header": {"b.mp4": MediaHeader(private_traces=("gps",))},
    }
    found = private_traces(files, values.__getitem__)
    assert [(trace.path, trace.what) for trace in found] == [
        ("b.mp4", "gps"),
        ("a.jpg", "gps"),
        ("c.docx", "author"),
        ("c.docx", "user_path"),
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [b"", b"\xff\xd8\xff\xe1\x00\x80Exif\x00\x00II*\x00", b"\x89PNG\r\n\x1a\n", b"MM\x00*", b"RIFF0000WEBPEXIF"]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_have_an_answer(start: bytes, rest: bytes) -> None:
    assert set(traces_of_picture(start + rest)) <= {"gps", "serial_number", "author", "user_path"}
