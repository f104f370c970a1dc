"""Films and recordings with their tracks and captions: in pages, in the structure and as files.

These are made by the modules of `oecheck.facts`, the same for every format. Source: formats/course-model.md §3.
"""

from __future__ import annotations

import msgspec

from oecheck.model.entity import Entity
from oecheck.model.fact import Value

__all__ = [
    "CaptionFile",
    "Cue",
    "Media",
    "MediaElement",
    "MediaHeader",
    "MediaTrack",
    "TextTrack",
    "Track",
]


class TextTrack(msgspec.Struct, frozen=True, gc=False):
    """A text track inside a media file.

    Attributes:
        language: BCP 47 tag or ISO 639-2 code as the file holds it; "" when it says none.
        kind: captions, subtitles, descriptions, chapters or metadata.
    """

    language: str = ""
    kind: str = "subtitles"


class MediaHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What the headers of a video or audio file say of it; None where they do not say it.

    Attributes:
        duration_s: running time in seconds.
        estimated: the running time follows from size and bit rate, or from the last time stamp.
        bitrate_kbps: mean bit rate of the whole file.
        height: lines of the picture as shown.
        has_audio, has_video: it has a sound track, a moving picture.
        codecs: how sound and picture are coded, each once: h264, aac, mp3 …, else the container's own word.
        text_tracks: its text tracks.
        private_traces: codes of private metadata that it holds (gps); never the value.
        problem: code of what kept it from being read: no-header, header-too-large, too-many-parts, truncated; "".
    """

    duration_s: float | None = None
    estimated: bool = False
    bitrate_kbps: float | None = None
    height: int | None = None
    has_audio: bool | None = None
    has_video: bool | None = None
    codecs: tuple[str, ...] = ()
    text_tracks: tuple[TextTrack, ...] = ()
    private_traces: tuple[str, ...] = ()
    problem: str = ""


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One caption.

    Attributes:
        start_s, end_s: when it is shown, in seconds.
        text: its words, markup stripped.
        line: line of its time stamps in the file.
    """

    start_s: float
    end_s: float
    text: str
    line: int


class CaptionFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of captions, subtitles or another timed text.

    Attributes:
        format: vtt, srt, ttml or sjson.
        cues: number of cues whose times could be read.
        first_start_s, last_end_s: when the first cue begins and the last one ends; 0 without cues.
        covered_s: time with a cue on screen; cues that overlap count once.
        characters: length of all texts together.
        problems: codes of what is wrong, each once: header, timing, order, overlap, empty, empty-cue, encoding, markup.
        problem_line: line of the first problem; 0.
        bad_cues: cues whose times could not be read; they are never dropped in silence.
        language_guess: BCP 47 tag in its name (`talk.fr.vtt`, `talk_fr.srt`); "".
        language_declared: tag that the file itself declares; "".
        kind_guess: captions, subtitles, descriptions, chapters or metadata, as header and name tell; captions.
        automatic: a mark of automatic speech recognition was found.
    """

    format: str
    cues: int = 0
    first_start_s: float = 0.0
    last_end_s: float = 0.0
    covered_s: float = 0.0
    characters: int = 0
    problems: tuple[str, ...] = ()
    problem_line: int = 0
    bad_cues: int = 0
    language_guess: str = ""
    language_declared: str = ""
    kind_guess: str = "captions"
    automatic: bool = False


class MediaTrack(Entity, frozen=True, kw_only=True):
    """A `track` element.

    Attributes:
        src: as written.
        target: path in the package; "" when remote or missing.
        kind: captions, subtitles, descriptions, chapters or metadata (subtitles where none is written).
        language: srclang as written; "".
        label: its label; "".
    """

    src: str = ""
    target: str = ""
    kind: str = "subtitles"
    language: str = ""
    label: str = ""


class MediaElement(Entity, frozen=True, kw_only=True):
    """A place in a page that plays video or audio.

    Attributes:
        page: id of its page.
        element: video, audio, iframe, embed, object or a.
        kind: video or audio.
        sources: references to the same medium, as written (query cut).
        targets: those of them that lead to a file of the package, as paths.
        host: host of the first remote one; "".
        url: that reference without query and fragment; "".
        player: name of the known player in a frame (youtube, vimeo …); "".
        tracks: track elements.
        autoplay: it starts by itself.
        muted: it starts without sound.
        controls: it shows controls.
        loop: it starts again at its end.
        transcript_links: references of links beside it that look like a transcript, by extension or file name.
        hidden: shown to nobody.
        language: language in force; "".
    """

    page: str
    element: str
    kind: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    host: str = ""
    url: str = ""
    player: str = ""
    tracks: tuple[MediaTrack, ...] = ()
    autoplay: bool = False
    muted: bool = False
    controls: bool = False
    loop: bool = False
    transcript_links: tuple[str, ...] = ()
    hidden: bool = False
    language: str = ""


class Track(Entity, frozen=True, kw_only=True):
    """Captions, subtitles, a transcript, descriptions or chapters of a medium.

    Attributes:
        path: file of the track; "".
        media: id of its medium; "" when none is known.
        kind: captions, subtitles, transcript, descriptions, chapters.
        format: vtt, srt, ttml, sjson, html or text.
        language: BCP 47 tag as declared; "".
        language_valid: the tag is well-formed and registered.
        cues: number of cues.
        coverage: share of the medium's running time up to the end of the last cue; absent when the duration is unknown.
        problems: codes of what is wrong (header, timing, order, overlap, empty, encoding), each with its line.
        problem_line: line of the first problem; 0.
    """

    path: str = ""
    media: str = ""
    kind: str = "captions"
    format: str = ""
    language: str = ""
    language_valid: bool = False
    cues: int = 0
    coverage: Value[float] = None
    problems: tuple[str, ...] = ()
    problem_line: int = 0


class Media(Entity, frozen=True, kw_only=True):
    """A video or audio that the content uses, in the package or remote.

    Attributes:
        id: path, or URL without query.
        kind: video or audio.
        path: path in the package; "" when remote.
        host: host when remote.
        remote: it is not in the package.
        size_bytes: size.
        duration_s: running time.
        bitrate_kbps: mean bit rate.
        height: lines of the picture.
        has_audio: it has a sound track.
        autoplay: it starts by itself.
        captions: caption and subtitle tracks.
        uncaptioned_pages: pages that play it without a track, though another place has one.
        transcripts: transcripts.
        descriptions: audio-description tracks.
        declared_captions: the record declares captions (burned in, or elsewhere).
        declared_transcript: the record declares a transcript.
        declared_alternative: the record declares that it is itself an alternative for text.
    """

    id: str
    kind: str
    path: str = ""
    host: str = ""
    remote: bool = False
    size_bytes: int = 0
    duration_s: Value[float] = None
    bitrate_kbps: Value[float] = None
    height: Value[int] = None
    has_audio: Value[bool] = None
    autoplay: bool = False
    captions: tuple[Track, ...] = ()
    uncaptioned_pages: Value[tuple[str, ...]] = ()
    transcripts: tuple[Track, ...] = ()
    descriptions: tuple[Track, ...] = ()
    declared_captions: bool = False
    declared_transcript: bool = False
    declared_alternative: bool = False
