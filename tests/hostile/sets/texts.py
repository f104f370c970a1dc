"""Texts on which careless regular expressions take for ever: in pages, descriptors, tables and captions."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import Case, cartridge, page, pages

__all__ = ["CASES"]

SIZE = 1_000_000


def _file(name: str, data: str | bytes) -> Callable[[], bytes]:
    return lambda: cartridge(
        {name: data, "a.html": page(f'<p><a href="{name}">x</a></p><video controls src="a.mp4"></video>')}
    )


def _repeated(piece: str) -> Callable[[], bytes]:
    text = piece * (SIZE // len(piece))
    return pages(f"<p>{text}!</p>")


_PIECES = {
    "letters": "a",
    "digits": "1",
    "digits with separators": "1.",
    "thousands": "1,000,",
    "dates": "12/12/",
    "times": "12:",
    "blanks and letters": "a ",
    "hyphens": "-",
    "dots": ". ",
    "at signs": "a@",
    "addresses of mail": "a.b@c.",
    "schemes": "http://",
    "addresses": "http://a.b/?c=d&amp;",
    "users and passwords": "//a:b",
    "doi": "doi:10.1/",
    "isbn": "ISBN 9",
    "brackets": "[[",
    "parentheses": "((",
    "quotes": "“„",
    "money": "$1 ",
    "units": "5 miles ",
    "words said twice": "the the ",
    "key names": "AKIA",
    "key blocks": "-----BEGIN ",
    "equals": "token=",
    "underscores": "_a",
    "capitals": "A",
    "Chinese": "水",
    "Arabic": "م ",
    "Thai": "น้ำ",
    "wrong characters": "Ã©",
    "emoji": "👩‍👩‍👧",
    "please see above": "see above, click here. ",
}
_TITLES = {
    "title of digits": "1",
    "title of blanks": "a ",
    "title of durations": "P1Y1M",
    "title of licences": "CC BY-SA ",
}

CASES = {
    **{name: Case(f"1 MB of “{piece.strip()}”", _repeated(piece)) for name, piece in _PIECES.items()},
    **{
        name: Case("1 MB of it", lambda piece=piece: cartridge({}, title=piece * (SIZE // len(piece))))
        for name, piece in _TITLES.items()
    },
    "roster": Case(
        "a table of 20,000 columns and 200,000 quotes",
        _file("a.csv", ",".join(["email"] * 20_000) + '\n"' + '"' * 200_000),
    ),
    "rows": Case("a table of 300,000 rows", _file("a.csv", "email,first name\n" + "a@b.org,c\n" * 300_000)),
    "captions": Case("100,000 captions", _file("a.vtt", "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nx\n\n" * 100_000)),
    "captions without times": Case("1 MB of arrows", _file("a.vtt", "WEBVTT\n\n" + "-->" * 300_000)),
    "captions in one line": Case("1 MB of a line", _file("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "x" * SIZE)),
    "captions too deep": Case(
        "50,000 elements in each other",
        _file("a.ttml", '<tt xmlns="http://www.w3.org/ns/ttml"><body>' + "<div>" * 50_000),
    ),
    "captions as lists too deep": Case("100,000 lists in each other", _file("a.sjson", "[" * 100_000)),
    "JSON too deep": Case("100,000 lists in each other", _file("a.json", '{"actor":' * 50_000)),
    "statements": Case(
        "100,000 records of learners",
        _file(
            "a.json", '[{"actor":{"mbox":"mailto:a@b.org"},"verb":{}}' + ',{"mbox":"mailto:a@b.org"}' * 100_000 + "]"
        ),
    ),
    "environment": Case("100,000 lines of settings", _file(".env", "A_SECRET_TOKEN=\n" * 60_000)),
    "script": Case("4 MB of script in one line", _file("a.js", "var a='x';" * 400_000)),
    "large text": Case("60 MB of text", _file("a.txt", "word " * 12_000_000)),
}
