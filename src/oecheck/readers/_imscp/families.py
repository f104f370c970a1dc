"""What the `type` of a resource means, whatever its version.

Real cartridges that declare 1.3 write the type strings of 1.1 (20 of 20 measured): a type is mapped by family.
Source: formats/common-cartridge.md §2.
"""

from __future__ import annotations

from oecheck.values.patterns import pattern

__all__ = ["embeds_descriptor", "family_of"]

_FAMILIES = (
    ("webcontent", "webcontent"),
    ("associatedcontent", "associatedcontent"),
    ("imsdt_", "topic"),
    ("imswl_", "weblink"),
    ("imsbasiclti_", "lti"),
    ("assignment_", "assignment"),
    ("idpfepub_", "epub"),
    ("imsapip_", "apip"),
    ("imsiwb_", "iwb"),
    ("imsov_", "openvideo"),
)
_VERSION = pattern(r"v(\d)p(\d+)(?:p(\d+))?")
_DESCRIPTORS = frozenset({"topic", "webLink", "questestinterop", "cartridge_basiclti_link", "assignment"})


def family_of(resource_type: str | None) -> tuple[str, str]:
    """Family and version of a resource type; ("other", "") for what no profile names."""
    text = (resource_type or "").strip().lower()
    if text.startswith("imsqti"):
        return _question_family(text), _version(text)
    for start, family in _FAMILIES:
        if text.startswith(start):
            return family, _version(text)
    return "other", ""


def _question_family(text: str) -> str:
    if text.endswith("question-bank"):
        return "bank"
    return "assessment" if text.endswith("/assessment") else "qti"


def _version(text: str) -> str:
    """The last version in the type: of `imsqti_xmlv1p2/imscc_xmlv1p1/assessment` that of the cartridge."""
    found = _VERSION.findall(text)
    return ".".join(part for part in found[-1] if part) if found else ""


def embeds_descriptor(local_name: str) -> bool:
    """Whether a child of `resource` is the descriptor itself (Common Cartridge 1.3)."""
    return local_name in _DESCRIPTORS
