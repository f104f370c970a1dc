"""QTI 1.2.1, 2.0 to 2.2 and 3.0: packages of questions, and single documents.

A package of questions is no course: what only a course has is left unsupported, so that no question bank fails for it.
Source: formats/qti.md; formats/content-packaging.md; formats/course-model.md §6 (column QTI).
"""

from __future__ import annotations

from collections.abc import Mapping

from oecheck.containers import Container
from oecheck.model.package import Descriptor, ReadResult
from oecheck.readers._imscp.package import ManifestPackage, read_manifest_package
from oecheck.readers._qti.course import CAPABILITIES
from oecheck.readers._qti.package import read_lone, with_questions
from oecheck.readers._signs import SIGNS

__all__ = ["READER"]

_FORMATS = ("qti",)
_LONE = "qti-document"


class _Qti:
    """Reader of QTI."""

    def __init__(self) -> None:
        self.name = "qti"
        self.formats: tuple[str, ...] = _FORMATS
        self.capabilities: Mapping[str, frozenset[str]] = dict.fromkeys(_FORMATS, CAPABILITIES)

    def detect(self, container: Container) -> tuple[Descriptor, ...]:
        return tuple(found for signs in SIGNS for found in signs(container) if found.format in self.formats)

    def read(self, container: Container, descriptor: Descriptor) -> ReadResult:
        if descriptor.evidence == _LONE:
            return read_lone(container, descriptor)
        package = read_manifest_package(container, descriptor)
        return with_questions(package) if isinstance(package, ManifestPackage) else package


READER = _Qti()
