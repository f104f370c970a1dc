"""The grammar of the package document and of `container.xml`, as data, and the walk that holds a document to it.

Source: EPUB 3.3 package-30.rnc and ocf-container-30.rnc; OPF 2.0.1 opf20.rng.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from oecheck.documents.xml import Element, local, namespace
from oecheck.values.patterns import pattern

__all__ = ["CONTAINER", "EPUB_2", "EPUB_3", "Fault", "Grammar", "faults", "shown"]

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_OCF = "urn:oasis:names:tc:opendocument:xmlns:container"
_RENDITION = "http://www.idpf.org/2013/rendition"
_XML = "http://www.w3.org/XML/1998/namespace"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_NCNAME = pattern(r"[^\W\d][\w.\-·]*")
_NMTOKENS = pattern(r"[\w.\-:·]+(?:\s+[\w.\-:·]+)*")
_NMTOKEN = pattern(r"[\w.\-:·]+")
_LANGUAGE = pattern(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_MEDIA_TYPE = pattern(r"[a-zA-Z0-9!#$&+\-^_]+/[a-zA-Z0-9!#$&+\-^_]+.*", re.DOTALL)
_TOKENS = pattern(r"\S+(?:\s+\S+)*|")
_ANY = pattern(r".*", re.DOTALL)
_URI = pattern(r"[^<>\"{}|\\^`\x00-\x1f]*")
_ACCESS = pattern(r"(?:auditory|tactile|textual|visual)(?:\s+(?:auditory|tactile|textual|visual))*")


class Attribute(msgspec.Struct, frozen=True):
    """What an attribute must be: a pattern for its trimmed value."""

    pattern: re.Pattern[str] = _ANY
    required: bool = False
    empty: bool = False
    exact: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What an element may hold.

    Attributes:
        attributes: by name, `{namespace}name` for those in one.
        children: (name, least, most) in the order of the grammar; names as for attributes; most 0 is without limit.
        ordered: children stand in this order.
        others: elements of other namespaces are allowed.
        text: `none`, `any` or `some` (not blank).
        choice: at least one child of any kind.
    """

    attributes: Mapping[str, Attribute] = {}
    children: tuple[tuple[str, int, int], ...] = ()
    ordered: bool = False
    others: bool = False
    text: str = "none"
    choice: bool = False


Grammar = Mapping[str, Rule]


class Fault(msgspec.Struct, frozen=True):
    """One thing that is against the grammar.

    Attributes:
        variant: unknown-element, unknown-attribute, missing-element, missing-attribute, too-many, order, value,
            empty, text.
        name: element or attribute that it is about, prefix of its namespace kept.
        inside: name of the element around it.
    """

    variant: str
    element: Element
    name: str
    inside: str


def _words(*words: str) -> Attribute:
    return Attribute(re.compile("|".join(map(re.escape, words))), exact=True)


_ID = Attribute(_NCNAME)
_LANG = Attribute(_LANGUAGE, empty=True)
_DIR = _words("ltr", "rtl", "auto")
_I18N = {f"{{{_XML}}}lang": _LANG, "dir": _DIR}
_HREF = Attribute(_URI, required=True)
_TYPE = Attribute(_MEDIA_TYPE)
_PROPERTIES = Attribute(_NMTOKENS)
_NEED_ID = Attribute(_NCNAME, required=True)
_FREE = Attribute()
_NEEDED = Attribute(required=True)
_DC_NAMES = (
    *("identifier", "title", "language", "date", "source", "type", "format", "creator"),
    *("subject", "description", "publisher", "contributor", "relation", "coverage", "rights"),
)
_LOCALISED = frozenset(_DC_NAMES) - {"identifier", "language", "date", "type", "format"}


def _opf(name: str) -> str:
    return f"{{{_OPF}}}{name}"


def _dc(name: str) -> str:
    return f"{{{_DC}}}{name}"


def _dc_rules_3() -> dict[str, Rule]:
    return {
        _dc(name): Rule(attributes={"id": _ID, **(_I18N if name in _LOCALISED else {})}, text="some")
        for name in _DC_NAMES
    }


_REQUIRED = ("identifier", "title", "language")
_DC_3 = tuple((_dc(name), int(name in _REQUIRED), int(name == "date")) for name in _DC_NAMES)
_META_3 = {"id": _ID, "refines": Attribute(_URI), "scheme": Attribute(_NMTOKEN), **_I18N}

