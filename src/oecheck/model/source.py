"""Where something was found."""

from __future__ import annotations

import msgspec

__all__ = ["Source"]


class Source(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A place in a package, or in a file beside it.

    Attributes:
        file: path in the package, POSIX, relative to its root; inside a nested archive
            `outer.zip!/inner.xml`; the record beside the package is `course-description.yaml`;
            the package itself is "".
        line, column: 1-based, of the start tag or key; 0 where the file has no lines.
        pointer: XPath of local names (`/manifest/resources/resource[@identifier='r1']`),
            JSON Pointer (`/licence`), CSS-like path for HTML (`html/body/img[2]`), or "".
        breadcrumb: titles from the course down to this place, for people.
        snippet: at most 200 characters of the text at this place; never a secret or personal value.
    """

    file: str
    line: int = 0
    column: int = 0
    pointer: str = ""
    breadcrumb: tuple[str, ...] = ()
    snippet: str = ""
