"""Pages and style sheets: depth, width, what invites a parser or a fact to look at everything for everything."""

from __future__ import annotations

from tests.hostile.case import Case, cartridge, page, pages

__all__ = ["CASES"]

MANY = 100_000
LONG = 2_000_000
"""About as much of a page as is looked at."""


def _labels(count: int) -> str:
    """Fields that are labelled by one very long text."""
    return f'<div id="l">{"word " * 20_000}</div>' + '<input aria-labelledby="l l l">' * count


def _label_circle(count: int) -> str:
    return "".join(f'<button id="b{n}" aria-labelledby="b{(n + 1) % count}"></button>' for n in range(count))


def _cells(rows: int, columns: int) -> str:
    return f"<table>{('<tr>' + '<td>x' * columns) * rows}</table>"


def _headers(count: int) -> str:
    """Cells that each name all header cells."""
    names = " ".join(f"h{n}" for n in range(count))
    heads = "".join(f'<th id="h{n}">x' for n in range(count))
    return f"<table><tr>{heads}{f'<tr><td headers={chr(34)}{names}{chr(34)}>x' * count}</table>"


def _imports() -> bytes:
    sheets = {
        f"{n}.css": f'@import url({(n + 1) % 300}.css); @import "{(n + 7) % 300}.css"; a {{ color: red }}'
        for n in range(300)
    }
    return cartridge({"a.html": page("<p>x</p>", '<link rel="stylesheet" href="0.css">'), **sheets})


def _sheet(text: str) -> bytes:
    return cartridge({"a.html": page("<p class=a>x</p>", '<link rel="stylesheet" href="a.css">'), "a.css": text})


def _cascade() -> bytes:
    """3,000 rules with long selectors against 3,000 elements in each other's depth."""
    rules = "".join(f"div .a{n} > p ~ .b .c{n} {{ color: #77{n % 10}; background: #78{n % 10} }}" for n in range(3_000))
    body = "".join(f'<div class="a{n} b c{n}"><p class="a{n}">x</p>' for n in range(400)) + "</div>" * 400
    return cartridge({"a.html": page(body + "<p class=a1>x</p>" * 3_000, f"<style>{rules}</style>")})


def _frames() -> bytes:
    """Pages that frame each other."""
    files = {f"p{n}.html": page("".join(f'<iframe src="p{m}.html"></iframe>' for m in range(60))) for n in range(60)}
    return cartridge({"a.html": page('<iframe src="p0.html"></iframe>'), **files})


def _links() -> bytes:
    """300 pages, each with a link to each."""
    body = "".join(f'<a href="p{m}.html">page {m}</a> ' for m in range(300))
    return cartridge({"a.html": page(body), **{f"p{n}.html": page(body) for n in range(300)}})


def _many_pages() -> bytes:
    return cartridge({f"p{n}.html": page(f"<p>{n}</p>") for n in range(3_000)})