EPUB_3: Grammar = {
    _opf("package"): Rule(
        attributes={
            "version": Attribute(re.compile(r"3\.0"), required=True),
            "unique-identifier": _NEED_ID,
            "id": _ID,
            "prefix": _FREE,
            **_I18N,
        },
        children=(
            (_opf("metadata"), 1, 1),
            (_opf("manifest"), 1, 1),
            (_opf("spine"), 1, 1),
            (_opf("guide"), 0, 1),
            (_opf("bindings"), 0, 1),
            (_opf("collection"), 0, 0),
        ),
        ordered=True,
    ),
    _opf("metadata"): Rule(
        attributes={"id": _ID, **_I18N}, children=(*_DC_3, (_opf("meta"), 0, 0), (_opf("link"), 0, 0))
    ),
    **_dc_rules_3(),
    _opf("meta") + "@property": Rule(
        attributes={"property": Attribute(_NMTOKEN, required=True), **_META_3}, text="some"
    ),
    _opf("meta") + "@name": Rule(attributes={"name": _NEEDED, "content": _NEEDED}),
    _opf("link"): Rule(
        attributes={
            "href": _HREF,
            "hreflang": _LANG,
            "rel": Attribute(_NMTOKENS, required=True),
            "id": _ID,
            "refines": Attribute(_URI),
            "media-type": _TYPE,
            "properties": _PROPERTIES,
        }
    ),
    _opf("manifest"): Rule(attributes={"id": _ID}, children=((_opf("item"), 1, 0),)),
    _opf("item"): Rule(
        attributes={
            "id": _NEED_ID,
            "href": _HREF,
            "media-type": Attribute(_MEDIA_TYPE, required=True),
            "fallback": _ID,
            "media-overlay": _ID,
            "properties": _PROPERTIES,
        }
    ),
    _opf("spine"): Rule(
        attributes={"id": _ID, "toc": _ID, "page-progression-direction": _words("ltr", "rtl", "default")},
        children=((_opf("itemref"), 1, 0),),
    ),
    _opf("itemref"): Rule(
        attributes={"idref": _NEED_ID, "linear": _words("yes", "no"), "id": _ID, "properties": _PROPERTIES}
    ),
    _opf("guide"): Rule(children=((_opf("reference"), 1, 0),)),
    _opf("reference"): Rule(attributes={"href": _HREF, "type": _NEEDED, "title": _FREE}),
    _opf("bindings"): Rule(children=((_opf("mediaType"), 1, 0),)),
    _opf("mediaType"): Rule(attributes={"media-type": Attribute(_MEDIA_TYPE, required=True), "handler": _NEED_ID}),
    _opf("collection"): Rule(
        attributes={
            "id": _ID,
            "dir": _DIR,
            f"{{{_XML}}}lang": _LANG,
            "role": Attribute(_TOKENS, required=True, empty=True),
        },
        children=((_opf("metadata"), 0, 1), (_opf("collection"), 0, 0), (_opf("link"), 0, 0)),
        ordered=True,
        choice=True,
    ),
    _opf("metadata") + "@collection": Rule(
        attributes={"id": _ID, **_I18N},
        children=(
            *((_dc(name), 0, 0) for name in _DC_NAMES),
            (_opf("meta"), 0, 0),
            (_opf("link"), 0, 0),
        ),
    ),
    _opf("link") + "@collection": Rule(
        attributes={"href": _HREF, "rel": Attribute(_NMTOKENS), "id": _ID, "media-type": _TYPE}
    ),
}
"""By element name; `@property`, `@name` and `@collection` tell apart what the grammar tells apart by context."""

_LANG_2 = {f"{{{_XML}}}lang": _FREE}
_XSI_TYPE = {f"{{{_XSI}}}type": _FREE}
_PERSON_2 = {f"{{{_OPF}}}file-as": _FREE, f"{{{_OPF}}}role": _FREE}
_DC_ATTRIBUTES_2: dict[str, dict[str, Attribute]] = {
    "identifier": {**_XSI_TYPE, f"{{{_OPF}}}scheme": _FREE},
    "language": _XSI_TYPE,
    "creator": {**_LANG_2, **_PERSON_2},
    "contributor": {**_LANG_2, **_PERSON_2},
    "date": {**_XSI_TYPE, f"{{{_OPF}}}event": _FREE},
    "format": _XSI_TYPE,
    "type": _XSI_TYPE,
}
_DC_2 = tuple((_dc(name), int(name in _REQUIRED), 0) for name in _DC_NAMES)

