"""One section of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from oecheck.reporters._html.markup import prose
from oecheck.reporters._markup import escaped

__all__ = ["Section"]


class Section(msgspec.Struct, frozen=True):
    """A heading of the second level and what stands under it.

    Attributes:
        id: where links lead.
        title: heading, plain text.
        count: how many entries, told beside the heading; None where there is nothing to count. A section that counts
            none is not shown.
        body: gives the HTML under the heading.
        intro: one sentence, plain text; "".
    """

    id: str
    title: str
    count: int | None
    body: Callable[[], Iterable[str]]
    intro: str = ""

    def html(self) -> Iterator[str]:
        """The section as HTML."""
        count = "" if self.count is None else f' <span class="count">{self.count}</span>'
        yield f'<section id="{self.id}" aria-labelledby="{self.id}-title">\n'
        yield f'<h2 id="{self.id}-title">{escaped(self.title)}{count}</h2>\n'
        if self.intro:
            yield f"{prose('p', escaped(self.intro), 'intro')}\n"
        yield from self.body()
        yield "</section>\n"
