"""Large XML read in pieces: one record after the other, with exact places, in memory that does not grow.

For descriptors that list thousands of equal things (questions, files). Strict: a document that is not well-formed gives
the records before the mistake and then raises. There is no document type, so no entity of any kind is ever expanded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from xml.parsers import expat

from oecheck.documents._problem import DocumentUnreadable
from oecheck.model.source import Source

__all__ = ["StreamNode", "read_xml", "stream_xml"]

MAX_BYTES = 512 << 20
"""Of one document; the largest real one seen has 10.2 MB."""
MAX_RECORD_BYTES = 32 << 20
"""Text of one record with all that is in it; the largest real one seen has 0.3 MB."""
MAX_RECORD_NODES = 250_000
"""Elements of one record; the largest real one, a list of contents, has some 5,000."""
MAX_DEPTH = 200
_LEAVES_AROUND = 64
"""Plain children that are kept of an element around records, so that a record can ask what it stands in."""
_PARSED_AT_ONCE = 64 << 10


class StreamNode:
    """An element, complete with what is in it.

    Attributes:
        name: as written.
        attributes: by name.
        text: its own text up to its end, children's left out.
        children: child elements in order.
        line, column: 1-based, of its start tag.
        pointer: XPath, elements told apart by their `id`.
        around: of a record and what it stands in, the element around, with its plain children so far; else None.
    """

    __slots__ = ("around", "attributes", "children", "column", "line", "name", "pointer", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int, pointer: str) -> None:
        self.name = name
        self.attributes = attributes
        self.text = ""
        self.children: list[StreamNode] = []
        self.line = line
        self.column = column
        self.pointer = pointer
        self.around: StreamNode | None = None

    def child(self, name: str) -> StreamNode | None:
        """The first child of a name."""
        return next((node for node in self.children if node.name == name), None)

    def find(self, *path: str) -> StreamNode | None:
        """The element reached by taking the first child of each name in turn."""
        node: StreamNode | None = self
        for name in path:
            node = node.child(name) if node is not None else None
        return node

    def named(self, name: str) -> Iterator[StreamNode]:
        """The children of a name."""
        return (node for node in self.children if node.name == name)

    def descendants(self, name: str) -> Iterator[StreamNode]:
        """Elements of a name anywhere below, in document order."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            waiting.extend(reversed(node.children))

    def source(self, file: str) -> Source:
        """Where it stands."""
        return Source(file, self.line, self.column, self.pointer)


def read_xml(pieces: Iterable[bytes], file: str, *, skip: Collection[str] = ()) -> StreamNode:
    """A small document as a whole; its root.

    Raises:
        DocumentUnreadable: as `stream_xml`.
    """
    for record in stream_xml(pieces, file, (), skip=skip):
        return record
    raise DocumentUnreadable("empty", file)


def stream_xml(
    pieces: Iterable[bytes], file: str, records: Collection[str], *, skip: Collection[str] = ()
) -> Iterator[StreamNode]:
    """The elements of some names, each as soon as it ends; of those that lie in each other only the outermost.

    Args:
        pieces: bytes of the document.
        file: its path, for errors.
        records: names of the elements; the root when empty.
        skip: names of elements whose content is left out (they stay, empty).

    Raises:
        DocumentUnreadable: `empty`, `not-xml` (with the place), `too-deep`, `too-large`, or `doctype` for a document
            type, which no descriptor has; records before the place were given.
    """
    reader = _Reader(file, frozenset(records), frozenset(skip))
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_BYTES:
            raise DocumentUnreadable("too-large", file)
        for start in range(0, len(piece), _PARSED_AT_ONCE):
            yield from reader.feed(piece[start : start + _PARSED_AT_ONCE])
    yield from reader.close()


