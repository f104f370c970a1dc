"""Where a reference in a package leads: href to path.

One look-up for every format: manifests, HTML, style sheets, XML descriptors. Nothing here touches bytes or the network;
every string gives a `Resolved`, in time linear in its length.

Source: RFC 3986 §5 (joining, dot segments); formats/README.md §4 (decode once, also try the raw string);
formats/common-cartridge.md §5 (URL tokens).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

import msgspec

from oecheck.values._paths import PathIndex, StoredNames, asset_name, folder_of, join_base, nfc, normalise
from oecheck.values.patterns import pattern

__all__ = [
    "PathIndex",
    "Resolved",
    "Resolver",
    "StoredNames",
    "asset_name",
    "folder_of",
    "join_base",
    "normalise",
]

_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DRIVE = pattern(r"[A-Za-z]:[\\/]")
_PLAIN = pattern(r"[A-Za-z0-9][A-Za-z0-9_./-]*")  # reads the same in every way: nothing to decode, no scheme
_INVISIBLE = str.maketrans("", "", "\t\n\r")  # WHATWG URL: removed wherever they stand
_CLIMBING = pattern(r"\A[./\\]*[/\\]")  # exporters write `/` or `../` after a token
_EDGES = "".join(map(chr, range(0x21)))  # WHATWG URL: C0 controls and space, removed at both ends

_ANY_SERVER = "//*"
_PATH_ON_SERVER = pattern(r"(?:https?:)?//[^/?#\\]*(/.*)", re.IGNORECASE)

_EXTERNAL = frozenset({"http", "https", "ftp", "ftps", "ws", "wss", "rtmp", "rtmps", "rtsp", "mms", "sftp"})
_KINDS = {"mailto": "mail", "javascript": "script", "vbscript": "script", "data": "data"}


class Resolved(msgspec.Struct, frozen=True, gc=False):
    """Where one href leads.

    Attributes:
        target: path in the package; the wanted path where it is missing; "" where it leads elsewhere.
        state: found, missing, case (only letter case or Unicode form differs), outside (leaves the package),
            untested (only a network or platform could tell), none (nothing to look for).
        kind: internal, external, fragment, mail, platform, data, script or other.
        scheme: lower case; "" for relative references.
        host: lower case, without user and port; "".
        matched: what the look-up needed: exact, decoded, raw, whole (a raw `#` or `?` is part of the name), backslash,
            base-folder (an xml:base without its slash), token, asset (`_` stands for blanks and other characters),
            root, folder, case, unicode; "" when nothing was found.
    """

    target: str = ""
    state: str = "none"
    kind: str = "internal"
    scheme: str = ""
    host: str = ""
    matched: str = ""


class Resolver:
    """Resolves the references of one package.

    Args:
        index: paths of the package.
        tokens: prefixes that stand for a folder, with that folder (`("$IMS-CC-FILEBASE$", "web_resources/")`). A prefix
            that begins with `//*` stands for that path on every server; such an address leads into the package only
            where the file is there.
        platform_links: prefixes that only the platform can follow (`$CANVAS_COURSE_REFERENCE$`).
        rooted: a leading `/` means the root of the package (EPUB); otherwise the server's root, which is outside.
        stored: names of files that lie under others. References between such files, and tokens in texts that have an
            area of their own, are followed by these names.
        assets: paths by `asset_name`, for platforms whose addresses hold such names; looked at behind a token.
    """

    def __init__(
        self,
        index: PathIndex,
        tokens: Iterable[tuple[str, str]] = (),
        platform_links: Iterable[str] = (),
        *,
        rooted: bool = False,
        stored: StoredNames | None = None,
        assets: Mapping[str, str] | None = None,
    ) -> None:
        self._index = index
        self._stored = stored or StoredNames()
        self._assets = assets or {}
        self._by_name: Resolver | None = None
        lowered = [(prefix.lower(), folder) for prefix, folder in tokens]
        self._tokens = tuple(token for token in lowered if not token[0].startswith(_ANY_SERVER))
        self._served = tuple(
            (prefix[len(_ANY_SERVER) :], to) for prefix, to in lowered if prefix.startswith(_ANY_SERVER)
        )
        self._platform = tuple(prefix.lower() for prefix in platform_links)
        self._rooted = rooted

    def resolve(self, href: str, base_path: str = "", base_prefix: str = "", area: str = "") -> Resolved:
        """Where an href leads.

        Args:
            href: as written.
            base_path: file that it stands in.
            base_prefix: the `xml:base` in force, already joined (`join_base`); "" without one.
            area: folder of the stored names that tokens of this text stand for, ending in a slash; "".
        """
        if not (area or base_prefix or self._stored.names) and _PLAIN.fullmatch(href):
            path = self._index.known(normalise(folder_of(base_path) + href) or "")
            if path:  # by far the commonest
                return Resolved(path, "found", matched="exact")
        text = href.strip(_EDGES).translate(_INVISIBLE)
        if area and self._has_token(text):
            return self._among_names(text, area, "")
        if base_path in self._stored.names and text[:1] not in ("", "#", "?"):
            return self._among_names(text, self._stored.names[base_path], base_prefix)
        special = self._special(text, base_path)
        if special is not None:
            return special
        elsewhere = _elsewhere(text)
        if elsewhere is None:
            return self._internal(text, base_path, base_prefix)
        if elsewhere.kind == "other":  # `note:1.html` can also be a file name
            inside = self._internal(text, base_path, base_prefix)
            return inside if inside.state in ("found", "case") else elsewhere
        return self._served_copy(text, base_path) or elsewhere if elsewhere.host else elsewhere

    def _served_copy(self, text: str, base_path: str) -> Resolved | None:
        """The file of the package that an address on a server names as the platform does; None for other addresses."""
        path = _PATH_ON_SERVER.match(text) if self._served else None
        plain = _decoded(path[1]).lower() if path is not None else ""
        for prefix, folder in self._served:
            if path is not None and plain.startswith(prefix):
                found = self._token(_raw_tail(path[1], len(prefix)), base_path, folder)
                return found if found.state in ("found", "case") else None
        return None

    def name_of(self, path: str) -> str:
        """The name that a file is known by, with its area; its path where it has no other."""
        return self._stored.names.get(path, path)

    def _has_token(self, text: str) -> bool:
        return _decoded(text).lower().startswith(tuple(prefix for prefix, _ in self._tokens))

    def _among_names(self, text: str, name: str, base_prefix: str) -> Resolved:
        """A reference followed by the names of stored files, from the place of a name; what is found is their path."""
        if self._by_name is None:
            self._by_name = Resolver(PathIndex(self._stored.paths), self._tokens, self._platform)
        found = self._by_name.resolve(text, name, base_prefix)
        path = self._stored.paths.get(found.target, "")
        return msgspec.structs.replace(found, target=path) if path else found

    def _special(self, text: str, base_path: str) -> Resolved | None:
        """The result for what is no address at all: fragments, platform links, tokens."""
        if not text or text[0] in "#?":
            return Resolved(base_path, kind="fragment")
        plain = _decoded(text).lower()
        if self._platform and plain.startswith(self._platform):
            return Resolved(state="untested", kind="platform")
        for prefix, folder in self._tokens:
            if plain.startswith(prefix):
                return self._token(_raw_tail(text, len(prefix)), base_path, folder)
        return None

    def _token(self, rest: str, base_path: str, folder: str) -> Resolved:
        """Order that works on real cartridges: next to the referring file, the root, the platform's own folder."""
        best = Resolved(state="outside")
        for start in dict.fromkeys((folder_of(base_path), "", folder)):
            for reading in dict.fromkeys((rest.lstrip("/\\"), _CLIMBING.sub("", rest, count=1))):
                found = self._look_up(reading, start, "")
                if found.state == "found":
                    return found if found.matched == "folder" else msgspec.structs.replace(found, matched="token")
                if found.state == "case" or (found.state == "missing" and best.state != "case"):
                    best = found
        return self._asset(rest) or best

    def _asset(self, rest: str) -> Resolved | None:
        """The file whose name is the same to the platform: blanks and underscores are one."""
        for reading, _ in _candidates(rest) if self._assets else ():
            path = self._assets.get(asset_name(reading.lstrip("/\\")), "")
            if path:
                return Resolved(path, "found", matched="asset")
        return None

    def _internal(self, text: str, base_path: str, base_prefix: str) -> Resolved:
        base = _elsewhere(base_prefix) if base_prefix else None
        if base is not None:  # an absolute xml:base takes all relative references out of the package
            return base
        found = self._look_up(text, folder_of(base_path), base_prefix)
        if found.state != "missing" or not base_prefix or base_prefix.endswith("/"):
            return found
        kinder = self._look_up(text, folder_of(base_path), base_prefix + "/")
        if kinder.state != "found":
            return found
        return kinder if kinder.matched == "folder" else msgspec.structs.replace(kinder, matched="base-folder")

    def _look_up(self, text: str, folder: str, base_prefix: str) -> Resolved:
        """Looks under each way to read the text; the first way says what is wanted when none is there."""
        if text.startswith(("/", "\\")) and not self._rooted:
            return self._from_server_root(text)
        candidates = list(_candidates(text))
        wanted = _joined(candidates[0][0], folder, base_prefix)
        for reading, how in candidates:
            path = _joined(reading, folder, base_prefix)
            if path and path in self._index:
                return Resolved(path, "found", matched=how)
        if wanted is None:
            return Resolved(state="outside")
        if (not wanted or wanted.endswith("/")) and self._index.has_folder(wanted):
            return Resolved(wanted, "found", matched="folder")
        return self._similar(candidates, folder, base_prefix, wanted)

    def _similar(self, candidates: list[tuple[str, str]], folder: str, base_prefix: str, wanted: str) -> Resolved:
        for reading, _ in candidates:
            path = _joined(reading, folder, base_prefix)
            near = self._index.similar(path) if path else ""
            if path and near:
                return Resolved(near, "case", matched="unicode" if nfc(near) == nfc(path) else "case")
        return Resolved(wanted, "missing")

    def _from_server_root(self, text: str) -> Resolved:
        """A leading slash leaves the package on every server; the target says which file was probably meant."""
        for reading, _ in _candidates(text):
            path = normalise(reading.lstrip("/\\").replace("\\", "/"))
            if path and path in self._index:
                return Resolved(path, "outside", matched="root")
        return Resolved(state="outside")


