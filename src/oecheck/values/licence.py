"""Licences: what a URL, a platform's code or a phrase permits.

A version is never guessed and free text never interpreted beyond its known phrases: what is not recognised has the
family `unknown`. Sources: Creative Commons licence URLs; SPDX; formats/metadata.md §5; OHE-LIC-001, LIC-003.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from oecheck.values import _licence_words as words
from oecheck.values.patterns import pattern
from oecheck.values.text import collapse

__all__ = ["LicenceParts", "normalise"]

_MAX_CHARACTERS = 4000
_MAX_PHRASE = 200  # longer texts are prose: only a licence URL in them counts
_CC_URL = pattern(
    r"(?:https?:)?(?://)?(?:[a-z0-9-]{1,20}\.)?creativecommons\.org/"
    r"(?:licen[sc]es/([a-z-]{2,12})/(\d\.\d)(?:/([a-z]{2,10}))?|publicdomain/(zero|mark)/1\.0)(?![a-z0-9])",
    re.IGNORECASE,
)
_URL = pattern(r"https?://(?:www\.)?([^\s<>\"']{4,200})", re.IGNORECASE)
_ENDING = pattern(r"\.(?:html?|txt|php|md)$")
_LANGUAGE = pattern(r"(?:\.|/)[a-z]{2}$")
_HYPHENATED = pattern(r"/(\d)-(\d)(?=/|$)")
_LISTED = pattern(r"(?:spdx\.org/licenses|opensource\.org/licenses?)/([a-z0-9][a-z0-9.+-]{1,60})")
_CC_SHORT = pattern(
    r"(?:cc|creative[ -]commons)[ :_-]{1,3}((?:by|nc|nd|sa)(?:[ _/,+-]{1,3}(?:by|nc|nd|sa)){0,3})(?![a-z])"
)
_CC0 = pattern(r"\bcc[ -]?0\b|\bcreative commons zero\b")
_CC_MARK = pattern(r"\bcc[ -]?pdm\b|\bpublic domain mark\b")
_VERSION = pattern(r"(?<![\d.])(\d\.\d)(?![\d.]*\d)")
_GNU_VERSION = pattern(r"(?<![\d.])(?:v(?:ersion)? ?)?(\d(?:\.\d)?)(?![\d.])")
_MOODLE_BY = pattern(r"cc(?:-\d\.\d)?")
_OR_LATER = ("or later", "or any later", "ou ultérieure", "oder später")
_SPDX_SHAPE = pattern(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,60}")
_NC_MENTION = frozenset({"by", "nc", "nd", "sa"})


class LicenceParts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a licence; the fields are those of `model.course.Licence`, where they are explained."""

    id: str = ""
    url: str = ""
    raw: str = ""
    family: str = "unknown"
    version: str = ""
    attribution: bool = False
    share_alike: bool = False
    non_commercial: bool = False
    no_derivatives: bool = False
    open: bool = False
    default: bool = False


@lru_cache(maxsize=1024)
def normalise(raw: str, url: str = "", version: str = "") -> LicenceParts:
    """What a licence text means.

    Args:
        raw: as written: a URL, a code of Moodle, H5P, OLX or Canvas, an SPDX id, or a phrase.
        url: the licence URL, where the format has a place of its own for it; it decides.
        version: the version, where the format has a place of its own for it (H5P `licenseVersion`).

    Returns:
        The parts of the licence; `family` is `unknown` for what is not recognised and for texts that name several.
    """
    shown = raw or url
    text = collapse(f"{url} {raw} {version}"[:_MAX_CHARACTERS])
    code = collapse(raw[:_MAX_CHARACTERS]).casefold()
    default = code in words.PLATFORM_DEFAULTS and not url
    from_urls = {_from_url(match) for match in _CC_URL.finditer(text)} | set(_from_other_urls(text))
    reserved = _all_rights_reserved(code)
    if from_urls:
        only = from_urls.pop()
        return LicenceParts(raw=shown) if from_urls or reserved else _shown(only, shown)
    if reserved:
        mixed = "creative commons" in code or _CC_SHORT.search(code) is not None
        return LicenceParts(raw=shown) if mixed else _arr(shown, default)
    return _shown(_from_words(code, version.strip()), shown, default) if len(text) <= _MAX_PHRASE else _none(shown)


def _shown(parts: LicenceParts, raw: str, default: bool = False) -> LicenceParts:
    return msgspec.structs.replace(parts, raw=raw, default=default)


def _none(raw: str) -> LicenceParts:
    return LicenceParts(raw=raw)


def _arr(raw: str, default: bool) -> LicenceParts:
    return LicenceParts("LicenseRef-All-Rights-Reserved", raw=raw, family="arr", default=default)


def _all_rights_reserved(code: str) -> bool:
    if code in words.ALL_RIGHTS_RESERVED:
        return True
    return any(phrase in code for phrase in words.ALL_RIGHTS_RESERVED_PHRASES)


def _from_url(match: re.Match[str]) -> LicenceParts:
    elements, version, jurisdiction, dedication = match.groups()
    if dedication:
        return _cc0() if dedication.lower() == "zero" else _mark()
    return _cc(frozenset(elements.lower().split("-")), version, _jurisdiction(jurisdiction))


def _from_other_urls(text: str) -> Iterator[LicenceParts]:
    """Licences whose own page, or page in the list of SPDX or OSI, a text names."""
    later = any(phrase in text.casefold() for phrase in _OR_LATER)
    for match in _URL.finditer(text):
        found = _at(_place(match[1]))
        if found is not None:
            name = found.id.replace("-only", "-or-later") if later else found.id
            yield msgspec.structs.replace(found, id=name, url=f"https://spdx.org/licenses/{name}")


