"""An edition as one document that people read: made from its files, the same bytes each time.

document = standard_document(read_sources(edition, files))
html_page(document); markdown_page(document)
"""

from __future__ import annotations

from oecheck.authoring.document.annexes import annex_parts
from oecheck.authoring.document.blocks import Document, Paragraph
from oecheck.authoring.document.clauses import clause_parts
from oecheck.authoring.document.html import html_page
from oecheck.authoring.document.markdown import markdown_page
from oecheck.authoring.document.requirements import area_parts
from oecheck.authoring.document.sources import Sources, read_mappings, read_sources
from oecheck.authoring.document.words import paragraphs, word

__all__ = ["Document", "Sources", "html_page", "markdown_page", "read_mappings", "read_sources", "standard_document"]


def standard_document(sources: Sources) -> Document:
    """The document: clauses in order, then annexes."""
    standard = sources.edition.standard
    known = frozenset(rule.file.id for rule in sources.edition.rules)
    edition = word("edition", edition=standard.edition, status=standard.status, digest=sources.edition.digest)
    return Document(
        standard.title,
        (Paragraph((edition,)), *paragraphs(sources.document.about, known)),
        (*clause_parts(sources, known), *area_parts(sources, known), *annex_parts(sources, known)),
    )
