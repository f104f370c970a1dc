"""YAML, JSON and text: scalars stay text, every place is exact, any bytes have an outcome."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.documents import DocumentUnreadable
from oecheck.documents.json import parse_json
from oecheck.documents.text import decode
from oecheck.documents.yaml import YamlNode, YamlTree, parse_yaml, plain_data, position_in, to_data

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def problems(tree: YamlTree) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in tree.problems]


def test_yaml_scalars_are_text_whatever_they_look_like() -> None:
    tree = parse_yaml("clause: 7.10\nlanguage: no\ntime: 12:30\nnothing:\ndate: 2026-01-01\nlist: [on, 0x1F]\n")

    assert to_data(tree.root) == {
        "clause": "7.10",
        "language": "no",
        "time": "12:30",
        "nothing": "",
        "date": "2026-01-01",
        "list": ["on", "0x1F"],
    }
    assert tree.problems == ()


def test_yaml_surprises_are_problems_with_their_places() -> None:
    tree = parse_yaml("a: 1\na: 2\nb: &x 1\nc: *x\nd: !t y\n<<: z\n? [k]\n: v\n---\nx: 1\n")

    assert problems(tree) == [
        ("duplicate-key", 2, 1),
        ("anchor", 3, 4),
        ("alias", 4, 4),
        ("tag", 5, 4),
        ("merge-key", 6, 1),
        ("key-not-text", 7, 3),
        ("several-documents", 9, 1),
    ]


def test_yaml_alias_bomb_stays_small() -> None:
    bomb = "a: &a [x]\n" + "\n".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert len(str(to_data(parse_yaml(bomb).root))) < 1000


def test_yaml_nodes_have_places_and_pointers() -> None:
    tree = parse_yaml("a:\n  - b/c: x\n    d: 'y'\n", "r.yaml")
    node = tree.root.pairs[0][1].items[0].pairs[1][1]

    assert (node.line, node.column, node.end_line, node.end_column, node.style) == (3, 8, 3, 11, "'")
    assert tree.pointer(node) == "/a/0/d"
    assert tree.pointer(tree.root.pairs[0][1].items[0].pairs[0][1]) == "/a/0/b~1c"
    assert tree.source(node).file == "r.yaml"


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "{a: " * 5_000, "\n".join(" " * n + "- " for n in range(300)), "- " * 5_000, "? " * 5_000],
)
def test_yaml_depth_is_bounded(text: str) -> None:
    # Where libyaml is the parser it gives up on rows of brackets before the tree gets deep.
    with pytest.raises(DocumentUnreadable, match=r"too-deep|not-yaml"):
        parse_yaml(text)


@pytest.mark.parametrize(("text", "line"), [("a: [1,\nb: 2", 2), ("a: 'x\n", 2), ("a: b: c\n", 1), ("a: 1\n\x00", 2)])
def test_yaml_mistake_is_unreadable_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DocumentUnreadable, match="not-yaml") as unreadable:
        parse_yaml(text)

    assert unreadable.value.line == line


@pytest.mark.parametrize(("text", "line"), [("\ta: 1", 1), ("a:\n\tb: 1\n", 2), ("a:\n  - 1\n\t- 2", 3)])
def test_tabulator_that_indents_is_told_from_other_mistakes(text: str, line: int) -> None:
    with pytest.raises(DocumentUnreadable, match="tab") as unreadable:
        parse_yaml(text)

    assert unreadable.value.line == line


def test_yaml_bytes_that_are_not_utf8_are_unreadable_with_their_line() -> None:
    with pytest.raises(DocumentUnreadable, match="not-utf-8") as unreadable:
        parse_yaml(b"a: 1\nb: \xff\n")

    assert unreadable.value.line == 2


STYLES = """\
plain: a == "b" && c
two lines: a ==
  b &&  c
single: 'it''s x

   folded  y'
double: "t\\tab \\u00e9 \u00e9 \\"q\\" line \\
   joined

   z \\x41 \\U0001F600 end"
