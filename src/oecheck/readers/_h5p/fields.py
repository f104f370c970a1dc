"""Field rules of `h5p.json` and `library.json`, as data, and the walk that holds a document to them.

Source: formats/h5p.md §2, §3; h5p-php-library H5PValidator; the JSON Schemas of the Lumi server (draft 07).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.values.patterns import pattern

__all__ = ["H5P_JSON", "LIBRARY_JSON", "Complaint", "Field", "Rules", "complaints"]

_SHORT = pattern(r".{1,255}")
_MACHINE = pattern(r"[\w\-.]{1,255}")
_DIGITS = pattern(r"[0-9]{1,5}")
_SCRIPT = pattern(r"[a-zA-Z_\-\s0-9./\\]+\.js")
_STYLE = pattern(r"[a-zA-Z_\-\s0-9./\\]+\.css")
_YEAR = pattern(r"[0-9]{1,4}")
_EMBED = frozenset({"iframe", "div"})
_LICENCES = frozenset(
    {"CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND", "CC0 1.0", "GNU GPL", "PD"}
    | {"ODC PDDL", "CC PDM", "U", "C"}
)
_CODE_LICENCES = frozenset(
    {"cc-by", "cc-by-sa", "cc-by-nd", "cc-by-nc", "cc-by-nc-sa", "cc-by-nc-nd", "pd", "cr", "MIT"}
    | {"GPL1", "GPL2", "GPL3", "MPL", "MPL2"}
)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What a value must be.

    Attributes:
        kind: `text`, `number`, `either` (number or digits), `list`, `object` or `flag`.
        pattern: a text must match it as a whole.
        words: a text must be one of these.
        least, most: bounds of a number.
        items: of a list, what each item must be.
        members: of an object, its known members; unknown ones are allowed.
        required: the object around it must have it.
    """

    kind: str = "text"
    pattern: re.Pattern[str] | None = None
    words: frozenset[str] = frozenset()
    least: float = 0
    most: float = 99999
    items: Field | None = None
    members: dict[str, Field] = {}
    required: bool = False


Rules = Field


class Complaint(msgspec.Struct, frozen=True):
    """A value that is not as it must be.

    Attributes:
        variant: `missing`, `type`, `value`.
        node: the value, or the object that lacks it.
        field: its name with the names around it, `preloadedDependencies/0/majorVersion`.
        wanted: kind of value that is wanted.
    """

    variant: str
    node: YamlNode
    field: str
    wanted: str = ""


def _text(pattern: re.Pattern[str] | None = None, *, required: bool = False) -> Field:
    return Field(pattern=pattern, required=required)


def _list(items: Field, *, required: bool = False) -> Field:
    return Field(kind="list", items=items, required=required)


def _object(required: bool = False, **members: Field) -> Field:
    return Field(kind="object", members=members, required=required)


def _number(most: float = 99999, *, required: bool = False, least: float = 0) -> Field:
    return Field(kind="number", least=least, most=most, required=required)


_VERSION_PART = Field(kind="either", pattern=_DIGITS, required=True)
_DEPENDENCY = _object(
    machineName=_text(_MACHINE, required=True), majorVersion=_VERSION_PART, minorVersion=_VERSION_PART
)
_EMBED_TYPES = Field(words=_EMBED)

