"""Sets of element names that the HTML standard treats alike."""

from __future__ import annotations

__all__ = ["ENDS_P", "INLINE", "TEXT_ONLY", "UNRENDERED", "VOID"]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
"""Elements without content and end tag (HTML §13.1.2, with the obsolete ones)."""

ENDS_P = _names(
    "address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr main menu nav ol p pre section table ul li dt dd"
)
"""Start tags that end an open `p` (HTML §13.2.6.4.7)."""

INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q s samp small span"
    " strike strong sub sup svg time tt u var math mi mn mo ms mtext mrow msup msub msubsup mfrac msqrt mroot semantics"
)
"""Elements that do not part words."""

UNRENDERED = _names(
    "script style title template noscript noframes noembed datalist dialog annotation annotation-xml metadata desc"
)
"""Elements that a browser with scripting does not show (HTML §15.3.1), and titles; `dialog` where it is not open."""

TEXT_ONLY = frozenset({"script", "style", "title"})
"""Those of them that hold text and no elements."""