literal: |-
  first line
    indented

  \u0639\u0631\u0628\u064a x
literal with number: |2
    two more
  end
folded: >-   # a comment
  para one
  still one

  para two
    more indented
  end
after: >
    \u4e2d\u6587 a == b
    && c
flow: [a b, 'c d', "e f"]
"""


def scalars(node: YamlNode) -> list[YamlNode]:
    if node.kind == "scalar":
        return [node]
    parts = [*node.items, *(value for _, value in node.pairs)]
    return [found for part in parts for found in scalars(part)]


@pytest.mark.parametrize("number", range(11))
def test_each_character_of_a_scalar_is_found_in_the_source(number: int) -> None:
    tree = parse_yaml(STYLES)
    lines = STYLES.split("\n")
    node = scalars(tree.root)[number]

    for offset, character in enumerate(node.text):
        line, column = position_in(tree.text, node, offset)
        if not character.isspace():
            assert lines[line - 1][column - 1] in (character, "\\"), (node.text, offset)


def test_place_in_a_folded_expression_is_the_line_of_the_mistake() -> None:
    tree = parse_yaml("that: >-\n  course.title != ''\n  && course.titel == 'x'\n")
    node = tree.root.pairs[0][1]

    assert position_in(tree.text, node, node.text.index("titel")) == (3, 13)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_yaml_tree_or_unreadable(text: str) -> None:
    try:
        tree = parse_yaml(text)
    except DocumentUnreadable:
        return
    to_data(tree.root)
    for node in scalars(tree.root):
        for offset in range(len(node.text) + 1):
            assert position_in(tree.text, node, offset) >= (1, 1)


@given(JSON_VALUES)
@settings(max_examples=100, deadline=None)
def test_json_reads_what_the_standard_library_writes(value: object) -> None:
    tree = parse_json(
        json.dumps(value, ensure_ascii=len(str(value)) % 2 == 0, indent=1).encode("utf-8", "surrogatepass")
    )

    assert to_data(tree.root) == _as_text(value)


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value if isinstance(value, str) else json.dumps(value)


def test_json_nodes_have_places_pointers_and_types() -> None:
    tree = parse_json(b'{"a": [1,\n  {"b/c~": "x\\u00e9\\ud83d\\ude00"}],\n "n": null}', "h5p.json")
    node = tree.root.pairs[0][1].items[1].pairs[0][1]

    assert (node.text, node.style, node.line, node.column) == ("x\u00e9\U0001f600", "string", 2, 12)
    assert tree.source(node).pointer == "/a/1/b~1c~0"
    assert (tree.root.scalar("n"), tree.root.get("n") is None) == (None, False)


def test_json_equal_keys_are_a_problem() -> None:
    tree = parse_json(b'{"a": 1,\n "a": 2}')

    assert problems(tree) == [("duplicate-key", 2, 2)]
    assert to_data(tree.root) == {"a": "2"}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "empty", (0, 0)),
        (b'{"a":1,}', "not-json", (1, 8)),
        (b"[1\n 2]", "not-json", (2, 2)),
        (b'"\x01"', "not-json", (1, 1)),
        (b"[1]]", "not-json", (1, 4)),
        (b"nul", "not-json", (1, 1)),
        (b"01", "not-json", (1, 2)),
        (b"[1,]", "not-json", (1, 4)),
        (b'{"a" 1}', "not-json", (1, 6)),
        (b"{", "not-json", (1, 2)),
        (b"'a'", "not-json", (1, 1)),
        (b"[1\n,\xff]", "not-utf-8", (2, 0)),
        (b"[" * 100_000, "too-deep", (1, 202)),
    ],
)
def test_json_mistake_is_unreadable_with_its_place(data: bytes, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(DocumentUnreadable) as unreadable:
        parse_json(data)

    assert (unreadable.value.code, unreadable.value.line, unreadable.value.column) == (code, *place)


def test_json_byte_order_mark_is_read_and_reported() -> None:
    assert problems(parse_json(b"\xef\xbb\xbf{}")) == [("byte-order-mark", 1, 1)]
    assert to_data(parse_json('{"a": "é"}'.encode("utf-16")).root) == {"a": "é"}


@given(st.binary(max_size=100) | st.text(alphabet='[]{},:"\\u0123e.-+ntrf \n', max_size=100).map(str.encode))
@settings(max_examples=300, deadline=None)
def test_json_is_accepted_exactly_when_the_standard_library_accepts_it(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
        json.loads(text, parse_constant=_refuse)
        accepted = True
    except (UnicodeDecodeError, ValueError):
        accepted = False
    try:
        parse_json(data)
        assert accepted or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    except DocumentUnreadable:
        assert not accepted


def _refuse(word: str) -> None:
    raise ValueError(word)


@pytest.mark.parametrize(
    ("data", "declared", "used", "valid", "conflict"),
    [
        (b"plain", "", "utf-8", True, False),
        ("\u0627".encode(), "", "utf-8", True, False),
        (b"caf\xe9", "", "cp1252", False, False),
        (b"<meta charset=gb2312>\xb0\xa1", "gb2312", "gb2312", True, False),
        (b"<meta http-equiv='x' content='text/html; charset=ISO-8859-1'>\xe9", "ISO-8859-1", "cp1252", True, False),
        (b'@charset "utf-8"; a{}', "utf-8", "utf-8", True, False),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "UTF-16", "utf-8", True, True),
        (b'<?xml version="1.0" encoding="UTF-8"?><meta charset="latin1">', "UTF-8", "utf-8", True, True),
        (b"\xef\xbb\xbf<meta charset=utf-8>", "utf-8", "utf-8", True, False),
        (b"\xef\xbb\xbf<meta charset=gb2312>", "gb2312", "utf-8", True, True),
        ("<meta charset='utf-16'>".encode("utf-16"), "", "utf-16-le", True, False),
        (b"<meta charset=utf-8>\xe9", "utf-8", "cp1252", False, False),
        (b"<meta charset=nonsense>x", "nonsense", "utf-8", True, True),
        (b"<meta charset=hex>61", "hex", "utf-8", True, True),
    ],
)
def test_text_tells_declared_used_valid_and_conflict(
    data: bytes, declared: str, used: str, valid: bool, conflict: bool
) -> None:
    decoded = decode(data)

    assert (decoded.declared, decoded.used, decoded.valid, decoded.conflict) == (declared, used, valid, conflict)


def test_text_that_is_wrong_tells_the_line() -> None:
    assert decode(b"<meta charset=utf-8>\n\n\xff\xfe").line == 3


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


YAML_LINES = [
    *("a: 1", "a: 2", "  - x", "- y", "b:", "  c: 'd'", "? e", ": f", "&g h", "i: *g", "<<: {}", "'<<': j", "k: !l m"),
    *("---", "...", "- [n, {o: p}]", "[]: q", "{r: {s: t, s: u}}", "", "# v", "w: |", "  x", "\ty"),
]


@given(st.lists(st.sampled_from(YAML_LINES), max_size=8).map("\n".join) | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_plain_data_is_that_of_the_tree_and_none_where_the_tree_has_problems(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        tree = parse_yaml(data)
    except DocumentUnreadable:
        assert plain_data(data) is None
        return
    assert plain_data(data) == (None if tree.problems else to_data(tree.root))


@pytest.mark.parametrize("depth", [99, 100, 101])
def test_plain_data_is_as_deep_as_the_tree_may_be(depth: int) -> None:
    text = "[" * depth + "]" * depth

    assert (plain_data(text.encode()) is None) == (depth > 100)


def test_yaml_agrees_with_pyyaml_about_structure() -> None:
    text = "a: [1, {b: c}]\nd:\n  - e\n  - f: |\n      g\n      h\n"

    assert to_data(parse_yaml(text).root) == yaml.load(text, Loader=yaml.BaseLoader)
