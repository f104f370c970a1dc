"""XML read record by record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents import DocumentUnreadable
from oecheck.documents.xml_stream import MAX_DEPTH, MAX_RECORD_NODES, StreamNode, read_xml, stream_xml

BANK = b"""<?xml version="1.0" encoding="UTF-8"?>
<bank>
  <category id="7">
    <name>Tides</name>
    <items>
      <item id="a1"><stem>Why?</stem></item>
      <item id="a2"><stem>How &amp; when?</stem></item>
    </items>
  </category>
</bank>
"""


def records(data: bytes, *names: str, size: int = 1 << 16, skip: tuple[str, ...] = ()) -> list[StreamNode]:
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    return list(stream_xml(pieces, "f.xml", names, skip=skip))


def test_records_have_text_line_column_and_pointer() -> None:
    first, second = records(BANK, "item")
    assert [node.text for node in second.named("stem")] == ["How & when?"]
    assert (first.line, first.column, first.pointer) == (6, 7, "/bank/category[@id='7']/items/item[@id='a1']")
    assert first.source("f.xml").file == "f.xml"


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 16])
def test_record_knows_what_it_stands_in_however_the_bytes_come(size: int) -> None:
    for record in records(BANK, "item", size=size):
        assert record.around is not None
        category = record.around.around
        assert category is not None
        name = category.child("name")
        assert name is not None
        assert name.text == "Tides"


def test_of_records_in_each_other_the_outermost_is_given() -> None:
    (category,) = records(BANK, "category", "item")
    assert [node.attributes["id"] for node in category.descendants("item")] == ["a1", "a2"]
    stem = category.find("items", "item", "stem")
    assert stem is not None
    assert stem.text == "Why?"


def test_content_of_skipped_elements_is_left_out() -> None:
    (category,) = records(BANK, "category", skip=("items",))
    (items,) = category.named("items")
    assert items.children == []
    assert [node.name for node in category.children] == ["name", "items"]


def test_whole_document_is_one_record_when_none_is_named() -> None:
    root = read_xml([BANK], "f.xml")
    assert (root.name, [node.name for node in root.children]) == ("bank", ["category"])


def test_records_before_a_mistake_are_given_and_then_the_place_is_told() -> None:
    given_so_far = stream_xml([BANK.replace(b"</items>", b"</itemz>")], "f.xml", ("item",))
    assert [next(given_so_far).attributes["id"], next(given_so_far).attributes["id"]] == ["a1", "a2"]
    with pytest.raises(DocumentUnreadable) as error:
        next(given_so_far)
    assert (error.value.code, error.value.line) == ("not-xml", 8)


def test_blanks_before_the_declaration_are_forgiven_and_counted() -> None:
    assert records(b"\n\n" + BANK, "item")[0].line == 8


def test_document_type_is_refused_before_any_entity() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(DocumentUnreadable, match="doctype"):
        records(bomb, "a")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="too-deep"):
        records(b"<a>" * (MAX_DEPTH + 1), "b")
    assert len(records(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH, "a")) == 1


def test_record_of_endless_elements_is_refused_before_memory_is() -> None:
    with pytest.raises(DocumentUnreadable, match="too-large"):
        records(b"<r>" + b"<a/>" * (MAX_RECORD_NODES + 1) + b"</r>", "r")


@pytest.mark.parametrize("data", [b"", b"  \n "])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match="empty"):
        records(data, "a")


@pytest.mark.parametrize("data", [b'<?xml version="1.0" encoding="klingon"?><a/>', b"\xff\xfe\x00", b"<a>\xff</a>"])
def test_bytes_in_no_known_encoding_are_no_xml(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match="not-xml"):
        records(data, "a")


def outcome(data: bytes) -> str:
    try:
        records(data, "item", size=50)
    except DocumentUnreadable as error:
        return error.code
    return "read"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.builds(lambda a, b: BANK[:a] + b + BANK[a:], st.integers(0, 300), st.binary()))
def test_any_bytes_give_records_or_a_documented_error(data: bytes) -> None:
    codes = {"empty", "not-xml", "too-deep", "too-large", "doctype"}
    assert outcome(data) in codes | {"read"}