H5P_JSON: Rules = _object(
    title=_text(_SHORT, required=True),
    language=_text(re.compile(r"[-a-zA-Z]{1,10}"), required=True),
    preloadedDependencies=_list(_DEPENDENCY, required=True),
    mainLibrary=_text(re.compile(r"[$a-zA-Z_][0-9a-zA-Z_.$]{1,254}"), required=True),
    embedTypes=_list(_EMBED_TYPES, required=True),
    contentType=_text(_SHORT),
    dynamicDependencies=_list(_DEPENDENCY),
    author=_text(_SHORT),
    authors=_list(_object(name=_text(_SHORT, required=True), role=_text(re.compile(r"\w+"), required=True))),
    source=_text(re.compile(r"https?://.+")),
    license=Field(words=_LICENCES),
    licenseVersion=Field(words=frozenset({"1.0", "2.0", "2.5", "3.0", "4.0"})),
    licenseExtras=_text(),
    yearsFrom=_text(_YEAR),
    yearsTo=_text(_YEAR),
    changes=_list(
        _object(
            date=_text(re.compile(r"[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}:[0-9]{2}"), required=True),
            author=_text(_SHORT, required=True),
            log=_text(required=True),
        )
    ),
    authorComments=_text(),
    w=_text(_YEAR),
    h=_text(_YEAR),
    metaKeywords=_text(re.compile(r".+")),
    metaDescription=_text(re.compile(r".+")),
    a11yTitle=_text(),
)

LIBRARY_JSON: Rules = _object(
    title=_text(_SHORT, required=True),
    majorVersion=_number(required=True),
    minorVersion=_number(required=True),
    patchVersion=_number(required=True),
    machineName=_text(_MACHINE, required=True),
    runnable=_number(1, required=True),
    author=_text(_SHORT),
    license=Field(words=_CODE_LICENCES),
    description=_text(re.compile(r".+")),
    metadataSettings=_object(disable=_number(1), disableExtraTitleField=_number(1)),
    dynamicDependencies=_list(_DEPENDENCY),
    preloadedDependencies=_list(_DEPENDENCY),
    editorDependencies=_list(_DEPENDENCY),
    preloadedJs=_list(_object(path=_text(_SCRIPT, required=True))),
    preloadedCss=_list(_object(path=_text(_STYLE, required=True))),
    dropLibraryCss=_list(_object(machineName=_text(_MACHINE, required=True))),
    w=_number(9999),
    h=_number(9999),
    embedTypes=_list(_EMBED_TYPES),
    fullscreen=_number(1),
    coreApi=_object(majorVersion=_number(required=True), minorVersion=_number(required=True)),
    requiredExtensions=_object(sharedState=_number(float("inf"), least=1)),
    state=_object(
        snapshotSchema=Field(kind="flag"), opSchema=Field(kind="flag"), opLogicChecks=Field(kind="flag"),
        snapshotLogicChecks=Field(kind="flag"),
    ),
)  # fmt: skip


def complaints(rules: Rules, root: YamlNode) -> Iterator[Complaint]:
    """All that is wrong with a document, in document order of each level. Its depth is that of the rules."""
    waiting: list[tuple[Field, YamlNode, str]] = [(rules, root, "")]
    while waiting:
        field, node, name = waiting.pop()
        wrong = _wrong(field, node)
        if wrong:
            yield Complaint(wrong, node, name, field.kind)
            continue
        inside: list[tuple[Field, YamlNode, str]] = []
        if field.kind == "list" and field.items is not None:
            inside = [(field.items, item, f"{name}/{number}") for number, item in enumerate(node.items)]
        elif field.kind == "object":
            for member, wanted in field.members.items():
                value = node.get(member)
                below = f"{name}/{member}".lstrip("/")
                if value is not None:
                    inside.append((wanted, value, below))
                elif wanted.required:
                    yield Complaint("missing", node, below, wanted.kind)
        waiting.extend(reversed(inside))


def _wrong(field: Field, node: YamlNode) -> str:
    """`type`, `value` or ""."""
    if field.kind in ("list", "object"):
        return "" if node.kind == ("sequence" if field.kind == "list" else "mapping") else "type"
    if node.kind != "scalar":
        return "type"
    if field.kind == "flag":
        return "" if node.style in ("true", "false") else "type"
    if node.style == "number" and field.kind in ("number", "either"):
        return "" if field.least <= float(node.text) <= field.most else "value"
    if node.style != "string" or field.kind == "number":
        return "type"
    if field.words and node.text not in field.words:
        return "value"
    return "" if field.pattern is None or field.pattern.fullmatch(node.text) else "value"
