"""JSON with positions, in the same nodes as YAML.

The standard library gives values without places and recurses on the depth of the input; this scanner keeps a stack of
its own. What RFC 8259 forbids is an error with line and column; equal keys, which it only advises against, are a
problem.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import NoReturn

from oecheck.documents._node import YamlNode, YamlTree, to_data
from oecheck.documents._problem import MAX_PROBLEMS, DocumentProblem, DocumentUnreadable
from oecheck.values.patterns import pattern

__all__ = ["YamlNode", "YamlTree", "parse_json", "to_data"]

MAX_BYTES = 64 << 20
MAX_DEPTH = 200
"""Real H5P content nests 20 deep."""

# Alternatives begin with different characters, so the expression is linear.
_TOKEN = pattern(
    r'[ \t\r\n]*(?:(?P<mark>[][{},:])|(?P<string>"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(?P<word>true|false|null)|(?P<end>\Z))"
)
_ESCAPE = pattern(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONE = pattern("[\ud800-\udfff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def parse_json(data: bytes | str, file: str = "", *, max_bytes: int = MAX_BYTES) -> YamlTree:
    """The tree of a document.

    Raises:
        DocumentUnreadable: empty, too large, too deep, in no Unicode encoding, or not JSON; with line and column.
    """
    if len(data) > max_bytes:
        raise DocumentUnreadable("too-large", file)
    problems: list[DocumentProblem] = []
    text = data if isinstance(data, str) else _decode(data, file, problems)
    if not text.strip(" \t\r\n"):
        raise DocumentUnreadable("empty", file)
    scanner = _Scanner(text, file, problems)
    return YamlTree(file, scanner.document(), tuple(problems[:MAX_PROBLEMS]), text)


def _decode(data: bytes, file: str, problems: list[DocumentProblem]) -> str:
    """RFC 8259 §8.1: UTF-8 without byte order mark; a mark and UTF-16 are read and reported."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            problems.append(DocumentProblem("byte-order-mark", 1, 1, {"used": encoding}))
            return data[len(bom) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentUnreadable("not-utf-8", file, line, 0) from None


class _Scanner:
    def __init__(self, text: str, file: str, problems: list[DocumentProblem]) -> None:
        self._text = text
        self._file = file
        self._problems = problems
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._at = 0

    def document(self) -> YamlNode:
        root = self._value(*self._token())
        open_nodes = [root] if root.kind != "scalar" else []
        while open_nodes:
            deeper = self._inside(open_nodes[-1])
            if deeper is None:
                open_nodes.pop()
            elif deeper.kind != "scalar":
                open_nodes.append(deeper)
                if len(open_nodes) > MAX_DEPTH:
                    self._fail("too-deep", self._at)
        kind, start, _ = self._token()
        if kind != "end":
            self._fail("not-json", start)
        return root

    def _inside(self, node: YamlNode) -> YamlNode | None:
        """Reads the next member of an open collection; None when it was closed instead."""
        close = "]" if node.kind == "sequence" else "}"
        token = self._token()
        if token[0] == close:
            node.end_line, node.end_column = self._place(token[2])
            self._report_equal_keys(node)
            return None
        if node.items or node.pairs:
            if token[0] != ",":
                self._fail("not-json", token[1])
            token = self._token()
        if node.kind == "sequence":
            value = self._value(*token)
            node.items.append(value)
            return value
        return self._pair(node, token)

    def _pair(self, node: YamlNode, token: tuple[str, int, int]) -> YamlNode:
        if token[0] != "string":
            self._fail("not-json", token[1])
        key = self._value(*token)
        colon = self._token()
        if colon[0] != ":":
            self._fail("not-json", colon[1])
        value = self._value(*self._token())
        node.pairs.append((key, value))
        return value

    def _report_equal_keys(self, node: YamlNode) -> None:
        seen: set[str] = set()
        for key, _ in node.pairs:
            if key.text in seen and len(self._problems) < MAX_PROBLEMS:
                self._problems.append(DocumentProblem("duplicate-key", key.line, key.column, {"key": key.text[:100]}))
            seen.add(key.text)

    def _value(self, kind: str, start: int, end: int) -> YamlNode:
        line, column = self._place(start)
        if kind in ("[", "{"):
            return YamlNode("sequence" if kind == "[" else "mapping", line, column, style="flow")
        raw = self._text[start:end]
        if kind == "string":
            raw, style = _unescaped(raw[1:-1]), "string"
        elif kind == "number":
            style = "number"
        elif kind == "word":
            style = raw
        else:
            self._fail("not-json", start)
        return YamlNode("scalar", line, column, *self._place(end), raw, style)

    def _token(self) -> tuple[str, int, int]:
        """(kind, start, end); a mark is its own kind."""
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            start = self._at
            while start < len(self._text) and self._text[start] in " \t\r\n":
                start += 1
            self._fail("not-json", start)
        self._at = match.end()
        kind = match.lastgroup or "end"
        start = match.start(kind)
        return (match[kind] if kind == "mark" else kind), start, match.end()

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    def _fail(self, code: str, index: int) -> NoReturn:
        raise DocumentUnreadable(code, self._file, *self._place(index), tuple(self._problems))


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _SIMPLE.get(match[2], match[2]), raw)
    if _LONE.search(text):
        # Two halves of a surrogate pair become their character, a lone half the replacement character.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
