"""Documents without a package around them: XML, HTML, JSON, YAML, texts in any encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from oecheck.documents import DocumentUnreadable
from oecheck.documents._html_stdlib import parse as parse_slowly
from oecheck.documents.html import parse_html
from oecheck.documents.json import parse_json
from oecheck.documents.text import decode
from oecheck.documents.xml import parse_xml
from oecheck.documents.xml_stream import stream_xml
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.facts.encodings import examine
from oecheck.facts.text_language import script_of
from tests.fuzz.case import Case, Target
from tests.fuzz.corpus import RealPackage
from tests.fuzz.written import WRITTEN

__all__ = ["TARGETS", "entries"]

XML = (".xml", ".opf", ".ncx", ".svg", ".xsd", ".xhtml", ".qti", ".dat")
HTML = (".html", ".htm", ".xhtml")
MAX_CASES = 1500


def entries(packages: Iterable[RealPackage], endings: tuple[str, ...], run: Callable[[bytes], None]) -> list[Case]:
    """Entries of packages by the ending of their name, equal ones once."""
    seen: dict[bytes, Case] = {}
    for package in packages:
        for path, data in package.files.items():
            if path.lower().endswith(endings) and data:
                seen.setdefault(data, Case(f"{package.name}!/{path}", data, run))
    return list(seen.values())[:MAX_CASES]


def _xml(data: bytes) -> None:
    try:
        document = parse_xml(data, "a.xml")
    except DocumentUnreadable:
        return
    for element in list(document.root.iter())[:40]:
        place = document.source(element, snippet=True)
        assert place.line >= 1
        place.snippet.encode()


def _stream(data: bytes) -> None:
    pieces = (data[start : start + 997] for start in range(0, len(data), 997))
    try:
        for record in stream_xml(pieces, "a.xml", ("item", "question", "problem", "activity", "user")):
            assert record.line >= 1
    except DocumentUnreadable:
        return


def _html(data: bytes) -> None:
    document = parse_html(data, "a.html")
    assert isinstance(document.text, str)
    for element in [*document.attributed[:40], *document.named("p")[:5]]:
        assert document.source(element).line >= 1


def _xhtml(data: bytes) -> None:
    assert isinstance(parse_html(data, "a.xhtml").text, str)


def _html_fallback(data: bytes) -> None:
    assert isinstance(parse_html(data, "a.html", parser=parse_slowly).text, str)


def _json(data: bytes) -> None:
    try:
        to_data(parse_json(data, "a.json").root)
    except DocumentUnreadable:
        return


def _yaml(data: bytes) -> None:
    try:
        to_data(parse_yaml(data, "a.yaml").root)
    except DocumentUnreadable:
        return


def _text(data: bytes) -> None:
    found = decode(data)
    script_of(found.text)
    for media_type in ("application/xml", "text/html", "text/css", "application/json", "text/plain"):
        assert isinstance(examine(data, media_type).utf8, bool)


def _of(endings: tuple[str, ...], run: Callable[[bytes], None]) -> Callable[[Sequence[RealPackage]], list[Case]]:
    return lambda packages: entries(packages, endings, run)


TARGETS = (
    Target("document-xml", _of(XML, _xml), 2),
    Target("document-xml-stream", _of(XML, _stream)),
    Target("document-html", _of(HTML, _html), 2),
    Target("document-xhtml", _of(HTML, _xhtml)),
    Target("document-html-fallback", _of(HTML, _html_fallback)),
    Target("document-json", _of((".json",), _json)),
    Target("document-yaml", lambda _packages: [Case(name, data, _yaml) for name, data in WRITTEN.items()]),
    Target("document-text", _of((".txt", ".css", ".csv", ".xml", ".html", ".js"), _text)),
)
