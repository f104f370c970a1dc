"""What a fact module exports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

__all__ = ["FactDefinition"]


class FactDefinition(msgspec.Struct, frozen=True, kw_only=True):
    """One derived fact: what it is of, what it is called, and how it is computed.

    A module of `oecheck.facts` exports `FACTS`, a tuple of these. It is found because it lies in the folder (or is
    named by an entry point `oecheck.facts`); nothing else has to be edited.

    Attributes:
        of: kind it belongs to: `course`, `package`, `page`, `file`, `media`, `image`, …
        name: name in rules.
        type: type in the rule language: string, int, double, bool, `list<string>`, a kind, `list<kind>`.
        meaning: one sentence for the manual.
        unit: s, bytes, share, kbit/s, lines; "" without unit.
        function: computes the value. Its parameter names say what it needs:
            `container`, `course`, `package`, `manifest`, `reading` (the ReadResult), `today`, `standard_data`
            (lexicons and vocabularies), `record` (dict of the course description record or None),
            `resolver` (hrefs to paths), `page_values(name)` and `file_values(name)` (a fact of every page or file);
            the name of any course-level fact (`pages`, `files`, `links` …);
            the name of its own kind (the entity it is computed for), and for facts of a page `document`
            (the parsed HtmlDocument), for facts of a file `content` (its bytes) or `path`.
            Returns the value, None (absent) or a `model.Fact`.
        media_types: only for facts of a file that need `content`: media types (or `text/*`) it wants.
        needs: facts of pages and files that it asks for by name (`page.media_elements`, `file.caption`).
    """

    of: str
    name: str
    type: str
    meaning: str
    function: Callable[..., Any]
    unit: str = ""
    media_types: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
