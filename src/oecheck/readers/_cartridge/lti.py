"""LTI link descriptors (`cartridge_basiclti_link`): a tool and what launching it means.

Everything is found by local name and in any order, because most real descriptors depart from the schema. Keys and
secrets are counted, their values never read into anything. Source: formats/lti.md; official schemas lti-cc-1.0.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec
from lxml.etree import _Element

from oecheck.documents.xml import XmlDocument, local
from oecheck.model.course import Activity, Tool
from oecheck.model.metadata import LtiLink
from oecheck.readers._tree import attribute, children, descendants, element_children, text_at, text_of
from oecheck.values.patterns import pattern

__all__ = ["LtiReading", "is_lti", "read_lti", "tool_at"]

_ROOTS = frozenset({"cartridge_basiclti_link", "basic_lti_link", "basiclti_link", "lti_tool_locator", "basic_lti"})
_VERSIONS = {
    "http://www.imsglobal.org/xsd/imslticc_v1p0": "1.0",
    "http://www.imsglobal.org/xsd/imslticc_v1p2": "1.2",
    "http://www.imsglobal.org/xsd/imslticc_v1p3": "1.3",
}
_BLTI = "http://www.imsglobal.org/xsd/imsbasiclti_v1p0"
# Order of the schema: the parts of Basic LTI, then those of the cartridge.
_ORDER = (
    "title",
    "description",
    "custom",
    "extensions",
    "launch_url",
    "secure_launch_url",
    "icon",
    "secure_icon",
    "vendor",
    "cartridge_bundle",
    "cartridge_icon",
    "metadata",
)
_OF_CARTRIDGE = frozenset({"cartridge_bundle", "cartridge_icon", "metadata"})
_SECRETS = frozenset(
    {"consumer_key", "shared_secret", "secret", "password", "resourcekey", "oauth_consumer_key", "key_secret"}
)
# Values that stand where a secret would: templates, and Canvas's own "not set".
_NO_SECRET = pattern(r"(?:|key|secret|none|null|n/a|xxx+|\*+|\$.*|\[.*\]|<.*>)", re.IGNORECASE)
_PERSONAL = pattern(r"[^@\s]{1,64}@[^@\s]{1,200}\.[A-Za-z]{2,24}")
_TOKEN_NAME = pattern(r"(?:^|[_-])(?:api[_-]?key|token|secret|password|passwd|auth|access[_-]?key)(?:$|[_-])")
_LONG_TOKEN = pattern(r"[A-Za-z0-9+/_-]{32,200}={0,2}")
# What each privacy level of Canvas and Moodle's choices send (formats/lti.md §4).
_SENDS = {
    "public": ("name", "email", "id", "roles"),
    "name_only": ("name", "id", "roles"),
    "email_only": ("email", "id", "roles"),
    "anonymous": (),
}


class LtiReading(msgspec.Struct, frozen=True):
    """A link for the structural checks, and the tool that the course launches through it."""

    link: LtiLink
    tool: Tool


class _Launch(msgspec.Struct, frozen=True):
    url: str | None
    absolute: bool
    host: str


def is_lti(root: _Element) -> bool:
    """Whether an element is an LTI link, by its local name."""
    return local(root).lower() in _ROOTS


def read_lti(
    root: _Element, document: XmlDocument, *, resource: str, path: str, embedded: bool = False, cartridge: str = ""
) -> LtiReading:
    """What an LTI link says.

    Args:
        root: the link; any other element gives a link without a title or address.
        document: the document it stands in, for places.
        resource: identifier of its resource.
        path: file it is read from.
        embedded: it stands in the manifest.
        cartridge: version of the cartridge.
    """
    launch = _launch(root)
    properties = list(_properties(root))
    privacy = next((text for name, text in properties if name == "privacy_level"), None) or None
    source, secrets = document.source(root), _secrets(root)
    namespace = str(root.tag).rpartition("}")[0].lstrip("{")
    points = next((text for name, text in properties if name == "outcome"), None) or None
    link = LtiLink(
        source=source,
        resource=resource,
        path=path,
        embedded=embedded,
        root=local(root),
        namespace=namespace,
        namespace_version=_VERSIONS.get(namespace, ""),
        cartridge_version=cartridge,
        title=text_at(root, "title") or None,
        description=text_at(root, "description") or None,
        launch=launch.url,
        launch_absolute=launch.absolute,
        secure=(launch.url or "").lower().startswith("https://"),
        host=launch.host,
        host_public=_is_public(launch.host),
        vendor_code=text_at(root, "vendor", "code") or None,
        vendor_name=text_at(root, "vendor", "name") or None,
        order_ok=_order_ok(root),
        foreign=_foreign(root, namespace),
        bundle=_reference(root, "cartridge_bundle"),
        icon_ref=_reference(root, "cartridge_icon"),
        insecure_icons=_insecure_icons(root),
        privacy=privacy,
        points=points,
        suspicious_parameters=_suspicious(root),
        secrets=secrets,
        version=_version(properties, secrets),
    )
    return LtiReading(link, _tool(link))


def _tool(link: LtiLink) -> Tool:
    sends = None if link.privacy is None else _SENDS.get(str(link.privacy).lower(), ("name", "email", "id", "roles"))
    return Tool(
        source=link.source,
        id=link.resource or link.path,
        name=link.title,
        vendor=link.vendor_name,
        version=link.version or None,
        launch=link.launch,
        host=link.host,
        secure=link.secure if link.launch is not None else None,
        sends=sends,
        graded=link.points is not None,
    )


def tool_at(activity: Activity) -> Tool:
    """The tool of an entry that has only an address: what it receives is not told."""
    launch = _launch_at(activity.entry)
    return Tool(
        source=activity.source,
        id=activity.id,
        name=activity.title,
        launch=launch.url,
        host=launch.host,
        secure=(launch.url or "").lower().startswith("https://"),
    )


def _launch(root: _Element) -> _Launch:
    """secure_launch_url where it is given, else launch_url."""
    written = text_at(root, "secure_launch_url") or text_at(root, "launch_url")
    return _launch_at(written) if written else _Launch(None, False, "")


def _launch_at(written: str) -> _Launch:
    """An address without user, query and fragment, which may hold a secret."""
    try:
        parts = urlsplit(written)
        host = (parts.hostname or "").lower()
    except ValueError:
        return _Launch(written.partition("?")[0].rpartition("@")[2], False, "")
    absolute = parts.scheme.lower() in {"http", "https"} and bool(host)
    netloc = parts.netloc.rpartition("@")[2]
    shown = f"{parts.scheme}://{netloc}{parts.path}" if parts.netloc else written.partition("?")[0].partition("#")[0]
    return _Launch(shown, absolute, host)


def _is_public(host: str) -> bool:
    """Reserved names (RFC 6761, RFC 6762) and addresses that are private to a network lead nowhere elsewhere."""
    if not host:
        return True
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".lan", ".test", ".invalid")):
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host


def _properties(root: _Element) -> Iterator[tuple[str, str]]:
    """Properties of the platforms' extensions: name in small letters, text."""
    for extension in children(root, "extensions"):
        for node in descendants(extension, "property"):
            name = (attribute(node, "name") or "").lower()
            if name not in _SECRETS:
                yield name, text_of(node)


