"""HTML of a content: its texts as written, and its media as the markup that H5P makes of them.

Facts look at pages, so a picture of the content becomes an `img` with its alternative, a video a `video`, at the place
of its object in `content.json`: whatever holds for pages holds for H5P without a second set of rules.
Source: formats/h5p.md §3; formats/course-model.md §6 (column H5P).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from oecheck.documents.json import YamlNode, YamlTree
from oecheck.model.course import Embedded
from oecheck.model.fact import Value as FactValue
from oecheck.readers._h5p.content import Part, values_of
from oecheck.readers._h5p.media import Medium
from oecheck.readers._h5p.nodes import string, words_at
from oecheck.values.patterns import pattern
from oecheck.values.text import unescaped

__all__ = ["embedded_of"]

_MARKUP = pattern(r"<[A-Za-z/!]")
_LABELS = frozenset({"l10n", "l18n", "UI", "a11y", "override", "language"})
"""Objects that hold words of the type's own buttons and messages, which its authors translated."""
_ALWAYS = frozenset(
    {"text", "question", "taskDescription", "description", "content", "intro", "introduction", "sample", "textField"}
)
"""Keys of what the author writes, also where it has no markup."""


def embedded_of(part: Part, media: list[Medium], tree: YamlTree, owner: str, title: FactValue[str]) -> list[Embedded]:
    """The texts and media of one content.

    Args:
        part: the content.
        media: its media.
        tree: document that it stands in.
        owner: id of its activity.
        title: title of the package, for contents without one of their own.
    """
    named = part.title or title
    found = [
        *((node, text.replace("\n", " ")) for node, text in _texts(part)),
        *((medium.value.node, markup) for medium in media if (markup := _medium(medium))),
        *_special(part, str(part.title or "")),
    ]
    return [_embedded(node, markup, tree, owner, named) for node, markup in found]


def _embedded(node: YamlNode, markup: str, tree: YamlTree, owner: str, title: FactValue[str]) -> Embedded:
    source = tree.source(node)
    identifier = f"{tree.file}#{source.pointer}"
    return Embedded(source=source, id=identifier, title=title, markup=markup, base=tree.file, owner=owner)


def _texts(part: Part) -> Iterator[tuple[YamlNode, str]]:
    for value in values_of(part):
        node = value.node
        if node.kind != "scalar" or node.style != "string" or not node.text.strip():
            continue
        if not _LABELS.isdisjoint(value.keys[:-1]):
            continue
        if value.key in _ALWAYS or _MARKUP.search(node.text):
            yield node, node.text


def _medium(medium: Medium) -> str:
    if medium.kind == "image":
        return "" if medium.background else _image(medium)
    if medium.kind not in ("video", "audio"):
        return ""
    switches = [
        name for name, on in (("controls", medium.controls), ("autoplay", medium.autoplay), ("loop", medium.loop)) if on
    ]
    sources = "".join(f'<source src="{_address(path)}">' for path in medium.paths)
    return f"<{' '.join([medium.kind, *switches])}>{sources}</{medium.kind}>"


def _image(medium: Medium) -> str:
    # Editors store plain text with HTML references (`&#039;`).
    alternative = "" if medium.alternative is None else f' alt="{escape(unescaped(medium.alternative))}"'
    return f'<img src="{_address(medium.paths[0])}"{alternative}>'


def _address(path: str) -> str:
    """A stored name is no URL: `#`, `?` and `%` in it are letters. Addresses elsewhere are URLs already."""
    plain = path if "://" in path else quote(path.removesuffix("#tmp"), safe="/:@!$&'()*+,;=~")
    return escape(plain)


def _special(part: Part, title: str) -> Iterator[tuple[YamlNode, str]]:
    """Types whose values are addresses: a frame and a link."""
    if part.library == "H5P.IFrameEmbed" and string(part.params, "source"):
        name = escape(title or "H5P.IFrameEmbed")
        yield part.node, f'<iframe src="{escape(string(part.params, "source"))}" title="{name}"></iframe>'
    elif part.library == "H5P.Link" and string(part.params, "linkWidget", "url"):
        url = string(part.params, "linkWidget", "protocol") + string(part.params, "linkWidget", "url")
        yield part.node, f'<a href="{escape(url)}">{escape(words_at(part.params, "title"))}</a>'
