"""The blocks of a course: pointers followed, each file once, in document order and without recursion.

Source: formats/olx.md §2, §4 (SelfPointer, PointerAlreadyPointedAt, TagMismatch, DuplicateURLName …);
openedx-platform `xmodule/xml_block.py` (`is_pointer_tag`, `name_to_pathname`, `load_file`).
"""

from __future__ import annotations

from typing import Any

import msgspec

from oecheck.documents.xml import Element, XmlDocument, local
from oecheck.model.package import PackageFinding, Reference
from oecheck.model.source import Source
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.kinds import CONTAINERS, LEAVES, NOT_BLOCKS, PLACES, POINTED, STRUCTURE
from oecheck.readers._olx.policy import Policy
from oecheck.readers._olx.shelf import Shelf

__all__ = ["Tree", "is_pointer", "path_of", "read_tree"]

_COURSE_POINTER = frozenset({"url_name", "org", "course"})
_OWN_FAMILY = "xblock-family"


class Tree(msgspec.Struct, frozen=True):
    """What was loaded.

    Attributes:
        blocks: the course first, then what it holds, in document order.
        findings: what is wrong with names, pointers and places.
        references: from pointers to files.
        names: tag and url_name of every block that the course names, those whose file cannot be had among them.
        files: XML files that belong to the course or were told to be hidden, those that cannot be read among them.
    """

    blocks: tuple[Block, ...]
    findings: tuple[PackageFinding, ...]
    references: tuple[Reference, ...]
    names: frozenset[tuple[str, str]] = frozenset()
    files: frozenset[str] = frozenset()


class _Waiting(msgspec.Struct, frozen=True, eq=False):
    element: Element
    document: XmlDocument
    parent: int
    position: int


def is_pointer(element: Element) -> bool:
    """Whether an element only names the file that holds it."""
    names = set(map(str, element.attrib))
    wanted = _COURSE_POINTER if local(element) == "course" else {"url_name"}
    return not len(element) and names == wanted and not (element.text or "").strip()


def path_of(tag: str, url_name: str, ending: str = ".xml") -> str:
    """Path of the file of a block; `:` in a name stands for a folder."""
    return f"{tag}/{url_name.replace(':', '/')}{ending}"


def read_tree(shelf: Shelf, element: Element, document: XmlDocument, policy: Policy) -> Tree:
    """All blocks below the element of a course."""
    return _Loader(shelf, policy).load(element, document)


