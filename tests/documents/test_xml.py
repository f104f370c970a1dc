"""XML: strict where it can be, forgiving where it must be, every place exact, nothing outside ever loaded."""

from __future__ import annotations

import socket
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import EntryUnreadable, open_container
from oecheck.documents import DocumentUnreadable, _xml_faults
from oecheck.documents._xml_entities import spell_out
from oecheck.documents.cache import DocumentCache
from oecheck.documents.xml import attribute, child, child_text, children, local, namespace, parse_xml, text_of
from oecheck.errors import PackageError
from oecheck.texts import texts

MANIFEST = b"""<?xml version="1.0"?>
<m:manifest xmlns:m="urn:m"
            identifier="M1"><!-- a comment --><?pi x?>
  <m:resources>
    <m:resource identifier="R1" href="a.html"/><m:resource
       identifier="R2"><m:file href="b"/><m:file href="c"/></m:resource>
  </m:resources>
</m:manifest>
"""


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in parse_xml(data).problems]


def places(data: bytes) -> list[tuple[str, int, int, str]]:
    document = parse_xml(data, "f.xml")
    found = [document.source(element) for element in document.root.iter() if local(element)]
    return [(source.file, source.line, source.column, source.pointer) for source in found]


def test_source_is_the_start_tag_with_a_short_pointer() -> None:
    resources = "/manifest/resources"
    assert places(MANIFEST) == [
        ("f.xml", 2, 1, "/manifest"),
        ("f.xml", 4, 3, resources),
        ("f.xml", 5, 5, f"{resources}/resource[@identifier='R1']"),
        ("f.xml", 5, 48, f"{resources}/resource[@identifier='R2']"),
        ("f.xml", 6, 24, f"{resources}/resource[@identifier='R2']/file[1]"),
        ("f.xml", 6, 42, f"{resources}/resource[@identifier='R2']/file[2]"),
    ]


def test_pointer_finds_its_element_again() -> None:
    document = parse_xml(MANIFEST.replace(b"m:", b"").replace(b'xmlns:m="urn:m"', b"").replace(b'xmlns="urn:m"', b""))

    for element in document.root.iter():
        if local(element):
            assert document.root.getroottree().xpath(document.source(element).pointer) == [element]


def test_equal_identifiers_are_numbered() -> None:
    assert [place[3] for place in places(b"<a><b identifier='x'/><b identifier='x'/><b/></a>")][1:] == [
        "/a/b[@identifier='x'][1]",
        "/a/b[@identifier='x'][2]",
        "/a/b",
    ]


def test_column_counts_characters() -> None:
    assert places("<a>\u0627\u0628<b/></a>".encode())[1] == ("f.xml", 1, 6, "/a/b")


def test_snippet_shows_names_and_never_free_text_or_secrets() -> None:
    document = parse_xml(b'<tool identifier="t" secret="hush" href="x.html?token=hush">hush</tool>')

    assert document.source(document.root, snippet=True).snippet == '<tool identifier="t" href="x.html">'


def test_conveniences_skip_comments_and_go_by_local_name() -> None:
    root = parse_xml(b"<a xmlns='urn:x'><!-- c --><b> t<i>e</i>xt<!-- no --> </b><?p?><c/><b/></a>").root

    assert [local(node) for node in children(root)] == ["b", "c", "b"]
    assert [local(node) for node in children(root, "b")] == ["b", "b"]
    assert (child_text(root, "b"), child_text(root, "c"), child_text(root, "d")) == ("text", "", None)
    assert namespace(root) == "urn:x"
    assert child(root, "d") is None


def test_unbound_prefix_is_named_with_its_place_and_reading_goes_on() -> None:
    document = parse_xml(
        b'<manifest>\n <resource adlcp:scormtype="sco"/>\n <adlcp:location>x</adlcp:location></manifest>'
    )

    assert [(p.code, p.line, p.arguments["prefix"]) for p in document.problems] == [
        ("unbound-prefix", 2, "adlcp"),
        ("unbound-prefix", 3, "adlcp"),
    ]
    assert not document.recovered
    assert [local(node) for node in children(document.root)] == ["resource", "location"]
    assert [attribute(node, "scormtype") for node in children(document.root, "resource")] == ["sco"]
    assert document.source(document.root[1]).column == 2