def _place(address: str) -> str:
    """An address as `LICENCE_URLS` has it."""
    place = _ENDING.sub("", address.rstrip("/.,;)").lower())
    return _HYPHENATED.sub(r"/\1.\2", _LANGUAGE.sub("", place).replace("/en-us/", "/"))


def _at(place: str) -> LicenceParts | None:
    if place in words.LICENCE_URLS:
        return _known(words.LICENCE_URLS[place])
    listed = _LISTED.fullmatch(place)
    return _spdx(listed[1]) if listed else None


def _jurisdiction(segment: str | None) -> str:
    """`de`, `igo`; a deed's name (`deed`, `deed.fr`, `legalcode`) is none."""
    segment = (segment or "").lower()
    return segment if len(segment) == 2 or segment in {"igo", "scotland"} else ""


def _from_words(code: str, version: str) -> LicenceParts:
    """The licence that a short folded text names."""
    if code in words.UNDISCLOSED:
        return LicenceParts()
    with_version = f"{code} {version}".casefold().strip()
    if _CC0.search(with_version) or "publicdomain/zero" in with_version:
        return _cc0()
    if _CC_MARK.search(with_version):
        return _mark()
    if code in words.PUBLIC_DOMAIN:
        return LicenceParts("LicenseRef-Public-Domain", family="pd", open=True)
    return _creative_commons(with_version) or _spdx(code) or _gnu_and_others(with_version) or LicenceParts()


def _creative_commons(text: str) -> LicenceParts | None:
    """`cc by-sa 4.0`, `cc_by_nc`, `creative-commons: ver=4.0 BY NC SA`, and the names of the deeds in words."""
    versions = set(_VERSION.findall(text))
    version = versions.pop() if len(versions) == 1 else ""
    jurisdiction = "igo" if re.search(r"\bigo\b", text) else ""
    short = [*_CC_SHORT.finditer(re.sub(r"ver=\d\.\d\s?", "", text))]
    if len(short) > 1 or versions:
        return LicenceParts()  # it names several licences
    if short:
        return _cc(_with_attribution(re.findall(r"by|nc|nd|sa", short[0][1])), version, jurisdiction)
    if _MOODLE_BY.fullmatch(text):
        return _cc(frozenset({"by"}), version, "")
    if not (text.startswith(("cc ", "cc-")) or any(name in text for name in words.CREATIVE_COMMONS)):
        return None
    found = [element for element, names in words.ELEMENT_WORDS.items() if any(name in text for name in names)]
    if not found:
        return LicenceParts(family="cc")
    return _cc(_with_attribution(found), version, jurisdiction)


def _with_attribution(elements: list[str]) -> frozenset[str]:
    """Every licence since version 2.0 asks for attribution; platforms leave `by` out (`cc-nc-sa`)."""
    return frozenset({"by", *elements})


def _cc(elements: frozenset[str], version: str, jurisdiction: str) -> LicenceParts:
    if not elements <= _NC_MENTION or {"nd", "sa"} <= elements:
        return LicenceParts()
    name = "-".join(element for element in ("by", "nc", "nd", "sa") if element in elements)
    return LicenceParts(
        _cc_id(name, version, jurisdiction),
        f"https://creativecommons.org/licenses/{name}/{version}/{jurisdiction + '/' * bool(jurisdiction)}"
        if version
        else "",
        family="cc",
        version=version,
        attribution="by" in elements,
        share_alike="sa" in elements,
        non_commercial="nc" in elements,
        no_derivatives="nd" in elements,
        open="nd" not in elements,
    )


def _cc_id(name: str, version: str, jurisdiction: str) -> str:
    if not version:
        return ""
    plain = f"CC-{name.upper()}-{version}"
    if not jurisdiction:
        return plain
    ported = f"{plain}-{jurisdiction.upper()}"
    return ported if ported in words.PORTED_SPDX else f"LicenseRef-{ported}"


def _cc0() -> LicenceParts:
    url = "https://creativecommons.org/publicdomain/zero/1.0/"
    return LicenceParts("CC0-1.0", url, family="pd", version="1.0", open=True)


def _mark() -> LicenceParts:
    url = "https://creativecommons.org/publicdomain/mark/1.0/"
    return LicenceParts("CC-PDM-1.0", url, family="pd", version="1.0", open=True)


def _gnu_and_others(text: str) -> LicenceParts | None:
    for name, stem in words.SOFTWARE_NAMES:
        if not text.startswith(name):
            continue
        later = any(phrase in text for phrase in _OR_LATER)
        versions = {number if "." in number else f"{number}.0" for number in _GNU_VERSION.findall(text)}
        if "{}" in stem and len(versions) != 1:
            return LicenceParts(family=_other_family(stem), open=True)
        identifier = stem.format(next(iter(versions), ""))
        return _known(identifier.replace("-only", "-or-later") if later else identifier)
    return None


def _spdx(code: str) -> LicenceParts | None:
    if not _SPDX_SHAPE.fullmatch(code) or not ("-" in code or "." in code or code in {"mit", "isc", "unlicense"}):
        return None
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # only for SPDX ids

    try:
        return _known(str(canonicalize_license_expression(code)))
    except InvalidLicenseExpression:
        return None


def _known(identifier: str) -> LicenceParts:
    found = _VERSION.search(identifier)
    return LicenceParts(
        identifier,
        family=_other_family(identifier),
        version=found[1] if found else "",
        open=identifier in words.OPEN_SPDX,
    )


def _other_family(identifier: str) -> str:
    documents = ("GFDL", "OFL", "ODbL", "ODC", "OGL", "LAL", "PDDL", "etalab", "LicenseRef")
    return "other" if identifier.startswith(documents) else "software"
