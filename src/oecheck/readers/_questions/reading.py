"""One document with questions, whatever its version: the interface of this package to readers of packages.

Source: formats/qti.md §1 (roots and namespaces).
"""

from __future__ import annotations

import msgspec

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Embedded
from oecheck.readers._questions.qti2_item import Named, QtiItem, files_named, read_item
from oecheck.readers._questions.qti2_markup import markup_of
from oecheck.readers._questions.qti2_names import first_named, name_of, value_of, version_of
from oecheck.readers._questions.qti2_test import QtiTestPlan, read_test_plan
from oecheck.readers._questions.qti12 import QtiDocument, read_qti12

__all__ = ["QuestionDocument", "read_questions", "root_kind"]

_ROOTS = {
    "questestinterop": "bank",
    "assessmentItem": "item",
    "assessmentTest": "test",
    "assessmentSection": "section",
    "assessmentStimulus": "stimulus",
    "responseProcessing": "template",
    "outcomeDeclaration": "outcomes",
    "assessmentResult": "result",
    "qti_result_report": "result",
    "usageData": "usage",
    "qtiUsageData": "usage",
}


class QuestionDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What one document holds.

    Attributes:
        kind: bank (QTI 1.2), item, test, section, stimulus, template, outcomes, result, usage; fragment for a piece of
            HTML; "" for anything else.
        version: version of the namespace; 1.2 for `questestinterop`; "".
        item, test, old: what was read, for the kinds that have it.
        named, embedded: of a stimulus or fragment; items and tests have their own.
    """

    path: str
    document: XmlDocument
    kind: str
    version: str = ""
    item: QtiItem | None = None
    test: QtiTestPlan | None = None
    old: QtiDocument | None = None
    named: tuple[Named, ...] = ()
    embedded: tuple[Embedded, ...] = ()


def root_kind(document: XmlDocument) -> str:
    """Kind of a document by its root element; "" for none of QTI's."""
    return _ROOTS.get(name_of(document.root), "")


def read_questions(document: XmlDocument, path: str) -> QuestionDocument:
    """Everything that a document of QTI holds."""
    root, kind = document.root, root_kind(document)
    made = QuestionDocument(path=path, document=document, kind=kind, version=version_of(root))
    if kind == "bank":
        return msgspec.structs.replace(made, version="1.2", old=read_qti12(root, document, path))
    if kind == "item":
        return msgspec.structs.replace(made, item=read_item(root, document, path))
    if kind in ("test", "section"):
        return msgspec.structs.replace(made, test=read_test_plan(root, document, path))
    if kind == "stimulus":
        return _stimulus(made)
    if not kind and made.version:
        return msgspec.structs.replace(_stimulus(made), kind="fragment")
    return made


def _stimulus(made: QuestionDocument) -> QuestionDocument:
    """A text that items share: `assessmentStimulus`, or a piece of HTML in the namespace of QTI (TAO)."""
    root, document, path = made.document.root, made.document, made.path
    body = first_named(root, "stimulusBody")
    body = root if body is None else body
    source = document.source(body)
    text = Embedded(
        source=source,
        id=f"{path}#{source.pointer}",
        title=value_of(root, "title") or None,
        markup=markup_of(body, document),
        base=path,
    )
    return msgspec.structs.replace(made, named=files_named(root, document), embedded=(text,))
