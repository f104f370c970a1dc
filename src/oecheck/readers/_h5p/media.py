"""Pictures, videos, sounds, files and text tracks of a content, and where their alternatives stand.

A medium is an object with `path` and a media type or copyright; a picture's alternative is a text beside it.
Source: formats/h5p.md §3; semantics of H5P.Image, H5P.Video, H5P.InteractiveVideo, H5P.Audio and the card types.
"""

from __future__ import annotations

from itertools import islice

import msgspec

from oecheck.documents.json import YamlNode
from oecheck.readers._h5p.alternatives import KNOWN_PLACES, is_alternative
from oecheck.readers._h5p.content import Part, Value, values_of
from oecheck.readers._h5p.libraries import Libraries
from oecheck.readers._h5p.nodes import each, find, flag, mapping, string
from oecheck.values.media_type import by_name
from oecheck.values.text import strip_markup

__all__ = ["Medium", "TrackOf", "copyrights_of", "media_of", "tracks_of"]

_MAX_SIBLINGS = 200  # values beside a picture that are looked at; forms have some dozens
_DECORATION = frozenset(
    {"poster", "imageSlideBackground", "backgroundImage", "background", "themeBackground", "logo", "icon", "iconImage"}
)
"""Pictures behind or before the content, shown as a background, which assistive technology never meets."""
_SPEAKING_BACKGROUNDS = frozenset({"H5P.DragQuestion", "H5P.ImageHotspotQuestion", "H5P.ImageMultipleHotspotQuestion"})
"""Types whose background is the question itself, and whose form has no place for an alternative."""


class Medium(msgspec.Struct, frozen=True):
    """A medium that a content shows.

    Attributes:
        value: the object, or the list of objects that are one medium in several forms.
        kind: image, video, audio or file.
        paths: as written, in order.
        types: media types as written, beside the paths.
        alternative: of a picture: text of its alternative; "" for decoration; None where there is none.
        background: of a picture: shown behind the content, never met by assistive technology.
        placeless: of such a picture: it is the question itself.
        autoplay, controls, loop, muted: of video and sound.
    """

    value: Value
    kind: str
    paths: tuple[str, ...]
    types: tuple[str, ...]
    alternative: str | None = None
    placeless: bool = False
    background: bool = False
    autoplay: bool = False
    controls: bool = True
    loop: bool = False


class TrackOf(msgspec.Struct, frozen=True):
    """A text track: place, file as written, kind and language."""

    node: YamlNode
    path: str
    kind: str
    language: str


def media_of(part: Part, libraries: Libraries) -> list[Medium]:
    """The media of a content; several forms of one video count once."""
    found: list[Medium] = []
    listed: set[int] = set()
    siblings = _Siblings()
    for value in values_of(part):
        if id(value.node) in listed:
            continue
        forms = _forms(value.node)
        if not forms:
            continue
        listed.update(id(form) for form in forms)
        paths = tuple(string(form, "path") for form in forms)
        types = tuple(string(form, "mime") for form in forms)
        kind = _kind(paths[0], types[0])
        if kind == "image":
            found.append(_image(part, value, paths, types, libraries, siblings.of(value.holder)))
        elif kind in ("video", "audio"):
            found.append(_played(part, value, kind, paths, types))
        else:
            found.append(Medium(value, kind, paths, types))
    return found


def _forms(node: YamlNode) -> list[YamlNode]:
    """The object itself, or the objects of a list whose forms are all media of one kind."""
    if node.kind == "sequence":
        kinds = {_kind(string(item, "path"), string(item, "mime")) for item in node.items if _is_medium(item)}
        whole = bool(node.items) and all(_is_medium(item) for item in node.items)
        return list(node.items) if whole and kinds <= {"video", "audio"} and len(kinds) == 1 else []
    return [node] if _is_medium(node) else []


def _is_medium(node: YamlNode) -> bool:
    if node.kind != "mapping" or not string(node, "path"):
        return False
    return find(node, "mime") is not None or find(node, "copyright") is not None or find(node, "width") is not None


def _kind(path: str, media_type: str) -> str:
    for written in (media_type.lower(), by_name(path.partition("#")[0])):
        start = written.partition("/")[0]
        if start in ("image", "video", "audio"):
            return start
    return "file"


class _Siblings:
    """The values of an object by name, worked out once for all pictures in it."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, YamlNode]] = {}

    def of(self, holder: YamlNode) -> dict[str, YamlNode]:
        known = self._known.get(id(holder))
        if known is None:
            known = self._known[id(holder)] = {name.text: value for name, value in holder.pairs}
        return known


def _image(
    part: Part,
    value: Value,
    paths: tuple[str, ...],
    types: tuple[str, ...],
    libraries: Libraries,
    siblings: dict[str, YamlNode],
) -> Medium:
    place = _place(part, value, libraries, siblings)
    speaking = part.library in _SPEAKING_BACKGROUNDS
    behind = place is None and (value.key in _DECORATION or speaking)
    decorative = siblings.get("decorative")
    written = siblings.get(place) if place is not None else None
    text = written.text.strip() if written is not None and written.style == "string" else ""
    text = strip_markup(text) if text.startswith("<") else text  # the description of a scene is written in HTML
    return Medium(
        value,
        "image",
        paths,
        types,
        alternative="" if decorative is not None and decorative.text in ("true", "1") else text or None,
        placeless=behind and speaking,
        background=behind,
    )


def _place(part: Part, value: Value, libraries: Libraries, siblings: dict[str, YamlNode]) -> str | None:
    """Key of the alternative beside a picture; None where its form has none."""
    if part.library != "H5P.Image":
        for name in islice(siblings, _MAX_SIBLINGS):
            if is_alternative(name, value.key):
                return name
    known = KNOWN_PLACES.get((part.library, value.key))
    return known or libraries.alternative_beside(part.library, part.version, value.key)


def _played(part: Part, value: Value, kind: str, paths: tuple[str, ...], types: tuple[str, ...]) -> Medium:
    params = part.params
    autoplay = flag(params, "playback", "autoplay") if kind == "video" else flag(value.holder, "autoplay")
    shown = flag(params, "visuals", "controls") if kind == "video" else flag(value.holder, "controls")
    if kind == "video" and part.library == "H5P.InteractiveVideo":
        autoplay, shown = flag(params, "override", "autoplay"), True
    return Medium(
        value,
        kind,
        paths,
        types,
        autoplay=autoplay is True,
        controls=shown is not False,
        loop=flag(params, "playback", "loop") is True or flag(params, "override", "loop") is True,
    )


def tracks_of(part: Part) -> list[TrackOf]:
    """The text tracks of a content."""
    found = []
    for value in values_of(part):
        track = mapping(value.node, "track") if value.node.kind == "mapping" else None
        path = string(track, "path")
        if path:
            kind = string(value.node, "kind").lower() or "subtitles"
            found.append(TrackOf(value.node, path, kind, string(value.node, "srcLang")))
    return found


def copyrights_of(medium: Medium) -> list[tuple[str, YamlNode]]:
    """Path and copyright object of each form of a medium."""
    node = medium.value.node
    forms = list(each(node)) if node.kind == "sequence" else [node]
    pairs = ((string(form, "path"), mapping(form, "copyright")) for form in forms)
    return [(path, stated) for path, stated in pairs if stated is not None]
