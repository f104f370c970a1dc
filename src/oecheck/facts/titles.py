"""Title and viewport of a page, and data for machines in it (ACC-004).

Source: ACT 2779a5 (page has a title).
"""

from __future__ import annotations

from oecheck.documents.html import HtmlDocument, folded
from oecheck.facts._definition import FactDefinition
from oecheck.facts._page_references import masked

__all__ = ["FACTS"]

_MAX_TITLE = 500  # characters


def title(document: HtmlDocument) -> str | None:
    """The text of the first `title` of the page, not of a drawing or template; None without one, or if it is blank."""
    for element in document.named("title"):
        around = document.parent(element)
        if around is not None and around.name in ("head", "html", "body"):
            return masked(folded(iter((document.raw_text(element),)), _MAX_TITLE)) or None
    return None


def viewport(document: HtmlDocument) -> bool:
    """Whether the page adapts to small screens, as far as a `meta` says it."""
    return any(element.get("name").lower() == "viewport" for element in document.named("meta"))


def structured_data(document: HtmlDocument) -> bool:
    """Whether there is JSON-LD, microdata or RDFa."""
    scripts = document.named("script")
    if any(element.get("type").lower().startswith("application/ld+json") for element in scripts):
        return True
    return bool(document.having("itemscope") or document.having("typeof"))


FACTS = (
    FactDefinition(of="page", name="title", type="string", meaning="text of the title element", function=title),
    FactDefinition(
        of="page", name="viewport", type="bool", meaning="a meta element sets the viewport", function=viewport
    ),
    FactDefinition(
        of="page",
        name="structured_data",
        type="bool",
        meaning="the page holds JSON-LD, microdata or RDFa",
        function=structured_data,
    ),
)
