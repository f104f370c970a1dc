"""PDF documents: tags, title, language, text, protection, actions (ACC-023, LIC-006, PRV-005).

Needs the extra `pdf` (pikepdf). Without it everything but what raw bytes show is unreadable, never assumed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from oecheck.facts._definition import FactDefinition
from oecheck.model.content import Document
from oecheck.model.fact import Fact, Method, State, Value, unreadable
from oecheck.model.package import File
from oecheck.model.source import Source
from oecheck.values.patterns import pattern

if TYPE_CHECKING:
    import pikepdf

__all__ = ["FACTS", "read_pdf"]

_SAMPLED_PAGES = 60  # evenly spread; enough to tell a scan from a text
_ANNOTATED_PAGES = 500
_MAX_ANNOTATIONS = 2000
_TITLE = pattern(rb"<dc:title\b[^>]{0,200}>.{0,300}?<rdf:li\b[^>]{0,100}>([^<]{1,500})</rdf:li>", re.DOTALL)
_LAUNCH = pattern(rb"/S\s{0,3}/Launch\b")
_SCRIPT = pattern(rb"/S\s{0,3}/JavaScript\b")
_UNREADABLE_FIELDS = ("title", "language", "tagged", "text_share", "pages")


def pdf(content: bytes, file: File) -> Document:
    """The facts of a PDF document."""
    return read_pdf(content, file.path)


def read_pdf(content: bytes, path: str) -> Document:
    """Reads a PDF document; what cannot be read is unreadable, with the reason."""
    try:
        import pikepdf
    except ImportError:
        return _unknown(content, path, "needs-pdf-extra")
    _quieten()
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            return _read(document, path)
    except pikepdf.PasswordError:
        return _unknown(content, path, "document-encrypted", encrypted=True)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OverflowError):
        # The library raises these for dictionaries of the wrong kind; the bytes are anybody's.
        return _unknown(content, path, "document-damaged")


@cache
def _quieten() -> None:
    """The library logs what is odd in a document; without a handler Python writes that to standard error."""
    import logging  # the library has imported it

    logging.getLogger("pikepdf").addHandler(logging.NullHandler())


def _read(document: pikepdf.Pdf, path: str) -> Document:
    root = document.Root
    count = len(document.pages)
    allowed = document.allow
    kinds = set(_action_kinds(document))
    return Document(
        source=Source(path),
        path=path,
        kind="pdf",
        title=_title(document),
        language=_text(root.get("/Lang")),
        tagged=_marked(root) and "/StructTreeRoot" in root,
        text_share=_text_share(document, count),
        pages=count,
        restricted=bool(document.is_encrypted and not (allowed.extract and allowed.accessibility)),
        launch_action="/Launch" in kinds,
        script="/JavaScript" in kinds,
    )


def _title(document: pikepdf.Pdf) -> str | None:
    """Title of the document information, else of the XMP packet."""
    title = _text(document.docinfo.get("/Title"))
    metadata = document.Root.get("/Metadata")
    if title or metadata is None:
        return title
    raw = metadata.read_raw_bytes()[: 1 << 20]  # by rule not compressed, so that other programs find it
    found = _TITLE.search(raw)
    return found[1].decode("utf-8", "replace").strip() or None if found else None


def _text(value: Any) -> str | None:
    return str(value).strip()[:500] or None if value is not None else None


def _marked(root: pikepdf.Object) -> bool:
    mark = root.get("/MarkInfo")
    return mark is not None and bool(mark.get("/Marked", False))


def _text_share(document: pikepdf.Pdf, count: int) -> Value[float]:
    """Share of the pages that use a font; a scanned page has a picture and none."""
    if not count:
        return unreadable("document-damaged")
    step = max(1, count // _SAMPLED_PAGES)
    sampled = range(0, count, step)
    with_text = sum(_uses_font(document.pages[number].obj) for number in sampled)
    share = round(with_text / len(sampled), 3)
    return Fact(value=share, state=State.PRESENT, method=Method.INFERRED, confidence=0.9)


def _uses_font(page: pikepdf.Object) -> bool:
    resources = _inherited(page, "/Resources")
    if resources is None:
        return False
    if len(resources.get("/Font", {})):
        return True
    objects = resources.get("/XObject", {})
    inner = (objects[name].get("/Resources") for name in list(objects.keys())[:50])
    return any(found is not None and len(found.get("/Font", {})) for found in inner)


def _inherited(page: Any, key: str) -> Any:
    for _ in range(20):  # levels of the page tree
        if page is None:
            return None
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


def _action_kinds(document: pikepdf.Pdf) -> Iterator[str]:
    """Kinds of the actions of the document, its pages and their annotations."""
    root = document.Root
    names = root.get("/Names")
    if names is not None and "/JavaScript" in names:
        yield "/JavaScript"
    yield from _kinds(root.get("/OpenAction"))
    yield from _additional(root)
    for number in range(min(len(document.pages), _ANNOTATED_PAGES)):
        page = document.pages[number].obj
        yield from _additional(page)
        for annotation in list(page.get("/Annots", ()))[:_MAX_ANNOTATIONS]:
            yield from _kinds(annotation.get("/A"))
            yield from _additional(annotation)


def _additional(holder: pikepdf.Object) -> Iterator[str]:
    actions = holder.get("/AA")
    if actions is not None:
        for name in list(actions.keys())[:20]:
            yield from _kinds(actions[name])


def _kinds(action: Any) -> Iterator[str]:
    """Kind of an action and of those that follow it; a destination (an array) is none."""
    for _ in range(10):
        if action is None or "/S" not in action:
            return
        yield str(action["/S"])
        action = action.get("/Next")


def _unknown(content: bytes, path: str, reason: str, *, encrypted: bool = False) -> Document:
    """What raw bytes tell: a plain action may be seen, a compressed one not."""
    source = Source(path)
    nothing: dict[str, Any] = dict.fromkeys(_UNREADABLE_FIELDS, unreadable(reason, source))
    return Document(
        source=source,
        path=path,
        kind="pdf",
        encrypted=encrypted,
        launch_action=_LAUNCH.search(content) is not None,
        script=_SCRIPT.search(content) is not None,
        **nothing,
    )


FACTS = (
    FactDefinition(
        of="file",
        name="pdf",
        type="document",
        meaning="tags, title, language, text and protection of a PDF document",
        function=pdf,
        media_types=("application/pdf",),
    ),
)
