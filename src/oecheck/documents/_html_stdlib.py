"""The fall-back: the standard library's `html.parser` with the commonest implied end tags.

It gives the same elements for well-formed pages. It does not move content out of tables or re-open formatting, so that
on broken markup its nesting may differ from a browser's; names, attributes, places and texts do not.
"""

from __future__ import annotations

from html.parser import HTMLParser

from oecheck.documents._html_elements import ENDS_P, VOID
from oecheck.documents._html_encoding import decode
from oecheck.documents._html_nodes import Branch, ElementNode, TextNode
from oecheck.documents._html_tree import Tree

__all__ = ["parse"]

_CELL = frozenset({"td", "th"})
_ROW = frozenset({"tr", *_CELL})
_SECTION = frozenset({"thead", "tbody", "tfoot", "caption", "colgroup", *_ROW})
_TERM = frozenset({"dt", "dd"})
_TABLE = frozenset({"table"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # start tag: (open elements that it ends, elements that it never looks beyond)
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (_TERM, frozenset({"dl"})),
    "dd": (_TERM, frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "td": (_CELL, _TABLE | {"tr"}),
    "th": (_CELL, _TABLE | {"tr"}),
    "tr": (_ROW, _TABLE),
    "thead": (_SECTION, _TABLE),
    "tbody": (_SECTION, _TABLE),
    "tfoot": (_SECTION, _TABLE),
    "body": (frozenset({"head"}), frozenset({"html"})),
    "a": (frozenset({"a"}), frozenset({"td", "th", "table", "object"})),
}
_P = frozenset({"p"})
_KEEPS_P = frozenset({"button", "td", "th", "table", "object", "caption", "body"})
_MAX_LOOK = 64  # open elements that an end tag looks through; what lies deeper it does not close
_MAX_LENGTH = 1 << 20  # characters: html.parser takes about 0.2 s for them


def parse(data: bytes | str) -> Tree:
    """Parses with the standard library."""
    text, encoding = (data, "") if isinstance(data, str) else decode(data)
    maker = _Maker()
    try:
        maker.feed(_with_ends(text[:_MAX_LENGTH]))
        maker.close()
    except AssertionError:  # what html.parser raises on some broken `<!` declarations; what came before stays
        maker.broken = True
    return Tree(maker.document, ElementNode, TextNode, encoding, maker.broken or len(text) > _MAX_LENGTH)


def _with_ends(text: str) -> str:
    """The text up to a last tag or comment that does not end; html.parser goes over such a tail again and again."""
    comment = text.find("<!--", text.rfind("-->") + 1)
    if comment >= 0:
        text = text[:comment]
    tail = text.rfind(">") + 1
    opened = text.find("<", tail)
    return text if opened < 0 else text[:opened]


class _Maker(HTMLParser):
    """Builds the tree and ends what the markup leaves open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Branch(None)
        self.broken = False
        self._open: list[ElementNode] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        rule = _ENDS.get(tag)
        if rule is not None:
            self._end_within(*rule)
        if tag in ENDS_P:
            self._end_within(_P, _KEEPS_P)
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        around = self._around()
        node = ElementNode(around, tag, attributes, self.getpos())
        around.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and any(node.tag in ("svg", "math") for node in self._open[-_MAX_LOOK:]):
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for depth, node in enumerate(reversed(self._open[-_MAX_LOOK:]), 1):
            if node.tag == tag:
                del self._open[-depth:]
                return

    def handle_data(self, data: str) -> None:
        around = self._around()
        around.append(TextNode(around, data))

    def unknown_decl(self, data: str) -> None:
        """Any `<![…]>`: the HTML standard makes it a comment."""

    def _around(self) -> Branch:
        return self._open[-1] if self._open else self.document

    def _end_within(self, ended: frozenset[str], limits: frozenset[str]) -> None:
        deepest = 0
        for depth, node in enumerate(reversed(self._open[-_MAX_LOOK:]), 1):
            if node.tag in limits:
                break
            if node.tag in ended:
                deepest = depth
        if deepest:
            del self._open[-deepest:]