EPUB_2: Grammar = {
    _opf("package"): Rule(
        attributes={
            "version": Attribute(re.compile(r"2\.0"), required=True),
            "unique-identifier": _NEED_ID,
            "id": _ID,
        },
        children=(
            (_opf("metadata"), 1, 1),
            (_opf("manifest"), 1, 1),
            (_opf("spine"), 1, 1),
            (_opf("tours"), 0, 1),
            (_opf("guide"), 0, 1),
        ),
        ordered=True,
    ),
    _opf("metadata"): Rule(attributes={"id": _ID}, children=(*_DC_2, (_opf("meta"), 0, 0)), others=True),
    _opf("metadata") + "@wrapped": Rule(
        attributes={"id": _ID}, children=((_opf("dc-metadata"), 1, 1), (_opf("x-metadata"), 0, 1))
    ),
    _opf("dc-metadata"): Rule(attributes={"id": _ID}, children=_DC_2),
    _opf("x-metadata"): Rule(attributes={"id": _ID}, children=((_opf("meta"), 0, 0),), others=True),
    **{
        _dc(name): Rule(
            attributes={"id": _ID, **_DC_ATTRIBUTES_2.get(name, _LANG_2)},
            text="some" if name == "identifier" else "any",
        )
        for name in _DC_NAMES
    },
    _opf("meta"): Rule(attributes={"id": _ID, "name": _NEEDED, "content": _NEEDED, "scheme": _FREE, **_LANG_2}),
    _opf("manifest"): Rule(attributes={"id": _ID}, children=((_opf("item"), 1, 0),)),
    _opf("item"): Rule(
        attributes={
            "id": _NEED_ID,
            "href": _HREF,
            "media-type": _NEEDED,
            "fallback": _ID,
            "fallback-style": _ID,
            "required-namespace": _FREE,
            "required-modules": _FREE,
        }
    ),
    _opf("spine"): Rule(attributes={"id": _ID, "toc": _NEED_ID}, children=((_opf("itemref"), 1, 0),)),
    _opf("itemref"): Rule(attributes={"id": _ID, "idref": _NEED_ID, "linear": _words("yes", "no")}),
    _opf("tours"): Rule(attributes={"id": _ID}, children=((_opf("tour"), 1, 0),)),
    _opf("tour"): Rule(attributes={"id": _ID, "title": _NEEDED}, children=((_opf("site"), 1, 0),)),
    _opf("site"): Rule(attributes={"id": _ID, "title": _NEEDED, "href": _HREF}),
    _opf("guide"): Rule(attributes={"id": _ID}, children=((_opf("reference"), 1, 0),)),
    _opf("reference"): Rule(attributes={"id": _ID, "type": _NEEDED, "title": _FREE, "href": _HREF}),
}

CONTAINER: Grammar = {
    f"{{{_OCF}}}container": Rule(
        attributes={"version": Attribute(re.compile(r"1\.0"), required=True)},
        children=((f"{{{_OCF}}}rootfiles", 1, 1), (f"{{{_OCF}}}links", 0, 1)),
        ordered=True,
    ),
    f"{{{_OCF}}}rootfiles": Rule(children=((f"{{{_OCF}}}rootfile", 1, 0),)),
    f"{{{_OCF}}}rootfile": Rule(
        attributes={
            "full-path": _HREF,
            "media-type": Attribute(re.compile(r"application/oebps-package\+xml"), required=True),
            f"{{{_RENDITION}}}media": _FREE,
            f"{{{_RENDITION}}}layout": _words("reflowable", "pre-paginated"),
            f"{{{_RENDITION}}}language": Attribute(_LANGUAGE),
            f"{{{_RENDITION}}}accessMode": Attribute(_ACCESS),
            f"{{{_RENDITION}}}label": _FREE,
        }
    ),
    f"{{{_OCF}}}links": Rule(children=((f"{{{_OCF}}}link", 1, 0),)),
    f"{{{_OCF}}}link": Rule(
        attributes={"href": _HREF, "rel": Attribute(_TOKENS, required=True, empty=True), "media-type": _TYPE}
    ),
}


