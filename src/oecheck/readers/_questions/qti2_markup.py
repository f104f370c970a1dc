"""The texts of a QTI 2 or 3 document as HTML, so that the facts of pages see what a learner sees.

Interactions get the role of the field that a player shows (a list of options, a text field), named by their prompt;
what is HTML stays. Every element stands on the line it has in the document, and mostly in its column. Nothing here
recurses.

Source: formats/qti.md §4; QTI 2.2 ASI information model, bodyElement; ARIA 1.2 roles.
"""

from __future__ import annotations

from html import escape

from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.readers._questions.qti2_names import XML_LANG, first_named, name_of, value_of
from oecheck.readers._questions.qti2_sheet import Sheet
from oecheck.readers._questions.qti2_values import HTML_NAMES
from oecheck.values.patterns import pattern

__all__ = ["markup_of", "shown_to_learner"]

_VOIDED, _SKIPPED, _INSIDE = "", "(skipped)", "(inside)"
"""What stands for an end tag where there is none: an element without content, one that is left out, one inside it."""

_NAME = pattern(r"[A-Za-z][A-Za-z0-9-]{0,60}\Z")
_ATTRIBUTE = pattern(r"[A-Za-z][A-Za-z0-9_:.-]{0,60}\Z")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "param", "source", "track", "wbr"})
# Interaction to the role of ARIA that makes it a field or button; the other interactions are what stands in them.
_ROLES = {
    "choiceInteraction": "listbox",
    "orderInteraction": "listbox",
    "associateInteraction": "listbox",
    "matchInteraction": "listbox",
    "gapMatchInteraction": "listbox",
    "hottextInteraction": "listbox",
    "hotspotInteraction": "listbox",
    "graphicOrderInteraction": "listbox",
    "graphicAssociateInteraction": "listbox",
    "graphicGapMatchInteraction": "listbox",
    "selectPointInteraction": "listbox",
    "positionObjectInteraction": "listbox",
    "drawingInteraction": "textbox",
    "sliderInteraction": "slider",
    "uploadInteraction": "textbox",
    "extendedTextInteraction": "textbox",
    "textEntryInteraction": "textbox",
    "inlineChoiceInteraction": "combobox",
    "endAttemptInteraction": "button",
    "simpleChoice": "option",
    "simpleAssociableChoice": "option",
    "inlineChoice": "option",
    "gapText": "option",
    "gapImg": "option",
}
_NAME_LENGTH = 200  # characters of a name that come from the text around a field
_IN_A_LINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_BLOCKS = frozenset(
    {"p", "div", "li", "td", "th", "dd", "dt", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "itemBody"}
)
_LEFT_OUT = frozenset({"include", "stylesheet", "interactionModules", "templateVariable", "catalogInfo"})
_GLOBAL = pattern(r"(?:class|style|dir|lang|hidden|tabindex|aria-[a-z]{1,20}|on[a-z]{1,20})\Z")
_TYPED = frozenset({"object", "source", "param", "a", "link", "script", "embed", "input", "button"})
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TAKEN = frozenset({"id", "label", "role", "type", "base"})  # attributes that this module writes itself


def shown_to_learner(rubric: _Element) -> bool:
    """Whether a rubric block is meant for candidates; without a view it is for everybody."""
    views = (value_of(rubric, "view") or "candidate").split()
    return "candidate" in views


def markup_of(body: _Element, document: XmlDocument, number: int = 1) -> str:
    """HTML of an element and all in it, on the lines it has in the document.

    Args:
        body: itemBody, rubricBlock, a feedback, a stimulus.
        document: the document it stands in.
        number: tells the ids of one piece from those of another of the same page.
    """
    writer = _Writer(document, f"q{number}")
    writer.write(body)
    return str(writer.sheet)


