"""IMS Content Packaging 1.1.2 to 1.2, and the Brightspace exports in its clothes.

Brightspace writes its own course parts as resources of a plain manifest; what is plain in it is read.
Source: formats/content-packaging.md; formats/README.md §2.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from oecheck.containers import Container
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers._imscp.course import LOM_CAPABILITIES, NO_PLACE_IN_ACTIVITY, without_place
from oecheck.readers._imscp.package import ManifestPackage, manifest_descriptors, read_manifest_package

__all__ = ["READER"]

_FORMATS = ("content-packaging",)
_NO_PLACE = (*NO_PLACE_IN_ACTIVITY, "pass_mark", "attempts", "time_limit_s", "completion")


class _ContentPackaging:
    """Reader of plain Content Packaging."""

    def __init__(self) -> None:
        self.name = "content_packaging"
        self.formats: tuple[str, ...] = _FORMATS
        self.capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, LOM_CAPABILITIES)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        return manifest_descriptors(container, self.formats)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        package = read_manifest_package(container, descriptor)
        if not isinstance(package, ManifestPackage):
            return package
        result = package.result
        native = ("brightspace-parts",) if descriptor.evidence == "brightspace-native" else ()
        course = without_place(result.course, _NO_PLACE)
        return msgspec.structs.replace(result, course=course, incomplete=(*result.incomplete, *native))


READER = _ContentPackaging()