def test_namespace_that_is_no_uri_is_a_problem_and_not_the_end() -> None:
    document = parse_xml(b'<a xmlns:xsi="http: //www.w3.org/2001/XMLSchema-instance"><b/></a>')

    assert [problem.code for problem in document.problems] == ["namespace-uri"]
    assert not document.recovered
    assert [local(node) for node in children(document.root)] == ["b"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a><b></a>", "tag-mismatch"),
        (b"<a>x & y</a>", "raw-ampersand"),
        (b"<a b='1' b='2'/>", "attribute-twice"),
        (b"<a/>text", "text-after-end"),
        (b"<a><b", "unclosed-tag"),
        (b"<a><b>x</b>", "cut-off"),
        (b"<a>x &amp y</a>", "raw-ampersand"),
        (b"<a b='?x=1&y=2'/>", "raw-ampersand"),
        (b"<a>x < y</a>", "raw-less-than"),
        (b"<a><3</a>", "raw-less-than"),
        (b"<a b='x < y'/>", "less-than-in-value"),
        (b"<a><filehref='x'/></a>", "tag-syntax"),
        (b"<a b='1'c='2'/>", "tag-syntax"),
        (b"<a><b c='1' <d/></a>", "tag-syntax"),
        (b"<a b=1/>", "unquoted-value"),
        (b"<a b/>", "attribute-without-value"),
        (b"<a b='x/>", "unclosed-value"),
        (b"<a><!-- b -- c --></a>", "comment-hyphens"),
        (b"<a><!-- b </a>", "unclosed-section"),
        (b"<a><![CDATA[ b </a>", "unclosed-section"),
        (b"<a>]]></a>", "section-end"),
        (b"<a><?xml version='1.0'?></a>", "late-declaration"),
        (b"<a><? b?></a>", "instruction-syntax"),
        (b"<a>\x01</a>", "invalid-character"),
        (b"<a>&#1;</a>", "invalid-character"),
        (b"<a>&foo;</a>", "undeclared-entity"),
        (b"<a>&nbsp;</a>", "html-entity"),
    ],
)
def test_what_is_not_well_formed_is_named_and_read(data: bytes, code: str) -> None:
    document = parse_xml(data)

    assert document.recovered
    assert document.problems[0].code == code
    assert local(document.root) == "a"


def test_every_kind_of_fault_has_words() -> None:
    told = texts("en")
    codes = {*_xml_faults._CODES.values(), *(c for by in _xml_faults._BY_MESSAGE.values() for c in by.values())}

    assert not [code for code in sorted(codes - {"invalid-bytes"}) if f"word.{code}" not in told]


