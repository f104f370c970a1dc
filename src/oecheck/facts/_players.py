"""Known players of remote media in frames, and file names of media and transcripts."""

from __future__ import annotations

__all__ = ["media_kind", "player_of"]

_PLAYERS = {
    "youtube.com": "youtube",
    "youtube-nocookie.com": "youtube",
    "youtu.be": "youtube",
    "vimeo.com": "vimeo",
    "dailymotion.com": "dailymotion",
    "kaltura.com": "kaltura",
    "panopto.com": "panopto",
    "panopto.eu": "panopto",
    "wistia.com": "wistia",
    "wistia.net": "wistia",
    "ted.com": "ted",
    "brightcove.net": "brightcove",
    "screencast.com": "screencast",
    "echo360.org": "echo360",
    "echo360.org.uk": "echo360",
    "mediasite.com": "mediasite",
    "yuja.com": "yuja",
    "edpuzzle.com": "edpuzzle",
    "instructuremedia.com": "canvas studio",
    "microsoftstream.com": "stream",
    "bilibili.com": "bilibili",
    "youku.com": "youku",
    "v.qq.com": "tencent video",
    "rutube.ru": "rutube",
    "mediaspace.org": "kaltura",
}
"""Player by domain; own list of services that serve a player for frames, from general knowledge. Date: 2026-11."""

_AUDIO_PLAYERS = {"soundcloud.com": "soundcloud", "open.spotify.com": "spotify", "podomatic.com": "podomatic"}

_VIDEO = (".mp4", ".m4v", ".webm", ".ogv", ".mov", ".avi", ".wmv", ".mkv", ".flv", ".mpg", ".mpeg", ".3gp", ".m3u8")
_AUDIO = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".wma", ".aac", ".flac", ".aif", ".aiff")


def player_of(host: str) -> tuple[str, str]:
    """The kind of media and the name of the player that a host serves in frames; ("", "") for others."""
    while host:
        if host in _PLAYERS:
            return "video", _PLAYERS[host]
        if host in _AUDIO_PLAYERS:
            return "audio", _AUDIO_PLAYERS[host]
        host = host.partition(".")[2]
    return "", ""


def media_kind(href: str, media_type: str = "") -> str:
    """video or audio, from a media type or the end of an address; "" for anything else."""
    for kind in ("video", "audio"):
        if media_type.lower().startswith(kind + "/"):
            return kind
    path = href.partition("#")[0].partition("?")[0].lower()
    return "video" if path.endswith(_VIDEO) else "audio" if path.endswith(_AUDIO) else ""