def _secrets(root: _Element) -> int:
    """Keys and secrets that hold a value; the value is looked at only to leave out placeholders."""
    return sum(
        1
        for node in descendants(root, "property", *_SECRETS)
        if ((attribute(node, "name") or local(node)).lower() in _SECRETS) and not _NO_SECRET.fullmatch(text_of(node))
    )


def _suspicious(root: _Element) -> tuple[str, ...]:
    """Names of custom parameters whose value looks like an e-mail address or a token. Substitution variables do not."""
    found = []
    for holder in descendants(root, "custom"):
        for node in children(holder, "property", "parameter"):
            name, value = attribute(node, "name") or "", text_of(node)
            if value.startswith("$") or name.lower() in _SECRETS:
                continue
            if _PERSONAL.search(value) or (_TOKEN_NAME.search(name.lower()) and _LONG_TOKEN.fullmatch(value)):
                found.append(name[:80])
    return tuple(found)


def _version(properties: list[tuple[str, str]], secrets: int) -> str:
    """The LTI version that a link shows: a client id is of 1.3, a shared secret of 1.1. Most links show none."""
    names = {name for name, _ in properties}
    stated = next((text for name, text in properties if name in {"lti_version", "version"}), "")
    if stated.startswith("1.3") or names & {"client_id", "oidc_initiation_url", "public_jwk", "public_jwk_url"}:
        return "1.3"
    return "1.1" if secrets or stated.startswith("1.") else ""


def _order_ok(root: _Element) -> bool:
    places = [_ORDER.index(name) for node in element_children(root) if (name := local(node).lower()) in _ORDER]
    return places == sorted(places)


def _foreign(root: _Element, namespace: str) -> tuple[str, ...]:
    """Children of Basic LTI that are not in its namespace, children of the cartridge that are not in the root's."""
    found = []
    for node in element_children(root):
        name = local(node)
        if name.lower() not in _ORDER:
            continue
        wanted = namespace if name.lower() in _OF_CARTRIDGE else _BLTI
        if str(node.tag).rpartition("}")[0].lstrip("{") != wanted:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _reference(root: _Element, name: str) -> str | None:
    return next((attribute(node, "identifierref") for node in children(root, name)), None) or None


def _insecure_icons(root: _Element) -> tuple[str, ...]:
    """Icon addresses that load over http; a packaged path is none."""
    icons = (text_of(node) for node in children(root, "icon", "secure_icon"))
    return tuple(icon.partition("?")[0] for icon in icons if icon.lower().startswith("http://"))