class _Writer:
    """Writes one piece."""

    def __init__(self, document: XmlDocument, mark: str) -> None:
        self._document = document
        self._mark = mark
        self._prompts: dict[_Element, str] = {}
        self._lines: dict[_Element, str] = {}
        self.sheet = Sheet(1, 1)

    def write(self, body: _Element) -> None:
        place = self._document.source(body)
        self.sheet = Sheet(place.line, place.column)
        self._name_parts(body)
        self._base(body)
        ends: list[tuple[_Element, str]] = []
        for node in body.iter():
            while ends and node.getparent() is not ends[-1][0]:
                self._end(*ends.pop())
            if ends and ends[-1][1] in (_SKIPPED, _INSIDE):
                ends.append((node, _INSIDE))
            else:
                ends.append((node, self._start(node, body)))
        while ends:
            node, tag = ends.pop()
            self._end(node, tag, last=not ends)

    def _base(self, body: _Element) -> None:
        bases = [str(base) for node in (body, *body.iterancestors()) if (base := node.get(_XML_BASE))]
        if bases:
            self.sheet.tag(f'<base href="{escape(bases[0])}">')

    def _name_parts(self, body: _Element) -> None:
        """An id for every prompt, and for every field in a line the text of the block that it stands in."""
        around: dict[_Element | None, _Element] = {}
        names: dict[_Element, str] = {}
        for node in body.iter():
            name = name_of(node)
            block = node if name in _BLOCKS else around.get(node.getparent())
            if block is not None:
                around[node] = block
            if name == "prompt":
                own = value_of(node, "id")
                self._prompts[node] = own or f"{self._mark}-prompt-{len(self._prompts) + 1}"
            elif name in _IN_A_LINE and block is not None:
                if block not in names:
                    names[block] = _line_text(block)
                self._lines[node] = names[block]

    def _start(self, node: _Element, body: _Element) -> str:
        """Writes a start tag and the text after it; the name for its end tag, or what stands for none."""
        if not isinstance(node.tag, str):
            return _SKIPPED
        name = name_of(node)
        if name in _LEFT_OUT or (name == "rubricBlock" and node is not body and not shown_to_learner(node)):
            return _SKIPPED
        tag, attributes = self._tag(node, name)
        place = self._document.source(node)
        self.sheet.align(place.line, place.column)
        self.sheet.tag(f"<{tag}{attributes}>")
        self.sheet.text(str(value_of(node, "title") or "") if name == "endAttemptInteraction" else str(node.text or ""))
        return _VOIDED if tag in _VOID else tag

    def _end(self, node: _Element, tag: str, *, last: bool = False) -> None:
        if tag not in (_VOIDED, _SKIPPED, _INSIDE):
            self.sheet.tag(f"</{tag}>")
        if node.tail and not last and tag != _INSIDE:
            self.sheet.text(str(node.tail))

    def _tag(self, node: _Element, name: str) -> tuple[str, str]:
        """Name and attributes. Names of QTI stay, so that pointers find the element in the document."""
        written = local(node)
        tag = written if _NAME.match(written) else "div"
        role, label = _ROLES.get(name, ""), ""
        if role:
            label = f' role="{role}"' + ("" if role == "option" else self._name(node))
        elif value_of(node, "hotspotLabel"):
            label = f' aria-label="{escape(value_of(node, "hotspotLabel") or "")}"'
        return tag, label + self._identifier(node) + _copied(node)

    def _identifier(self, node: _Element) -> str:
        written = self._prompts.get(node) or value_of(node, "id")
        return f' id="{escape(written)}"' if written else ""

    def _name(self, node: _Element) -> str:
        """The name that a player gives a field: what the item says itself, its prompt, the text around it."""
        if node.get("aria-label") or node.get("aria-labelledby"):
            return ""  # copied with the other attributes
        label = value_of(node, "label")
        if label:
            return f' aria-label="{escape(label)}"'
        prompt = first_named(node, "prompt")
        if prompt is not None:
            return f' aria-labelledby="{self._prompts[prompt]}"'
        line = self._lines.get(node)
        return f' aria-label="{escape(line)}"' if line else ""


def _line_text(block: _Element) -> str:
    """The first words of a block, alternatives of its pictures among them; what is offered in fields is left out."""
    pieces: list[str] = []
    length = 0
    waiting: list[_Element | str] = [block]
    while waiting and length < _NAME_LENGTH:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            length += len(node.strip())
            continue
        if node is not block and node.tail:
            waiting.append(node.tail)
        if isinstance(node.tag, str) and name_of(node) not in _IN_A_LINE:
            waiting.extend(reversed(node))
            waiting.append(" ".join((node.text or "", node.get("alt") or "")))
    return " ".join(" ".join(pieces).split())[:_NAME_LENGTH]


def _copied(node: _Element) -> str:
    """Attributes as HTML; of an element of QTI only those that HTML knows for every element."""
    made = []
    everything = local(node) in HTML_NAMES
    for key, value in node.attrib.items():
        name = str(key)
        if name == XML_LANG:
            made.append(f' lang="{escape(str(value))}"')
        elif name not in _TAKEN and (_ATTRIBUTE.match(name) if everything else _GLOBAL.match(name)):
            made.append(f' {name.lower()}="{escape(str(value))}"')
        elif name == "type" and local(node) in _TYPED:
            made.append(f' type="{escape(str(value))}"')
        elif name == "role" and name_of(node) not in _ROLES:
            made.append(f' role="{escape(str(value))}"')
    return "".join(made)