CASES = {
    "deep elements": Case("100,000 elements in each other", pages("<div>" * MANY)),
    "deep elements that format": Case("100,000 bold and italic in each other", pages("<b><i>" * (MANY // 2))),
    "formatting never closed": Case("40,000 paragraphs within open links", pages("<a href=x><b><p>" * 40_000)),
    "elements that close each other": Case("60,000 of them", pages("<a><b></a><p></b>" * 15_000)),
    "tables in tables": Case("20,000 tables in each other", pages("<table><tr><td>" * 20_000)),
    "lists in lists": Case("50,000 lists in each other", pages("<ul><li>" * 50_000)),
    "drawings in drawings": Case("50,000 of them", pages("<svg><g>" * 25_000)),
    "forms in forms": Case("100,000 starts of forms", pages("<form>" * MANY)),
    "templates in templates": Case("50,000 of them", pages("<template>" * 50_000)),
    "selects in selects": Case("50,000 of them", pages("<select><option>" * 50_000)),
    "tags never closed": Case("2 MB of a tag without its end", pages("<a " + "x=y " * 500_000)),
    "only starts of tags": Case("2 MB of <", pages("<" * LONG)),
    "only starts of comments": Case("500,000 starts of comments", pages("<!--" * 500_000)),
    "only starts of end tags": Case("1 MB of </", pages("</" * 1_000_000)),
    "only ampersands": Case("2 MB of &", pages("&" * LONG)),
    "references": Case("300,000 names of characters", pages("&notit;" * 300_000)),
    "many attributes": Case(
        "40,000 attributes of one element", pages("<p " + " ".join(f"a{n}={n}" for n in range(40_000)) + ">x")
    ),
    "equal attributes": Case("100,000 times the same attribute", pages("<p " + "a=1 " * MANY + ">x")),
    "huge attribute": Case("an alt of 2 MB", pages(f'<img src=a.png alt="{"x" * LONG}">')),
    "huge address": Case("a link of 1 MB", pages(f'<a href="{"a/../" * 200_000}x">y</a>')),
    "huge style": Case("a style attribute of 1 MB", pages(f'<p style="{"color:red;" * MANY}">x')),
    "many links": Case("100,000 links", pages("<a href=b.html>b</a>" * MANY)),
    "many links to different pages": Case(
        "50,000 links to what is not there",
        pages("".join(f"<a href={n}.html>{n}</a>" for n in range(50_000))),
    ),
    "many pictures": Case("100,000 pictures without a text", pages("<img src=a>" * MANY)),
    "many headings": Case("100,000 headings", pages("<h2>x</h2>" * MANY)),
    "many identifiers": Case("60,000 identifiers", pages("".join(f"<i id=n{n}>x</i>" for n in range(60_000)))),
    "equal identifiers": Case("100,000 elements of one identifier", pages("<i id=n>x</i>" * MANY)),
    "many languages": Case("50,000 changes of language", pages("<i lang=fr>x</i><i lang=en>y</i>" * 25_000)),
    "table of a million cells": Case("1,000,000 cells, 2 MB of them looked at", pages(_cells(1_000, 1_000))),
    "cells that span": Case(
        "10,000 cells that span 1,000 rows and columns",
        pages("<table>" + "<tr><td rowspan=1000 colspan=1000>x" * 10_000),
    ),
    "cells that name all headers": Case("1,000 cells, each with 1,000 headers", pages(_headers(500))),
    "one label for all": Case("20,000 fields named by 100 KB of text, three times", pages(_labels(20_000))),
    "labels in a circle": Case("20,000 buttons that name each other", pages(_label_circle(20_000))),
    "labels without fields": Case("50,000 of them", pages("<label for=x>y" * 50_000)),
    "players": Case(
        "30,000 players without an end", pages("<video controls><source src=a.mp4><track src=a.vtt>" * 30_000)
    ),
    "scripts": Case("50,000 scripts", pages("<script>x</script>" * 50_000)),
    "script never closed": Case("2 MB of script", pages("<script>" + "var a = '</scrip'; " * MANY)),
    "base": Case("50,000 bases", pages("<base href='../'><a href=x>y</a>" * 50_000)),
    "one long line": Case("10 MB in one line", pages("word " * 2_000_000)),
    "NULs": Case("a page of 1 MB of NULs", pages(b"\0" * 1_000_000)),
    "no text at all": Case("2 MB of bytes that are no text", pages(bytes(range(128, 256)) * 15_000)),
    "UTF-16 without a mark": Case(
        "a page in another encoding than it says",
        lambda: cartridge({"a.html": page("<p>x</p>").decode().encode("utf-16-le")}),
    ),
    "marks upon marks": Case("500,000 combining marks on one letter", pages("a" + "\u0301" * 500_000)),
    "direction marks": Case("200,000 marks of direction", pages("\u202ea\u202c" * 200_000)),
    "blanks": Case("2 MB of blanks", pages(" \n\t" * 600_000)),
    "pages that frame each other": Case("60 pages with 60 frames each", _frames),
    "all link to all": Case("300 pages with 300 links each", _links),
    "many pages": Case("3,000 pages that nothing names", _many_pages),
    "sheets that import each other": Case("300 style sheets in circles", _imports),
    "imports": Case("50,000 imports in one sheet", lambda: _sheet("@import url(a.css);" * 50_000)),
    "braces": Case("500,000 open braces", lambda: _sheet("a{" * 500_000)),
    "comments never closed": Case("500,000 starts of comments", lambda: _sheet("/*" * 500_000)),
    "strings never closed": Case("1 MB of quotes and backslashes", lambda: _sheet("a{b:url('\\" * 100_000)),
    "addresses": Case("100,000 addresses in a sheet", lambda: _sheet("a{background:url(x.png)}" * MANY)),
    "selectors against elements": Case("3,000 rules, 6,000 elements", _cascade),
}
