"""Which program made a package, from what it leaves behind; nothing is guessed from the look of the content.

Source: formats/content-packaging.md §5; formats/scorm-1.2.md §5; file lists of real packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from lxml import etree

from oecheck.documents.xml import XmlDocument
from oecheck.model.fact import Fact, Method
from oecheck.model.source import Source

__all__ = ["Producer", "find_producer"]

# Comments in which programs name themselves; the group is the version.
_MADE_BY = r"(?:created|generated|published) (?:by|with|using) "
_COMMENTS = (
    ("eXeLearning", re.compile(_MADE_BY + r"eXe\b(?:Learning)?(?:[^0-9]{0,12}v?(\d[\w.]{0,12}))?", re.IGNORECASE)),
    ("Hot Potatoes", re.compile(_MADE_BY + r"HotPotatoes\b[^0-9]{0,20}(\d[\w.]{0,8})?", re.IGNORECASE)),
    ("Reload Editor", re.compile(r"This is a Reload version (\d[\w.]{0,12})", re.IGNORECASE)),
    ("iSpring", re.compile(_MADE_BY + r"iSpring[^0-9]{0,30}(\d[\w.]{0,12})?", re.IGNORECASE)),
    ("Articulate Storyline", re.compile(_MADE_BY + r"Articulate Storyline[^0-9]{0,12}(\d[\w.]{0,12})?", re.IGNORECASE)),
    ("Lectora", re.compile(_MADE_BY + r"[^.]{0,20}Lectora[^0-9]{0,12}(\d[\w.]{0,12})?", re.IGNORECASE)),
)
# Files that only one program writes; every name of a group has to be there.
_FILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Articulate Storyline", ("story_content/", "story.html")),
    ("Articulate Rise", ("scormcontent/lib/rise/",)),
    ("Articulate Rise", ("scormcontent/lib/lzwcompress.js", "scormcontent/lib/main.bundle.js")),
    ("iSpring", ("data/html5-unsupported.html", "data/player.js")),
    ("Adobe Captivate", ("assets/js/CPM.js",)),
    ("Adobe Presenter", ("breeze-manifest.xml",)),
    ("Adapt", ("adapt/js/adapt.min.js",)),
    ("Lectora", ("trivantis.js",)),
    ("Camtasia", ("scripts/techsmith-smart-player.min.js",)),
    ("eXeLearning", ("contentv3.xml",)),
    ("eXeLearning", ("content.xml", "libs/exe_atools/")),
    ("H5P", ("h5p.json", "content/content.json")),
    ("Xerte", ("template.xml", "common_html5/")),
    ("Blackboard", (".bb-package-info",)),
)
# Namespaces that only one program binds, whether it uses them in this package or not.
_SPACES = {
    "http://www.blackboard.com/content-packaging": "Blackboard",
    "http://www.blackboard.com/content-packaging/": "Blackboard",
}


class Producer(msgspec.Struct, frozen=True):
    """The program that made a package, and its version; None where nothing tells."""

    name: Fact[str] | None = None
    version: Fact[str] | None = None


def find_producer(document: XmlDocument, paths: Iterable[str]) -> Producer:
    """The program named in a comment of the manifest, else that whose files are there, or whose namespace is bound.

    Args:
        document: the manifest.
        paths: paths of the package.
    """
    for comment in _comments(document):
        for name, pattern in _COMMENTS:
            match = pattern.search(comment)
            if match is not None:
                source = Source(document.file, snippet=" ".join(match[0].split())[:200])
                version = (match[1] or "").rstrip(".")
                return Producer(_fact(name, source), _fact(version, source) if version else None)
    known = _Paths(paths)
    for name, wanted in _FILES:
        if all(map(known.has, wanted)):
            return Producer(_fact(name, Source(known.first(wanted[0]))))
    for space in document.root.nsmap.values():
        if space in _SPACES:
            return Producer(_fact(_SPACES[space], document.source(document.root)))
    return Producer()


def _fact(value: str, source: Source) -> Fact[str]:
    return Fact(value=value, method=Method.DERIVED, sources=(source,))


def _comments(document: XmlDocument) -> Iterator[str]:
    root = document.root
    for node in (*root.itersiblings(preceding=True), *root):
        if isinstance(node, etree._Comment):
            yield (node.text or "")[:1000]


class _Paths:
    """Paths by name and by folder, for the files that a program leaves."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._known = frozenset(self._paths)

    def has(self, wanted: str) -> bool:
        return bool(self.first(wanted))

    def first(self, wanted: str) -> str:
        """The path itself, or the first below a folder; "" when there is none."""
        if not wanted.endswith("/"):
            return wanted if wanted in self._known else ""
        return next((path for path in self._paths if path.startswith(wanted)), "")
