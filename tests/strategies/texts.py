"""Texts that any descriptor may hold, and the insides of pages."""

from __future__ import annotations

from xml.sax.saxutils import escape

from hypothesis import strategies as st

__all__ = ["bodies", "texts"]

_LETTERS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff\x85\u2028\u2029"
)
"""Nothing that XML forbids or that parsers take for an end of a line."""


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """A line in any script; not blank, and with single blanks inside, as titles are read."""
    words = st.text(_LETTERS, min_size=1, max_size=10).map(lambda text: "".join(text.split())).filter(bool)
    return st.lists(words, min_size=1, max_size=max(most // 10, 1)).map(" ".join)


def bodies() -> st.SearchStrategy[str]:
    """The inside of a page: well-formed, of a few elements in each other."""
    leaves = st.one_of(
        texts().map(escape),
        st.sampled_from(["<br/>", '<img src="a.png" alt="a map"/>', '<a href="b.html">b</a>', "<hr/>", "&amp;"]),
    )

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        name = st.sampled_from(["p", "div", "h2", "ul", "li", "em", "table", "tr", "td", "section", "figure", "b"])
        return st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", name, st.lists(inner, max_size=4))

    return st.recursive(leaves, around, max_leaves=12)
