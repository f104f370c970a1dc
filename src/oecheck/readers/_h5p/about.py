"""What `h5p.json` says of the whole, and what each part and medium says of its rights.

Source: formats/h5p.md §2, §5; h5p-php-library `h5p-metadata.class.php`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from oecheck.documents.json import YamlNode, YamlTree
from oecheck.model.course import Contributor, Course, LangText, Licence
from oecheck.model.fact import Fact
from oecheck.model.source import Source
from oecheck.readers._h5p.content import Part
from oecheck.readers._h5p.media import Medium, copyrights_of
from oecheck.readers._h5p.nodes import each, find, string, words_at
from oecheck.values import date, language_tag
from oecheck.values import licence as licences
from oecheck.values.vcard import name_and_organisation

__all__ = ["CAPABILITIES", "Rights", "describe", "rights_of"]

_PARTS = ("licences", "modules", "activities", "assessments", "questions", "embedded", "tools", "tracks_declared")
CAPABILITIES = frozenset(f"course.{name}" for name in ("title", "languages", "licence", "contributors", *_PARTS))
"""What H5P has a place for; description, keywords and the log of changes are read only where they are given."""

_ROLES = {"author": "author", "editor": "editor", "licensee": "licensee", "originator": "initiator"}


def describe(tree: YamlTree) -> Course:
    """The course as `h5p.json` describes it."""
    root = tree.root
    tag = language_tag.normalise(string(root, "language"))
    keywords = [word.strip() for word in string(root, "metaKeywords").split(",") if word.strip()]
    return Course(
        source=tree.source(root),
        title=_fact(words_at(root, "title"), find(root, "title"), tree),
        description=_fact(words_at(root, "metaDescription"), find(root, "metaDescription"), tree),
        languages=_languages(tag, find(root, "language"), tree),
        keywords=tuple(LangText(source=tree.source(root), text=word) for word in keywords) or None,
        contributors=_contributors(root, tree),
        licence=_licence(root, tree, whole=True),
        modified=_last_change(root, tree),
    )


def _fact(value: Any, node: YamlNode | None, tree: YamlTree) -> Any:
    """A value with its own place; None where there is none."""
    return Fact(value=value, sources=(tree.source(node),)) if value and node is not None else None


def _languages(tag: language_tag.LanguageTag, node: YamlNode | None, tree: YamlTree) -> Any:
    """`und` stands for no language."""
    if node is None or tag.problem in ("empty", "not-a-language"):
        return None
    return _fact((node.text.strip(),), node, tree)


def _contributors(root: YamlNode, tree: YamlTree) -> Any:
    found = [
        Contributor(source=tree.source(item), name=name, role=_role(string(item, "role")))
        for item in each(root, "authors")
        if (name := name_and_organisation(string(item, "name")).name)
    ]
    alone = name_and_organisation(string(root, "author")).name
    if alone and not found:
        source = tree.source(find(root, "author") or root)
        found.append(Contributor(source=source, name=alone, role="author"))
    return tuple(found) or None


def _role(written: str) -> str:
    return _ROLES.get(written.lower(), written.lower()) or "author"


def _last_change(root: YamlNode, tree: YamlTree) -> Any:
    """The latest `changes/date`, which is written day-month-year with two digits each."""
    dated = [(iso, item) for item in each(root, "changes") if (iso := _iso(string(item, "date")))]
    if not dated:
        return None
    iso, item = max(dated, key=lambda pair: pair[0])
    return Fact(value=iso, raw=string(item, "date"), sources=(tree.source(item),))


def _iso(written: str) -> str:
    day, _, _ = written.partition(" ")
    parts = day.split("-")
    if len(parts) != 3 or not all(len(part) == 2 for part in parts):
        return ""
    return date.parse(f"20{parts[2]}-{parts[1]}-{parts[0]}").iso


def _licence(node: YamlNode, tree: YamlTree, *, whole: bool = False, scope: str = "") -> Licence | None:
    """The licence that a metadata or copyright object states; None when it says nothing of rights.

    Media write title, author, version and year, parts and packages authors and licenseVersion.
    """
    raw = string(node, "license")
    names = [string(item, "name") for item in each(node, "authors")] or [string(node, "author")]
    holder = ", ".join(dict.fromkeys(filter(None, (name_and_organisation(name).name for name in names))))
    origin = string(node, "source")
    if not raw and (whole or not (holder or origin)):
        return None
    parts = licences.normalise(raw, version=string(node, "licenseVersion") or string(node, "version"))
    return Licence(
        source=tree.source(find(node, "license") or node),
        **msgspec.structs.asdict(parts),
        scope=scope,
        holder=holder,
        title="" if whole else words_at(node, "title"),
        origin=origin,
    )


class Rights(msgspec.Struct, frozen=True):
    """Licences of parts and media.

    Attributes:
        licences: those about which something is said.
        silent: places of media and parts that are undisclosed.
        counted: media and parts looked at.
    """

    licences: tuple[Licence, ...]
    silent: tuple[Source, ...]
    counted: int


def rights_of(parts: Iterable[Part], media: Iterable[tuple[Part, list[Medium]]], tree: YamlTree) -> Rights:
    """What each part inside the content, and each medium, says of its rights."""
    stated: list[Licence] = []
    silent: list[Source] = []
    by_part = {part.number: found for part, found in media}
    for part in parts:
        shown = by_part.get(part.number, [])
        told = _part_licence(part, shown, tree)
        medial = [_licence(node, tree, scope=path) for path, node in _copyrights(shown)]
        known = [licence for licence in (told, *medial) if licence is not None]
        stated += [licence for licence in known if _says_something(licence)]
        if shown and not any(_says_something(licence) for licence in known):
            silent.append(tree.source(shown[0].value.node))
    counted = sum(1 for found in by_part.values() if found)
    return Rights(tuple(stated), tuple(silent), counted)


def _part_licence(part: Part, shown: list[Medium], tree: YamlTree) -> Licence | None:
    """Metadata of a content; of one that shows a single medium they are about this medium."""
    if part.metadata is None:
        return None
    scope = shown[0].paths[0] if len(shown) == 1 else part.id or tree.pointer(part.node)
    return _licence(part.metadata, tree, scope=scope)


def _copyrights(shown: list[Medium]) -> Iterator[tuple[str, YamlNode]]:
    for medium in shown:
        yield from copyrights_of(medium)


def _says_something(licence: Licence) -> bool:
    """`U`, which the editor writes by itself, says nothing unless somebody named an author or a source."""
    return not licence.default or bool(licence.holder or licence.origin)
