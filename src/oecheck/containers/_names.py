"""Entry names: decoding them, and making a safe path of each or saying why there is none."""

from __future__ import annotations

import unicodedata

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["CleanName", "clean_name", "collision_key", "decode_name", "is_junk", "printable"]

_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f]")
# Characters that change the direction of text: names that read differently from what they are (CVE-2021-42574).
_DIRECTION = pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DRIVE = pattern(r"^[A-Za-z]:")
_JUNK_NAMES = frozenset(
    {".DS_Store", "Thumbs.db", "thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", ".localized"}
)
_SHOWN = 200
"""Characters of a name that are shown at most."""


class CleanName(msgspec.Struct, frozen=True, gc=False):
    """A name made safe: `path` is "" when the name leaves the package; `codes` says what was noticed."""

    path: str
    codes: tuple[str, ...] = ()


def clean_name(name: str) -> CleanName:
    """The safe path that a name stands for.

    Backslashes are read as slashes, `.` and empty parts dropped. A `..` anywhere, a leading slash, a drive letter or a
    NUL gives no path. Percent-encoding is not decoded: in an archive `%2e%2e` is an ordinary name.

    Source: formats/README.md §4; PKWARE APPNOTE 4.4.17.1; EPUB OCF 3.3 §4.2.2.
    """
    if _is_plain(name):
        return CleanName(name)
    codes = [code for code, pattern in (("control", _CONTROL), ("direction", _DIRECTION)) if pattern.search(name)]
    path = name
    if "\\" in path:
        codes.append("backslash")
        path = path.replace("\\", "/")
    if "\x00" in path or path.startswith("/") or _DRIVE.match(path):
        return CleanName("", (*codes, "escape"))
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        return CleanName("", (*codes, "escape" if parts else "empty-name"))
    return CleanName("/".join(parts), tuple(codes))


def _is_plain(name: str) -> bool:
    """A name that is a safe path as it stands; nearly all are, so this is told without an expression."""
    return (
        name.isprintable()
        and name[:1] not in ("", ".", "/")
        and name[1:2] != ":"
        and "/." not in name
        and "//" not in name
        and "\\" not in name
        and name[-1] != "/"
    )


def decode_name(raw: bytes, *, flagged: bool) -> tuple[str, str]:
    """The name that bytes stand for, and the guess that was made ("" where none was needed).

    Args:
        raw: name as it stands in the archive.
        flagged: the archive says that it is UTF-8.

    Source: PKWARE APPNOTE appendix D: without the flag a name is code page 437. Most programs write UTF-8 or the code
    page of the system all the same, so UTF-8 is tried first; the guess is reported.
    """
    if raw.isascii():
        return raw.decode("ascii"), ""
    try:
        return raw.decode("utf-8"), "" if flagged else "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("cp437"), "code page 437"


def collision_key(path: str) -> str:
    """What two paths have in common when a file system may take them for one (letter case, Unicode form)."""
    if path.isascii():
        return path.lower()
    # Canonical caseless matching: Unicode Standard 3.13, D145.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def is_junk(path: str) -> bool:
    """An operating system left it behind; it is no part of the course."""
    if path.startswith("__MACOSX/") or "/__MACOSX/" in path:
        return True
    name = path.rpartition("/")[2]
    return name.startswith("._") or name in _JUNK_NAMES


def printable(name: str) -> str:
    """A name that can be shown: control and direction characters escaped, cut to a readable length."""
    shown = name if len(name) <= _SHOWN else name[:_SHOWN] + "…"
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
