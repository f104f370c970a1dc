"""What the headers of video and audio files say: running time, bit rate, lines, sound, text tracks.

The pass over the package feeds a probe while the entry is inflated; a film is never held in memory.
"""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.facts._audio import FlacProbe, MpegAudioProbe, OggProbe, RiffProbe
from oecheck.facts._definition import FactDefinition
from oecheck.facts._iso_media import IsoMediaProbe
from oecheck.facts._matroska import MatroskaProbe
from oecheck.facts._probe import MediaProbe
from oecheck.model.media import MediaHeader

__all__ = ["FACTS", "PROBES", "MediaProbe"]

PROBES: Mapping[str, type[MediaProbe]] = {
    "video/mp4": IsoMediaProbe,
    "audio/mp4": IsoMediaProbe,
    "video/quicktime": IsoMediaProbe,
    "video/3gpp": IsoMediaProbe,
    "video/webm": MatroskaProbe,
    "audio/webm": MatroskaProbe,
    "video/x-matroska": MatroskaProbe,
    "audio/mpeg": MpegAudioProbe,
    "audio/wav": RiffProbe,
    "video/x-msvideo": RiffProbe,
    "audio/flac": FlacProbe,
    "audio/ogg": OggProbe,
    "video/ogg": OggProbe,
    "application/ogg": OggProbe,
}
"""Probe by media type."""


def no_header() -> MediaHeader | None:
    """The value for files that no probe is made for; that of the others is stored by the pass over the package."""
    return None


FACTS = (
    FactDefinition(
        of="file",
        name="media_header",
        type="media_header",
        meaning="what the headers of a video or audio file say of it",
        function=no_header,
    ),
)