class _Loader:
    """One course while it is loaded."""

    def __init__(self, shelf: Shelf, policy: Policy) -> None:
        self._shelf = shelf
        self._policy = policy
        self._blocks: list[Block] = []
        self._findings: list[PackageFinding] = []
        self._references: list[Reference] = []
        self._loaded: set[str] = set()
        self._names: set[tuple[str, str]] = set()
        self._met: set[tuple[str, str]] = set()
        self._told: set[str] = set()

    def load(self, element: Element, document: XmlDocument) -> Tree:
        self._loaded.add(document.file)
        waiting = [_Waiting(element, document, -1, 1)]
        while waiting:
            waiting += reversed(self._take(waiting.pop()))
        return Tree(
            blocks=tuple(self._blocks),
            findings=tuple(self._findings),
            references=tuple(self._references),
            names=frozenset(self._names | self._met),
            files=frozenset(self._loaded | self._told),
        )

    def _take(self, found: _Waiting) -> list[_Waiting]:
        """Makes a block and gives what waits in it."""
        tag, url_name = local(found.element), str(found.element.get("url_name", ""))
        element, document = found.element, found.document
        self._met.add((tag, url_name))
        if found.parent >= 0:
            self._check_place(tag, found)
            opened = self._opened(tag, url_name, found)
            if opened is None:
                return []
            element, document = opened
        block = Block(tag, url_name, element, document, found.parent, found.position, policy=self._policy)
        block = self._with_file(block)
        self._check_name(block, found)
        self._blocks.append(block)
        return self._inside(block, len(self._blocks) - 1)

    def _inside(self, block: Block, index: int) -> list[_Waiting]:
        if block.tag in LEAVES:
            return []
        open_kind = block.tag in CONTAINERS
        children = [
            child
            for child in block.element
            if (name := local(child)) and name not in NOT_BLOCKS and (open_kind or child.get("url_name"))
        ]
        if block.tag in STRUCTURE:
            self._check_text(block)
        return [_Waiting(child, block.document, index, place) for place, child in enumerate(children, 1)]

    # Pointers

    def _opened(self, tag: str, url_name: str, found: _Waiting) -> tuple[Element, XmlDocument] | None:
        """The element and document that a block really is; None when its file cannot be had."""
        element, document = found.element, found.document
        while True:
            path = path_of(tag, url_name) if url_name else ""
            pointing = is_pointer(element) and (tag in POINTED or path in self._shelf)
            if not pointing:
                self._check_unused(tag, path, element, document)
                return element, document
            source = document.source(element)
            if path == document.file and element is document.root:
                self._report("OLX-03", "self", source, path=path)
                return element, document
            following = self._follow(path, source)
            if following is None:
                return None
            element, document = following.root, following
            if local(element) != tag:
                self._report("OLX-06", "", document.source(element), path=path, tag=local(element)[:40], wanted=tag)
                return None
            inner = str(element.get("url_name", url_name))
            if inner != url_name:
                if not is_pointer(element):
                    self._report(
                        "OLX-31", "url-name", document.source(element), path=path, name=inner[:80], wanted=url_name
                    )
                    return element, document
                url_name = inner

    def _follow(self, path: str, source: Source) -> XmlDocument | None:
        """The document that a pointer names. What is missing is told by the reference, and by this check."""
        if path in self._loaded:
            self._report("OLX-03", "twice", source, path=path)
            return None
        there = path in self._shelf
        state = "found" if there else "missing"
        self._references.append(Reference(source=source, href=path, target=path, kind="descriptor", state=state))
        if not there:
            return None
        self._loaded.add(path)
        return self._shelf.xml(path)

    def _check_unused(self, tag: str, path: str, element: Element, document: XmlDocument) -> None:
        """An element that has a file of its name, which is not used because it is no pointer."""
        if not path or path not in self._shelf or path == document.file or tag not in POINTED:
            return
        if element.get(_OWN_FAMILY) or path in self._loaded:
            return
        self._told.add(path)
        empty = not len(element) and not (element.text or "").strip()
        self._report(
            "OLX-03" if empty else "OLX-32", "attributes" if empty else "", document.source(element), path=path
        )

    def _with_file(self, block: Block) -> Block:
        """The block with the file of its content, where it names one."""
        name = block.attribute("filename")
        if not name:
            return block
        if block.tag == "html":
            folder = block.file.rpartition("/")[0] if block.file.startswith("html/") else "html"
            places = (f"{folder}/{name.replace(':', '/')}.html", path_of("html", name, ".html"))
            path = next((place for place in places if place in self._shelf), places[-1])
            return msgspec.structs.replace(block, page=self._page(path, block.source))
        path = path_of(block.tag, name)
        if path == block.file or path in self._loaded or path not in self._shelf:
            return block
        document = self._follow(path, block.source)
        if document is None or local(document.root) != block.tag:
            return block
        return msgspec.structs.replace(block, element=document.root, document=document)

    def _page(self, path: str, source: Source) -> str:
        state = "found" if path in self._shelf else "missing"
        self._references.append(Reference(source=source, href=path, target=path, kind="file", state=state))
        return path if state == "found" else ""

    # Names and places

    def _check_name(self, block: Block, found: _Waiting) -> None:
        if not block.url_name:
            return
        name = (block.tag, block.url_name)
        if name in self._names:
            source = found.document.source(found.element)
            self._report("OLX-05", "", source, tag=block.tag, name=block.url_name[:100])
        self._names.add(name)
        if ":" in block.url_name:
            source = found.document.source(found.element)
            self._report("OLX-31", "nested", source, name=block.url_name[:100])

    def _check_place(self, tag: str, found: _Waiting) -> None:
        around = self._blocks[found.parent].tag
        of_structure = tag in STRUCTURE
        misplaced = of_structure and around in STRUCTURE and around != PLACES.get(tag)
        if misplaced or (not of_structure and around == "course"):
            source = found.document.source(found.element)
            self._report("OLX-33", "", source, tag=tag[:40], around=around)

    def _check_text(self, block: Block) -> None:
        stray = [block.element.text, *(child.tail for child in block.element)]
        if any(text and text.strip() for text in stray):
            self._report("OLX-34", "", block.source, tag=block.tag)

    def _report(self, check: str, variant: str, source: Source, **arguments: Any) -> None:
        self._findings.append(PackageFinding(check=check, variant=variant, source=source, arguments=arguments))