def faults(grammar: Grammar, root: Element) -> Iterator[Fault]:
    """Everything against the grammar, in document order; what stands in an unknown element is not looked at."""
    if _name(root) not in grammar:
        yield Fault("unknown-element", root, shown(_name(root)), "")
        return
    waiting = [(root, "")]
    while waiting:
        element, inside = waiting.pop()
        rule = _rule(grammar, element, inside)
        yield from _attribute_faults(rule, element)
        yield from _text_faults(rule, element)
        yield from _child_faults(rule, element)
        known = {name for name, _, _ in rule.children}
        below = [(node, local(element)) for node in element if isinstance(node.tag, str) and _name(node) in known]
        waiting.extend(reversed(below))


def _rule(grammar: Grammar, element: Element, inside: str) -> Rule:
    name = _name(element)
    kind = local(element)
    variant = ""
    if kind == "meta" and name + "@property" in grammar:
        variant = "@name" if element.get("property") is None and element.get("name") is not None else "@property"
    elif inside == "collection" and name + "@collection" in grammar:
        variant = "@collection"
    elif kind == "metadata" and name + "@wrapped" in grammar and _wrapped(element):
        variant = "@wrapped"
    return grammar[name + variant]


def _wrapped(element: Element) -> bool:
    return any(local(node) == "dc-metadata" for node in element)


def _name(element: Element) -> str:
    space = namespace(element)
    return f"{{{space}}}{local(element)}" if space else local(element)


def shown(name: str) -> str:
    """A name for people: `dc:title`, `xml:lang`."""
    space, _, plain = name.rpartition("}")
    prefix = {_DC: "dc:", _XML: "xml:", _OPF: "", _OCF: "", _XSI: "xsi:"}.get(space.removeprefix("{"))
    return f"{prefix if prefix is not None else ''}{plain}"[:100]


def _attribute_faults(rule: Rule, element: Element) -> Iterator[Fault]:
    inside = shown(_name(element))
    for key, value in element.attrib.items():
        name = str(key)
        wanted = rule.attributes.get(name)
        if wanted is None:
            full = name.replace(f"{{{_OPF}}}", "opf:") if name.startswith("{") else name
            yield Fault("unknown-attribute", element, full.rpartition("}")[2][:100], inside)
        elif not _fits(wanted, str(value)):
            yield Fault("value", element, shown(name), inside)
    for name, wanted in rule.attributes.items():
        if wanted.required and element.get(name) is None:
            yield Fault("missing-attribute", element, shown(name), inside)


def _fits(wanted: Attribute, value: str) -> bool:
    if not value.strip():
        return wanted.empty or (wanted.pattern in (_ANY, _URI))
    return wanted.pattern.fullmatch(value.strip()) is not None


def _text_faults(rule: Rule, element: Element) -> Iterator[Fault]:
    inside = shown(_name(element))
    if rule.text == "some":
        if not (element.text or "").strip() and not any((node.tail or "").strip() for node in element):
            yield Fault("empty", element, inside, inside)
    elif rule.text == "none":
        loose = (element.text or "").strip() or any((node.tail or "").strip() for node in element)
        if loose:
            yield Fault("text", element, inside, inside)


def _child_faults(rule: Rule, element: Element) -> Iterator[Fault]:
    inside = shown(_name(element))
    order = {name: place for place, (name, _, _) in enumerate(rule.children)}
    counts: Counter[str] = Counter()
    highest = 0
    for node in element:
        if not isinstance(node.tag, str):
            continue
        name = _name(node)
        place = order.get(name)
        if place is None:
            if not (rule.others and namespace(node) not in (_OPF, _DC, "")):
                yield Fault("unknown-element", node, shown(name), inside)
            continue
        counts[name] += 1
        if rule.ordered and place < highest:
            yield Fault("order", node, shown(name), inside)
        highest = max(highest, place)
    for name, least, most in rule.children:
        if counts[name] < least:
            yield Fault("missing-element", element, shown(name), inside)
        elif most and counts[name] > most:
            yield Fault("too-many", element, shown(name), inside)
    if rule.choice and not (counts[_opf("collection")] or counts[_opf("link")]):
        yield Fault("missing-element", element, "link", inside)