def _elsewhere(text: str) -> Resolved | None:
    """The result for an address that names a scheme, host or disk; None for a relative reference."""
    if _DRIVE.match(text) or text.startswith("\\\\"):
        return Resolved(state="outside")
    if text.startswith("//"):
        return Resolved(state="untested", kind="external", host=_host(text[2:]))
    match = _SCHEME.match(text)
    if match is None:
        return None
    scheme = match[1].lower()
    if scheme == "file":
        return Resolved(state="outside", scheme=scheme)
    if scheme in _EXTERNAL:
        return Resolved(state="untested", kind="external", scheme=scheme, host=_host(text[match.end() :].lstrip("/\\")))
    if scheme in _KINDS:
        return Resolved(kind=_KINDS[scheme], scheme=scheme)
    return Resolved(state="untested", kind="other", scheme=scheme)


def _host(rest: str) -> str:
    authority = re.split(r"[/\\?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    if authority.startswith("["):
        return authority.partition("]")[0].lstrip("[").lower()
    return authority.partition(":")[0].lower()


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """The ways to read a relative reference, the standard's own way first, each with its name."""
    path = text.partition("#")[0].partition("?")[0]
    decoded = _decoded(path)
    yield decoded, "exact" if decoded == path else "decoded"
    if decoded != path:
        yield path, "raw"
    if "\\" in decoded:
        yield decoded.replace("\\", "/"), "backslash"
    if len(path) == len(text):
        return
    for shorter in dict.fromkeys((text, text.partition("?")[0], text.rpartition("#")[0])):
        if len(shorter) > len(path):
            yield shorter, "whole"
            yield _decoded(shorter), "whole"


def _joined(reference: str, folder: str, base_prefix: str) -> str | None:
    if reference.startswith("/"):
        return normalise(reference.lstrip("/"))
    if base_prefix.startswith("/"):
        return normalise(folder_of(base_prefix).lstrip("/") + reference)
    return normalise(folder + _decoded(folder_of(base_prefix.replace("\\", "/"))) + reference)


def _decoded(text: str) -> str:
    """Percent-decoded once; bytes that are no UTF-8 are read as Latin-1, as old Windows tools wrote them."""
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return unquote(text, encoding="latin-1")


def _raw_tail(text: str, length: int) -> str:
    """What follows the first `length` characters, counted after decoding, still as written."""
    place = 0
    for _ in range(length):
        place += 3 if text[place : place + 1] == "%" else 1
    return text[place:]
