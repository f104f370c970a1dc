"""What a cartridge says about its files: roles, audiences, listed paths, references.

Source: formats/common-cartridge.md §4, §5, §8; formats/README.md §4 (`href` to path).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from oecheck.model.manifest import Manifest
from oecheck.model.package import Reference
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas import SETTINGS_FOLDER, Canvas
from oecheck.readers._cartridge.contents import Contents
from oecheck.readers._cartridge.descriptors import Assignment, Topic
from oecheck.readers._imscp.references import manifest_references
from oecheck.readers._imscp.resources import identifier_of, own_paths
from oecheck.values.href import PathIndex, Resolver

__all__ = ["PLATFORM_LINKS", "audiences_of", "file_tokens", "hidden_files", "references_of", "roles_of"]

_TOKENS = ("$IMS-CC-FILEBASE$", "$1EdTech-CC-FILEBASE$", "$IMS_CC_FILEBASE$")
PLATFORM_LINKS = (
    "$CANVAS_OBJECT_REFERENCE$",
    "$CANVAS_COURSE_REFERENCE$",
    "$WIKI_REFERENCE$",
)
_DESCRIBING = frozenset({"topic", "weblink", "assessment", "bank", "lti", "assignment", "qti"})
_STAFF = frozenset({"instructor", "manager"})
_SIDE_FILES = ("assignment_settings.xml", "assessment_meta.xml", ".xml.qti")
# What Blackboard adds to a cartridge for itself.
_PLATFORM_FILES = frozenset({".bb-package-info", ".bb-package-sig", ".bb-log"})


def file_tokens(canvas: Canvas) -> tuple[tuple[str, str], ...]:
    """Tokens of HTML that stand for a folder; Canvas resolves them against its own."""
    folder = "web_resources/" if canvas.present else ""
    return tuple((token, folder) for token in _TOKENS)


def roles_of(manifest: Manifest, canvas: Canvas, contents: Contents, paths: tuple[str, ...]) -> dict[str, str]:
    """Role of files by path, where it is not content."""
    roles = {manifest.path: "descriptor"}
    for path in paths:
        if path.rpartition("/")[2] in _PLATFORM_FILES:
            roles[path] = "settings"
        elif path.endswith(".xsd"):
            roles[path] = "schema"
    if canvas.present:
        for path in paths:
            if path.startswith(SETTINGS_FOLDER) and not path.endswith(".html"):
                roles[path] = "settings"
            elif path.endswith(_SIDE_FILES):
                roles[path] = "descriptor"
    for resource in manifest.resources:
        described = resource.family in _DESCRIBING or identifier_of(resource) in canvas.supporting
        for file in resource.files:
            if described and file.target.lower().endswith((".xml", ".qti")):
                roles.setdefault(file.target, "descriptor")
    roles.update((path, "descriptor") for path in contents.paths.values() if path)
    return roles


def hidden_files(canvas: Canvas, manifest: Manifest) -> dict[str, str]:
    """Files that Canvas hides from learners, by path."""
    hidden = {file.identifier for file in canvas.files if file.hidden}
    found = (resource for resource in manifest.resources if identifier_of(resource) in hidden)
    return {path: "instructor" for resource in found for path in own_paths(resource)}


def audiences_of(
    manifest: Manifest, audiences: Mapping[str, str], contents: Contents, index: PathIndex
) -> dict[str, str]:
    """Audience of files by path. A file that a learner's resource lists too is not kept from learners."""
    found: dict[str, str] = {}
    learners: set[str] = set()
    for resource in manifest.resources:
        audience = audiences.get(identifier_of(resource), "learner")
        for path in own_paths(resource):
            if audience == "learner":
                learners.add(path)
            else:
                found[path] = audience
    found |= _staff_attachments(contents, Resolver(index, [(token, "") for token in _TOKENS]))
    return {path: audience for path, audience in found.items() if path not in learners}


def _staff_attachments(contents: Contents, resolver: Resolver) -> dict[str, str]:
    """Attachments of assignments that are for instructors."""
    paths = (
        resolver.resolve(attachment.href, contents.paths.get(name, "")).target
        for name, assignment in contents.assignments.items()
        for attachment in assignment.attachments
        if attachment.role.lower() in _STAFF
    )
    return {path: "instructor" for path in paths if path}


def references_of(manifest: Manifest, contents: Contents, canvas: Canvas, index: PathIndex) -> tuple[Reference, ...]:
    """References of the manifest and of the descriptors to files; what the platform dangles itself is marked."""
    made = manifest_references(manifest)
    if canvas.present:
        made = tuple(_canvas_made(reference) for reference in made)
    resolver = Resolver(index, file_tokens(canvas), PLATFORM_LINKS)
    return (*made, *_attachments(contents, resolver))


def _canvas_made(reference: Reference) -> Reference:
    """Canvas exports items of what it leaves out: the author wrote no dangling reference."""
    if reference.kind in ("item", "dependency") and reference.state == "missing":
        return msgspec.structs.replace(reference, platform_made=True)
    return reference


def _attachments(contents: Contents, resolver: Resolver) -> Iterator[Reference]:
    holders: list[tuple[str, Topic | Assignment]] = [*contents.topics.items(), *contents.assignments.items()]
    for name, holder in holders:
        for attachment in holder.attachments:
            yield from _reference(attachment.href, attachment.source, contents.paths.get(name, ""), resolver)
    for name, document in contents.questions.items():
        for uri, source in document.media:
            yield from _reference(uri, source, contents.paths.get(name, ""), resolver)


def _reference(href: str, source: Source, base: str, resolver: Resolver) -> Iterator[Reference]:
    found = resolver.resolve(href, base)
    if found.kind == "external":
        yield Reference(source=source, href=href.partition("?")[0], kind="attachment", state="external")
    elif found.kind == "internal":
        yield Reference(source=source, href=href, target=found.target, kind="attachment", state=found.state)
