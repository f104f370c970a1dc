"""YAML with positions: every scalar is text, and what makes YAML surprising is a problem with a line.

Duplicate keys, anchors, aliases, tags, merge keys, a second document: each is reported and left out or read as text.
Typing is the schema's business: `no` is the Norwegian language here, `7.10` a clause, `12:30` a time.
"""

from __future__ import annotations

from typing import Any

import yaml

from oecheck.documents._node import YamlNode, YamlTree, to_data
from oecheck.documents._problem import MAX_PROBLEMS, DocumentProblem, DocumentUnreadable
from oecheck.documents._yaml_data import LOADER, MAX_CHARACTERS, MAX_DEPTH, plain_data
from oecheck.documents._yaml_places import position_in

__all__ = ["YamlNode", "YamlTree", "parse_yaml", "plain_data", "position_in", "to_data"]


def parse_yaml(text: str | bytes, file: str = "") -> YamlTree:
    """The tree of a document; an empty one is an empty mapping.

    Raises:
        DocumentUnreadable: too large, too deep, not UTF-8, or not YAML; with line and column.
    """
    if len(text) > MAX_CHARACTERS:
        raise DocumentUnreadable("too-large", file)
    decoded = _decode(text, file) if isinstance(text, bytes) else text
    builder = _Builder(file)
    try:
        for event in yaml.parse(decoded, Loader=LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = _clamped(mark, decoded)
        code = "tab" if _is_tab(decoded, error.problem_mark) else "not-yaml"
        problem = DocumentProblem(code, line, column, {"detail": (error.problem or "")[:120]})
        raise DocumentUnreadable(code, file, line, column, (*builder.problems, problem)) from None
    except yaml.reader.ReaderError as error:
        line = decoded.count("\n", 0, error.position) + 1
        raise DocumentUnreadable("not-yaml", file, line, 0, tuple(builder.problems)) from None
    root = builder.root or YamlNode("mapping", 1, 1, 1, 1)
    return YamlTree(file, root, tuple(builder.problems[:MAX_PROBLEMS]), decoded)


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentUnreadable("not-utf-8", file, line, 0) from None


def _is_tab(text: str, mark: Any) -> bool:
    """Whether a tabulator stands where the reading ended: editors show it as blanks."""
    lines = text.split("\n")
    return mark is not None and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t"


def _clamped(mark: Any, text: str) -> tuple[int, int]:
    """Line and column of a mark; PyYAML places what is missing at the end on a line behind the last."""
    if mark is None:
        return 0, 0
    last = text.count("\n") + 1
    if mark.line + 1 <= last:
        return mark.line + 1, mark.column + 1
    return last, len(text) - text.rfind("\n")


class _Builder:
    """Makes nodes of events, without recursion."""

    def __init__(self, file: str) -> None:
        self.root: YamlNode | None = None
        self.problems: list[DocumentProblem] = []
        self._file = file
        self._open: list[YamlNode] = []
        self._keys: list[YamlNode | None] = []
        self._seen: list[set[str]] = []
        self._documents = 0

    def take(self, event: Any) -> bool:
        """Whether to go on: a second document ends the reading."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._report("several-documents", event)
                return False
        elif isinstance(event, yaml.ScalarEvent):
            self._report_properties(event)
            self._place(self._node("scalar", event, event.value, event.style or "plain"))
        elif isinstance(event, yaml.AliasEvent):
            self._report("alias", event, name=event.anchor)
            self._place(self._node("scalar", event, "", "plain"))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        return True

    def _start(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            mark = event.start_mark
            raise DocumentUnreadable("too-deep", self._file, mark.line + 1, mark.column + 1)
        self._report_properties(event)
        kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        node = self._node(kind, event, "", "flow" if event.flow_style else "block")
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        self._seen.append(set())

    def _end(self, event: Any) -> None:
        node = self._open.pop()
        self._keys.pop()
        self._seen.pop()
        node.end_line, node.end_column = event.end_mark.line + 1, event.end_mark.column + 1

    def _place(self, node: YamlNode) -> None:
        """Puts a node where it belongs: root, item, key or value."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if parent.kind == "sequence":
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = node
            self._check_key(node)
        else:
            parent.pairs.append((key, node))
            self._keys[-1] = None

    def _check_key(self, key: YamlNode) -> None:
        if key.kind != "scalar":
            self._add("key-not-text", key.line, key.column)
        elif key.text == "<<" and key.style == "plain":
            self._add("merge-key", key.line, key.column)
        elif key.text in self._seen[-1]:
            self._add("duplicate-key", key.line, key.column, key=key.text[:100])
        else:
            self._seen[-1].add(key.text)

    def _report_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report("anchor", event, name=event.anchor)
        if event.tag is not None:
            self._report("tag", event, name=event.tag[:100])

    def _report(self, code: str, event: Any, **arguments: object) -> None:
        self._add(code, event.start_mark.line + 1, event.start_mark.column + 1, **arguments)

    def _add(self, code: str, line: int, column: int, **arguments: object) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(DocumentProblem(code, line, column, arguments))

    def _node(self, kind: str, event: Any, text: str, style: str) -> YamlNode:
        start, end = event.start_mark, event.end_mark
        return YamlNode(kind, start.line + 1, start.column + 1, end.line + 1, end.column + 1, text, style)
