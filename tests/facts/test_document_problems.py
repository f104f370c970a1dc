from __future__ import annotations

from typing import Any

from oecheck.facts.document_problems import problems
from oecheck.model.content import Document
from oecheck.model.fact import Fact, unreadable
from oecheck.model.source import Source


def test_all_that_a_pdf_lacks_is_named() -> None:
    document = Document(source=Source("r.pdf"), path="r.pdf", kind="pdf", tagged=False)
    assert problems(document) == ("no-tags", "no-title", "no-language")


def test_what_could_not_be_read_is_not_named() -> None:
    nothing: Fact[Any] = unreadable("needs-pdf-extra")
    document = Document(
        source=Source("r.pdf"), path="r.pdf", kind="pdf", tagged=nothing, title=nothing, language=nothing
    )
    assert problems(document) == ()


def test_slides_and_pictures_are_named_when_some_lack_theirs() -> None:
    document = Document(
        source=Source("s.pptx"),
        path="s.pptx",
        kind="pptx",
        title="Wells",
        language="en",
        slides_without_title=2,
        images_without_alternative=0,
    )
    assert problems(document) == ("no-slide-titles",)