@pytest.mark.parametrize(
    ("data", "encoding", "problem", "text"),
    [
        (b'<?xml version="1.0" encoding="UTF-16"?><a>\xc3\xa9</a>', "utf-8", ["encoding-mismatch"], "\u00e9"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', "iso8859-1", [], "\u00e9"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a>\xc3\xa9</a>", "utf-8", [], "\u00e9"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='gb2312'?><a/>", "utf-8", ["encoding-mismatch"], ""),
        ("<a>\u00e9</a>".encode("utf-16"), "utf-16-le", [], "\u00e9"),
        (
            "<?xml version='1.0' encoding='utf-8'?><a>\u00e9</a>".encode("utf-16"),
            "utf-16-le",
            ["encoding-mismatch"],
            "\u00e9",
        ),
        ("<a>\u00e9</a>".encode("utf-16-be"), "utf-16-be", [], "\u00e9"),
        (b"<a>caf\xe9</a>", "windows-1252", ["invalid-bytes"], "caf\u00e9"),
        ("<a>\u20ac".encode() + b"\xff</a>", "utf-8", ["invalid-bytes"], "\u20ac\ufffd"),
        (b"<?xml version='1.0' encoding='nonsense'?><a>x</a>", "utf-8", ["unknown-encoding"], "x"),
        (b"\n <?xml version='1.0'?><a>x</a>", "utf-8", ["leading-blanks"], "x"),
        (b"{% load x %}\n<a>x</a>", "utf-8", ["leading-text"], "x"),
        (b"  <a>x</a>", "utf-8", [], "x"),
        (b"<a>x\x00</a>", "utf-8", ["nul"], "x"),
    ],
)
def test_encoding_is_found_out_and_contradictions_are_named(
    data: bytes, encoding: str, problem: list[str], text: str
) -> None:
    document = parse_xml(data)

    assert document.encoding == encoding
    assert [found.code for found in document.problems] == problem
    assert text_of(document.root) == text
    assert not document.recovered


def test_places_count_what_was_cut_off_before_the_start() -> None:
    assert places(b"\n  <?xml version='1.0'?><a>\n<b/></a>") == [("f.xml", 2, 24, "/a"), ("f.xml", 3, 1, "/a/b")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n\xef\xbb\xbf", "empty"), (b"\x00\x00", "empty"), (b"text", "not-xml"), (b"<", "not-xml")],
)
def test_what_holds_no_element_is_unreadable(data: bytes, code: str) -> None:
    with pytest.raises(DocumentUnreadable) as unreadable:
        parse_xml(data)

    assert unreadable.value.code == code


def test_size_is_bounded() -> None:
    with pytest.raises(DocumentUnreadable, match="too-large"):
        parse_xml(b"<a>" + b"x" * 100 + b"</a>", max_bytes=50)


def test_doctype_is_accepted_and_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a document reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    document = parse_xml(
        f'<!DOCTYPE a SYSTEM "http://localhost/x.dtd" [<!ENTITY s SYSTEM "{secret.as_uri()}">'
        f"<!ENTITY i 'inside'>]><a>&nbsp;&s;&i;</a>".encode()
    )

    assert document.doctype.startswith("<!DOCTYPE a SYSTEM")
    assert text_of(document.root) == "\u00a0   inside".strip()
    assert not document.recovered
    assert [(problem.code, problem.arguments) for problem in document.unread] == [
        ("html-entity", {"name": "nbsp"}),
        ("external-entity", {"name": "s"}),
    ]
    assert document.torn


def test_name_of_html_is_read_as_html_means_it_with_its_place_and_loses_nothing() -> None:
    document = parse_xml(b"<a>\n <b t='caf&eacute;'>x&nbsp;<![CDATA[&nbsp;]]>y</b><c/></a>")

    assert [(p.code, p.line, p.column, p.arguments["name"]) for p in document.problems] == [
        ("html-entity", 2, 11, "eacute"),
        ("html-entity", 2, 22, "nbsp"),
    ]
    assert (document.root[0].get("t"), document.root[0].text) == ("caf\u00e9", "x\u00a0&nbsp;y")
    assert document.source(document.root[1]).column == 51
    assert document.recovered
    assert not document.torn


def test_undeclared_name_leaves_the_text_around_it_and_the_document_torn() -> None:
    document = parse_xml(b"<a>x &foo; y</a>")

    assert text_of(document.root).split() == ["x", "y"]
    assert document.torn


def test_own_entity_wins_over_that_of_html() -> None:
    document = parse_xml(b"<!DOCTYPE a [<!ENTITY nbsp 'own'>]><a>&nbsp;&foo;</a>")

    assert text_of(document.root) == "own"
    assert codes(b"<!DOCTYPE a [<!ENTITY nbsp 'own'>]><a>&nbsp;&foo;</a>") == ["undeclared-entity"]


@pytest.mark.parametrize("half", ["&#xD800;", "&#x00dfff;", "&#55296;", "&#057343;"])
def test_half_a_character_by_number_is_named_and_read_as_the_replacement_character(half: str) -> None:
    document = parse_xml(f'<a href="{half}">{half}<b identifier="{half}"/></a>'.encode())

    assert document.recovered
    assert document.problems[0].code == "invalid-character"
    assert (document.root.get("href"), document.root.text) == ("\ufffd", "\ufffd")
    assert document.source(document.root[0], snippet=True).snippet == '<b identifier="\ufffd">'


def test_numbers_beside_those_of_half_characters_stay_what_they_are() -> None:
    document = parse_xml(b"<a>&#55295;&#57344;&#xD7FF;&#xE000;&#xD800;</a>")

    assert document.root.text == "\ud7ff\ue000\ud7ff\ue000\ufffd"


def test_place_of_an_entity_bomb_is_its_declaration() -> None:
    document = parse_xml(b"<!DOCTYPE a [\n <!ENTITY b '&c;'><!ENTITY c '&b;'>]><a>&b;</a>")

    assert [(p.code, p.line, p.column) for p in document.problems[:1]] == [("entity-limit", 2, 2)]
    assert document.torn


def test_sections_without_an_end_are_searched_once() -> None:
    assert len(spell_out(b"<a>&x;" + b"<![CDATA[" * 200_000).names) == 1


def test_internal_entity_is_expanded() -> None:
    assert text_of(parse_xml(b"<!DOCTYPE a [<!ENTITY i 'inside'>]><a>&i;</a>").root) == "inside"


def test_entity_bomb_is_cut_and_named() -> None:
    levels = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    bomb = b'<!DOCTYPE a [<!ENTITY e0 "0123456789">' + levels + b"]><a>&e9;</a>"
    tracemalloc.start()
    try:
        document = parse_xml(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert [problem.code for problem in document.problems][:1] == ["entity-limit"]
    assert len(text_of(document.root)) < 1000
    assert peak < 10 << 20


def test_depth_is_cut_and_named() -> None:
    document = parse_xml(b"<a>" * 100_000)

    assert "size-limit" in [problem.code for problem in document.problems]
    assert sum(1 for _ in document.root.iter()) < 3000


def test_places_of_many_siblings_are_linear() -> None:
    document = parse_xml(b"<a>" + b"<b/>\n" * 50_000 + b"</a>")
    last = document.root[-1]

    assert document.source(last).pointer == "/a/b[50000]"
    assert document.source(last).line == 50_000
    assert len(document._places._pointers) == 50_001


def test_after_an_error_the_line_is_told_and_no_wrong_column() -> None:
    document = parse_xml(b"<a>\n<b></c>\n<d/>\n</a>")
    found = {local(e): document.source(e) for e in document.root.iter()}

    assert (found["b"].line, found["b"].column) == (2, 1)
    assert (found["d"].line, found["d"].column) == (3, 0)


def test_document_is_parsed_once_and_its_failure_remembered() -> None:
    bytes_read = {"good.xml": b"<a/>", "bad.xml": b""}
    cache = DocumentCache(bytes_read.__getitem__)

    assert cache.xml("good.xml") is cache.xml("good.xml")
    for _ in range(2):
        with pytest.raises(DocumentUnreadable, match="empty"):
            cache.xml("bad.xml")
    assert cache.parses == 2


@given(st.binary(max_size=300), st.sampled_from([b"", b"<a>", b"<?xml version='1.0' encoding='", b"<!DOCTYPE a ["]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_document_or_unreadable(data: bytes, start: bytes) -> None:
    try:
        document = parse_xml(start + data)
    except DocumentUnreadable:
        return
    for element in document.root.iter():
        if local(element):
            assert document.source(element, snippet=True).pointer.startswith("/")
    text_of(document.root)


def test_real_documents_all_have_exact_places(shared: Path) -> None:
    seen = 0
    for path in sorted((shared / "corpus").glob("*/*"))[::3]:
        try:
            container = open_container(path)
        except PackageError:
            continue
        with container:
            for name, file in container.files.items():
                if name.endswith((".xml", ".opf")) and not file.junk and file.size_bytes < 200_000:
                    seen += _check_places(container.read, name)
    assert seen > 500


def _check_places(read: object, name: str) -> int:
    assert callable(read)
    try:
        data: bytes = read(name)
        document = parse_xml(data, name)
    except (DocumentUnreadable, EntryUnreadable):
        return 0
    if document.recovered or document.encoding != "utf-8" or document.problems:
        return 0
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for element in list(document.root.iter())[:200]:
        if local(element):
            source = document.source(element)
            assert lines[source.line - 1][source.column - 1 :].startswith("<"), (name, source)
    return 1