class _Reader:
    """The open elements, and the records that are complete."""

    def __init__(self, file: str, records: frozenset[str], skip: frozenset[str]) -> None:
        self._file = file
        self._records = records
        self._skip = skip
        self._stack: list[StreamNode] = []
        self._texts: list[list[str]] = []
        self._leaves: list[bool] = []
        self._record_depth = 0
        self._record_size = 0
        self._record_nodes = 0
        self._skip_depth = 0
        self._depth = 0
        self._ready: deque[StreamNode] = deque()
        self._started = False
        self._lines_before = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes) -> Iterator[StreamNode]:
        if not self._started:
            data = self._trimmed(data)
        if data:
            yield from self._parse(data, final=False)

    def close(self) -> Iterator[StreamNode]:
        if not self._started:
            raise DocumentUnreadable("empty", self._file)
        yield from self._parse(b"", final=True)

    def _trimmed(self, data: bytes) -> bytes:
        """White space before the XML declaration (plug-ins of Moodle write some) is left out."""
        rest = data.lstrip(b" \t\r\n")
        self._lines_before += data[: len(data) - len(rest)].count(b"\n")
        self._started = bool(rest)
        return rest

    def _parse(self, data: bytes, *, final: bool) -> Iterator[StreamNode]:
        failure: DocumentUnreadable | None = None
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            failure = DocumentUnreadable("not-xml", self._file, error.lineno + self._lines_before, error.offset + 1)
        except DocumentUnreadable as error:
            failure = error
        except (LookupError, ValueError):  # an encoding that nobody knows
            failure = DocumentUnreadable("not-xml", self._file, 1, 1)
        while self._ready:
            yield self._ready.popleft()
        if failure is not None:
            raise failure

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._failure("too-deep")
        if self._skip_depth:
            return
        parser = self._parser
        stack = self._stack
        pointer = (stack[-1].pointer if stack else "") + "/" + name
        identifier = attributes.get("id")
        if identifier and identifier.isalnum() and len(identifier) < 40:
            pointer += f"[@id='{identifier}']"
        node = StreamNode(
            name, attributes, parser.CurrentLineNumber + self._lines_before, parser.CurrentColumnNumber + 1, pointer
        )
        if stack:
            self._leaves[-1] = False
            node.around = None if self._record_depth else stack[-1]
        stack.append(node)
        self._texts.append([])
        self._leaves.append(True)
        if not self._record_depth and (name in self._records or not self._records):
            self._record_depth = self._depth
            self._record_size = self._record_nodes = 0
        self._record_nodes += 1
        if self._record_depth and self._record_nodes > MAX_RECORD_NODES:
            raise self._failure("too-large")
        if name in self._skip:
            self._skip_depth = self._depth

    def _end(self, _name: str) -> None:
        depth = self._depth
        self._depth -= 1
        if self._skip_depth:
            if depth != self._skip_depth:
                return
            self._skip_depth = 0
        node = self._stack.pop()
        node.text = "".join(self._texts.pop())
        is_leaf = self._leaves.pop()
        parent = self._stack[-1] if self._stack else None
        if self._record_depth == depth:
            self._record_depth = 0
            self._ready.append(node)
        elif self._record_depth and parent is not None:
            parent.children.append(node)
        elif is_leaf and parent is not None and len(parent.children) < _LEAVES_AROUND:
            node.around = None  # no circle of references: memory is given back at once
            parent.children.append(node)

    def _characters(self, text: str) -> None:
        if self._skip_depth or not self._texts:
            return
        if self._record_depth:
            self._record_size += len(text)
            if self._record_size > MAX_RECORD_BYTES:
                raise self._failure("too-large")
        elif len(self._texts[-1]) > _LEAVES_AROUND:
            return
        self._texts[-1].append(text)

    def _doctype(self, *_: object) -> None:
        raise self._failure("doctype")

    def _failure(self, code: str) -> DocumentUnreadable:
        line = self._parser.CurrentLineNumber + self._lines_before
        return DocumentUnreadable(code, self._file, line, self._parser.CurrentColumnNumber + 1)
