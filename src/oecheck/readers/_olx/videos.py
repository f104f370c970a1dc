"""`video`: where it is played from, and its transcripts.

Source: formats/olx.md §3; docs "Video components"; openedx-platform `xmodule/video_block/video_block.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.documents.xml import child, children
from oecheck.model.course import Activity, DeclaredTrack
from oecheck.model.package import Reference
from oecheck.model.source import Source
from oecheck.readers._olx.assets import Assets
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.parts import Part, Place, present, with_files
from oecheck.readers._olx.values import texts
from oecheck.values.patterns import pattern

__all__ = ["video"]

_SPEEDS = pattern(r"(?:^|,)\s{0,9}1(?:\.0{0,9})?:([A-Za-z0-9_-]{5,20})")
_ID = pattern(r"[A-Za-z0-9_-]{5,20}")
_REMOTE = pattern(r"(?:https?:)?//")
_WITHOUT_SUB = frozenset({"", "default"})


def video(block: Block, activity: Activity, place: Place) -> Part:
    """The video of a block: from YouTube, an address, or a file of the package."""
    sources = _sources(block)
    own = [href for href in sources if not _REMOTE.match(href) or place.assets.holds(href)]
    local_file = present(place.assets.linked(href, block.source) for href in own)
    played = next((file.target for file in local_file if file.state in ("found", "case")), "")
    address = "" if played else _address(block, sources)
    tracks = list(_tracks(block, place.assets))
    declared = tuple(
        DeclaredTrack(source=track.source, media=played or address, path=track.target, language=language)
        for language, track in tracks
        if track.state in ("found", "case")
    )
    others = present(place.assets.named(block.text(name), block.source) for name in ("handout", "track"))
    references = (*local_file, *(track for _, track in tracks), *others)
    activity = msgspec.structs.replace(
        activity, entry=played or address, external=bool(address), needs_network=not played
    )
    return Part(with_files(activity, references), tracks=declared, references=references)


def _sources(block: Block) -> list[str]:
    found = [*texts(block.tree("html5_sources")), block.text("source")]
    found += [str(node.get("src", "")) for node in children(block.element, "source")]
    return [href for href in dict.fromkeys(href.strip() for href in found) if href]


def _address(block: Block, sources: list[str]) -> str:
    """Address that is played, without query; YouTube goes first, as in the player."""
    name = _youtube(block)
    if _ID.fullmatch(name):
        return f"https://youtu.be/{name}"
    remote = next((href for href in sources if _REMOTE.match(href)), "")
    return remote.partition("?")[0].partition("#")[0]


def _youtube(block: Block) -> str:
    speeds = _SPEEDS.search(block.text("youtube"))
    return block.text("youtube_id_1_0") or (speeds[1] if speeds is not None else "")


def _tracks(block: Block, assets: Assets) -> Iterator[tuple[str, Reference]]:
    """Transcripts with their language, each file once."""
    seen: set[str] = set()
    for language, name, source in _named_tracks(block):
        reference = assets.named(name, source)
        if reference is not None and reference.href not in seen:
            seen.add(reference.href)
            yield language, reference
    yield from _stored_tracks(block, assets, seen)


def _named_tracks(block: Block) -> Iterator[tuple[str, str, Source]]:
    written = block.tree("transcripts")
    for language, name in written.pairs if written is not None and written.kind == "mapping" else ():
        if name.kind == "scalar":
            yield language.text, name.text, block.source_of("transcripts")
    for node in children(block.element, "transcript"):
        yield str(node.get("language", "")), str(node.get("src", "")), block.document.source(node)
    sub = block.text("sub")
    if sub not in _WITHOUT_SUB:
        yield "en", f"subs_{sub}.srt.sjson", block.source_of("sub")  # the platform takes it for English


def _stored_tracks(block: Block, assets: Assets, seen: set[str]) -> Iterator[tuple[str, Reference]]:
    """Transcripts that the platform keeps under names of its own, where they are in the export."""
    for language, name, source in _stored_names(block):
        reference = assets.named(name, source)
        if reference is not None and reference.state in ("found", "case") and reference.href not in seen:
            seen.add(reference.href)
            yield language, reference


def _stored_names(block: Block) -> Iterator[tuple[str, str, Source]]:
    """`<id>-<language>.srt` of the video library, `<language>_subs_<id>.srt.sjson` made from uploaded files."""
    asset = child(block.element, "video_asset")
    holder = child(asset, "transcripts") if asset is not None else None
    video_id = block.text("edx_video_id")
    for node in children(holder, "transcript") if holder is not None and video_id else ():
        language = str(node.get("language_code", ""))
        yield language, f"{video_id}-{language}.{node.get('file_format', 'srt')}", block.document.source(node)
    names = dict.fromkeys(name for name in (block.text("sub"), _youtube(block)) if name not in _WITHOUT_SUB)
    for name in names:
        yield "en", f"subs_{name}.srt.sjson", block.source
        for language in dict.fromkeys(language for language, _, _ in _named_tracks(block)):
            yield language, f"{language}_subs_{name}.srt.sjson", block.source
