"""A parsed page: its elements by name, what they inherit, the text they show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

from oecheck.documents._html_element import HtmlElement
from oecheck.documents._html_elements import INLINE, TEXT_ONLY, UNRENDERED
from oecheck.documents._html_hidden import ARIA_HIDDEN, HIDDEN, may_hide, own_flags
from oecheck.documents._html_tree import Tree
from oecheck.model.source import Source

__all__ = ["MAX_ELEMENTS", "MAX_STEPS", "HtmlDocument"]

MAX_ELEMENTS = 30_000
"""Elements of one page that are looked at: keeps a hostile page, with two findings for each, under 200 MiB and 2 s. The
fullest of real pages has 6,652."""

MAX_STEPS = 500_000
"""Nodes visited for names and contexts of one page; nested names cannot make the work grow with the square."""

_NO_ATTRIBUTES: dict[str, str] = {}
_ALWAYS_THERE = frozenset({"html", "head", "body", "tbody", "tr", "colgroup", "p"})  # a parser may have implied them
_SPLIT = frozenset(
    ("accept-charset", "accesskey", "archive", "class", "dropzone", "headers", "rel", "rev", "sandbox", "sizes")
)
"""Attributes that hold words: turbohtml gives them as lists."""
_PARENT, _DATA = attrgetter("parent"), attrgetter("data")
_HIDING = frozenset({"hidden", "aria-hidden", "inert"})
_UNSEEN = UNRENDERED - TEXT_ONLY
_LANGUAGE = ("lang", "xml:lang")


def _join_words(attributes: dict[str, Any]) -> None:
    """Makes one text again of attributes that the parser gives as a list of words."""
    for key in _SPLIT & attributes.keys():
        if type(attributes[key]) is not str:
            attributes[key] = " ".join(attributes[key])


class HtmlDocument:
    """One parsed page.

    Attributes:
        file: path in the package.
        encoding: encoding its bytes were read in; "" when it came as text.
        attributed: the elements that have attributes, in document order.
        by_id: the first element with each id.
        incomplete: codes of what was left out: page-too-long, page-too-many-elements, page-too-nested.
        memo: what the facts of this page share while they are computed.
    """

    def __init__(self, tree: Tree, file: str, line_offset: int = 0, incomplete: tuple[str, ...] = ()) -> None:
        self.file = file
        self.encoding = tree.encoding
        self.incomplete = [*incomplete, *(["page-too-long"] if tree.cut and not incomplete else [])]
        self.attributed: list[HtmlElement] = []
        self.by_id: dict[str, HtmlElement] = {}
        self.memo: dict[Any, Any] = {}
        self.root_node = tree.root
        self.text_type = tree.text_type
        self.element_type = tree.element_type
        self._line_offset = line_offset
        self._nodes: dict[str, list[Any]] = {}  # name -> nodes without attributes, HtmlElements for the others
        self._named: dict[str, list[HtmlElement]] = {}
        self._wrapped: dict[Any, HtmlElement] = {}
        self._flags: dict[Any, int] = {None: 0}
        self._languages: dict[Any, str] = {None: ""}
        self._hiding = False
        self._speaking = False
        self._having: dict[str, list[HtmlElement]] = {}
        self._steps = 0
        self._collect(tree)

    def _collect(self, tree: Tree) -> None:
        buckets, wrapped, attributed = defaultdict[str, list[Any]](list), self._wrapped, self.attributed
        nodes = iter(tree.root.iter_elements())
        for node in islice(nodes, MAX_ELEMENTS + 1):
            name = node.tag
            attrs = node.attrs
            if attrs:
                bucket = buckets[name]
                attributes = attrs.copy()
                if not _SPLIT.isdisjoint(attributes):
                    _join_words(attributes)
                element = HtmlElement(node, name, attributes, len(bucket) + 1)
                attributed.append(element)
                wrapped[node] = element
                bucket.append(element)
            elif name not in _ALWAYS_THERE or node.position is not None:
                buckets[name].append(node)
        self._nodes = dict(buckets)
        if next(nodes, None) is not None:
            self.incomplete.append("page-too-many-elements")
        self._survey()

    def _survey(self) -> None:
        """Which of the dearer questions this page can answer in one way only."""
        having = self._having
        for element in self.attributed:
            for attribute in element.attributes:
                if attribute in having:
                    having[attribute].append(element)
                else:
                    having[attribute] = [element]
        for element in having.get("id", ()):
            identifier = element.attributes["id"]
            if identifier:
                self.by_id.setdefault(identifier, element)
        self._hiding = (
            not _UNSEEN.isdisjoint(self._nodes)
            or not _HIDING.isdisjoint(having)
            or any(may_hide(element.attributes["style"]) for element in having.get("style", ()))
        )
        self._speaking = not having.keys().isdisjoint(_LANGUAGE)

    @property
    def names(self) -> frozenset[str]:
        """The names of the elements there are."""
        return frozenset(name for name, bucket in self._nodes.items() if bucket)

    @property
    def root(self) -> HtmlElement | None:
        """The `html` element, when one is written."""
        return next(iter(self.named("html")), None)

    @property
    def fragment(self) -> bool:
        """Neither `html`, `head`, `body` nor `frameset` is written: made to be shown inside another page."""
        return not any(self._nodes.get(name) for name in ("html", "head", "body", "frameset"))

    def having(self, attribute: str) -> Sequence[HtmlElement]:
        """The elements that have an attribute, in document order."""
        return self._having.get(attribute, ())

    def named(self, name: str) -> list[HtmlElement]:
        """The elements of a name, in document order."""
        found = self._named.get(name)
        if found is None:
            bucket = self._nodes.get(name)
            if bucket is None:
                return []
            found = self._named[name] = [
                item if type(item) is HtmlElement else self._wrap(item, name, ordinal)
                for ordinal, item in enumerate(bucket, 1)
            ]
        return found

    def nodes(self, name: str) -> list[Any]:
        """The nodes of the elements of a name, in document order."""
        return [item.node if type(item) is HtmlElement else item for item in self._nodes.get(name, ())]

    def bare(self, name: str) -> list[Any]:
        """The nodes of a name that have no attributes, in document order: most, where elements are many."""
        return [item for item in self._nodes.get(name, ()) if type(item) is not HtmlElement]

    def dressed(self, name: str) -> list[HtmlElement]:
        """The elements of a name that have attributes, in document order."""
        return [item for item in self._nodes.get(name, ()) if type(item) is HtmlElement]

    def has(self, name: str) -> bool:
        """Whether there is an element of a name."""
        return bool(self._nodes.get(name))

    def _wrap(self, node: Any, name: str, ordinal: int) -> HtmlElement:
        element = self._wrapped[node] = HtmlElement(node, name, _NO_ATTRIBUTES, ordinal)
        return element

    def element(self, node: Any) -> HtmlElement | None:
        """The element of a node; None for the document itself."""
        element = self._wrapped.get(node)
        if element is not None or type(node) is not self.element_type:
            return element
        self.named(node.tag)
        return self._wrapped.get(node) or self._wrap(node, node.tag, 0)

    def attributes(self, node: Any) -> dict[str, str]:
        """The attributes of a node."""
        element = self._wrapped.get(node)
        return element.attributes if element is not None else _NO_ATTRIBUTES

    def parent(self, element: HtmlElement) -> HtmlElement | None:
        """The element around it; None for the outermost."""
        return self.element(element.node.parent)

    def source(self, element: HtmlElement) -> Source:
        """Where it stands; the pointer is an XPath: the n-th element of its name in the document."""
        if element.place is None:
            line, column = element.node.position or (1, 0)
            element.place = Source(self.file, line + self._line_offset, column + 1, element.pointer)
        return element.place

    def flags(self, node: Any) -> int:
        """HIDDEN, ARIA_HIDDEN … of a node, its own and inherited; each node is asked once."""
        if not self._hiding:
            return 0
        known: dict[Any, int] = self._flags
        path: list[Any] = []
        while node not in known:
            path.append(node)
            node = node.parent
        flags = known[node]
        for below in reversed(path):
            if type(below) is self.element_type:
                flags = own_flags(below.tag, self.attributes(below), flags)
            known[below] = flags
        return flags

    def hidden(self, element: HtmlElement) -> bool:
        """Shown to nobody: `hidden`, `display:none`, `visibility:hidden` in a style, or inside what is like that."""
        return self.flags(element.node) & HIDDEN != 0

    def exposed(self, element: HtmlElement) -> bool:
        """In the accessibility tree: neither hidden nor under `aria-hidden="true"` or `inert`."""
        return self.flags(element.node) & (HIDDEN | ARIA_HIDDEN) == 0

    def language(self, element: HtmlElement) -> str:
        """The `lang` in force, as written; "" where none is."""
        if not self._speaking:
            return ""
        known: dict[Any, str] = self._languages
        path: list[Any] = []
        node = element.node
        while node not in known:
            path.append(node)
            node = node.parent
        language = known[node]
        for below in reversed(path):
            attributes = self.attributes(below)
            for name in _LANGUAGE:
                if name in attributes:
                    language = attributes[name].strip()
                    break
            known[below] = language
        return language

    def step(self, count: int = 1) -> bool:
        """Takes some of the steps that a page may cost; False when they are used up, which is said in `incomplete`."""
        self._steps += count
        if self._steps <= MAX_STEPS:
            return True
        if "page-too-nested" not in self.incomplete:
            self.incomplete.append("page-too-nested")
        return False

    @property
    def text(self) -> str:
        """The text that is shown, with a blank where elements part words. White space is as written."""
        text = self.memo.get("text")
        if text is None:
            text = self.memo["text"] = "".join(self._pieces())
        return text

    def _pieces(self) -> list[str]:
        text_type, element_type, hiding = self.text_type, self.element_type, self._hiding
        texts = [node for node in self.root_node.descendants if type(node) is text_type]
        pieces: list[str] = []
        before: Any = None  # parent of the text before
        before_outer: Any = None  # the element around that one, where that one does not part words
        last: Any = texts  # parent of the last text that was met, shown or not; no text has this one
        shown, outer = False, None
        for parent, data in zip(map(_PARENT, texts), map(_DATA, texts), strict=True):
            if parent is not last:
                last = parent
                name = parent.tag if type(parent) is element_type else ""
                shown = name not in UNRENDERED and not (hiding and self.flags(parent) & HIDDEN)
                outer = parent.parent if shown and name in INLINE else None
            if not shown:
                continue
            if parent is not before_outer and (outer is None or outer is not before):
                pieces.append(" ")  # another paragraph, cell or link: words do not run on
            before, before_outer = parent, outer
            pieces.append(data)
        return pieces

    def children(self, node: Any) -> Iterator[Any]:
        """The children of a node one after the other; turbohtml's own iteration copies them all first."""
        try:
            child = node[0]
        except IndexError:
            return
        while child is not None:
            yield child
            child = child.next_sibling

    def only_text(self, node: Any) -> str | None:
        """The text of a node that holds one text and nothing else; None for any other."""
        try:
            child = node[0]
        except IndexError:
            return None
        alone = type(child) is self.text_type and child.next_sibling is None
        return child.data if alone else None

    def raw_text(self, element: HtmlElement) -> str:
        """All text directly inside an element, as of `style`, `script` and `title`."""
        return "".join(child.data for child in element.node if type(child) is self.text_type)
